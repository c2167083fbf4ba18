//! Handbooks.

use domain::Handbook;
use domain::difference::Change;
use office::handbook_files::Imported;
use office::library::CatalogueEntry;
use office::{Office, Refusal};
use tauri::{AppHandle, State};

use crate::dialogs;

/// The handbooks that can be started.
#[tauri::command(async)]
#[specta::specta]
pub fn handbooks(office: State<'_, Office>) -> Result<Vec<CatalogueEntry>, Refusal> {
    office.catalogue()
}

/// A handbook in its newest version.
#[tauri::command(async)]
#[specta::specta]
pub fn handbook(office: State<'_, Office>, id: String) -> Result<Handbook, Refusal> {
    office.handbook(&id)
}

/// What changed in a handbook since an older version.
#[tauri::command(async)]
#[specta::specta]
pub fn handbook_changes(office: State<'_, Office>, id: String, from: u32) -> Result<Vec<Change>, Refusal> {
    office.handbook_changes(&id, from)
}

/// Asks for a handbook file and imports it.
#[tauri::command(async)]
#[specta::specta]
pub fn import_handbook(app: AppHandle, office: State<'_, Office>) -> Result<Imported, Refusal> {
    office.import_handbook(&dialogs::open(&app, &["toml"])?)
}
