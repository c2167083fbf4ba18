//! The rooms whose tests run as Windows programs: every crate there is, so that a new one is not forgotten.

use crate::run::{Failure, root};

/// Where the crates are, each in a folder of its own name.
const CRATES: &str = "src-tauri/crates";

/// The names of the rooms, sorted.
///
/// # Errors
/// When their folder cannot be read.
pub fn names() -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join(CRATES))? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
