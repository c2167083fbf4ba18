//! Dossiers: what is done in them.

use domain::Answer;
use domain::difference::Change;
use domain::event::Waiting;
use domain::summary::Summary;
use office::history::HistoryLine;
use office::state::{DossierState, OpenDossier};
use office::{Office, Refusal};
use tauri::State;
use uuid::Uuid;

use crate::input::{Day, day};

type Reply = Result<DossierState, Refusal>;

/// Starts dossiers of one handbook, one for each employer.
#[tauri::command(async)]
#[specta::specta]
pub fn start_dossiers(
    office: State<'_, Office>,
    handbook: String,
    employers: Vec<Uuid>,
    due: Option<Day>,
) -> Result<Vec<Summary>, Refusal> {
    office.start_dossiers(&handbook, &employers, day(due)?)
}

/// Opens a dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn open_dossier(office: State<'_, Office>, id: Uuid) -> Result<OpenDossier, Refusal> {
    office.open_dossier(id)
}

/// The whole history of a dossier, newest first.
#[tauri::command(async)]
#[specta::specta]
pub fn dossier_history(office: State<'_, Office>, id: Uuid) -> Result<Vec<HistoryLine>, Refusal> {
    office.dossier_history(id)
}

/// Answers an item; none takes the answer away.
#[tauri::command(async)]
#[specta::specta]
pub fn answer_item(office: State<'_, Office>, id: Uuid, item: String, answer: Option<Answer>) -> Reply {
    office.answer(id, &item, answer)
}

/// Declares a step done.
#[tauri::command(async)]
#[specta::specta]
pub fn complete_step(office: State<'_, Office>, id: Uuid, step: String) -> Reply {
    office.complete_step(id, &step)
}

/// Opens a step again.
#[tauri::command(async)]
#[specta::specta]
pub fn reopen_step(office: State<'_, Office>, id: Uuid, step: String) -> Reply {
    office.reopen_step(id, &step)
}

/// Sets a step aside, with a reason.
#[tauri::command(async)]
#[specta::specta]
pub fn set_step_aside(office: State<'_, Office>, id: Uuid, step: String, reason: String) -> Reply {
    office.set_step_aside(id, &step, &reason)
}

/// Starts waiting for somebody.
#[tauri::command(async)]
#[specta::specta]
pub fn start_wait(
    office: State<'_, Office>,
    id: Uuid,
    step: String,
    item: Option<String>,
    waiting: Waiting,
) -> Reply {
    office.start_wait(id, &step, item.as_deref(), waiting)
}

/// Ends a wait.
#[tauri::command(async)]
#[specta::specta]
pub fn end_wait(office: State<'_, Office>, id: Uuid, step: String, item: Option<String>, on: Day) -> Reply {
    office.end_wait(id, &step, item.as_deref(), on.read()?)
}

/// Writes a note.
#[tauri::command(async)]
#[specta::specta]
pub fn add_note(office: State<'_, Office>, id: Uuid, step: Option<String>, text: String) -> Reply {
    office.add_note(id, step.as_deref(), &text)
}

/// Sets the day it should be done.
#[tauri::command(async)]
#[specta::specta]
pub fn set_due(office: State<'_, Office>, id: Uuid, due: Option<Day>) -> Reply {
    office.set_due(id, day(due)?)
}

/// Signs a dossier off.
#[tauri::command(async)]
#[specta::specta]
pub fn sign_off(office: State<'_, Office>, id: Uuid) -> Reply {
    office.sign_off(id)
}

/// The second pair of eyes.
#[tauri::command(async)]
#[specta::specta]
pub fn countersign(office: State<'_, Office>, id: Uuid) -> Reply {
    office.countersign(id)
}

/// Opens a dossier again after its sign-off.
#[tauri::command(async)]
#[specta::specta]
pub fn reopen_dossier(office: State<'_, Office>, id: Uuid) -> Reply {
    office.reopen_dossier(id)
}

/// Undoes the last thing that was done.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(office: State<'_, Office>, id: Uuid, event: Uuid) -> Reply {
    office.undo(id, event)
}

/// What would change with the newest version of the handbook.
#[tauri::command(async)]
#[specta::specta]
pub fn newer_version(office: State<'_, Office>, id: Uuid) -> Result<Vec<Change>, Refusal> {
    office.newer_version(id)
}

/// Moves a dossier to the newest version of its handbook.
#[tauri::command(async)]
#[specta::specta]
pub fn move_to_newest(office: State<'_, Office>, id: Uuid) -> Result<OpenDossier, Refusal> {
    office.move_to_newest(id)
}

/// Removes a dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_dossier(office: State<'_, Office>, id: Uuid) -> Result<(), Refusal> {
    office.remove_dossier(id)
}
