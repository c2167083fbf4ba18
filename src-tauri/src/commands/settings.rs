//! Settings, and what the screens need first.

use std::sync::Arc;

use domain::Language;
use office::retention::Finished;
use office::settings::Settings;
use office::startup::{Notice, Startup};
use office::{Environments, Office, Refusal};
use tauri::State;

use crate::blocking::in_office;

/// What the screens need first.
#[tauri::command]
#[specta::specta]
pub async fn startup(environments: State<'_, Arc<Environments>>) -> Result<Startup, Refusal> {
    in_office(&environments, Office::startup).await
}

/// Saves the settings.
#[tauri::command]
#[specta::specta]
pub async fn save_settings(
    environments: State<'_, Arc<Environments>>,
    settings: Settings,
) -> Result<Settings, Refusal> {
    in_office(&environments, move |office| office.save_settings(settings)).await
}

/// Saves the language of the screens, also before there is a name.
#[tauri::command]
#[specta::specta]
pub async fn set_language(
    environments: State<'_, Arc<Environments>>,
    language: Language,
) -> Result<Settings, Refusal> {
    in_office(&environments, move |office| office.speak(language)).await
}

/// Takes note that a notice was read.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_notice(
    environments: State<'_, Arc<Environments>>,
    notice: Notice,
) -> Result<Startup, Refusal> {
    in_office(&environments, move |office| office.dismiss_notice(&notice)).await
}

/// Dossiers that were finished longer ago than the settings keep them.
#[tauri::command]
#[specta::specta]
pub async fn finished_long_ago(environments: State<'_, Arc<Environments>>) -> Result<Vec<Finished>, Refusal> {
    in_office(&environments, Office::finished_long_ago).await
}

/// Removes the dossiers that were finished longer ago than the settings keep them.
#[tauri::command]
#[specta::specta]
pub async fn remove_finished(environments: State<'_, Arc<Environments>>) -> Result<u32, Refusal> {
    in_office(&environments, Office::remove_finished).await
}
