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
pub fn startup(environments: State<'_, Environments>) -> Result<Startup, Refusal> {
    environments.now().startup()
}

/// Saves the settings.
#[tauri::command(async)]
#[specta::specta]
pub fn save_settings(environments: State<'_, Environments>, settings: Settings) -> Result<Settings, Refusal> {
    environments.now().save_settings(settings)
}

/// Saves the language of the screens, also before there is a name.
#[tauri::command(async)]
#[specta::specta]
pub fn set_language(environments: State<'_, Environments>, language: Language) -> Result<Settings, Refusal> {
    environments.now().speak(language)
}

/// Takes note that a notice was read.
#[tauri::command(async)]
#[specta::specta]
pub fn dismiss_notice(environments: State<'_, Environments>, notice: Notice) -> Result<Startup, Refusal> {
    environments.now().dismiss_notice(&notice)
}

/// Dossiers that were finished longer ago than the settings keep them.
#[tauri::command(async)]
#[specta::specta]
pub fn finished_long_ago(environments: State<'_, Environments>) -> Result<Vec<Finished>, Refusal> {
    environments.now().finished_long_ago()
}

/// Removes the dossiers that were finished longer ago than the settings keep them.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_finished(environments: State<'_, Environments>) -> Result<u32, Refusal> {
    environments.now().remove_finished()
}
