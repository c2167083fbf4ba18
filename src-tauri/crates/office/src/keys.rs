//! Sealing and opening events on their way to and from the records, and the codes that show who wrote them. Which values
//! are sealed is for `domain` to say.

use std::sync::Arc;

use domain::answer::Personal;
use domain::authenticity::{Authenticity, Mac, MacCheck, authenticity};
use domain::chain::{ChainAction, Event, SealFault, SealedEvent, verify};
use domain::progress::DossierStatus;
use domain::summary::Summary;
use records::{ChainState, SettingKey, SummaryRow};
use vault::{Authenticator, Seal, SealContext, Vault, Verification};

use crate::host;
use crate::opened::Basis;
use crate::refusal::{Refusal, Result};
use crate::shared_records::SharedRecords;

/// The keys of an office, and the keychain that holds them: what seals, opens and authenticates.
pub struct Keys {
    pub(crate) vault: Vault,
    seal: Seal,
    authenticator: Authenticator,
    /// Where it is remembered that there are keys.
    records: Arc<SharedRecords>,
}

impl Keys {
    pub(crate) fn new(vault: Vault, records: &Arc<SharedRecords>) -> Self {
        Self {
            seal: Seal::new(&vault),
            authenticator: Authenticator::new(&vault),
            vault,
            records: Arc::clone(records),
        }
    }

    /// Whether sealed values can be read and written now.
    pub(crate) fn is_unlocked(&self) -> bool {
        self.seal.is_unlocked()
    }

    /// On what a dossier rests that is opened now with these keys.
    pub(crate) fn basis(&self, chain: ChainState) -> Basis {
        let authenticator = self.authenticator.key_id().map(str::to_owned);
        Basis { chain, can_open: self.is_unlocked(), authenticator, judges: false }
    }

    /// Keeps secrets in memory until the app closes. The user's own choice.
    pub fn use_session_only(&self) {
        self.vault.use_session_only();
    }

    /// Goes back to the keychain, taking along the secrets of this run.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when it will not take them; they are then still in memory.
    pub fn use_keychain(&self) -> Result<()> {
        Ok(self.vault.use_keychain()?)
    }

    /// Leaves behind a call of the keychain that still hangs.
    pub fn retry(&self) {
        self.vault.retry();
    }

    /// Makes a new key where the old one is lost. What was sealed before stays closed for good.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when the old key can be read after all, or the keychain is not available.
    pub fn replace_lost_key(&self) -> Result<()> {
        self.seal.replace_lost_key()?;
        self.remember_computer()
    }

    /// An event as it goes to the records: held to the bounds, sealed, and authenticated when the key is at hand.
    ///
    /// # Errors
    /// [`Refusal::OverBound`]; [`Refusal::Keychain`] when something has to be sealed and the key is not at hand.
    pub(crate) fn written<A: ChainAction>(
        &self,
        event: Event<A>,
        rules: &A::Rules,
    ) -> Result<SealedEvent<A>> {
        let (dossier, id) = (event.chain.to_string(), event.id.to_string());
        let sealed = event.seal(rules, |value, place| {
            let place = place.to_string();
            self.seal_value(value, SealContext::InEvent { dossier: &dossier, event: &id, place: &place })
        });
        let sealed = sealed.map_err(|fault| match fault {
            SealFault::TooLarge(too_large) => Refusal::OverBound { too_large },
            SealFault::Value(refusal) => refusal,
        })?;
        let mac = self.mac(sealed.hash());
        Ok(sealed.with_mac(mac))
    }

    pub(crate) fn mac(&self, message: &str) -> Option<Mac> {
        let mac = self.authenticator.mac(message.as_bytes())?;
        Some(Mac { key: mac.key_id, code: mac.hex })
    }

    pub(crate) fn check_mac(&self, message: &str, mac: &Mac) -> MacCheck {
        let mac = vault::Mac { key_id: mac.key.clone(), hex: mac.code.clone() };
        match self.authenticator.verify(message.as_bytes(), &mac) {
            Verification::Verified => MacCheck::Valid,
            Verification::Wrong => MacCheck::Wrong,
            Verification::OtherKey | Verification::Unavailable => MacCheck::OtherKey,
        }
    }

    /// Checks that events are one whole chain, and how much of it this computer's key wrote.
    ///
    /// # Errors
    /// [`Refusal::Unreadable`] when they are not, or when one carries a wrong code of our key.
    pub(crate) fn verified<A: ChainAction>(&self, events: &[SealedEvent<A>]) -> Result<Authenticity> {
        let judged = verify(events).and_then(|_| authenticity(events, |hash, mac| self.check_mac(hash, mac)));
        judged.map_err(|fault| {
            tracing::error!(%fault, "a chain does not hold");
            Refusal::Unreadable
        })
    }

    /// A summary as it goes to the records, with the code over it and the hash of the dossier's last event. What has
    /// to be sealed and cannot be is left out: the events have it.
    pub(crate) fn written_summary(&self, mut summary: Summary, head: &str) -> (Summary, Option<Mac>) {
        if let DossierStatus::Waiting { on, .. } = &mut summary.status {
            let sealed = self.seal_value(on.clone(), SealContext::Whole(&summary.dossier.to_string()));
            *on = sealed.unwrap_or_else(|_| Personal::Sealed(String::new()));
        }
        let text = serde_json::to_string(&summary).unwrap_or_default();
        let mac = self.mac(&records::summary_message(head, &text));
        (summary, mac)
    }

