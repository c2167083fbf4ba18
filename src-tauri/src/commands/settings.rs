//! Settings, and what the screens need first.

use office::retention::Finished;
use office::settings::Settings;
use office::startup::Startup;
use office::{Office, Refusal};
use tauri::State;

/// What the screens need first.
#[tauri::command(async)]
#[specta::specta]
pub fn startup(office: State<'_, Office>) -> Result<Startup, Refusal> {
    office.startup()
}

/// Saves the settings.
#[tauri::command(async)]
#[specta::specta]
pub fn save_settings(office: State<'_, Office>, settings: Settings) -> Result<Settings, Refusal> {
    office.save_settings(settings)
}

/// Dossiers that were finished longer ago than the settings keep them.
#[tauri::command(async)]
#[specta::specta]
pub fn finished_long_ago(office: State<'_, Office>) -> Result<Vec<Finished>, Refusal> {
    office.finished_long_ago()
}

/// Removes the dossiers that were finished longer ago than the settings keep them.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_finished(office: State<'_, Office>) -> Result<u32, Refusal> {
    office.remove_finished()
}
