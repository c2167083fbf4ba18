//! Handbooks.

use domain::Handbook;
use domain::difference::Change;
use office::handbook_files::Imported;
use office::library::CatalogueEntry;
use office::{Environments, Refusal};
use tauri::{AppHandle, State};

use crate::dialogs;

/// The handbooks that can be started.
#[tauri::command(async)]
#[specta::specta]
pub fn handbooks(offices: State<'_, Environments>) -> Result<Vec<CatalogueEntry>, Refusal> {
    offices.now().catalogue()
}

/// A handbook in its newest version.
#[tauri::command(async)]
#[specta::specta]
pub fn handbook(offices: State<'_, Environments>, id: String) -> Result<Handbook, Refusal> {
    offices.now().handbook(&id)
}

/// What changed in a handbook since an older version.
#[tauri::command(async)]
#[specta::specta]
pub fn handbook_changes(
    offices: State<'_, Environments>,
    id: String,
    from: u32,
) -> Result<Vec<Change>, Refusal> {
    offices.now().handbook_changes(&id, from)
}

/// Asks for a handbook file and imports it.
#[tauri::command(async)]
#[specta::specta]
pub fn import_handbook(app: AppHandle, offices: State<'_, Environments>) -> Result<Imported, Refusal> {
    offices.now().import_handbook(&dialogs::open(&app, &["toml"])?)
}
