//! The connection with Loket: signing in, reading, checking, and changing things there. Never a condition to use the app.

pub mod checking;
pub(crate) mod couplings;
pub mod loket_changes;
pub mod employers;
pub mod fault;
mod judging;
mod reading_store;
pub(crate) mod link;
mod needs;
pub mod permissions;
pub mod progress;
pub mod registration;
pub mod sign_in;
pub mod state;
