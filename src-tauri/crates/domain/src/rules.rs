//! What may be done in a dossier, and why something may not.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::answer::Answer;
use crate::context::FollowFault;
use crate::dossier::{Checked, Dossier};
use crate::event::Action;
use crate::findings::{self, Finding};
use crate::handbook::Handbook;
use crate::hours::proof;
use crate::id::{ItemId, StepId};
use crate::item::{Ask, Item};
use crate::progress::{StepStatus, is_finished, progress};
use crate::stamp::Actor;

/// Why something may not be done. Expected, and nothing is lost by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Refusal {
    /// The handbook has no such step.
    UnknownStep,
    /// The handbook has no such item, or the answer is not of its kind.
    UnknownItem,
    /// The dossier is signed off: it has to be opened again first.
    SignedOff,
    /// Other steps come first.
    CannotStart {
        /// Ids of these steps.
        because: Vec<StepId>,
    },
    /// Lines are missing or wrong.
    Incomplete { findings: Vec<Finding> },
    StepsOpen {
        /// Ids of these steps.
        steps: Vec<StepId>,
    },
    /// A reason or text is needed.
    NeedsWords,
    /// The second pair of eyes is the first.
    SamePerson,
    /// There is nothing (any more) to undo, or to open again.
    NothingToUndo,
    /// No check of this item fails, and nothing that was ticked is other than what is asked.
    NothingFails,
    /// The answer says that a password was removed, and it is still kept, or nobody can tell.
    StillKept {
        /// The item of the password.
        secret: ItemId,
    },
    /// The answer says that a password stays, and it is not kept.
    NotKept {
        /// The item of the password.
        secret: ItemId,
    },
    /// The tick says that something is so, and the check of the item or a run of hours found that it is not.
    Contradicted {
        /// The item that is ticked.
        item: ItemId,
        /// When that was read, in UTC.
        read: Timestamp,
    },
    /// Who is at the keyboard is not known yet: the history has to say who did what.
    NeedsName,
    /// The answer came back sealed: with the key away it cannot be changed.
    Sealed,
    /// There is no newer version of the handbook, or not the one that is asked for.
    NoSuchVersion,
    /// The events do not form a dossier.
    Unreadable,
}

impl From<FollowFault> for Refusal {
    fn from(fault: FollowFault) -> Self {
        match fault {
            FollowFault::Chain(_) => Self::Unreadable,
            FollowFault::NoSuchVersion => Self::NoSuchVersion,
        }
    }
}

/// Whether an action may be done now, by this person.
///
/// # Errors
/// Why not.
pub fn allow(action: &Action, actor: &Actor, handbook: &Handbook, dossier: &Dossier) -> Result<(), Refusal> {
    let after_signing = matches!(
        action,
        Action::NoteAdded { .. }
            | Action::Reopened
            | Action::Countersigned
            | Action::Undone { .. }
            | Action::Checked { .. }
            | Action::FileMade { .. }
    ) || closes(action, dossier);
    if dossier.signed_off.is_some() && !after_signing {
        return Err(Refusal::SignedOff);
    }
    match action {
        Action::ItemAnswered { item, answer, .. } => may_answer(item, answer.as_ref(), handbook, dossier),
        Action::StepCompleted { step } => may_complete(step, handbook, dossier),
        Action::StepReopened { step } | Action::WaitEnded { step, .. } => known(step, handbook),
        Action::StepSetAside { step, reason } => {
            known(step, handbook)?;
            if reason.is_blank() { Err(Refusal::NeedsWords) } else { Ok(()) }
        }
        Action::WaitStarted { step, waiting, .. } => {
            known(step, handbook)?;
            if waiting.on.is_blank() { Err(Refusal::NeedsWords) } else { may_start(step, handbook, dossier) }
        }
        Action::Checked { item, check, .. } => {
            let (_, item) = handbook.item(item).ok_or(Refusal::UnknownItem)?;
            if item.check == Some(*check) { Ok(()) } else { Err(Refusal::UnknownItem) }
        }
        Action::LoketChangeStarted { id, .. } if dossier.open_changes.contains_key(id) => {
            Err(Refusal::UnknownItem)
        }
        // What was asked of Loket is recorded, whatever became of the handbook meanwhile.
        Action::ChangedInLoket { .. } if closes(action, dossier) => Ok(()),
        Action::ChangedInLoket { closes: Some(_), .. } => Err(Refusal::UnknownItem),
        Action::LoketChangeStarted { item, .. } | Action::ChangedInLoket { item, .. } => {
            handbook.item(item).map(|_| ()).ok_or(Refusal::UnknownItem)
        }
        Action::WentOn { reason, .. } if reason.is_blank() => Err(Refusal::NeedsWords),
        Action::WentOn { item, over, .. } => {
            let fails = dossier.checks.get(item).is_some_and(|checked| checked.verdict.blocks());
            if fails || !over.is_empty() { Ok(()) } else { Err(Refusal::NothingFails) }
        }
        Action::NoteAdded { text, .. } if text.is_blank() => Err(Refusal::NeedsWords),
        Action::Assigned { to: Some(to) } if to.name.trim().is_empty() || to.initials.trim().is_empty() => {
            Err(Refusal::NeedsWords)
        }
        Action::SignedOff => may_sign_off(handbook, dossier),
        Action::Countersigned => match &dossier.signed_off {
            None => Err(Refusal::NothingToUndo),
            Some(first) if first.actor.initials == actor.initials => Err(Refusal::SamePerson),
            Some(_) => Ok(()),
        },
        Action::Reopened if dossier.signed_off.is_none() => Err(Refusal::NothingToUndo),
        Action::NoteAdded { .. }
        | Action::DueSet { .. }
        | Action::Assigned { .. }
        | Action::HandbookMoved { .. }
        | Action::FileMade { .. }
        | Action::Reopened => Ok(()),
        Action::Undone { event } if dossier.undoable == Some(*event) => Ok(()),
        Action::Undone { .. } | Action::DossierStarted { .. } | Action::Imported { .. } => {
            Err(Refusal::NothingToUndo)
        }
    }
}

