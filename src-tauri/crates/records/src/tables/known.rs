//! What was answered once and need not be asked again.

use domain::id::{DossierId, EmployerId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::{parsed, parsed_or_none, text};

/// For whom something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// For the office, whoever the employer.
    Office,
    Employer(EmployerId),
}

impl Scope {
    pub(crate) fn text(self) -> String {
        match self {
            Self::Office => "office".to_owned(),
            Self::Employer(id) => text(id),
        }
    }
}

/// A value that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub scope: Scope,
    /// What it is, by the name under which it is asked for.
    pub what: String,
    /// The value; sealed by the caller where it is personal.
    pub value: String,
    /// Where it came from, as JSON.
    pub origin: String,
    /// Since when it is known, in UTC.
    pub at: Timestamp,
    /// The dossier it was learnt in: it goes with that dossier.
    pub dossier: Option<DossierId>,
}

impl Records {
    /// Everything that is known for the office, or for one employer.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn known_for(&self, scope: Scope) -> Result<Vec<Known>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT what, value, origin, at, dossier FROM known WHERE scope = ?1")?;
            let rows = statement.query_map([scope.text()], |row| {
                Ok(Known {
                    scope,
                    what: row.get(0)?,
                    value: row.get(1)?,
                    origin: row.get(2)?,
                    at: parsed(row, 3)?,
                    dossier: parsed_or_none(row, 4)?,
                })
            })?;
            rows.collect()
        })
    }

    /// What is known by a name. None: nothing.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn known(&self, scope: Scope, what: &str) -> Result<Option<Known>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT value, origin, at, dossier FROM known WHERE scope = ?1 AND what = ?2",
                )?
                .query_row(params![scope.text(), what], |row| {
                    Ok(Known {
                        scope,
                        what: what.to_owned(),
                        value: row.get(0)?,
                        origin: row.get(1)?,
                        at: parsed(row, 2)?,
                        dossier: parsed_or_none(row, 3)?,
                    })
                })
                .optional()
        })
    }

    /// Remembers values, each in the place of what was known by the same name. With a change in a dossier they go in
    /// [`crate::Change::known`] instead, in the same transaction.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn learn(&mut self, known: &[Known]) -> Result<(), WriteFault> {
        self.write(|tx| Ok(store(tx, known)?))
    }
}

pub(crate) fn store(tx: &Connection, known: &[Known]) -> rusqlite::Result<()> {
    for one in known {
        tx.prepare_cached(
            "INSERT INTO known (scope, what, value, origin, at, dossier) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (scope, what) DO UPDATE SET
                 value = excluded.value, origin = excluded.origin, at = excluded.at,
                 dossier = excluded.dossier",
        )?
        .execute(params![
            one.scope.text(),
            one.what,
            one.value,
            one.origin,
            one.at.to_string(),
            one.dossier.map(text),
        ])?;
    }
    Ok(())
}
