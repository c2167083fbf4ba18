//! The shell: the only Rust that knows Tauri. Everything it does, the office does; the shell opens the window,
//! forwards commands, and talks to the system around it.

mod app;
mod bindings;
mod browser;
mod clipboard;
mod commands;
mod dialogs;
mod input;
mod reminders;
mod start_faults;

use tracing_subscriber::EnvFilter;

/// Runs the app. Returns when it closes.
pub fn run() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    if let Err(error) = app::run() {
        tracing::error!(%error, "the window could not be opened");
        std::process::exit(1);
    }
}