/// Whether an action tells the end of a change in Loket that was started.
fn closes(action: &Action, dossier: &Dossier) -> bool {
    matches!(action, Action::ChangedInLoket { closes: Some(id), .. } if dossier.open_changes.contains_key(id))
}

fn known(step: &StepId, handbook: &Handbook) -> Result<(), Refusal> {
    handbook.step(step).map(|_| ()).ok_or(Refusal::UnknownStep)
}

fn may_answer(
    item: &ItemId,
    answer: Option<&Answer>,
    handbook: &Handbook,
    dossier: &Dossier,
) -> Result<(), Refusal> {
    let (_, item) = handbook.item(item).ok_or(Refusal::UnknownItem)?;
    let denied = denied_by(item, dossier).map(|found| found.verdict.read_at().unwrap_or(found.stamp.at));
    let denied = denied.or_else(|| proof::contradicted(item, dossier).map(|shown| shown.origin.at));
    if let Some(read) = denied.filter(|_| answer == Some(&Answer::Confirmed)) {
        return Err(Refusal::Contradicted { item: item.id.clone(), read });
    }
    let fits = match (&item.ask, answer) {
        (Ask::Wait(_), _) => false,
        (_, None)
        | (Ask::Confirm(_), Some(Answer::Confirmed))
        | (Ask::Field(_) | Ask::Choice(_), Some(Answer::Value { .. }))
        | (Ask::Rights(_) | Ask::Products(_), Some(Answer::Set { .. }))
        | (Ask::List(_) | Ask::Mapping(_) | Ask::Result(_), Some(Answer::Rows { .. }))
        | (Ask::Secret(_), Some(Answer::Kept))
        | (Ask::Message(_), Some(Answer::Sent))
        | (Ask::HandOver(_), Some(Answer::HandedOver { .. })) => true,
        _ => false,
    };
    if fits { Ok(()) } else { Err(Refusal::UnknownItem) }
}

/// What was found last, where it says that an item is not so. A tick over it would read as true and leave the step
/// refused: what was mended since is seen by checking again, and what was not is gone on over with a reason.
fn denied_by<'a>(item: &Item, dossier: &'a Dossier) -> Option<&'a Checked> {
    let found = dossier.checks.get(&item.id).filter(|_| item.check.is_some());
    found.filter(|found| found.verdict.blocks() && found.unseen.is_none())
}

fn may_start(step: &StepId, handbook: &Handbook, dossier: &Dossier) -> Result<(), Refusal> {
    match progress(handbook, dossier).step(step) {
        Some(StepStatus::CannotStart { because, .. }) => {
            Err(Refusal::CannotStart { because: because.clone() })
        }
        _ => Ok(()),
    }
}

fn may_complete(id: &StepId, handbook: &Handbook, dossier: &Dossier) -> Result<(), Refusal> {
    let step = handbook.step(id).ok_or(Refusal::UnknownStep)?;
    let progress = progress(handbook, dossier);
    let because = progress.held_by(id);
    let free =
        progress.step(id).is_some_and(|now| is_finished(now) || matches!(now, StepStatus::DependsOn { .. }));
    if !free && !because.is_empty() {
        return Err(Refusal::CannotStart { because: because.to_vec() });
    }
    let findings = findings::step(step, handbook, dossier);
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Incomplete { findings }) }
}

fn may_sign_off(handbook: &Handbook, dossier: &Dossier) -> Result<(), Refusal> {
    let progress = progress(handbook, dossier);
    if progress.is_complete() {
        return Ok(());
    }
    let open = progress.steps.into_iter().filter(|step| !is_finished(&step.status));
    Err(Refusal::StepsOpen { steps: open.map(|step| step.step).collect() })
}
