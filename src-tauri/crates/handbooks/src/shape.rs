//! The shape of a file against the schema: every fault, each where it stands.

use jsonschema::error::{TypeKind, ValidationErrorKind as Wrong};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::characters::visible;
use crate::fault::{Expected, ValueKind};
use crate::place::Place;
use crate::report::Report;
use crate::schema::{VALIDATOR, schema};

/// Reports every difference with the schema.
pub(crate) fn check(file: &Value, report: &mut Report<'_>) {
    match &*VALIDATOR {
        Ok(validator) => validator.iter_errors(file).for_each(|error| one(&error, file, report)),
        Err(detail) => report.value(&Place::top(), Expected::Other { detail: detail.clone() }),
    }
}

fn one(error: &ValidationError<'_>, file: &Value, report: &mut Report<'_>) {
    let place = place(error.instance_path().as_str(), file);
    match error.kind() {
        Wrong::OneOfNotValid { context } | Wrong::AnyOf { context } => {
            for error in meant(error.instance_path().as_str(), context) {
                one(error, file, report);
            }
            if let Some(expected) = no_such_word(error, context) {
                let at = if error.instance().is_object() { place.key(TAG) } else { place };
                report.value(&at, expected);
            }
        }
        Wrong::AdditionalProperties { unexpected } => {
            let allowed = known_keys(error.schema_path().as_str());
            for key in unexpected {
                let expected =
                    Expected::KnownKey { key: visible(key), allowed: allowed.clone(), meant: None };
                report.key(&place.key(key.clone()), expected);
            }
        }
        _ => report.value(&place, expected(error)),
    }
}

/// The key whose word picks the branch.
const TAG: &str = "kind";

type Branch = Vec<ValidationError<'static>>;

/// Of branches that all failed, the errors of the one that was meant: the one whose word stands
/// there. Without any word, the error that says so.
fn meant<'e>(at: &str, branches: &'e [Branch]) -> &'e [ValidationError<'static>] {
    if branches.iter().all(|branch| word(at, branch).is_none()) {
        // Of branches of several types, the one of the type that stands there.
        let is_of_type = |branch: &&Branch| !branch.iter().any(|error| is_of_another_type(at, error));
        let first = branches.iter().find(is_of_type).or(branches.first()).map_or(&[][..], Vec::as_slice);
        let untagged = first.iter().position(is_untagged);
        return untagged.and_then(|nth| first.get(nth..=nth)).unwrap_or(first);
    }
    branches.iter().find(|branch| word(at, branch).is_none()).map_or(&[], Vec::as_slice)
}

fn is_of_another_type(at: &str, error: &ValidationError<'_>) -> bool {
    error.instance_path().as_str() == at && matches!(error.kind(), Wrong::Type { .. })
}

fn is_untagged(error: &ValidationError<'_>) -> bool {
    match error.kind() {
        Wrong::Required { property } => property == TAG,
        Wrong::Type { .. } => true,
        _ => false,
    }
}

/// When no branch has the word that stands there: the words that could.
fn no_such_word(error: &ValidationError<'_>, branches: &[Branch]) -> Option<Expected> {
    let at = error.instance_path().as_str();
    let words: Option<Vec<_>> = branches.iter().map(|branch| word(at, branch)).collect();
    let allowed = words?.into_iter().flatten().collect();
    let instance = error.instance().get(TAG).unwrap_or(error.instance());
    Some(match instance.as_str() {
        Some(found) => Expected::OneOf { found: visible(found), allowed, meant: None },
        None => Expected::Kind { kind: ValueKind::Text, found: kind_of(instance) },
    })
}

/// The words that would pick a branch, when it failed because another stands there.
fn word(at: &str, branch: &Branch) -> Option<Vec<String>> {
    let here = |error: &ValidationError<'_>| {
        error.instance_path().as_str().strip_prefix(at).is_some_and(|rest| matches!(rest, "" | "/kind"))
    };
    branch.iter().filter(|error| here(error)).find_map(|error| match error.kind() {
        Wrong::Constant { expected_value } => Some(words(std::slice::from_ref(expected_value))),
        Wrong::Enum { options } => Some(words(options.as_array().map_or(&[], Vec::as_slice))),
        _ => None,
    })
}

