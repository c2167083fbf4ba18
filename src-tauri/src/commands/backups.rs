//! Backups.

use std::sync::Arc;

use office::backups::{Backup, Contents};
use office::{Environments, Refusal};
use tauri::State;

use crate::blocking::in_office;
use crate::input::TypedText;

/// All backups, newest first.
#[tauri::command]
#[specta::specta]
pub async fn backups(environments: State<'_, Arc<Environments>>) -> Result<Vec<Backup>, Refusal> {
    in_office(&environments, |office| office.backups().list()).await
}

/// Makes a backup now.
#[tauri::command]
#[specta::specta]
pub async fn make_backup(environments: State<'_, Arc<Environments>>) -> Result<Vec<Backup>, Refusal> {
    in_office(&environments, |office| office.backups().make()).await
}

/// What the records hold now, to compare a backup with.
#[tauri::command]
#[specta::specta]
pub async fn records_now(environments: State<'_, Arc<Environments>>) -> Result<Contents, Refusal> {
    in_office(&environments, |office| office.backups().contents()).await
}

/// Puts a backup in the place of the records; what is there now becomes a backup itself.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(
    environments: State<'_, Arc<Environments>>,
    name: TypedText,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.backups().restore(&name.read()?)).await
}

/// How many damaged files are kept beside the records.
#[tauri::command]
#[specta::specta]
pub async fn set_aside(environments: State<'_, Arc<Environments>>) -> Result<u32, Refusal> {
    in_office(&environments, |office| office.backups().count_set_aside()).await
}

/// Deletes the damaged files that are kept beside the records, and says how many.
#[tauri::command]
#[specta::specta]
pub async fn remove_set_aside(environments: State<'_, Arc<Environments>>) -> Result<u32, Refusal> {
    in_office(&environments, |office| office.backups().remove_set_aside()).await
}
