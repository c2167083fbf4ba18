//! Settings, and what the screens need first.

use domain::Language;
use office::retention::Finished;
use office::settings::Settings;
use office::startup::{Notice, Startup};
use office::{Environments, Refusal};
use tauri::State;

/// What the screens need first.
#[tauri::command(async)]
#[specta::specta]
pub fn startup(offices: State<'_, Environments>) -> Result<Startup, Refusal> {
    offices.now().startup()
}

/// Saves the settings.
#[tauri::command(async)]
#[specta::specta]
pub fn save_settings(offices: State<'_, Environments>, settings: Settings) -> Result<Settings, Refusal> {
    offices.now().save_settings(settings)
}

/// Saves the language of the screens, also before there is a name.
#[tauri::command(async)]
#[specta::specta]
pub fn set_language(offices: State<'_, Environments>, language: Language) -> Result<Settings, Refusal> {
    offices.now().speak(language)
}

/// Takes note that a notice was read.
#[tauri::command(async)]
#[specta::specta]
pub fn dismiss_notice(offices: State<'_, Environments>, notice: Notice) -> Result<Startup, Refusal> {
    offices.now().dismiss_notice(&notice)
}

/// Dossiers that were finished longer ago than the settings keep them.
#[tauri::command(async)]
#[specta::specta]
pub fn finished_long_ago(offices: State<'_, Environments>) -> Result<Vec<Finished>, Refusal> {
    offices.now().finished_long_ago()
}

/// Removes the dossiers that were finished longer ago than the settings keep them.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_finished(offices: State<'_, Environments>) -> Result<u32, Refusal> {
    offices.now().remove_finished()
}
