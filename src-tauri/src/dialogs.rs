//! Dialogs of the system, opened from Rust: no screen ever names a path.

use std::path::PathBuf;

use office::files::{FileOut, Made};
use office::{Office, Refusal};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind, MessageDialogResult};

use crate::test_variable;

/// The folder that answers dialogs in a test.
fn answers() -> Option<PathBuf> {
    test_variable::read(test_variable::DIALOGS).map(PathBuf::from)
}

/// A question with two answers, in the user's language.
pub struct Question {
    pub title: &'static str,
    pub text: String,
    /// The button that agrees.
    pub yes: &'static str,
    /// The button that does not. Closing the window says the same.
    pub no: &'static str,
}

/// Asks the user in a window of the system, over which the page has no say. True only when the user agrees. Waits for
/// the answer: not for the main thread.
pub fn ask(app: &AppHandle, question: Question) -> bool {
    let Question { title, text, yes, no } = question;
    if let Some(folder) = answers() {
        if let Err(error) = std::fs::write(folder.join("asked"), format!("{title}\n{text}\n{yes}\n{no}\n")) {
            tracing::warn!(%error, "the question could not be written down");
        }
        return folder.join("yes").exists();
    }
    let buttons = MessageDialogButtons::OkCancelCustom(yes.to_owned(), no.to_owned());
    let dialog = app.dialog().message(text).title(title).kind(MessageDialogKind::Warning).buttons(buttons);
    match app.get_webview_window("main") {
        Some(window) => dialog.parent(&window).blocking_show(),
        None => dialog.blocking_show(),
    }
}

/// Asks where to save a file, and saves it there.
///
/// # Errors
/// [`Refusal::Cancelled`] when the user closed the dialog; otherwise why it was not written.
pub fn save(app: &AppHandle, office: &Office, file: FileOut) -> Result<Made, Refusal> {
    let target = save_as(app, &file.name)?;
    office.write(file, &target)
}

/// Asks where to save a file of this name.
///
/// # Errors
/// [`Refusal::Cancelled`] when the user closed the dialog.
pub fn save_as(app: &AppHandle, name: &str) -> Result<PathBuf, Refusal> {
    if let Some(folder) = answers() {
        return Ok(folder.join(name));
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let dialog = app.dialog().file().set_file_name(name).add_filter(ending, &[ending]);
    let target = dialog.blocking_save_file().ok_or(Refusal::Cancelled)?;
    target.into_path().map_err(|_| Refusal::Cancelled)
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

/// Shows a text with one to three buttons, and gives the one that was chosen: the last when the user closes the window.
/// Waits for the answer: not for the main thread.
pub fn choose(app: &AppHandle, text: &str, buttons: &[&'static str]) -> &'static str {
    let last = buttons.last().copied().unwrap_or_default();
    let own = |button: &str| button.to_owned();
    let shown = match *buttons {
        [yes, no, cancel] => MessageDialogButtons::YesNoCancelCustom(own(yes), own(no), own(cancel)),
        [ok, cancel] => MessageDialogButtons::OkCancelCustom(own(ok), own(cancel)),
        _ => MessageDialogButtons::OkCustom(own(last)),
    };
    let dialog =
        app.dialog().message(text).title("Koppelwijzer").kind(MessageDialogKind::Error).buttons(shown);
    let place = match dialog.blocking_show_with_result() {
        MessageDialogResult::Custom(chosen) => buttons.iter().position(|button| *button == chosen),
        MessageDialogResult::Yes | MessageDialogResult::Ok => Some(0),
        MessageDialogResult::No => Some(1),
        MessageDialogResult::Cancel => None,
    };
    place.and_then(|place| buttons.get(place)).copied().unwrap_or(last)
}
