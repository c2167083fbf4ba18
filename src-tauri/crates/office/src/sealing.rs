//! Sealing and opening events on their way to and from the records, and the codes that show who wrote them. Which values
//! are sealed is for `domain` to say.

use std::sync::Arc;

use domain::answer::Personal;
use domain::authenticity::{Authenticity, Mac, MacCheck, authenticity};
use domain::bounds;
use domain::chain::{ChainAction, SealFault, verify};
use domain::event::{Action, Event, SealedEvent};
use domain::handbook::Handbook;
use domain::progress::DossierStatus;
use domain::reading::Unread;
use domain::summary::Summary;
use domain::verdict;
use records::{SettingKey, SummaryRow};
use uuid::Uuid;

use crate::Office;
use crate::refusal::{NoKeychain, Refusal, Result};

/// A key that authenticates what is stored: HMAC-SHA-256.
pub trait MacKey: Send + Sync {
    /// The code of a message; none while the key is not at hand.
    fn mac(&self, message: &str) -> Option<Mac>;

    /// What a code of a message turns out to be.
    fn check(&self, message: &str, mac: &Mac) -> MacCheck;
}

impl Office {
    /// The same office, which authenticates what it stores with this key.
    #[must_use]
    pub fn authenticated_by(mut self, key: Arc<dyn MacKey>) -> Self {
        self.mac_key = Some(key);
        self
    }

    /// An event as it goes to the records: held to the bounds, sealed, and authenticated when the key is at hand.
    ///
    /// # Errors
    /// [`Refusal::OverBound`]; [`Refusal::Keychain`] when something has to be sealed and the key is not to be had.
    pub(crate) fn written(&self, event: Event, handbook: &Handbook) -> Result<SealedEvent> {
        let dossier = event.chain;
        let sealed =
            event.seal(handbook, |value| self.seal_value(value, dossier)).map_err(|fault| match fault {
                SealFault::TooLarge(too_large) => Refusal::OverBound { too_large },
                SealFault::Value(refusal) => refusal,
            })?;
        let mac = self.mac(sealed.hash());
        Ok(sealed.with_mac(mac))
    }

    fn mac(&self, message: &str) -> Option<Mac> {
        self.mac_key.as_ref().and_then(|key| key.mac(message))
    }

    fn check_mac(&self, message: &str, mac: &Mac) -> MacCheck {
        self.mac_key.as_ref().map_or(MacCheck::OtherKey, |key| key.check(message, mac))
    }

    /// Checks that events are one whole chain, and how much of it this computer's key wrote.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when they are not, or when one carries a wrong code of our key.
    pub(crate) fn verified(&self, events: &[SealedEvent]) -> Result<Authenticity> {
        let judged = verify(events).and_then(|_| authenticity(events, |hash, mac| self.check_mac(hash, mac)));
        judged.map_err(|fault| {
            tracing::error!(%fault, "a dossier's chain does not hold");
            Refusal::Unreadable
        })
    }

    /// A summary as it goes to the records, with the code over it and the hash of the dossier's last event. What has
    /// to be sealed and cannot be is left out: the events have it.
    pub(crate) fn written_summary(&self, mut summary: Summary, head: &str) -> (Summary, Option<Mac>) {
        if let DossierStatus::Waiting { on, .. } = &mut summary.status {
            *on = match (on.clone(), self.seal.is_unlocked()) {
                (Personal::Clear(_), false) => Personal::Sealed(String::new()),
                (value, _) => self
                    .seal_value(value, summary.dossier)
                    .unwrap_or_else(|_| Personal::Sealed(String::new())),
            };
        }
        let text = serde_json::to_string(&summary).unwrap_or_default();
        let mac = self.mac(&records::summary_message(head, &text));
        (summary, mac)
    }

    /// A stored summary, opened; none when it was changed beside the chain, or cannot be read by this version.
    pub(crate) fn trusted(&self, row: SummaryRow) -> Option<Summary> {
        let checked = row.mac.as_ref().map(|mac| {
            let message = records::summary_message(&row.head, &row.text);
            self.check_mac(&message, mac)
        });
        let stripped = |key: &String| self.mac("").is_some_and(|ours| ours.key == *key);
        let changed = match checked {
            Some(check) => check == MacCheck::Wrong,
            // Written in one go with the last event: either both have a code or neither has.
            None => row.head_key.as_ref().is_some_and(stripped),
        };
        if changed {
            tracing::error!(dossier = %row.dossier, "a summary is not what was written");
            return None;
        }
        row.summary.map(|summary| self.opened_summary(summary))
    }

