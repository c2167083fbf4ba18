//! Reading a file of hours: away from everything else, with its progress, and given up within a second.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use domain::answer::Personal;
use domain::hours::head::HeadChoice;
use domain::hours::layout::{Layout, Recognised};
use domain::hours::run::{FileFacts, HoursRunChange, LayoutSource, OpenedFile, RunContext, RunSummary};
use domain::hours::sensitive::drop_sensitive;
use domain::hours::sheet::{Sheet, Workbook};
use domain::hours::view::HoursView;
use domain::id::HoursRunId;
use exchange::hours::{LARGEST, ReadFault, ReadProgress};
use records::Records;
use serde::Serialize;
use sha2::{Digest, Sha256};
use specta::Type;

use super::HoursRuns;
use super::open_files::OpenFile;
use crate::refusal::{Refusal, Result};

/// How far reading a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct HoursProgress {
    pub stage: HoursStage,
    /// Rows so far; 0 while that is not known.
    pub rows: u32,
}

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HoursStage {
    /// Its bytes are read and unpacked into cells.
    Opening,
    /// Its cells become hours.
    Reading,
}

/// How often is looked whether the user stopped it.
const BETWEEN: Duration = Duration::from_millis(100);
/// In how many earlier runs is looked for a layout.
const REMEMBERED: usize = 6;

