//! A dossier: the fold of its events.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use specta::Type;

use crate::answer::{Answer, Origin, Personal};
use crate::chain::{ChainFault, undone, verify};
use crate::environment::Environment;
use crate::event::{Action, Event, SealedEvent, Waiting};
use crate::findings::WentOn;
use crate::hours::proof::ShownByRun;
use crate::id::{DossierId, EmployerId, EventId, HandbookId, ItemId, LoketChangeId, StepId};
use crate::loket_change::LoketChange;
use crate::reading::Unread;
use crate::stamp::{Actor, Stamp};
use crate::verdict::{Outcome, Verdict};

/// One employer's (or the office's) way through one handbook, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    pub id: DossierId,
    /// Id of the handbook.
    pub handbook: HandbookId,
    /// The version of the handbook it follows.
    pub version: u32,
    /// The employer, unless it is the office's.
    pub employer: Option<EmployerId>,
    pub due: Option<Date>,
    /// The colleague it was handed over to.
    pub assigned: Option<Actor>,
    /// The environment it belongs to; none in dossiers of earlier versions of the app.
    pub environment: Option<Environment>,
    pub started: Stamp,
    /// Answers by item.
    pub answers: BTreeMap<ItemId, Answered>,
    /// What was said about steps.
    pub steps: BTreeMap<StepId, StepState>,
    /// Waits that came to an end, by wait item: the day it came.
    pub arrived: BTreeMap<ItemId, Date>,
    /// What Loket said, by item.
    pub checks: BTreeMap<ItemId, Checked>,
    /// Why one goes on over what was ticked, by item.
    pub went_on: BTreeMap<ItemId, WentOn>,
    /// What the hours runs of its employer show of its lines now, by item; of no event of its own.
    pub shown_by_runs: BTreeMap<ItemId, ShownByRun>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Changes in Loket that were started and of which no end was recorded, by the id of the change.
    pub open_changes: BTreeMap<LoketChangeId, OpenChange>,
    /// Files that were made of it, oldest first.
    pub files: Vec<MadeFile>,
    pub signed_off: Option<Stamp>,
    /// The second pair of eyes.
    pub countersigned: Option<Stamp>,
    /// The last event that counts and can be undone.
    pub undoable: Option<EventId>,
    /// The last thing that happened.
    pub changed: Stamp,
    /// Hash of the last event.
    pub head: String,
}

/// An answer, and how it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub answer: Answer,
    /// Where the value came from, unless typed.
    pub origin: Option<Origin>,
    pub stamp: Stamp,
}

/// The last check of an item that told something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub verdict: Verdict,
    pub stamp: Stamp,
    /// Who asked since, and could not be told. What was found not to be so stands in the way until somebody sees that
    /// it is.
    pub unseen: Option<Unseen>,
    /// When it was last found to be so, in UTC.
    pub last_met: Option<Timestamp>,
    /// Why one went on although it fails.
    pub went_on: Option<(Personal, Stamp)>,
}

/// A later check that could not tell whether something that failed is in order now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Unseen {
    /// Why not. Never empty.
    pub because: Vec<Unread>,
    /// Who asked, and when.
    pub stamp: Stamp,
}

impl Checked {
    /// When Loket was last asked, whatever came of it.
    pub fn asked_at(&self) -> Timestamp {
        self.unseen.as_ref().map_or(self.stamp.at, |unseen| unseen.stamp.at)
    }

    /// Whether a verdict says what is known already, whenever it was read.
    pub fn knows(&self, verdict: &Verdict) -> bool {
        match (&self.unseen, &verdict.outcome) {
            (Some(unseen), Outcome::Unknown { because }) => unseen.because == *because,
            (Some(_), _) => false,
            (None, _) => self.verdict.says_the_same(verdict),
        }
    }

    /// Whether it stands in the way: it fails, and nobody decided to go on.
    pub fn blocks(&self) -> bool {
        self.verdict.blocks() && self.went_on.is_none()
    }

    /// Whether it was fine before and is not now.
    pub fn worsened(&self) -> bool {
        self.blocks() && self.last_met.is_some()
    }
}

/// What was said about a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepState {
    /// None: not declared done, or opened again since.
    pub completed: Option<Stamp>,
    /// Set aside as not applicable.
    pub set_aside: Option<(Personal, Stamp)>,
    /// Waiting, with the wait item when it is one.
    pub waiting: Option<(Option<ItemId>, Waiting)>,
    /// The last time something in it changed.
    pub touched: Option<Stamp>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The event that wrote it.
    pub id: EventId,
    /// None: the note is about the dossier as a whole.
    pub step: Option<StepId>,
    pub text: Personal,
    pub stamp: Stamp,
}

