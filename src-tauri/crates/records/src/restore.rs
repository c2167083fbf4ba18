//! Putting a backup in the place of the live file.

use std::path::PathBuf;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::backup::{Backup, Reason};
use crate::fault::BackupFault;
use crate::opening;
use crate::place;
use crate::records::{Records, checkpoint};
use crate::removed;

/// A restore that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The backup that is live now.
    pub from: Backup,
    /// The backup of what was live before. None when that was damaged.
    pub before: Option<Backup>,
    /// Where the file that was live before is kept, when no backup could be made of it.
    pub set_aside: Option<PathBuf>,
}

impl Records {
    /// Puts a backup, by its name, in the place of the live file. [`crate::Archive::preview`] shows what that brings.
    ///
    /// Employers and dossiers that were removed for good since are removed from it again, in the same step.
    ///
    /// What was live is backed up first, or set aside when it is damaged. Cut off at any moment, either the old or
    /// the new file is there whole. Notes have to be indexed again.
    ///
    /// # Errors
    /// Nothing was restored; the records are as they were. Should they not open again, every write is refused.
    pub fn restore(&mut self, name: &str, now: Timestamp) -> Result<Restored, BackupFault> {
        if self.is_read_only() {
            return Err(BackupFault::ReadOnly);
        }
        let from = self.preview_restore(name)?;
        place::copy(&from.file, &self.place.incoming())?;
        // Lets go of no backup: should the restore fail, this one has to be there for the next try.
        let before = match self.archive().make(now, Reason::BeforeRestore) {
            Ok(backup) => Some(backup),
            Err(BackupFault::Damaged(sign)) => {
                tracing::warn!(sign, "no backup before the restore");
                None
            }
            Err(fault) => return Err(fault),
        };
        // In the copy, so that what was removed is never live again, not even when this is cut off.
        removed::apply(&self.place.incoming(), &self.options, &self.tombstones())?;
        let swapped = self.swap(before.is_some(), now);
        let reopened = self.reopen(now);
        let set_aside = swapped?;
        reopened?;
        self.replaced();
        Ok(Restored { from, before, set_aside })
    }

    /// One backup, read in full and found whole, and how much of it was removed for good since.
    ///
    /// # Errors
    /// As [`crate::Archive::preview`].
    pub fn preview_restore(&self, name: &str) -> Result<Backup, BackupFault> {
        let mut backup = self.archive().preview(name)?;
        backup.removed_again = self.archive().holds_of(&backup.file, &self.tombstones())?;
        Ok(backup)
    }

    /// Closes the live file and replaces it.
    fn swap(&mut self, whole: bool, now: Timestamp) -> Result<Option<PathBuf>, BackupFault> {
        // A log that stays behind would be taken for the new file's.
        if whole && !checkpoint(&self.connection)? {
            return Err(BackupFault::Busy);
        }
        let live = std::mem::replace(&mut self.connection, Connection::open_in_memory()?);
        live.close().map_err(|(_, error)| error)?;
        let set_aside = if whole { None } else { Some(self.place.set_aside(now)?) };
        if self.place.wal_is_hot() {
            return Err(BackupFault::Busy);
        }
        self.place.install()?;
        Ok(set_aside)
    }

    /// Opens whatever stands there now.
    fn reopen(&mut self, now: Timestamp) -> Result<(), BackupFault> {
        // Lets go of the old connection first, if it is still there.
        self.connection = Connection::open_in_memory()?;
        let lock = self.live.take();
        let ready = opening::connect(&self.place, now, &self.options, false).map_err(BackupFault::from)?;
        crate::environment::claim(&ready.connection, &self.options)?;
        self.connection = ready.connection;
        self.live = lock.map(|live| live.with(ready.identity));
        Ok(())
    }
}
