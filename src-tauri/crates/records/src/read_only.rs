//! Opening where nothing can be written: everything is read into memory, and every write refused.

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use tempfile::TempDir;

use crate::check;
use crate::connection;
use crate::environment;
use crate::fault::OpenFault;
use crate::header::{self, Look};
use crate::notice::{Notice, ReadOnlyCause};
use crate::options::Options;
use crate::place::{self, Place, sidecar};
use crate::records::{Opened, Records};
use crate::recovery;
use crate::schema::{self, Found};
use crate::search;
use crate::stop::{Stop, refuse};

/// Opens the records to read only. An older schema is brought up to date in memory.
pub(crate) fn open(place: Place, options: Options, cause: ReadOnlyCause) -> Result<Opened, OpenFault> {
    let mut notices = vec![Notice::ReadOnly { cause }];
    let connection = match live(&place, &options) {
        Ok(connection) => connection,
        Err(Stop::Damaged(sign)) => {
            let backup = recovery::newest_good(&place, &options).ok_or(OpenFault::Damaged(sign.clone()))?;
            let source = connection::open_to_read(&backup.file, &options)
                .map_err(|error| OpenFault::Io(error.to_string()))?;
            notices.push(Notice::Restored { lost_since: backup.at, lost_until: None, set_aside: None });
            without_fallback(load(&source, &place, &options))?
        }
        stopped => without_fallback(stopped)?,
    };
    let records = Records::assemble(connection, place, options, None, false);
    Ok(Opened { records, notices })
}

/// There is nothing further to fall back on.
fn without_fallback(outcome: Result<Connection, Stop>) -> Result<Connection, OpenFault> {
    outcome.map_err(|stop| match stop {
        Stop::Fault(fault) => fault,
        Stop::Damaged(sign) => OpenFault::Damaged(sign),
        Stop::Unwritable(_) => OpenFault::Io("cannot be read without writing".to_owned()),
    })
}

fn live(place: &Place, options: &Options) -> Result<Connection, Stop> {
    match header::look(place)? {
        Look::Missing => Err(OpenFault::CannotCreate {
            dir: place.dir().to_owned(),
            cause: "nothing can be written there".to_owned(),
        }
        .into()),
        Look::ForeignAndBusy => Err(OpenFault::ForeignFile(place.db()).into()),
        Look::Garbage => Err(Stop::Damaged("not a database".to_owned())),
        Look::Database => from_file(place, options),
    }
}

fn from_file(place: &Place, options: &Options) -> Result<Connection, Stop> {
    if !place.wal_is_hot() {
        let source = connection::open_immutable(&place.db(), options)?;
        return load(&source, place, options);
    }
    // With a log, SQLite needs shared memory beside it, which may be there from before or may be impossible.
    let source = connection::open_to_read(&place.db(), options)?;
    if source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_ok() {
        return load(&source, place, options);
    }
    drop(source);
    let copy = copied(place)?;
    let source = connection::open(&copy.path().join("copy.db"), options)?;
    load(&source, place, options)
}

/// The database and its log in a directory of their own, which goes when it is dropped.
fn copied(place: &Place) -> Result<TempDir, Stop> {
    let dir = tempfile::tempdir()?;
    let target = dir.path().join("copy.db");
    place::copy(&place.db(), &target)?;
    place::copy(&place.wal(), &sidecar(&target, "-wal"))?;
    Ok(dir)
}

/// Reads a whole file into memory and checks it there.
fn load(source: &Connection, place: &Place, options: &Options) -> Result<Connection, Stop> {
    let found = schema::inspect(source, &options.schema)?;
    refuse(&found, place, options)?;
    if let Found::Ours(version) = found {
        environment::refuse_other(source, options)?;
        schema::compare(source, &options.schema, version)?;
    }
    let mut memory = Connection::open_in_memory()?;
    let step = Backup::new(source, &mut memory)?.step(-1)?;
    if step != StepResult::Done {
        return Err(OpenFault::Busy.into());
    }
    connection::apply_memory_settings(&memory)?;
    check::structure(&memory)?;
    options.schema.migrate(&mut memory)?;
    check::contents(&memory)?;
    search::prepare_notes(&memory)?;
    Ok(memory)
}
