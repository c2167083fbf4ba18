//! Connections and their settings.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::fault::OpenFault;
use crate::options::Options;

/// Settings that every connection gets: name, what is set, what must be read back.
const SETTINGS: [(&str, &str, i64); 9] = [
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cell_size_check", "ON", 1),
    ("wal_autocheckpoint", LOG_PAGES, 64),
];

/// After how many pages the log begins again. A short one is soon written over instead of growing, and a write that
/// does not make its file longer is durable sooner.
const LOG_PAGES: &str = "64";

/// How many statements stay prepared: all that there are. With fewer the ones of a tick and of a search would push each
/// other out, and preparing takes longer than running.
const PREPARED: usize = 128;

/// Opens an existing file, and leaves it as it is for now: a log that is there stays there, even on closing.
pub(crate) fn open(path: &Path, options: &Options) -> rusqlite::Result<Connection> {
    let connection = with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE, options)?;
    keep_log(&connection, true)?;
    Ok(connection)
}

/// Opens an existing file to read.
pub(crate) fn open_to_read(path: &Path, options: &Options) -> rusqlite::Result<Connection> {
    with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY, options)
}

/// Opens a file on a disk that nobody can write to: without locks, and without a log.
pub(crate) fn open_immutable(path: &Path, options: &Options) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    with_flags(Path::new(&immutable_uri(path)), flags, options)
}

/// Makes a new file.
pub(crate) fn create(path: &Path, options: &Options) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    with_flags(path, flags, options)
}

fn with_flags(path: &Path, flags: OpenFlags, options: &Options) -> rusqlite::Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    connection.busy_timeout(options.busy_timeout)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(connection)
}

/// How many of SQLite's own steps a look at a strange file may take, in [`STEPS`]: some seconds of work.
const LOOKS: u32 = 2_000;
const STEPS: i32 = 100_000;

/// Cuts off what goes on for ever in a file that is not trusted.
pub(crate) fn limit_progress(connection: &Connection) -> rusqlite::Result<()> {
    let mut left = LOOKS;
    connection.progress_handler(
        STEPS,
        Some(move || {
            left = left.saturating_sub(1);
            left == 0
        }),
    )
}

/// Takes that limit away, to read a file in full.
pub(crate) fn unlimited(connection: &Connection) -> rusqlite::Result<()> {
    connection.progress_handler(STEPS, None::<fn() -> bool>)
}

/// Whether closing leaves the write-ahead log as it is, or writes it into the database and removes it.
pub(crate) fn keep_log(connection: &Connection, keep: bool) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)?;
    Ok(())
}

/// Sets everything that the records rely on and reads it back.
pub(crate) fn apply_settings(connection: &Connection, busy_timeout: Duration) -> Result<(), OpenFault> {
    for (name, set, expected) in SETTINGS {
        let failed = |_| OpenFault::Setting(name);
        connection.execute_batch(&format!("PRAGMA {name} = {set}")).map_err(failed)?;
        if read(connection, name).map_err(failed)? != Value::Integer(expected) {
            return Err(OpenFault::Setting(name));
        }
    }
    let waits = i64::try_from(busy_timeout.as_millis()).unwrap_or(i64::MAX);
    if read(connection, "busy_timeout").ok() != Some(Value::Integer(waits)) {
        return Err(OpenFault::Setting("busy_timeout"));
    }
    without_memory_map(connection).map_err(|_| OpenFault::Setting("mmap_size"))
}

/// What of this matters for a copy in memory.
pub(crate) fn apply_memory_settings(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.execute_batch("PRAGMA temp_store = MEMORY")
}

/// A memory-mapped file turns a failing disk into a crash. A build without mapping answers nothing at all.
fn without_memory_map(connection: &Connection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("PRAGMA mmap_size = 0")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(0)? != 0 {
            return Err(rusqlite::Error::InvalidQuery);
        }
    }
    Ok(())
}

/// Turns on write-ahead logging. Gives the journal mode that is in force instead where the place does not allow it.
/// That it does not may also show as an error of [`has_no_shared_memory`], once the log is first read.
pub(crate) fn write_ahead(connection: &Connection) -> rusqlite::Result<Option<String>> {
    match journal_mode(connection, "WAL") {
        Ok(mode) if mode == "wal" => first_read(connection).map(|()| None),
        Ok(mode) => Ok(Some(mode)),
        Err(error) => Err(error),
    }
}

/// Whether this looks like a file with a write-ahead log in a place that cannot have one.
pub(crate) fn has_no_shared_memory(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error_code()
        .is_some_and(|code| matches!(code, ErrorCode::CannotOpen | ErrorCode::SystemIoFailure))
}

/// Takes the file for this connection alone, so that its log can be read without shared memory.
pub(crate) fn alone(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |_| Ok(()))
}

/// Takes a file that is held alone back to the old journal, for a place that cannot have a write-ahead log.
pub(crate) fn leave_write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    keep_log(connection, false)?;
    journal_mode(connection, "DELETE")?;
    connection.query_row("PRAGMA locking_mode = NORMAL", [], |_| Ok(()))?;
    // The lock goes with the next read.
    first_read(connection)
}

fn first_read(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

fn journal_mode(connection: &Connection, mode: &str) -> rusqlite::Result<String> {
    connection.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |row| row.get(0))
}

fn read(connection: &Connection, name: &str) -> rusqlite::Result<Value> {
    connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))
}

fn immutable_uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    // The forms that Windows takes at any length: `\\?\C:\a` and `\\?\UNC\server\share`.
    let path = match path.strip_prefix("//?/UNC/") {
        Some(share) => format!("//{share}"),
        None => path.strip_prefix("//?/").map_or_else(|| path.clone(), str::to_owned),
    };
    let mut uri = String::from("file:");
    if path.starts_with("//") {
        // What comes after two slashes would be an authority, which SQLite does not know: the path begins after it.
        uri += "//";
    } else if !path.starts_with('/') && path.contains(':') {
        uri.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let escaped = format!("%{byte:02X}");
            uri += &escaped;
        }
    }
    uri + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_means_something_in_a_uri() {
        assert_eq!(
            immutable_uri(Path::new("/a b/50%?#é.db")),
            "file:/a%20b/50%25%3F%23%C3%A9.db?immutable=1"
        );
        for (path, uri) in [
            (r"C:\data\x.db", "file:/C:/data/x.db?immutable=1"),
            (r"\\?\C:\data\x.db", "file:/C:/data/x.db?immutable=1"),
            (r"\\server\share\x.db", "file:////server/share/x.db?immutable=1"),
            (r"\\?\UNC\server\share\x.db", "file:////server/share/x.db?immutable=1"),
        ] {
            assert_eq!(immutable_uri(Path::new(path)), uri);
        }
    }

    /// SQLite itself takes what is made of a share: two slashes at the start of a path mean nothing else here.
    #[test]
    fn sqlite_opens_a_path_that_begins_as_a_share_does() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        let share = format!("/{}", path.display());
        let opened = open_immutable(Path::new(&share), &Options::default()).unwrap();
        let tables = opened.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
        assert_eq!(tables, Ok(1));
    }
}
