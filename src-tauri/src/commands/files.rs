//! Files out, and dossiers in.

use std::sync::Arc;

use domain::id::DossierId;
use domain::summary::Summary;
use office::files::{FileRequest, Made};
use office::{Environments, Refusal};
use tauri::{AppHandle, State};

use crate::blocking::in_office;
use crate::dialogs;
use crate::dropped_files::DroppedFiles;

/// Makes a file, asks where to save it and writes it there.
#[tauri::command]
#[specta::specta]
pub async fn save_file(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    request: FileRequest,
) -> Result<Made, Refusal> {
    in_office(&environments, move |office| dialogs::save(&app, office, office.file(&request)?)).await
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

/// Takes in the dossier file that the system opened with the program.
#[tauri::command]
#[specta::specta]
pub async fn import_opened_dossier(
    environments: State<'_, Arc<Environments>>,
    dropped: State<'_, Arc<DroppedFiles>>,
    token: u32,
) -> Result<Summary, Refusal> {
    let path = dropped.take(token);
    in_office(&environments, move |office| office.import_dossier(&path.ok_or(Refusal::NotFound)?)).await
}

/// The files that were made for a dossier.
#[tauri::command]
#[specta::specta]
pub async fn files(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
) -> Result<Vec<Made>, Refusal> {
    in_office(&environments, move |office| office.files(dossier)).await
}
