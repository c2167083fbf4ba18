//! Opens the database: looks at it, checks it, recovers what is damaged and migrates it.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, MAIN_DB};

use crate::archive::Archive;
use crate::backup::Reason;
use crate::check;
use crate::connection;
use crate::environment;
use crate::fault::OpenFault;
use crate::header::{self, Look};
use crate::host::OpenedBy;
use crate::identity::Identity;
use crate::location;
use crate::lock::DirectoryLock;
use crate::notice::Notice;
use crate::options::Options;
use crate::place::{self, Place, sidecar};
use crate::read_only;
use crate::records::{Live, Opened, Records};
use crate::recovery;
use crate::schema::{self, Found};
use crate::search;
use crate::session;
use crate::stop::{Stop, refuse};

/// A clock that is behind by less is being set right, not wrong.
const CLOCK_MARGIN: SignedDuration = SignedDuration::from_hours(1);

impl Records {
    /// Opens the records in a directory, or makes them there.
    ///
    /// A damaged file does not stop this: it is set aside and the newest good backup takes its place, which a notice
    /// tells. Where nothing can be written, the records open to read only.
    ///
    /// # Errors
    /// See [`OpenFault`]. The file is then as it was, byte for byte.
    pub fn open(dir: &Path, now: Timestamp) -> Result<Opened, OpenFault> {
        Self::open_with(dir, now, Options::default())
    }

    /// [`Records::open`] with other options than the app's own.
    ///
    /// # Errors
    /// As [`Records::open`].
    pub fn open_with(dir: &Path, now: Timestamp, options: Options) -> Result<Opened, OpenFault> {
        let place = Place::new(dir);
        let mut opening = Opening { place: place.clone(), now, options: options.clone(), notices: vec![] };
        match opening.run() {
            Ok(records) => Ok(Opened { records, notices: opening.notices() }),
            Err(Stop::Fault(fault)) => Err(fault),
            Err(Stop::Damaged(sign)) => Err(OpenFault::Io(sign)),
            Err(Stop::Unwritable(cause)) => read_only::open(place, options, cause),
        }
    }
}

/// That the clock is behind the last change to a dossier. What cannot be read tells nothing.
fn clock_back(connection: &Connection, now: Timestamp) -> Option<Notice> {
    let sql = "SELECT max(json_extract(summary, '$.changed')) FROM dossiers WHERE json_valid(summary)";
    let last: Option<String> = connection.query_row(sql, [], |row| row.get(0)).ok()?;
    let last: Timestamp = last?.parse().ok()?;
    (last.duration_since(now) > CLOCK_MARGIN).then_some(Notice::ClockBack { last })
}

/// A live connection, ready for use.
pub(crate) struct Ready {
    pub(crate) connection: Connection,
    pub(crate) identity: Identity,
    pub(crate) notices: Vec<Notice>,
}

struct Opening {
    place: Place,
    now: Timestamp,
    options: Options,
    notices: Vec<Notice>,
}

impl Opening {
    /// What the user has to know: what happened, and where the file lies.
    fn notices(self) -> Vec<Notice> {
        let dir = std::path::absolute(self.place.dir()).unwrap_or_else(|_| self.place.dir().to_owned());
        let told = location::notices(&dir.to_string_lossy(), &self.options.host);
        self.notices.into_iter().chain(told).collect()
    }

    fn run(&mut self) -> Result<Records, Stop> {
        let lock = self.enter()?;
        let clean = session::was_clean(&self.place);
        let seen = header::look(&self.place)?;
        refuse_early(&self.place, &self.options, &seen)?;
        // From here on things change.
        session::begin(&self.place, OpenedBy::new(&self.options.host, self.now))?;
        self.place.clean()?;
        let first = match seen {
            Look::Missing => {
                let found = recovery::missing(&self.place, self.now, &self.options)?;
                self.notices.extend(found);
                connect(&self.place, self.now, &self.options, false)
            }
            Look::Database => connect(&self.place, self.now, &self.options, clean),
            _ => Err(Stop::Damaged("not a database".to_owned())),
        };
        let ready = match first {
            Err(Stop::Damaged(sign)) => {
                tracing::warn!(sign, "the records are damaged");
                let recovered = recovery::damaged(&self.place, self.now, &self.options)?;
                self.notices.push(recovered);
                connect(&self.place, self.now, &self.options, false)?
            }
            other => other?,
        };
        self.notices.extend(ready.notices);
        environment::claim(&ready.connection, &self.options)?;
        self.place.make_private();
        let unsaved = (!clean && seen != Look::Missing) || !self.notices.is_empty();
        self.notices.extend(clock_back(&ready.connection, self.now));
        let live = Live::new(lock, ready.identity);
        Ok(Records::assemble(ready.connection, self.place.clone(), self.options.clone(), Some(live), unsaved))
    }

    /// Makes the directory if need be and takes the lock.
    fn enter(&self) -> Result<DirectoryLock, Stop> {
        let made = place::create_private(self.place.dir()).and_then(|()| DirectoryLock::take(&self.place));
        match made {
            Ok(Some(lock)) => Ok(lock),
            Ok(None) => Err(OpenFault::AlreadyOpen.into()),
            Err(error) if self.place.dir().is_dir() => Err(error.into()),
            Err(error) => {
                Err(OpenFault::CannotCreate { dir: self.place.dir().to_owned(), cause: error.to_string() }
                    .into())
            }
        }
    }
}

