//! Files out: made here, written by [`exchange::atomic_write`], and recorded as made only when they stand.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use domain::answer::Answer;
use domain::handbook::Step;
use domain::item::{Ask, Item};
use domain::progress::DossierStatus;
use domain::{Language, findings};
use exchange::calendar::Reminder;
use exchange::table::{BoardRow, FormRow, HistoryRow};
use jiff::Timestamp;
use records::{FileRecord, SettingKey};
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use crate::Office;
use crate::change::Loaded;
use crate::known::Known;
use crate::refusal::{NotWritten, Refusal, Result};
use crate::settings::Settings;
use crate::wording::{self, Mark};

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    /// The board, CSV.
    Board,
    /// The history of a dossier, CSV.
    History,
    /// A form pack, CSV.
    Form,
    /// The report, PDF.
    ReportPdf,
    /// The report, HTML.
    ReportHtml,
    /// Reminders, iCalendar.
    Reminders,
    /// A whole dossier.
    Dossier,
}

/// A file that is ready to be written.
#[derive(Debug, Clone)]
pub struct FileOut {
    /// What it is.
    pub kind: FileKind,
    /// The dossier it is about.
    pub dossier: Option<Uuid>,
    /// The employer it is about.
    pub employer: Option<Uuid>,
    /// The name that is proposed.
    pub name: String,
    /// What it says.
    pub bytes: Vec<u8>,
}

impl FileOut {
    /// The ending of its name, without the dot.
    pub fn ending(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Made {
    /// What it is.
    pub kind: FileKind,
    /// Its name as written.
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// When it was made, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// Initials of who made it.
    pub by: String,
}

impl Office {
    /// Writes a file and records it as made, unless the records can only be read.
    ///
    /// # Errors
    /// [`Refusal::NotWritten`]; nothing is recorded then, and nothing half stands under the name.
    pub fn write(&self, file: FileOut, target: &Path) -> Result<Made> {
        let actor = self.settings()?.actor()?;
        let folder = target.parent().ok_or(Refusal::NotWritten { why: NotWritten::Gone })?;
        let name = target.file_name().map_or(file.name, |name| name.to_string_lossy().into_owned());
        self.remember_folder(folder)?;
        let placed =
            exchange::atomic_write::write(folder, &name, &file.bytes, |read| verify(file.kind, read))?;
        let name = placed.path.file_name().map_or(name, |name| name.to_string_lossy().into_owned());
        let made = Made {
            kind: file.kind,
            name,
            sha256: placed.sha256,
            at: self.clock.now(),
            by: actor.initials.clone(),
        };
        let record = FileRecord {
            id: self.clock.new_id(),
            employer: file.employer,
            dossier: file.dossier,
            kind: kind_word(made.kind)?,
            name: made.name.clone(),
            bytes: placed.bytes,
            sha256: made.sha256.clone(),
            counts: "{}".to_owned(),
            at: made.at,
            actor,
        };
        let mut records = self.records()?;
        // With nothing to be saved, a file can still be taken along; it is then not on record.
        if !records.is_read_only() {
            records.record_file(&record)?;
        }
        Ok(made)
    }

    /// Remembers where files go, so that one left half by a sudden end is cleared away at the next start.
    fn remember_folder(&self, folder: &Path) -> Result<()> {
        let folder = folder.to_string_lossy();
        let mut records = self.records()?;
        if !records.is_read_only() && records.setting(SettingKey::LAST_FOLDER)?.as_deref() != Some(&folder) {
            records.set_setting(SettingKey::LAST_FOLDER, Some(&folder))?;
        }
        Ok(())
    }

    /// The folder that was last written to.
    pub(crate) fn last_folder(&self) -> Result<Option<PathBuf>> {
        Ok(self.records()?.setting(SettingKey::LAST_FOLDER)?.map(PathBuf::from))
    }

    /// The files that were made for a dossier, newest first.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn files(&self, dossier: Uuid) -> Result<Vec<Made>> {
        let files = self.records()?.files(dossier)?.into_iter().filter_map(|file| {
            let kind = serde_json::from_value(file.kind.into()).ok()?;
            Some(Made { kind, name: file.name, sha256: file.sha256, at: file.at, by: file.actor.initials })
        });
        Ok(files.collect())
    }

    /// The board as CSV: these dossiers, in this order.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn board_file(&self, order: &[Uuid]) -> Result<FileOut> {
        let settings = self.settings()?;
        let board = self.board()?;
        let by_id: HashMap<Uuid, &crate::board::BoardRow> =
            board.rows.iter().map(|row| (row.summary.dossier, row)).collect();
        let rows: Vec<_> =
            order.iter().filter_map(|id| by_id.get(id)).map(|row| board_row(row, &settings)).collect();
        let table = exchange::table::board_csv(&rows, settings.language);
        Ok(self.out(FileKind::Board, None, "overzicht", "csv", table.bytes))
    }

