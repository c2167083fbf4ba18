//! Dialogs of the system, opened from Rust: no screen ever names a path.

use std::path::PathBuf;

use office::files::{FileOut, Made};
use office::{Office, Refusal};
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// In debug builds the folder that answers all dialogs, so that tests can do what a hand does there: files are saved
/// in it, and the file that is opened is the one that stands in its `open` folder.
const ANSWERS: &str = "KOPPELWIJZER_DIALOG_FOLDER";

fn answers() -> Option<PathBuf> {
    if cfg!(debug_assertions) { std::env::var_os(ANSWERS).map(PathBuf::from) } else { None }
}

/// Asks where to save a file, and saves it there.
///
/// # Errors
/// [`Refusal::Cancelled`] when the user closed the dialog; otherwise why it was not written.
pub fn save(app: &AppHandle, office: &Office, file: FileOut) -> Result<Made, Refusal> {
    if let Some(folder) = answers() {
        let target = folder.join(&file.name);
        return office.write(file, &target);
    }
    let dialog = app.dialog().file().set_file_name(&file.name).add_filter(file.ending(), &[file.ending()]);
    let target = dialog.blocking_save_file().ok_or(Refusal::Cancelled)?;
    office.write(file, &target.into_path().map_err(|_| Refusal::Cancelled)?)
}

/// Asks for a file to open.
///
/// # Errors
/// [`Refusal::Cancelled`] when the user closed the dialog.
pub fn open(app: &AppHandle, endings: &[&str]) -> Result<PathBuf, Refusal> {
    if let Some(folder) = answers() {
        let mut files = std::fs::read_dir(folder.join("open")).map_err(|_| Refusal::Cancelled)?;
        let first = files.find_map(Result::ok).ok_or(Refusal::Cancelled)?;
        return Ok(first.path());
    }
    let name = endings.join(", ");
    let chosen = app.dialog().file().add_filter(name, endings).blocking_pick_file();
    chosen.ok_or(Refusal::Cancelled)?.into_path().map_err(|_| Refusal::Cancelled)
}

/// Shows a text in a window of the system, until the user closes it.
pub fn show(app: &AppHandle, text: &str) {
    app.dialog().message(text).kind(MessageDialogKind::Info).title("Koppelwijzer").blocking_show();
}
