//! Backups of the records, and putting one back.

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use crate::refusal::{Outcome, Refusal};
use crate::Office;

/// What records hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Contents {
    /// Employers.
    pub employers: u32,
    /// Dossiers.
    pub dossiers: u32,
    /// Everything that happened in them.
    pub events: u32,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Backup {
    /// Its name in the backups folder.
    pub name: String,
    /// When it was made, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// What it holds.
    pub contents: Contents,
    /// Its size in kibibytes.
    pub size: u32,
}

impl Office {
    /// All backups, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn backups(&self) -> Outcome<Vec<Backup>> {
        Ok(self.records()?.backups()?.into_iter().map(shown).collect())
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`]; earlier backups are as they were.
    pub fn make_backup(&self) -> Outcome<Vec<Backup>> {
        self.records()?.backup(self.clock.now())?;
        self.backups()
    }

    /// What the records hold now.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn contents(&self) -> Outcome<Contents> {
        let counts = self.records()?.counts()?;
        Ok(Contents { employers: counts.employers, dossiers: counts.dossiers, events: counts.events })
    }

    /// Puts a backup in the place of the records. What is there now becomes a backup itself first.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such backup; [`Refusal::NotSaved`], and the records are as they were.
    pub fn restore_backup(&self, name: &str) -> Outcome<()> {
        let mut records = self.records()?;
        let known = records.backups()?.into_iter().find(|backup| backup.name == name);
        records.restore(&known.ok_or(Refusal::NotFound)?, self.clock.now())?;
        drop(records);
        if self.seal.is_unlocked() {
            self.index_notes()?;
        }
        Ok(())
    }
}

fn shown(backup: records::Backup) -> Backup {
    Backup {
        name: backup.name,
        at: backup.at,
        contents: Contents {
            employers: backup.counts.employers,
            dossiers: backup.counts.dossiers,
            events: backup.counts.events,
        },
        size: u32::try_from(backup.bytes / 1024).unwrap_or(u32::MAX),
    }
}