/// A change in Loket that was started: it may have been made or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenChange {
    pub item: ItemId,
    pub change: LoketChange,
    pub stamp: Stamp,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFile {
    pub kind: String,
    /// Its name, without folder.
    pub name: Personal,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    pub stamp: Stamp,
}

impl Dossier {
    /// Folds a whole chain of events as it is stored, with nothing opened.
    ///
    /// # Errors
    /// When the events are not one whole chain.
    pub fn fold(events: &[SealedEvent]) -> Result<Self, ChainFault> {
        let head = verify(events)?;
        let events: Vec<Event> = events.iter().map(|event| event.open(|value, _| value)).collect();
        Self::replay(&events, head.hash)
    }

    /// Folds events whose chain was verified before, and whose sealed values may have been opened since.
    /// `head` is the hash of the last event as it was verified.
    ///
    /// # Errors
    /// When the first event does not start a dossier.
    pub fn replay(events: &[Event], head: String) -> Result<Self, ChainFault> {
        let mut dossier = Self::replay_with(events, |_, _| {})?;
        if let Some(last) = events.last() {
            dossier.changed = last.stamp();
        }
        dossier.head = head;
        Ok(dossier)
    }

    /// Takes in the last of these events; those before it were taken in already. The head stays what it was: it is the
    /// hash of an event as it is stored.
    ///
    /// # Errors
    /// When the first event does not start a dossier.
    pub fn follow(&mut self, events: &[Event]) -> Result<(), ChainFault> {
        let last = events.last().ok_or(ChainFault::Empty)?;
        if matches!(last.action, Action::Undone { .. }) {
            *self = Self::replay(events, std::mem::take(&mut self.head))?;
        } else {
            self.take(last);
            self.changed = last.stamp();
        }
        Ok(())
    }

    /// Takes the events one by one, without what was undone, and calls `stood` with the dossier after each.
    ///
    /// # Errors
    /// When the first event does not start a dossier.
    pub(crate) fn replay_with(
        events: &[Event],
        mut stood: impl FnMut(&Self, &Event),
    ) -> Result<Self, ChainFault> {
        let (first, rest) = events.split_first().ok_or(ChainFault::Empty)?;
        let mut dossier = Self::start(first)?;
        stood(&dossier, first);
        let undone = undone(events);
        for event in rest.iter().filter(|event| !undone.contains(&event.id)) {
            dossier.take(event);
            stood(&dossier, event);
        }
        Ok(dossier)
    }

    fn start(first: &Event) -> Result<Self, ChainFault> {
        let Action::DossierStarted { handbook, employer, due, environment } = &first.action else {
            return Err(ChainFault::Start(first.id));
        };
        Ok(Self {
            id: first.chain,
            handbook: handbook.clone(),
            version: first.version,
            employer: *employer,
            due: *due,
            assigned: None,
            environment: *environment,
            started: first.stamp(),
            answers: BTreeMap::new(),
            steps: BTreeMap::new(),
            arrived: BTreeMap::new(),
            checks: BTreeMap::new(),
            went_on: BTreeMap::new(),
            shown_by_runs: BTreeMap::new(),
            notes: vec![],
            open_changes: BTreeMap::new(),
            files: vec![],
            signed_off: None,
            countersigned: None,
            undoable: None,
            changed: first.stamp(),
            head: String::new(),
        })
    }

