//! One thing read from Loket, when and with what; or why it was not.

use crate::id::ItemId;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use specta::Type;

use crate::answer::Personal;
use crate::right::Right;

/// Something read from Loket, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Source<T> {
    Read {
        /// When, in UTC.
        at: Timestamp,
        /// With which operations of Loket's API.
        operations: Vec<String>,
        content: T,
    },
    /// It was not.
    Unread { why: Unread },
}

/// Why something was not read.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Unread {
    /// Nobody asked yet.
    Never,
    /// The employer's card has no Werkgever ID, so that Loket cannot be asked about it.
    NotLinked,
    /// Loket could not be reached.
    Offline,
    /// The list changed while it was read, twice: half a list proves nothing.
    ListChanged,
    /// Loket refuses the question itself.
    Rejected {
        said: Vec<Personal>,
    },
    /// Loket leaves empty what would tell. A remark says of whom or what.
    NotStated,
    SignedOut,
    /// Loket refused: a right, a product or the application's own permission is missing.
    NotPermitted {
        activity: String,
        /// Rights that give it, as Loket names them. Empty: not known.
        rights: Vec<String>,
        /// Products that give it. Empty: none is needed, or not known.
        products: Vec<String>,
    },
    /// It is not there any more.
    Vanished,
    /// Loket answered in a form that this version does not know.
    Changed,
    /// The answer cannot be opened: the keychain is locked.
    Sealed,
    /// Loket has no call that answers it.
    NotOffered,
    /// Something has to be entered first: the item that asks for it.
    NotEntered {
        item: ItemId,
    },
    /// Loket lists users without their user names, and the one that is looked for may be one of them.
    UserNamesMissing,
    /// Nothing that Loket says of the user tells an ordinary user from a web-service user.
    UserKindUnknown,
    /// Loket lists no application under the partner's names, and another is connected through the user: it may be the
    /// partner's.
    ApplicationUnknown {
        application: String,
    },
    /// Loket lists these rights under no name that is known, while others are on that are not known either.
    RightsUnrecognised {
        rights: Vec<Right>,
    },
    /// The signed-in user cannot reach the employer at all: it is not linked to it, or the employer is gone.
    EmployerOutOfReach,
    /// The signed-in user's own filter settings shorten the list: what is not in it proves nothing.
    Filtered,
}

/// What a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The operations of Loket's API that were called.
    pub operations: Vec<String>,
    /// When, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// SHA-256 over what was read, in hexadecimal: the same reading has the same digest.
    pub digest: String,
}

impl Unread {
    /// Whether it says something of the moment in which it was asked and nothing of the part itself: it does not take
    /// the place of what was read before.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Never | Self::Offline | Self::ListChanged | Self::SignedOut | Self::Sealed)
    }

    /// Every value in it that Loket wrote.
    pub fn values(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::Rejected { said } => said.iter_mut().collect(),
            _ => vec![],
        }
    }
}

impl<T> Default for Source<T> {
    fn default() -> Self {
        Self::Unread { why: Unread::Never }
    }
}

impl<T: Serialize + DeserializeOwned> Source<T> {
    /// Something that was read with one operation.
    pub fn read(operation: &str, at: Timestamp, content: T) -> Self {
        Self::Read { at, operations: vec![operation.to_owned()], content }
    }

    /// What was read.
    ///
    /// # Errors
    /// Why it was not.
    pub fn content(&self) -> Result<&T, Unread> {
        match self {
            Self::Read { content, .. } => Ok(content),
            Self::Unread { why } => Err(why.clone()),
        }
    }

    /// When it was read.
    pub fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Read { at, .. } => Some(*at),
            Self::Unread { .. } => None,
        }
    }

    /// What a verdict on this rests on.
    pub fn evidence(&self) -> Option<Evidence> {
        let Self::Read { at, operations, content } = self else { return None };
        // Serialising plain data into memory cannot fail.
        let mut content = serde_json::to_value(content).unwrap_or_default();
        without_times(&mut content);
        let digest = format!("{:x}", Sha256::digest(content.to_string()));
        Some(Evidence { operations: operations.clone(), at: *at, digest })
    }
}

/// Takes away when things inside a reading were read, so that its digest tells what was read and no more.
fn without_times(content: &mut Value) {
    match content {
        Value::Object(keys) => {
            if keys.contains_key("operations") && keys.contains_key("content") {
                keys.remove("at");
            }
            keys.values_mut().for_each(without_times);
        }
        Value::Array(list) => list.iter_mut().for_each(without_times),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_tells_what_was_read_and_not_when() {
        let digest = |seconds: i64, right: &str| {
            let at = Timestamp::from_second(1_795_000_000 + seconds).unwrap();
            let rights = Source::read("GetRights", at, vec![right.to_owned()]);
            Source::read("GetUsers", at, vec![rights]).evidence().unwrap().digest
        };
        assert_eq!(digest(0, "a"), digest(60, "a"));
        assert_ne!(digest(0, "a"), digest(0, "b"));
    }
}
