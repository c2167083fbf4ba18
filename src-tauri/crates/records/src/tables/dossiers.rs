//! Dossiers, by their projection.

use domain::summary::Summary;
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::fault::ReadFault;
use crate::records::Records;
use crate::row::{json, parsed, text};

impl Records {
    /// All dossiers as the board shows them, in no particular order. Leaves out those of
    /// [`Records::unreadable_summaries`].
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn summaries(&self) -> Result<Vec<Summary>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT summary FROM dossiers")?;
            let rows = statement.query_map([], |row| Ok(json(row, 0).ok()))?;
            rows.filter_map(Result::transpose).collect()
        })
    }

    /// Dossiers whose projection this version of the app cannot read. To be made again from the events: a
    /// [`crate::Change`] without events.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn unreadable_summaries(&self) -> Result<Vec<Uuid>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT id, summary FROM dossiers")?;
            let rows = statement.query_map([], |row| {
                let readable = json::<Summary>(row, 1).is_ok();
                Ok((!readable).then_some(parsed(row, 0)?))
            })?;
            rows.filter_map(Result::transpose).collect()
        })
    }

    /// One dossier as the board shows it. None: there is no such dossier.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn summary(&self, dossier: Uuid) -> Result<Option<Summary>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT summary FROM dossiers WHERE id = ?1")?
                .query_row([text(dossier)], |row| json(row, 0))
                .optional()
        })
    }

    /// The dossiers of an employer, oldest first.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn dossiers_of(&self, employer: Uuid) -> Result<Vec<Uuid>, ReadFault> {
        self.ids("SELECT id FROM dossiers WHERE employer = ?1 ORDER BY id", text(employer))
    }

    /// Dossiers that were signed off before a moment, the longest ago first.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn finished_before(&self, moment: Timestamp) -> Result<Vec<Uuid>, ReadFault> {
        let sql = "SELECT id FROM dossiers WHERE finished < ?1 ORDER BY finished";
        self.ids(sql, moment.as_microsecond())
    }

    fn ids(&self, sql: &str, what: impl rusqlite::ToSql) -> Result<Vec<Uuid>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_map([what], |row| parsed(row, 0))?.collect()
        })
    }
}
