//! Employers.

use domain::Employer;
use office::employers::{EmployerCard, EmployerRow, Removal};
use office::{Environments, Refusal};
use tauri::State;
use uuid::Uuid;

/// All employers.
#[tauri::command(async)]
#[specta::specta]
pub fn employers(environments: State<'_, Environments>) -> Result<Vec<EmployerRow>, Refusal> {
    environments.now().employers()
}

/// An employer with its dossiers.
#[tauri::command(async)]
#[specta::specta]
pub fn employer(environments: State<'_, Environments>, id: Uuid) -> Result<EmployerCard, Refusal> {
    environments.now().employer(id)
}

/// Adds or changes an employer.
#[tauri::command(async)]
#[specta::specta]
pub fn save_employer(
    environments: State<'_, Environments>,
    employer: Employer,
) -> Result<EmployerCard, Refusal> {
    environments.now().save_employer(employer)
}

/// What was typed for a new employer and could not be saved yet.
#[tauri::command(async)]
#[specta::specta]
pub fn new_employer_draft(environments: State<'_, Environments>) -> Result<Option<Employer>, Refusal> {
    environments.now().new_employer_draft()
}

/// Keeps an employer's card as it is typed, where something in it does not read.
#[tauri::command(async)]
#[specta::specta]
pub fn keep_employer_draft(environments: State<'_, Environments>, typed: Employer) -> Result<(), Refusal> {
    environments.now().keep_employer_draft(&typed)
}

/// Throws away what was typed on a card and not saved.
#[tauri::command(async)]
#[specta::specta]
pub fn drop_employer_draft(environments: State<'_, Environments>, id: Uuid) -> Result<(), Refusal> {
    environments.now().drop_employer_draft(id)
}

/// What goes when an employer is removed.
#[tauri::command(async)]
#[specta::specta]
pub fn employer_removal(environments: State<'_, Environments>, id: Uuid) -> Result<Removal, Refusal> {
    environments.now().employer_removal(id)
}

/// Removes an employer with everything.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_employer(environments: State<'_, Environments>, id: Uuid) -> Result<(), Refusal> {
    environments.now().remove_employer(id)
}
