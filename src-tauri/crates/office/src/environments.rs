//! The three environments of Loket, each with records and secrets of its own. One is open at a time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::Environment;
use domain::connection::LoketFault;
use loket::Addresses;
use parking_lot::{Mutex, RwLock};

use crate::data_folder::DataFolder;
use crate::refusal::{Refusal, Result};
use crate::{Clock, Office, OpenFault, OpenedBy, Rescue, SERVICE, Vault, host};

/// The file that says which environment was open last. Unreadable: the real one, where a mistake shows at once.
const LAST: &str = "environment";

/// Opens the keychain under the name of a service.
pub type OpenVault = Box<dyn Fn(&str) -> Vault + Send + Sync>;

/// The environments, of which one is open.
pub struct Environments {
    folder: PathBuf,
    vault: OpenVault,
    clock: Arc<dyn Clock>,
    sandbox: Option<Addresses>,
    now: RwLock<Arc<Office>>,
    switching: Mutex<()>,
}

impl Environments {
    /// [`Environments::open`] of a folder that may have been elsewhere, which the user is then told.
    ///
    /// # Errors
    /// As [`Environments::open`].
    pub fn open_folder(
        folder: DataFolder,
        vault: OpenVault,
        clock: Arc<dyn Clock>,
        sandbox: Option<&str>,
    ) -> Result<Self, OpenFault> {
        let environments = Self::open(&folder.path, vault, clock, sandbox)?;
        if let Some(notice) = folder.notice {
            environments.now().notices.add(notice);
        }
        Ok(environments)
    }

    /// Opens the office of the environment that was open last. `sandbox` is the address of a sandbox that runs
    /// elsewhere on this computer; anything else is passed over.
    ///
    /// # Errors
    /// When its records cannot be opened; the files are then as they were.
    pub fn open(
        folder: &Path,
        vault: OpenVault,
        clock: Arc<dyn Clock>,
        sandbox: Option<&str>,
    ) -> Result<Self, OpenFault> {
        let sandbox = sandbox.and_then(|address| match Addresses::from_loopback(address) {
            Ok(addresses) => Some(addresses),
            Err(fault) => {
                tracing::error!(%fault, "only an address of this computer can be the sandbox");
                None
            }
        });
        let office = open(folder, last(folder), &vault, &clock, sandbox.clone())?;
        Ok(Self {
            folder: folder.to_owned(),
            vault,
            clock,
            sandbox,
            now: RwLock::new(Arc::new(office)),
            switching: Mutex::new(()),
        })
    }

    /// What can be done where [`Environments::open`] refused.
    ///
    /// # Errors
    /// When another program has the folder open, or nothing can be written in it.
    pub fn rescue(folder: &Path) -> Result<Rescue, OpenFault> {
        let environment = last(folder);
        let (folder, _) = place(folder, environment);
        Rescue::of(&folder, options(environment))
    }

    /// Who has the folder open that [`Environments::open`] refused, as far as it is known.
    pub fn opened_by(folder: &Path) -> Option<OpenedBy> {
        let (folder, _) = place(folder, last(folder));
        records::opened_by(&folder)
    }

    /// The folders of all environments, whether they are there or not.
    pub(crate) fn folders(folder: &Path) -> [PathBuf; Environment::ALL.len()] {
        Environment::ALL.map(|environment| place(folder, environment).0)
    }

    /// The office that is open.
    pub fn now(&self) -> Arc<Office> {
        Arc::clone(&self.now.read())
    }

    /// Whether a change in Loket, or the end of a sign-in, is under way: its outcome is still to be recorded.
    pub fn is_changing(&self) -> bool {
        self.now().link.has_change_under_way()
    }

    /// Closes the office and opens that of another environment. When that cannot be opened, the first stays.
    ///
    /// # Errors
    /// [`Refusal::EnvironmentClosed`] when its records cannot be opened; [`LoketFault::Busy`] while a change in Loket or
    /// the end of a sign-in is under way, whose outcome belongs in the records that are open. A sign-in that still
    /// waits for the browser ends.
    pub fn switch(&self, to: Environment) -> Result<()> {
        let _one_at_a_time = self.switching.lock();
        let from = self.now();
        if from.environment() == to {
            return Ok(());
        }
        if from.link.has_change_under_way() {
            return Err(LoketFault::Busy.into());
        }
        from.connection().cancel_sign_in();
        // The browser may have come back just before that.
        if from.link.has_change_under_way() {
            return Err(LoketFault::Busy.into());
        }
        let office =
            open(&self.folder, to, &self.vault, &self.clock, self.sandbox.clone()).map_err(|fault| {
                tracing::error!(%fault, ?to, "the records of this environment could not be opened");
                Refusal::EnvironmentClosed
            })?;
        // Who is at the keyboard, and in which language, is the same person everywhere.
        let settings = from.settings()?;
        if settings.actor().is_ok() && office.settings()?.actor().is_err() {
            office.save_settings(settings)?;
        }
        from.connection().cancel_sign_in();
        from.connection().stop_run();
        *self.now.write() = Arc::new(office);
        remember(&self.folder, to);
        if let Err(refusal) = from.close() {
            tracing::warn!(?refusal, "the records that were open could not be put away");
        }
        Ok(())
    }
}

fn open(
    folder: &Path,
    environment: Environment,
    vault: &OpenVault,
    clock: &Arc<dyn Clock>,
    sandbox: Option<Addresses>,
) -> Result<Office, OpenFault> {
    let (folder, service) = place(folder, environment);
    Office::open(&folder, environment, vault(&service), Arc::clone(clock), sandbox)
}

/// Where the records of an environment live, and under which name its secrets stand in the keychain.
fn place(folder: &Path, environment: Environment) -> (PathBuf, String) {
    match environment {
        Environment::Production => (folder.to_owned(), SERVICE.to_owned()),
        other => (folder.join(word(other)), format!("{SERVICE}.{}", word(other))),
    }
}

/// How the records of an environment are opened.
pub(crate) fn options(environment: Environment) -> records::Options {
    records::Options {
        environment: Some(word(environment).to_owned()),
        host: host::here(),
        ..records::Options::default()
    }
}

/// The environment in a word, as it stands in names of folders and in the records.
pub(crate) fn word(environment: Environment) -> &'static str {
    environment.word()
}

fn last(folder: &Path) -> Environment {
    let kept = std::fs::read_to_string(folder.join(LAST)).unwrap_or_default();
    Environment::ALL.into_iter().find(|one| word(*one) == kept.trim()).unwrap_or(Environment::Production)
}

/// Not worth refusing anything for: without it the app starts in the real environment.
fn remember(folder: &Path, environment: Environment) {
    if let Err(error) = file_access::replace(&folder.join(LAST), word(environment).as_bytes()) {
        tracing::warn!(%error, "the environment could not be remembered");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_the_real_environment() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(last(folder.path()), Environment::Production);
        std::fs::write(folder.path().join(LAST), [0xFF, 0xFE]).unwrap();
        assert_eq!(last(folder.path()), Environment::Production);
        remember(folder.path(), Environment::Sandbox);
        assert_eq!(last(folder.path()), Environment::Sandbox);
    }

    #[test]
    fn every_environment_has_a_place_and_a_name_of_its_own() {
        let places = Environment::ALL.map(|one| place(Path::new("data"), one));
        for (nth, (folder, service)) in places.iter().enumerate() {
            assert!(places.iter().skip(nth + 1).all(|(f, s)| f != folder && s != service));
        }
    }
}
