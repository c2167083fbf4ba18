//! The keychain.

use std::sync::Arc;

use office::keychain::Keychain;
use office::{Environments, Office, Refusal};
use tauri::State;

use crate::blocking::in_office;

/// Looks how the keychain is, and opens what is sealed if it can.
#[tauri::command]
#[specta::specta]
pub async fn keychain(environments: State<'_, Arc<Environments>>) -> Result<Keychain, Refusal> {
    in_office(&environments, Office::keychain).await
}

/// Looks again because the user asked to.
#[tauri::command]
#[specta::specta]
pub async fn retry_keychain(environments: State<'_, Arc<Environments>>) -> Result<Keychain, Refusal> {
    in_office(&environments, |office| {
        office.keys().retry();
        office.keychain()
    })
    .await
}

/// Keeps secrets until the app closes.
#[tauri::command]
#[specta::specta]
pub async fn use_session_only(environments: State<'_, Arc<Environments>>) -> Result<Keychain, Refusal> {
    in_office(&environments, |office| {
        office.keys().use_session_only();
        office.keychain()
    })
    .await
}

/// Goes back to the keychain.
#[tauri::command]
#[specta::specta]
pub async fn use_keychain(environments: State<'_, Arc<Environments>>) -> Result<Keychain, Refusal> {
    in_office(&environments, |office| {
        office.keys().use_keychain()?;
        office.keychain()
    })
    .await
}

/// Makes a new sealing key where the old one is lost.
#[tauri::command]
#[specta::specta]
pub async fn replace_lost_key(environments: State<'_, Arc<Environments>>) -> Result<Keychain, Refusal> {
    in_office(&environments, |office| {
        office.keys().replace_lost_key()?;
        office.keychain()
    })
    .await
}