impl HoursRuns<'_> {
    /// Reads a file for a run, and keeps it open. What is in it is kept nowhere else.
    ///
    /// # Errors
    /// [`Refusal::Keychain`]; [`Refusal::HoursFile`] with why it is not read; [`Refusal::Cancelled`] when it was stopped; [`Refusal::SignedOff`];
    /// otherwise as [`HoursRuns::change`].
    pub fn read_file(
        &self,
        id: HoursRunId,
        path: &Path,
        on_progress: &dyn Fn(HoursProgress),
    ) -> Result<HoursView> {
        let path = path.to_owned();
        self.read_from(id, move |progress| open(&path, progress), on_progress)
    }

    /// The same of bytes that are there already.
    pub(super) fn read_bytes(
        &self,
        id: HoursRunId,
        name: String,
        bytes: Vec<u8>,
        on_progress: &dyn Fn(HoursProgress),
    ) -> Result<HoursView> {
        self.read_from(id, move |progress| opened(bytes, name, progress), on_progress)
    }

    fn read_from(
        &self,
        id: HoursRunId,
        open: impl FnOnce(&ReadProgress) -> Result<OpenedFile> + Send + 'static,
        on_progress: &dyn Fn(HoursProgress),
    ) -> Result<HoursView> {
        // What was chosen for the run has to be open, and what is chosen now is sealed.
        self.0.keys.unlock()?;
        let signed_off = self.gather(&*self.0.records()?, id)?.run.signed_off.is_some();
        if signed_off {
            return Err(Refusal::SignedOff);
        }
        let file = Arc::new(self.opened_file(open, on_progress)?);
        self.take_file(id, file, on_progress)
    }

    /// Reads the rows of an opened file for a run, and keeps it open.
    ///
    /// # Errors
    /// As [`HoursRuns::read_file`].
    pub(super) fn take_file(
        &self,
        id: HoursRunId,
        file: Arc<OpenedFile>,
        on_progress: &dyn Fn(HoursProgress),
    ) -> Result<HoursView> {
        on_progress(HoursProgress { stage: HoursStage::Reading, rows: file.facts.rows });
        let (context, layout) = {
            let records = self.0.records()?;
            let context = self.gather(&records, id)?;
            let layout = self.layout_for(&records, &context, &file);
            (context, layout)
        };
        let same = context.run.file.as_ref().is_some_and(|known| known.sha256 == file.facts.sha256);
        let facts = file.facts.clone();
        let open = OpenFile::new(file);
        let chosen = layout.as_ref().map(|(layout, _)| layout).or(context.run.layout.as_ref());
        if let Some(layout) = chosen.cloned() {
            let mut answers = context.run.answers();
            if !same {
                // Rows that were left out are of the file before.
                answers.left_out.clear();
            }
            let on_rows = |rows| on_progress(HoursProgress { stage: HoursStage::Reading, rows });
            let progress = self.0.hours_files.under_way();
            open.read_rows((layout, context.run.period, answers), &progress, &on_rows)?;
        }
        self.0.hours_files.put(id, Arc::new(open));
        if same && layout.is_none() {
            // A run that was closed asks for its file again: nothing happened.
            return Ok(self.shown(&context));
        }
        self.change(id, HoursRunChange::TakeFile { facts, layout })
            .inspect_err(|_| self.0.hours_files.close(id))
    }

    /// Stops reading a file, if one is read.
    pub fn stop_reading(&self) {
        self.0.hours_files.stop();
    }

    fn opened_file(
        &self,
        open: impl FnOnce(&ReadProgress) -> Result<OpenedFile> + Send + 'static,
        on_progress: &dyn Fn(HoursProgress),
    ) -> Result<OpenedFile> {
        let progress = self.0.hours_files.begin();
        on_progress(HoursProgress { stage: HoursStage::Opening, rows: 0 });
        let (done, is_done) = channel();
        let of_reader = Arc::clone(&progress);
        let reader = thread::Builder::new().name("hours-file".to_owned());
        let started = reader.spawn(move || {
            // Nobody waits for it any more once it was stopped.
            let _ = done.send(open(&of_reader));
        });
        started.map_err(|error| {
            tracing::error!(%error, "no thread");
            Refusal::Unexpected
        })?;
        loop {
            match is_done.recv_timeout(BETWEEN) {
                Ok(opened) => return opened,
                Err(RecvTimeoutError::Timeout) if progress.is_stopped() => return Err(Refusal::Cancelled),
                Err(RecvTimeoutError::Timeout) => {
                    on_progress(HoursProgress { stage: HoursStage::Opening, rows: progress.rows() });
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Refusal::Unexpected),
            }
        }
    }

    /// How the file is read, where the run does not know it: as an earlier run of the employer with the same columns did,
    /// or guessed.
    fn layout_for(
        &self,
        records: &Records,
        context: &RunContext,
        file: &OpenedFile,
    ) -> Option<(Layout, LayoutSource)> {
        let fits = |layout: &Layout| layout.recognise(&file.workbook);
        if context.run.layout.as_ref().is_some_and(|layout| fits(layout) == Recognised::Same) {
            return None;
        }
        let guessed = Layout::guess(&file.workbook, &file.dropped, None);
        let mut others: Vec<&RunSummary> = context.others.iter().collect();
        others.sort_by_key(|other| std::cmp::Reverse(other.changed));
        let mut changed = None;
        for other in others.into_iter().take(REMEMBERED) {
            let earlier = self.folded(records, other.run).ok().and_then(|run| run.layout);
            let Some(earlier) = earlier else { continue };
            let (added, gone) = match fits(&earlier) {
                Recognised::Same => (vec![], vec![]),
                Recognised::Changed { added, gone } => (added, gone),
                Recognised::Other { .. } => continue,
            };
            let is_same = added.is_empty() && gone.is_empty();
            let heads = |heads: Vec<String>| heads.into_iter().map(Personal::from).collect();
            let source = LayoutSource::Remembered { run: other.run, added: heads(added), gone: heads(gone) };
            // Below the head that was chosen then, also where another would be found.
            let guessed = Layout::guess_below(&file.workbook, &file.dropped, earlier.head());
            let found = (earlier.carried_over(guessed), source);
            if is_same {
                return Some(found);
            }
            changed = changed.or(Some(found));
        }
        Some(changed.unwrap_or((guessed, LayoutSource::Guessed {})))
    }
}

/// Reads a file into cells. What must not be read is overwritten before anything else is done with it.
fn open(path: &Path, progress: &ReadProgress) -> Result<OpenedFile> {
    let bytes = exchange::file_in::read_at_most(path, LARGEST).map_err(|error| match error {
        exchange::file_in::FileFault::TooLarge => ReadFault::TooLarge.into(),
        exchange::file_in::FileFault::NotThere => Refusal::NotFound,
    })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    opened(bytes, name, progress)
}

fn opened(bytes: Vec<u8>, name: String, progress: &ReadProgress) -> Result<OpenedFile> {
    let sha256 = format!("{:x}", Sha256::digest(&bytes));
    let size = bytes.len() as u64;
    let mut workbook: Workbook = exchange::hours::read_with(bytes, &name, progress)?;
    let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let facts = FileFacts {
        name,
        sha256,
        bytes: size,
        rows: count(workbook.sheets.iter().map(Sheet::len).sum()),
        sheets: count(workbook.sheets.len()),
    };
    Ok(OpenedFile { facts, workbook, dropped })
}
