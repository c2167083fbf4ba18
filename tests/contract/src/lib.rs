//! Holds requests and answers against Loket's own specification, for tests only.
//!
//! The specification lies beside the project's folder and is not part of it: where it is absent, [`Contract::load`] says
//! so loudly and gives nothing. It declares no field as required and forbids none, so that a plain validation would pass
//! almost anything. Here an answer has to hold every field that it may hold, and nothing may hold a field that the
//! specification does not name.

pub mod path;
mod schema;

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

pub use path::Request;
use schema::{Side, closed};

/// Where the specification lies, from this package's folder.
const PLACE: &str = "../../../shared/domain/loket-openapi.json";

/// What the specification says that its own examples or plain reason contradict. Each was looked at. A finding is passed
/// over when it is of this path, at a place that ends so, with this text; the last word says why.
pub const SLIPS: &[[&str; 4]] = &[
    [
        "/employments",
        "payrollAdministration/id",
        "does not match",
        "ids in employments are lower case, as the example",
    ],
    [
        "/employments",
        "administration/id",
        "does not match",
        "ids in employments are lower case, as the example",
    ],
    [
        "/authorizationgroups",
        "_embedded",
        "is not of type \"object\"",
        "the text says a list, the schema one object",
    ],
    [
        "/authorizationmodel",
        "description",
        "is longer than 50",
        "names of activities are longer operationIds",
    ],
    ["/applications/", "activity", "is longer than 50", "names of activities are longer operationIds"],
];

/// The specification as it lies beside the project. Nothing when it is absent, which is said on standard error.
pub fn specification() -> Option<Value> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLACE);
    let Ok(text) = std::fs::read_to_string(&place) else {
        let _ = writeln!(
            std::io::stderr(),
            "NOT CHECKED: Loket's specification is not beside the project, so nothing was held against it"
        );
        return None;
    };
    Some(serde_json::from_str(&text).unwrap_or_default())
}

/// The specification, ready to hold things against.
pub struct Contract {
    document: Value,
    validators: Mutex<HashMap<String, Validator>>,
}

impl Contract {
    /// Reads the specification. Nothing when it is absent, which is said on standard error.
    ///
    /// # Panics
    /// When it is there and cannot be read: a test that relies on it has to fail then.
    pub fn load() -> Option<Self> {
        let contract = Self { document: specification()?, validators: Mutex::default() };
        assert!(contract.operations().len() > 40, "the specification beside the project does not read");
        Some(contract)
    }

    /// Every operation: method in capitals, and path with its parameters in braces.
    pub fn operations(&self) -> Vec<(String, String)> {
        let paths = self.document["paths"].as_object().into_iter().flatten();
        let methods = paths.flat_map(|(path, item)| {
            item.as_object()
                .into_iter()
                .flatten()
                .map(move |(method, _)| (method.to_uppercase(), path.clone()))
        });
        methods
            .filter(|(method, _)| ["GET", "POST", "PATCH", "PUT", "DELETE"].contains(&method.as_str()))
            .collect()
    }

    /// What is wrong with an answer, one line each. `path` is an address without host, its query allowed.
    pub fn check_answer(&self, method: &str, path: &str, status: u16, body: &Value) -> Vec<String> {
        let Some(found) = self.find(method, path) else {
            return vec![format!("{method} {path}: no such operation")];
        };
        let response = self.resolve(&found.operation["responses"][status.to_string()]);
        if response.is_null() {
            return vec![format!("{method} {path}: status {status} is not among the answers")];
        }
        let Some(content) = response["content"].as_object() else {
            return if body.is_null() {
                Vec::new()
            } else {
                vec![format!("{method} {path}: a body where none is named")]
            };
        };
        // The newest version first: a body passes when it fits one of them.
        let mut findings: Vec<Vec<String>> = content
            .iter()
            .map(|(media, written)| {
                let key = format!("{method} {} {status} {media}", found.template);
                let side = if status < 300 { Side::Answer } else { Side::Refusal };
                self.validate(&key, &written["schema"], side, body)
            })
            .collect();
        findings.sort_by_key(Vec::len);
        findings.into_iter().next().unwrap_or_default()
    }

