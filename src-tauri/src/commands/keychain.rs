//! The keychain.

use office::keychain::Keychain;
use office::{Office, Refusal};
use tauri::State;

/// Looks how the keychain is, and opens what is sealed if it can.
#[tauri::command(async)]
#[specta::specta]
pub fn keychain(office: State<'_, Office>) -> Result<Keychain, Refusal> {
    office.keychain()
}

/// Looks again because the user asked to.
#[tauri::command(async)]
#[specta::specta]
pub fn retry_keychain(office: State<'_, Office>) -> Result<Keychain, Refusal> {
    office.retry_keychain()
}

/// Keeps secrets until the app closes.
#[tauri::command(async)]
#[specta::specta]
pub fn use_session_only(office: State<'_, Office>) -> Result<Keychain, Refusal> {
    office.use_session_only()
}

/// Goes back to the keychain.
#[tauri::command(async)]
#[specta::specta]
pub fn use_keychain(office: State<'_, Office>) -> Result<Keychain, Refusal> {
    office.use_keychain()
}

/// Makes a new sealing key where the old one is lost.
#[tauri::command(async)]
#[specta::specta]
pub fn replace_lost_key(office: State<'_, Office>) -> Result<Keychain, Refusal> {
    office.replace_lost_key()
}
