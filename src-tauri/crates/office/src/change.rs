//! The one way in which a dossier changes: gather, decide, commit.

use domain::DossierChange;
use domain::answer::Personal;
use domain::authenticity::Authenticity;
use domain::context::{DossierContext, LearntValue};
use domain::decide::{Decision, decide, has_values_to_seal, note_rows, search_rows};
use domain::dossier::Dossier;
use domain::event::{Action, Event, SealedEvent};
use domain::handbook::Handbook;
use domain::state::DossierState;
use domain::summary::Summary;
use jiff::Timestamp;
use records::{Batch, Change, Known, NoteRow, Records, SearchRow};
use uuid::Uuid;

use crate::Office;
use crate::gather::{fill_name, fill_scope};
use crate::refusal::{Refusal, Result};

impl Office {
    /// Changes a dossier, and tells how it stands then. All of the change is saved in one go, or nothing is.
    ///
    /// # Errors
    /// Why it is not made, as [`domain::rules::Refusal`] has it; [`Refusal::Keychain`] when something has to be sealed
    /// and cannot be; [`Refusal::NotSaved`].
    pub fn change_dossier(&self, id: Uuid, change: DossierChange) -> Result<DossierState> {
        Ok(self.change(id, change)?.state())
    }

    pub(crate) fn change(&self, id: Uuid, change: DossierChange) -> Result<Decision> {
        if self.seal.is_unlocked() {
            return self.decide_and_commit(id, change, true)?.ok_or(Refusal::Unexpected);
        }
        // A run of checks asked for the key before it began. It goes on without what identifies people.
        if matches!(change, DossierChange::RecordCheck { .. }) {
            return self.decide_and_commit(id, change, false)?.ok_or(Refusal::Unexpected);
        }
        if let Some(decision) = self.decide_and_commit(id, change.clone(), true)? {
            return Ok(decision);
        }
        // The keychain may take its time: it is asked with the records free for others, and only when it is needed.
        let key = self.unlock_seal();
        let decision = self.decide_and_commit(id, change, key.is_ok())?;
        decision.map_or_else(|| Err(key.err().unwrap_or(Refusal::Unexpected)), Ok)
    }

    /// None: something has to be sealed, and the key is not at hand.
    fn decide_and_commit(&self, id: Uuid, change: DossierChange, can_seal: bool) -> Result<Option<Decision>> {
        let mut records = self.records()?;
        let context = self.gather(&records, id, Some(&change))?;
        let head = context.dossier.head.clone();
        let context = domain::DossierContext { can_seal, ..context };
        let mut decision = decide(context, change, || self.clock.new_id())?;
        let sealable = self.seal.is_unlocked();
        if !sealable && has_values_to_seal(&decision.events, &decision.after.handbook) {
            return Ok(None);
        }
        let stored = self.stored(head, &decision.events, &decision.after.handbook)?;
        let proven = stored.iter().map(|event| event.mac().is_some());
        let before = decision.after.authenticity;
        decision.after.authenticity = proven.fold(before, Authenticity::followed);
        self.commit(&mut records, stored, &decision)?;
        Ok(Some(decision))
    }

    fn commit(&self, records: &mut Records, stored: Vec<SealedEvent>, decision: &Decision) -> Result<()> {
        let (events, after) = (&decision.events, &decision.after);
        if events.is_empty() {
            return Ok(());
        }
        let mut handbooks = vec![];
        if events.iter().any(|event| matches!(event.action, Action::HandbookMoved { .. })) {
            let newest = self.library.newest(records, &after.handbook.id)?.ok_or(Refusal::NotFound)?;
            handbooks.push(newest.kept(after.now));
        }
        let learnt = decision.learnt.iter().map(|one| self.stored_value(one, after));
        let change = Change {
            notes: notes(events),
            withdrawn_notes: decision.withdrawn_notes(),
            known: learnt.collect::<Result<_>>()?,
            coupling_user: decision
                .coupling_user
                .as_ref()
                .and_then(|user| self.stored_coupling_user(user, after)),
            ..self.projection(&after.handbook, &after.dossier, after.status_since.since, stored)
        };
        Ok(records.commit_batch(&Batch { handbooks, employers: vec![], changes: vec![change] })?)
    }

    /// A value to remember, as it is stored: sealed where its answer is.
    fn stored_value(&self, learnt: &LearntValue, context: &DossierContext) -> Result<Known> {
        let what = fill_name(learnt.fill);
        let value = match &learnt.value {
            Personal::Clear(value) if learnt.in_clear => value.clone(),
            Personal::Clear(value) => self.seal_text(value, &what)?,
            Personal::Sealed(value) => value.clone(),
        };
        Ok(Known {
            scope: fill_scope(learnt.fill, context.dossier.employer),
            what,
            value,
            origin: learnt.handbook.clone(),
            at: learnt.at,
            dossier: Some(context.dossier.id),
        })
    }

    /// Events as they are stored: sealed, authenticated, each with the hash of the one before it.
    ///
    /// # Errors
    /// [`Refusal::OverBound`]; [`Refusal::Keychain`] when something has to be sealed and the key is not at hand.
    pub(crate) fn stored(
        &self,
        head: String,
        events: &[Event],
        handbook: &Handbook,
    ) -> Result<Vec<SealedEvent>> {
        let mut previous = head;
        let mut stored = Vec::with_capacity(events.len());
        for event in events {
            let event = self.written(Event { previous, ..event.clone() }, handbook)?;
            previous = event.hash().to_owned();
            stored.push(event);
        }
        Ok(stored)
    }

    /// What is stored of a dossier beside its events, with `fresh` ones still to be stored.
    pub(crate) fn projection(
        &self,
        handbook: &Handbook,
        dossier: &Dossier,
        since: Timestamp,
        fresh: Vec<SealedEvent>,
    ) -> Change {
        let head = fresh.last().map_or(dossier.head.as_str(), SealedEvent::hash);
        let (summary, summary_mac) = self.written_summary(Summary::of(handbook, dossier, since), head);
        let search = search_rows(handbook).into_iter();
        Change {
            events: fresh,
            summary,
            summary_mac,
            search: search
                .map(|row| SearchRow { step: row.step, title: row.title.nl, body: row.title.en })
                .collect(),
            notes: vec![],
            withdrawn_notes: vec![],
            known: vec![],
            coupling_user: None,
        }
    }
}

/// Notes among opened events, for the index in memory.
pub(crate) fn notes(opened: &[Event]) -> Vec<NoteRow> {
    let rows = note_rows(opened).into_iter();
    rows.map(|row| NoteRow { note: row.note, dossier: row.dossier, step: row.step, text: row.text }).collect()
}
