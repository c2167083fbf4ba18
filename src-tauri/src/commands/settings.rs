//! Settings, and what the screens need first.

use domain::Language;
use office::retention::Finished;
use office::settings::Settings;
use office::startup::{Notice, Startup};
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

/// Saves the language of the screens, also before there is a name.
#[tauri::command(async)]
#[specta::specta]
pub fn set_language(office: State<'_, Office>, language: Language) -> Result<Settings, Refusal> {
    office.speak(language)
}

/// Takes note that a notice was read.
#[tauri::command(async)]
#[specta::specta]
pub fn dismiss_notice(office: State<'_, Office>, notice: Notice) -> Result<Startup, Refusal> {
    office.dismiss_notice(&notice)
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
