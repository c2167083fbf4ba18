//! What can be done in a dossier.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use specta::Type;

use crate::answer::Answer;
use crate::dossier::Dossier;
use crate::event::Waiting;
use crate::id::{EventId, ItemId, LoketChangeId, StepId};
use crate::loket_change::{LoketChange, LoketChangeOutcome};
use crate::reading::Readings;
use crate::stamp::Actor;

/// Something that is done in a dossier.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum DossierChange {
    /// Answers an item. Values that do not read are kept as typed and shown as wrong.
    AnswerItem {
        item: ItemId,
        /// The answer; none takes it away.
        answer: Option<Answer>,
    },
    /// Answers an item with what the hours runs of the employer show of it.
    TakeFromRun {
        item: ItemId,
    },
    /// Declares a step done. Values that are known from elsewhere become answers with their origin.
    CompleteStep {
        step: StepId,
    },
    /// Gives the open lines of a step the same answers as in other dossiers, and declares it done: all of that, or
    /// nothing. What was answered already stays.
    AnswerAndComplete {
        step: StepId,
        answers: BTreeMap<ItemId, Answer>,
    },
    /// Opens a step again that was done or set aside.
    ReopenStep {
        step: StepId,
    },
    /// Sets a step aside as not applicable.
    SetStepAside {
        step: StepId,
        reason: String,
    },
    StartWait {
        step: StepId,
        /// The wait item, when it is one.
        item: Option<ItemId>,
        /// For whom, and until when.
        waiting: Waiting,
    },
    /// Ends a wait. A wait item that was never started can be ended too: it was there already.
    EndWait {
        step: StepId,
        /// The wait item, when it was one.
        item: Option<ItemId>,
        /// The day it came.
        #[specta(type = String)]
        on: Date,
    },
    AddNote {
        /// The step it is about; none: the whole dossier.
        step: Option<StepId>,
        text: String,
    },
    /// Sets the day it should be done.
    SetDue {
        /// The day; none takes it away.
        #[specta(type = Option<String>)]
        due: Option<Date>,
    },
    /// Hands the dossier over to a colleague.
    Assign {
        /// Who goes on with it; none: nobody in particular any more.
        to: Option<Actor>,
    },
    SignOff {},
    /// Confirms that a second person looked at it.
    Countersign {},
    /// Opens the dossier again after its sign-off, which is cleared.
    Reopen {},
    /// Undoes the last thing that was done, if it still is the last.
    Undo {
        /// The event to undo.
        event: EventId,
    },
    /// Goes on although the check of an item fails, or what was ticked is not what is asked. The item then needs no
    /// answer that is not true.
    GoOn {
        item: ItemId,
        reason: String,
    },
    /// Moves to the newest version of the handbook.
    MoveToNewest {},
    /// Loket was asked about every line that can be checked. Never from outside the program.
    #[serde(skip)]
    RecordCheck {
        /// What was read now, and what was stored before where nothing was read now.
        readings: Box<Readings>,
    },
    /// A change in Loket is about to be sent. Never from outside the program.
    #[serde(skip)]
    StartLoketChange {
        /// Names the change until its outcome is recorded.
        id: LoketChangeId,
        item: ItemId,
        /// What will be asked of Loket.
        change: LoketChange,
    },
    /// What came of a change in Loket that was started. Never from outside the program.
    #[serde(skip)]
    RecordLoketChange {
        /// The `id` of the [`DossierChange::StartLoketChange`] that this ends.
        closes: LoketChangeId,
        /// What is so in Loket, read back after it.
        outcome: LoketChangeOutcome,
    },
    /// A file was made of the dossier, and read back. Never from outside the program.
    #[serde(skip)]
    RecordFile {
        /// What kind of file, by the word of the crate that makes it.
        kind: String,
        /// Its name, without folder.
        name: String,
        /// SHA-256 of its content, in hexadecimal.
        sha256: String,
        bytes: u64,
    },
}

impl DossierChange {
    /// Whether it can lead to other verdicts in this dossier, so that what those hang on has to be at hand.
    pub fn may_judge(&self, dossier: &Dossier) -> bool {
        match self {
            Self::RecordCheck { .. } => true,
            Self::AnswerItem { .. }
            | Self::TakeFromRun { .. }
            | Self::CompleteStep { .. }
            | Self::AnswerAndComplete { .. }
            | Self::Undo { .. }
            | Self::MoveToNewest {} => !dossier.checks.is_empty(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_program_knows_is_not_taken_from_outside() {
        let read = |text: &str| serde_json::from_str::<DossierChange>(text);
        assert_eq!(read(r#"{"kind":"signOff"}"#).unwrap(), DossierChange::SignOff {});
        let due = read(r#"{"kind":"setDue","due":"2026-11-20"}"#).unwrap();
        assert_eq!(due, DossierChange::SetDue { due: Some(jiff::civil::date(2026, 11, 20)) });
        for more in ["reopenStep\",\"step\":\"a", "signOff", "countersign", "reopen", "moveToNewest"] {
            assert!(read(&format!(r#"{{"kind":"{more}"}}"#)).is_ok(), "{more}");
            assert!(read(&format!(r#"{{"kind":"{more}","more":1}}"#)).is_err(), "{more}");
        }
        assert!(read(r#"{"kind":"recordCheck","readings":{}}"#).is_err());
        let forged = r#"{"kind":"recordLoketChange","item":"a","deed":{"kind":"switchProducts","on":[],"off":[]},
            "outcome":{"kind":"done"}}"#;
        assert!(read(forged).is_err());
        let id = "00000000-0000-0000-0000-000000000000";
        let closed = format!(r#"{{"kind":"recordLoketChange","closes":"{id}","outcome":{{"kind":"done"}}}}"#);
        assert!(read(&closed).is_err());
        let started = format!(
            r#"{{"kind":"startLoketChange","id":"{id}","item":"a",
            "change":{{"kind":"switchProducts","on":[],"off":[]}}}}"#
        );
        assert!(read(&started).is_err());
        assert!(read(r#"{"kind":"recordFile","name":"a","sha256":"b","bytes":1}"#).is_err());
    }
}
