//! What happened in a dossier: append-only, chained by hash.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::answer::{Answer, Origin, Personal};
use crate::check::CheckId;
use crate::loket_change::{LoketChange, LoketChangeOutcome};
use crate::stamp::{Actor, Stamp};
use crate::verdict::Verdict;

/// One thing that happened. Its hash covers everything in it, the event before it included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Id: UUID v7, so that ids sort by time.
    pub id: Uuid,
    /// The dossier it belongs to.
    pub dossier: Uuid,
    /// When, in UTC.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The version of the handbook that was in force.
    pub handbook_version: u32,
    /// Hash of the event before it; [`START`] for the first.
    pub previous: String,
    /// What.
    pub action: Action,
}

/// What stands in place of a previous hash at the start of a chain.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What can happen in a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", deny_unknown_fields)]
pub enum Action {
    /// The dossier was started. Always the first event, and only that.
    DossierStarted {
        /// Id of the handbook.
        handbook: String,
        /// The employer, unless the handbook is for the office.
        employer: Option<Uuid>,
        /// The day it should be done.
        due: Option<Date>,
    },
    /// An item was answered, or its answer taken away.
    ItemAnswered {
        /// The item.
        item: String,
        /// The answer; none takes it away.
        answer: Option<Answer>,
        /// Where the value came from, unless typed.
        origin: Option<Origin>,
    },
    /// A step was declared done.
    StepCompleted {
        /// The step.
        step: String,
    },
    /// A step that was done, or set aside, was opened again.
    StepReopened {
        /// The step.
        step: String,
    },
    /// A step does not apply.
    StepSetAside {
        /// The step.
        step: String,
        /// Why.
        reason: Personal,
    },
    /// Somebody else has to do something first.
    WaitStarted {
        /// The step that waits.
        step: String,
        /// The wait item, when it is one.
        item: Option<String>,
        /// The waiting itself.
        waiting: Waiting,
    },
    /// It came.
    WaitEnded {
        /// The step that waited.
        step: String,
        /// The wait item, when it was one.
        item: Option<String>,
        /// The day it came.
        on: Date,
    },
    /// Loket was asked about an item.
    Checked {
        /// The item.
        item: String,
        /// What was checked.
        check: CheckId,
        /// What was found, and from which readings.
        verdict: Verdict,
    },
    /// It was decided to go on although a check of an item fails.
    WentOn {
        /// The item.
        item: String,
        /// Why.
        reason: Personal,
    },
    /// Something was changed in Loket from here.
    ChangedInLoket {
        /// The item that it was for.
        item: String,
        /// What was asked of Loket.
        #[serde(rename = "deed")]
        change: LoketChange,
        /// What is so in Loket, read back after it.
        outcome: LoketChangeOutcome,
    },
    /// A note was written.
    NoteAdded {
        /// The step it is about; none: the whole dossier.
        step: Option<String>,
        /// The note.
        text: Personal,
    },
    /// The day it should be done was set or taken away.
    DueSet {
        /// The day.
        due: Option<Date>,
    },
    /// The dossier went over to another version of its handbook.
    HandbookMoved {
        /// The version it goes on with.
        to: u32,
    },
    /// The dossier was signed off.
    SignedOff,
    /// A second person looked at it and agreed.
    Countersigned,
    /// The dossier was opened again after its sign-off, which is cleared.
    Reopened,
    /// The dossier came from a file. The events before it were checked there and chained anew here.
    Imported {
        /// Hash of the last event of the chain in the file.
        head: String,
    },
    /// An earlier event was undone.
    Undone {
        /// Which.
        event: Uuid,
    },
}

/// Waiting for somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// For whom: a party, or a role.
    pub on: String,
    /// Name of the contact there.
    pub contact: Option<Personal>,
    /// What for.
    pub reason: String,
    /// Since which day.
    #[specta(type = String)]
    pub since: Date,
    /// The day to ask again.
    #[specta(type = String)]
    pub due: Date,
    /// What to do then.
    pub then: String,
}

/// Why a chain of events cannot be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// There is no event at all.
    #[error("no events")]
    Empty,
    /// An event does not carry the hash of the one before it.
    #[error("event {0} does not follow from the one before it")]
    Broken(Uuid),
    /// An event belongs to another dossier.
    #[error("event {0} belongs to another dossier")]
    Foreign(Uuid),
    /// The first event does not start a dossier, or a later one does.
    #[error("event {0} starts a dossier out of place")]
    Start(Uuid),
}

impl Event {
    /// SHA-256 over the event as JSON, in hexadecimal.
    pub fn hash(&self) -> String {
        // Serialising plain data into memory cannot fail; an empty text would break the chain visibly.
        let text = serde_json::to_vec(self).unwrap_or_default();
        format!("{:x}", Sha256::digest(text))
    }

    /// Who and when.
    pub fn stamp(&self) -> Stamp {
        Stamp { actor: self.actor.clone(), at: self.at }
    }
}

/// Checks that events form one whole chain of one dossier.
///
/// # Errors
/// The first place where they do not.
pub fn verify(events: &[Event]) -> Result<(), ChainFault> {
    let first = events.first().ok_or(ChainFault::Empty)?;
    let mut previous = START.to_owned();
    for (place, event) in events.iter().enumerate() {
        if event.dossier != first.dossier {
            return Err(ChainFault::Foreign(event.id));
        }
        if matches!(event.action, Action::DossierStarted { .. }) != (place == 0) {
            return Err(ChainFault::Start(event.id));
        }
        if event.previous != previous {
            return Err(ChainFault::Broken(event.id));
        }
        previous = event.hash();
    }
    Ok(())
}
