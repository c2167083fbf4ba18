//! An answer of Loket and its envelopes.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::fault::Fault;
use crate::message::Message;
use crate::operation::Operation;

/// A good answer. Its body may hold personal data: it is neither shown nor logged, only read into a type.
#[derive(Clone)]
pub struct Answer {
    pub(crate) operation: &'static Operation,
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    pub(crate) request_id: Option<String>,
    pub(crate) read_at: Timestamp,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Answer")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("length", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// The version block of an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResourceVersion {
    pub resource_version: Option<String>,
    /// The day after which it no longer answers; none while it is current.
    pub obsolete_date: Option<String>,
}

/// A list, or one page of it. Lists without paging have no counts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct List<T> {
    /// Items on all pages.
    #[serde(default)]
    pub total_size: Option<u64>,
    #[serde(default)]
    pub total_pages: Option<u32>,
    /// This page, from 1.
    #[serde(default)]
    pub current_page: Option<u32>,
    #[serde(default)]
    pub version: Option<ResourceVersion>,
    #[serde(default)]
    pub messages: Option<Vec<Message>>,
    #[serde(rename = "_embedded")]
    pub items: Vec<T>,
}

/// One thing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Detail<T> {
    #[serde(default)]
    pub version: Option<ResourceVersion>,
    #[serde(default)]
    pub messages: Option<Vec<Message>>,
    pub content: T,
}

impl Answer {
    /// What was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// When the answer came.
    pub fn read_at(&self) -> Timestamp {
        self.read_at
    }

    /// Loket's own mark of the request, for its help desk.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Whether there is nothing to read, as after some changes.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// The answer as a list or a page of one.
    ///
    /// # Errors
    /// As [`Answer::read`].
    pub fn list<T: DeserializeOwned>(&self) -> Result<List<T>, Fault> {
        self.read()
    }

    /// The answer as one thing.
    ///
    /// # Errors
    /// As [`Answer::read`].
    pub fn detail<T: DeserializeOwned>(&self) -> Result<Detail<T>, Fault> {
        self.read()
    }

    /// The answer as any type. Unknown fields are left out, and so never kept.
    ///
    /// # Errors
    /// [`Fault::Malformed`] when it is no JSON (also deeper than 128 levels), [`Fault::Changed`] when it is JSON of
    /// another shape. Neither holds anything of the body but names of fields.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        if let Ok(value) = serde_json::from_slice(&self.body) {
            return Ok(value);
        }
        // Once more, to know where it does not fit: keeping track of that costs more than the reading itself.
        let mut source = serde_json::Deserializer::from_slice(&self.body);
        let value = serde_path_to_error::deserialize(&mut source).map_err(|error| {
            let place = error.path().to_string();
            self.unreadable(error.inner(), place)
        })?;
        source.end().map_err(|error| self.unreadable(&error, String::new()))?;
        Ok(value)
    }

    /// What holds for a list that may hold less than there is, with nothing that tells.
    pub(crate) fn incomplete(&self) -> Fault {
        let place = "totalSize".to_owned();
        Fault::Changed { operation: self.operation, request_id: self.request_id.clone(), place }
    }

    fn unreadable(&self, error: &serde_json::Error, place: String) -> Fault {
        let (operation, request_id) = (self.operation, self.request_id.clone());
        // serde's own sentence quotes values; only the place is taken over.
        match error.classify() {
            Category::Data => Fault::Changed { operation, request_id, place: with_missing(place, error) },
            Category::Syntax | Category::Eof | Category::Io => {
                Fault::Malformed { operation, request_id, line: error.line(), column: error.column() }
            }
        }
    }
}

/// The place of a field that is missing is that of what holds it: the name of the field itself comes from our own
/// types, so it may be shown and logged.
fn with_missing(place: String, error: &serde_json::Error) -> String {
    let text = error.to_string();
    let field = text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match field {
        Some(field) if place == "." || place.is_empty() => field.to_owned(),
        Some(field) => format!("{place}.{field}"),
        None => place,
    }
}
