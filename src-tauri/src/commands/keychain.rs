//! The keychain.

use office::keychain::Keychain;
use office::{Environments, Refusal};
use tauri::State;

/// Looks how the keychain is, and opens what is sealed if it can.
#[tauri::command(async)]
#[specta::specta]
pub fn keychain(environments: State<'_, Environments>) -> Result<Keychain, Refusal> {
    environments.now().keychain()
}

/// Looks again because the user asked to.
#[tauri::command(async)]
#[specta::specta]
pub fn retry_keychain(environments: State<'_, Environments>) -> Result<Keychain, Refusal> {
    environments.now().retry_keychain()
}

/// Keeps secrets until the app closes.
#[tauri::command(async)]
#[specta::specta]
pub fn use_session_only(environments: State<'_, Environments>) -> Result<Keychain, Refusal> {
    environments.now().use_session_only()
}

/// Goes back to the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn use_keychain(environments: State<'_, Environments>) -> Result<Keychain, Refusal> {
    environments.now().use_keychain()
}

/// Makes a new sealing key where the old one is lost.
#[tauri::command(async)]
#[specta::specta]
pub fn replace_lost_key(environments: State<'_, Environments>) -> Result<Keychain, Refusal> {
    environments.now().replace_lost_key()
}
