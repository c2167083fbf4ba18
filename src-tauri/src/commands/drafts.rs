//! What is typed and not saved yet, and closing once it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::Employer;
use domain::id::{DossierId, HoursRunId};
use office::{Environments, Refusal};
use tauri::{AppHandle, Manager, State};

use crate::blocking::{blocking, in_office};
use crate::closing::Closing;
use crate::input::{DraftPlace, DraftText};

/// Keeps what is being typed in a field of a dossier, or of the office's settings; an empty text throws it away.
#[tauri::command]
#[specta::specta]
pub async fn keep_draft(
    environments: State<'_, Arc<Environments>>,
    dossier: Option<DossierId>,
    place: DraftPlace,
    text: DraftText,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.keep_draft(dossier, &place.read()?, &text.read()?)).await
}

/// Keeps what is being typed in a field of a run of hours; an empty text throws it away.
#[tauri::command]
#[specta::specta]
pub async fn keep_hours_draft(
    environments: State<'_, Arc<Environments>>,
    run: HoursRunId,
    place: DraftPlace,
    text: DraftText,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.hours().keep_draft(run, &place.read()?, &text.read()?))
        .await
}

/// What was typed in a run of hours and not saved, by the place of its field.
#[tauri::command]
#[specta::specta]
pub async fn hours_drafts(
    environments: State<'_, Arc<Environments>>,
    run: HoursRunId,
) -> Result<BTreeMap<String, String>, Refusal> {
    in_office(&environments, move |office| office.hours().drafts(run)).await
}

/// Keeps a card as it is being typed, without saving it.
#[tauri::command]
#[specta::specta]
pub async fn keep_employer_draft(
    environments: State<'_, Arc<Environments>>,
    typed: Employer,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.keep_employer_draft(&typed)).await
}

/// Says that everything on the page is saved, after the window was asked to close.
#[tauri::command]
#[specta::specta]
pub async fn ready_to_close(app: AppHandle) -> Result<(), Refusal> {
    blocking(move || {
        app.state::<Closing>().page_is_ready();
        Ok(())
    })
    .await
}
