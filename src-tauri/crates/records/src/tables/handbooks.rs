//! The handbooks that dossiers follow, each version as it was read.

use domain::id::{DossierId, HandbookId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::{parsed, text};

/// Where a handbook came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Builtin,
    Imported,
    /// It came in with the file of this dossier, and serves that dossier only.
    Carried(DossierId),
}

/// A version of a handbook to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandbookVersion {
    pub id: HandbookId,
    pub version: u32,
    /// Its text as it was read.
    pub content: String,
    pub source: Source,
    /// Since when it is kept, in UTC.
    pub at: Timestamp,
}

/// A handbook that is kept, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptHandbook {
    pub id: HandbookId,
    pub version: u32,
    pub source: Source,
    /// Since when it is kept, in UTC.
    pub at: Timestamp,
}

impl Records {
    /// Keeps a version of a handbook, so that dossiers can go on with it whatever the app brings later. Keeping the
    /// same again changes nothing. With changes of dossiers they go in [`crate::Batch::handbooks`] instead, in the same
    /// transaction.
    ///
    /// # Errors
    /// [`WriteFault::Refused`] when this version is kept already with another text; otherwise see [`WriteFault`].
    pub fn keep_handbook(
        &mut self,
        id: &HandbookId,
        version: u32,
        content: &str,
        source: Source,
        at: Timestamp,
    ) -> Result<(), WriteFault> {
        let (id, content) = (id.clone(), content.to_owned());
        let handbook = HandbookVersion { id, version, content, source, at };
        if self.read(|connection| kept(connection, &handbook))?.as_deref() == Some(&handbook.content) {
            return Ok(());
        }
        self.write(|tx| store(tx, &handbook))
    }

    /// Puts another text in the place of a version that the office imported, as long as no dossier names that version in
    /// its events. Returns how many do: nothing is replaced unless that is none.
    ///
    /// # Errors
    /// [`WriteFault::Refused`] when it is a version of the app itself; otherwise see [`WriteFault`].
    pub fn replace_handbook(&mut self, handbook: &HandbookVersion) -> Result<u32, WriteFault> {
        let HandbookVersion { id, version, .. } = handbook;
        self.write(|tx| {
            let followers = followers(tx, id, Some(*version))?;
            if followers == 0 {
                let imported = "DELETE FROM handbooks WHERE id = ?1 AND version = ?2 AND source = 'imported'";
                tx.execute(imported, params![id.as_str(), version])?;
                store(tx, handbook)?;
            }
            Ok(followers)
        })
    }

    /// Removes all versions of a handbook that the office imported, as long as no dossier names one in its events.
    /// Returns how many do: nothing is removed unless that is none.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn remove_handbook(&mut self, id: &HandbookId) -> Result<u32, WriteFault> {
        self.write(|tx| {
            let followers = followers(tx, id, None)?;
            if followers == 0 {
                tx.execute(
                    "DELETE FROM handbooks WHERE id = ?1 AND source = 'imported'",
                    params![id.as_str()],
                )?;
            }
            Ok(followers)
        })
    }

    /// The text of a version that is kept for every dossier. None: it is not.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn handbook_text(&self, id: &HandbookId, version: u32) -> Result<Option<String>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT content FROM handbooks WHERE id = ?1 AND version = ?2 AND dossier = ''",
                )?
                .query_row(params![id.as_str(), version], |row| row.get(0))
                .optional()
        })
    }

    /// The text of a version as one dossier follows it: what came in with its own file before what is kept for all.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn handbook_text_of(
        &self,
        dossier: DossierId,
        id: &HandbookId,
        version: u32,
    ) -> Result<Option<String>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT content FROM handbooks WHERE id = ?1 AND version = ?2 AND dossier IN (?3, '')
                     ORDER BY dossier DESC LIMIT 1",
                )?
                .query_row(params![id.as_str(), version, text(dossier)], |row| row.get(0))
                .optional()
        })
    }

    /// All versions that are kept for every dossier, by id and version: not those that came in with a dossier's file.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn kept_handbooks(&self) -> Result<Vec<KeptHandbook>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, version, source, at FROM handbooks WHERE dossier = '' ORDER BY id, version",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(KeptHandbook {
                    id: row.get::<_, String>(0)?.into(),
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

/// How many dossiers name a version of a handbook in their events; without one, any version of it. Not those that carry a
/// text of their own under it. What a dossier did under an earlier version is shown by that version.
fn followers(tx: &Connection, id: &HandbookId, version: Option<u32>) -> rusqlite::Result<u32> {
    tx.prepare_cached(
        "SELECT count(DISTINCT event.dossier) FROM events AS start
         JOIN events AS event ON event.dossier = start.dossier
         WHERE start.sequence = 0 AND start.content ->> '$.action.handbook' = ?1
             AND (?2 IS NULL OR event.content ->> '$.handbook_version' = ?2)
             AND NOT EXISTS (SELECT 1 FROM handbooks WHERE handbooks.id = ?1
                 AND handbooks.version = event.content ->> '$.handbook_version' AND handbooks.dossier = event.dossier)",
    )?
    .query_row(params![id.as_str(), version], |row| row.get(0))
}

/// Keeps a version, unless the same is kept already.
pub(crate) fn store(tx: &Connection, handbook: &HandbookVersion) -> Result<(), WriteFault> {
    let HandbookVersion { id, version, content, source, at } = handbook;
    match kept(tx, handbook)? {
        Some(same) if same == *content => return Ok(()),
        Some(_) => return Err(WriteFault::Refused(format!("version {version} of {id} has another text"))),
        None => {}
    }
    let word = match source {
        Source::Builtin => "builtin",
        Source::Imported => "imported",
        Source::Carried(_) => "carried",
    };
    tx.execute(
        "INSERT INTO handbooks (id, version, source, dossier, at, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id.as_str(), version, word, owner(*source), at.to_string(), content],
    )?;
    Ok(())
}

/// The text that stands where this version would go.
fn kept(connection: &Connection, handbook: &HandbookVersion) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT content FROM handbooks WHERE id = ?1 AND version = ?2 AND dossier = ?3")?
        .query_row(params![handbook.id.as_str(), handbook.version, owner(handbook.source)], |row| row.get(0))
        .optional()
}

fn owner(source: Source) -> String {
    match source {
        Source::Carried(dossier) => text(dossier),
        Source::Builtin | Source::Imported => String::new(),
    }
}
