//! Sealing of personal values before they reach the database.
//!
//! XChaCha20-Poly1305 with one key of 32 bytes that lives in the keychain. A sealed value reads
//! `sealed1.<base64url>`, and holds: 8 bytes that name the key, a random nonce of 24 bytes, the closed text and its
//! tag of 16 bytes. The context (say, the dossier it belongs to) is authenticated along, so that a value cannot be
//! moved to another place.

use std::fmt;
use std::sync::{Arc, OnceLock};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::keychain::Over;
use crate::{SecretName, Vault, VaultError, key};

/// What every sealed value starts with. The number is that of the format.
const MARK: &str = "sealed1.";
const KEY_ID_BYTES: usize = 8;
const NONCE_BYTES: usize = 24;

/// Why a value could not be sealed or unsealed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SealError {
    /// The key has not been fetched yet: see [`Seal::unlock`].
    #[error("the seal is not unlocked")]
    NotUnlocked,
    /// Secrets are kept for this run only. A key that goes when the app closes would make the values unreadable.
    #[error("there is no lasting place for the key")]
    SessionOnly,
    /// The keychain is sure that it has no key, though there are sealed values.
    #[error("the key is gone from the keychain")]
    KeyMissing,
    /// What stands in the keychain as the key is not a key.
    #[error("the key in the keychain cannot be read")]
    KeyUnreadable,
    /// A new key was asked for, but the old one is there and can be read.
    #[error("the key is still there")]
    KeyStillThere,
    /// The value was sealed with another key: on another computer, or before the key was lost.
    #[error("the value was sealed with another key")]
    OtherKey,
    /// The value is not what was sealed: changed, cut off, moved from elsewhere, or never sealed at all.
    #[error("the sealed value is damaged or in the wrong place")]
    Damaged,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// The keychain could not be asked. The sealed values are as they were.
    #[error(transparent)]
    Keychain(#[from] VaultError),
}

/// Where a sealed value belongs. It is authenticated along, so that a value opens in its own place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealContext<'a> {
    /// A place that one text names, as the id of a dossier.
    Whole(&'a str),
    /// A place in one event of a dossier.
    InEvent {
        /// Id of the dossier, as its values were sealed with before events were named.
        dossier: &'a str,
        /// Id of the event.
        event: &'a str,
        /// Which value in the event, for instance the path to it.
        place: &'a str,
    },
}

impl<'a> From<&'a str> for SealContext<'a> {
    fn from(place: &'a str) -> Self {
        Self::Whole(place)
    }
}

impl<'a> From<&'a String> for SealContext<'a> {
    fn from(place: &'a String) -> Self {
        Self::Whole(place)
    }
}

impl SealContext<'_> {
    /// What is authenticated along: the format and the place. The parts of a place carry their lengths, so that no two
    /// places give the same bytes; the NUL after the mark keeps them apart from those of one text, but for a text that
    /// begins with one.
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Whole(place) => [MARK.as_bytes(), place.as_bytes()].concat(),
            Self::InEvent { dossier, event, place } => {
                let mut bytes = [MARK.as_bytes(), b"\0event"].concat();
                for part in [dossier, event, place] {
                    bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
                    bytes.extend_from_slice(part.as_bytes());
                }
                bytes
            }
        }
    }

    /// How earlier versions named the same place, where that differs.
    fn of_earlier_versions(self) -> Option<Self> {
        match self {
            Self::Whole(_) => None,
            Self::InEvent { dossier, .. } => Some(Self::Whole(dossier)),
        }
    }
}

/// Seals and unseals values. Clones share one key, which is fetched once and then stays in memory: a keychain that
/// goes away later does not stop the work.
#[derive(Clone)]
pub struct Seal {
    vault: Vault,
    key: Arc<OnceLock<Key>>,
}

struct Key {
    /// Wipes its key when dropped.
    cipher: XChaCha20Poly1305,
    id: [u8; KEY_ID_BYTES],
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seal").field("unlocked", &self.is_unlocked()).finish_non_exhaustive()
    }
}

impl Seal {
    /// A seal whose key is kept in this vault. Nothing is fetched yet.
    pub fn new(vault: &Vault) -> Self {
        Self { vault: vault.clone(), key: Arc::default() }
    }

    /// Whether a text looks like a sealed value.
    pub fn is_sealed(text: &str) -> bool {
        text.starts_with(MARK)
    }

    /// Whether the key is at hand.
    pub fn is_unlocked(&self) -> bool {
        self.key.get().is_some()
    }

