//! Since when a dossier has the status it has.

use std::mem::discriminant;

use jiff::Timestamp;

use crate::dossier::Dossier;
use crate::event::{Action, ChainFault, Event};
use crate::handbook::Handbook;
use crate::progress::{DossierStatus, progress};

/// The status of a dossier, and when it came to that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusSince {
    pub status: DossierStatus,
    /// Since when, in UTC: what happened later did not change it, and what was undone never happened. A wait for
    /// another party is another status: it counts from its own start.
    pub since: Timestamp,
}

impl StatusSince {
    /// Judged by the handbook that is given, also for what happened under an earlier version.
    ///
    /// # Errors
    /// When the first event does not start a dossier.
    pub fn of(handbook: &Handbook, events: &[Event]) -> Result<Self, ChainFault> {
        let mut now: Option<Self> = None;
        Dossier::replay_with(events, |dossier, event| {
            now = Some(match now.take() {
                Some(now) => now.followed(event, || progress(handbook, dossier).status),
                None => Self { status: progress(handbook, dossier).status, since: event.at },
            });
        })?;
        now.ok_or(ChainFault::Empty)
    }

    /// As it is after one more event, with the status that the dossier has by then; none when the event changes what
    /// happened before it, or how that is judged: then it takes the whole history.
    #[must_use]
    pub fn after(self, status: &DossierStatus, event: &Event) -> Option<Self> {
        let looks_back = matches!(event.action, Action::Undone { .. } | Action::HandbookMoved { .. });
        (!looks_back).then(|| self.followed(event, || status.clone()))
    }

    fn followed(self, event: &Event, status: impl FnOnce() -> DossierStatus) -> Self {
        if changes_no_status(&event.action) {
            return self;
        }
        let status = status();
        if same(&self.status, &status) { self } else { Self { status, since: event.at } }
    }
}

fn changes_no_status(action: &Action) -> bool {
    matches!(
        action,
        Action::NoteAdded { .. } | Action::DueSet { .. } | Action::Countersigned | Action::Imported { .. }
    )
}

fn same(one: &DossierStatus, other: &DossierStatus) -> bool {
    match (one, other) {
        (DossierStatus::Waiting { on, since, .. }, DossierStatus::Waiting { on: other, since: then, .. }) => {
            // Which party a sealed name is cannot be seen; the day it began stands for it.
            let sealed = on.clear().is_none() || other.clear().is_none();
            since == then && (sealed || on == other)
        }
        _ => discriminant(one) == discriminant(other),
    }
}
