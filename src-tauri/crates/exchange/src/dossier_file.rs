//! A dossier as one file, to take to another machine or to keep.
//!
//! JSON, so that it can be read without this program too. It holds the events as they are stored,
//! personal values sealed; the words behind the seals stand beside them, because the other machine
//! has another key. Each event is the exact text that its hash is over, but for space between its parts. Secrets are never in it: an answer only says that one is kept.

use std::collections::BTreeMap;

use domain::chain::{ChainAction, TextFault};
use domain::event::{ChainFault, verify};
use domain::{Action, Actor, Employer, Personal, SealedEvent};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[cfg(test)]
mod tests;

/// What the file says it is.
pub const FORMAT: &str = "koppelwijzer-dossier";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 3;
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most events in a file.
pub const MOST_EVENTS: usize = 50_000;
/// The most versions of the handbook in a file, and the longest text of one in bytes.
pub const MOST_TEXTS: usize = 100;
const LONGEST_TEXT: usize = 2 * 1024 * 1024;

/// All there is to know about one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierFile {
    /// When the file was made, in UTC.
    pub made_at: Timestamp,
    pub made_by: Actor,
    /// The text of each version of the handbook that the dossier followed, by version.
    pub handbook_texts: BTreeMap<u32, String>,
    /// The employer's card, unless the dossier is the office's.
    pub employer: Option<Employer>,
    /// The events, as stored.
    pub events: Vec<SealedEvent>,
    /// The words behind the sealed values, by sealed value.
    pub opened: BTreeMap<String, String>,
    /// Hash of the last event.
    pub head: String,
}

