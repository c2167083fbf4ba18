//! What happens in a dossier. How its events form a chain stands in [`crate::chain`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::answer::{Answer, Origin, Personal};
use crate::chain;
use crate::check::CheckId;
use crate::environment::Environment;
use crate::findings::Problem;
use crate::id::{EmployerId, EventId, HandbookId, ItemId, LoketChangeId, StepId};
use crate::loket_change::{LoketChange, LoketChangeOutcome};
use crate::stamp::Actor;
use crate::verdict::Verdict;

pub use crate::chain::{ChainFault, START, verify};
pub use crate::sealing::opened_values;

/// An event of a dossier, in clear as far as it could be opened.
pub type Event = chain::Event<Action>;

/// An event of a dossier as it is stored.
pub type SealedEvent = chain::SealedEvent<Action>;

/// What can happen in a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", deny_unknown_fields)]
pub enum Action {
    /// The dossier was started. Always the first event, and only that.
    DossierStarted {
        /// Id of the handbook.
        handbook: HandbookId,
        /// The employer, unless the handbook is for the office.
        employer: Option<EmployerId>,
        due: Option<Date>,
        /// The environment it belongs to; none in dossiers of earlier versions of the app.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        environment: Option<Environment>,
    },
    /// An item was answered, or its answer taken away.
    ItemAnswered {
        item: ItemId,
        /// The answer; none takes it away.
        answer: Option<Answer>,
        /// Where the value came from, unless typed.
        origin: Option<Origin>,
    },
    StepCompleted {
        step: StepId,
    },
    /// A step that was done, or set aside, was opened again.
    StepReopened {
        step: StepId,
    },
    /// A step does not apply.
    StepSetAside {
        step: StepId,
        reason: Personal,
    },
    /// Somebody else has to do something first.
    WaitStarted {
        step: StepId,
        /// The wait item, when it is one.
        item: Option<ItemId>,
        waiting: Waiting,
    },
    WaitEnded {
        step: StepId,
        /// The wait item, when it was one.
        item: Option<ItemId>,
        /// The day it came.
        on: Date,
    },
    /// Loket was asked about an item.
    Checked {
        item: ItemId,
        check: CheckId,
        verdict: Verdict,
        /// What was entered for it is other than when it was last found not to be so: that says nothing of this.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        other_input: bool,
    },
    /// It was decided to go on although a check of an item fails, or what was ticked is not what is asked.
    WentOn {
        item: ItemId,
        reason: Personal,
        /// What stands in the way besides a check: the reason holds for exactly this. Names of a handbook only.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        over: Vec<Problem>,
    },
    /// A change in Loket is about to be asked. On disk before the first byte goes out, so that none is ever made
    /// unrecorded.
    LoketChangeStarted {
        /// Names the change; [`Action::ChangedInLoket`] closes it by this.
        id: LoketChangeId,
        item: ItemId,
        /// What will be asked of Loket.
        #[serde(rename = "deed")]
        change: LoketChange,
    },
    /// Something was changed in Loket from here.
    ChangedInLoket {
        item: ItemId,
        #[serde(rename = "deed")]
        change: LoketChange,
        /// What is so in Loket, read back after it.
        outcome: LoketChangeOutcome,
        /// The started change that this closes; none in events of earlier versions of the app.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closes: Option<LoketChangeId>,
    },
    /// A file was made of the dossier, and read back.
    FileMade {
        /// What kind of file, by the word of the room that makes it.
        kind: String,
        /// Its name, without folder: it holds the employer's name.
        name: Personal,
        /// SHA-256 of its content, in hexadecimal.
        sha256: String,
        bytes: u64,
    },
    NoteAdded {
        /// The step it is about; none: the whole dossier.
        step: Option<StepId>,
        text: Personal,
    },
    /// The day it should be done was set or taken away.
    DueSet {
        /// None takes it away.
        due: Option<Date>,
    },
    /// The dossier was handed over to a colleague.
    Assigned {
        /// Who goes on with it; none: nobody in particular any more.
        to: Option<Actor>,
    },
    /// The dossier went over to another version of its handbook.
    HandbookMoved {
        /// The version it goes on with.
        to: u32,
    },
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
        /// The event that was undone.
        event: EventId,
    },
}

/// Waiting for somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// For whom: a party, or a role.
    pub on: Personal,
    /// Name of the contact there.
    pub contact: Option<Personal>,
    pub reason: Personal,
    #[specta(type = String)]
    pub since: Date,
    /// The day to ask again.
    #[specta(type = String)]
    pub due: Date,
    /// What to do on that day.
    pub then: Personal,
}
