//! The connection with Loket on a sandbox of this computer: signing in, reading, checking, setting right.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod activities;
mod board;
// Shared: each of the two uses a part.
#[path = "../shared/captured_log.rs"]
mod captured_log;
#[allow(dead_code)]
#[path = "../shared/changes.rs"]
mod changes;
mod checks;
mod connected_office;
mod counted;
mod employees;
mod employers;
mod environments;
mod expectations;
mod filled;
mod from_runs;
mod hours;
mod hours_run;
mod killed;
mod loket;
mod loket_changes;
mod moved_lists;
mod outcomes;
mod sealed;
mod session;
mod signing_in;
mod unstated;
mod users;
