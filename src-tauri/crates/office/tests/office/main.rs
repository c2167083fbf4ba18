//! The use cases on real records, with a keychain in memory and a clock that ticks by itself.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod board;
mod branches;
#[path = "../shared/captured_log.rs"]
mod captured_log;
// Shared: each of the two uses a part.
#[allow(dead_code)]
#[path = "../shared/changes.rs"]
mod changes;
mod earlier_version;
mod files;
mod fixture;
mod hostile_files;
mod hours;
mod input;
mod journeys;
mod kept;
mod large_file;
mod log;
mod messages;
mod opened;
mod own_handbooks;
mod privacy;
mod projections;
mod same_handbook;
mod trust;
