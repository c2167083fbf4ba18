//! The one way in which a dossier changes: read, decide, check, seal, save, and tell how it stands now.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::OnceLock;

use domain::Personal;
use domain::answer::Answer;
use domain::authenticity::Authenticity;
use domain::chain::ChainAction;
use domain::dossier::Dossier;
use domain::employer::Employer;
use domain::event::{Action, Event, SealedEvent};
use domain::field;
use domain::handbook::Handbook;
use domain::item::{Ask, Fill};
use domain::rules;
use domain::stamp::Actor;
use domain::status_since::StatusSince;
use domain::summary::Summary;
use jiff::Timestamp;
use records::{Change, CouplingUser, Records, Scope as For, SearchRow};
use uuid::Uuid;
use vault::Seal;

use crate::Office;
use crate::connection::couplings;
use crate::known::{Known, fill_of};
use crate::refusal::{Refusal, Result};
use crate::sealing::must_be_clear;
use crate::state::{DossierState, ViewInputs};

/// What the user names of couplings are sealed for.
const COUPLING_USER: &str = "coupling user";

/// A dossier as it was read: its chain verified, what is sealed opened as far as possible.
pub(crate) struct Loaded {
    pub dossier: Dossier,
    /// Opened events: for looking.
    pub events: Vec<Event>,
    /// Events as stored: for the chain.
    pub stored: Vec<SealedEvent>,
    /// How much of the chain this computer's key wrote.
    pub authenticity: Authenticity,
    pub handbook: Arc<Handbook>,
    pub employer: Option<Employer>,
    /// Worked out once asked for, unless it is known.
    status_since: OnceLock<Option<StatusSince>>,
}

impl Loaded {
    /// The dossier in one row, opened.
    pub(crate) fn summary(&self) -> Summary {
        Summary::of(&self.handbook, &self.dossier, self.since())
    }

    /// When it came to the status it has, in UTC.
    pub(crate) fn since(&self) -> Timestamp {
        let status_since =
            self.status_since.get_or_init(|| StatusSince::of(&self.handbook, &self.events).ok());
        // There is a first event: it was loaded from it.
        status_since.as_ref().map_or(self.dossier.changed.at, |status_since| status_since.since)
    }

    /// What is stored of it beside its events, with `fresh` ones still to be stored.
    pub(crate) fn projection(&self, office: &Office, fresh: Vec<SealedEvent>) -> Change {
        let (summary, summary_mac) = office.written_summary(self.summary(), &self.dossier.head);
        Change {
            events: fresh,
            summary,
            summary_mac,
            search: search_rows(&self.handbook),
            notes: vec![],
            withdrawn_notes: vec![],
            known: vec![],
            coupling_user: None,
        }
    }
}

impl Office {
    pub(crate) fn act(&self, id: Uuid, action: Action) -> Result<DossierState> {
        self.change(id, |_| Ok(vec![action]))
    }

    /// Changes a dossier. All that `decide` gives is saved in one go, or nothing is.
    pub(crate) fn change(
        &self,
        id: Uuid,
        decide: impl FnOnce(&Loaded) -> Result<Vec<Action>>,
    ) -> Result<DossierState> {
        let actor = self.settings()?.actor()?;
        let loaded = {
            let records = self.records()?;
            let kept = records.summary_row(id)?.and_then(|row| self.trusted(row));
            let status_since = kept.map(|kept| Some(StatusSince { status: kept.status, since: kept.since }));
            Loaded {
                status_since: status_since.map(OnceLock::from).unwrap_or_default(),
                ..self.load(&records, id)?
            }
        };
        let actions = decide(&loaded)?;
        let mut now = loaded;
        let mut fresh = vec![];
        let bears_on_checks = |action: &Action| {
            matches!(
                action,
                Action::ItemAnswered { .. } | Action::Undone { .. } | Action::HandbookMoved { .. }
            )
        };
        let mut judged = !actions.iter().any(bears_on_checks);
        let mut waiting: VecDeque<Action> = actions.into();
        while let Some(action) = waiting.pop_front() {
            must_be_clear(&action)?;
            rules::allow(&action, &actor, &now.handbook, &now.dossier)?;
            let event = self.event(action, &actor, &now)?;
            now.authenticity = now.authenticity.followed(event.mac().is_some());
            now.stored.push(event.clone());
            fresh.push(event);
            self.follow(&mut now)?;
            if waiting.is_empty() && !judged {
                // What Loket said may mean something else beside another answer.
                waiting.extend(self.judged_anew(&now)?);
                judged = true;
            }
        }
        if !fresh.is_empty() {
            self.save(&now, fresh)?;
        }
        self.state(&now)
    }