    fn take(&mut self, event: &Event) {
        match &event.action {
            Action::ItemAnswered { item, answer: Some(answer), origin } => {
                let answered =
                    Answered { answer: answer.clone(), origin: origin.clone(), stamp: event.stamp() };
                self.answers.insert(item.clone(), answered);
            }
            Action::ItemAnswered { item, answer: None, .. } => {
                self.answers.remove(item);
            }
            Action::DueSet { due } => self.due = *due,
            Action::Assigned { to } => self.assigned.clone_from(to),
            Action::HandbookMoved { to } => self.version = *to,
            Action::SignedOff => self.signed_off = Some(event.stamp()),
            Action::Countersigned => self.countersigned = Some(event.stamp()),
            Action::Reopened => (self.signed_off, self.countersigned) = (None, None),
            Action::NoteAdded { step, text } => self.notes.push(Note {
                id: event.id,
                step: step.clone(),
                text: text.clone(),
                stamp: event.stamp(),
            }),
            // What Loket said, or what was done there, cannot be undone here.
            Action::Checked { item, verdict, other_input, .. } => {
                return self.checked(item, verdict, *other_input, event);
            }
            Action::LoketChangeStarted { id, item, change } => {
                let open = OpenChange { item: item.clone(), change: change.clone(), stamp: event.stamp() };
                self.open_changes.insert(*id, open);
                return;
            }
            Action::ChangedInLoket { closes, .. } => {
                closes.map(|id| self.open_changes.remove(&id));
                return;
            }
            Action::FileMade { kind, name, sha256, bytes } => {
                return self.files.push(MadeFile {
                    kind: kind.clone(),
                    name: name.clone(),
                    sha256: sha256.clone(),
                    bytes: *bytes,
                    stamp: event.stamp(),
                });
            }
            Action::DossierStarted { .. } | Action::Undone { .. } => return,
            Action::WentOn { item, reason, over } => {
                if let Some(checked) = self.checks.get_mut(item) {
                    checked.went_on = Some((reason.clone(), event.stamp()));
                }
                let (reason, over) = (reason.clone(), over.clone());
                self.went_on.insert(item.clone(), WentOn { reason, over, stamp: event.stamp() });
            }
            Action::Imported { .. } => {
                self.undoable = None;
                return;
            }
            about_a_step => self.take_step(about_a_step, event),
        }
        self.undoable = Some(event.id);
    }

    fn checked(&mut self, item: &ItemId, verdict: &Verdict, other_input: bool, event: &Event) {
        let before = self.checks.remove(item);
        // That it cannot be seen now does not put right what was seen to be wrong.
        if let (Some(before), Outcome::Unknown { because }) = (&before, &verdict.outcome)
            && before.verdict.blocks()
            && !other_input
        {
            let unseen = Some(Unseen { because: because.clone(), stamp: event.stamp() });
            self.checks.insert(item.clone(), Checked { unseen, ..before.clone() });
            return;
        }
        let last_met = match verdict.outcome {
            Outcome::Met => Some(event.at),
            _ => before.as_ref().and_then(|before| before.last_met),
        };
        // The reason to go on holds for what it was given for, and no longer.
        let went_on = before
            .filter(|before| before.verdict.outcome == verdict.outcome)
            .and_then(|before| before.went_on);
        let checked =
            Checked { verdict: verdict.clone(), stamp: event.stamp(), unseen: None, last_met, went_on };
        self.checks.insert(item.clone(), checked);
    }

    fn take_step(&mut self, action: &Action, event: &Event) {
        let (Action::StepCompleted { step }
        | Action::StepReopened { step }
        | Action::StepSetAside { step, .. }
        | Action::WaitStarted { step, .. }
        | Action::WaitEnded { step, .. }) = action
        else {
            return;
        };
        let state = self.steps.entry(step.clone()).or_default();
        state.touched = Some(event.stamp());
        match action {
            Action::StepCompleted { .. } => {
                *state = StepState {
                    completed: Some(event.stamp()),
                    touched: state.touched.take(),
                    ..StepState::default()
                };
            }
            Action::StepReopened { .. } => (state.completed, state.set_aside) = (None, None),
            Action::StepSetAside { reason, .. } => {
                state.completed = None;
                state.waiting = None;
                state.set_aside = Some((reason.clone(), event.stamp()));
            }
            Action::WaitStarted { item, waiting, .. } => {
                state.waiting = Some((item.clone(), waiting.clone()));
                if let Some(item) = item {
                    self.arrived.remove(item);
                }
            }
            Action::WaitEnded { item, on, .. } => {
                state.waiting = None;
                if let Some(item) = item {
                    self.arrived.insert(item.clone(), *on);
                }
            }
            _ => {}
        }
    }

    /// What was said about a step, if anything.
    pub fn step(&self, step: &StepId) -> Option<&StepState> {
        self.steps.get(step)
    }

    /// The waiting of a wait item, while it lasts.
    pub fn waiting(&self, step: &StepId, item: &ItemId) -> Option<&Waiting> {
        let (of, waiting) = self.step(step)?.waiting.as_ref()?;
        (of.as_ref() == Some(item)).then_some(waiting)
    }

    /// The answer to an item.
    pub fn answer(&self, item: &ItemId) -> Option<&Answer> {
        self.answers.get(item).map(|answered| &answered.answer)
    }
}
