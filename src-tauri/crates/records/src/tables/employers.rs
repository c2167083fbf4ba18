//! Employers.

use domain::employer::Employer;
use domain::id::EmployerId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::removed;
use crate::row::{count, json, text, to_json};
use crate::search;

/// An employer in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerRow {
    pub employer: Employer,
    pub dossiers: u64,
}

impl Records {
    /// Adds an employer, or puts it in the place of the one with the same id. Its dossiers are found by its new name.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn save_employer(&mut self, employer: &Employer) -> Result<(), WriteFault> {
        self.write(|tx| store(tx, employer))
    }

    /// An employer. None: there is no such employer.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn employer(&self, id: EmployerId) -> Result<Option<Employer>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT content FROM employers WHERE id = ?1")?
                .query_row([text(id)], |row| json(row, 0))
                .optional()
        })
    }

    /// All employers with the number of their dossiers, in no particular order: sorting names is up to the language.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn employers(&self) -> Result<Vec<EmployerRow>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT content, (SELECT count(*) FROM dossiers d WHERE d.employer = e.id)
                 FROM employers e",
            )?;
            let rows = statement
                .query_map([], |row| Ok(EmployerRow { employer: json(row, 0)?, dossiers: count(row, 1)? }))?;
            rows.collect()
        })
    }
}

pub(crate) fn store(tx: &Connection, employer: &Employer) -> Result<(), WriteFault> {
    tx.prepare_cached(
        "INSERT INTO employers (id, company_name, content) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET
             company_name = excluded.company_name, content = excluded.content",
    )?
    .execute(params![text(employer.id), employer.company_name, to_json(employer)?])?;
    search::store_employer(tx, employer)?;
    removed::came_back(tx, &text(employer.id))?;
    Ok(())
}