    fn event(&self, action: Action, actor: &Actor, now: &Loaded) -> Result<SealedEvent> {
        let version = if let Action::HandbookMoved { to } = action { to } else { now.dossier.version };
        let event = Event {
            id: self.clock.new_id(),
            chain: now.dossier.id,
            at: self.clock.now(),
            actor: actor.clone(),
            version,
            previous: now.dossier.head.clone(),
            action,
        };
        self.written(event, &now.handbook)
    }

    /// Brings a dossier up to the last of its stored events.
    fn follow(&self, loaded: &mut Loaded) -> Result<()> {
        let head = loaded.stored.last().map(SealedEvent::hash).unwrap_or_default().to_owned();
        loaded.events = self.opened(&loaded.stored);
        loaded.dossier = Dossier::replay(&loaded.events, head).map_err(|_| Refusal::Unreadable)?;
        if loaded.dossier.version != loaded.handbook.version {
            loaded.handbook =
                self.pinned(&*self.records()?, &loaded.dossier.handbook, loaded.dossier.version)?;
        }
        let before = loaded.status_since.take().flatten().zip(loaded.events.last());
        let after = before.and_then(|(before, event)| before.after(&loaded.handbook, &loaded.dossier, event));
        loaded.status_since = after.map(|after| OnceLock::from(Some(after))).unwrap_or_default();
        Ok(())
    }

    fn save(&self, now: &Loaded, fresh: Vec<SealedEvent>) -> Result<()> {
        let opened = now.events.get(now.events.len() - fresh.len()..).unwrap_or_default();
        let withdrawn = opened.iter().filter_map(|event| event.action.undoes());
        let change = Change {
            notes: Self::note_rows(opened),
            withdrawn_notes: withdrawn.collect(),
            known: self.learnt(now, opened, &fresh)?,
            coupling_user: self.named(now, opened),
            ..now.projection(self, fresh)
        };
        Ok(self.records()?.commit(&change)?)
    }

    pub(crate) fn load(&self, records: &Records, id: Uuid) -> Result<Loaded> {
        let stored = records.events(id)?;
        if stored.is_empty() {
            return Err(Refusal::NotFound);
        }
        let authenticity = self.verified(&stored)?;
        let head = stored.last().map(SealedEvent::hash).unwrap_or_default().to_owned();
        let events = self.opened(&stored);
        let dossier = Dossier::replay(&events, head).map_err(|_| Refusal::Unreadable)?;
        let handbook = self.pinned(records, &dossier.handbook, dossier.version)?;
        let employer = dossier.employer.map(|id| records.employer(id)).transpose()?.flatten();
        Ok(Loaded {
            dossier,
            events,
            stored,
            authenticity,
            handbook,
            employer,
            status_since: OnceLock::new(),
        })
    }

    pub(crate) fn state(&self, loaded: &Loaded) -> Result<DossierState> {
        let known = self.known(loaded)?;
        let newest = self.newest(&loaded.dossier.handbook)?.map(|newest| newest.handbook.version);
        let beside = ViewInputs {
            handbook: &loaded.handbook,
            employer: loaded.employer.as_ref(),
            known: &known,
            newer: newest.filter(|version| *version > loaded.dossier.version),
            language: self.settings()?.language,
        };
        Ok(DossierState::of(loaded, &beside))
    }

    /// What is known for a dossier, from settings, card, and earlier dossiers.
    pub(crate) fn known(&self, loaded: &Loaded) -> Result<Known> {
        let (settings, at) = self.settings_at()?;
        let mut known = Known::gather(&settings, at, loaded.employer.as_ref());
        let fills: Vec<Fill> = loaded.handbook.items().filter_map(|(_, item)| fill_of(&item.ask)).collect();
        self.known_in_loket(loaded, &fills, &mut known)?;
        let records = self.records()?;
        for fill in fills {
            let scope = scope(fill, loaded.dossier.employer);
            if let Some(learnt) = records.known(scope, &name(fill))? {
                let value = self.open_known(&learnt);
                known.learnt(fill, value, &learnt.origin, learnt.at);
            }
        }
        Ok(known)
    }
}

