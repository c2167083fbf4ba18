//! A dossier in one row, as the board shows it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::dossier::{Checked, Dossier};
use crate::handbook::Handbook;
use crate::id::{DossierId, EmployerId, HandbookId, StepId};
use crate::progress::{DossierStatus, Progress, progress};
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
    /// Checks against Loket that fail.
    #[serde(default)]
    pub failing: u32,
    /// Of those, checks that were met before.
    #[serde(default)]
    pub worsened: u32,
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

/// A step by id and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NextStep {
    /// Id of the step.
    pub step: StepId,
    pub title: Text,
}

impl Summary {
    /// Sums up a dossier. `since` is when it came to its status: see [`crate::status_since::StatusSince`].
    pub fn of(handbook: &Handbook, dossier: &Dossier, since: Timestamp) -> Self {
        Self::with(handbook, dossier, &progress(handbook, dossier), since)
    }

    /// Sums up a dossier whose progress is known.
    pub fn with(handbook: &Handbook, dossier: &Dossier, progress: &Progress, since: Timestamp) -> Self {
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
            failing: count(Checked::blocks),
            worsened: count(Checked::worsened),
            checked: dossier.checks.values().map(Checked::asked_at).max(),
            open_changes: u32::try_from(dossier.open_changes.len()).unwrap_or(u32::MAX),
            signed_off: dossier.signed_off.as_ref().map(|stamp| stamp.at),
        }
    }

    /// The day that matters next: when to ask again while waiting, else when it should be done.
    pub fn day(&self) -> Option<Date> {
        match &self.status {
            DossierStatus::Waiting { due, .. } => Some(*due),
            DossierStatus::Done => None,
            _ => self.due,
        }
    }
}
