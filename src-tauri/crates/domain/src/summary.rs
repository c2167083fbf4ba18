//! A dossier in one row, as the board shows it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::dossier::{Checked, Dossier};
use crate::handbook::Handbook;
use crate::id::{DossierId, EmployerId, HandbookId, ItemId, StepId};
use crate::progress::{DossierStatus, Progress};
use crate::stamp::Actor;
use crate::text::Text;

/// One row of the board. Holds nothing that identifies a person but the colleague's own initials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Summary {
    pub dossier: DossierId,
    /// Id of the handbook.
    pub handbook: HandbookId,
    /// Its name in a word or two.
    pub short: Text,
    pub version: u32,
    /// The employer; none for the office itself.
    pub employer: Option<EmployerId>,
    pub status: DossierStatus,
    /// Since when it has that status, in UTC. A wait also has a day of its own.
    #[specta(type = String)]
    pub since: Timestamp,
    /// The step to go on with, and what it says. None: everything is done, or it is signed off.
    pub next: Option<NextStep>,
    pub done: u32,
    /// Steps that do not apply.
    pub set_aside: u32,
    /// All steps.
    pub total: u32,
    #[specta(type = Option<String>)]
    pub due: Option<Date>,
    /// When something last happened, in UTC.
    #[specta(type = String)]
    pub changed: Timestamp,
    /// Who did that.
    pub actor: Actor,
    /// The colleague it was handed over to.
    #[serde(default)]
    pub assigned: Option<Actor>,
    /// Checks against Loket that fail.
    #[serde(default)]
    pub failing: u32,
    /// Of those, checks that were met before.
    #[serde(default)]
    pub worsened: u32,
    /// The lines that fail, in the handbook's order.
    #[serde(default)]
    pub failing_lines: Vec<FailingLine>,
    /// When Loket was last asked, in UTC.
    #[serde(default)]
    #[specta(type = Option<String>)]
    pub checked: Option<Timestamp>,
    /// Changes in Loket that were started and whose outcome is not recorded.
    #[serde(default)]
    pub open_changes: u32,
    /// When it was signed off, in UTC.
    #[specta(type = Option<String>)]
    pub signed_off: Option<Timestamp>,
}

/// A line that fails against Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FailingLine {
    pub item: ItemId,
    /// The step and the line; none: the handbook does not have it any more.
    pub place: Option<FailingPlace>,
    /// When it was last in order, in UTC; none: never.
    #[specta(type = Option<String>)]
    pub last_met: Option<Timestamp>,
}

/// Where a line stands, and what it asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FailingPlace {
    pub step: StepId,
    pub label: Text,
}

/// A step by id and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NextStep {
    /// Id of the step.
    pub step: StepId,
    pub title: Text,
}

impl Summary {
    /// Sums up a dossier. `since` is when it came to its status: see [`crate::status_since::StatusSince`].
    pub fn of(handbook: &Handbook, dossier: &Dossier, progress: &Progress, since: Timestamp) -> Self {
        let count = |test: fn(&Checked) -> bool| {
            u32::try_from(dossier.checks.values().filter(|checked| test(checked)).count()).unwrap_or(u32::MAX)
        };
        let next = progress.next.as_ref().filter(|_| dossier.signed_off.is_none());
        Self {
            dossier: dossier.id,
            handbook: handbook.id.clone(),
            short: handbook.short.clone(),
            version: dossier.version,
            employer: dossier.employer,
            status: progress.status.clone(),
            since,
            next: next
                .and_then(|id| handbook.step(id))
                .map(|step| NextStep { step: step.id.clone(), title: step.title.clone() }),
            done: progress.done,
            set_aside: progress.set_aside,
            total: u32::try_from(handbook.steps.len()).unwrap_or(u32::MAX),
            due: dossier.due,
            changed: dossier.changed.at,
            actor: dossier.changed.actor.clone(),
            assigned: dossier.assigned.clone(),
            failing: count(Checked::blocks),
            worsened: count(Checked::worsened),
            failing_lines: failing_lines(handbook, dossier),
            checked: dossier.checks.values().map(Checked::asked_at).max(),
            open_changes: u32::try_from(dossier.open_changes.len()).unwrap_or(u32::MAX),
            signed_off: dossier.signed_off.as_ref().map(|stamp| stamp.at),
        }
    }

    /// Whether it says all that this version makes of a dossier: earlier versions did not name the lines that fail.
    pub fn is_complete(&self) -> bool {
        self.failing as usize == self.failing_lines.len()
    }

    /// The day that matters next: when to ask again while waiting, else when it should be done.
    pub fn day(&self) -> Option<Date> {
        match &self.status {
            DossierStatus::Waiting { due, .. } => Some(*due),
            DossierStatus::Done => None,
            // It was done in time; that something is not in order any more has no day of its own.
            _ if self.signed_off.is_some() => None,
            _ => self.due,
        }
    }
}

/// The lines that fail, in the handbook's order; those that it does not have any more come last.
fn failing_lines(handbook: &Handbook, dossier: &Dossier) -> Vec<FailingLine> {
    let failing = |id: &ItemId| dossier.checks.get(id).filter(|checked| checked.blocks());
    let known = handbook.items().filter_map(|(step, item)| {
        let checked = failing(&item.id)?;
        let place = FailingPlace { step: step.id.clone(), label: item.label.clone() };
        Some(FailingLine { item: item.id.clone(), place: Some(place), last_met: checked.last_met })
    });
    let gone = dossier.checks.keys().filter(|id| handbook.item(id).is_none()).filter_map(|id| {
        let checked = failing(id)?;
        Some(FailingLine { item: id.clone(), place: None, last_met: checked.last_met })
    });
    known.chain(gone).collect()
}
