//! What can be done about records that were refused at the start. Nothing of the refused file is changed: it goes on
//! under another name, beside what takes its place.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::archive::Archive;
use crate::backup::Backup;
use crate::fault::{BackupFault, OpenFault};
use crate::lock::DirectoryLock;
use crate::options::Options;
use crate::place::Place;
use crate::recovery;

/// A data directory whose records were refused. Holds its lock, so that no other program opens them meanwhile.
#[derive(Debug)]
pub struct Rescue {
    place: Place,
    options: Options,
    _lock: DirectoryLock,
}

impl Rescue {
    /// Takes the lock of the directory. Nothing is changed yet.
    ///
    /// # Errors
    /// [`OpenFault::AlreadyOpen`]; [`OpenFault::Io`] where nothing can be written.
    pub fn of(dir: &Path, options: Options) -> Result<Self, OpenFault> {
        let place = Place::new(dir);
        let lock = DirectoryLock::take(&place).map_err(|error| OpenFault::Io(error.to_string()))?;
        Ok(Self { place, options, _lock: lock.ok_or(OpenFault::AlreadyOpen)? })
    }

    /// The backups that can be put in the place of the refused file, newest first.
    pub fn backups(&self) -> Vec<Backup> {
        let mut all = self.archive().list().unwrap_or_default();
        all.retain(|backup| backup.unusable.is_none());
        all
    }

    /// Puts a backup, by its name, where the refused file is. Returns where that file is kept.
    ///
    /// # Errors
    /// The backup is not there or not whole, or nothing can be written. The files are then as they were.
    pub fn restore(&self, name: &str, now: Timestamp) -> Result<PathBuf, BackupFault> {
        let backup = self.archive().preview(name)?;
        recovery::copy_incoming(&self.place, &self.options, &backup)?;
        self.replace(now)
    }

    /// Puts empty records where the refused file is. Returns where that file is kept.
    ///
    /// # Errors
    /// Nothing can be written; the files are then as they were.
    pub fn start_empty(&self, now: Timestamp) -> Result<PathBuf, BackupFault> {
        recovery::create(&self.place, &self.options)?;
        self.replace(now)
    }

    fn replace(&self, now: Timestamp) -> Result<PathBuf, BackupFault> {
        let kept = self.place.keep_aside(now)?;
        self.place.install()?;
        Ok(kept)
    }

    fn archive(&self) -> Archive {
        Archive::new(self.place.clone(), self.options.clone())
    }
}