    /// The history of a dossier as CSV, oldest first.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn history_file(&self, dossier: Uuid) -> Result<FileOut> {
        let language = self.settings()?.language;
        let loaded = self.load(&*self.records()?, dossier)?;
        let lines = crate::history::history(&loaded.events, &loaded.handbook);
        let rows: Vec<_> = lines
            .iter()
            .map(|line| HistoryRow {
                at: line.stamp.at,
                who: line.stamp.actor.name.clone(),
                step: line
                    .step
                    .as_ref()
                    .map(|step| step.in_language(language).to_owned())
                    .unwrap_or_default(),
                what: wording::happening(line, language),
            })
            .collect();
        let table = exchange::table::history_csv(&rows, language);
        Ok(self.out(FileKind::History, Some(&loaded), "geschiedenis", "csv", table.bytes))
    }

    /// A form pack as CSV, in the order of the other party's form. A password is not in it.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] when the item is no hand-over.
    pub fn form_file(&self, dossier: Uuid, item: &str) -> Result<FileOut> {
        let language = self.settings()?.language;
        let loaded = self.load(&*self.records()?, dossier)?;
        let known = self.known(&loaded)?;
        let (_, form) = loaded.handbook.item(item).ok_or(Refusal::BadInput)?;
        let Ask::HandOver(form) = &form.ask else { return Err(Refusal::BadInput) };
        let fields = form.fields.iter().filter_map(|id| loaded.handbook.item(id));
        let rows: Vec<_> = fields
            .filter(|(step, item)| findings::applies(step, item, &loaded.handbook, &loaded.dossier))
            .map(|(step, item)| form_row(step, item, &loaded, &known, language))
            .collect();
        let table = exchange::table::form_csv(&rows, language);
        Ok(self.out(FileKind::Form, Some(&loaded), "formulier", "csv", table.bytes))
    }

    /// The report as PDF.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::NotWritten`] when it cannot be set.
    pub fn report_pdf(&self, dossier: Uuid) -> Result<FileOut> {
        let (loaded, report, language) = self.gathered(dossier)?;
        let bytes = exchange::report::pdf(&report, language).map_err(|fault| {
            tracing::error!(%fault, "the report could not be set");
            Refusal::NotWritten { why: NotWritten::Failed }
        })?;
        Ok(self.out(FileKind::ReportPdf, Some(&loaded), "verslag", "pdf", bytes))
    }

    /// The report as one HTML file.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn report_html(&self, dossier: Uuid) -> Result<FileOut> {
        let (loaded, report, language) = self.gathered(dossier)?;
        let bytes = exchange::report::html(&report, language).into_bytes();
        Ok(self.out(FileKind::ReportHtml, Some(&loaded), "verslag", "html", bytes))
    }

    fn gathered(&self, dossier: Uuid) -> Result<(Loaded, exchange::report::Report, Language)> {
        let settings = self.settings()?;
        let loaded = self.load(&*self.records()?, dossier)?;
        let report = self.report(&loaded, &settings)?;
        Ok((loaded, report, settings.language))
    }

    /// Reminders for the calendar: those of one dossier, or of all.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn reminders_file(&self, dossier: Option<Uuid>) -> Result<FileOut> {
        let language = self.settings()?.language;
        let rows = self.board()?.rows;
        let chosen = rows.iter().filter(|row| dossier.is_none_or(|id| id == row.summary.dossier));
        let reminders: Vec<_> = chosen.filter_map(|row| reminder(row, language)).collect();
        let bytes = exchange::calendar::calendar(&reminders, self.clock.now(), language);
        Ok(self.out(FileKind::Reminders, None, "herinneringen", "ics", bytes))
    }

    /// A file with a name that says what it is, for whom and of when.
    pub(crate) fn out(
        &self,
        kind: FileKind,
        loaded: Option<&Loaded>,
        what: &str,
        ending: &str,
        bytes: Vec<u8>,
    ) -> FileOut {
        let name = loaded.and_then(|loaded| loaded.employer.as_ref()).map(|e| e.company_name.clone());
        let book = loaded.map(|loaded| loaded.handbook.id.clone());
        let parts = [name, book, Some(what.to_owned()), Some(self.clock.today().to_string())];
        let stem = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        FileOut {
            kind,
            dossier: loaded.map(|loaded| loaded.dossier.id),
            employer: loaded.and_then(|loaded| loaded.dossier.employer),
            name: exchange::atomic_write::file_name(&format!("{stem}.{ending}")),
            bytes,
        }
    }
}

