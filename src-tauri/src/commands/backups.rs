//! Backups.

use office::backups::{Backup, Contents};
use office::{Environments, Refusal};
use tauri::State;

/// All backups, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn backups(offices: State<'_, Environments>) -> Result<Vec<Backup>, Refusal> {
    offices.now().backups()
}

/// Makes a backup now.
#[tauri::command(async)]
#[specta::specta]
pub fn make_backup(offices: State<'_, Environments>) -> Result<Vec<Backup>, Refusal> {
    offices.now().make_backup()
}

/// What the records hold now, to compare a backup with.
#[tauri::command(async)]
#[specta::specta]
pub fn records_now(offices: State<'_, Environments>) -> Result<Contents, Refusal> {
    offices.now().contents()
}

/// Puts a backup in the place of the records; what is there now becomes a backup itself.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_backup(offices: State<'_, Environments>, name: String) -> Result<(), Refusal> {
    offices.now().restore_backup(&name)
}
