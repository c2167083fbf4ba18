//! Files of hours that are open: in memory, until their run is closed.

use std::collections::HashMap;
use std::sync::Arc;

use domain::hours::known::LoketData;
use domain::hours::layout::Layout;
use domain::hours::period::Period;
use domain::hours::rows::{Answers, Reading, read};
use domain::hours::run::{HoursRun, OpenedFile};
use domain::id::HoursRunId;
use exchange::hours::ReadProgress;
use parking_lot::Mutex;

/// How many files are open at once. The one that was opened longest ago goes first; its run asks for it again.
const MOST: usize = 4;

/// What rows depend on.
type Basis = (Layout, Period, Answers);

/// A file with its rows, as they were read last.
pub(crate) struct OpenFile {
    pub file: OpenedFile,
    read: Mutex<Option<(Basis, Arc<Reading>)>>,
}

/// All that are open.
#[derive(Default)]
pub(crate) struct OpenFiles {
    files: Mutex<HashMap<HoursRunId, (u64, Arc<OpenFile>)>>,
    /// What was read of Loket for a run: newer than what is kept of its employer.
    loket: Mutex<HashMap<HoursRunId, LoketData>>,
    /// The reading that is under way.
    reading: Mutex<Arc<ReadProgress>>,
}

impl OpenFile {
    pub fn new(file: OpenedFile) -> Self {
        Self { file, read: Mutex::new(None) }
    }

    /// Its rows by the layout and answers of the run; read anew only when those changed. None: there is no layout.
    pub fn reading(&self, run: &HoursRun) -> Option<Arc<Reading>> {
        let basis = (run.layout.clone()?, run.period, run.answers());
        let mut read_before = self.read.lock();
        if let Some((of, reading)) = read_before.as_ref()
            && *of == basis
        {
            return Some(Arc::clone(reading));
        }
        let reading = Arc::new(read(&self.file.workbook, &basis.0, Some(basis.1), &basis.2));
        *read_before = Some((basis, Arc::clone(&reading)));
        Some(reading)
    }
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

    /// Stops the reading that is under way.
    pub fn stop(&self) {
        self.reading.lock().stop();
    }

    /// How far a reading is that begins now.
    pub fn begin(&self) -> Arc<ReadProgress> {
        let progress = Arc::new(ReadProgress::default());
        *self.reading.lock() = Arc::clone(&progress);
        progress
    }
}
