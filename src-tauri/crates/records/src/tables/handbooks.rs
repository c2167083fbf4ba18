//! The handbooks that dossiers follow, each version as it was read.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::parsed;

/// Where a handbook came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It came with the app.
    Builtin,
    /// The user brought it in.
    Imported,
}

/// A handbook that is kept, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptHandbook {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Where it came from.
    pub source: Source,
    /// Since when it is kept, in UTC.
    pub at: Timestamp,
}

impl Records {
    /// Keeps a version of a handbook, so that dossiers can go on with it whatever the app brings later. Keeping the
    /// same again changes nothing.
    ///
    /// # Errors
    /// [`WriteFault::Refused`] when this version is kept already with another text; otherwise see [`WriteFault`].
    pub fn keep_handbook(
        &mut self,
        id: &str,
        version: u32,
        content: &str,
        source: Source,
        at: Timestamp,
    ) -> Result<(), WriteFault> {
        let kept = self.handbook_text(id, version);
        match kept {
            Ok(Some(same)) if same == content => return Ok(()),
            Ok(Some(_)) => {
                return Err(WriteFault::Refused(format!("version {version} of {id} has another text")));
            }
            Ok(None) => {}
            Err(fault) => return Err(fault.into()),
        }
        let source = match source {
            Source::Builtin => "builtin",
            Source::Imported => "imported",
        };
        self.write(|tx| {
            tx.execute(
                "INSERT INTO handbooks (id, version, source, at, content) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, version, source, at.to_string(), content],
            )?;
            Ok(())
        })
    }

    /// The text of a version that is kept. None: it is not.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn handbook_text(&self, id: &str, version: u32) -> Result<Option<String>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT content FROM handbooks WHERE id = ?1 AND version = ?2")?
                .query_row(params![id, version], |row| row.get(0))
                .optional()
        })
    }

    /// All versions that are kept, by id and version.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn kept_handbooks(&self) -> Result<Vec<KeptHandbook>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT id, version, source, at FROM handbooks ORDER BY id, version")?;
            let rows = statement.query_map([], |row| {
                Ok(KeptHandbook {
                    id: row.get(0)?,
                    version: row.get(1)?,
                    source: match row.get_ref(2)?.as_str()? {
                        "builtin" => Source::Builtin,
                        _ => Source::Imported,
                    },
                    at: parsed(row, 3)?,
                })
            })?;
            rows.collect()
        })
    }
}
