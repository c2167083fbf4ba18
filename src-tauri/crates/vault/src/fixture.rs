//! Keychains that fail on demand, for the tests of this room.

use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use keyring_core::api::{CredentialApi, CredentialStoreApi};
use keyring_core::{Credential, CredentialStore, Entry, Error, Result, mock};

use crate::keychain::Source;
use crate::{Secret, SecretName, Vault, VaultError};

pub(crate) const SERVICE: &str = "koppelwijzer-test";
/// Short, for a test that has to wait it out.
pub(crate) const LIMIT: Duration = Duration::from_millis(300);
/// Ample, for tests of anything else: a busy machine is no keychain that hangs.
pub(crate) const AMPLE: Duration = Duration::from_mins(1);

pub(crate) fn name(name: &str) -> SecretName {
    SecretName::new(name).unwrap()
}

pub(crate) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub(crate) fn read(vault: &Vault, of: &str) -> std::result::Result<String, VaultError> {
    vault.with_secret(&name(of), str::to_owned)
}

/// A keychain in memory, its vault, and a hand on its entries from outside.
pub(crate) struct Outside {
    pub(crate) vault: Vault,
    pub(crate) hold: Arc<Hold>,
    pub(crate) connects: Arc<AtomicUsize>,
    store: Arc<mock::Store>,
}

impl Outside {
    pub(crate) fn new() -> Self {
        Self::with(AMPLE)
    }

    /// With a vault that waits for [`LIMIT`] only.
    pub(crate) fn hasty() -> Self {
        Self::with(LIMIT)
    }

    fn with(limit: Duration) -> Self {
        let store = mock::Store::new().unwrap();
        let (hold, connects) = <(Arc<Hold>, Arc<AtomicUsize>)>::default();
        let source = Counting {
            store: Arc::new(Holding { inner: Arc::clone(&store), hold: Arc::clone(&hold) }),
            hold: Arc::clone(&hold),
            connects: Arc::clone(&connects),
        };
        Self { vault: Vault::on(SERVICE, Arc::new(source), limit), hold, connects, store }
    }

    /// A second vault on the same keychain, as after a restart of the app.
    pub(crate) fn restarted(&self) -> Vault {
        Vault::with_store(SERVICE, Arc::clone(&self.store) as Arc<CredentialStore>, AMPLE)
    }

    fn entry(&self, name: &str) -> Entry {
        self.store.build(SERVICE, name, None).unwrap()
    }

    pub(crate) fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        self.entry(name).get_secret().ok()
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        self.entry(name).set_secret(bytes).unwrap();
    }

    pub(crate) fn delete(&self, name: &str) {
        self.entry(name).delete_credential().unwrap();
    }

    /// The next call on this entry fails, once.
    pub(crate) fn fail_next(&self, name: &str, error: Error) {
        let entry = self.entry(name);
        entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
    }
}

pub(crate) fn platform_failure() -> Error {
    Error::PlatformFailure("user said no".into())
}

pub(crate) fn locked() -> Error {
    Error::NoStorageAccess("locked".into())
}

struct Counting {
    store: Arc<CredentialStore>,
    hold: Arc<Hold>,
    connects: Arc<AtomicUsize>,
}

impl Source for Counting {
    fn connect(&self) -> Result<Arc<CredentialStore>> {
        self.connects.fetch_add(1, Ordering::SeqCst);
        Ok(Arc::clone(&self.store))
    }

    fn unlock(&self) -> Result<()> {
        self.hold.pass();
        Ok(())
    }
}

/// Makes calls on an entry wait, or crash.
#[derive(Default)]
pub(crate) struct Hold {
    state: Mutex<Held>,
    changed: Condvar,
    pub(crate) crash_next: AtomicBool,
}

#[derive(Default)]
struct Held {
    all: bool,
    /// How many calls still pass before one is held alone.
    alone_after: Option<usize>,
    released: bool,
    calls: usize,
}

impl Hold {
    /// Holds every call, or lets all go that are held.
    pub(crate) fn all(&self, on: bool) {
        self.state.lock().unwrap().all = on;
        self.changed.notify_all();
    }

    /// Lets so many calls through and then holds one, and no others.
    pub(crate) fn one_after(&self, calls: usize) {
        let mut state = self.state.lock().unwrap();
        state.alone_after = Some(calls);
        state.released = false;
    }

    /// Lets the one call go that was held.
    pub(crate) fn release(&self) {
        self.state.lock().unwrap().released = true;
        self.changed.notify_all();
    }

    /// How many calls have come as far as the keychain.
    pub(crate) fn calls(&self) -> usize {
        self.state.lock().unwrap().calls
    }

    fn pass(&self) {
        assert!(!self.crash_next.swap(false, Ordering::SeqCst), "the keychain's code crashes");
        let mut state = self.state.lock().unwrap();
        state.calls += 1;
        let before = state.alone_after.take();
        state.alone_after = before.and_then(|calls| calls.checked_sub(1));
        if before == Some(0) {
            state = self.changed.wait_while(state, |held| !held.released).unwrap();
        }
        drop(self.changed.wait_while(state, |held| held.all).unwrap());
    }
}

struct Holding {
    inner: Arc<mock::Store>,
    hold: Arc<Hold>,
}

impl CredentialStoreApi for Holding {
    fn vendor(&self) -> String {
        self.inner.vendor()
    }

    fn id(&self) -> String {
        self.inner.id()
    }

    fn build(&self, service: &str, user: &str, modifiers: Option<&HashMap<&str, &str>>) -> Result<Entry> {
        Ok(Entry::new_with_credential(Arc::new(HeldEntry {
            inner: self.inner.build(service, user, modifiers)?,
            hold: Arc::clone(&self.hold),
        })))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct HeldEntry {
    inner: Entry,
    hold: Arc<Hold>,
}

impl CredentialApi for HeldEntry {
    fn set_secret(&self, secret: &[u8]) -> Result<()> {
        self.hold.pass();
        self.inner.set_secret(secret)
    }

    fn get_secret(&self) -> Result<Vec<u8>> {
        self.hold.pass();
        self.inner.get_secret()
    }

    fn delete_credential(&self) -> Result<()> {
        self.hold.pass();
        self.inner.delete_credential()
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        self.inner.get_specifiers()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HeldEntry")
    }
}

/// A keychain that says yes and keeps nothing.
pub(crate) struct Forgetful;

impl CredentialStoreApi for Forgetful {
    fn vendor(&self) -> String {
        String::new()
    }

    fn id(&self) -> String {
        String::new()
    }

    fn build(&self, _: &str, _: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry> {
        Ok(Entry::new_with_credential(Arc::new(ForgetfulEntry)))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Debug)]
struct ForgetfulEntry;

impl CredentialApi for ForgetfulEntry {
    fn set_secret(&self, _: &[u8]) -> Result<()> {
        Ok(())
    }

    fn get_secret(&self) -> Result<Vec<u8>> {
        Err(Error::NoEntry)
    }

    fn delete_credential(&self) -> Result<()> {
        Ok(())
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn debug_fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ForgetfulEntry")
    }
}
