//! What was answered to an item.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;

use crate::hours::period::Period;
use crate::id::{HandbookId, HoursRunId};

/// A value that may identify a person: in clear while in use, sealed on disk.
///
/// With the keychain locked it stays sealed, and is shown as such.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Personal {
    Clear(String),
    /// Sealed: base64, readable only with the key from the keychain.
    Sealed(String),
}

impl Personal {
    /// The words, unless sealed.
    pub fn clear(&self) -> Option<&str> {
        match self {
            Self::Clear(words) => Some(words),
            Self::Sealed(_) => None,
        }
    }

    /// Whether nothing was typed. A sealed value is never empty.
    pub fn is_blank(&self) -> bool {
        self.clear().is_some_and(|words| words.trim().is_empty())
    }
}

impl From<&str> for Personal {
    fn from(words: &str) -> Self {
        Self::Clear(words.to_owned())
    }
}

impl From<String> for Personal {
    fn from(words: String) -> Self {
        Self::Clear(words)
    }
}

impl<'de> Deserialize<'de> for Personal {
    /// Reads a plain string as well: how texts were stored before they were sealed.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        enum Tagged {
            Clear(String),
            Sealed(String),
        }
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Plain(String),
            Tagged(Tagged),
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::Plain(words) | Form::Tagged(Tagged::Clear(words)) => Self::Clear(words),
            Form::Tagged(Tagged::Sealed(text)) => Self::Sealed(text),
        })
    }
}

/// The answer to an item. Waiting is not an answer: it has events of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Answer {
    /// To confirm: ticked.
    Confirmed,
    /// To a field or a choice: what was typed, or the id of the option.
    Value {
        /// The value; kept as typed while it is not valid.
        value: Personal,
    },
    /// To rights or products: the ids that are ticked.
    Set { ids: BTreeSet<String> },
    /// To a list, a mapping (two columns) or a result (one row): rows of values in the columns' order.
    Rows {
        rows: Vec<Vec<Personal>>,
        /// Said to have no rows, which is an answer too.
        none: bool,
    },
    /// To a secret: the keychain holds it. The secret itself is never in an answer.
    Kept,
    /// To a message: it was sent.
    Sent,
    /// To a hand-over: how far the form got, each with its day.
    HandedOver {
        /// Filled in on the other party's page.
        #[specta(type = Option<String>)]
        filled: Option<Date>,
        #[specta(type = Option<String>)]
        sent: Option<Date>,
        /// The other party said it was processed.
        #[specta(type = Option<String>)]
        processed: Option<Date>,
    },
}

impl<'de> Deserialize<'de> for Answer {
    /// Refuses fields that are not known, also beside a kind that has none: serde passes over those of a unit variant.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
        enum Form {
            Confirmed {},
            Value { value: Personal },
            Set { ids: BTreeSet<String> },
            Rows { rows: Vec<Vec<Personal>>, none: bool },
            Kept {},
            Sent {},
            HandedOver { filled: Option<Date>, sent: Option<Date>, processed: Option<Date> },
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::Confirmed {} => Self::Confirmed,
            Form::Value { value } => Self::Value { value },
            Form::Set { ids } => Self::Set { ids },
            Form::Rows { rows, none } => Self::Rows { rows, none },
            Form::Kept {} => Self::Kept,
            Form::Sent {} => Self::Sent,
            Form::HandedOver { filled, sent, processed } => Self::HandedOver { filled, sent, processed },
        })
    }
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    pub source: OriginSource,
    /// Since when it was known there, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
}

/// What a value can come from when nobody typed it here.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum OriginSource {
    Settings,
    Employer,
    /// Another dossier, of this handbook.
    Dossier {
        /// Id of the handbook it was typed in.
        handbook: HandbookId,
    },
    /// Loket, through its API.
    Loket,
    /// A run of hours of the employer.
    HoursRun {
        run: HoursRunId,
        period: Period,
    },
    /// The file of employees that was made last.
    EmployeesFile,
}

impl Answer {
    /// All values in it that may be personal.
    pub fn values(&self) -> Vec<&Personal> {
        match self {
            Self::Value { value } => vec![value],
            Self::Rows { rows, .. } => rows.iter().flatten().collect(),
            _ => vec![],
        }
    }

    /// The same, to be changed.
    pub fn values_mut(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::Value { value } => vec![value],
            Self::Rows { rows, .. } => rows.iter_mut().flatten().collect(),
            _ => vec![],
        }
    }

    /// A value in clear.
    pub fn of(value: &str) -> Self {
        Self::Value { value: value.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_with_a_field_that_is_not_known_is_refused_and_every_other_reads_as_it_is_written() {
        let rows = Answer::Rows { rows: vec![vec!["a".into(), Personal::Sealed("v1".into())]], none: false };
        let handed_over =
            Answer::HandedOver { filled: Some(jiff::civil::date(2026, 11, 20)), sent: None, processed: None };
        let set = Answer::Set { ids: BTreeSet::from(["a".to_owned()]) };
        let answers =
            [Answer::Confirmed, Answer::of("a"), set, rows, Answer::Kept, Answer::Sent, handed_over];
        for answer in answers {
            let mut written = serde_json::to_value(&answer).unwrap();
            assert_eq!(serde_json::from_value::<Answer>(written.clone()).unwrap(), answer);
            written["more"] = 1.into();
            let refused = serde_json::from_value::<Answer>(written).unwrap_err().to_string();
            assert!(refused.contains("unknown field `more`"), "{refused}");
        }
    }
}
