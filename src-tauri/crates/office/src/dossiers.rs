//! Dossiers: starting them, and everything that is done in one.

use domain::answer::Answer;
use domain::difference;
use domain::dossier::Dossier;
use domain::event::{Action, Event, START, Waiting};
use domain::findings;
use domain::handbook::Scope;
use domain::summary::Summary;
use jiff::civil::Date;
use records::{Batch, Change, HandbookVersion, RemovalScope};
use uuid::Uuid;

use crate::Office;
use crate::change::search_rows;
use crate::history::{HistoryLine, history};
use crate::refusal::{Refusal, Result};
use crate::state::{DossierState, OpenDossier, normalised};

impl Office {
    /// Starts dossiers of one handbook: one for each employer, or one for the office. Employers that have an open
    /// dossier of it already get no second one. Returns the new ones.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for an unknown handbook or employer; nothing is started then.
    pub fn start_dossiers(
        &self,
        handbook: &str,
        employers: &[Uuid],
        due: Option<Date>,
    ) -> Result<Vec<Summary>> {
        let actor = self.settings()?.actor()?;
        let newest = self.newest(handbook)?.ok_or(Refusal::NotFound)?;
        let book = &newest.handbook;
        let mut records = self.records()?;
        let handbook = HandbookVersion {
            id: book.id.clone(),
            version: book.version,
            content: newest.text.to_string(),
            source: newest.source(),
            at: self.clock.now(),
        };
        let targets: Vec<Option<Uuid>> = match book.scope {
            Scope::Office => vec![None],
            Scope::Employer => employers.iter().copied().map(Some).collect(),
        };
        let busy: Vec<_> = records.summaries()?;
        let taken = |target: &Option<Uuid>| {
            busy.iter().any(|s| s.handbook == book.id && s.employer == *target && s.signed_off.is_none())
        };
        let (mut started, mut changes) = (vec![], vec![]);
        for target in targets.into_iter().filter(|target| !taken(target)) {
            target.map(|id| records.employer(id)?.ok_or(Refusal::NotFound)).transpose()?;
            let event = Event {
                id: self.clock.new_id(),
                chain: self.clock.new_id(),
                at: self.clock.now(),
                actor: actor.clone(),
                version: book.version,
                previous: START.to_owned(),
                action: Action::DossierStarted {
                    handbook: book.id.clone(),
                    employer: target,
                    due,
                    environment: Some(self.environment()),
                },
            };
            let event = self.written(event, book)?;
            let dossier = Dossier::fold(std::slice::from_ref(&event)).map_err(|_| Refusal::Unexpected)?;
            let summary = Summary::of(book, &dossier, event.at());
            let (_, summary_mac) = self.written_summary(summary.clone(), &dossier.head);
            changes.push(Change {
                events: vec![event],
                summary: summary.clone(),
                summary_mac,
                search: search_rows(book),
                notes: vec![],
                withdrawn_notes: vec![],
                known: vec![],
                coupling_user: None,
            });
            started.push(summary);
        }
        records.commit_batch(&Batch { handbooks: vec![handbook], employers: vec![], changes })?;
        Ok(started)
    }

    /// Opens a dossier with its handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Unreadable`] when its chain does not hold.
    pub fn open_dossier(&self, id: Uuid) -> Result<OpenDossier> {
        let loaded = self.load(&*self.records()?, id)?;
        let state = self.state(&loaded)?;
        Ok(OpenDossier { handbook: (*loaded.handbook).clone(), state })
    }

    /// The whole history, newest first.
    ///
    /// # Errors
    /// As [`Office::open_dossier`].
    pub fn dossier_history(&self, id: Uuid) -> Result<Vec<HistoryLine>> {
        let loaded = self.load(&*self.records()?, id)?;
        Ok(history(&loaded.events, &loaded.handbook).into_iter().rev().collect())
    }

    /// Answers an item, or takes its answer away. Values that do not read are kept as typed and shown as wrong.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] when the answer is not of the item's kind, [`Refusal::SignedOff`],
    /// [`Refusal::Keychain`] when it has to be sealed and cannot be.
    pub fn answer(&self, id: Uuid, item: &str, answer: Option<Answer>) -> Result<DossierState> {
        self.change(id, |loaded| {
            let (_, asked) = loaded.handbook.item(item).ok_or(Refusal::BadInput)?;
            let answer = answer.map(|answer| normalised(&asked.ask, answer));
            if loaded.dossier.answer(item) == answer.as_ref() {
                return Ok(vec![]);
            }
            Ok(vec![Action::ItemAnswered { item: item.to_owned(), answer, origin: None }])
        })
    }

    /// Declares a step done. Values that were known from elsewhere and not changed become answers, with their origin.
    ///
    /// # Errors
    /// [`Refusal::Incomplete`] with all that is missing, [`Refusal::CannotStart`].
    pub fn complete_step(&self, id: Uuid, step: &str) -> Result<DossierState> {
        self.adopt(id, step)?;
        self.act(id, Action::StepCompleted { step: step.to_owned() })
    }

