//! Things of the system around the app: clipboard, browser, mail program.

use std::sync::Arc;

use domain::id::{DossierId, HandbookId, ItemId, StepId};
use office::{Environments, Refusal};
use tauri::{AppHandle, State, WebviewWindow};

use crate::blocking::{blocking, in_office};
use crate::input::TypedText;
use crate::{browser, clipboard, window_state};

/// A change of the size of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum TextSizeChange {
    Larger,
    Smaller,
    Usual,
}

impl TextSizeChange {
    /// A step in percent of the usual size.
    const STEP: u16 = 10;

    fn of(self, percent: u16) -> u16 {
        match self {
            Self::Larger => percent.saturating_add(Self::STEP),
            Self::Smaller => percent.saturating_sub(Self::STEP),
            Self::Usual => 100,
        }
    }
}

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

/// Opens the folder of the log file.
#[tauri::command]
#[specta::specta]
pub async fn open_log_folder(app: AppHandle) -> Result<(), Refusal> {
    blocking(move || browser::show_file(&app, &office::log_file::path().ok_or(Refusal::NotFound)?)).await
}

/// Makes text on the screens a step larger or smaller, or the usual size, and keeps that. Gives the size in percent.
#[tauri::command]
#[specta::specta]
pub async fn change_text_size(
    window: WebviewWindow,
    environments: State<'_, Arc<Environments>>,
    change: TextSizeChange,
) -> Result<u16, Refusal> {
    in_office(&environments, move |office| {
        let percent = office.set_text_size(change.of(office.text_size()?))?;
        window_state::zoom(&window, percent);
        Ok(percent)
    })
    .await
}
