//! Sealing personal values on their way to the records, and opening them on their way back.

use std::convert::Infallible;

use domain::Personal;
use domain::decide::{seal_action, try_map_personal};
use domain::event::{Action, Event};
use domain::handbook::Handbook;
use uuid::Uuid;

use crate::Office;
use crate::refusal::Result;

/// The setting that says that a sealing key was made once.
const BEGUN: &str = "sealing";

impl Office {
    /// The action as it goes to the records: everything personal in it sealed.
    ///
    /// # Errors
    /// [`crate::Refusal::Keychain`] when something has to be sealed and the key is not at hand.
    pub(crate) fn sealed(&self, action: Action, dossier: Uuid, handbook: &Handbook) -> Result<Action> {
        seal_action(action, handbook, &mut |value| self.seal_value(value, dossier))
    }

    /// The value sealed; an empty one, and one that is sealed, as it is.
    ///
    /// # Errors
    /// [`crate::Refusal::Keychain`] when the key is not at hand.
    pub(crate) fn seal_value(&self, value: Personal, dossier: Uuid) -> Result<Personal> {
        match value {
            Personal::Clear(words) if !words.is_empty() => {
                Ok(Personal::Sealed(self.seal.seal(&words, &dossier.to_string())?))
            }
            other => Ok(other),
        }
    }

    /// Fetches the key. The first time ever one is made; that it was made is remembered, so that a key that is
    /// gone later is never replaced in silence. May wait for the keychain: never while the records are held.
    pub(crate) fn unlock_seal(&self) -> Result<()> {
        if self.seal.is_unlocked() {
            return Ok(());
        }
        let begun = self.records()?.setting(BEGUN)?.is_some();
        self.seal.unlock(!begun)?;
        if !begun {
            self.records()?.set_setting(BEGUN, Some("yes"))?;
        }
        Ok(())
    }

    /// Fetches the key if there ever was one, so that what is sealed can be read.
    pub(crate) fn unlock_seal_if_begun(&self) -> Result<()> {
        let begun = self.records()?.setting(BEGUN)?.is_some();
        if begun { self.unlock_seal() } else { Ok(()) }
    }

    /// Events with everything opened that can be opened. Only for looking: their hashes no longer hold.
    pub(crate) fn opened(&self, events: Vec<Event>) -> Vec<Event> {
        tracing::trace!(target: "office::unseal", "events");
        if !self.seal.is_unlocked() {
            return events;
        }
        let open = |event: Event| {
            let context = event.dossier.to_string();
            let open = &mut |value: Personal| {
                Ok::<_, Infallible>(match &value {
                    Personal::Sealed(text) => self.seal.unseal(text, &context).map_or(value, Personal::Clear),
                    Personal::Clear(_) => value,
                })
            };
            let Ok(action) = try_map_personal(event.action, open);
            Event { action, ..event }
        };
        events.into_iter().map(open).collect()
    }
}
