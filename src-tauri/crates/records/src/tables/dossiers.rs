//! Dossiers, by their projection.

use domain::authenticity::Mac;
use domain::id::{DossierId, EmployerId};
use domain::summary::Summary;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row};

use crate::fault::ReadFault;
use crate::records::Records;
use crate::row::{json, parsed, text};

/// A dossier's projection with what shows whether it is what this program wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    pub dossier: DossierId,
    /// Hash of its last event.
    pub head: String,
    /// The summary as it is stored.
    pub text: String,
    /// The summary; none when this version of the app cannot read it.
    pub summary: Option<Summary>,
    /// The code over both, when there is one.
    pub mac: Option<Mac>,
    /// The key that made the code of the last event, where the summary has none: they are written together.
    pub head_key: Option<String>,
}

/// Where the chain of a dossier has got to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainState {
    pub dossier: DossierId,
    /// Hash of its last event.
    pub head: String,
    /// Another number once anybody else wrote to the file.
    pub written_by_others: i64,
    /// Another number once something was written here, or the file was replaced.
    pub written_here: u64,
}

const COLUMNS: &str = "d.id, d.head, d.summary, d.mac, d.mac_key, CASE WHEN d.mac IS NULL THEN
    (SELECT e.mac_key FROM events e WHERE e.dossier = d.id AND e.sequence = d.length - 1) END";

fn summary_row(row: &Row<'_>) -> rusqlite::Result<SummaryRow> {
    let (code, key): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
    Ok(SummaryRow {
        dossier: parsed(row, 0)?,
        head: row.get(1)?,
        text: row.get(2)?,
        summary: json(row, 2).ok(),
        mac: code.zip(key).map(|(code, key)| Mac { key, code }),
        head_key: row.get(5)?,
    })
}

impl Records {
    /// Where the chain of a dossier has got to. None: there is no such dossier. `before`: where it had got to when it was
    /// last looked at, which is still so when nothing was written since.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn chain_state(
        &self,
        dossier: DossierId,
        before: Option<ChainState>,
    ) -> Result<Option<ChainState>, ReadFault> {
        self.read(|connection| {
            // Commits of this connection leave it as it is.
            let mut version = connection.prepare_cached("PRAGMA main.data_version")?;
            let written_by_others = version.query_row([], |row| row.get(0))?;
            let written_here = self.changes();
            let still = |state: &ChainState| {
                (state.dossier, state.written_by_others, state.written_here)
                    == (dossier, written_by_others, written_here)
            };
            if let Some(same) = before.filter(still) {
                return Ok(Some(same));
            }
            let head = connection
                .prepare_cached("SELECT head FROM dossiers WHERE id = ?1")?
                .query_row([text(dossier)], |row| row.get(0))
                .optional()?;
            Ok(head.map(|head| ChainState { dossier, head, written_by_others, written_here }))
        })
    }

    /// All dossiers with what shows whether their projection was changed, in no particular order.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn summary_rows(&self) -> Result<Vec<SummaryRow>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM dossiers d"))?;
            statement.query_map([], summary_row)?.collect()
        })
    }

    /// The same of one dossier. None: there is no such dossier.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn summary_row(&self, dossier: DossierId) -> Result<Option<SummaryRow>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM dossiers d WHERE d.id = ?1"))?
                .query_row([text(dossier)], summary_row)
                .optional()
        })
    }

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
    pub fn unreadable_summaries(&self) -> Result<Vec<DossierId>, ReadFault> {
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
    pub fn summary(&self, dossier: DossierId) -> Result<Option<Summary>, ReadFault> {
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
    pub fn dossiers_of(&self, employer: EmployerId) -> Result<Vec<DossierId>, ReadFault> {
        self.ids("SELECT id FROM dossiers WHERE employer = ?1 ORDER BY id", text(employer))
    }

    /// Dossiers that were signed off before a moment, the longest ago first.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn finished_before(&self, moment: Timestamp) -> Result<Vec<DossierId>, ReadFault> {
        let sql = "SELECT id FROM dossiers WHERE finished < ?1 ORDER BY finished";
        self.ids(sql, moment.as_microsecond())
    }

    fn ids(&self, sql: &str, what: impl rusqlite::ToSql) -> Result<Vec<DossierId>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_map([what], |row| parsed(row, 0))?.collect()
        })
    }
}
