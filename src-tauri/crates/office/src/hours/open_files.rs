//! Files of hours that are open: in memory, until their run is closed.

use std::collections::HashMap;
use std::sync::Arc;

use domain::hours::known::LoketData;
use domain::hours::layout::Layout;
use domain::hours::period::Period;
use domain::hours::rows::{Answers, Reading, read, read_while};
use domain::hours::run::{HoursRun, OpenedFile};
use domain::hours::upload::UploadTable;
use domain::id::HoursRunId;
use exchange::hours::ReadProgress;
use parking_lot::Mutex;

use super::upload_check::{CheckedFile, MendedUpload};
use crate::refusal::Refusal;

/// How many files are open at once. The one that was opened longest ago goes first; its run asks for it again.
const MOST: usize = 4;

/// What rows depend on.
pub(crate) type Basis = (Layout, Period, Answers);

/// A file with its rows, as they were read last.
pub(crate) struct OpenFile {
    /// Shared by the runs that rows of it are for.
    pub file: Arc<OpenedFile>,
    read: Mutex<Option<(Basis, Arc<Reading>)>>,
}

/// All that are open.
#[derive(Default)]
pub(crate) struct OpenFiles {
    files: Mutex<HashMap<HoursRunId, (u64, Arc<OpenFile>)>>,
    /// What was read of Loket for a run: newer than what is kept of its employer.
    loket: Mutex<HashMap<HoursRunId, LoketData>>,
    /// How many errors and questions the file of a run had when it was shown last: also after it was closed.
    open_findings: Mutex<HashMap<HoursRunId, u32>>,
    /// The upload file that was looked at last, as it would be right.
    mended: Mutex<Option<MendedUpload>>,
    /// The upload file that was looked at last, as it is.
    checked: Mutex<Option<CheckedFile>>,
    /// The reading that is under way.
    reading: Mutex<Arc<ReadProgress>>,
}

impl OpenFile {
    pub fn new(file: Arc<OpenedFile>) -> Self {
        Self { file, read: Mutex::new(None) }
    }

    /// Its rows by the layout and answers of the run; read anew only when those changed. None: there is no layout.
    pub fn reading(&self, run: &HoursRun) -> Option<Arc<Reading>> {
        let basis = (run.layout.clone()?, run.period, run.answers());
        let mut read_before = self.read.lock();
        if let Some((of, reading)) = read_before.as_ref()
            && is_same(of, &basis, reading)
        {
            return Some(Arc::clone(reading));
        }
        let reading = Arc::new(read(&self.file.workbook, &basis.0, Some(basis.1), &basis.2));
        *read_before = Some((basis, Arc::clone(&reading)));
        Some(reading)
    }

    /// Reads its rows before anything is shown of them, as long as the user waits for it.
    ///
    /// # Errors
    /// [`Refusal::Cancelled`].
    pub fn read_rows(
        &self,
        basis: Basis,
        progress: &ReadProgress,
        on_rows: &dyn Fn(u32),
    ) -> Result<(), Refusal> {
        let go_on = |rows| {
            on_rows(rows);
            !progress.is_stopped()
        };
        let reading = read_while(&self.file.workbook, &basis.0, Some(basis.1), &basis.2, &go_on);
        let reading = reading.filter(|_| !progress.is_stopped()).ok_or(Refusal::Cancelled)?;
        *self.read.lock() = Some((basis, Arc::new(reading)));
        Ok(())
    }
}

/// Whether rows that were read hold for this too: who somebody is in Loket changes only rows of those of whom that is asked.
fn is_same(of: &Basis, now: &Basis, reading: &Reading) -> bool {
    let ((layout, period, before), (other, of_period, after)) = (of, now);
    let coupled = |person: &str| before.coupled.contains(person) == after.coupled.contains(person);
    layout == other
        && period == of_period
        && before.left_out == after.left_out
        && before.split == after.split
        && before.administration == after.administration
        && reading.asked.iter().all(|person| coupled(person))
}

impl OpenFiles {
    pub fn get(&self, run: HoursRunId) -> Option<Arc<OpenFile>> {
        self.files.lock().get(&run).map(|(_, file)| Arc::clone(file))
    }

    pub fn put(&self, run: HoursRunId, file: Arc<OpenFile>) {
        let mut files = self.files.lock();
        let next = files.values().map(|(order, _)| order + 1).max().unwrap_or(0);
        files.insert(run, (next, file));
        if files.len() > MOST
            && let Some(oldest) = files.iter().min_by_key(|(_, (order, _))| *order).map(|(id, _)| *id)
        {
            files.remove(&oldest);
        }
    }

    pub fn close(&self, run: HoursRunId) {
        self.files.lock().remove(&run);
        self.loket.lock().remove(&run);
    }

    /// What was read of Loket for a run, while that is open.
    pub fn loket(&self, run: HoursRunId) -> Option<LoketData> {
        self.loket.lock().get(&run).cloned()
    }

    pub fn put_loket(&self, run: HoursRunId, data: LoketData) {
        self.loket.lock().insert(run, data);
    }

    /// Errors and questions in the file of a run, as far as it was read in this session.
    pub fn open_findings(&self, run: HoursRunId) -> Option<u32> {
        self.open_findings.lock().get(&run).copied()
    }

    pub fn put_open_findings(&self, run: HoursRunId, count: u32) {
        self.open_findings.lock().insert(run, count);
    }

    /// Keeps the mended form of an upload file in the place of the one before, and gives its number.
    pub fn put_mended(&self, name: String, table: UploadTable, profile: String) -> u32 {
        let mut mended = self.mended.lock();
        let number = mended.as_ref().map_or(1, |before| before.number.wrapping_add(1));
        *mended = Some(MendedUpload { number, name, table, profile });
        number
    }

    pub fn put_checked(&self, file: CheckedFile) {
        *self.checked.lock() = Some(file);
    }

    pub fn checked(&self) -> Option<CheckedFile> {
        self.checked.lock().clone()
    }

    /// Something of the mended file with this number, while it is the last.
    pub fn mended<T>(&self, number: u32, what: impl Fn(&MendedUpload) -> T) -> Option<T> {
        self.mended.lock().as_ref().filter(|mended| mended.number == number).map(what)
    }

    /// Stops the reading that is under way.
    pub fn stop(&self) {
        self.reading.lock().stop();
    }

    /// How far the reading is that is under way.
    pub fn under_way(&self) -> Arc<ReadProgress> {
        Arc::clone(&self.reading.lock())
    }

    /// How far a reading is that begins now.
    pub fn begin(&self) -> Arc<ReadProgress> {
        let progress = Arc::new(ReadProgress::default());
        *self.reading.lock() = Arc::clone(&progress);
        progress
    }
}