    /// What is wrong with a request, one line each: its path, its parameters, its body.
    pub fn check_request(&self, method: &str, path_and_query: &str, body: Option<&Value>) -> Vec<String> {
        let Some(found) = self.find(method, path_and_query) else {
            return vec![format!("{method} {path_and_query}: no such operation")];
        };
        let mut findings = Vec::new();
        let named: Vec<&Value> = self.parameters(&found.operation);
        for parameter in &named {
            let name = parameter["name"].as_str().unwrap_or_default();
            let given = match parameter["in"].as_str() {
                Some("path") => found.request.path.get(name),
                Some("query") => found.request.query.get(name),
                _ => continue,
            };
            match given {
                None if parameter["required"] == true => findings.push(format!("{name} is missing")),
                None => {}
                Some(text) => {
                    let key = format!("{} {name}", found.template);
                    let value = path::typed(text, &parameter["schema"]);
                    findings.extend(self.validate(&key, &parameter["schema"], Side::Parameter, &value));
                }
            }
        }
        for name in found.request.query.keys() {
            if !named.iter().any(|parameter| parameter["in"] == "query" && parameter["name"] == name.as_str())
            {
                findings.push(format!("query parameter {name} is not among those of the operation"));
            }
        }
        findings.extend(self.check_body(&found, body));
        findings.into_iter().map(|finding| format!("{method} {path_and_query}: {finding}")).collect()
    }

    fn check_body(&self, found: &Found, body: Option<&Value>) -> Vec<String> {
        let contents = found.operation["requestBody"]["content"].as_object();
        match (contents.and_then(|contents| contents.iter().next()), body) {
            (None, None) => Vec::new(),
            (None, Some(_)) => vec!["a body where none is named".to_owned()],
            (Some(_), None) => vec!["the body is missing".to_owned()],
            (Some((media, written)), Some(body)) => {
                let key = format!("request {} {media}", found.template);
                self.validate(&key, &written["schema"], Side::Request, body)
            }
        }
    }

    fn parameters<'c>(&'c self, operation: &'c Value) -> Vec<&'c Value> {
        let list = operation["parameters"].as_array().into_iter().flatten();
        list.map(|parameter| self.resolve(parameter)).collect()
    }

    fn find(&self, method: &str, path: &str) -> Option<Found> {
        let paths: &Map<String, Value> = self.document["paths"].as_object()?;
        let request = path::best(paths.keys().map(String::as_str), path, |template| {
            paths[template].get(method.to_lowercase()).is_some()
        })?;
        let operation = paths.get(&request.template)?.get(method.to_lowercase())?.clone();
        Some(Found { template: request.template.clone(), operation, request })
    }

    fn resolve<'c>(&'c self, value: &'c Value) -> &'c Value {
        value["$ref"]
            .as_str()
            .and_then(|place| self.document.pointer(place.trim_start_matches('#')))
            .unwrap_or(value)
    }

    fn validate(&self, key: &str, schema: &Value, side: Side, value: &Value) -> Vec<String> {
        let key = format!("{side:?} {key}");
        let mut validators = self.validators.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !validators.contains_key(&key) {
            let mut closed = closed(&self.document, schema, side);
            closed["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
            match jsonschema::options().should_validate_formats(true).build(&closed) {
                Ok(validator) => {
                    validators.insert(key.clone(), validator);
                }
                Err(why) => return vec![format!("{key}: the schema does not build: {why}")],
            }
        }
        let Some(validator) = validators.get(&key) else {
            return Vec::new();
        };
        validator
            .iter_errors(value)
            .map(|error| (error.instance_path().to_string(), error.to_string()))
            .filter(|(place, why)| !is_slip(&key, place, why))
            .map(|(place, why)| format!("{place}: {}", shortened(&why)))
            .collect()
    }
}

struct Found {
    template: String,
    operation: Value,
    request: Request,
}

fn is_slip(key: &str, place: &str, why: &str) -> bool {
    SLIPS.iter().any(|[path, end, text, _]| key.contains(path) && place.ends_with(end) && why.contains(text))
}

fn shortened(text: &str) -> String {
    let kept: String = text.chars().rev().take(300).collect();
    kept.chars().rev().collect()
}