    /// Takes over what is known for the open lines of a step.
    fn adopt(&self, id: Uuid, step: &str) -> Result<DossierState> {
        self.change(id, |loaded| {
            let known = self.known(loaded)?;
            let step = loaded.handbook.step(step).ok_or(Refusal::BadInput)?;
            let open = step.items.iter().filter(|item| {
                loaded.dossier.answer(&item.id).is_none()
                    && findings::applies(step, item, &loaded.handbook, &loaded.dossier)
            });
            let adopted = open.filter_map(|item| {
                let proposal = known.proposal(&item.ask)?;
                let answer = Some(Answer::Value { value: proposal.value });
                Some(Action::ItemAnswered { item: item.id.clone(), answer, origin: Some(proposal.origin) })
            });
            Ok(adopted.collect())
        })
    }

    /// Opens a step again that was done or set aside.
    ///
    /// # Errors
    /// As every action: see [`rules::allow`].
    pub fn reopen_step(&self, id: Uuid, step: &str) -> Result<DossierState> {
        self.act(id, Action::StepReopened { step: step.to_owned() })
    }

    /// Sets a step aside as not applicable.
    ///
    /// # Errors
    /// [`Refusal::NeedsWords`] without a reason.
    pub fn set_step_aside(&self, id: Uuid, step: &str, reason: &str) -> Result<DossierState> {
        self.act(id, Action::StepSetAside { step: step.to_owned(), reason: reason.into() })
    }

    /// Starts waiting for somebody.
    ///
    /// # Errors
    /// [`Refusal::NeedsWords`] without a name to wait for, [`Refusal::CannotStart`].
    pub fn start_wait(
        &self,
        id: Uuid,
        step: &str,
        item: Option<&str>,
        waiting: Waiting,
    ) -> Result<DossierState> {
        let (step, item) = (step.to_owned(), item.map(str::to_owned));
        self.act(id, Action::WaitStarted { step, item, waiting })
    }

    /// Ends a wait: it came on this day. A wait item that was never started can be ended too: it was there already.
    ///
    /// # Errors
    /// As every action: see [`rules::allow`].
    pub fn end_wait(&self, id: Uuid, step: &str, item: Option<&str>, on: Date) -> Result<DossierState> {
        let (step, item) = (step.to_owned(), item.map(str::to_owned));
        self.act(id, Action::WaitEnded { step, item, on })
    }

    /// Writes a note.
    ///
    /// # Errors
    /// [`Refusal::NeedsWords`] without text.
    pub fn add_note(&self, id: Uuid, step: Option<&str>, text: &str) -> Result<DossierState> {
        self.act(id, Action::NoteAdded { step: step.map(str::to_owned), text: text.trim().into() })
    }

    /// Sets or takes away the day it should be done.
    ///
    /// # Errors
    /// As every action: see [`rules::allow`].
    pub fn set_due(&self, id: Uuid, due: Option<Date>) -> Result<DossierState> {
        self.act(id, Action::DueSet { due })
    }

    /// Signs a dossier off.
    ///
    /// # Errors
    /// [`Refusal::StepsOpen`].
    pub fn sign_off(&self, id: Uuid) -> Result<DossierState> {
        self.act(id, Action::SignedOff)
    }

    /// Confirms that a second person looked at it.
    ///
    /// # Errors
    /// [`Refusal::SamePerson`].
    pub fn countersign(&self, id: Uuid) -> Result<DossierState> {
        self.act(id, Action::Countersigned)
    }

    /// Opens a dossier again after its sign-off, which is cleared.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`] when it was not signed off.
    pub fn reopen_dossier(&self, id: Uuid) -> Result<DossierState> {
        self.act(id, Action::Reopened)
    }

    /// Undoes the last thing that was done, if it still is the last.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`].
    pub fn undo(&self, id: Uuid, event: Uuid) -> Result<DossierState> {
        self.act(id, Action::Undone { event })
    }

    /// What would change with the newest version of the handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no newer one.
    pub fn newer_version(&self, id: Uuid) -> Result<Vec<difference::Change>> {
        let loaded = self.load(&*self.records()?, id)?;
        let newest = self.newest(&loaded.dossier.handbook)?.ok_or(Refusal::NotFound)?;
        Ok(difference::difference(&loaded.handbook, &newest.handbook))
    }

    /// Moves a dossier to the newest version of its handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no newer one.
    pub fn move_to_newest(&self, id: Uuid) -> Result<OpenDossier> {
        let loaded = self.load(&*self.records()?, id)?;
        let newest = self.newest(&loaded.dossier.handbook)?.ok_or(Refusal::NotFound)?;
        let book = &newest.handbook;
        if book.version <= loaded.dossier.version {
            return Err(Refusal::NotFound);
        }
        let now = self.clock.now();
        self.records()?.keep_handbook(&book.id, book.version, &newest.text, newest.source(), now)?;
        self.act(id, Action::HandbookMoved { to: book.version })?;
        self.open_dossier(id)
    }

    /// Removes a dossier with everything in it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn remove_dossier(&self, id: Uuid) -> Result<()> {
        self.forget_secrets(id)?;
        self.records()?.remove(&RemovalScope::Dossiers(vec![id]), self.clock.now())?;
        Ok(())
    }
}
