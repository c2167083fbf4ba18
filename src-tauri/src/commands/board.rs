//! The board and search.

use office::board::PackedBoard;
use office::search::Hit;
use office::{Environments, Refusal};
use tauri::State;

/// All dossiers.
#[tauri::command(async)]
#[specta::specta]
pub fn board(environments: State<'_, Environments>) -> Result<PackedBoard, Refusal> {
    Ok(environments.now().board()?.packed())
}

/// Finds employers, dossiers, steps and notes.
#[tauri::command(async)]
#[specta::specta]
pub fn search(environments: State<'_, Environments>, question: String) -> Result<Vec<Hit>, Refusal> {
    environments.now().search(&question)
}
