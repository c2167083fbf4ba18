//! The files that were made: what they were, never what was in them.

use domain::Actor;
use domain::files::Made;
use domain::id::{DossierId, EmployerId};
use jiff::Timestamp;
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::{count, json, parsed, parsed_or_none, text, to_json};

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// Id of this record.
    pub id: Uuid,
    /// The employer it is about, if any.
    pub employer: Option<EmployerId>,
    /// The dossier it was made in, if any.
    pub dossier: Option<DossierId>,
    /// What kind of file, by a word of the room that makes it.
    pub kind: String,
    /// Its name, without directory.
    pub name: String,
    pub bytes: u64,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// Counts, totals and period, as JSON. Nothing about persons.
    pub counts: String,
    /// When, in UTC.
    pub at: Timestamp,
    pub actor: Actor,
}

impl FileRecord {
    /// As the screens show it; none for a kind that this version does not know.
    pub fn made(self) -> Option<Made> {
        Some(Made {
            kind: self.kind.parse().ok()?,
            name: self.name,
            sha256: self.sha256,
            at: self.at,
            by: self.actor.initials,
            recorded: true,
        })
    }
}

impl Records {
    /// Records a file that was made, after it was read back.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn record_file(&mut self, file: &FileRecord) -> Result<(), WriteFault> {
        self.write(|tx| {
            let bytes = i64::try_from(file.bytes).unwrap_or(i64::MAX);
            tx.execute(
                "INSERT INTO files
                     (id, employer, dossier, kind, name, bytes, sha256, counts, at, actor)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    text(file.id),
                    file.employer.map(text),
                    file.dossier.map(text),
                    file.kind,
                    file.name,
                    bytes,
                    file.sha256,
                    file.counts,
                    file.at.to_string(),
                    to_json(&file.actor)?,
                ],
            )?;
            Ok(())
        })
    }

    /// The files made in a dossier, oldest first.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn files(&self, dossier: DossierId) -> Result<Vec<FileRecord>, ReadFault> {
        self.files_where("dossier", dossier)
    }

    /// The files about an employer, whether or not in a dossier, oldest first.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn files_of(&self, employer: EmployerId) -> Result<Vec<FileRecord>, ReadFault> {
        self.files_where("employer", employer)
    }

    fn files_where(
        &self,
        column: &'static str,
        id: impl std::fmt::Display,
    ) -> Result<Vec<FileRecord>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT id, employer, dossier, kind, name, bytes, sha256, counts, at, actor
                 FROM files WHERE {column} = ?1 ORDER BY rowid"
            ))?;
            statement.query_map([text(id)], record)?.collect()
        })
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<FileRecord> {
    Ok(FileRecord {
        id: parsed(row, 0)?,
        employer: parsed_or_none(row, 1)?,
        dossier: parsed_or_none(row, 2)?,
        kind: row.get(3)?,
        name: row.get(4)?,
        bytes: count(row, 5)?,
        sha256: row.get(6)?,
        counts: row.get(7)?,
        at: parsed(row, 8)?,
        actor: json(row, 9)?,
    })
}
