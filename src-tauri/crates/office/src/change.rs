//! The one way in which a dossier changes: gather, decide, commit.

use domain::DossierChange;
use domain::authenticity::Authenticity;
use domain::decide::{Decision, decide, has_values_to_seal, note_rows};
use domain::event::Action;
use domain::id::DossierId;
use domain::state::DossierState;
use records::{Batch, Change, Records};

use crate::Office;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Changes a dossier, and tells how it stands then. All of the change is saved in one go, or nothing is.
    ///
    /// # Errors
    /// Why it is not made, as [`domain::rules::Refusal`] has it; [`Refusal::Keychain`] when something has to be sealed
    /// and cannot be; [`Refusal::NotSaved`].
    pub fn change_dossier(&self, id: DossierId, change: DossierChange) -> Result<DossierState> {
        Ok(self.change(id, change)?.state())
    }

    pub(crate) fn change(&self, id: DossierId, change: DossierChange) -> Result<Decision> {
        if self.keys.is_unlocked() {
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
        let key = self.keys.unlock();
        let decision = self.decide_and_commit(id, change, key.is_ok())?;
        decision.map_or_else(|| Err(key.err().unwrap_or(Refusal::Unexpected)), Ok)
    }

    /// None: something has to be sealed, and the key is not at hand.
    fn decide_and_commit(
        &self,
        id: DossierId,
        change: DossierChange,
        can_seal: bool,
    ) -> Result<Option<Decision>> {
        let mut records = self.records()?;
        let context = self.gather(&records, id, Some(&change))?;
        let head = context.dossier.head.clone();
        let context = domain::DossierContext { can_seal, ..context };
        let mut decision = decide(context, change, || self.clock.new_id().into())?;
        let sealable = self.keys.is_unlocked();
        if !sealable && has_values_to_seal(&decision.events, &decision.after.handbook) {
            return Ok(None);
        }
        self.commit(&mut records, head, &mut decision)?;
        Ok(Some(decision))
    }

    fn commit(&self, records: &mut Records, head: String, decision: &mut Decision) -> Result<()> {
        let (events, after) = (&decision.events, &decision.after);
        if events.is_empty() {
            return Ok(());
        }
        let mut handbooks = vec![];
        if events.iter().any(|event| matches!(event.action, Action::HandbookMoved { .. })) {
            let newest = self.library.newest(records, &after.handbook.id)?.ok_or(Refusal::NotFound)?;
            handbooks.push(newest.kept(after.now));
        }
        let learnt = decision.learnt.iter().map(|one| self.keys.stored_value(one, after));
        let stored = self.keys.stored(head, events, &after.handbook)?;
        let proven = stored.iter().map(|event| event.mac().is_some());
        let authenticity = proven.fold(after.authenticity, Authenticity::followed);
        let change = Change {
            notes: note_rows(events),
            withdrawn_notes: decision.withdrawn_notes(),
            known: learnt.collect::<Result<_>>()?,
            coupling_user: decision
                .coupling_user
                .as_ref()
                .and_then(|user| self.keys.stored_coupling_user(user, after)),
            ..self.keys.projection(&after.handbook, &after.dossier, after.status_since.since, stored)
        };
        records.commit_batch(&Batch { handbooks, employers: vec![], changes: vec![change] })?;
        decision.after.authenticity = authenticity;
        Ok(())
    }
}
