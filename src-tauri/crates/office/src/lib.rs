//! The use cases: where the rooms meet. One file a noun; every command calls one function here.

pub mod backups;
pub mod board;
mod change;
pub mod clock;
pub mod connection;
pub mod data_folder;
pub mod dossier_files;
mod dossier_import;
pub mod dossiers;
mod drafts;
pub mod employees;
pub mod employers;
pub mod environments;
pub mod files;
mod gather;
pub mod handbook_files;
pub mod host;
pub mod hours;
pub mod keychain;
mod keys;
pub mod library;
pub mod log_file;
mod notices;
mod opened;
mod projections;
pub mod refusal;
pub mod reminders;
pub mod retention;
pub mod search;
pub mod secrets;
pub mod settings;
mod shared_records;
pub mod startup;
mod stored;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::Environment;
use loket::Addresses;
use records::Records;

pub use clock::{Clock, SystemClock};
pub use data_folder::DataFolder;
pub use environments::Environments;
pub use jiff::civil::Date as Day;
pub use records::{Backup as StoredBackup, BackupFault, OpenFault, OpenedBy, Rescue};
pub use refusal::{Refusal, Result};
pub use vault::Vault;

pub use connection::link::LoketConnection;
pub use keys::Keys;
use library::Library;
use notices::Notices;
use opened::LastOpened;
use shared_records::{Open, SharedRecords};

/// The name under which the app's entries stand in the keychain.
pub const SERVICE: &str = "nl.koppelwijzer.desktop";

/// The whole app but for its windows: records, secrets, handbooks, and the time.
pub struct Office {
    environment: Environment,
    records: Arc<SharedRecords>,
    keys: Keys,
    library: Library,
    last_opened: LastOpened,
    clock: Arc<dyn Clock>,
    folder: PathBuf,
    notices: Notices,
    link: Arc<LoketConnection>,
    hours_files: hours::OpenFiles,
    employees: employees::OpenEmployees,
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
        let opened = Records::open_with(folder, clock.now(), environments::options(environment))?;
        let records = Arc::new(SharedRecords::new(opened.records));
        let office = Self {
            environment,
            link: Arc::new(LoketConnection::new(environment, folder, &records, &vault, &clock, sandbox)),
            keys: Keys::new(vault, &records),
            records,
            library: Library::default(),
            last_opened: LastOpened::default(),
            clock,
            folder: folder.to_owned(),
            notices: Notices::new(opened.notices),
            hours_files: hours::OpenFiles::default(),
            employees: employees::OpenEmployees::default(),
        };
        if let Err(refusal) = office.remake_summaries() {
            tracing::error!(?refusal, "outdated summaries were not made anew");
        }
        match office.records().and_then(|records| files::last_folder(&records)) {
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

    fn records(&self) -> Result<Open<'_>> {
        self.records.get()
    }

    /// The connection with Loket.
    pub fn connection(&self) -> &Arc<LoketConnection> {
        &self.link
    }

    /// What is sealed with, and where secrets are kept.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Puts the records away: writes the log into the database and makes the day's backup.
    ///
    /// # Errors
    /// When that fails; what was saved is saved all the same.
    pub fn close(&self) -> Result<()> {
        self.records.close(self.clock.now())
    }
}

/// Does work that nothing waits for, as in a folder on a network share that may not answer.
fn in_background(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
        tracing::warn!(%error, name, "no thread");
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
