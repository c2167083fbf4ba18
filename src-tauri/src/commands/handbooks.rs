//! Handbooks.

use std::sync::Arc;

use domain::Handbook;
use domain::difference::Change;
use domain::id::HandbookId;
use office::handbook_files::{CatalogueEntry, Imported};
use office::{Environments, Refusal};
use tauri::{AppHandle, State};

use crate::blocking::in_office;
use crate::dialogs;

/// The handbooks that can be started.
#[tauri::command]
#[specta::specta]
pub async fn handbooks(environments: State<'_, Arc<Environments>>) -> Result<Vec<CatalogueEntry>, Refusal> {
    in_office(&environments, |office| office.handbooks().catalogue()).await
}

/// A handbook in its newest version.
#[tauri::command]
#[specta::specta]
pub async fn handbook(
    environments: State<'_, Arc<Environments>>,
    id: HandbookId,
) -> Result<Handbook, Refusal> {
    in_office(&environments, move |office| office.handbooks().newest(&id)).await
}

/// What changed in a handbook since an older version.
#[tauri::command]
#[specta::specta]
pub async fn handbook_changes(
    environments: State<'_, Arc<Environments>>,
    id: HandbookId,
    from: u32,
) -> Result<Vec<Change>, Refusal> {
    in_office(&environments, move |office| office.handbooks().changes(&id, from)).await
}

/// Asks for a handbook file and shows what is in it. Nothing is imported.
#[tauri::command]
#[specta::specta]
pub async fn preview_handbook(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
) -> Result<Handbook, Refusal> {
    in_office(&environments, move |office| office.handbooks().preview(&dialogs::open(&app, &["toml"])?)).await
}

/// Removes a handbook that the office imported.
#[tauri::command]
#[specta::specta]
pub async fn remove_handbook(
    environments: State<'_, Arc<Environments>>,
    id: HandbookId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.handbooks().remove(&id)).await
}

/// Asks for a handbook file and imports it.
#[tauri::command]
#[specta::specta]
pub async fn import_handbook(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
) -> Result<Imported, Refusal> {
    in_office(&environments, move |office| office.handbooks().import(&dialogs::open(&app, &["toml"])?)).await
}