fn words(values: &[Value]) -> Vec<String> {
    values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn expected(error: &ValidationError<'_>) -> Expected {
    let found = || visible(error.instance().as_str().unwrap_or_default());
    match error.kind() {
        Wrong::Required { property } => Expected::Key { key: property.as_str().unwrap_or_default().into() },
        Wrong::Type { kind: TypeKind::Single(kind) } => {
            Expected::Kind { kind: kind_named(*kind), found: kind_of(error.instance()) }
        }
        Wrong::Pattern { pattern } if pattern.contains("https") => Expected::HttpsAddress { found: found() },
        Wrong::Pattern { pattern } if pattern.ends_with(")?$") => Expected::Date { found: found() },
        Wrong::Pattern { pattern } if pattern.contains(r"\d{4}") => Expected::Day { found: found() },
        Wrong::Pattern { .. } => Expected::Name { found: found() },
        Wrong::MinLength { limit } => Expected::LengthAtLeast { least: whole(*limit) },
        Wrong::MaxLength { limit } => Expected::LengthAtMost { most: whole(*limit) },
        Wrong::MinItems { limit } => Expected::CountAtLeast { least: whole(*limit) },
        Wrong::MaxItems { limit } => Expected::CountAtMost { most: whole(*limit) },
        Wrong::Minimum { limit } => Expected::NumberAtLeast { least: number(limit) },
        Wrong::Maximum { limit } => Expected::NumberAtMost { most: number(limit) },
        _ => Expected::Other { detail: visible(&error.masked().to_string()) },
    }
}

fn whole(limit: u64) -> u32 {
    u32::try_from(limit).unwrap_or(u32::MAX)
}

/// A limit; schemars writes some of them as 0.0.
fn number(limit: &Value) -> u32 {
    let text = limit.to_string();
    text.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or_default()
}

fn kind_named(kind: JsonType) -> ValueKind {
    match kind {
        JsonType::Array => ValueKind::List,
        JsonType::Boolean => ValueKind::TrueOrFalse,
        JsonType::Integer => ValueKind::WholeNumber,
        JsonType::Number | JsonType::Null => ValueKind::Number,
        JsonType::Object => ValueKind::Table,
        JsonType::String => ValueKind::Text,
    }
}

/// The kind of a value in the file. Null stands for a number that JSON cannot write.
fn kind_of(value: &Value) -> ValueKind {
    match value {
        Value::Array(_) => ValueKind::List,
        Value::Bool(_) => ValueKind::TrueOrFalse,
        Value::Number(number) if number.is_f64() => ValueKind::Number,
        Value::Number(_) => ValueKind::WholeNumber,
        Value::Null => ValueKind::Number,
        Value::Object(_) => ValueKind::Table,
        Value::String(_) => ValueKind::Text,
    }
}

/// The keys that belong beside an `additionalProperties` of the schema.
fn known_keys(keyword: &str) -> Vec<String> {
    let table = keyword.rsplit_once('/').map_or("", |(table, _)| table);
    let keys = schema().pointer(&format!("{table}/properties")).and_then(Value::as_object);
    keys.map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
}

/// A JSON pointer as a place.
fn place(pointer: &str, file: &Value) -> Place {
    let mut place = Place::top();
    let mut value = file;
    for part in pointer.split('/').skip(1) {
        let key = part.replace("~1", "/").replace("~0", "~");
        let next = if let (Value::Array(list), Ok(index)) = (value, key.parse::<usize>()) {
            place = place.index(index);
            list.get(index)
        } else {
            place = place.key(key.clone());
            value.get(&key)
        };
        value = next.unwrap_or(&Value::Null);
    }
    place
}