    fn opened_summary(&self, mut summary: Summary) -> Summary {
        let dossier = summary.dossier;
        if let DossierStatus::Waiting { on, .. } = &mut summary.status {
            *on = self.open_value(on.clone(), dossier);
        }
        summary
    }

    /// What can be kept of checks now. Without the key a verdict is kept without what was written in it, which then
    /// shows as sealed, and an answer that has to be sealed is left to the user. A verdict that is larger than is
    /// stored is not known: it is never met.
    pub(crate) fn keepable(&self, actions: Vec<Action>, handbook: &Handbook) -> Vec<Action> {
        let locked = !self.seal.is_unlocked();
        actions.into_iter().filter_map(|action| keepable(action, handbook, locked)).collect()
    }

    pub(crate) fn seal_value(&self, value: Personal, dossier: Uuid) -> Result<Personal> {
        let Personal::Clear(words) = value else { return Ok(value) };
        if words.is_empty() {
            return Ok(Personal::Clear(words));
        }
        self.unlock_seal()?;
        Ok(Personal::Sealed(self.seal.seal(&words, &dossier.to_string())?))
    }

    pub(crate) fn open_value(&self, value: Personal, dossier: Uuid) -> Personal {
        match &value {
            Personal::Sealed(text) if self.seal.is_unlocked() => {
                self.seal.unseal(text, &dossier.to_string()).map_or(value, Personal::Clear)
            }
            _ => value,
        }
    }

    /// Fetches the key. The first time ever one is made; that it was made is remembered, so that a key that is
    /// gone later is never replaced in silence.
    pub(crate) fn unlock_seal(&self) -> Result<()> {
        if self.seal.is_unlocked() {
            return Ok(());
        }
        let begun = self.records()?.setting(SettingKey::SEALING)?.is_some();
        self.seal.unlock(!begun)?;
        if !begun {
            self.records()?.set_setting(SettingKey::SEALING, Some("yes"))?;
        }
        Ok(())
    }

    /// Fetches the key if there ever was one, so that what is sealed can be read.
    pub(crate) fn unlock_seal_if_begun(&self) -> Result<()> {
        let begun = self.records()?.setting(SettingKey::SEALING)?.is_some();
        if begun { self.unlock_seal() } else { Ok(()) }
    }

    /// Events with everything opened that can be opened, to fold and to show.
    pub(crate) fn opened(&self, events: &[SealedEvent]) -> Vec<Event> {
        events.iter().map(|event| event.open(|value| self.open_value(value, event.chain()))).collect()
    }
}

/// Refuses what a person does with sealed values in it: with the key away they cannot be changed, and no screen sends
/// one. What checks found may hold values that were hidden.
pub(crate) fn must_be_clear(action: &Action) -> Result<()> {
    if matches!(action, Action::Checked { .. }) {
        return Ok(());
    }
    let mut action = action.clone();
    let sealed = action.values().iter().any(|value| matches!(value, Personal::Sealed(_)));
    if sealed { Err(Refusal::Keychain { why: NoKeychain::Locked }) } else { Ok(()) }
}

fn keepable(mut action: Action, handbook: &Handbook, locked: bool) -> Option<Action> {
    let too_large = bounds::check(&mut action).is_err();
    match &mut action {
        Action::Checked { verdict, .. } => {
            if too_large {
                tracing::warn!("a verdict is larger than is stored");
                verdict.outcome = verdict::Outcome::Unknown { because: vec![Unread::Changed] };
                verdict.remarks.clear();
            }
            if locked {
                verdict.values().into_iter().for_each(hide);
            }
        }
        Action::ItemAnswered { .. } if too_large => return None,
        Action::ItemAnswered { .. } if locked => {
            let open = action.values_to_seal(handbook).iter().all(|value| value.is_blank());
            return open.then_some(action);
        }
        _ => {}
    }
    Some(action)
}

/// Leaves a mark of a value that was there and is not kept.
fn hide(value: &mut Personal) {
    if !value.is_blank() {
        *value = Personal::Sealed(String::new());
    }
}
