//! Folders as people and systems name them.

use std::path::{Path, PathBuf};

use records::{OpenFault, Records};

use crate::sample::moment;
use crate::support::{append, db, directory, filled, impatient, open, other_program, stored};

/// Writes, closes, opens and writes again, with a second opening in between that is refused.
fn everything_works_in(folder: &Path) {
    filled(folder, 3);
    let mut records = open(folder);
    append(&mut records, 1);
    let mode: String =
        other_program(&db(folder)).query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal", "{}", folder.display());
    let second = Records::open_with(folder, moment(0), impatient());
    assert!(matches!(second, Err(OpenFault::AlreadyOpen)), "{}", folder.display());
    records.close(moment(20)).unwrap();
    let records = open(folder);
    assert_eq!(stored(&records).len(), 4);
    assert_eq!(records.backups().unwrap().len(), 1);
}

#[test]
fn a_folder_may_have_any_name_that_the_system_takes() {
    let parent = directory();
    for name in [
        "Kantoor Van der Berg & Zn (2026)",
        "Müller, Crèche Ångström en Šećer",
        "100% #1 [nieuw] ; a=b + 'c' ~ $x @ !",
        "会計事務所 😀",
        "..verborgen",
        "%2e%2e%2f",
        "file:",
    ] {
        // Windows takes no colon, and a name of dots and spaces at its end is another name.
        if cfg!(windows) && name.contains(':') {
            continue;
        }
        everything_works_in(&parent.path().join(name).join("nl.koppelwijzer.desktop"));
    }
}

/// Longer than the 260 characters that Windows takes unless a program asks for more. What cannot be used is refused before
/// anything is made in it.
#[test]
fn a_folder_with_a_long_path_is_used_whole_or_not_at_all() {
    let parent = directory();
    let deep: PathBuf = (0..6).fold(parent.path().to_owned(), |path, n| path.join(format!("{n:060}")));
    assert!(deep.as_os_str().len() > 260);
    match Records::open_with(&deep, moment(0), impatient()) {
        Ok(opened) => {
            drop(opened);
            everything_works_in(&deep);
        }
        Err(_) if cfg!(windows) => assert!(!db(&deep).exists()),
        Err(fault) => panic!("{fault:?}"),
    }
}
