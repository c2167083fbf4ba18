//! The dossier that is worked in, as it was verified and opened the last time: a change after a change does not go
//! through the whole history again.

use std::sync::Arc;

use domain::authenticity::Authenticity;
use domain::context::DossierContext;
use domain::dossier::Dossier;
use domain::event::Event;
use domain::handbook::Handbook;
use domain::status_since::StatusSince;
use parking_lot::Mutex;
use records::ChainState;

/// A dossier with its history, both opened as far as possible.
pub(crate) struct OpenedDossier {
    pub dossier: Dossier,
    pub events: Vec<Event>,
    pub handbook: Arc<Handbook>,
    pub status_since: StatusSince,
    pub authenticity: Authenticity,
}

/// On what an opened dossier rests: it is used only where all of it is still the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Basis {
    /// The chain on disk, which nobody else wrote to since.
    pub chain: ChainState,
    /// Whether what is sealed could be opened, and the key of its codes.
    pub can_open: bool,
    pub authenticator: Option<String>,
}

/// The one that was changed or opened last.
#[derive(Default)]
pub(crate) struct LastOpened(Mutex<Option<(Basis, OpenedDossier)>>);

impl LastOpened {
    /// Takes it out, if it rests on this.
    pub fn take(&self, basis: &Basis) -> Option<OpenedDossier> {
        let (of, opened) = self.0.lock().take()?;
        (of == *basis).then_some(opened)
    }

    /// Puts one in, in the place of the one before.
    pub fn put(&self, basis: Basis, context: DossierContext) {
        let DossierContext { dossier, events, handbook, status_since, authenticity, .. } = context;
        *self.0.lock() =
            Some((basis, OpenedDossier { dossier, events, handbook, status_since, authenticity }));
    }
}