    /// A stored summary, opened; none when it was changed outside the chain, or cannot be read by this version.
    pub(crate) fn trusted(&self, row: SummaryRow) -> Option<Summary> {
        let checked = row.mac.as_ref().map(|mac| {
            let message = records::summary_message(&row.head, &row.text);
            self.check_mac(&message, mac)
        });
        let stripped = |key: &String| self.authenticator.key_id() == Some(key);
        let changed = match checked {
            Some(check) => check == MacCheck::Wrong,
            // Written in one go with the last event: either both have a code or neither has.
            None => row.head_key.as_ref().is_some_and(stripped),
        };
        if changed {
            tracing::error!(dossier = %row.dossier, "a summary is not what was written");
            return None;
        }
        row.summary.filter(Summary::is_complete).map(|summary| self.opened_summary(summary))
    }

    /// Whether a summary that is stored beside the chain with this head is not known to be changed.
    pub(crate) fn is_trusted(&self, head: &str, text: &str, mac: Option<&Mac>) -> bool {
        mac.is_none_or(|mac| self.check_mac(&records::summary_message(head, text), mac) != MacCheck::Wrong)
    }

    fn opened_summary(&self, mut summary: Summary) -> Summary {
        if let DossierStatus::Waiting { on, .. } = &mut summary.status {
            *on = self.open_value(on.clone(), SealContext::Whole(&summary.dossier.to_string()));
        }
        summary
    }

    /// The value sealed; an empty one, and one that is sealed, as it is.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when the key is not at hand.
    fn seal_value(&self, value: Personal, context: SealContext<'_>) -> Result<Personal> {
        match value {
            Personal::Clear(words) if !words.is_empty() => {
                Ok(Personal::Sealed(self.seal.seal(&words, context)?))
            }
            other => Ok(other),
        }
    }

    fn open_value(&self, value: Personal, context: SealContext<'_>) -> Personal {
        match &value {
            Personal::Sealed(text) if self.seal.is_unlocked() => {
                self.seal.unseal(text, context).map_or(value, Personal::Clear)
            }
            _ => value,
        }
    }

    /// A text that is stored beside the events, sealed for the place that `context` names. Nothing stays nothing.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when the key is not at hand.
    pub(crate) fn seal_text(&self, text: &str, context: &str) -> Result<String> {
        if text.is_empty() { Ok(String::new()) } else { Ok(self.seal.seal(text, context)?) }
    }

    /// Such a text, opened; sealed while it cannot be. Earlier versions stored it in clear.
    pub(crate) fn open_text(&self, stored: &str, context: &str) -> Personal {
        if !Seal::is_sealed(stored) {
            return stored.into();
        }
        let opened = self.seal.unseal(stored, context);
        opened.map_or_else(|_| Personal::Sealed(stored.to_owned()), Personal::Clear)
    }

    /// A text that is always stored sealed, opened; none when it cannot be.
    pub(crate) fn open_sealed(&self, stored: &str, context: &str) -> Option<String> {
        self.seal.unseal(stored, context).ok()
    }

    /// Fetches the keys for sealing and for authenticating. The first time ever they are made; that is remembered, so
    /// that a key that is gone later is never replaced in silence. May wait for the keychain: never while the records
    /// are held.
    pub(crate) fn unlock(&self) -> Result<()> {
        if !self.seal.is_unlocked() {
            let begun = self.begun(SettingKey::SEALING)?;
            self.seal.unlock(!begun)?;
            self.remember_begun(SettingKey::SEALING, begun)?;
            self.remember_computer()?;
        }
        // Without a code everything goes on: events then count as not authenticated.
        if let Err(refusal) = self.unlock_authenticator() {
            tracing::warn!(?refusal, "no key to authenticate with");
        }
        Ok(())
    }

    fn unlock_authenticator(&self) -> Result<()> {
        if self.authenticator.is_unlocked() {
            return Ok(());
        }
        let begun = self.begun(SettingKey::AUTHENTICATION)?;
        self.authenticator.unlock(!begun)?;
        self.remember_begun(SettingKey::AUTHENTICATION, begun)
    }

    fn begun(&self, key: SettingKey) -> Result<bool> {
        Ok(self.records.get()?.setting(key)?.is_some())
    }

    fn remember_begun(&self, key: SettingKey, begun: bool) -> Result<()> {
        let mut records = self.records.get()?;
        if !begun && !records.is_read_only() {
            records.set_setting(key, Some("yes"))?;
        }
        Ok(())
    }

    /// Keeps which computer has the key, for when the records are opened on another.
    fn remember_computer(&self) -> Result<()> {
        let Some(here) = host::here().computer else { return Ok(()) };
        let mut records = self.records.get()?;
        let known = records.setting(SettingKey::KEY_COMPUTER)?;
        if !records.is_read_only() && known.as_ref() != Some(&here) {
            records.set_setting(SettingKey::KEY_COMPUTER, Some(&here))?;
        }
        Ok(())
    }

    /// The other computer whose keychain held the key last; none where it was this one, or it is not known.
    pub(crate) fn other_computer(&self) -> Result<Option<String>> {
        let known = self.records.get()?.setting(SettingKey::KEY_COMPUTER)?;
        Ok(known.filter(|known| host::here().computer.as_ref() != Some(known)))
    }

    /// Fetches the keys if there ever were any, so that what is sealed can be read.
    pub(crate) fn unlock_if_begun(&self) -> Result<()> {
        if self.begun(SettingKey::SEALING)? { self.unlock() } else { Ok(()) }
    }

    /// Events with everything opened that can be opened, to fold and to show.
    pub(crate) fn opened<A: ChainAction>(&self, events: &[SealedEvent<A>]) -> Vec<Event<A>> {
        tracing::trace!(target: "office::unseal", "events");
        let opened = events.iter().map(|event| {
            let (dossier, id) = (event.chain().to_string(), event.id().to_string());
            event.open(|value, place| {
                let place = place.to_string();
                self.open_value(value, SealContext::InEvent { dossier: &dossier, event: &id, place: &place })
            })
        });
        opened.collect()
    }
}
