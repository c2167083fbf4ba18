//! What the screens can ask. One file a noun; a command only forwards to the office.

// Tauri hands arguments over by value.
#![allow(clippy::needless_pass_by_value)]

pub mod app;
pub mod backups;
pub mod board;
pub mod connection;
pub mod dossiers;
pub mod drafts;
pub mod employees;
pub mod employers;
pub mod files;
pub mod handbooks;
pub mod hours;
pub mod hours_in_loket;
pub mod keychain;
pub mod secrets;
pub mod settings;
pub mod updates;
pub mod upload_check;
