//! What can go wrong with the keychain, and what state it is in.

use thiserror::Error;

/// Whether secrets can be kept, as the user has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeychainState {
    /// The keychain answers and is open.
    Ready,
    /// There is a keychain, but it is locked or does not answer within the limit.
    Locked,
    /// There is no usable keychain on this system.
    Missing,
    /// The user chose to keep secrets in memory until the app closes.
    SessionOnly,
}

/// Why a secret could not be kept, read or forgotten. None of these carries a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VaultError {
    /// The keychain is there and says that it holds nothing under this name.
    #[error("the keychain holds nothing under this name")]
    NotThere,
    /// The keychain is locked, or the user turned down the question to open it.
    #[error("the keychain is locked")]
    Locked,
    /// The keychain did not answer within the limit. What was asked is not carried out later, unless the keychain was
    /// in the middle of it.
    #[error("the keychain did not answer in time")]
    TimedOut,
    /// There is no keychain, or it failed. The text is for the log and holds no secret.
    #[error("the keychain is not available: {0}")]
    Unavailable(String),
    /// Something stands under this name that is not ours to understand: not text, empty, or there twice.
    /// It stays until [`crate::Vault::replace`] or [`crate::Vault::forget`].
    #[error("the entry in the keychain cannot be read")]
    Unreadable,
    /// The secret is longer than a keychain can hold.
    #[error("the secret is {bytes} bytes long, the keychain holds {limit}")]
    TooLong {
        /// Length of the secret in bytes.
        bytes: usize,
        /// The most that fits, in bytes.
        limit: usize,
    },
    /// An empty secret is no secret.
    #[error("the secret is empty")]
    Empty,
    /// The keychain reported success, but gives something else back.
    #[error("the keychain did not keep the secret")]
    NotKept,
}

impl VaultError {
    /// Whether this says that the keychain itself is out of reach, whatever name was asked for.
    pub fn is_about_keychain(&self) -> bool {
        matches!(self, Self::Locked | Self::TimedOut | Self::Unavailable(_))
    }
}
