//! The JSON Schema of a handbook: made from the types, used to read and given to editors.

use std::sync::LazyLock;

use domain::Handbook;
use jsonschema::Validator;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::{Value, json};

/// The schema as it is published beside the handbooks, for editors that help while typing.
pub fn schema() -> &'static Value {
    &SCHEMA
}

// Draft 7 is what editors of TOML know.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| {
    SchemaSettings::draft07()
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(with_limits))
        .into_generator()
        .into_root_schema_for::<Handbook>()
        .to_value()
});

/// What tests a file against the schema; an error only when the schema itself were wrong.
pub(crate) static VALIDATOR: LazyLock<Result<Validator, String>> =
    LazyLock::new(|| jsonschema::draft7::new(&SCHEMA).map_err(|error| error.to_string()));

/// TOML has no null: a key that may be left out is left out.
fn without_null(schema: &mut schemars::Schema) {
    match schema.get_mut("default") {
        Some(Value::Null) => drop(schema.remove("default")),
        Some(Value::Object(keys)) => keys.retain(|_, value| !value.is_null()),
        _ => {}
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut branches)) = schema.remove("anyOf") {
        branches.retain(|branch| *branch != json!({ "type": "null" }));
        // One branch left over stands as `allOf`: beside a `$ref` draft 7 reads nothing else.
        let keyword = if branches.len() == 1 { "allOf" } else { "anyOf" };
        schema.insert(keyword.to_owned(), Value::Array(branches));
    }
}

/// The largest number that each type holds: schemars leaves it out.
fn with_limits(schema: &mut schemars::Schema) {
    let most = match schema.get("format").and_then(Value::as_str) {
        Some("uint8") => u32::from(u8::MAX),
        Some("uint16") => u32::from(u16::MAX),
        Some("uint32") => u32::MAX,
        _ => return,
    };
    if schema.get("maximum").is_none() {
        schema.insert("maximum".to_owned(), most.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_can_be_used() {
        assert!(VALIDATOR.is_ok());
    }

    #[test]
    fn nothing_in_it_is_null() {
        let text = schema().to_string();
        assert!(!text.contains("null"), "{text}");
    }
}
