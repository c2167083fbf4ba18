//! The operations of Loket that the product calls, and no others.

mod reads;
mod settings;
mod writes;

use std::fmt;

use domain::Language;
use domain::message::LoketAccess;
use domain::reading::Part;

use crate::sign_in::RedirectMode;

pub use reads::*;
pub use settings::*;
pub use writes::*;

/// One operation of Loket's API.
///
/// `activity` is what Loket links an application to and what a user's rights give; a 403 is explained with it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operation {
    /// Loket's name, the same as the activity that the application and the user need.
    pub activity: &'static str,
    pub method: Method,
    /// The path from the host on, with names in braces.
    pub path: &'static str,
    /// The resource version that goes into `Accept`: a date, and for two lists a label.
    pub version: &'static str,
    /// What the app needs it for, in Dutch: shown where an office asks Loket for activities.
    pub purpose_nl: &'static str,
    pub purpose_en: &'static str,
}

/// The HTTP methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    Get,
    Post,
    Patch,
}

/// Whether an operation changes anything at Loket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Changes nothing; may be sent again.
    Reads,
    /// Changes something; is sent once.
    Writes,
}

impl Operation {
    /// Whether this reads or writes.
    pub const fn kind(&self) -> Kind {
        match self.method {
            Method::Get => Kind::Reads,
            Method::Post | Method::Patch => Kind::Writes,
        }
    }

    /// The names in the path that a call has to fill, in order.
    pub fn path_parts(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(name_of)
    }

    /// The `Accept` header.
    pub fn accept(&self) -> String {
        format!("application/json;version={}", self.version)
    }
}

/// The name in a segment of a path template, when it is a name.
pub(crate) fn name_of(segment: &'static str) -> Option<&'static str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.activity)
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.activity)
    }
}

/// Every operation that the product calls.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    ALL_READS.iter().chain(ALL_SETTINGS).chain(ALL_WRITES).copied()
}

/// The operation with this activity; none when the product does not call it.
pub fn with_activity(activity: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.activity == activity)
}

/// The operations that a part is read with.
pub(crate) fn of_part(part: Part) -> impl Iterator<Item = &'static Operation> {
    part.activities().iter().filter_map(|activity| with_activity(activity))
}

/// What the app needs of Loket, from the tables here: what is asked of Loket is what this version uses.
pub fn access(language: Language) -> LoketAccess {
    let activities = |kind: Kind| {
        let called = all().filter(|operation| operation.kind() == kind);
        let lines = called.map(|operation| {
            let purpose = if language == Language::Nl { operation.purpose_nl } else { operation.purpose_en };
            format!("{}: {purpose}", operation.activity)
        });
        lines.collect()
    };
    LoketAccess {
        reads: activities(Kind::Reads),
        writes: activities(Kind::Writes),
        redirects: RedirectMode::ADVISED.map(str::to_owned).into(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    #[test]
    fn every_operation_stands_in_lokets_specification_as_it_is_called() {
        let Some(specification) = contract::specification() else { return };
        for operation in all().filter(|operation| *operation != GET_FILTER_SETTINGS) {
            let method = format!("{:?}", operation.method).to_lowercase();
            let found = &specification["paths"][operation.path][method.as_str()];
            assert!(found.is_object(), "{operation}: no {method} {}", operation.path);
            // Where the two differ the activity is the one that rights give.
            assert_eq!(found["x-activity"].as_str(), Some(operation.activity), "{operation}");
            let versions = versions_of(found);
            assert!(versions.contains(&operation.accept().as_str()), "{operation}: {versions:?}");
            assert_eq!(found["x-resource-version"].as_str(), Some(operation.version), "{operation}: newest");
        }
    }

    fn versions_of(operation: &Value) -> Vec<&str> {
        let responses = operation["responses"].as_object().expect("responses");
        let good = responses.iter().filter(|(status, _)| status.starts_with('2'));
        // An answer without a body names no version; what is sent does.
        let sent = good.clone().all(|(_, answer)| answer["content"].is_null());
        good.map(|(_, answer)| answer)
            .chain(sent.then_some(&operation["requestBody"]))
            .filter_map(|answer| answer["content"].as_object())
            .flat_map(|content| content.keys().map(String::as_str))
            .collect()
    }

    #[test]
    fn the_table_holds_each_operation_once_and_says_what_it_is_for() {
        let mut seen = BTreeSet::new();
        for operation in all() {
            assert!(seen.insert(operation.activity), "{operation} twice");
            assert!(operation.purpose_nl.len() > 10 && operation.purpose_en.len() > 10, "{operation}");
            assert!(operation.path.starts_with('/'));
            assert_eq!(operation.kind() == Kind::Reads, operation.method == Method::Get);
        }
        assert_eq!(seen.len(), 32);
    }

    #[test]
    fn every_part_is_read_with_operations_of_the_table() {
        for part in Part::ALL {
            let names: Vec<_> = of_part(*part).map(|operation| operation.activity).collect();
            assert_eq!(names, part.activities(), "{part}");
        }
    }

    #[test]
    fn nothing_but_modules_users_and_hours_is_written() {
        let writes: Vec<_> = all().filter(|operation| operation.kind() == Kind::Writes).collect();
        let expected = [
            POST_EMPLOYER_USER,
            PATCH_EMPLOYER_USER_AUTHORIZATIONS,
            PATCH_EMPLOYER_MODULES,
            PATCH_PERIOD_DATA,
        ];
        assert_eq!(writes, expected);
    }

    #[test]
    fn what_stands_behind_an_operation_comes_with_its_activity_and_has_the_address_of_the_specification() {
        let Some(specification) = contract::specification() else { return };
        let patch = &specification["paths"][PATCH_PERIOD_DATA.path]["patch"];
        assert_eq!(patch["x-defaults"], GET_PERIOD_DATA_DEFAULTS.path);
        let note = patch["x-note"].as_str().expect("note");
        assert!(note.contains("/metadata/year/{year}/period/{periodNumber}"), "{note}");
        for operation in BEHIND {
            assert!(operation.path.starts_with(PATCH_PERIOD_DATA.path) && operation.kind() == Kind::Reads);
            assert_eq!(operation.activity, PATCH_PERIOD_DATA.activity);
        }
    }
}
