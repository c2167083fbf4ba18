//! The published schema is the one that is used.

use std::path::Path;

#[test]
fn the_published_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/handboek.schema.json");
    let mut made = serde_json::to_string_pretty(handbooks::schema()).unwrap();
    made.push('\n');
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published.replace("\r\n", "\n") == made,
        "docs/handboek.schema.json is behind: run the tests once with UPDATE_SCHEMA=1"
    );
}

#[test]
fn every_key_in_it_is_explained() {
    fn unexplained(value: &serde_json::Value, path: &str, found: &mut Vec<String>) {
        if let Some(keys) = value.get("properties").and_then(|keys| keys.as_object()) {
            for (key, schema) in keys {
                // The word that picks a kind is explained by the kind itself.
                if key != "kind" && schema.get("description").is_none() {
                    found.push(format!("{path}/{key}"));
                }
            }
        }
        let inner = value.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value));
        let listed = value.as_array().into_iter().flatten().enumerate();
        for (key, value) in inner.chain(listed.map(|(nth, value)| (nth.to_string(), value))) {
            unexplained(value, &format!("{path}/{key}"), found);
        }
    }
    let mut found = vec![];
    unexplained(handbooks::schema(), "", &mut found);
    assert_eq!(found, Vec::<String>::new());
}