    /// Fetches the key; does nothing when it is at hand already. `may_create` says that no sealed value exists yet, so
    /// that a first key may be made. That key is stored and read back before it is used.
    ///
    /// # Errors
    /// [`SealError::KeyMissing`] when there is no key and none may be made; [`SealError::KeyUnreadable`] when
    /// something else stands in its place; [`SealError::SessionOnly`]; [`SealError::NoRandomness`];
    /// [`SealError::Keychain`] when the keychain could not be asked.
    pub fn unlock(&self, may_create: bool) -> Result<(), SealError> {
        if self.is_unlocked() {
            return Ok(());
        }
        let key = match self.stored() {
            Err(SealError::KeyMissing) if may_create => self.create(Over::Nothing)?,
            other => other?,
        };
        self.key.get_or_init(|| key);
        Ok(())
    }

    /// Makes a new key in the place of one that is gone or cannot be read. Everything sealed before stays closed for
    /// good ([`SealError::OtherKey`]), so only after the user said so.
    ///
    /// # Errors
    /// [`SealError::KeyStillThere`] when the old key can be read; otherwise as [`Seal::unlock`].
    pub fn replace_lost_key(&self) -> Result<(), SealError> {
        if self.is_unlocked() {
            return Err(SealError::KeyStillThere);
        }
        let key = match self.stored() {
            Ok(_) => return Err(SealError::KeyStillThere),
            Err(SealError::KeyMissing | SealError::KeyUnreadable) => self.create(Over::Anything)?,
            Err(error) => return Err(error),
        };
        self.key.get_or_init(|| key);
        Ok(())
    }

    /// Seals a text. `context` says where it belongs; unsealing needs the same.
    ///
    /// # Errors
    /// [`SealError::NotUnlocked`]; [`SealError::NoRandomness`].
    pub fn seal<'a>(&self, plain: &str, context: impl Into<SealContext<'a>>) -> Result<String, SealError> {
        let key = self.key.get().ok_or(SealError::NotUnlocked)?;
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).map_err(|_| SealError::NoRandomness)?;
        let payload = Payload { msg: plain.as_bytes(), aad: &context.into().bytes() };
        let closed =
            key.cipher.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| SealError::Damaged)?;
        let bytes = [&key.id[..], &nonce, &closed].concat();
        Ok(format!("{MARK}{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Unseals a text in the context it was sealed in. For a place in a dossier, what was sealed for the dossier as a
    /// whole opens too: earlier versions named nothing else.
    ///
    /// # Errors
    /// [`SealError::NotUnlocked`]; [`SealError::OtherKey`]; [`SealError::Damaged`] for anything that is not exactly
    /// what was sealed for this context.
    pub fn unseal<'a>(&self, sealed: &str, context: impl Into<SealContext<'a>>) -> Result<String, SealError> {
        let context = context.into();
        let key = self.key.get().ok_or(SealError::NotUnlocked)?;
        let text = sealed.strip_prefix(MARK).ok_or(SealError::Damaged)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| SealError::Damaged)?;
        let (id, rest) = bytes.split_at_checked(KEY_ID_BYTES).ok_or(SealError::Damaged)?;
        if id != key.id {
            return Err(SealError::OtherKey);
        }
        let (nonce, closed) = rest.split_at_checked(NONCE_BYTES).ok_or(SealError::Damaged)?;
        let open = |context: SealContext<'_>| {
            let payload = Payload { msg: closed, aad: &context.bytes() };
            key.cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| SealError::Damaged)
        };
        let plain = open(context).or_else(|fault| context.of_earlier_versions().map_or(Err(fault), open))?;
        String::from_utf8(plain).map_err(|_| SealError::Damaged)
    }

    /// The key as the keychain has it.
    fn stored(&self) -> Result<Key, SealError> {
        key::stored(&self.vault, SecretName::SEALING_KEY).map(|bytes| Key::from_bytes(&bytes))
    }

    fn create(&self, over: Over) -> Result<Key, SealError> {
        key::create(&self.vault, SecretName::SEALING_KEY, over).map(|bytes| Key::from_bytes(&bytes))
    }
}

impl Key {
    fn from_bytes(bytes: &[u8; key::KEY_BYTES]) -> Self {
        let digest = Sha256::new().chain_update(b"koppelwijzer sealing key\0").chain_update(bytes).finalize();
        let mut id = [0; KEY_ID_BYTES];
        id.copy_from_slice(&digest[..KEY_ID_BYTES]);
        Self { cipher: XChaCha20Poly1305::new(bytes.into()), id }
    }
}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;
