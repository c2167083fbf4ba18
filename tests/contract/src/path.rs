//! Addresses: which operation they are, and the values in them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// An address, taken apart by an operation's path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The operation's path, with parameters in braces.
    pub template: String,
    pub path: BTreeMap<String, String>,
    pub query: BTreeMap<String, String>,
}

/// The operation's path that fits an address best: the one with the fewest parameters, of those that are `usable`.
/// Paths are told apart by capitals.
pub fn best<'p>(
    templates: impl Iterator<Item = &'p str>,
    address: &str,
    usable: impl Fn(&str) -> bool,
) -> Option<Request> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let query: BTreeMap<String, String> =
        url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    templates
        .filter(|template| usable(template))
        .filter_map(|template| fit(template, path).map(|values| (template, values)))
        .min_by_key(|(_, values)| values.len())
        .map(|(template, path)| Request { template: template.to_owned(), path, query })
}

fn fit(template: &str, path: &str) -> Option<BTreeMap<String, String>> {
    let (expected, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    if expected.len() != given.len() {
        return None;
    }
    let mut values = BTreeMap::new();
    for (expected, given) in expected.iter().zip(given) {
        match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) if !given.is_empty() => {
                values.insert(name.to_owned(), given.to_owned());
            }
            None if *expected == given => {}
            _ => return None,
        }
    }
    Some(values)
}

/// The text of a parameter as the type that its schema asks.
pub(crate) fn typed(text: &str, schema: &Value) -> Value {
    match schema["type"].as_str() {
        Some("integer") => text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)),
        Some("boolean") => text.parse::<bool>().map_or_else(|_| json!(text), |flag| json!(flag)),
        _ => json!(text),
    }
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn a_named_part_goes_before_a_parameter() {
        let known = ["/employers/{id}", "/employers/minimized", "/employers/{id}/users"];
        let found = best(known.into_iter(), "/employers/minimized?filter=a%20eq%201", |_| true).unwrap();
        assert_eq!(
            (found.template.as_str(), found.query["filter"].as_str()),
            ("/employers/minimized", "a eq 1")
        );
        assert_eq!(best(known.into_iter(), "/employers/7/users", |_| true).unwrap().path["id"], "7");
        assert_eq!(best(known.into_iter(), "/Employers/7/users", |_| true), None);
    }
}
