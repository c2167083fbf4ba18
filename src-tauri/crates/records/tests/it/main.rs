//! The records from outside: what they promise, and what they do when things go wrong.

// All of this is test code; Clippy only sees that inside the test functions themselves.
#![allow(clippy::unwrap_used, clippy::panic)]

mod backups;
mod damage;
mod fixtures;
mod folders;
mod hostile;
mod journey;
mod properties;
mod refusals;
mod removal;
mod rescue;
mod sample;
mod search;
mod structure;
mod support;

#[cfg(target_os = "linux")]
mod crash;
#[cfg(target_os = "linux")]
mod disk;
#[cfg(target_os = "linux")]
mod strace;
#[cfg(unix)]
mod unwritable;
mod wal;

#[cfg(windows)]
mod held_files;
