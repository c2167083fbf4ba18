//! Things of the system around the app: clipboard, browser, mail program.

use office::{Environments, Refusal};
use tauri::{AppHandle, State};
use uuid::Uuid;

use crate::{browser, clipboard};

/// Copies a value that is on the screen.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_text(text: String) -> Result<(), Refusal> {
    clipboard::copy(&text)
}

/// Opens the page of a step in the browser; with `help` the page of that help entry.
#[tauri::command(async)]
#[specta::specta]
pub fn open_page(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
    step: String,
    help: Option<u32>,
) -> Result<(), Refusal> {
    browser::open(&app, &environments.now().page(dossier, &step, help)?)
}

/// Opens the source of a handbook in the browser.
#[tauri::command(async)]
#[specta::specta]
pub fn open_source(
    app: AppHandle,
    environments: State<'_, Environments>,
    handbook: String,
    source: u32,
) -> Result<(), Refusal> {
    browser::open(&app, &environments.now().source(&handbook, source)?)
}

/// Opens a ready message in the mail program.
#[tauri::command(async)]
#[specta::specta]
pub fn open_message(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<(), Refusal> {
    browser::open(&app, &environments.now().mail_link(dossier, &item)?)
}
