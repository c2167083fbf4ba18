//! The coupling user of each dossier, so that two couplings never share one.

use domain::id::DossierId;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::fault::ReadFault;
use crate::records::Records;
use crate::row::{parsed, text};

/// The coupling user of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouplingUser {
    pub dossier: DossierId,
    /// Its user name, as the caller keeps it; empty when the dossier has none.
    pub user_name: String,
    /// Since when it is known, in UTC.
    pub at: Timestamp,
}

impl Records {
    /// The coupling users of all dossiers, by dossier. One is stored with [`crate::Change::coupling_user`].
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn coupling_users(&self) -> Result<Vec<CouplingUser>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT dossier, user_name, at FROM coupling_users ORDER BY dossier")?;
            let rows = statement.query_map([], |row| {
                Ok(CouplingUser { dossier: parsed(row, 0)?, user_name: row.get(1)?, at: parsed(row, 2)? })
            })?;
            rows.collect()
        })
    }
}

pub(crate) fn store(tx: &Connection, user: &CouplingUser) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO coupling_users (dossier, user_name, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (dossier) DO UPDATE SET user_name = excluded.user_name, at = excluded.at",
    )?
    .execute(params![text(user.dossier), user.user_name, user.at.to_string()])?;
    Ok(())
}
