//! The records behind their lock: taken by a use case for as long as it takes, and by nobody once they are closed.

use std::ops::{Deref, DerefMut};

use jiff::Timestamp;
use parking_lot::{Mutex, MutexGuard};
use records::Records;

use crate::refusal::{Refusal, Result};

/// The records of one office, until they are closed.
pub(crate) struct SharedRecords(Mutex<Option<Records>>);

impl SharedRecords {
    pub fn new(records: Records) -> Self {
        Self(Mutex::new(Some(records)))
    }

    /// The records, for as long as one use case takes: taken by that alone, what it calls gets them passed on. Refused
    /// once they are closed.
    pub fn get(&self) -> Result<Open<'_>> {
        tracing::trace!(target: "office::lock", "records");
        let guard = self.0.lock();
        if guard.is_some() { Ok(Open(guard)) } else { Err(Refusal::Unexpected) }
    }

    /// Writes the log into the database and makes the day's backup.
    pub fn close(&self, now: Timestamp) -> Result<()> {
        let mut guard = self.0.lock();
        guard.take().map_or(Ok(()), |records| Ok(records.close(now)?))
    }
}

/// The records while they are open: made by [`SharedRecords::get`] only.
pub(crate) struct Open<'a>(MutexGuard<'a, Option<Records>>);

impl Deref for Open<'_> {
    type Target = Records;

    fn deref(&self) -> &Records {
        self.0.as_ref().expect("looked at when it was made")
    }
}

impl DerefMut for Open<'_> {
    fn deref_mut(&mut self) -> &mut Records {
        self.0.as_mut().expect("looked at when it was made")
    }
}
