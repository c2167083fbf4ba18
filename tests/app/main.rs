//! Whole-app tests: the real program in a real web view, with a real keychain, one folder a subject.
#![cfg(target_os = "linux")]

mod connected;
mod faults;
mod journey;
mod window;

use driver::Options;

/// The program these tests were built with.
fn program() -> Options {
    Options::new(env!("CARGO_BIN_EXE_koppelwijzer"))
}
