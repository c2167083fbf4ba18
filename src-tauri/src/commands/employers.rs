//! Employers.

use domain::Employer;
use office::employers::{EmployerCard, EmployerRow, Removal};
use office::{Offices, Refusal};
use tauri::State;
use uuid::Uuid;

/// All employers.
#[tauri::command(async)]
#[specta::specta]
pub fn employers(offices: State<'_, Offices>) -> Result<Vec<EmployerRow>, Refusal> {
    offices.now().employers()
}

/// An employer with its dossiers.
#[tauri::command(async)]
#[specta::specta]
pub fn employer(offices: State<'_, Offices>, id: Uuid) -> Result<EmployerCard, Refusal> {
    offices.now().employer(id)
}

/// Adds or changes an employer.
#[tauri::command(async)]
#[specta::specta]
pub fn save_employer(offices: State<'_, Offices>, employer: Employer) -> Result<EmployerCard, Refusal> {
    offices.now().save_employer(employer)
}

/// What goes when an employer is removed.
#[tauri::command(async)]
#[specta::specta]
pub fn employer_removal(offices: State<'_, Offices>, id: Uuid) -> Result<Removal, Refusal> {
    offices.now().employer_removal(id)
}

/// Removes an employer with everything.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_employer(offices: State<'_, Offices>, id: Uuid) -> Result<(), Refusal> {
    offices.now().remove_employer(id)
}
