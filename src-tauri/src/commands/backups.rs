//! Backups.

use office::backups::{Backup, Contents};
use office::{Office, Refusal};
use tauri::State;

/// All backups, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn backups(office: State<'_, Office>) -> Result<Vec<Backup>, Refusal> {
    office.backups()
}

/// Makes a backup now.
#[tauri::command(async)]
#[specta::specta]
pub fn make_backup(office: State<'_, Office>) -> Result<Vec<Backup>, Refusal> {
    office.make_backup()
}

/// What the records hold now, to compare a backup with.
#[tauri::command(async)]
#[specta::specta]
pub fn records_now(office: State<'_, Office>) -> Result<Contents, Refusal> {
    office.contents()
}

/// Puts a backup in the place of the records; what is there now becomes a backup itself.
#[tauri::command(async)]
#[specta::specta]
pub fn restore_backup(office: State<'_, Office>, name: String) -> Result<(), Refusal> {
    office.restore_backup(&name)
}
