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
