//! The shell: the only Rust that knows Tauri. Everything it does, the office does; the shell opens the window,
//! forwards commands, and talks to the system around it.

mod app;
mod bindings;
mod blocking;
mod browser;
mod clipboard;
mod closing;
mod commands;
mod dialogs;
mod dropped_files;
mod input;
mod navigation;
mod questions;
mod reminders;
mod start_faults;
mod test_variable;
mod updates;
mod window_state;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

/// Runs the app. Returns when it closes.
pub fn run() {
    let asked = std::env::var("RUST_LOG").ok().and_then(|wanted| wanted.parse::<Targets>().ok());
    let filter = asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(filter);
    let file = office::log_file::LogLayer.with_filter(LevelFilter::WARN);
    tracing_subscriber::registry().with(log).with(file).init();
    let shown = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        office::log_file::panicked(panic);
        shown(panic);
    }));
    if let Err(error) = app::run() {
        tracing::error!(%error, "the window could not be opened");
        std::process::exit(1);
    }
}
