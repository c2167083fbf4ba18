//! Dossiers: what is done in them.

use domain::difference::Change;
use domain::event::Waiting;
use domain::history::HistoryLine;
use domain::state::{DossierState, OpenDossier};
use domain::summary::Summary;
use domain::{Answer, DossierChange};
use office::{Environments, Refusal};
use tauri::State;
use uuid::Uuid;

use crate::input::{Day, day};

type Reply = Result<DossierState, Refusal>;

/// Starts dossiers of one handbook, one for each employer.
#[tauri::command(async)]
#[specta::specta]
pub fn start_dossiers(
    environments: State<'_, Environments>,
    handbook: String,
    employers: Vec<Uuid>,
    due: Option<Day>,
) -> Result<Vec<Summary>, Refusal> {
    environments.now().start_dossiers(&handbook, &employers, day(due)?)
}

/// Opens a dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn open_dossier(environments: State<'_, Environments>, id: Uuid) -> Result<OpenDossier, Refusal> {
    environments.now().open_dossier(id)
}

/// The whole history of a dossier, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn dossier_history(environments: State<'_, Environments>, id: Uuid) -> Result<Vec<HistoryLine>, Refusal> {
    environments.now().dossier_history(id)
}

/// Answers an item; none takes the answer away.
#[tauri::command(async)]
#[specta::specta]
pub fn answer_item(
    environments: State<'_, Environments>,
    id: Uuid,
    item: String,
    answer: Option<Answer>,
) -> Reply {
    environments.now().change_dossier(id, DossierChange::AnswerItem { item, answer })
}

/// Declares a step done.
#[tauri::command(async)]
#[specta::specta]
pub fn complete_step(environments: State<'_, Environments>, id: Uuid, step: String) -> Reply {
    environments.now().change_dossier(id, DossierChange::CompleteStep { step })
}

/// Opens a step again.
#[tauri::command(async)]
#[specta::specta]
pub fn reopen_step(environments: State<'_, Environments>, id: Uuid, step: String) -> Reply {
    environments.now().change_dossier(id, DossierChange::ReopenStep { step })
}

/// Sets a step aside, with a reason.
#[tauri::command(async)]
#[specta::specta]
pub fn set_step_aside(
    environments: State<'_, Environments>,
    id: Uuid,
    step: String,
    reason: String,
) -> Reply {
    environments.now().change_dossier(id, DossierChange::SetStepAside { step, reason })
}

/// Starts waiting for somebody.
#[tauri::command(async)]
#[specta::specta]
pub fn start_wait(
    environments: State<'_, Environments>,
    id: Uuid,
    step: String,
    item: Option<String>,
    waiting: Waiting,
) -> Reply {
    environments.now().change_dossier(id, DossierChange::StartWait { step, item, waiting })
}

/// Ends a wait.
#[tauri::command(async)]
#[specta::specta]
pub fn end_wait(
    environments: State<'_, Environments>,
    id: Uuid,
    step: String,
    item: Option<String>,
    on: Day,
) -> Reply {
    environments.now().change_dossier(id, DossierChange::EndWait { step, item, on: on.read()? })
}

/// Writes a note.
#[tauri::command(async)]
#[specta::specta]
pub fn add_note(
    environments: State<'_, Environments>,
    id: Uuid,
    step: Option<String>,
    text: String,
) -> Reply {
    environments.now().change_dossier(id, DossierChange::AddNote { step, text })
}

/// Sets the day it should be done.
#[tauri::command(async)]
#[specta::specta]
pub fn set_due(environments: State<'_, Environments>, id: Uuid, due: Option<Day>) -> Reply {
    environments.now().change_dossier(id, DossierChange::SetDue { due: day(due)? })
}

/// Signs a dossier off.
#[tauri::command(async)]
#[specta::specta]
pub fn sign_off(environments: State<'_, Environments>, id: Uuid) -> Reply {
    environments.now().change_dossier(id, DossierChange::SignOff)
}

/// The second pair of eyes.
#[tauri::command(async)]
#[specta::specta]
pub fn countersign(environments: State<'_, Environments>, id: Uuid) -> Reply {
    environments.now().change_dossier(id, DossierChange::Countersign)
}

/// Opens a dossier again after its sign-off.
#[tauri::command(async)]
#[specta::specta]
pub fn reopen_dossier(environments: State<'_, Environments>, id: Uuid) -> Reply {
    environments.now().change_dossier(id, DossierChange::Reopen)
}

/// Undoes the last thing that was done.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(environments: State<'_, Environments>, id: Uuid, event: Uuid) -> Reply {
    environments.now().change_dossier(id, DossierChange::Undo { event })
}

/// What would change with the newest version of the handbook.
#[tauri::command(async)]
#[specta::specta]
pub fn newer_version(environments: State<'_, Environments>, id: Uuid) -> Result<Vec<Change>, Refusal> {
    environments.now().newer_version(id)
}

/// Moves a dossier to the newest version of its handbook.
#[tauri::command(async)]
#[specta::specta]
pub fn move_to_newest(environments: State<'_, Environments>, id: Uuid) -> Result<OpenDossier, Refusal> {
    let office = environments.now();
    office.change_dossier(id, DossierChange::MoveToNewest)?;
    office.open_dossier(id)
}

/// Removes a dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_dossier(environments: State<'_, Environments>, id: Uuid) -> Result<(), Refusal> {
    environments.now().remove_dossier(id)
}
