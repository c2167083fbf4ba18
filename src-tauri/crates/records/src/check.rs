//! Whether a file is whole: its pages, its references, and what it says.

use domain::chain::{START, hash};
use rusqlite::Connection;
use serde::Deserialize;

/// Why it is not, or why that could not be found out.
#[derive(Debug)]
pub(crate) enum Unsound {
    /// It is not, and this is the first sign of it.
    Damaged(String),
    Failed(rusqlite::Error),
}

impl From<rusqlite::Error> for Unsound {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error)
    }
}

/// Checks pages, indexes and references. For any schema.
pub(crate) fn structure(connection: &Connection) -> Result<(), Unsound> {
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Unsound::Damaged(verdict));
    }
    let mut references = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = references.query([])?;
    match rows.next()? {
        Some(row) => {
            let table: String = row.get(0)?;
            Err(Unsound::Damaged(format!("{table} refers to nothing")))
        }
        None => Ok(()),
    }
}

#[derive(Deserialize)]
struct Link {
    previous: String,
}

/// Checks that every dossier's events are what was written, all there and in their order. For the newest schema.
pub(crate) fn contents(connection: &Connection) -> Result<(), Unsound> {
    let mut statement = connection.prepare(
        "SELECT e.dossier, e.sequence, e.hash, e.content, d.length, d.head
         FROM events e JOIN dossiers d ON d.id = e.dossier ORDER BY e.dossier, e.sequence",
    )?;
    let mut rows = statement.query([])?;
    let (mut head, mut links) = (START.to_owned(), 0_i64);
    while let Some(row) = rows.next()? {
        let broken = || -> rusqlite::Result<Unsound> {
            let (dossier, sequence): (String, i64) = (row.get(0)?, row.get(1)?);
            Ok(Unsound::Damaged(format!("event {sequence} of {dossier}")))
        };
        let (sequence, length): (i64, i64) = (row.get(1)?, row.get(4)?);
        let stored = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        let content = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        let follows = serde_json::from_str(content).is_ok_and(|link: Link| link.previous == head);
        if !follows || sequence != links || hash(content) != stored {
            return Err(broken()?);
        }
        stored.clone_into(&mut head);
        links += 1;
        if links == length {
            if row.get_ref(5)?.as_str().map_err(rusqlite::Error::from)? != head {
                return Err(broken()?);
            }
            START.clone_into(&mut head);
            links = 0;
        }
    }
    all_there(connection, links)
}

/// Every dossier must have come to its end, and no events be left over.
fn all_there(connection: &Connection, links: i64) -> Result<(), Unsound> {
    let sql = "SELECT (SELECT count(*) FROM events) - (SELECT coalesce(sum(length), 0) FROM dossiers)";
    let over: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    if links != 0 || over != 0 {
        return Err(Unsound::Damaged("events are missing".to_owned()));
    }
    Ok(())
}
