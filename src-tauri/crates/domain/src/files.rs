//! Files that the app makes, as the screens ask for them and show them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use strum::{EnumString, IntoStaticStr};

use crate::dossier::Dossier;
use crate::id::{DossierId, HandbookId, HoursRunId, ItemId};

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, EnumString, IntoStaticStr)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
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
    /// A handbook, TOML.
    Handbook,
    /// Employees of an employer for its HR system, CSV or XLSX.
    Employees,
}

/// A file that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum FileRequest {
    /// The board as CSV.
    Board {
        /// These dossiers, in this order.
        rows: Vec<DossierId>,
    },
    /// Reminders for the calendar.
    Reminders {
        /// Of this dossier; none: of all.
        dossier: Option<DossierId>,
    },
    /// The history as CSV, oldest first.
    History { dossier: DossierId },
    /// A form pack as CSV, in the order of the other party's form. A password is not in it.
    Form {
        dossier: DossierId,
        /// The hand-over.
        item: ItemId,
    },
    /// The report as PDF.
    ReportPdf { dossier: DossierId },
    /// The report as one HTML file.
    ReportHtml { dossier: DossierId },
    /// The report of a run of hours as PDF.
    HoursReportPdf { run: HoursRunId },
    /// The report of a run of hours as one HTML file.
    HoursReportHtml { run: HoursRunId },
    /// A whole dossier, for another computer.
    Dossier { dossier: DossierId },
    /// A handbook in its newest version, as its file was read.
    Handbook { handbook: HandbookId },
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Made {
    pub kind: FileKind,
    pub name: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// When it was made, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// Initials of who made it.
    pub by: String,
    /// Whether the records say that it was made. They cannot when they may only be read, or while the key of
    /// personal values is not at hand.
    pub recorded: bool,
}

impl Made {
    /// The files that the chain of a dossier says were made, oldest first. The name of one is empty while it is sealed;
    /// of a kind that this version does not know there is none.
    pub fn of(dossier: &Dossier) -> impl Iterator<Item = Self> {
        dossier.files.iter().filter_map(|file| {
            Some(Self {
                kind: file.kind.parse().ok()?,
                name: file.name.clear().unwrap_or_default().to_owned(),
                sha256: file.sha256.clone(),
                at: file.stamp.at,
                by: file.stamp.actor.initials.clone(),
                recorded: true,
            })
        })
    }
}
