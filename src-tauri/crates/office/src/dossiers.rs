//! Dossiers: starting them, and everything that is done in one.

use std::sync::Arc;

use domain::answer::Answer;
use domain::dossier::Dossier;
use domain::employer::Employer;
use domain::event::{Action, Event, START, Waiting};
use domain::field;
use domain::handbook::{Handbook, Scope};
use domain::item::{Ask, Fill};
use domain::judge;
use domain::rules;
use domain::stamp::Actor;
use domain::summary::Summary;
use domain::{Personal, difference};
use jiff::civil::Date;
use records::{Change, Records, SearchRow};
use uuid::Uuid;

use crate::history::{HistoryLine, history};
use crate::known::{Known, fill_of};
use crate::refusal::{Outcome, Refusal};
use crate::state::{Beside, DossierState, OpenDossier, normalised};
use crate::Office;

/// A dossier as it was read: its chain verified, what is sealed opened as far as possible.
pub(crate) struct Loaded {
    pub dossier: Dossier,
    /// Opened events: for looking.
    pub events: Vec<Event>,
    /// Events as stored: for the chain.
    pub stored: Vec<Event>,
    pub handbook: Arc<Handbook>,
    pub employer: Option<Employer>,
}

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
    ) -> Outcome<Vec<Summary>> {
        let actor = self.settings()?.actor()?;
        let newest = self.newest(handbook)?.ok_or(Refusal::NotFound)?;
        let book = &newest.handbook;
        let mut records = self.records()?;
        records.keep_handbook(&book.id, book.version, &newest.text, self.clock.now())?;
        let targets: Vec<Option<Uuid>> = match book.scope {
            Scope::Office => vec![None],
            Scope::Employer => employers.iter().copied().map(Some).collect(),
        };
        let busy: Vec<_> = records.summaries()?;
        let taken = |target: &Option<Uuid>| {
            busy.iter().any(|s| s.handbook == book.id && s.employer == *target && s.signed_off.is_none())
        };
        let mut started = vec![];
        for target in targets.into_iter().filter(|target| !taken(target)) {
            let employer = target.map(|id| records.employer(id)?.ok_or(Refusal::NotFound)).transpose()?;
            let event = Event {
                id: self.clock.new_id(),
                dossier: self.clock.new_id(),
                at: self.clock.now(),
                actor: actor.clone(),
                handbook_version: book.version,
                previous: START.to_owned(),
                action: Action::DossierStarted { handbook: book.id.clone(), employer: target, due },
            };
            let dossier = Dossier::fold(std::slice::from_ref(&event)).map_err(|_| Refusal::Unexpected)?;
            let summary = Summary::of(book, &dossier);
            let search = search_rows(book, &summary, employer.as_ref());
            records.commit(&Change { events: &[event], summary: &summary, search: Some(&search), notes: &[] })?;
            started.push(summary);
        }
        Ok(started)
    }

    /// Opens a dossier with its handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Unreadable`] when its chain does not hold.
    pub fn open_dossier(&self, id: Uuid) -> Outcome<OpenDossier> {
        let loaded = self.load(&*self.records()?, id)?;
        let state = self.state(&loaded)?;
        Ok(OpenDossier { handbook: (*loaded.handbook).clone(), state })
    }

    /// The whole history, newest first.
    ///
    /// # Errors
    /// As [`Office::open_dossier`].
    pub fn dossier_history(&self, id: Uuid) -> Outcome<Vec<HistoryLine>> {
        let loaded = self.load(&*self.records()?, id)?;
        Ok(history(&loaded.events, &loaded.handbook).into_iter().rev().collect())
    }

    /// Answers an item, or takes its answer away. Values that do not read are kept as typed and shown as wrong.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] when the answer is not of the item's kind, [`Refusal::SignedOff`],
    /// [`Refusal::Keychain`] when it has to be sealed and cannot be.
    pub fn answer(&self, id: Uuid, item: &str, answer: Option<Answer>) -> Outcome<DossierState> {
        if let Some(answer) = &answer {
            Self::must_be_clear(answer)?;
        }
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
    pub fn complete_step(&self, id: Uuid, step: &str) -> Outcome<DossierState> {
        self.adopt(id, step)?;
        self.act(id, Action::StepCompleted { step: step.to_owned() })
    }

    /// Takes over what is known for the open lines of a step.
    fn adopt(&self, id: Uuid, step: &str) -> Outcome<DossierState> {
        self.change(id, |loaded| {
            let known = self.known(loaded)?;
            let step = loaded.handbook.step(step).ok_or(Refusal::BadInput)?;
            let open = step.items.iter().filter(|item| {
                loaded.dossier.answer(&item.id).is_none()
                    && judge::applies(step, item, &loaded.handbook, &loaded.dossier)
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
    pub fn reopen_step(&self, id: Uuid, step: &str) -> Outcome<DossierState> {
        self.act(id, Action::StepReopened { step: step.to_owned() })
    }

    /// Sets a step aside as not applicable.
    ///
    /// # Errors
    /// [`Refusal::NeedsWords`] without a reason.
    pub fn set_step_aside(&self, id: Uuid, step: &str, reason: &str) -> Outcome<DossierState> {
        self.act(id, Action::StepSetAside { step: step.to_owned(), reason: reason.into() })
    }

    /// Starts waiting for somebody.
    ///
    /// # Errors
    /// [`Refusal::NeedsWords`] without a name to wait for, [`Refusal::CannotStart`].
    pub fn start_wait(&self, id: Uuid, step: &str, item: Option<&str>, waiting: Waiting) -> Outcome<DossierState> {
        let (step, item) = (step.to_owned(), item.map(str::to_owned));
        self.act(id, Action::WaitStarted { step, item, waiting })
    }

    /// Ends a wait: it came on this day. A wait item that was never started can be ended too: it was there already.
    ///
    /// # Errors
    /// As every action: see [`rules::allow`].
    pub fn end_wait(&self, id: Uuid, step: &str, item: Option<&str>, on: Date) -> Outcome<DossierState> {
        let (step, item) = (step.to_owned(), item.map(str::to_owned));
        self.act(id, Action::WaitEnded { step, item, on })
    }

    /// Writes a note.
    ///
    /// # Errors
    /// [`Refusal::NeedsWords`] without text, [`Refusal::Wrong`] when it is too long.
    pub fn add_note(&self, id: Uuid, step: Option<&str>, text: &str) -> Outcome<DossierState> {
        if text.chars().count() > field::LONG {
            return Err(Refusal::BadInput);
        }
        self.act(id, Action::NoteAdded { step: step.map(str::to_owned), text: text.trim().into() })
    }

    /// Sets or takes away the day it should be done.
    ///
    /// # Errors
    /// As every action: see [`rules::allow`].
    pub fn set_due(&self, id: Uuid, due: Option<Date>) -> Outcome<DossierState> {
        self.act(id, Action::DueSet { due })
    }

    /// Signs a dossier off.
    ///
    /// # Errors
    /// [`Refusal::StepsOpen`].
    pub fn sign_off(&self, id: Uuid) -> Outcome<DossierState> {
        self.act(id, Action::SignedOff)
    }

    /// Confirms that a second person looked at it.
    ///
    /// # Errors
    /// [`Refusal::SamePerson`].
    pub fn countersign(&self, id: Uuid) -> Outcome<DossierState> {
        self.act(id, Action::Countersigned)
    }

    /// Opens a dossier again after its sign-off, which is cleared.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`] when it was not signed off.
    pub fn reopen_dossier(&self, id: Uuid) -> Outcome<DossierState> {
        self.act(id, Action::Reopened)
    }

    /// Undoes the last thing that was done, if it still is the last.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`].
    pub fn undo(&self, id: Uuid, event: Uuid) -> Outcome<DossierState> {
        self.act(id, Action::Undone { event })
    }

    /// What would change with the newest version of the handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no newer one.
    pub fn newer_version(&self, id: Uuid) -> Outcome<Vec<difference::Change>> {
        let loaded = self.load(&*self.records()?, id)?;
        let newest = self.newest(&loaded.dossier.handbook)?.ok_or(Refusal::NotFound)?;
        Ok(difference::difference(&loaded.handbook, &newest.handbook))
    }

    /// Moves a dossier to the newest version of its handbook.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no newer one.
    pub fn move_to_newest(&self, id: Uuid) -> Outcome<OpenDossier> {
        let loaded = self.load(&*self.records()?, id)?;
        let newest = self.newest(&loaded.dossier.handbook)?.ok_or(Refusal::NotFound)?;
        let book = &newest.handbook;
        if book.version <= loaded.dossier.version {
            return Err(Refusal::NotFound);
        }
        self.records()?.keep_handbook(&book.id, book.version, &newest.text, self.clock.now())?;
        self.act(id, Action::HandbookMoved { to: book.version })?;
        self.open_dossier(id)
    }

    /// Removes a dossier with everything in it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn remove_dossier(&self, id: Uuid) -> Outcome<()> {
        self.forget_secrets(id)?;
        Ok(self.records()?.remove_dossier(id)?)
    }

    pub(crate) fn act(&self, id: Uuid, action: Action) -> Outcome<DossierState> {
        self.change(id, |_| Ok(vec![action]))
    }

    /// The one way to change a dossier: read, decide, check, seal, save, and tell how it stands now.
    fn change(&self, id: Uuid, decide: impl FnOnce(&Loaded) -> Outcome<Vec<Action>>) -> Outcome<DossierState> {
        let actor = self.settings()?.actor()?;
        let loaded = self.load(&*self.records()?, id)?;
        let actions = decide(&loaded)?;
        let mut now = loaded;
        let mut fresh = vec![];
        for action in actions {
            rules::allow(&action, &actor, &now.handbook, &now.dossier)?;
            let event = self.event(action, &actor, &now)?;
            now.stored.push(event.clone());
            fresh.push(event);
            self.refold(&mut now)?;
        }
        if !fresh.is_empty() {
            self.save(&now, &fresh)?;
            self.learn(&now, &fresh)?;
        }
        self.state(&now)
    }

    fn event(&self, action: Action, actor: &Actor, now: &Loaded) -> Outcome<Event> {
        let version = if let Action::HandbookMoved { to } = action { to } else { now.dossier.version };
        Ok(Event {
            id: self.clock.new_id(),
            dossier: now.dossier.id,
            at: self.clock.now(),
            actor: actor.clone(),
            handbook_version: version,
            previous: now.dossier.head.clone(),
            action: self.seal(action, now.dossier.id, &now.handbook)?,
        })
    }

    fn refold(&self, loaded: &mut Loaded) -> Outcome<()> {
        let head = loaded.stored.last().map(Event::hash).unwrap_or_default();
        loaded.events = self.opened(&loaded.stored);
        loaded.dossier = Dossier::replay(&loaded.events, head).map_err(|_| Refusal::Unreadable)?;
        if loaded.dossier.version != loaded.handbook.version {
            loaded.handbook = self.pinned(&*self.records()?, &loaded.dossier.handbook, loaded.dossier.version)?;
        }
        Ok(())
    }

    fn save(&self, now: &Loaded, fresh: &[Event]) -> Outcome<()> {
        let summary = Summary::of(&now.handbook, &now.dossier);
        let moved = fresh.iter().any(|event| matches!(event.action, Action::HandbookMoved { .. }));
        let search = moved.then(|| search_rows(&now.handbook, &summary, now.employer.as_ref()));
        let notes = self.note_rows(&now.events[now.events.len() - fresh.len()..], now.dossier.employer);
        let change = Change { events: fresh, summary: &summary, search: search.as_deref(), notes: &notes };
        Ok(self.records()?.commit(&change)?)
    }

    pub(crate) fn load(&self, records: &Records, id: Uuid) -> Outcome<Loaded> {
        let stored = records.events(id)?;
        if stored.is_empty() {
            return Err(Refusal::NotFound);
        }
        domain::event::verify(&stored).map_err(|fault| {
            tracing::error!(%fault, "a dossier's chain does not hold");
            Refusal::Unreadable
        })?;
        let head = stored.last().map(Event::hash).unwrap_or_default();
        let events = self.opened(&stored);
        let dossier = Dossier::replay(&events, head).map_err(|_| Refusal::Unreadable)?;
        let handbook = self.pinned(records, &dossier.handbook, dossier.version)?;
        let employer = dossier.employer.map(|id| records.employer(id)).transpose()?.flatten();
        Ok(Loaded { dossier, events, stored, handbook, employer })
    }

    pub(crate) fn state(&self, loaded: &Loaded) -> Outcome<DossierState> {
        let known = self.known(loaded)?;
        let newest = self.newest(&loaded.dossier.handbook)?.map(|newest| newest.handbook.version);
        let beside = Beside {
            handbook: &loaded.handbook,
            employer: loaded.employer.as_ref(),
            known: &known,
            newer: newest.filter(|version| *version > loaded.dossier.version),
            language: self.settings()?.language,
        };
        Ok(DossierState::of(&loaded.dossier, &history(&loaded.events, &loaded.handbook), &beside))
    }

    /// What is known for a dossier, from settings, card, and earlier dossiers.
    pub(crate) fn known(&self, loaded: &Loaded) -> Outcome<Known> {
        let (settings, at) = self.settings_at()?;
        let mut known = Known::gather(&settings, at, loaded.employer.as_ref());
        let records = self.records()?;
        let fills = loaded.handbook.items().filter_map(|(_, item)| fill_of(&item.ask));
        for fill in fills {
            let scope = scope(fill, loaded.dossier.employer);
            if let Some(learnt) = records.known(&scope, name(fill).as_str())? {
                known.learnt(fill, &learnt.value, &learnt.source, learnt.at);
            }
        }
        Ok(known)
    }

    /// Keeps typed values that other dossiers can use.
    fn learn(&self, now: &Loaded, fresh: &[Event]) -> Outcome<()> {
        for event in fresh {
            let Action::ItemAnswered { item, answer: Some(Answer::Value { value: Personal::Clear(value) }), origin: None } =
                &event.action
            else {
                continue;
            };
            let Some((_, item)) = now.handbook.item(item) else { continue };
            let Some(fill) = fill_of(&item.ask) else { continue };
            let reads = match &item.ask {
                Ask::Field(asked) => field::read(asked.field_type, value).is_ok(),
                _ => true,
            };
            if reads {
                let scope = scope(fill, now.dossier.employer);
                self.records()?.learn(&scope, &name(fill), value, &now.handbook.id, event.at)?;
            }
        }
        Ok(())
    }
}

fn scope(fill: Fill, employer: Option<Uuid>) -> String {
    let of_the_office = matches!(fill, Fill::OfficeName | Fill::OfficeEmail | Fill::OfficeEnvironmentCode);
    employer.filter(|_| !of_the_office).map_or_else(|| "office".to_owned(), |id| id.to_string())
}

fn name(fill: Fill) -> String {
    serde_json::to_value(fill).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn search_rows(handbook: &Handbook, summary: &Summary, employer: Option<&Employer>) -> Vec<SearchRow> {
    let name = employer.map(|employer| employer.company_name.clone()).unwrap_or_default();
    let row = |step: Option<&str>, nl: &str, en: &str| SearchRow {
        dossier: Some(summary.dossier),
        employer: summary.employer,
        step: step.map(str::to_owned),
        title: nl.to_owned(),
        words: format!("{name} {en}"),
    };
    let whole = row(None, &handbook.title.nl, &handbook.title.en);
    let steps = handbook.steps.iter().map(|step| row(Some(&step.id), &step.title.nl, &step.title.en));
    std::iter::once(whole).chain(steps).collect()
}
