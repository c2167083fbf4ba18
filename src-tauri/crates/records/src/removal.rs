//! Removing for good: an employer with everything, or dossiers whose time is over.

use jiff::Timestamp;
use rusqlite::params_from_iter;

use crate::fault::{ReadFault, WriteFault};
use crate::place;
use crate::records::{Records, checkpoint};
use crate::removed::{self, Removal, RemovalScope, dossiers, steps};
use crate::search;

impl Records {
    /// What would go.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn removal(&self, scope: &RemovalScope) -> Result<Removal, ReadFault> {
        let counted = self.read(|connection| {
            let dossiers = dossiers(connection, scope)?;
            let mut removal = Removal::default();
            for step in steps(scope, &dossiers) {
                let sql = format!("SELECT count(*) FROM {} WHERE {}", step.table, step.condition);
                let count = connection
                    .query_row(&sql, params_from_iter(&step.ids), |row| crate::row::count(row, 0))?;
                removal.add(step.table, count);
            }
            Ok(removal)
        })?;
        Ok(self.with_copies(counted))
    }

    /// Removes it, in one transaction, and wipes what was in the log. What it was cannot be read from the file any
    /// more; backups keep it until they are let go, and putting one back does not bring it back.
    ///
    /// # Errors
    /// See [`WriteFault`]. Nothing went then.
    pub fn remove(&mut self, scope: &RemovalScope, now: Timestamp) -> Result<Removal, WriteFault> {
        let (removal, gone) = self.write(|tx| {
            let dossiers = dossiers(tx, scope)?;
            let removal = removed::delete(tx, scope, &dossiers, now)?;
            Ok((removal, dossiers))
        })?;
        if let Err(error) = search::forget_dossiers(&self.connection, &gone) {
            tracing::warn!(%error, "notes stay findable until the end of the session");
        }
        // Another program that is reading keeps the log in being; closing wipes it then.
        if !checkpoint(&self.connection).unwrap_or(false) {
            tracing::warn!("the log is wiped later");
        }
        Ok(self.with_copies(removal))
    }

    /// How many damaged files are kept beside the records.
    ///
    /// # Errors
    /// The data directory cannot be read.
    pub fn set_aside(&self) -> Result<u64, ReadFault> {
        let files = self.place.set_aside_files().map_err(|error| ReadFault::Io(error.to_string()))?;
        Ok(files.len() as u64)
    }

    /// Deletes the damaged files that are kept beside the records, with their logs. Returns how many. Only after the
    /// user said so: a specialist could still read something in them.
    ///
    /// # Errors
    /// See [`WriteFault`]; those not reached yet stay.
    pub fn remove_set_aside(&mut self) -> Result<u64, WriteFault> {
        if self.is_read_only() {
            return Err(WriteFault::ReadOnly);
        }
        let io = |error: std::io::Error| WriteFault::Io(error.to_string());
        let files = self.place.set_aside_files().map_err(io)?;
        for file in &files {
            place::remove_database(file).map_err(io)?;
        }
        place::sync_dir(self.place.dir()).map_err(io)?;
        Ok(files.len() as u64)
    }

    fn with_copies(&self, removal: Removal) -> Removal {
        Removal { backups: self.archive().len(), set_aside: self.set_aside().unwrap_or(0), ..removal }
    }
}
