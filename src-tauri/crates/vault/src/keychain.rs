//! One keychain, as it is used from the one thread that may: entries in, entries out, and what its errors mean.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use keyring_core::{CredentialStore, Entry, Error};
use zeroize::{Zeroize, Zeroizing};

use crate::{SecretName, VaultError, platform};

/// Where a keychain comes from.
pub(crate) trait Source: Send + Sync {
    /// Connects. Called again after a failure, so that a keychain that comes back is found.
    fn connect(&self) -> keyring_core::Result<Arc<CredentialStore>>;

    /// What the store wants to know about an entry besides its service and name.
    fn modifiers(&self, _service: &str, _name: &SecretName) -> HashMap<&'static str, String> {
        HashMap::new()
    }

    /// Has the user unlock the keychain, where writing would ask for that by itself. Waits as long as the user does.
    fn unlock(&self) -> keyring_core::Result<()> {
        Ok(())
    }

    /// Whether the keychain is locked, when that can be seen without asking the user anything.
    fn is_locked(&self) -> keyring_core::Result<bool> {
        Ok(false)
    }
}

/// A store that was opened elsewhere: for tests, and for a keychain of one's own.
pub(crate) struct Given(pub(crate) Arc<CredentialStore>);

impl Source for Given {
    fn connect(&self) -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(Arc::clone(&self.0))
    }
}

/// When an entry that is already there may be written over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// Never.
    Nothing,
    /// When it is one of ours: readable text.
    Readable,
    /// Whatever it is: the user said so.
    Anything,
}

pub(crate) struct Keychain {
    service: String,
    source: Arc<dyn Source>,
    store: Option<Arc<CredentialStore>>,
    /// Set when the caller of the work at hand waits no longer.
    given_up: Arc<AtomicBool>,
}

impl Keychain {
    pub(crate) fn new(service: &str, source: Arc<dyn Source>) -> Self {
        Self { service: service.to_owned(), source, store: None, given_up: Arc::default() }
    }

    /// Begins on the work of another caller, who says through `given_up` that it waits no longer.
    pub(crate) fn serve(&mut self, given_up: Arc<AtomicBool>) {
        self.given_up = given_up;
    }

    /// Forgets the connection; the next call makes a new one.
    pub(crate) fn start_over(&mut self) {
        self.store = None;
    }

    /// Reads an entry; text that is not ours to understand is `Unreadable`.
    pub(crate) fn read(&mut self, name: &SecretName) -> Result<Zeroizing<String>, VaultError> {
        let bytes = self.entry(name)?.get_secret().map_err(|error| self.meaning(error))?;
        match String::from_utf8(bytes) {
            Ok(text) if text.is_empty() => Err(VaultError::Unreadable),
            Ok(text) => Ok(Zeroizing::new(text)),
            Err(error) => {
                error.into_bytes().zeroize();
                Err(VaultError::Unreadable)
            }
        }
    }

    /// Writes an entry and reads it back. Whether it was there is seen first: only a sure "no" or an entry that `over`
    /// allows is written over. Returns whether it was written.
    pub(crate) fn write(&mut self, name: &SecretName, secret: &str, over: Over) -> Result<bool, VaultError> {
        match self.read(name) {
            Err(VaultError::NotThere) => {}
            Ok(_) if over != Over::Nothing => {}
            Err(VaultError::Unreadable) if over == Over::Anything => {}
            Ok(_) => return Ok(false),
            Err(error) => return Err(error),
        }
        self.source.unlock().map_err(|error| self.meaning(error))?;
        self.still_wanted()?;
        self.put(name, secret, over)?;
        match self.read(name) {
            Ok(kept) if kept.as_str() == secret => Ok(true),
            Ok(_) | Err(VaultError::NotThere | VaultError::Unreadable) => Err(VaultError::NotKept),
            Err(error) => Err(error),
        }
    }

    /// A call hangs on the question to unlock, and that has been asked by now. What its caller has given up on is not
    /// carried out hours later, over something newer.
    fn still_wanted(&self) -> Result<(), VaultError> {
        if self.given_up.load(Ordering::SeqCst) {
            return Err(VaultError::TimedOut);
        }
        Ok(())
    }

    fn put(&mut self, name: &SecretName, secret: &str, over: Over) -> Result<(), VaultError> {
        match self.entry(name)?.set_secret(secret.as_bytes()) {
            Ok(()) => Ok(()),
            Err(Error::Ambiguous(entries)) if over == Over::Anything => {
                // The first is written before the others go, so that there is no moment without any.
                let mut entries = entries.into_iter();
                if let Some(first) = entries.next() {
                    first.set_secret(secret.as_bytes()).map_err(|error| self.meaning(error))?;
                }
                entries.try_for_each(|entry| self.delete(&entry))
            }
            Err(error) => Err(self.meaning(error)),
        }
    }

    /// Removes an entry, doubles and all. That there is nothing is fine.
    pub(crate) fn remove(&mut self, name: &SecretName) -> Result<(), VaultError> {
        match self.read(name) {
            Ok(_) | Err(VaultError::Unreadable) => self.still_wanted()?,
            Err(VaultError::NotThere) => return Ok(()),
            Err(error) => return Err(error),
        }
        match self.entry(name)?.delete_credential() {
            Err(Error::Ambiguous(entries)) => entries.iter().try_for_each(|entry| self.delete(entry)),
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(self.meaning(error)),
        }
    }

    fn delete(&mut self, entry: &Entry) -> Result<(), VaultError> {
        match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(self.meaning(error)),
        }
    }

    /// Sees whether the keychain answers and is open; asks the user nothing where that can be avoided.
    pub(crate) fn probe(&mut self) -> Result<(), VaultError> {
        match self.source.is_locked() {
            Ok(true) => return Err(VaultError::Locked),
            Ok(false) => {}
            Err(error) => return Err(self.meaning(error)),
        }
        match self.read(&SecretName::reserved(SecretName::PROBE)) {
            Ok(_) | Err(VaultError::NotThere | VaultError::Unreadable) => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn entry(&mut self, name: &SecretName) -> Result<Entry, VaultError> {
        let store = match &self.store {
            Some(store) => Arc::clone(store),
            None => match self.source.connect() {
                Ok(store) => Arc::clone(self.store.insert(store)),
                Err(error) => return Err(self.meaning(error)),
            },
        };
        let modifiers = self.source.modifiers(&self.service, name);
        let modifiers = modifiers.iter().map(|(key, value)| (*key, value.as_str())).collect();
        let built = store.build(&self.service, name.as_str(), Some(&modifiers));
        built.map_err(|error| self.meaning(error))
    }

    /// Says what a keychain error means here. Errors may carry the bytes of a secret: those are wiped, and the error
    /// itself is never printed with `Debug`.
    fn meaning(&mut self, error: Error) -> VaultError {
        match error {
            Error::NoEntry => return VaultError::NotThere,
            Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
                bytes.zeroize();
                return VaultError::Unreadable;
            }
            Error::Ambiguous(_) => return VaultError::Unreadable,
            _ => {}
        }
        // A connection that failed once is not trusted again: its daemon may be gone, and its session with it.
        self.start_over();
        tracing::warn!(%error, "the keychain failed");
        match error {
            Error::NoStorageAccess(cause) if !platform::means_absent(cause.as_ref()) => VaultError::Locked,
            Error::PlatformFailure(cause) if platform::means_locked(cause.as_ref()) => VaultError::Locked,
            other => VaultError::Unavailable(other.to_string()),
        }
    }
}
