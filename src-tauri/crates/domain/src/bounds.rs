//! How large an action can be, checked before it is sealed and stored. What is stored stays for good, so this is the
//! one place that refuses what was pasted by mistake or sent with intent.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use specta::Type;

use crate::answer::Personal;
use crate::chain::ChainAction;

/// The largest that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// A text that a person or Loket wrote, in characters.
    pub text: u32,
    pub rows: u32,
    /// A whole action, in bytes of JSON before sealing.
    pub event: u32,
    /// An id or a name from a catalogue, in characters.
    pub id: u32,
}

impl Bounds {
    /// What holds unless a kind of chain says otherwise.
    pub const STANDARD: Self = Self { text: 10_000, rows: 2_000, event: 256 * 1024, id: 200 };
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Measured {
    /// A text, in characters.
    Text,
    Rows,
    /// All of it together, in bytes.
    Event,
    /// An id, in characters.
    Id,
}

/// Something is larger than is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Type)]
#[error("{what:?} of more than {most}")]
pub struct TooLarge {
    pub what: Measured,
    /// The largest that is stored, in the unit of `what`.
    pub most: u32,
}

/// Holds an action to the bounds of its kind.
///
/// # Errors
/// The first thing in it that is too large.
pub fn check<A: ChainAction>(action: &mut A) -> Result<(), TooLarge> {
    let bounds = A::BOUNDS;
    for value in action.values() {
        if let Personal::Clear(text) = value {
            within(text, bounds.text, Measured::Text)?;
        }
    }
    let mut text = Limited { bytes: vec![], most: bounds.event as usize };
    let too_large = TooLarge { what: Measured::Event, most: bounds.event };
    serde_json::to_writer(&mut text, action).map_err(|_| too_large)?;
    let value: Value = serde_json::from_slice(&text.bytes).map_err(|_| too_large)?;
    walk(&value, bounds)
}

fn within(text: &str, most: u32, what: Measured) -> Result<(), TooLarge> {
    // No more is counted than is needed: the text may be anything.
    let longer = text.chars().nth(most as usize).is_some();
    if longer { Err(TooLarge { what, most }) } else { Ok(()) }
}

fn walk(value: &Value, bounds: Bounds) -> Result<(), TooLarge> {
    match value {
        Value::String(text) => within(text, bounds.id, Measured::Id),
        Value::Array(rows) if rows.len() > bounds.rows as usize => {
            Err(TooLarge { what: Measured::Rows, most: bounds.rows })
        }
        Value::Array(rows) => rows.iter().try_for_each(|row| walk(row, bounds)),
        // Its length was looked at by itself; a sealed one is held by the size of the whole.
        Value::Object(_) if is_personal(value) => Ok(()),
        Value::Object(fields) => fields.iter().try_for_each(|(key, value)| {
            within(key, bounds.id, Measured::Id)?;
            walk(value, bounds)
        }),
        _ => Ok(()),
    }
}

/// Whether JSON is that of a [`Personal`].
fn is_personal(value: &Value) -> bool {
    let Value::Object(fields) = value else { return false };
    let mut fields = fields.iter();
    matches!(
        (fields.next(), fields.next()),
        (Some((key, Value::String(_))), None) if key == "clear" || key == "sealed"
    )
}

/// Takes bytes up to a limit, so that what is far too large costs no more memory than that.
struct Limited {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Limited {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if more.len() > self.most - self.bytes.len() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
