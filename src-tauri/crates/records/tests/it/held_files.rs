//! Files that another program holds on Windows: a scanner, a backup, an indexer.

use std::fs::{self, File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;

use records::Records;

use crate::sample::moment;
use crate::support::{append, db, directory, filled, fingerprints, impatient, open, stored};

/// What others may do with a file that is held open.
const READ: u32 = 1;
const WRITE: u32 = 2;
const NOTHING: u32 = 0;

/// Windows' words for "another program has this file".
const SHARING_VIOLATION: i32 = 32;

fn hold(path: &Path, others_may: u32) -> File {
    OpenOptions::new().read(true).share_mode(others_may).open(path).unwrap()
}

#[test]
fn a_held_database_is_not_opened_and_opens_once_it_is_let_go() {
    let dir = directory();
    filled(dir.path(), 3);
    let before = fingerprints(dir.path());
    let held = hold(&db(dir.path()), NOTHING);
    assert_eq!(File::open(db(dir.path())).unwrap_err().raw_os_error(), Some(SHARING_VIOLATION));
    let refused = Records::open_with(dir.path(), moment(0), impatient());
    assert!(refused.is_err(), "{:?}", refused.map(|opened| opened.notices));
    drop(held);
    assert_eq!(fingerprints(dir.path()), before, "nothing was set aside, replaced or written");
    assert_eq!(stored(&open(dir.path())).len(), 3);
}

#[test]
fn a_restore_over_a_held_database_changes_nothing_and_works_once_it_is_let_go() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    append(&mut records, 2);
    let wanted = records.backups().unwrap()[0].name.clone();
    // It may be read and written meanwhile, and neither renamed nor removed.
    let held = hold(&db(dir.path()), READ | WRITE);
    assert!(records.restore(&wanted, moment(20)).is_err());
    assert_eq!(stored(&records).len(), 5);
    append(&mut records, 1);
    drop(held);
    records.restore(&wanted, moment(30)).unwrap();
    assert_eq!(stored(&records).len(), 3);
    records.close(moment(40)).unwrap();
    assert_eq!(stored(&open(dir.path())).len(), 3);
}

/// The other half of what is noticed on Unix: here it cannot happen.
#[test]
fn nobody_takes_away_or_replaces_a_database_in_use() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    append(&mut records, 1);
    let copy = dir.path().join("copy");
    fs::copy(db(dir.path()), &copy).unwrap();
    assert!(fs::rename(&copy, db(dir.path())).is_err());
    assert!(fs::remove_file(db(dir.path())).is_err());
    append(&mut records, 1);
    records.close(moment(20)).unwrap();
    assert_eq!(stored(&open(dir.path())).len(), 5);
}

#[test]
fn a_held_backup_stays_and_the_others_are_made() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    let first = records.backups().unwrap()[0].file.clone();
    let held = hold(&first, READ);
    append(&mut records, 1);
    records.backup(moment(60), records::Reason::Asked).unwrap();
    assert_eq!(records.backups().unwrap().len(), 2);
    drop(held);
    assert!(first.exists());
}