impl Office {
    /// The coupling user, when it may be another: by its name, or because another answer asks for another one.
    /// Without the key it is not remembered.
    fn named(&self, now: &Loaded, fresh: &[Event]) -> Option<CouplingUser> {
        let may_move = |action: &Action| {
            matches!(
                action,
                Action::ItemAnswered { .. } | Action::Undone { .. } | Action::HandbookMoved { .. }
            )
        };
        let touched = fresh.iter().any(|event| may_move(&event.action));
        let user = touched.then(|| couplings::coupling_user(now)).flatten()?;
        Some(CouplingUser { user_name: self.sealed_text(&user.user_name, COUPLING_USER).ok()?, ..user })
    }

    /// Typed values that other dossiers can use. What is sealed in the event is sealed here.
    fn learnt(&self, now: &Loaded, fresh: &[Event], stored: &[SealedEvent]) -> Result<Vec<records::Known>> {
        let mut values = vec![];
        for (event, stored) in fresh.iter().zip(stored) {
            let Some(known) = learnt(now, event) else { continue };
            let open = matches!(
                stored.action(),
                Action::ItemAnswered { answer: Some(Answer::Value { value: Personal::Clear(_) }), .. }
            );
            values.push(if open { known } else { self.seal_known(known)? });
        }
        Ok(values)
    }

    fn seal_known(&self, known: records::Known) -> Result<records::Known> {
        Ok(records::Known { value: self.sealed_text(&known.value, &known.what)?, ..known })
    }

    /// A text that is stored beside the events, sealed for the place that `context` names. Nothing stays nothing.
    fn sealed_text(&self, text: &str, context: &str) -> Result<String> {
        if text.is_empty() {
            return Ok(String::new());
        }
        self.unlock_seal()?;
        Ok(self.seal.seal(text, context)?)
    }

    /// The user name of a coupling; none while it cannot be opened.
    pub(crate) fn open_coupling_user(&self, user: &CouplingUser) -> Option<String> {
        if !Seal::is_sealed(&user.user_name) {
            return Some(user.user_name.clone());
        }
        self.seal.unseal(&user.user_name, COUPLING_USER).ok()
    }

    /// A value that is known: sealed while it cannot be opened.
    pub(crate) fn open_known(&self, known: &records::Known) -> Personal {
        if !Seal::is_sealed(&known.value) {
            return known.value.as_str().into();
        }
        let opened = self.seal.unseal(&known.value, &known.what);
        opened.map_or_else(|_| Personal::Sealed(known.value.clone()), Personal::Clear)
    }
}

fn learnt(now: &Loaded, event: &Event) -> Option<records::Known> {
    let Action::ItemAnswered { item, answer: Some(answer), origin: None } = &event.action else {
        return None;
    };
    let Answer::Value { value: Personal::Clear(value) } = answer else { return None };
    let (_, item) = now.handbook.item(item)?;
    let fill = fill_of(&item.ask)?;
    let reads = match &item.ask {
        Ask::Field(asked) if asked.proposal_only => false,
        Ask::Field(asked) => field::read(asked.field_type, value).is_ok(),
        _ => true,
    };
    reads.then(|| records::Known {
        scope: scope(fill, now.dossier.employer),
        what: name(fill),
        value: value.clone(),
        origin: now.handbook.id.clone(),
        at: event.at,
        dossier: Some(now.dossier.id),
    })
}

fn scope(fill: Fill, employer: Option<Uuid>) -> For {
    let of_the_office = matches!(fill, Fill::OfficeName | Fill::OfficeEmail | Fill::OfficeEnvironmentCode);
    employer.filter(|_| !of_the_office).map_or(For::Office, For::Employer)
}

fn name(fill: Fill) -> String {
    serde_json::to_value(fill).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What can be found of a dossier: itself, and each step, in both languages.
pub(crate) fn search_rows(handbook: &Handbook) -> Vec<SearchRow> {
    let row = |step: Option<&str>, title: &domain::Text| SearchRow {
        step: step.map(str::to_owned),
        title: title.nl.clone(),
        body: title.en.clone(),
    };
    let steps = handbook.steps.iter().map(|step| row(Some(&step.id), &step.title));
    std::iter::once(row(None, &handbook.title)).chain(steps).collect()
}
