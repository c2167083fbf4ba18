//! The one way in which a dossier changes: gather, decide, commit.

use domain::DossierChange;
use domain::authenticity::Authenticity;
use domain::decide::{Decision, decide, has_values_to_seal, note_rows};
use domain::event::Action;
use domain::id::DossierId;
use domain::kept_secret;
use domain::state::DossierState;
use records::{Batch, Change, Records};

use crate::Office;
use crate::opened::Basis;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Changes a dossier, and tells how it stands then. All of the change is saved in one go, or nothing is.
    ///
    /// # Errors
    /// Why it is not made, as [`domain::rules::Refusal`] has it; [`Refusal::Keychain`] when something has to be sealed
    /// and cannot be; [`Refusal::NotSaved`].
    pub fn change_dossier(&self, id: DossierId, change: DossierChange) -> Result<DossierState> {
        let (basis, decision) = self.decided(id, change)?;
        let state = decision.state();
        self.last_opened.put(basis, decision.after);
        Ok(state)
    }

    pub(crate) fn change(&self, id: DossierId, change: DossierChange) -> Result<Decision> {
        self.decided(id, change).map(|(_, decision)| decision)
    }

    fn decided(&self, id: DossierId, change: DossierChange) -> Result<(Basis, Decision)> {
        let keeps_secret = self.keeps_asked_secret(id, &change)?;
        let commit = |change, can_seal| self.decide_and_commit(id, change, can_seal, keeps_secret);
        if self.keys.is_unlocked() {
            return commit(change, true)?.ok_or(Refusal::Unexpected);
        }
        // A run of checks asked for the key before it began. It goes on without what identifies people.
        if matches!(change, DossierChange::RecordCheck { .. }) {
            return commit(change, false)?.ok_or(Refusal::Unexpected);
        }
        if let Some(decision) = commit(change.clone(), true)? {
            return Ok(decision);
        }
        // The keychain may take its time: it is asked with the records free for others, and only when it is needed.
        let key = self.keys.unlock();
        let decision = commit(change, key.is_ok())?;
        decision.map_or_else(|| Err(key.err().unwrap_or(Refusal::Unexpected)), Ok)
    }

    /// Whether the keychain holds the password of which an answer says something; none where no answer does, or nobody
    /// can tell. Asked with the records free for others.
    fn keeps_asked_secret(&self, id: DossierId, change: &DossierChange) -> Result<Option<bool>> {
        if !matches!(change, DossierChange::AnswerItem { answer: Some(_), .. }) {
            return Ok(None);
        }
        let opened = self.last_opened.handbook(id);
        let handbook = opened.map_or_else(|| self.context(id).map(|context| context.handbook), Ok)?;
        let secret = kept_secret::asked_about(change, &handbook);
        Ok(secret.and_then(|secret| self.keeps_secret(id, secret).ok()))
    }

    /// None: something has to be sealed, and the key is not at hand.
    fn decide_and_commit(
        &self,
        id: DossierId,
        change: DossierChange,
        can_seal: bool,
        keeps_secret: Option<bool>,
    ) -> Result<Option<(Basis, Decision)>> {
        let mut records = self.records()?;
        let mut basis = self.basis(&records, id)?;
        let context = self.gather_on(&records, &basis, Some(&change))?;
        let context = domain::DossierContext { can_seal, keeps_secret, ..context };
        let mut decision = decide(context, change, || self.clock.new_id().into())?;
        let sealable = self.keys.is_unlocked();
        if !sealable && has_values_to_seal(&decision.events, &decision.after.handbook) {
            return Ok(None);
        }
        self.commit(&mut records, &mut decision)?;
        basis.chain.head.clone_from(&decision.after.dossier.head);
        Ok(Some((basis, decision)))
    }

    fn commit(&self, records: &mut Records, decision: &mut Decision) -> Result<()> {
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
        let stored = self.keys.stored(after.dossier.head.clone(), events, &after.handbook)?;
        let proven = stored.iter().map(|event| event.mac().is_some());
        let authenticity = proven.fold(after.authenticity, Authenticity::followed);
        // What can be found of a dossier is its handbook's: it changes with the version only.
        let moves = |action: &Action| matches!(action, Action::HandbookMoved { .. } | Action::Undone { .. });
        let moved = events.iter().any(|event| moves(&event.action));
        let projection =
            self.keys.projection(&after.handbook, &after.dossier, after.status_since.since, stored);
        let change = Change {
            search: projection.search.filter(|_| moved),
            notes: note_rows(events),
            withdrawn_notes: decision.withdrawn_notes(),
            known: learnt.collect::<Result<_>>()?,
            coupling_user: decision
                .coupling_user
                .as_ref()
                .and_then(|user| self.keys.stored_coupling_user(user, after)),
            ..projection
        };
        let batch = Batch { handbooks, employers: vec![], changes: vec![change] };
        records.commit_batch(&batch)?;
        decision.after.authenticity = authenticity;
        let fresh = batch.changes.first().map_or(&[][..], |change| &change.events);
        decision.after.committed(fresh);
        Ok(())
    }
}
