//! The lock on the data directory: one program at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::thread::sleep;
use std::time::Duration;

use crate::place::{Place, owner_only};

/// How often and at what distance a taken lock is tried again: half a second in all. A program that has just ended, or
/// is just starting another one, may hold on to it for a moment.
const TRIES: u32 = 25;
const PAUSE: Duration = Duration::from_millis(20);

/// Holds the data directory for as long as it lives. The system lets go when the process ends in whatever way.
#[derive(Debug)]
pub(crate) struct DirectoryLock {
    _file: File,
}

impl DirectoryLock {
    /// Takes the lock. None: another program, or another part of this one, has it.
    pub(crate) fn take(place: &Place) -> io::Result<Option<Self>> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).read(true).write(true);
        let file = file_access::open(&options, &place.lock())?;
        owner_only(&place.lock(), false);
        let mut tries = TRIES;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self { _file: file })),
                Err(TryLockError::WouldBlock) if tries == 0 => return Ok(None),
                Err(TryLockError::WouldBlock) => {
                    tries -= 1;
                    sleep(PAUSE);
                }
                // Some network shares know no locks. SQLite's own busy handling then has to do.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Some(Self { _file: file }));
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}
