//! Dossiers: what is done in them.

use std::sync::Arc;

use domain::DossierChange;
use domain::difference::Change;
use domain::history::{HistoryEntry, entries};
use domain::id::{DossierId, EmployerId, HandbookId, ItemId};
use domain::message::{MessageTemplate, MessageText};
use domain::state::{DossierState, OpenDossier};
use domain::summary::Summary;
use office::{Environments, Refusal};
use tauri::State;

use crate::blocking::in_office;
use crate::input::{Day, Ids, day};

/// Starts dossiers of one handbook, one for each employer.
#[tauri::command]
#[specta::specta]
pub async fn start_dossiers(
    environments: State<'_, Arc<Environments>>,
    handbook: HandbookId,
    employers: Ids<EmployerId>,
    due: Option<Day>,
) -> Result<Vec<Summary>, Refusal> {
    in_office(&environments, move |office| office.start_dossiers(&handbook, &employers.read()?, day(due)?))
        .await
}

/// Opens a dossier.
#[tauri::command]
#[specta::specta]
pub async fn open_dossier(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
) -> Result<OpenDossier, Refusal> {
    in_office(&environments, move |office| office.open_dossier(id)).await
}

/// The whole history of a dossier, newest first, with each run of checks as one entry.
#[tauri::command]
#[specta::specta]
pub async fn dossier_history(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
) -> Result<Vec<HistoryEntry>, Refusal> {
    in_office(&environments, move |office| {
        let mut lines = office.dossier_history(id)?;
        lines.reverse();
        Ok(entries(&lines).rev().collect())
    })
    .await
}

/// Does something in a dossier.
#[tauri::command]
#[specta::specta]
pub async fn change_dossier(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
    change: DossierChange,
) -> Result<DossierState, Refusal> {
    in_office(&environments, move |office| office.change_dossier(id, change)).await
}

/// What would change with the newest version of the handbook.
#[tauri::command]
#[specta::specta]
pub async fn newer_version(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
) -> Result<Vec<Change>, Refusal> {
    in_office(&environments, move |office| office.newer_version(id)).await
}

/// Moves a dossier to the newest version of its handbook.
#[tauri::command]
#[specta::specta]
pub async fn move_to_newest(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
) -> Result<OpenDossier, Refusal> {
    in_office(&environments, move |office| {
        office.change_dossier(id, DossierChange::MoveToNewest {})?;
        office.open_dossier(id)
    })
    .await
}

/// The text of a message, as the office can change it.
#[tauri::command]
#[specta::specta]
pub async fn message_template(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
    item: ItemId,
) -> Result<MessageTemplate, Refusal> {
    in_office(&environments, move |office| office.message_template(id, &item)).await
}

/// Saves the office's own text of a message; none goes back to the handbook's.
#[tauri::command]
#[specta::specta]
pub async fn set_message_text(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
    item: ItemId,
    text: Option<MessageText>,
) -> Result<DossierState, Refusal> {
    in_office(&environments, move |office| office.set_message_text(id, &item, text)).await
}

/// Removes a dossier.
#[tauri::command]
#[specta::specta]
pub async fn remove_dossier(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.remove_dossier(id)).await
}
