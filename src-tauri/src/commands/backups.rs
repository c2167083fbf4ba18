//! Backups.

use office::backups::{Backup, Contents};
use office::{Environments, Refusal};
use tauri::State;

/// All backups, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn backups(environments: State<'_, Environments>) -> Result<Vec<Backup>, Refusal> {
    environments.now().backups()
}

/// Makes a backup now.
#[tauri::command(async)]
#[specta::specta]
pub fn make_backup(environments: State<'_, Environments>) -> Result<Vec<Backup>, Refusal> {
    environments.now().make_backup()
}

/// What the records hold now, to compare a backup with.
#[tauri::command(async)]
#[specta::specta]
pub fn records_now(environments: State<'_, Environments>) -> Result<Contents, Refusal> {
    environments.now().contents()
}

/// Puts a backup in the place of the records; what is there now becomes a backup itself.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_backup(environments: State<'_, Environments>, name: String) -> Result<(), Refusal> {
    environments.now().restore_backup(&name)
}
