//! How far reading a file is, for who waits for it, and whether they still do.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use domain::hours::read_fault::ReadFault;
use domain::hours::sheet::Sheet;

/// How far reading a file is. Shared with the thread that reads it.
#[derive(Debug, Default)]
pub struct ReadProgress {
    rows: AtomicU32,
    stopped: AtomicBool,
}

impl ReadProgress {
    /// Rows that were read so far, of the sheet that is being read.
    pub fn rows(&self) -> u32 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Ends the reading: it fails with [`ReadFault::Stopped`].
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was ended.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Takes note of a sheet that grew. Refuses when it was ended, or when the sheet is larger than is kept.
    pub(super) fn grown(&self, sheet: &Sheet) -> Result<(), ReadFault> {
        self.rows.store(u32::try_from(sheet.len()).unwrap_or(u32::MAX), Ordering::Relaxed);
        if self.is_stopped() {
            return Err(ReadFault::Stopped);
        }
        super::within_bounds(sheet)
    }
}
