//! What a decision becomes in the records: events, the summary and what is searched, and values to remember.

use domain::answer::Personal;
use domain::chain::{self, ChainAction};
use domain::context::{DossierContext, LearntValue};
use domain::decide::search_rows;
use domain::dossier::Dossier;
use domain::event::SealedEvent;
use domain::handbook::Handbook;
use domain::summary::Summary;
use records::{Change, Known, SearchRow};

use crate::gather::fill_scope;
use crate::keys::Keys;
use crate::refusal::Result;

impl Keys {
    /// A value to remember, as it is stored: sealed where its answer is.
    pub(crate) fn stored_value(&self, learnt: &LearntValue, context: &DossierContext) -> Result<Known> {
        let what = learnt.fill.name().to_owned();
        let value = match &learnt.value {
            Personal::Clear(value) if learnt.in_clear => value.clone(),
            Personal::Clear(value) => self.seal_text(value, &what)?,
            Personal::Sealed(value) => value.clone(),
        };
        Ok(Known {
            scope: fill_scope(learnt.fill, context.dossier.employer),
            what,
            value,
            origin: learnt.handbook.as_str().to_owned(),
            at: learnt.at,
            dossier: Some(context.dossier.id),
        })
    }

    /// Events as they are stored: sealed, authenticated, each with the hash of the one before it.
    ///
    /// # Errors
    /// [`Refusal::OverBound`]; [`Refusal::Keychain`] when something has to be sealed and the key is not at hand.
    pub(crate) fn stored<A: ChainAction>(
        &self,
        head: String,
        events: &[chain::Event<A>],
        rules: &A::Rules,
    ) -> Result<Vec<chain::SealedEvent<A>>> {
        let mut previous = head;
        let mut stored = Vec::with_capacity(events.len());
        for event in events {
            let event = self.written(chain::Event { previous, ..event.clone() }, rules)?;
            previous = event.hash().into();
            stored.push(event);
        }
        Ok(stored)
    }

    /// What is stored of a dossier beside its events, with `fresh` ones still to be stored. What can be found of it is
    /// its handbook's: without one it stays as it is.
    pub(crate) fn projection(
        &self,
        summary: Summary,
        dossier: &Dossier,
        fresh: Vec<SealedEvent>,
        search: Option<&Handbook>,
    ) -> Change {
        let head = fresh.last().map_or(dossier.head.as_str(), SealedEvent::hash);
        let (summary, summary_mac) = self.written_summary(summary, head);
        let row = |row: domain::decide::SearchRow| SearchRow {
            step: row.step,
            title: row.title.nl,
            body: row.title.en,
        };
        Change {
            events: fresh,
            summary,
            summary_mac,
            search: search.map(|handbook| search_rows(handbook).into_iter().map(row).collect()),
            notes: vec![],
            withdrawn_notes: vec![],
            known: vec![],
            coupling_user: None,
        }
    }
}
