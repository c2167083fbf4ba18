//! The signed-in user's own filter settings, which shorten lists without a word.

use domain::reading::{Part, Source, Unread};
use serde::Deserialize;
use serde_json::Value;

use super::reader::Reader;
use super::values::{Guid, Text};
use crate::fault::Fault;
use crate::operation::GET_FILTER_SETTINGS;
use crate::request::Request;

/// The settings that are known by name. Their shapes are not documented: each is read as whatever it is.
#[derive(Deserialize)]
struct Settings {
    #[serde(rename = "filterOnEmployedStatus")]
    employed_status: Value,
    #[serde(rename = "filterOnOnCallEmployment", default)]
    on_call: Value,
    #[serde(rename = "filterOnAdministrations", default)]
    administrations: Value,
    #[serde(rename = "filterOnEmploymentTypes", default)]
    employment_types: Value,
}

impl Settings {
    /// The settings that leave something out: a word as Loket has it, otherwise the name of the setting.
    fn narrowing(&self) -> Vec<String> {
        let settings = [
            ("filterOnEmployedStatus", &self.employed_status),
            ("filterOnOnCallEmployment", &self.on_call),
            ("filterOnAdministrations", &self.administrations),
            ("filterOnEmploymentTypes", &self.employment_types),
        ];
        settings.into_iter().filter_map(|(name, value)| narrows(name, value)).collect()
    }
}

fn narrows(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(word) if word.is_empty() || word.to_lowercase().starts_with("all") => None,
        Value::String(word) => Some(Text::from(word.as_str()).0),
        Value::Array(items) if items.is_empty() => None,
        Value::Object(choice) => match choice.get("value").or_else(|| choice.get("key")) {
            Some(inner) if !inner.is_object() => narrows(name, inner),
            _ => (!choice.is_empty()).then(|| name.to_owned()),
        },
        _ => Some(name.to_owned()),
    }
}

impl Reader {
    /// What the user's own settings leave out of the lists of this employer.
    pub(crate) async fn filters(&self, employer: &Guid) -> Result<Source<Vec<String>>, Fault> {
        let request = Request::new(GET_FILTER_SETTINGS).with("employerId", &employer.0);
        let settings = async { Ok(self.one::<Settings>(&request).await?.narrowing()) };
        let source = self.source(Part::Filters.activities(), settings).await?;
        Ok(match source {
            // The address is not in the published specification: a 404 says that it is not there for us.
            Source::Unread { why: Unread::Vanished } => Source::Unread { why: Unread::NotOffered },
            source => source,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn narrowing(settings: &str) -> Vec<String> {
        serde_json::from_str::<Settings>(settings).unwrap().narrowing()
    }

    #[test]
    fn settings_that_leave_nothing_out_are_not_reported() {
        let all = r#"{"filterOnEmployedStatus":"AllEmployments","filterOnOnCallEmployment":"AllEmployments",
            "filterOnAdministrations":[],"filterOnEmploymentTypes":null,"referenceDate":"2026-01-01"}"#;
        assert!(narrowing(all).is_empty());
    }

    #[test]
    fn settings_that_leave_something_out_are_reported_in_whatever_form() {
        assert_eq!(narrowing(r#"{"filterOnEmployedStatus":"ActiveEmployments"}"#), ["ActiveEmployments"]);
        assert_eq!(
            narrowing(
                r#"{"filterOnEmployedStatus":{"key":2,"value":"ActiveEmployments"},
                "filterOnAdministrations":[{"id":"x"}],"filterOnOnCallEmployment":true}"#
            ),
            ["ActiveEmployments", "filterOnOnCallEmployment", "filterOnAdministrations"]
        );
    }

    #[test]
    fn without_the_setting_that_matters_it_is_another_shape() {
        assert!(serde_json::from_str::<Settings>("{}").is_err());
    }
}
