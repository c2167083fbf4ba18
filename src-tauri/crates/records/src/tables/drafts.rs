//! What was typed and is not saved yet.

use std::collections::BTreeMap;

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::text;
use domain::id::{DossierId, EmployerId, HoursRunId};
use rusqlite::{OptionalExtension, params};

/// What a draft belongs to: it goes when that is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftOwner {
    /// The office: its settings.
    Office,
    /// An employer; a new one has the nil id.
    Employer(EmployerId),
    /// A dossier.
    Dossier(DossierId),
    /// A run of hours.
    HoursRun(HoursRunId),
}

impl DraftOwner {
    fn key(self) -> String {
        match self {
            Self::Office => "office".to_owned(),
            Self::Employer(id) => text(id),
            Self::Dossier(id) => text(id),
            Self::HoursRun(id) => text(id),
        }
    }
}

impl Records {
    /// The draft of one field, as the caller wrote it.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn draft(&self, owner: DraftOwner, place: &str) -> Result<Option<String>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT content FROM drafts WHERE owner = ?1 AND place = ?2")?
                .query_row(params![owner.key(), place], |row| row.get(0))
                .optional()
        })
    }

    /// All drafts of an owner, by their places.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn drafts(&self, owner: DraftOwner) -> Result<BTreeMap<String, String>, ReadFault> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT place, content FROM drafts WHERE owner = ?1")?;
            statement.query_map([owner.key()], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    /// Keeps a draft in the place of the one before; none throws it away.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn set_draft(
        &mut self,
        owner: DraftOwner,
        place: &str,
        draft: Option<&str>,
    ) -> Result<(), WriteFault> {
        self.write(|tx| {
            match draft {
                Some(draft) => tx.execute(
                    "INSERT INTO drafts (owner, place, content) VALUES (?1, ?2, ?3)
                     ON CONFLICT (owner, place) DO UPDATE SET content = excluded.content",
                    params![owner.key(), place, draft],
                )?,
                None => tx.execute(
                    "DELETE FROM drafts WHERE owner = ?1 AND place = ?2",
                    params![owner.key(), place],
                )?,
            };
            Ok(())
        })
    }
}
