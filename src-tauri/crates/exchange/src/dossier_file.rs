//! A dossier as one file, to take to another machine or to keep.
//!
//! JSON, so that it can be read without this program too. It holds the events as they are stored,
//! personal values sealed; the words behind the seals stand beside them, because the other machine
//! has another key. Secrets are never in it: an answer only says that one is kept.

use std::collections::BTreeMap;

use domain::event::{ChainFault, verify};
use domain::{Action, Actor, Employer, Event, Personal};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// What the file says it is.
pub const FORMAT: &str = "koppelwijzer-dossier";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
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
    /// Who made it.
    pub made_by: Actor,
    /// The text of each version of the handbook that the dossier followed, by version.
    pub handbook_texts: BTreeMap<u32, String>,
    /// The employer's card, unless the dossier is the office's.
    pub employer: Option<Employer>,
    /// The events, as stored.
    pub events: Vec<Event>,
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
    events: Vec<Event>,
    opened: BTreeMap<String, String>,
}

/// Writes the file. The same dossier gives the same bytes.
pub fn write(file: &DossierFile) -> Vec<u8> {
    let whole = Whole {
        format: FORMAT.to_owned(),
        version: VERSION,
        made_at: file.made_at,
        made_by: file.made_by.clone(),
        handbook_texts: file.handbook_texts.clone(),
        employer: file.employer.clone(),
        head: file.head.clone(),
        events: file.events.clone(),
        opened: file.opened.clone(),
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
    let whole: Whole = serde_json::from_slice(bytes).map_err(|fault| DossierFileFault::Odd {
        line: fault.line(),
        column: fault.column(),
        words: fault.to_string(),
    })?;
    let file = DossierFile {
        made_at: whole.made_at,
        made_by: whole.made_by,
        handbook_texts: whole.handbook_texts,
        employer: whole.employer,
        events: whole.events,
        opened: whole.opened,
        head: whole.head,
    };
    file.check()?;
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
        if self.events.len() > MOST_EVENTS
            || texts.len() > MOST_TEXTS
            || texts.values().any(|text| text.len() > LONGEST_TEXT)
        {
            return Err(DossierFileFault::TooMuch);
        }
        verify(&self.events)?;
        if self.events.last().map(Event::hash).as_ref() != Some(&self.head) {
            return Err(DossierFileFault::Head);
        }
        let followed = self.events.iter().map(|event| event.handbook_version);
        if let Some(version) = followed.into_iter().find(|version| !texts.contains_key(version)) {
            return Err(DossierFileFault::HandbookMissing(version));
        }
        let about = self.events.first().and_then(|event| match event.action {
            Action::DossierStarted { employer, .. } => employer,
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
        let sealed = self.events.iter().flat_map(personal);
        let closed = sealed.filter(|value| match value {
            Personal::Sealed(sealed) => !self.opened.contains_key(sealed),
            Personal::Clear(_) => false,
        });
        closed.count()
    }
}

/// The values of an event that may be personal.
fn personal(event: &Event) -> Vec<&Personal> {
    match &event.action {
        Action::ItemAnswered { answer: Some(answer), .. } => answer.values(),
        Action::StepSetAside { reason, .. } => vec![reason],
        Action::NoteAdded { text, .. } => vec![text],
        Action::WaitStarted { waiting, .. } => waiting.contact.iter().collect(),
        _ => vec![],
    }
}
