//! Files out, and dossiers in.

use domain::summary::Summary;
use office::files::{FileRequest, Made};
use office::{Environments, Refusal};
use tauri::{AppHandle, State};
use uuid::Uuid;

use crate::dialogs;

/// The board as CSV, with the rows that the screen shows, in its order.
#[tauri::command(async)]
#[specta::specta]
pub fn save_board(
    app: AppHandle,
    environments: State<'_, Environments>,
    rows: Vec<Uuid>,
) -> Result<Made, Refusal> {
    let office = environments.now();
    dialogs::save(&app, &office, office.file(&FileRequest::Board { rows })?)
}

/// The history of a dossier as CSV.
#[tauri::command(async)]
#[specta::specta]
pub fn save_history(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    let office = environments.now();
    dialogs::save(&app, &office, office.file(&FileRequest::History { dossier })?)
}

/// A form pack as CSV.
#[tauri::command(async)]
#[specta::specta]
pub fn save_form(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<Made, Refusal> {
    let office = environments.now();
    dialogs::save(&app, &office, office.file(&FileRequest::Form { dossier, item })?)
}

/// The report of a dossier as PDF.
#[tauri::command(async)]
#[specta::specta]
pub fn save_report_pdf(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    let office = environments.now();
    dialogs::save(&app, &office, office.file(&FileRequest::ReportPdf { dossier })?)
}

/// The report of a dossier as one HTML file.
#[tauri::command(async)]
#[specta::specta]
pub fn save_report_html(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    let office = environments.now();
    dialogs::save(&app, &office, office.file(&FileRequest::ReportHtml { dossier })?)
}

/// The reminders of a dossier, or of all, for the calendar.
#[tauri::command(async)]
#[specta::specta]
pub fn save_reminders(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Option<Uuid>,
) -> Result<Made, Refusal> {
    let office = environments.now();
    dialogs::save(&app, &office, office.file(&FileRequest::Reminders { dossier })?)
}

/// A dossier as one file, for another computer.
#[tauri::command(async)]
#[specta::specta]
pub fn save_dossier(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    let office = environments.now();
    dialogs::save(&app, &office, office.file(&FileRequest::Dossier { dossier })?)
}

/// Asks for a dossier file and takes it in.
#[tauri::command(async)]
#[specta::specta]
pub fn import_dossier(app: AppHandle, environments: State<'_, Environments>) -> Result<Summary, Refusal> {
    environments.now().import_dossier(&dialogs::open(&app, &["koppelwijzer"])?)
}

/// The files that were made for a dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn files(environments: State<'_, Environments>, dossier: Uuid) -> Result<Vec<Made>, Refusal> {
    environments.now().files(dossier)
}
