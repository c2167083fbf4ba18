//! The dossier that is worked in, as it was gathered the last time: a change after a change does not go through the whole
//! history again, and reads nothing again while nothing was written.

use std::sync::Arc;

use domain::authenticity::Authenticity;
use domain::context::DossierContext;
use domain::dossier::Dossier;
use domain::event::Event;
use domain::handbook::Handbook;
use domain::progress::Progress;
use domain::status_since::StatusSince;
use parking_lot::Mutex;
use records::ChainState;

/// A dossier with its history, both opened as far as possible.
pub(crate) struct OpenedDossier {
    pub dossier: Dossier,
    pub events: Vec<Event>,
    pub handbook: Arc<Handbook>,
    pub progress: Progress,
    pub status_since: StatusSince,
    pub authenticity: Authenticity,
}

impl From<DossierContext> for OpenedDossier {
    fn from(context: DossierContext) -> Self {
        let DossierContext { dossier, events, handbook, progress, status_since, authenticity, .. } = context;
        Self { dossier, events, handbook, progress, status_since, authenticity }
    }
}

/// On what an opened dossier rests: it is used only where all of it is still the same.
#[derive(Debug, Clone)]
pub(crate) struct Basis {
    /// The chain on disk, and whether anything was written since.
    pub chain: ChainState,
    /// Whether what is sealed could be opened, and the key of its codes.
    pub can_open: bool,
    pub authenticator: Option<String>,
    /// Whether what verdicts hang on was gathered as well.
    pub judges: bool,
}

impl Basis {
    /// Whether the history is the same, and was opened with the same keys.
    fn has_history_of(&self, other: &Self) -> bool {
        let (chain, now) = (&self.chain, &other.chain);
        (chain.dossier, &chain.head, chain.written_by_others)
            == (now.dossier, &now.head, now.written_by_others)
            && self.can_open == other.can_open
            && self.authenticator == other.authenticator
    }
}

/// What is still good of the dossier that was gathered last.
pub(crate) enum StillGood {
    /// All of it: nothing was written since.
    Everything(Box<DossierContext>),
    History(Box<OpenedDossier>),
}

/// The one that was changed or opened last.
#[derive(Default)]
pub(crate) struct LastOpened(Mutex<Option<(Basis, DossierContext)>>);

impl LastOpened {
    /// Where the chain of it had got to.
    pub fn chain(&self) -> Option<ChainState> {
        self.0.lock().as_ref().map(|(basis, _)| basis.chain.clone())
    }

    /// Takes out what is still good of it. `suffices`: whether what was gathered does for the change, given the dossier and
    /// whether what verdicts hang on was gathered as well.
    pub fn take(&self, basis: &Basis, suffices: impl FnOnce(&Dossier, bool) -> bool) -> Option<StillGood> {
        let (of, context) = self.0.lock().take()?;
        if !of.has_history_of(basis) {
            return None;
        }
        let same = of.chain.written_here == basis.chain.written_here;
        Some(if same && suffices(&context.dossier, of.judges) {
            StillGood::Everything(Box::new(context))
        } else {
            StillGood::History(Box::new(context.into()))
        })
    }

    /// Puts one in, in the place of the one before.
    pub fn put(&self, basis: Basis, context: DossierContext) {
        *self.0.lock() = Some((basis, context));
    }
}
