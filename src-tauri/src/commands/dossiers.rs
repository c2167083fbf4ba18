//! Dossiers: what is done in them.

use domain::Answer;
use domain::difference::Change;
use domain::event::Waiting;
use domain::summary::Summary;
use office::history::HistoryLine;
use office::state::{DossierState, OpenDossier};
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
    environments.now().answer(id, &item, answer)
}

/// Declares a step done.
#[tauri::command(async)]
#[specta::specta]
pub fn complete_step(environments: State<'_, Environments>, id: Uuid, step: String) -> Reply {
    environments.now().complete_step(id, &step)
}

/// Opens a step again.
#[tauri::command(async)]
#[specta::specta]
pub fn reopen_step(environments: State<'_, Environments>, id: Uuid, step: String) -> Reply {
    environments.now().reopen_step(id, &step)
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
    environments.now().set_step_aside(id, &step, &reason)
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
    environments.now().start_wait(id, &step, item.as_deref(), waiting)
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
    environments.now().end_wait(id, &step, item.as_deref(), on.read()?)
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
    environments.now().add_note(id, step.as_deref(), &text)
}

/// Sets the day it should be done.
#[tauri::command(async)]
#[specta::specta]
pub fn set_due(environments: State<'_, Environments>, id: Uuid, due: Option<Day>) -> Reply {
    environments.now().set_due(id, day(due)?)
}

/// Signs a dossier off.
#[tauri::command(async)]
#[specta::specta]
pub fn sign_off(environments: State<'_, Environments>, id: Uuid) -> Reply {
    environments.now().sign_off(id)
}

/// The second pair of eyes.
#[tauri::command(async)]
#[specta::specta]
pub fn countersign(environments: State<'_, Environments>, id: Uuid) -> Reply {
    environments.now().countersign(id)
}

/// Opens a dossier again after its sign-off.
#[tauri::command(async)]
#[specta::specta]
pub fn reopen_dossier(environments: State<'_, Environments>, id: Uuid) -> Reply {
    environments.now().reopen_dossier(id)
}

/// Undoes the last thing that was done.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(environments: State<'_, Environments>, id: Uuid, event: Uuid) -> Reply {
    environments.now().undo(id, event)
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
    environments.now().move_to_newest(id)
}

/// Removes a dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_dossier(environments: State<'_, Environments>, id: Uuid) -> Result<(), Refusal> {
    environments.now().remove_dossier(id)
}