/// Why a file cannot be taken in. Nothing of it is used then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DossierFileFault {
    /// Larger than [`LARGEST`].
    #[error("larger than {LARGEST} bytes")]
    TooLarge,
    /// Not JSON, or not whole.
    #[error("not readable at line {line}, column {column}")]
    NotReadable {
        /// Line in the file, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but not one of these files.
    #[error("not a dossier file")]
    NotOurs,
    /// Made by a newer version of the program.
    #[error("version {0} is not known")]
    UnknownVersion(u32),
    /// One of these files, but something in it is missing, odd or of another kind.
    #[error("not as it should be at line {line}, column {column}: {words}")]
    Odd {
        /// Line in the file, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the reader says of it, in English.
        words: String,
    },
    /// More events than [`MOST_EVENTS`], or more or longer handbook texts than are taken.
    #[error("more than is taken in")]
    TooMuch,
    /// The events are not one whole chain.
    #[error(transparent)]
    Chain(#[from] ChainFault),
    /// The events are whole but end elsewhere: the last ones are missing.
    #[error("the chain ends elsewhere than the file says")]
    Head,
    /// The words behind the seals are not those that were written with these events.
    #[error("the words behind the seals were changed")]
    Opened,
    /// The card, a handbook, or who made the file and when is not what was written with these events.
    #[error("what stands beside the events was changed")]
    Beside,
    /// A version of the handbook that the dossier followed is not in the file.
    #[error("version {0} of the handbook is missing")]
    HandbookMissing(u32),
    /// The card is of another employer than the events are about.
    #[error("the card is of another employer")]
    EmployerDiffers,
}

/// The first things in the file, read before anything else.
#[derive(Deserialize)]
struct Label {
    format: String,
    version: u32,
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    format: String,
    version: u32,
    made_at: Timestamp,
    made_by: Actor,
    handbook_texts: BTreeMap<u32, String>,
    employer: Option<Employer>,
    head: String,
    events: Vec<Box<RawValue>>,
    opened: BTreeMap<String, String>,
    /// [`opened_hash`] of it; files of version 1 have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened_sha256: Option<String>,
    /// [`beside_hash`] of the file; those of versions 1 and 2 have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beside_sha256: Option<String>,
}

/// Writes the file. The same dossier gives the same bytes.
pub fn write(file: &DossierFile) -> Vec<u8> {
    // The exact text, which is what the hashes are over. It is JSON: it was made or read as that.
    let texts = file.events.iter().map(|event| RawValue::from_string(event.text().to_owned()));
    let whole = Whole {
        format: FORMAT.to_owned(),
        version: VERSION,
        made_at: file.made_at,
        made_by: file.made_by.clone(),
        handbook_texts: file.handbook_texts.clone(),
        employer: file.employer.clone(),
        head: file.head.clone(),
        events: texts.filter_map(Result::ok).collect(),
        opened: file.opened.clone(),
        opened_sha256: Some(opened_hash(&file.head, &file.opened)),
        beside_sha256: Some(beside_hash(file)),
    };
    // Plain data with texts and numbers as keys: writing it into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Reads a file and checks it: size, version, the chain of events and that nothing is missing.
///
/// # Errors
/// See [`DossierFileFault`]. Bytes of any kind give a fault, never a panic.
pub fn read(bytes: &[u8]) -> Result<DossierFile, DossierFileFault> {
    if bytes.len() > LARGEST {
        return Err(DossierFileFault::TooLarge);
    }
    // An editor may have put a mark in front.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    check_label(bytes)?;
    let odd = |fault: &serde_json::Error| DossierFileFault::Odd {
        line: fault.line(),
        column: fault.column(),
        words: fault.to_string(),
    };
    let whole: Whole = serde_json::from_slice(bytes).map_err(|fault| odd(&fault))?;
    if whole.events.len() > MOST_EVENTS {
        return Err(DossierFileFault::TooMuch);
    }
    let events = whole.events.iter().map(|raw| match SealedEvent::read(compact(raw.get())) {
        Ok(event) => Ok(event),
        Err(TextFault::Json(fault)) => Err(odd(&fault)),
        Err(fault @ TextFault::OtherKind) => {
            Err(DossierFileFault::Odd { line: 0, column: 0, words: fault.to_string() })
        }
    });
    let expected = opened_hash(&whole.head, &whole.opened);
    if whole.opened_sha256.map_or(whole.version > 1, |found| found != expected) {
        return Err(DossierFileFault::Opened);
    }
    let file = DossierFile {
        made_at: whole.made_at,
        made_by: whole.made_by,
        handbook_texts: whole.handbook_texts,
        employer: whole.employer,
        events: events.collect::<Result<_, _>>()?,
        opened: whole.opened,
        head: whole.head,
    };
    file.check()?;
    if whole.beside_sha256.map_or(whole.version > 2, |found| found != beside_hash(&file)) {
        return Err(DossierFileFault::Beside);
    }
    Ok(file)
}

fn check_label(bytes: &[u8]) -> Result<(), DossierFileFault> {
    let label: Label = serde_json::from_slice(bytes).map_err(|fault| {
        if fault.is_data() {
            DossierFileFault::NotOurs
        } else {
            let (line, column) = (fault.line(), fault.column());
            DossierFileFault::NotReadable { line, column }
        }
    })?;
    if label.format != FORMAT {
        return Err(DossierFileFault::NotOurs);
    }
    if label.version == 0 || label.version > VERSION {
        return Err(DossierFileFault::UnknownVersion(label.version));
    }
    Ok(())
}

impl DossierFile {
    fn check(&self) -> Result<(), DossierFileFault> {
        let texts = &self.handbook_texts;
        if texts.len() > MOST_TEXTS || texts.values().any(|text| text.len() > LONGEST_TEXT) {
            return Err(DossierFileFault::TooMuch);
        }
        if verify(&self.events)?.hash != self.head {
            return Err(DossierFileFault::Head);
        }
        let followed = self.events.iter().map(SealedEvent::version);
        if let Some(version) = followed.into_iter().find(|version| !texts.contains_key(version)) {
            return Err(DossierFileFault::HandbookMissing(version));
        }
        let about = self.events.first().and_then(|event| match event.action() {
            Action::DossierStarted { employer, .. } => *employer,
            _ => None,
        });
        if about == self.employer.as_ref().map(|card| card.id) {
            Ok(())
        } else {
            Err(DossierFileFault::EmployerDiffers)
        }
    }

    /// How many sealed values have no words beside them: they were made with the keychain locked,
    /// and stay unreadable elsewhere.
    pub fn unopened(&self) -> usize {
        let closed = |event: &SealedEvent| {
            let mut action = event.action().clone();
            let values = action.values().into_iter();
            let closed = values.filter(|value| match value {
                Personal::Sealed(sealed) => !self.opened.contains_key(sealed),
                Personal::Clear(_) => false,
            });
            closed.count()
        };
        self.events.iter().map(closed).sum()
    }
}

/// SHA-256 over the hash of the last event and the words behind the seals, which stand outside the chain.
fn opened_hash(head: &str, opened: &BTreeMap<String, String>) -> String {
    let opened = serde_json::to_string(opened).unwrap_or_default();
    domain::chain::hash(&format!("{head}\n{opened}"))
}

/// SHA-256 over the hash of the last event and what else can be read in the file and is not in the chain. As the
/// chain itself it shows accidents and careless changes: whoever writes the file anew can make it anew.
fn beside_hash(file: &DossierFile) -> String {
    let DossierFile { made_at, made_by, handbook_texts, employer, events: _, opened: _, head } = file;
    let beside = serde_json::to_string(&(made_at, made_by, handbook_texts, employer)).unwrap_or_default();
    domain::chain::hash(&format!("{head}\n{beside}"))
}

/// JSON without space between its parts: how an event was hashed, whatever laid out the file.
fn compact(json: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    let kept = json.chars().filter(|&c| {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            return true;
        }
        in_string = c == '"';
        !c.is_ascii_whitespace()
    });
    kept.collect()
}
