//! Passwords of coupling users. None of these gives a password to a screen.

use office::state::DossierState;
use office::{Environments, Refusal};
use tauri::{AppHandle, State};
use uuid::Uuid;

use crate::{clipboard, dialogs};

/// Makes a password and keeps it in the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn make_password(
    offices: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<DossierState, Refusal> {
    offices.now().make_password(dossier, &item)
}

/// Makes a password in the place of the one that is there: the user agreed that it goes.
#[tauri::command(async)]
#[specta::specta]
pub fn replace_password(
    offices: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<DossierState, Refusal> {
    offices.now().replace_password(dossier, &item)
}

/// Keeps a typed password in the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn set_password(
    offices: State<'_, Environments>,
    dossier: Uuid,
    item: String,
    password: String,
) -> Result<DossierState, Refusal> {
    offices.now().set_password(dossier, &item, password)
}

/// Whether a password is there.
#[tauri::command(async)]
#[specta::specta]
pub fn has_password(offices: State<'_, Environments>, dossier: Uuid, item: String) -> Result<bool, Refusal> {
    offices.now().has_password(dossier, &item)
}

/// Copies a password; the clipboard is cleared after 30 seconds.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_password(offices: State<'_, Environments>, dossier: Uuid, item: String) -> Result<(), Refusal> {
    offices.now().with_password(dossier, &item, clipboard::copy_for_a_while)
}

/// Shows a password in a window of the system, not in the page.
#[tauri::command(async)]
#[specta::specta]
pub fn show_password(
    app: AppHandle,
    offices: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<(), Refusal> {
    offices.now().with_password(dossier, &item, |password| {
        dialogs::show(&app, password);
        Ok(())
    })
}

/// Forgets a password.
#[tauri::command(async)]
#[specta::specta]
pub fn forget_password(
    offices: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<bool, Refusal> {
    offices.now().forget_password(dossier, &item)
}
