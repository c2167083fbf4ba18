//! Opening, renaming and removing files that another program may hold for a moment, and paths of any length.
//!
//! On Windows a virus scanner, an indexer, a backup program or Excel can hold a file so that it cannot be renamed or
//! removed. Most let go within a second. Every room that renames or removes files of the app does it through here.

mod long_path;
mod retry;

pub use long_path::{LONGEST, extended, is_too_long};
pub use retry::{System, TRIES, is_held, retry, retry_while_held};

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::thread::sleep;

/// Renames a file, over another if there is one, and tries again while a program holds one of both.
///
/// # Errors
/// What the system says; [`io::ErrorKind::ResourceBusy`] when a program goes on holding a file.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    retry(System::HERE, is_replaceable(to), sleep, || fs::rename(from, to))
}

/// Removes a file, and tries again while a program holds it.
///
/// # Errors
/// As [`rename`].
pub fn remove_file(path: &Path) -> io::Result<()> {
    retry(System::HERE, is_replaceable(path), sleep, || fs::remove_file(path))
}

/// Opens a file, and tries again while a program holds it.
///
/// # Errors
/// As [`rename`].
pub fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    retry(System::HERE, false, sleep, || options.open(path))
}

/// Copies a file, and tries again while a program holds one of both. The copy is durable only after a sync.
///
/// # Errors
/// As [`rename`].
pub fn copy(from: &Path, to: &Path) -> io::Result<u64> {
    retry(System::HERE, false, sleep, || fs::copy(from, to))
}

/// Writes a file whole or not at all: beside its place with `.new` after its name, synced, and then renamed over what is
/// there. Only the owner can read it, where the system knows of that.
///
/// # Errors
/// As [`rename`]; what was there is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = Path::new(&new);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = open(&options, new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    rename(new, path)
}

/// Whether nothing but a program that holds it can stand in the way of replacing what has this name.
fn is_replaceable(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(found) => !found.is_dir() && !found.permissions().readonly(),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_replaced_is_whole_and_leaves_nothing_else_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("environment");
        for content in ["production", "sandbox"] {
            replace(&path, content.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
        let missing = folder.path().join("gone").join("environment");
        assert_eq!(replace(&missing, b"x").unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_file_that_is_read_only_is_not_one_that_a_program_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("koppelwijzer.db");
        assert!(is_replaceable(&path), "nothing is there");
        assert!(!is_replaceable(folder.path()));
        fs::write(&path, "x").unwrap();
        assert!(is_replaceable(&path));
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(!is_replaceable(&path));
    }
}
