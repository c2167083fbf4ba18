//! The board and search.

use office::board::Board;
use office::search::Hit;
use office::{Office, Refusal};
use tauri::State;

/// All dossiers.
#[tauri::command(async)]
#[specta::specta]
pub fn board(office: State<'_, Office>) -> Result<Board, Refusal> {
    office.board()
}

/// Finds employers, dossiers, steps and notes.
#[tauri::command(async)]
#[specta::specta]
pub fn search(office: State<'_, Office>, question: String) -> Result<Vec<Hit>, Refusal> {
    office.search(&question)
}
