//! Newer versions of the program.

use office::Refusal;
use tauri::{AppHandle, async_runtime};

use crate::blocking::blocking;
use crate::browser;
use crate::updates::{self, NewerVersion, NewerVersions};

/// Where newer versions are, and whether the program installs them itself. Looks nowhere.
#[tauri::command]
#[specta::specta]
pub async fn newer_versions(app: AppHandle) -> Result<NewerVersions, Refusal> {
    blocking(move || Ok(updates::newer_versions(&app))).await
}

/// Opens the page with released versions in the browser.
#[tauri::command]
#[specta::specta]
pub async fn open_releases(app: AppHandle) -> Result<(), Refusal> {
    blocking(move || browser::open(&app, &updates::releases().ok_or(Refusal::NotFound)?)).await
}

/// Asks the address that the program was built with for the newest version. None: this is the newest.
#[tauri::command]
#[specta::specta]
pub async fn look_for_newer_version(app: AppHandle) -> Result<Option<NewerVersion>, Refusal> {
    blocking(move || async_runtime::block_on(updates::look(&app))).await
}

/// Downloads the version that was found, checks its signature, closes the program and installs it.
#[tauri::command]
#[specta::specta]
pub async fn install_newer_version(app: AppHandle) -> Result<(), Refusal> {
    blocking(move || updates::install(&app)).await
}