/// Opens the file that stands there: judged, checked unless it was closed cleanly, up to date, set up.
pub(crate) fn connect(place: &Place, now: Timestamp, options: &Options, clean: bool) -> Result<Ready, Stop> {
    // SQLite would open a file that it may not write to without a word.
    file_access::open(std::fs::OpenOptions::new().read(true).write(true), &place.db())?;
    let mut notices = vec![];
    let mut connection = connection::open(&place.db(), options)?;
    let version = judge(&mut connection, place, options)?;
    connection::apply_settings(&connection, options.busy_timeout)?;
    let outdated = version < options.schema.version();
    if !clean || outdated {
        if version > 0 {
            schema::compare(&connection, &options.schema, version)?;
        }
        check::structure(&connection)?;
    }
    if let Some(mode) = log_ahead(&mut connection, place, options)? {
        notices.push(Notice::NoWal { mode });
    }
    if outdated {
        notices.extend(update(&mut connection, place, now, options, version)?);
    }
    if !clean {
        check::contents(&connection)?;
    }
    search::prepare_notes(&connection)?;
    connection::keep_log(&connection, false)?;
    Ok(Ready { connection, identity: Identity::of(place)?, notices })
}

/// Turns on write-ahead logging, or gives the journal mode that has to do. Some places only show when a log is begun
/// that they have no shared memory for it; the file is then taken back to the old journal.
fn log_ahead(connection: &mut Connection, place: &Place, options: &Options) -> Result<Option<String>, Stop> {
    match connection::write_ahead(connection) {
        Err(error) if connection::has_no_shared_memory(&error) => {
            tracing::warn!(%error, "no shared memory for a log");
            *connection = connection::open(&place.db(), options)?;
            connection::alone(connection)?;
            connection::leave_write_ahead(connection)?;
            connection::apply_settings(connection, options.busy_timeout)?;
            Ok(Some("delete".to_owned()))
        }
        other => Ok(other?),
    }
}

/// Refuses what is not ours to open, before there is a connection that would leave an empty log beside it.
fn refuse_early(place: &Place, options: &Options, look: &Look) -> Result<(), Stop> {
    match look {
        Look::ForeignAndBusy => return Err(OpenFault::ForeignFile(place.db()).into()),
        Look::Missing | Look::Garbage => return Ok(()),
        Look::Database => {}
    }
    // What a transaction or a log left half done is only known after reading them.
    if place.wal_is_hot() || sidecar(&place.db(), "-journal").exists() {
        return Ok(());
    }
    // Damage, if that is what it is, is for later.
    let Ok(connection) = connection::open_immutable(&place.db(), options) else { return Ok(()) };
    match schema::inspect(&connection, &options.schema) {
        Err(_) | Ok(Found::Damaged) => Ok(()),
        Ok(Found::Ours(_)) => environment::refuse_other(&connection, options).or_else(|stop| match stop {
            Stop::Fault(fault @ OpenFault::OtherEnvironment { .. }) => Err(fault.into()),
            _ => Ok(()),
        }),
        Ok(found) => refuse(&found, place, options),
    }
}

/// Decides whether this file is ours to open, and tells its schema.
fn judge(connection: &mut Connection, place: &Place, options: &Options) -> Result<u32, Stop> {
    let mut alone = false;
    let found = match schema::inspect(connection, &options.schema) {
        Err(error) if connection::has_no_shared_memory(&error) => {
            *connection = connection::open(&place.db(), options)?;
            connection::alone(connection)?;
            alone = true;
            schema::inspect(connection, &options.schema)?
        }
        other => other?,
    };
    refuse(&found, place, options)?;
    if matches!(found, Found::Ours(_)) {
        environment::refuse_other(connection, options)?;
    }
    if connection.is_readonly(MAIN_DB)? {
        // The file can be written, so this comes from a header that says it cannot.
        return Err(Stop::Damaged("write version".to_owned()));
    }
    if alone {
        connection::leave_write_ahead(connection)?;
    }
    Ok(match found {
        Found::Ours(version) => version,
        _ => 0,
    })
}

/// Brings the file to the newest schema, after a backup that was read back.
fn update(
    connection: &mut Connection,
    place: &Place,
    now: Timestamp,
    options: &Options,
    version: u32,
) -> Result<Option<Notice>, Stop> {
    if version > 0 {
        let archive = Archive::new(place.clone(), options.clone());
        archive.job(now, Reason::BeforeMigration, 0, None).run()?;
    }
    options.schema.migrate(connection)?;
    let to = options.schema.version();
    Ok((version > 0).then_some(Notice::Migrated { from: version, to }))
}

#[cfg(test)]
mod tests {
    use rusqlite::types::Value;

    use super::*;

    #[test]
    fn every_setting_is_in_force() {
        let dir = tempfile::tempdir().unwrap();
        let records = Records::open(dir.path(), Timestamp::UNIX_EPOCH).unwrap().records;
        for (name, expected) in [
            ("journal_mode", Value::Text("wal".to_owned())),
            ("synchronous", 2.into()),
            ("fullfsync", 1.into()),
            ("foreign_keys", 1.into()),
            ("trusted_schema", 0.into()),
            ("secure_delete", 1.into()),
            ("temp_store", 2.into()),
            ("mmap_size", 0.into()),
            ("busy_timeout", 5_000.into()),
            ("application_id", 0x4B77_697A.into()),
        ] {
            let read = records.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0));
            assert_eq!(read, Ok::<Value, _>(expected), "{name}");
        }
    }

    #[test]
    fn every_table_is_strict() {
        let dir = tempfile::tempdir().unwrap();
        let records = Records::open(dir.path(), Timestamp::UNIX_EPOCH).unwrap().records;
        let sql = "SELECT group_concat(name) FROM pragma_table_list
                   WHERE schema = 'main' AND type = 'table' AND NOT strict AND name <> 'sqlite_schema'";
        let loose: Option<String> = records.connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(loose, None);
    }
}
