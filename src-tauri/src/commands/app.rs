//! Things of the system around the app: clipboard, browser, mail program.

use std::sync::Arc;

use domain::id::{DossierId, HandbookId, ItemId, StepId};
use office::{Environments, Refusal};
use tauri::{AppHandle, State};

use crate::blocking::{blocking, in_office};
use crate::input::TypedText;
use crate::{browser, clipboard};

/// Copies a value that is on the screen.
#[tauri::command]
#[specta::specta]
pub async fn copy_text(text: TypedText) -> Result<(), Refusal> {
    blocking(move || clipboard::copy(&text.read()?)).await
}

/// Opens the page of a step in the browser; with `help` the page of that help entry.
#[tauri::command]
#[specta::specta]
pub async fn open_page(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    step: StepId,
    help: Option<u32>,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| browser::open(&app, &office.page(dossier, &step, help)?)).await
}

/// Opens the source of a handbook in the browser.
#[tauri::command]
#[specta::specta]
pub async fn open_source(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    handbook: HandbookId,
    source: u32,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| {
        browser::open(&app, &office.handbooks().source(&handbook, source)?)
    })
    .await
}

/// Opens a ready message in the mail program.
#[tauri::command]
#[specta::specta]
pub async fn open_message(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| browser::open(&app, &office.mail_link(dossier, &item)?)).await
}
