//! Message authentication: that what is stored was written by this office's app.
//!
//! HMAC-SHA-256 with a key of 32 bytes of its own, beside the sealing key in the keychain. Each code names its key, since
//! an office with several computers has several keys.

use std::fmt::{self, Write as _};
use std::sync::{Arc, OnceLock};

use hmac::{Hmac, Mac as _};
use sha2::{Digest, Sha256};

use crate::keychain::Over;
use crate::{SealError, SecretName, Vault, key};

type HmacSha256 = Hmac<Sha256>;

/// A message authentication code.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mac {
    /// The key that made it: the first 8 hexadecimal digits of the SHA-256 of the key.
    pub key_id: String,
    /// HMAC-SHA-256 in hexadecimal, 64 lower-case digits.
    pub hex: String,
}

/// What a verification found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// The bytes are those that the code was made for.
    Verified,
    /// They are not, or the code is no code.
    Wrong,
    /// Another key made the code: that of another computer.
    OtherKey,
    /// The key is not at hand.
    Unavailable,
}

/// Makes and verifies codes. Clones share one key, which is fetched once and then stays in memory.
#[derive(Clone)]
pub struct Authenticator {
    vault: Vault,
    key: Arc<OnceLock<Key>>,
}

struct Key {
    /// Wipes nothing by itself: its state is two digests of the padded key.
    keyed: HmacSha256,
    id: String,
}

impl fmt::Debug for Authenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authenticator").field("unlocked", &self.is_unlocked()).finish_non_exhaustive()
    }
}

impl Authenticator {
    /// An authenticator whose key is kept in this vault. Nothing is fetched yet.
    pub fn new(vault: &Vault) -> Self {
        Self { vault: vault.clone(), key: Arc::default() }
    }

    /// Whether the key is at hand.
    pub fn is_unlocked(&self) -> bool {
        self.key.get().is_some()
    }

    /// The id of the key that is at hand.
    pub fn key_id(&self) -> Option<&str> {
        self.key.get().map(|key| key.id.as_str())
    }

    /// Fetches the key; does nothing when it is at hand already. `may_create` says that no code exists yet, so that a
    /// first key may be made.
    ///
    /// # Errors
    /// As [`crate::Seal::unlock`]. A key that is there is never replaced.
    pub fn unlock(&self, may_create: bool) -> Result<(), SealError> {
        if self.is_unlocked() {
            return Ok(());
        }
        let bytes = match key::stored(&self.vault, SecretName::AUTHENTICATION_KEY) {
            Err(SealError::KeyMissing) if may_create => {
                key::create(&self.vault, SecretName::AUTHENTICATION_KEY, Over::Nothing)?
            }
            other => other?,
        };
        let key = Key::new(&bytes)?;
        self.key.get_or_init(|| key);
        Ok(())
    }

    /// Makes a new key in the place of one that is gone or cannot be read. Codes of the old one then count as
    /// [`Verification::OtherKey`], so only after the user said so.
    ///
    /// # Errors
    /// [`SealError::KeyStillThere`] when the old key can be read; otherwise as [`Authenticator::unlock`].
    pub fn replace_lost_key(&self) -> Result<(), SealError> {
        if self.is_unlocked() {
            return Err(SealError::KeyStillThere);
        }
        let bytes = match key::stored(&self.vault, SecretName::AUTHENTICATION_KEY) {
            Ok(_) => return Err(SealError::KeyStillThere),
            Err(SealError::KeyMissing | SealError::KeyUnreadable) => {
                key::create(&self.vault, SecretName::AUTHENTICATION_KEY, Over::Anything)?
            }
            Err(error) => return Err(error),
        };
        let key = Key::new(&bytes)?;
        self.key.get_or_init(|| key);
        Ok(())
    }

    /// The code of some bytes. None: the key is not at hand, as in a session that keeps secrets in memory only.
    pub fn mac(&self, bytes: &[u8]) -> Option<Mac> {
        let key = self.key.get()?;
        let digest = key.keyed.clone().chain_update(bytes).finalize().into_bytes();
        Some(Mac { key_id: key.id.clone(), hex: to_hex(&digest) })
    }

    /// Whether a code was made for these bytes. The comparison takes the same time wherever they differ.
    pub fn verify(&self, bytes: &[u8], mac: &Mac) -> Verification {
        let Some(key) = self.key.get() else { return Verification::Unavailable };
        if mac.key_id != key.id {
            return Verification::OtherKey;
        }
        let Some(code) = from_hex(&mac.hex) else { return Verification::Wrong };
        match key.keyed.clone().chain_update(bytes).verify_slice(&code) {
            Ok(()) => Verification::Verified,
            Err(_) => Verification::Wrong,
        }
    }
}

impl Key {
    fn new(bytes: &key::KeyBytes) -> Result<Self, SealError> {
        let keyed = HmacSha256::new_from_slice(bytes.as_ref()).map_err(|_| SealError::KeyUnreadable)?;
        let digest = Sha256::digest(bytes.as_ref());
        Ok(Self { keyed, id: to_hex(&digest[..4]) })
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Only the form that [`to_hex`] writes, so that one code has one spelling.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Some((digit(*pair.first()?)? << 4) | digit(*pair.get(1)?)?)).collect()
}

#[cfg(test)]
#[path = "authenticator_tests.rs"]
mod tests;
