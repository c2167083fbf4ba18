//! What was read from Loket, each reading in the place of the one before it.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::parsed;
use crate::tables::known::Scope;

/// Something that was read from Loket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReading {
    pub scope: Scope,
    /// What was read, by name.
    pub what: String,
    /// When, in UTC.
    pub at: Timestamp,
    /// What it said; sealed by the caller where it identifies people.
    pub content: String,
}

impl Records {
    /// Everything that was read for one employer, or for the office.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn readings(&self, scope: Scope) -> Result<Vec<KeptReading>, ReadFault> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT what, at, content FROM readings WHERE scope = ?1")?;
            let rows = statement.query_map([scope.text()], |row| {
                Ok(KeptReading { scope, what: row.get(0)?, at: parsed(row, 1)?, content: row.get(2)? })
            })?;
            rows.collect()
        })
    }

    /// Some of what was read for one employer, or for the office, by name.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn readings_named(&self, scope: Scope, names: &[&str]) -> Result<Vec<KeptReading>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT at, content FROM readings WHERE scope = ?1 AND what = ?2")?;
            let one = |name: &&str| {
                let row = |row: &rusqlite::Row<'_>| {
                    Ok(KeptReading {
                        scope,
                        what: (*name).to_owned(),
                        at: parsed(row, 0)?,
                        content: row.get(1)?,
                    })
                };
                statement.query_row(params![scope.text(), name], row).optional().transpose()
            };
            names.iter().filter_map(one).collect()
        })
    }

    /// Keeps readings, all of them or none. Durable when it returns.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn keep_readings(&mut self, readings: &[KeptReading]) -> Result<(), WriteFault> {
        self.write(|tx| {
            let mut insert = tx.prepare_cached(
                "INSERT INTO readings (scope, what, at, content) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (scope, what) DO UPDATE SET at = excluded.at, content = excluded.content",
            )?;
            for one in readings {
                insert.execute(params![one.scope.text(), one.what, one.at.to_string(), one.content])?;
            }
            Ok(())
        })
    }
}