/// Clears away what a sudden end left half-made in a folder. It may be gone, or on a drive that is not here: nothing to
/// clear then.
pub(crate) fn clear_half_made(folder: &Path) {
    let cleared = exchange::atomic_write::clean(folder).unwrap_or_default();
    tracing::info!(cleared, "half-made files");
}

fn kind_word(kind: FileKind) -> Result<String> {
    let word = serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned));
    word.ok_or(Refusal::Unexpected)
}

/// Looks with other eyes whether a file is what it should be.
fn verify(kind: FileKind, bytes: &[u8]) -> Result<(), String> {
    let starts = match kind {
        FileKind::Board | FileKind::History | FileKind::Form => bytes.starts_with("\u{feff}".as_bytes()),
        FileKind::ReportPdf => bytes.starts_with(b"%PDF-"),
        FileKind::ReportHtml => bytes.starts_with(b"<!doctype html>"),
        FileKind::Reminders => bytes.starts_with(b"BEGIN:VCALENDAR"),
        FileKind::Dossier => {
            return exchange::dossier_file::read(bytes).map(|_| ()).map_err(|f| f.to_string());
        }
    };
    if starts { Ok(()) } else { Err("it does not begin as such a file does".to_owned()) }
}

fn board_row(row: &crate::board::BoardRow, settings: &Settings) -> BoardRow {
    let language = settings.language;
    let summary = &row.summary;
    let (waiting_on, since) = match &summary.status {
        DossierStatus::Waiting { on, since, .. } => {
            let on = on.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned);
            (on, Some(*since))
        }
        _ => (String::new(), None),
    };
    BoardRow {
        employer: row.employer.clone().unwrap_or_else(|| settings.office_name.clone()),
        handbook: summary.short.in_language(language).to_owned(),
        status: wording::dossier_status(&summary.status, language),
        next: summary
            .next
            .as_ref()
            .map(|next| next.title.in_language(language).to_owned())
            .unwrap_or_default(),
        waiting_on,
        since,
        due: summary.day(),
        done: summary.done as usize,
        steps: summary.total as usize,
    }
}

fn form_row(step: &Step, item: &Item, loaded: &Loaded, known: &Known, language: Language) -> FormRow {
    let answered = loaded.dossier.answers.get(&item.id);
    let proposal = known.proposal(&item.ask);
    let (value, origin) = match (answered, proposal) {
        (Some(answered), _) => (
            crate::report::answer_lines(item, &answered.answer, &loaded.handbook, language).join("\n"),
            answered.origin.clone(),
        ),
        (None, Some(known)) => {
            let answer = Answer::Value { value: known.value };
            (
                crate::report::answer_lines(item, &answer, &loaded.handbook, language).join("\n"),
                Some(known.origin),
            )
        }
        (None, None) => (String::new(), None),
    };
    FormRow {
        part: step.title.in_language(language).to_owned(),
        field: item.label.in_language(language).to_owned(),
        value,
        origin: origin.map(|origin| wording::origin(&origin, language)).unwrap_or_default(),
    }
}

fn reminder(row: &crate::board::BoardRow, language: Language) -> Option<Reminder> {
    let summary = &row.summary;
    let name = row.employer.clone().unwrap_or_else(|| summary.short.in_language(language).to_owned());
    let next = summary.next.as_ref()?;
    Some(Reminder {
        dossier: summary.dossier,
        item: next.step.clone(),
        on: summary.day()?,
        title: format!("{name}: {}", next.title.in_language(language)),
        words: wording::dossier_status(&summary.status, language),
    })
}
