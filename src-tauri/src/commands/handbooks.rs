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
pub fn handbooks(environments: State<'_, Environments>) -> Result<Vec<CatalogueEntry>, Refusal> {
    environments.now().catalogue()
}

/// A handbook in its newest version.
#[tauri::command(async)]
#[specta::specta]
pub fn handbook(environments: State<'_, Environments>, id: String) -> Result<Handbook, Refusal> {
    environments.now().handbook(&id)
}

/// What changed in a handbook since an older version.
#[tauri::command(async)]
#[specta::specta]
pub fn handbook_changes(
    environments: State<'_, Environments>,
    id: String,
    from: u32,
) -> Result<Vec<Change>, Refusal> {
    environments.now().handbook_changes(&id, from)
}

/// Asks for a handbook file and imports it.
#[tauri::command(async)]
#[specta::specta]
pub fn import_handbook(app: AppHandle, environments: State<'_, Environments>) -> Result<Imported, Refusal> {
    environments.now().import_handbook(&dialogs::open(&app, &["toml"])?)
}
