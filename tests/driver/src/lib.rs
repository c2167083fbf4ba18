//! Drives the real program in a real window.
//!
//! [`App::start`] makes a desktop of its own (an X server without a screen, a D-Bus session, a keychain, a home
//! folder), opens the program in it and steers it as a user would: by what is written on the screen. Everything a
//! method does waits for the page to catch up, up to a limit; everything ends when the [`App`] is dropped.
//!
//! ```no_run
//! use driver::{App, Options, button};
//!
//! fn first_start() -> driver::Result {
//!     let app = App::start(Options::new("target/debug/koppelwijzer"))?;
//!     app.click(button("Werkgever toevoegen"))?;
//!     app.fill("Naam", "Bakkerij Zomer")?;
//!     app.press("Enter")?;
//!     app.wait_for_text("Bakkerij Zomer")
//! }
//! ```
#![cfg(target_os = "linux")]

mod accessibility;
mod app;
mod clipboard;
mod desktop;
mod fault;
mod keys;
mod options;
mod page;
mod picture;
mod process;
mod screen;
mod target;

pub use accessibility::Violation;
pub use app::App;
pub use clipboard::Clipboard;
pub use desktop::Desktop;
pub use fault::{Fault, Result};
pub use options::{Keychain, Options};
pub use process::{PeakMemory, descendants, processor_time, proportional_memory};
pub use screen::{Area, Screen};
pub use target::{Target, button, checkbox, control, field, heading, link, radio, role, text};
