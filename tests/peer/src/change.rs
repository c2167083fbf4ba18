//! Answers that are JSON and have been tampered with.

use std::fmt;
use std::sync::Arc;

use serde_json::{Value, json};

/// A change of a JSON answer.
#[derive(Clone)]
pub struct Change(Arc<dyn Fn(&mut Value) + Send + Sync>);

impl Change {
    /// Any change.
    pub fn by(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Self {
        Self(Arc::new(change))
    }

    /// A citizen service number and wages in every object, which nobody asked for.
    pub fn with_more(number: &str, wage: &str) -> Self {
        let (number, wage) = (number.to_owned(), wage.to_owned());
        Self::by(move |answer| {
            each_object(answer, &mut |object| {
                object.insert("citizenServiceNumber".into(), json!(number));
                object.insert("wages".into(), json!({ "hourlyWage": wage, "bsn": number }));
            });
        })
    }

    /// Without this field, wherever it stands.
    pub fn without(field: &str) -> Self {
        let field = field.to_owned();
        Self::by(move |answer| {
            each_object(answer, &mut |object| {
                object.remove(&field);
            });
        })
    }

    /// This field set to something else, wherever it stands.
    pub fn with(field: &str, value: Value) -> Self {
        let field = field.to_owned();
        Self::by(move |answer| {
            each_object(answer, &mut |object| {
                if let Some(there) = object.get_mut(&field) {
                    *there = value.clone();
                }
            });
        })
    }

    /// A list without items, which still says how many there are.
    pub fn empty_list() -> Self {
        Self::by(|answer| {
            if let Some(items) = answer.get_mut("_embedded") {
                *items = json!([]);
            }
        })
    }

    pub(crate) fn apply(&self, body: &[u8]) -> Vec<u8> {
        match serde_json::from_slice::<Value>(body) {
            Ok(mut value) => {
                (self.0)(&mut value);
                value.to_string().into_bytes()
            }
            Err(_) => body.to_vec(),
        }
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Change")
    }
}

fn each_object(value: &mut Value, act: &mut impl FnMut(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(|inner| each_object(inner, act));
            act(object);
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| each_object(inner, act)),
        _ => {}
    }
}
