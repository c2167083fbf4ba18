//! The keychain as the screens need to know it.

use serde::Serialize;
use specta::Type;

use crate::Office;
use crate::refusal::{NoKeychain, Refusal, Result};

/// How the keychain is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Keychain {
    pub state: KeychainState,
    /// Whether sealed values can be read and written now.
    pub unsealed: bool,
    /// The name of the computer that has the key, where the key is lost here because it is there.
    pub key_computer: Option<String>,
}

/// The state of the keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeychainState {
    /// It answers and is open.
    Ready,
    /// It is locked, or does not answer.
    Locked,
    /// There is none.
    Missing,
    /// The user chose to keep secrets for this run only.
    SessionOnly,
    /// It is there, but the key that seals personal values is gone or cannot be read.
    KeyLost,
}

impl Office {
    /// Looks how the keychain is, and opens what is sealed if it can. May take as long as the keychain's limit.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn keychain(&self) -> Result<Keychain> {
        let state = match self.keys.vault.state() {
            vault::KeychainState::Ready => KeychainState::Ready,
            vault::KeychainState::Locked => KeychainState::Locked,
            vault::KeychainState::Missing => KeychainState::Missing,
            vault::KeychainState::SessionOnly => KeychainState::SessionOnly,
        };
        let was = self.keys.is_unlocked();
        let lost = match self.keys.unlock_if_begun() {
            Err(Refusal::Keychain { why }) => why == NoKeychain::KeyMissing,
            Err(other) => return Err(other),
            Ok(()) => false,
        };
        if !was && self.keys.is_unlocked() {
            self.index_notes(&mut *self.records()?)?;
        }
        let state = if lost { KeychainState::KeyLost } else { state };
        let key_computer = if lost { self.keys.other_computer()? } else { None };
        Ok(Keychain { state, unsealed: self.keys.is_unlocked(), key_computer })
    }
}
