//! Things of the system around the app: clipboard, browser, mail program.

use office::{Office, Refusal};
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
    office: State<'_, Office>,
    dossier: Uuid,
    step: String,
    help: Option<u32>,
) -> Result<(), Refusal> {
    browser::open(&app, &office.page(dossier, &step, help)?)
}

/// Opens the source of a handbook in the browser.
#[tauri::command(async)]
#[specta::specta]
pub fn open_source(
    app: AppHandle,
    office: State<'_, Office>,
    handbook: String,
    source: u32,
) -> Result<(), Refusal> {
    browser::open(&app, &office.source(&handbook, source)?)
}

/// Opens a ready message in the mail program.
#[tauri::command(async)]
#[specta::specta]
pub fn open_message(
    app: AppHandle,
    office: State<'_, Office>,
    dossier: Uuid,
    item: String,
) -> Result<(), Refusal> {
    browser::open(&app, &office.mail_link(dossier, &item)?)
}
