//! Employers.

use domain::Employer;
use office::employers::{EmployerCard, EmployerRow, Removal};
use office::{Office, Refusal};
use tauri::State;
use uuid::Uuid;

/// All employers.
#[tauri::command(async)]
#[specta::specta]
pub fn employers(office: State<'_, Office>) -> Result<Vec<EmployerRow>, Refusal> {
    office.employers()
}

/// An employer with its dossiers.
#[tauri::command(async)]
#[specta::specta]
pub fn employer(office: State<'_, Office>, id: Uuid) -> Result<EmployerCard, Refusal> {
    office.employer(id)
}

/// Adds or changes an employer.
#[tauri::command(async)]
#[specta::specta]
pub fn save_employer(office: State<'_, Office>, employer: Employer) -> Result<EmployerCard, Refusal> {
    office.save_employer(employer)
}

/// What was typed for a new employer and could not be saved yet.
#[tauri::command(async)]
#[specta::specta]
pub fn new_employer_draft(office: State<'_, Office>) -> Result<Option<Employer>, Refusal> {
    office.new_employer_draft()
}

/// Keeps an employer's card as it is typed, where something in it does not read.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_employer_draft(office: State<'_, Office>, typed: Employer) -> Result<(), Refusal> {
    office.keep_employer_draft(&typed)
}

/// Throws away what was typed on a card and not saved.
#[tauri::command(async)]
#[specta::specta]
pub fn drop_employer_draft(office: State<'_, Office>, id: Uuid) -> Result<(), Refusal> {
    office.drop_employer_draft(id)
}

/// What goes when an employer is removed.
#[tauri::command(async)]
#[specta::specta]
pub fn employer_removal(office: State<'_, Office>, id: Uuid) -> Result<Removal, Refusal> {
    office.employer_removal(id)
}

/// Removes an employer with everything.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_employer(office: State<'_, Office>, id: Uuid) -> Result<(), Refusal> {
    office.remove_employer(id)
}
