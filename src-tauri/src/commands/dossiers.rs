//! Dossiers: what is done in them.

use std::sync::Arc;

use domain::difference::Change;
use domain::event::Waiting;
use domain::history::HistoryLine;
use domain::state::{DossierState, OpenDossier};
use domain::summary::Summary;
use domain::{Answer, DossierChange};
use office::{Environments, Refusal};
use tauri::State;
use uuid::Uuid;

use crate::blocking::in_office;
use crate::input::{Day, day};

type Reply = Result<DossierState, Refusal>;

/// Starts dossiers of one handbook, one for each employer.
#[tauri::command]
#[specta::specta]
pub async fn start_dossiers(
    environments: State<'_, Arc<Environments>>,
    handbook: String,
    employers: Vec<Uuid>,
    due: Option<Day>,
) -> Result<Vec<Summary>, Refusal> {
    in_office(&environments, move |office| office.start_dossiers(&handbook, &employers, day(due)?)).await
}

/// Opens a dossier.
#[tauri::command]
#[specta::specta]
pub async fn open_dossier(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
) -> Result<OpenDossier, Refusal> {
    in_office(&environments, move |office| office.open_dossier(id)).await
}

/// The whole history of a dossier, newest first.
#[tauri::command]
#[specta::specta]
pub async fn dossier_history(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
) -> Result<Vec<HistoryLine>, Refusal> {
    in_office(&environments, move |office| office.dossier_history(id)).await
}

/// Answers an item; none takes the answer away.
#[tauri::command]
#[specta::specta]
pub async fn answer_item(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
    item: String,
    answer: Option<Answer>,
) -> Reply {
    in_office(&environments, move |office| {
        office.change_dossier(id, DossierChange::AnswerItem { item, answer })
    })
    .await
}

/// Declares a step done.
#[tauri::command]
#[specta::specta]
pub async fn complete_step(environments: State<'_, Arc<Environments>>, id: Uuid, step: String) -> Reply {
    in_office(&environments, move |office| office.change_dossier(id, DossierChange::CompleteStep { step }))
        .await
}

/// Opens a step again.
#[tauri::command]
#[specta::specta]
pub async fn reopen_step(environments: State<'_, Arc<Environments>>, id: Uuid, step: String) -> Reply {
    in_office(&environments, move |office| office.change_dossier(id, DossierChange::ReopenStep { step }))
        .await
}

/// Sets a step aside, with a reason.
#[tauri::command]
#[specta::specta]
pub async fn set_step_aside(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
    step: String,
    reason: String,
) -> Reply {
    in_office(&environments, move |office| {
        office.change_dossier(id, DossierChange::SetStepAside { step, reason })
    })
    .await
}

/// Starts waiting for somebody.
#[tauri::command]
#[specta::specta]
pub async fn start_wait(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
    step: String,
    item: Option<String>,
    waiting: Waiting,
) -> Reply {
    in_office(&environments, move |office| {
        office.change_dossier(id, DossierChange::StartWait { step, item, waiting })
    })
    .await
}

/// Ends a wait.
#[tauri::command]
#[specta::specta]
pub async fn end_wait(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
    step: String,
    item: Option<String>,
    on: Day,
) -> Reply {
    in_office(&environments, move |office| {
        office.change_dossier(id, DossierChange::EndWait { step, item, on: on.read()? })
    })
    .await
}

/// Writes a note.
#[tauri::command]
#[specta::specta]
pub async fn add_note(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
    step: Option<String>,
    text: String,
) -> Reply {
    in_office(&environments, move |office| office.change_dossier(id, DossierChange::AddNote { step, text }))
        .await
}

/// Sets the day it should be done.
#[tauri::command]
#[specta::specta]
pub async fn set_due(environments: State<'_, Arc<Environments>>, id: Uuid, due: Option<Day>) -> Reply {
    in_office(&environments, move |office| {
        office.change_dossier(id, DossierChange::SetDue { due: day(due)? })
    })
    .await
}

/// Signs a dossier off.
#[tauri::command]
#[specta::specta]
pub async fn sign_off(environments: State<'_, Arc<Environments>>, id: Uuid) -> Reply {
    in_office(&environments, move |office| office.change_dossier(id, DossierChange::SignOff)).await
}

/// The second pair of eyes.
#[tauri::command]
#[specta::specta]
pub async fn countersign(environments: State<'_, Arc<Environments>>, id: Uuid) -> Reply {
    in_office(&environments, move |office| office.change_dossier(id, DossierChange::Countersign)).await
}

/// Opens a dossier again after its sign-off.
#[tauri::command]
#[specta::specta]
pub async fn reopen_dossier(environments: State<'_, Arc<Environments>>, id: Uuid) -> Reply {
    in_office(&environments, move |office| office.change_dossier(id, DossierChange::Reopen)).await
}

/// Undoes the last thing that was done.
#[tauri::command]
#[specta::specta]
pub async fn undo(environments: State<'_, Arc<Environments>>, id: Uuid, event: Uuid) -> Reply {
    in_office(&environments, move |office| office.change_dossier(id, DossierChange::Undo { event })).await
}

/// What would change with the newest version of the handbook.
#[tauri::command]
#[specta::specta]
pub async fn newer_version(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
) -> Result<Vec<Change>, Refusal> {
    in_office(&environments, move |office| office.newer_version(id)).await
}

/// Moves a dossier to the newest version of its handbook.
#[tauri::command]
#[specta::specta]
pub async fn move_to_newest(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
) -> Result<OpenDossier, Refusal> {
    in_office(&environments, move |office| {
        office.change_dossier(id, DossierChange::MoveToNewest)?;
        office.open_dossier(id)
    })
    .await
}

/// Removes a dossier.
#[tauri::command]
#[specta::specta]
pub async fn remove_dossier(environments: State<'_, Arc<Environments>>, id: Uuid) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.remove_dossier(id)).await
}
