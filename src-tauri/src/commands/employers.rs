//! Employers.

use std::sync::Arc;

use domain::Employer;
use office::employers::{EmployerCard, EmployerRow, Removal};
use office::{Environments, Office, Refusal};
use tauri::State;
use uuid::Uuid;

use crate::blocking::in_office;

/// All employers.
#[tauri::command]
#[specta::specta]
pub async fn employers(environments: State<'_, Arc<Environments>>) -> Result<Vec<EmployerRow>, Refusal> {
    in_office(&environments, Office::employers).await
}

/// An employer with its dossiers.
#[tauri::command]
#[specta::specta]
pub async fn employer(environments: State<'_, Arc<Environments>>, id: Uuid) -> Result<EmployerCard, Refusal> {
    in_office(&environments, move |office| office.employer(id)).await
}

/// Adds or changes an employer.
#[tauri::command]
#[specta::specta]
pub async fn save_employer(
    environments: State<'_, Arc<Environments>>,
    employer: Employer,
) -> Result<EmployerCard, Refusal> {
    in_office(&environments, move |office| office.save_employer(employer)).await
}

/// What was typed for a new employer and could not be saved yet.
#[tauri::command]
#[specta::specta]
pub async fn new_employer_draft(
    environments: State<'_, Arc<Environments>>,
) -> Result<Option<Employer>, Refusal> {
    in_office(&environments, Office::new_employer_draft).await
}

/// Keeps an employer's card as it is typed, where something in it does not read.
#[tauri::command]
#[specta::specta]
pub async fn keep_employer_draft(
    environments: State<'_, Arc<Environments>>,
    typed: Employer,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.keep_employer_draft(&typed)).await
}

/// Throws away what was typed on a card and not saved.
#[tauri::command]
#[specta::specta]
pub async fn drop_employer_draft(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.drop_employer_draft(id)).await
}

/// What goes when an employer is removed.
#[tauri::command]
#[specta::specta]
pub async fn employer_removal(
    environments: State<'_, Arc<Environments>>,
    id: Uuid,
) -> Result<Removal, Refusal> {
    in_office(&environments, move |office| office.employer_removal(id)).await
}

/// Removes an employer with everything.
#[tauri::command]
#[specta::specta]
pub async fn remove_employer(environments: State<'_, Arc<Environments>>, id: Uuid) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.remove_employer(id)).await
}
