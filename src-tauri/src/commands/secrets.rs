//! Passwords of coupling users. None of these gives a password to a screen.

use std::sync::Arc;

use domain::id::{DossierId, ItemId};
use domain::state::DossierState;
use office::{Environments, Refusal};
use tauri::{AppHandle, State};

use crate::blocking::in_office;
use crate::input::TypedText;
use crate::{clipboard, dialogs};

/// Makes a password and keeps it in the keychain.
#[tauri::command]
#[specta::specta]
pub async fn make_password(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<DossierState, Refusal> {
    in_office(&environments, move |office| office.password(dossier, &item)?.make()).await
}

/// Makes a password in the place of the one that is there: the user agreed that it goes.
#[tauri::command]
#[specta::specta]
pub async fn replace_password(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<DossierState, Refusal> {
    in_office(&environments, move |office| office.password(dossier, &item)?.replace()).await
}

/// Keeps a typed password in the keychain.
#[tauri::command]
#[specta::specta]
pub async fn set_password(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
    password: TypedText,
) -> Result<DossierState, Refusal> {
    in_office(&environments, move |office| office.password(dossier, &item)?.set(password.read()?)).await
}

/// Whether a password is there.
#[tauri::command]
#[specta::specta]
pub async fn has_password(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<bool, Refusal> {
    in_office(&environments, move |office| office.password(dossier, &item)?.is_there()).await
}

/// Copies a password; the clipboard is cleared after 30 seconds.
#[tauri::command]
#[specta::specta]
pub async fn copy_password(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| office.with_password(dossier, &item, clipboard::copy_for_a_while))
        .await
}

/// Shows a password in a window of the system, not in the page.
#[tauri::command]
#[specta::specta]
pub async fn show_password(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| {
        office.with_password(dossier, &item, |password| {
            dialogs::show(&app, password);
            Ok(())
        })
    })
    .await
}

/// Forgets a password, and answers the lines that say so.
#[tauri::command]
#[specta::specta]
pub async fn forget_password(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<DossierState, Refusal> {
    in_office(&environments, move |office| office.password(dossier, &item)?.forget()).await
}
