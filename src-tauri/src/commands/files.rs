//! Files out, and dossiers in.

use std::sync::Arc;

use domain::summary::Summary;
use office::files::{FileRequest, Made};
use office::{Environments, Refusal};
use tauri::{AppHandle, State};
use uuid::Uuid;

use crate::blocking::in_office;
use crate::dialogs;

/// The board as CSV, with the rows that the screen shows, in its order.
#[tauri::command]
#[specta::specta]
pub async fn save_board(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    rows: Vec<Uuid>,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| {
        dialogs::save(&app, office, office.file(&FileRequest::Board { rows })?)
    })
    .await
}

/// The history of a dossier as CSV.
#[tauri::command]
#[specta::specta]
pub async fn save_history(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| {
        dialogs::save(&app, office, office.file(&FileRequest::History { dossier })?)
    })
    .await
}

/// A form pack as CSV.
#[tauri::command]
#[specta::specta]
pub async fn save_form(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: Uuid,
    item: String,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| {
        dialogs::save(&app, office, office.file(&FileRequest::Form { dossier, item })?)
    })
    .await
}

/// The report of a dossier as PDF.
#[tauri::command]
#[specta::specta]
pub async fn save_report_pdf(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| {
        dialogs::save(&app, office, office.file(&FileRequest::ReportPdf { dossier })?)
    })
    .await
}

/// The report of a dossier as one HTML file.
#[tauri::command]
#[specta::specta]
pub async fn save_report_html(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| {
        dialogs::save(&app, office, office.file(&FileRequest::ReportHtml { dossier })?)
    })
    .await
}

/// The reminders of a dossier, or of all, for the calendar.
#[tauri::command]
#[specta::specta]
pub async fn save_reminders(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: Option<Uuid>,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| {
        dialogs::save(&app, office, office.file(&FileRequest::Reminders { dossier })?)
    })
    .await
}

/// A dossier as one file, for another computer.
#[tauri::command]
#[specta::specta]
pub async fn save_dossier(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: Uuid,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| {
        dialogs::save(&app, office, office.file(&FileRequest::Dossier { dossier })?)
    })
    .await
}

/// Asks for a dossier file and takes it in.
#[tauri::command]
#[specta::specta]
pub async fn import_dossier(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
) -> Result<Summary, Refusal> {
    in_office(&environments, move |office| office.import_dossier(&dialogs::open(&app, &["koppelwijzer"])?))
        .await
}

/// The files that were made for a dossier.
#[tauri::command]
#[specta::specta]
pub async fn files(environments: State<'_, Arc<Environments>>, dossier: Uuid) -> Result<Vec<Made>, Refusal> {
    in_office(&environments, move |office| office.files(dossier)).await
}
