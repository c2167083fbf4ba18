//! The vault itself: a cheap handle on the keychain, or on memory when the user chose that.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use keyring_core::CredentialStore;
use parking_lot::{Mutex, MutexGuard};
use zeroize::Zeroizing;

use crate::keychain::{Given, Keychain, Over, Source};
use crate::keychain_worker::KeychainWorker;
use crate::platform::Platform;
use crate::{KeychainState, LONGEST_SECRET, Secret, SecretName, VaultError};

type InMemory = BTreeMap<SecretName, Secret>;

/// Secrets, kept in the keychain of the operating system. Clones are handles on the same vault.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    worker: KeychainWorker,
    /// The secrets of this run, when the user chose to have no others.
    session: Mutex<Option<InMemory>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

impl Vault {
    /// How long a call waits for the keychain: long enough to type a password, short enough not to look dead.
    pub const LIMIT: Duration = Duration::from_secs(20);

    /// A vault on the system's keychain. `service` is the name of the app as it stands beside its entries. Nothing is
    /// asked of the keychain yet.
    pub fn open(service: &str) -> Self {
        Self::with_limit(service, Self::LIMIT)
    }

    /// As [`Vault::open`], waiting at most `limit`.
    pub fn with_limit(service: &str, limit: Duration) -> Self {
        Self::on(service, Arc::new(Platform), limit)
    }

    /// A vault on a store of one's own, waiting at most `limit` for it.
    pub fn with_store(service: &str, store: Arc<CredentialStore>, limit: Duration) -> Self {
        Self::on(service, Arc::new(Given(store)), limit)
    }

    pub(crate) fn on(service: &str, source: Arc<dyn Source>, limit: Duration) -> Self {
        let service = service.to_owned();
        let keychain = move || Keychain::new(&service, Arc::clone(&source));
        Self(Arc::new(Inner { worker: KeychainWorker::start(keychain, limit), session: Mutex::new(None) }))
    }

    /// Looks how the keychain is. Never takes longer than the limit, changes nothing, and does not ask the user to
    /// unlock anything where the system allows looking without asking.
    pub fn state(&self) -> KeychainState {
        if self.is_session_only() {
            return KeychainState::SessionOnly;
        }
        match self.0.worker.run(Keychain::probe) {
            Ok(()) => KeychainState::Ready,
            Err(VaultError::Locked | VaultError::TimedOut) => KeychainState::Locked,
            Err(_) => KeychainState::Missing,
        }
    }

    /// Looks again because the user asked to. A call that still hangs is left behind: it reads or writes nothing any
    /// more. Not for use on a timer, since each time may leave a waiting thread.
    pub fn retry(&self) -> KeychainState {
        self.0.worker.leave_hanging_call();
        self.state()
    }

    /// Keeps secrets in memory from now on, until the app closes. What is in the keychain stays there, out of sight.
    /// Only ever the user's own choice.
    pub fn use_session_only(&self) {
        self.session().get_or_insert_default();
    }

    /// Goes back to the keychain and takes along the secrets of this run.
    ///
    /// # Errors
    /// As [`Vault::keep`], for the first secret that the keychain would not take. Everything is then still in memory,
    /// and the vault stays session-only.
    pub fn use_keychain(&self) -> Result<(), VaultError> {
        loop {
            let Some(held) = self.session().clone() else {
                return Ok(());
            };
            for (name, secret) in &held {
                self.keep_in_keychain(name, secret, Over::Readable)?;
            }
            let mut session = self.session();
            // A secret may have come in while the others were on their way.
            if session.as_ref().is_some_and(|now| *now == held) {
                *session = None;
                return Ok(());
            }
        }
    }

    /// Whether secrets are kept in memory only.
    pub fn is_session_only(&self) -> bool {
        self.session().is_some()
    }

    /// Keeps a secret under a name and reads it back. An earlier secret under that name is written over.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when something stands there that is not ours: see [`Vault::replace`].
    /// [`VaultError::TooLong`] and [`VaultError::Empty`] before the keychain is asked anything.
    /// [`VaultError::NotKept`] when reading it back gives something else. Otherwise the keychain is not available.
    pub fn keep(&self, name: &SecretName, secret: &Secret) -> Result<(), VaultError> {
        self.keep_over(name, secret, Over::Readable)
    }

    /// As [`Vault::keep`], and also writes over an entry that cannot be read. Only after the user said so.
    ///
    /// # Errors
    /// As [`Vault::keep`], without `Unreadable`.
    pub fn replace(&self, name: &SecretName, secret: &Secret) -> Result<(), VaultError> {
        self.keep_over(name, secret, Over::Anything)
    }

    /// Whether a secret is kept under this name.
    ///
    /// # Errors
    /// [`VaultError::Unreadable`] when something else stands there; otherwise the keychain is not available, which
    /// says nothing about what it holds.
    pub fn has(&self, name: &SecretName) -> Result<bool, VaultError> {
        match self.read(name) {
            Ok(_) => Ok(true),
            Err(VaultError::NotThere) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Lets `work` see a secret. It runs on the caller's thread; the text is wiped afterwards.
    ///
    /// # Errors
    /// [`VaultError::NotThere`] only when the keychain is sure; [`VaultError::Unreadable`] when something else stands
    /// there; otherwise the keychain is not available.
    pub fn with_secret<R>(&self, name: &SecretName, work: impl FnOnce(&str) -> R) -> Result<R, VaultError> {
        self.read(name).map(|secret| work(&secret))
    }

    /// Removes whatever is kept under this name, readable or not. Fine when there is nothing.
    ///
    /// # Errors
    /// The keychain is not available; the entry is then still there.
    pub fn forget(&self, name: &SecretName) -> Result<(), VaultError> {
        if let Some(held) = self.session().as_mut() {
            held.remove(name);
            return Ok(());
        }
        let name = name.clone();
        self.0.worker.run(move |keychain| keychain.remove(&name))
    }

    fn read(&self, name: &SecretName) -> Result<Zeroizing<String>, VaultError> {
        if let Some(held) = self.session().as_ref() {
            return held.get(name).map(|secret| secret.clone().into_inner()).ok_or(VaultError::NotThere);
        }
        self.read_in_keychain(name)
    }

    /// Keeps a secret; `over` says what it may write over.
    fn keep_over(&self, name: &SecretName, secret: &Secret, over: Over) -> Result<(), VaultError> {
        check_length(secret)?;
        if let Some(held) = self.session().as_mut() {
            held.insert(name.clone(), secret.clone());
            return Ok(());
        }
        self.keep_in_keychain(name, secret, over).map(|_| ())
    }

    /// Reads from the keychain, session-only or not.
    pub(crate) fn read_in_keychain(&self, name: &SecretName) -> Result<Zeroizing<String>, VaultError> {
        let name = name.clone();
        self.0.worker.run(move |keychain| keychain.read(&name))
    }

    /// Keeps in the keychain, session-only or not. Returns whether it was written.
    pub(crate) fn keep_in_keychain(
        &self,
        name: &SecretName,
        secret: &Secret,
        over: Over,
    ) -> Result<bool, VaultError> {
        let (name, secret) = (name.clone(), secret.clone());
        self.0.worker.run(move |keychain| keychain.write(&name, secret.expose(), over))
    }

    fn session(&self) -> MutexGuard<'_, Option<InMemory>> {
        self.0.session.lock()
    }
}

fn check_length(secret: &Secret) -> Result<(), VaultError> {
    match secret.expose().len() {
        0 => Err(VaultError::Empty),
        bytes if bytes > LONGEST_SECRET => Err(VaultError::TooLong { bytes, limit: LONGEST_SECRET }),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
