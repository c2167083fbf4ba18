//! The lock on the data directory: one program at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;

use crate::place::Place;

/// Holds the data directory for as long as it lives. The system lets go when the process ends in whatever way.
#[derive(Debug)]
pub(crate) struct DirectoryLock {
    _file: File,
}

impl DirectoryLock {
    /// Takes the lock. None: another program, or another part of this one, has it.
    pub(crate) fn take(place: &Place) -> io::Result<Option<Self>> {
        let file =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(place.lock())?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            // Some network shares know no locks. SQLite's own busy handling then has to do.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Some(Self { _file: file }))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}
