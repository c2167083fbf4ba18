//! Passwords of coupling users. None of these gives a password to a screen.

use domain::state::DossierState;
use office::{Environments, Refusal};
use tauri::{AppHandle, State};
use uuid::Uuid;

use crate::{clipboard, dialogs};

/// Makes a password and keeps it in the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn make_password(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<DossierState, Refusal> {
    environments.now().make_password(dossier, &item)
}

/// Makes a password in the place of the one that is there: the user agreed that it goes.
#[tauri::command(async)]
#[specta::specta]
pub fn replace_password(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<DossierState, Refusal> {
    environments.now().replace_password(dossier, &item)
}

/// Keeps a typed password in the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn set_password(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
    password: String,
) -> Result<DossierState, Refusal> {
    environments.now().set_password(dossier, &item, password)
}

/// Whether a password is there.
#[tauri::command(async)]
#[specta::specta]
pub fn has_password(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<bool, Refusal> {
    environments.now().has_password(dossier, &item)
}

/// Copies a password; the clipboard is cleared after 30 seconds.
#[tauri::command(async)]
#[specta::specta]
pub fn copy_password(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<(), Refusal> {
    environments.now().with_password(dossier, &item, clipboard::copy_for_a_while)
}

/// Shows a password in a window of the system, not in the page.
#[tauri::command(async)]
#[specta::specta]
pub fn show_password(
    app: AppHandle,
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<(), Refusal> {
    environments.now().with_password(dossier, &item, |password| {
        dialogs::show(&app, password);
        Ok(())
    })
}

/// Forgets a password.
#[tauri::command(async)]
#[specta::specta]
pub fn forget_password(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<bool, Refusal> {
    // Whether it is still there, as the page keeps it.
    environments.now().forget_password(dossier, &item).map(|()| false)
}
