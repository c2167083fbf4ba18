//! Ids with a type each, so that one cannot stand where another is meant. The page has the same types.
//!
//! ```
//! # use domain::id::{ItemId, StepId};
//! assert_ne!(StepId::from("rights"), StepId::from("user"));
//! ```
//!
//! ```compile_fail,E0277
//! # use domain::id::{ItemId, StepId};
//! assert_ne!(StepId::from("rights"), ItemId::from("user"));
//! ```

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;
use uuid::Uuid;

use crate::bounds::Bounds;

/// An id that the app gave out.
macro_rules! given_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }
    };
}

/// An id that an author of handbooks wrote. One from outside the program is held to [`Bounds::STANDARD`].
macro_rules! written_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, written: &str) -> bool {
                self.0 == written
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, written: &&str) -> bool {
                self.0 == *written
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                String::json_schema(generator)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                bounded(deserializer, Bounds::STANDARD.id).map(Self)
            }
        }
    };
}

given_id! {
    /// Id of a dossier.
    DossierId
}
given_id! {
    /// Id of an employer within the app. Not Loket's.
    EmployerId
}
given_id! {
    /// Id of an event: UUID v7, so that ids sort by time.
    EventId
}
given_id! {
    /// Id of a change in Loket, from its start to its outcome.
    LoketChangeId
}
given_id! {
    /// Id of a run of hours.
    HoursRunId
}
written_id! {
    /// Id of a handbook.
    HandbookId
}
written_id! {
    /// Id of a step, unique in its handbook.
    StepId
}
written_id! {
    /// Id of an item, unique in its handbook.
    ItemId
}

impl EmployerId {
    /// Stands on the card of an employer that is not stored yet.
    pub const NEW: Self = Self(Uuid::nil());
}

/// A text of at most so many characters. What is said of a longer one does not repeat it.
///
/// # Errors
/// That it is longer.
pub fn bounded<'de, D: Deserializer<'de>>(deserializer: D, most: u32) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.chars().nth(most as usize).is_some() {
        let expected = format!("at most {most} characters");
        return Err(D::Error::invalid_value(Unexpected::Other("a longer text"), &expected.as_str()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_outside_is_of_at_most_200_characters() {
        let read = |text: &str| serde_json::from_value::<ItemId>(text.into());
        assert_eq!(read("user-name").unwrap().as_str(), "user-name");
        assert!(read(&"é".repeat(200)).is_ok());
        let long = "x".repeat(1_000_000);
        let said = read(&long).unwrap_err().to_string();
        assert!(said.contains("at most 200 characters") && said.len() < 200, "{said}");
    }
}
