//! The keychain.

use office::keychain::Keychain;
use office::{Environments, Refusal};
use tauri::State;

/// Looks how the keychain is, and opens what is sealed if it can.
#[tauri::command(async)]
#[specta::specta]
pub fn keychain(offices: State<'_, Environments>) -> Result<Keychain, Refusal> {
    offices.now().keychain()
}

/// Looks again because the user asked to.
#[tauri::command(async)]
#[specta::specta]
pub fn retry_keychain(offices: State<'_, Environments>) -> Result<Keychain, Refusal> {
    offices.now().retry_keychain()
}

/// Keeps secrets until the app closes.
#[tauri::command(async)]
#[specta::specta]
pub fn use_session_only(offices: State<'_, Environments>) -> Result<Keychain, Refusal> {
    offices.now().use_session_only()
}

/// Goes back to the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn use_keychain(offices: State<'_, Environments>) -> Result<Keychain, Refusal> {
    offices.now().use_keychain()
}

/// Makes a new sealing key where the old one is lost.
#[tauri::command(async)]
#[specta::specta]
pub fn replace_lost_key(offices: State<'_, Environments>) -> Result<Keychain, Refusal> {
    offices.now().replace_lost_key()
}
