//! The connection with Loket: signing in, reading, checking, and changing things there. Never a condition to use the app.

pub mod change_question;
pub mod checking;
pub(crate) mod couplings;
pub mod employers;
pub mod hours;
pub(crate) mod link;
pub mod loket_changes;
mod open_changes;
pub mod permissions;
pub mod progress;
mod reading_store;
pub mod registration;
pub mod sign_in;
pub mod state;
