//! Keys of 32 bytes that live in the keychain, in base64url.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::keychain::Over;
use crate::{SealError, Secret, SecretName, Vault, VaultError};

pub(crate) const KEY_BYTES: usize = 32;

pub(crate) type KeyBytes = Zeroizing<[u8; KEY_BYTES]>;

/// The key as the keychain has it.
pub(crate) fn stored(vault: &Vault, name: &'static str) -> Result<KeyBytes, SealError> {
    if vault.is_session_only() {
        return Err(SealError::SessionOnly);
    }
    match vault.read_in_keychain(&SecretName::reserved(name)) {
        Ok(text) => from_text(&text),
        Err(VaultError::NotThere) => Err(SealError::KeyMissing),
        Err(VaultError::Unreadable) => Err(SealError::KeyUnreadable),
        Err(error) => Err(error.into()),
    }
}

/// Makes a key, stores it and reads it back. What `over` does not allow to write over stays, and is the key.
pub(crate) fn create(vault: &Vault, name: &'static str, over: Over) -> Result<KeyBytes, SealError> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    getrandom::fill(bytes.as_mut()).map_err(|_| SealError::NoRandomness)?;
    let text = Secret::new(URL_SAFE_NO_PAD.encode(bytes.as_ref()));
    match vault.keep_in_keychain(&SecretName::reserved(name), &text, over) {
        Ok(true) => Ok(bytes),
        // Another call made one in the meantime: that is the key.
        Ok(false) => stored(vault, name),
        Err(VaultError::Unreadable) => Err(SealError::KeyUnreadable),
        Err(error) => Err(error.into()),
    }
}

fn from_text(text: &str) -> Result<KeyBytes, SealError> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES + 1]);
    match URL_SAFE_NO_PAD.decode_slice(text, bytes.as_mut()) {
        Ok(KEY_BYTES) => {}
        _ => return Err(SealError::KeyUnreadable),
    }
    let key: &[u8; KEY_BYTES] = bytes.first_chunk().ok_or(SealError::KeyUnreadable)?;
    Ok(Zeroizing::new(*key))
}
