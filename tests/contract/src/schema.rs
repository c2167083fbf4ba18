//! Makes a schema of the specification strict: no field that it does not name, and in an answer every field that it does.

use serde_json::{Map, Value, json};

/// What a schema is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// What comes back when all is well: every field is there.
    Answer,
    /// What comes back otherwise.
    Refusal,
    /// What is sent: no field that only answers hold.
    Request,
    /// A value in an address.
    Parameter,
}

/// The schema with its references written out, closed to fields that it does not name.
pub(crate) fn closed(document: &Value, schema: &Value, side: Side) -> Value {
    let mut written = write_out(document, schema, 0);
    close(&mut written, side);
    written
}

/// Follows references. The specification has none that lead back to themselves; the depth is a guard.
fn write_out(document: &Value, schema: &Value, depth: usize) -> Value {
    if depth > 40 {
        return json!({});
    }
    match schema {
        Value::Object(fields) => {
            let mut merged = Map::new();
            if let Some(place) = fields.get("$ref").and_then(Value::as_str)
                && let Some(target) = document.pointer(place.trim_start_matches('#'))
                && let Value::Object(target) = write_out(document, target, depth + 1)
            {
                merged = target;
            }
            let own = fields.iter().filter(|(name, _)| *name != "$ref");
            merged.extend(own.map(|(name, value)| (name.clone(), write_out(document, value, depth + 1))));
            // Rows of an allOf are one object to whoever reads it.
            if let Some(Value::Array(rows)) = merged.remove("allOf") {
                for row in rows {
                    absorb(&mut merged, row);
                }
            }
            Value::Object(merged)
        }
        Value::Array(entries) => entries.iter().map(|entry| write_out(document, entry, depth + 1)).collect(),
        other => other.clone(),
    }
}

fn absorb(into: &mut Map<String, Value>, row: Value) {
    let Value::Object(row) = row else {
        return;
    };
    for (name, value) in row {
        match (into.get_mut(&name), value) {
            (Some(Value::Object(known)), Value::Object(more)) if name == "properties" => known.extend(more),
            (Some(_), _) => {}
            (None, value) => {
                into.insert(name, value);
            }
        }
    }
}

fn close(schema: &mut Value, side: Side) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(properties)) = fields.get_mut("properties") {
                if side == Side::Request {
                    properties.retain(|_, property| property["readOnly"] != true);
                }
                let names: Vec<Value> = properties.keys().cloned().map(Value::String).collect();
                properties.values_mut().for_each(|property| close(property, side));
                if !names.is_empty() && side != Side::Parameter {
                    fields.insert("additionalProperties".to_owned(), json!(false));
                    if side == Side::Answer {
                        fields.insert("required".to_owned(), Value::Array(names));
                    }
                }
            }
            for word in ["items", "anyOf", "oneOf"] {
                if let Some(inner) = fields.get_mut(word) {
                    close(inner, side);
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| close(entry, side)),
        _ => {}
    }
}
