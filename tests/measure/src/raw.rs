//! The least that could keep and find the same: SQLite with nothing around it.

use std::path::Path;

use driver::Result;
use rusqlite::{Connection, OpenFlags};

/// About the length of an event as JSON.
const LENGTH: usize = 420;

/// A database of its own, as durable as the records are. The length of its log is SQLite's own.
pub(crate) struct Insert {
    connection: Connection,
    content: String,
}

impl Insert {
    /// Makes one in `folder`.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let connection = Connection::open(folder.join("raw.db"))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
             PRAGMA checkpoint_fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;
             CREATE TABLE events (content TEXT NOT NULL) STRICT;",
        )?;
        Ok(Self { connection, content: "x".repeat(LENGTH) })
    }

    /// Writes one row, durable when it returns.
    pub(crate) fn row(&self) -> Result {
        self.connection
            .prepare_cached("INSERT INTO events (content) VALUES (?1)")?
            .execute([&self.content])?;
        Ok(())
    }
}

/// The indexes of the records, asked without the records.
pub(crate) struct Find {
    connection: Connection,
}

impl Find {
    /// Opens the records in `folder`, where nobody else has them open.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Ok(Self { connection: Connection::open_with_flags(folder.join("koppelwijzer.db"), flags)? })
    }

    /// The newest 20 of each kind with a word that begins so; how many there were.
    pub(crate) fn rows(&self, word: &str) -> Result<usize> {
        let mut found = 0;
        for kind in ["employer", "dossier", "step"] {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT row.title, row.employer_name FROM {kind}_search
                 JOIN search_rows AS row ON row.id = {kind}_search.rowid
                 WHERE {kind}_search MATCH ?1 ORDER BY {kind}_search.rowid DESC LIMIT 20",
            ))?;
            let rows = statement.query_map([format!("\"{word}\"*")], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })?;
            found += rows.collect::<Result<Vec<_>, _>>()?.len();
        }
        Ok(found)
    }
}
