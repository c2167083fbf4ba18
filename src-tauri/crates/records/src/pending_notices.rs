//! Notices that are shown until the user says that they were read. They are kept in the records themselves, so that
//! who stops before reading them sees them again.

use rusqlite::{Connection, OptionalExtension, params};

use crate::connection;
use crate::fault::{ReadFault, WriteFault};
use crate::notice::Notice;
use crate::options::Options;
use crate::place::{self, Place};
use crate::records::Records;
use crate::setting_key::SettingKey;

const KEY: &str = SettingKey::NOTICES.as_str();

impl Records {
    /// What was not read yet, oldest first.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn pending_notices(&self) -> Result<Vec<Notice>, ReadFault> {
        self.read(kept)
    }

    /// Takes note that something was read.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn acknowledge(&mut self, notice: &Notice) -> Result<(), WriteFault> {
        self.write(|tx| {
            let mut rest = kept(tx)?;
            rest.retain(|other| other != notice);
            Ok(keep(tx, &rest)?)
        })
    }
}

/// Adds a notice to the file that is about to take its place. Going on matters more: should this fail, the notice is
/// shown once.
pub(crate) fn remember(place: &Place, options: &Options, notice: &Notice) {
    let incoming = place.incoming();
    let added = connection::create(&incoming, options).and_then(|connection| {
        let mut all = kept(&connection)?;
        all.push(notice.clone());
        keep(&connection, &all)?;
        connection.close().map_err(|(_, error)| error)
    });
    if let Err(error) = added {
        tracing::warn!(%error, "a notice was not kept");
    }
    if let Err(error) = place::sync_file(&incoming) {
        tracing::warn!(%error, "a notice may not be kept");
    }
}

/// What cannot be read, as of another version, is not shown.
fn kept(connection: &Connection) -> rusqlite::Result<Vec<Notice>> {
    let text: Option<String> = connection
        .query_row("SELECT value FROM settings WHERE key = ?1", [KEY], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn keep(connection: &Connection, notices: &[Notice]) -> rusqlite::Result<()> {
    if notices.is_empty() {
        connection.execute("DELETE FROM settings WHERE key = ?1", [KEY])?;
        return Ok(());
    }
    let text = serde_json::to_string(notices)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    connection.execute(
        "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![KEY, text],
    )?;
    Ok(())
}
