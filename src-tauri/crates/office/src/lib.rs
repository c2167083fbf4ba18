//! The use cases: where the rooms meet. One file a noun; every command calls one function here.

pub mod backups;
pub mod board;
mod change;
pub mod clock;
pub mod connection;
pub mod dossier_files;
mod dossier_import;
pub mod dossiers;
mod employer_drafts;
pub mod employers;
pub mod environments;
pub mod files;
mod files_in;
mod gather;
pub mod handbook_files;
pub mod keychain;
pub mod library;
mod notices;
mod projections;
pub mod refusal;
pub mod reminders;
pub mod retention;
mod sealing;
pub mod search;
pub mod secrets;
pub mod settings;
pub mod startup;

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use domain::Environment;
use loket::Addresses;
use records::Records;
use vault::{Authenticator, Seal};

pub use clock::{Clock, SystemClock};
pub use environments::Environments;
pub use jiff::civil::Date as Day;
pub use records::OpenFault;
pub use refusal::{Refusal, Result};
pub use vault::Vault;

use connection::link::Link;
use library::Library;

/// The name under which the app's entries stand in the keychain.
pub const SERVICE: &str = "nl.koppelwijzer.desktop";

/// The whole app but for its windows: records, secrets, handbooks, and the time.
pub struct Office {
    environment: Environment,
    records: Mutex<Option<Records>>,
    vault: Vault,
    seal: Seal,
    authenticator: Authenticator,
    library: Library,
    clock: Arc<dyn Clock>,
    folder: PathBuf,
    /// What this start has to tell and was not read yet.
    notices: Mutex<Vec<records::Notice>>,
    link: Link,
}

impl Office {
    /// Opens the office on a data folder. `sandbox` is where the sandbox is, when it is not the app's own.
    ///
    /// # Errors
    /// When the records cannot be opened, or are of another environment; the files are then as they were.
    pub fn open(
        folder: &Path,
        environment: Environment,
        vault: Vault,
        clock: Arc<dyn Clock>,
        sandbox: Option<Addresses>,
    ) -> Result<Self, OpenFault> {
        let environment_word = Some(environments::word(environment).to_owned());
        let options = records::Options { environment: environment_word, ..records::Options::default() };
        let opened = Records::open_with(folder, clock.now(), options)?;
        let office = Self {
            environment,
            records: Mutex::new(Some(opened.records)),
            seal: Seal::new(&vault),
            authenticator: Authenticator::new(&vault),
            vault,
            library: Library::default(),
            clock,
            folder: folder.to_owned(),
            notices: Mutex::new(opened.notices),
            link: Link::new(sandbox),
        };
        if let Err(refusal) = office.remake_summaries() {
            tracing::error!(?refusal, "outdated summaries were not made anew");
        }
        match office.last_folder() {
            Ok(Some(folder)) => in_background("half-made-files", move || files::clear_half_made(&folder)),
            Ok(None) => {}
            Err(refusal) => tracing::warn!(?refusal, "half-made files could not be looked for"),
        }
        Ok(office)
    }

    /// The environment of Loket that everything here belongs to.
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// The records, for as long as one use case takes: taken by that alone, what it calls gets them passed on. Refused
    /// once the office is closed.
    fn records(&self) -> Result<Open<'_>> {
        tracing::trace!(target: "office::lock", "records");
        let guard = self.records.lock().map_err(|_| Refusal::Unexpected)?;
        if guard.is_some() { Ok(Open(guard)) } else { Err(Refusal::Unexpected) }
    }

    /// Puts the records away: settles the log and makes the day's backup.
    ///
    /// # Errors
    /// When that fails; what was saved is saved all the same.
    pub fn close(&self) -> Result<()> {
        let mut guard = self.records.lock().map_err(|_| Refusal::Unexpected)?;
        guard.take().map_or(Ok(()), |records| Ok(records.close(self.clock.now())?))
    }
}

/// Does work that nothing waits for, as in a folder on a network share that may not answer.
fn in_background(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
        tracing::warn!(%error, name, "no thread");
    }
}

/// The records while they are open: made by [`Office::records`] only.
struct Open<'a>(MutexGuard<'a, Option<Records>>);

impl Deref for Open<'_> {
    type Target = Records;

    fn deref(&self) -> &Records {
        self.0.as_ref().expect("looked at when it was made")
    }
}

impl DerefMut for Open<'_> {
    fn deref_mut(&mut self) -> &mut Records {
        self.0.as_mut().expect("looked at when it was made")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::time::Duration;

    /// A start whose last folder is on a share that does not answer.
    #[test]
    fn what_does_not_answer_holds_nothing_up() {
        let (answer, answered) = channel::<()>();
        let (done, is_done) = channel();
        super::in_background("share", move || {
            // Waits as a dead share does, until the test lets go.
            let _ = answered.recv();
            let _ = done.send(());
        });
        assert!(is_done.try_recv().is_err(), "it is still waiting, and this goes on");
        drop(answer);
        assert!(is_done.recv_timeout(Duration::from_secs(30)).is_ok());
    }
}
