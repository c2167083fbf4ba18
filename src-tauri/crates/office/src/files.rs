//! Files out: made here, written by [`exchange::place`], and recorded as made only when they stand.

use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use crate::refusal::{NotWritten, Outcome, Refusal};
use crate::Office;

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
    /// Writes a file and records it as made.
    ///
    /// # Errors
    /// [`Refusal::NotWritten`]; nothing is recorded then, and nothing half stands under the name.
    pub fn write(&self, file: FileOut, target: &Path) -> Outcome<Made> {
        let folder = target.parent().ok_or(Refusal::NotWritten { why: NotWritten::Gone })?;
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or(file.name);
        let placed = exchange::place::write(folder, &name, &file.bytes, |read| verify(file.kind, read))?;
        let made = Made {
            kind: file.kind,
            name: placed.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or(name),
            sha256: placed.sha256,
            at: self.clock.now(),
            by: self.settings()?.initials,
        };
        self.records()?.record_file(&row(&made, self.clock.new_id(), file.dossier, placed.bytes)?)?;
        Ok(made)
    }

    /// The files that were made for a dossier, newest first.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn files(&self, dossier: Uuid) -> Outcome<Vec<Made>> {
        let rows = self.records()?.files(dossier)?;
        Ok(rows.into_iter().filter_map(made).collect())
    }
}
