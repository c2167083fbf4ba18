//! Cards as they were typed, while something in them does not read yet.

use rusqlite::{OptionalExtension, params};
use uuid::Uuid;

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::text;

impl Records {
    /// The draft of an employer, as the caller wrote it; that of a new employer has the nil id.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn employer_draft(&self, employer: Uuid) -> Result<Option<String>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT content FROM employer_drafts WHERE employer = ?1")?
                .query_row([text(employer)], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps a draft in the place of the one before; none throws it away.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn set_employer_draft(&mut self, employer: Uuid, draft: Option<&str>) -> Result<(), WriteFault> {
        self.write(|tx| {
            match draft {
                Some(draft) => tx.execute(
                    "INSERT INTO employer_drafts (employer, content) VALUES (?1, ?2)
                     ON CONFLICT (employer) DO UPDATE SET content = excluded.content",
                    params![text(employer), draft],
                )?,
                None => tx.execute("DELETE FROM employer_drafts WHERE employer = ?1", [text(employer)])?,
            };
            Ok(())
        })
    }
}
