//! The board and search.

use std::sync::Arc;

use office::board::PackedBoard;
use office::hours::HoursBoard;
use office::search::Hit;
use office::{Environments, Refusal};
use tauri::State;

use crate::blocking::in_office;
use crate::input::TypedText;

/// All dossiers.
#[tauri::command]
#[specta::specta]
pub async fn board(environments: State<'_, Arc<Environments>>) -> Result<PackedBoard, Refusal> {
    in_office(&environments, |office| Ok(office.board()?.packed())).await
}

/// Runs of hours that want something, and hours that are due.
#[tauri::command]
#[specta::specta]
pub async fn hours_board(environments: State<'_, Arc<Environments>>) -> Result<HoursBoard, Refusal> {
    in_office(&environments, |office| office.hours().board()).await
}

/// Finds employers, dossiers, steps, notes and runs of hours.
#[tauri::command]
#[specta::specta]
pub async fn search(
    environments: State<'_, Arc<Environments>>,
    question: TypedText,
) -> Result<Vec<Hit>, Refusal> {
    in_office(&environments, move |office| office.search(&question.read()?)).await
}
