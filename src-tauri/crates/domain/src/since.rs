//! Since when a dossier has the status it has.

use std::mem::discriminant;

use jiff::Timestamp;

use crate::dossier::Dossier;
use crate::event::{Action, ChainFault, Event};
use crate::handbook::Handbook;
use crate::progress::{DossierStatus, progress};

/// When a dossier came to the status it has now, in UTC: what happened since did not change it, and what was undone
/// never happened. Judged by the handbook that is given, also for what happened under an earlier version. A wait for
/// another party is another status: it counts from its own start.
///
/// # Errors
/// When the first event does not start a dossier.
pub fn status_since(handbook: &Handbook, events: &[Event]) -> Result<Timestamp, ChainFault> {
    let mut now: Option<(DossierStatus, Timestamp)> = None;
    Dossier::walk(events, |dossier, event| {
        if now.is_some() && changes_no_status(&event.action) {
            return;
        }
        let status = progress(handbook, dossier).status;
        if now.as_ref().is_none_or(|(before, _)| !same(before, &status)) {
            now = Some((status, event.at));
        }
    })?;
    now.map(|(_, since)| since).ok_or(ChainFault::Empty)
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
            on == other && since == then
        }
        _ => discriminant(one) == discriminant(other),
    }
}
