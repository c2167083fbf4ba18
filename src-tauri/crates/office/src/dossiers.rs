//! Dossiers: starting, opening and removing them. What is done in one is in `change`.

use domain::difference;
use domain::dossier::Dossier;
use domain::event::{Action, Event, START};
use domain::handbook::Scope;
use domain::history::{HistoryLine, history};
use domain::id::{DossierId, EmployerId, HandbookId};
use domain::progress::progress;
use domain::state::{DossierState, OpenDossier};
use domain::summary::Summary;
use jiff::civil::Date;
use records::{Batch, RemovalScope};

use crate::refusal::{Refusal, Result};
use crate::{Office, settings};

impl Office {
    /// Starts dossiers of one handbook: one for each employer, or one for the office. Employers that have an open
    /// dossier of it already get no second one. Returns the new ones.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for an unknown handbook or employer; nothing is started then.
    pub fn start_dossiers(
        &self,
        handbook: &HandbookId,
        employers: &[EmployerId],
        due: Option<Date>,
    ) -> Result<Vec<Summary>> {
        let mut records = self.records()?;
        let actor = settings::read(&records)?.settings.actor()?;
        let newest = self.library.newest(&records, handbook)?.ok_or(Refusal::NotFound)?;
        let book = &newest.handbook;
        let targets: Vec<Option<EmployerId>> = match book.scope {
            Scope::Office => vec![None],
            Scope::Employer => employers.iter().copied().map(Some).collect(),
        };
        let busy: Vec<_> = records.summaries()?;
        let taken = |target: &Option<EmployerId>| {
            busy.iter().any(|s| s.handbook == book.id && s.employer == *target && s.signed_off.is_none())
        };
        let mut changes: Vec<records::Change> = vec![];
        for target in targets {
            if taken(&target) || changes.iter().any(|started| started.summary.employer == target) {
                continue;
            }
            target.map(|id| records.employer(id)?.ok_or(Refusal::NotFound)).transpose()?;
            let event = Event {
                id: self.clock.new_id().into(),
                chain: self.clock.new_id().into(),
                at: self.clock.now(),
                actor: actor.clone(),
                version: book.version,
                previous: String::new(),
                action: Action::DossierStarted {
                    handbook: book.id.clone(),
                    employer: target,
                    due,
                    environment: Some(self.environment()),
                },
            };
            let events = self.keys.stored(START.to_owned(), &[event], book)?;
            let dossier = Dossier::fold(&events).map_err(|_| Refusal::Unexpected)?;
            let summary = Summary::of(book, &dossier, &progress(book, &dossier), dossier.started.at);
            changes.push(self.keys.projection(summary, &dossier, events, Some(book)));
        }
        if changes.is_empty() {
            return Ok(vec![]);
        }
        let handbooks = vec![newest.kept(self.clock.now())];
        let started = changes.iter().map(|change| change.summary.clone()).collect();
        records.commit_batch(&Batch { handbooks, employers: vec![], changes })?;
        Ok(started)
    }

    /// Opens a dossier with its handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Unreadable`] when its chain does not hold.
    pub fn open_dossier(&self, id: DossierId) -> Result<OpenDossier> {
        let records = self.records()?;
        let basis = self.basis(&records, id)?;
        let context = self.gather_on(&records, &basis, None)?;
        let (drafts, drafts_sealed) = self.dossier_drafts(&records, id)?;
        drop(records);
        let state = DossierState::of(&context);
        let handbook = (*context.handbook).clone();
        self.last_opened.put(basis, context);
        Ok(OpenDossier { handbook, state, drafts, drafts_sealed })
    }

    /// The whole history, newest first.
    ///
    /// # Errors
    /// As [`Office::open_dossier`].
    pub fn dossier_history(&self, id: DossierId) -> Result<Vec<HistoryLine>> {
        Ok(history(&self.context(id)?).into_iter().rev().collect())
    }

    /// What would change with the newest version of the handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no newer one.
    pub fn newer_version(&self, id: DossierId) -> Result<Vec<difference::Change>> {
        let records = self.records()?;
        let context = self.gather(&records, id, None)?;
        let newest = self.library.newest(&records, &context.handbook.id)?.ok_or(Refusal::NotFound)?;
        Ok(difference::difference(&context.handbook, &newest.handbook))
    }

    /// Removes a dossier with everything in it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Loket`] while a change in Loket is under way.
    pub fn remove_dossier(&self, id: DossierId) -> Result<()> {
        self.link.may_let_go()?;
        self.forget_secrets(id)?;
        self.records()?.remove(&RemovalScope::Dossiers(vec![id]), self.clock.now())?;
        Ok(())
    }
}
