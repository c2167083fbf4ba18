//! Files out: made here, written by [`exchange::atomic_write`], and recorded as made only when they stand.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use domain::DossierChange;
use domain::bounds::{Measured, TooLarge};
use domain::context::DossierContext;
pub use domain::files::{FileKind, FileRequest, Made};
use domain::id::{DossierId, EmployerId};
use domain::item::Ask;
use domain::stamp::{Actor, Stamp};
use exchange::dossier_report::dossier_report;
use exchange::environment_words::environment_words;
use exchange::report::{MadeFile, Report, RunReport};
use exchange::rows;
use exchange::table::{form_csv, history_csv};
use records::{FileRecord, Records, SettingKey};

use crate::Office;
use crate::refusal::{NotWritten, Refusal, Result};

/// The longest board that is asked for, in dossiers.
const MOST_ROWS: u32 = 20_000;

/// A file that is ready to be written.
#[derive(Debug, Clone)]
pub struct FileOut {
    pub kind: FileKind,
    /// None: it is not about one dossier.
    pub dossier: Option<DossierId>,
    /// The employer that it is about, where it is about no dossier.
    pub employer: Option<EmployerId>,
    /// The name that is proposed.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl FileOut {
    /// The ending of its name, without the dot.
    pub fn ending(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

impl Office {
    /// Writes a file and records it as made: in the chain of its dossier, or, when it is of none, in a table of its
    /// own. With records that can only be read, or the keychain away, a file can still be taken along; the answer
    /// then says that it is not on record.
    ///
    /// # Errors
    /// [`Refusal::NotWritten`]; nothing is recorded then, and nothing half stands under the name.
    pub fn write(&self, file: FileOut, target: &Path) -> Result<Made> {
        let kind = file.kind;
        self.write_verified(file, target, |read| verify(kind, read))
    }

    /// The same, where `verify` says of what was read back whether it is what it should be.
    pub(crate) fn write_verified(
        &self,
        file: FileOut,
        target: &Path,
        verify: impl FnOnce(&[u8]) -> std::result::Result<(), String>,
    ) -> Result<Made> {
        let actor = self.settings()?.actor()?;
        let folder = target.parent().ok_or(Refusal::NotWritten { why: NotWritten::Gone })?;
        let name = target.file_name().map_or(file.name, |name| name.to_string_lossy().into_owned());
        remember_folder(&mut *self.records()?, folder)?;
        let placed = exchange::atomic_write::write(folder, &name, &file.bytes, verify)?;
        let name = placed.path.file_name().map_or(name, |name| name.to_string_lossy().into_owned());
        let mut made = Made {
            kind: file.kind,
            name,
            sha256: placed.sha256,
            at: self.clock.now(),
            by: actor.initials.clone(),
            recorded: false,
        };
        if self.records()?.is_read_only() {
            return Ok(made);
        }
        match self.record((file.dossier, file.employer), &made, placed.bytes, actor) {
            Ok(()) => made.recorded = true,
            Err(refusal) => tracing::warn!(?refusal, "a file that was made is not on record"),
        }
        Ok(made)
    }

    fn record(
        &self,
        (dossier, employer): (Option<DossierId>, Option<EmployerId>),
        made: &Made,
        bytes: u64,
        actor: Actor,
    ) -> Result<()> {
        let kind = <&str>::from(made.kind).to_owned();
        let (name, sha256) = (made.name.clone(), made.sha256.clone());
        if let Some(dossier) = dossier {
            let change = DossierChange::RecordFile { kind, name, sha256, bytes };
            return self.change_dossier(dossier, change).map(drop);
        }
        let id = self.clock.new_id();
        let counts = "{}".to_owned();
        let at = made.at;
        let record = FileRecord { id, employer, dossier, kind, name, bytes, sha256, counts, at, actor };
        Ok(self.records()?.record_file(&record)?)
    }

    /// The files that were made for a dossier, oldest first. The name of one is empty while it is sealed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Unreadable`] when the chain of the dossier does not hold.
    pub fn files(&self, dossier: DossierId) -> Result<Vec<Made>> {
        let records = self.records()?;
        let context = self.gather(&records, dossier, None)?;
        // Earlier versions of the app recorded them beside the chain of the dossier.
        let rows = records.files(dossier)?.into_iter().filter_map(FileRecord::made);
        Ok(rows.chain(Made::of(&context.dossier)).collect())
    }

    /// A file that is asked for, ready to be written.
    ///
    /// # Errors
    /// [`Refusal::OverBound`] for a board of more dossiers than an office has; [`Refusal::NothingToRemind`] when no
    /// dossier waits or has a day; [`Refusal::NotFound`]; [`Refusal::BadInput`] for a form of an item that is none; [`Refusal::NotWritten`] when the
    /// report cannot be set; [`Refusal::Keychain`] for a whole dossier with sealed values, when the key is not to be had.
    pub fn file(&self, wanted: &FileRequest) -> Result<FileOut> {
        match wanted {
            FileRequest::Board { rows } => {
                if rows.len() > MOST_ROWS as usize {
                    let too_large = TooLarge { what: Measured::Rows, most: MOST_ROWS };
                    return Err(Refusal::OverBound { too_large });
                }
                let (settings, board) = (self.settings()?, self.board()?);
                let by_id: HashMap<DossierId, &crate::board::BoardRow> =
                    board.rows.iter().map(|row| (row.summary.dossier, row)).collect();
                let rows: Vec<_> = rows.iter().filter_map(|id| by_id.get(id)).collect();
                let row = |row: &&crate::board::BoardRow| {
                    rows::board_row(row, &settings.office_name, settings.language)
                };
                let rows: Vec<_> = rows.into_iter().map(row).collect();
                let table = exchange::table::board_csv(&rows, self.environment, settings.language);
                self.out(FileKind::Board, None, "overzicht", "csv", table.bytes)
            }
            FileRequest::Reminders { dossier } => {
                let language = self.settings()?.language;
                let rows = self.board()?.rows;
                let chosen = rows.iter().filter(|row| dossier.is_none_or(|id| id == row.summary.dossier));
                let reminder = |row: &crate::board::BoardRow| {
                    rows::reminder(&row.summary, row.employer.as_deref(), language)
                };
                let reminders: Vec<_> = chosen.filter_map(reminder).collect();
                if reminders.is_empty() {
                    return Err(Refusal::NothingToRemind);
                }
                let bytes =
                    exchange::calendar::calendar(&reminders, self.clock.now(), self.environment, language);
                let out = self.out(FileKind::Reminders, None, "herinneringen", "ics", bytes)?;
                Ok(FileOut { dossier: *dossier, ..out })
            }
            FileRequest::History { dossier } => {
                let context = self.context(*dossier)?;
                let table =
                    history_csv(&rows::history_rows(&context), self.environment, context.settings.language);
                self.out(FileKind::History, Some(&context), "geschiedenis", "csv", table.bytes)
            }
            FileRequest::Form { dossier, item } => {
                let context = self.context(*dossier)?;
                let (_, form) = context.handbook.item(item).ok_or(Refusal::BadInput)?;
                let Ask::HandOver(form) = &form.ask else { return Err(Refusal::BadInput) };
                let table =
                    form_csv(&rows::form_rows(&context, form), self.environment, context.settings.language);
                self.out(FileKind::Form, Some(&context), "formulier", "csv", table.bytes)
            }
            FileRequest::ReportPdf { dossier } => {
                let (context, report) = self.report(*dossier)?;
                let bytes = exchange::report::pdf(&report, context.settings.language).map_err(|fault| {
                    tracing::error!(%fault, "the report could not be set");
                    Refusal::NotWritten { why: NotWritten::Failed }
                })?;
                self.out(FileKind::ReportPdf, Some(&context), "verslag", "pdf", bytes)
            }
            FileRequest::ReportHtml { dossier } => {
                let (context, report) = self.report(*dossier)?;
                let bytes = exchange::report::html(&report, context.settings.language).into_bytes();
                self.out(FileKind::ReportHtml, Some(&context), "verslag", "html", bytes)
            }
            FileRequest::HoursReportPdf { run } => {
                let report = self.hours().report(*run)?;
                let bytes =
                    exchange::report::run_pdf(&report.1, self.settings()?.language).map_err(|fault| {
                        tracing::error!(%fault, "the report could not be set");
                        Refusal::NotWritten { why: NotWritten::Failed }
                    })?;
                self.hours_report_out(FileKind::ReportPdf, &report, "pdf", bytes)
            }
            FileRequest::HoursReportHtml { run } => {
                let report = self.hours().report(*run)?;
                let bytes = exchange::report::run_html(&report.1, self.settings()?.language).into_bytes();
                self.hours_report_out(FileKind::ReportHtml, &report, "html", bytes)
            }
            FileRequest::Dossier { dossier } => {
                let (context, bytes) = self.dossier_file(*dossier)?;
                self.out(FileKind::Dossier, Some(&context), "dossier", "koppelwijzer", bytes)
            }
            FileRequest::Handbook { handbook } => {
                let edition = self.library.newest(&*self.records()?, handbook)?.ok_or(Refusal::NotFound)?;
                let (name, bytes) = (format!("{handbook}.toml"), edition.text.as_bytes().to_vec());
                Ok(FileOut { kind: FileKind::Handbook, dossier: None, employer: None, name, bytes })
            }
        }
    }

    fn report(&self, dossier: DossierId) -> Result<(DossierContext, Report)> {
        let records = self.records()?;
        let context = self.gather(&records, dossier, None)?;
        let earlier = records.files(dossier)?.into_iter();
        let earlier = earlier.map(|file| MadeFile { name: file.name, at: file.at, sha256: file.sha256 });
        let actor = context.settings.actor.clone().ok_or(Refusal::NeedsName)?;
        let made = Stamp { actor, at: context.now };
        let report = dossier_report(&context, earlier.collect(), self.environment, made);
        Ok((context, report))
    }

    /// The report of a run.
    fn hours_report_out(
        &self,
        kind: FileKind,
        report: &(EmployerId, RunReport),
        ending: &str,
        bytes: Vec<u8>,
    ) -> Result<FileOut> {
        let (employer, report) = report;
        let name = self.file_name(&[&report.subject, &report.title, "verslag"], ending)?;
        Ok(FileOut { kind, dossier: None, employer: Some(*employer), name, bytes })
    }

    /// A file with a name that says what it is, for whom, of when, and when not production of which environment.
    fn out(
        &self,
        kind: FileKind,
        context: Option<&DossierContext>,
        what: &str,
        ending: &str,
        bytes: Vec<u8>,
    ) -> Result<FileOut> {
        let name = context.and_then(|context| context.employer.as_ref()).map(|e| e.company_name.as_str());
        let language = self.settings()?.language;
        let book = context.map(|context| context.handbook.short.in_language(language));
        let parts: Vec<&str> = [name, book, Some(what)].into_iter().flatten().collect();
        Ok(FileOut {
            kind,
            dossier: context.map(|context| context.dossier.id),
            employer: None,
            name: self.file_name(&parts, ending)?,
            bytes,
        })
    }

    /// The name of a file from these parts: with the day, and when not production with its environment in front.
    pub(crate) fn file_name(&self, parts: &[&str], ending: &str) -> Result<String> {
        let mark = environment_words(self.environment, self.settings()?.language).map(|words| words.mark);
        let stem = mark.iter().chain(parts).copied().collect::<Vec<_>>().join(" ");
        Ok(exchange::atomic_write::file_name(&format!("{stem} {}.{ending}", self.clock.today())))
    }
}

/// Remembers where files go, so that one left half by a sudden end is cleared away at the next start.
pub(crate) fn remember_folder(records: &mut Records, folder: &Path) -> Result<()> {
    let folder = folder.to_string_lossy();
    if !records.is_read_only() && records.setting(SettingKey::LAST_FOLDER)?.as_deref() != Some(&folder) {
        records.set_setting(SettingKey::LAST_FOLDER, Some(&folder))?;
    }
    Ok(())
}

/// The folder that was last written to.
pub(crate) fn last_folder(records: &Records) -> Result<Option<PathBuf>> {
    Ok(records.setting(SettingKey::LAST_FOLDER)?.map(PathBuf::from))
}

/// Clears away what a sudden end left half-made in a folder. It may be gone, or on a drive that is not here: nothing to
/// clear then.
pub(crate) fn clear_half_made(folder: &Path) {
    let cleared = exchange::atomic_write::clean(folder).unwrap_or_default();
    tracing::info!(cleared, "half-made files");
}

/// Looks whether a whole dossier reads as one. Every file is read back and held against what was written; what is set
/// by a library of its own needs no more.
fn verify(kind: FileKind, bytes: &[u8]) -> Result<(), String> {
    if kind != FileKind::Dossier {
        return Ok(());
    }
    exchange::dossier_file::read(bytes).map(|_| ()).map_err(|fault| fault.to_string())
}
