//! The one way in which a dossier changes: gather, decide, commit.

use domain::authenticity::Authenticity;
use domain::decide::{Decision, decide, has_values_to_seal, note_rows};
use domain::event::{Action, SealedEvent};
use domain::id::{DossierId, ItemId};
use domain::kept_secret;
use domain::state::DossierState;
use domain::{DossierChange, DossierContext};
use records::{Batch, Change, Records};

use crate::Office;
use crate::refusal::{NoKeychain, Refusal, Result};

/// What the keychain was asked for a change so far; none: not yet.
struct Asked {
    key: Option<Result<()>>,
    /// Whether it was asked for the password of which the change says something.
    password: bool,
    /// Whether it holds that password; none: nobody knows.
    keeps_secret: Option<bool>,
}

/// What came of trying a change; what was not done comes back.
enum Attempt<T> {
    Committed(Box<DossierState>, T),
    /// Something has to be sealed, and the key is not at hand.
    NeedsKey(DossierChange),
    /// Whether the keychain holds this password decides on it.
    NeedsToKnow(ItemId, DossierChange),
}

impl Office {
    /// Changes a dossier, and tells how it stands then. All of the change is saved in one go, or nothing is.
    ///
    /// # Errors
    /// Why it is not made, as [`domain::rules::Refusal`] has it; [`Refusal::Keychain`] when something has to be sealed
    /// and cannot be; [`Refusal::NotSaved`].
    pub fn change_dossier(&self, id: DossierId, change: DossierChange) -> Result<DossierState> {
        self.change_and_look(id, change, &mut |_| ()).map(|(state, ())| state)
    }

    /// The same, with what is seen of all that bears on the dossier after the change.
    pub(crate) fn change_and_look<T>(
        &self,
        id: DossierId,
        mut change: DossierChange,
        look: &mut impl FnMut(&DossierContext) -> T,
    ) -> Result<(DossierState, T)> {
        // A run of checks asked for the key before it began. It goes on without what identifies people.
        let is_check = matches!(change, DossierChange::RecordCheck { .. });
        let mut keychain = Asked { key: None, password: false, keeps_secret: None };
        if is_check && !self.keys.is_unlocked() {
            keychain.key = Some(Err(Refusal::Keychain { why: NoKeychain::Locked }));
        }
        // What the keychain has to say is asked with the records free for others, since it may take its time, and only
        // where the change turns out to need it.
        loop {
            change = match self.decide_and_commit(id, change, &keychain, look)? {
                Attempt::Committed(state, seen) => return Ok((*state, seen)),
                Attempt::NeedsKey(change) => {
                    if let Some(asked) = keychain.key {
                        return Err(asked.err().unwrap_or(Refusal::Unexpected));
                    }
                    keychain.key = Some(self.keys.unlock());
                    change
                }
                Attempt::NeedsToKnow(secret, change) => {
                    keychain.password = true;
                    keychain.keeps_secret = self.keeps_secret(id, &secret).ok();
                    change
                }
            };
        }
    }

    fn decide_and_commit<T>(
        &self,
        id: DossierId,
        change: DossierChange,
        keychain: &Asked,
        look: &mut impl FnMut(&DossierContext) -> T,
    ) -> Result<Attempt<T>> {
        let mut records = self.records()?;
        let mut basis = self.basis(&records, id)?;
        let context = self.gather_on(&records, &basis, Some(&change))?;
        basis.judges = change.may_judge(&context.dossier);
        if !keychain.password
            && let Some(secret) = kept_secret::asked_about(&change, &context.handbook)
        {
            return Ok(Attempt::NeedsToKnow(secret.clone(), change));
        }
        let can_seal = keychain.key.as_ref().is_none_or(Result::is_ok);
        let context = DossierContext { can_seal, keeps_secret: keychain.keeps_secret, ..context };
        let again = (!self.keys.is_unlocked()).then(|| change.clone());
        let decision = decide(context, change, || self.clock.new_id().into())?;
        if let Some(change) = again
            && has_values_to_seal(&decision.events, &decision.after.handbook)
        {
            return Ok(Attempt::NeedsKey(change));
        }
        // How the dossier stands is worked out while the disk writes.
        let mut state = None;
        let committed = rayon::in_place_scope(|scope| {
            scope.spawn(|_| state = Some(DossierState::of(&decision.after)));
            self.commit(&mut records, &decision)
        });
        let (stored, authenticity) = committed?;
        let state = state.ok_or(Refusal::Unexpected)?;
        let Decision { mut after, learnt, .. } = decision;
        after.committed(&stored, authenticity);
        basis.chain.head.clone_from(&after.dossier.head);
        // What it taught is gathered anew.
        if learnt.is_empty() {
            basis.chain.written_here = records.changes();
        }
        let seen = look(&after);
        self.last_opened.put(basis, after);
        Ok(Attempt::Committed(Box::new(DossierState { authenticity, ..state }), seen))
    }

    /// Stores what was decided. Gives the events as they are stored, and how much of the history is proven by then.
    fn commit(&self, records: &mut Records, decision: &Decision) -> Result<(Vec<SealedEvent>, Authenticity)> {
        let (events, after) = (&decision.events, &decision.after);
        if events.is_empty() {
            return Ok((vec![], after.authenticity));
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
        // What can be found changes with the version of the handbook only.
        let is_move =
            |action: &Action| matches!(action, Action::HandbookMoved { .. } | Action::Undone { .. });
        let moved = events.iter().any(|event| is_move(&event.action));
        let search = moved.then_some(&*after.handbook);
        let change = Change {
            notes: note_rows(events),
            withdrawn_notes: decision.withdrawn_notes(),
            known: learnt.collect::<Result<_>>()?,
            coupling_user: decision
                .coupling_user
                .as_ref()
                .and_then(|user| self.keys.stored_coupling_user(user, after)),
            ..self.keys.projection(after.summary(), &after.dossier, stored, search)
        };
        let mut batch = Batch { handbooks, employers: vec![], changes: vec![change] };
        records.commit_batch(&batch)?;
        Ok((batch.changes.pop().map(|change| change.events).unwrap_or_default(), authenticity))
    }
}
