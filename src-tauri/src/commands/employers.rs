//! Employers.

use std::sync::Arc;

use domain::Employer;
use domain::history::timeline::Timeline;
use domain::id::EmployerId;
use office::employers::{EmployerCard, EmployerRow, Removal, SavedCard};
use office::{Environments, Office, Refusal};
use tauri::State;

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
pub async fn employer(
    environments: State<'_, Arc<Environments>>,
    id: EmployerId,
) -> Result<EmployerCard, Refusal> {
    in_office(&environments, move |office| office.employer(id)).await
}

/// What happened for an employer over its dossiers, newest first.
#[tauri::command]
#[specta::specta]
pub async fn employer_timeline(
    environments: State<'_, Arc<Environments>>,
    id: EmployerId,
) -> Result<Timeline, Refusal> {
    in_office(&environments, move |office| office.employer_timeline(id)).await
}

/// Saves a card as it is typed: what reads is saved, what does not is kept in a draft.
#[tauri::command]
#[specta::specta]
pub async fn save_employer_card(
    environments: State<'_, Arc<Environments>>,
    typed: Employer,
) -> Result<SavedCard, Refusal> {
    in_office(&environments, move |office| office.save_employer_card(&typed)).await
}

/// What was typed for a new employer and could not be saved yet.
#[tauri::command]
#[specta::specta]
pub async fn new_employer_draft(
    environments: State<'_, Arc<Environments>>,
) -> Result<Option<Employer>, Refusal> {
    in_office(&environments, Office::new_employer_draft).await
}

/// Throws away what was typed on a card and not saved.
#[tauri::command]
#[specta::specta]
pub async fn drop_employer_draft(
    environments: State<'_, Arc<Environments>>,
    id: EmployerId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.drop_employer_draft(id)).await
}

/// What goes when an employer is removed.
#[tauri::command]
#[specta::specta]
pub async fn employer_removal(
    environments: State<'_, Arc<Environments>>,
    id: EmployerId,
) -> Result<Removal, Refusal> {
    in_office(&environments, move |office| office.employer_removal(id)).await
}

/// Removes an employer with everything.
#[tauri::command]
#[specta::specta]
pub async fn remove_employer(
    environments: State<'_, Arc<Environments>>,
    id: EmployerId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.remove_employer(id)).await
}
