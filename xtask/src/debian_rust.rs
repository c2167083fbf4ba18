//! Debian's Rust, which has the sources of the standard library: with them it builds for systems of which no library can be had.

use std::path::Path;

use crate::run::Step;

/// Debian's Cargo, by its path: the one that runs this may be of another toolchain.
const CARGO: &str = "/usr/bin/cargo";

/// Cargo with a target folder of its own. Paths of the toolchain that runs this are kept from it.
pub fn cargo(folder: &Path) -> Step {
    ["CARGO", "LD_LIBRARY_PATH", "RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTFLAGS"]
        .into_iter()
        .fold(Step::new(CARGO), Step::without_variable)
        .variable("RUSTC", "/usr/bin/rustc")
        .variable("RUSTDOC", "/usr/bin/rustdoc")
        // The standard library is built along, which Cargo calls unstable.
        .variable("RUSTC_BOOTSTRAP", "1")
        .variable("CARGO_INCREMENTAL", "0")
        .variable("CARGO_TARGET_DIR", folder)
}

/// What follows the command: for which kind of system, and with the standard library.
pub fn options(target: &str) -> [&str; 4] {
    ["--locked", "-Zbuild-std=std,panic_abort,panic_unwind", "--target", target]
}
