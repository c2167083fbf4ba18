//! Places where nothing can be written.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use domain::employer::Employer;
use records::{Notice, OpenFault, ReadOnlyCause, Records, WriteFault};

use crate::sample::{employer, moment};
use crate::support::{
    append, case, copy_all, db, directory, filled, fingerprints, impatient, later, open,
    open_with_any_notices, stored,
};

/// Paths that cannot be written to until this is dropped. Permissions do for most; against root, which no permission
/// stops, the file system's own immutable mark.
struct Frozen(Vec<PathBuf>);

impl Frozen {
    fn new(paths: &[&Path]) -> Self {
        let frozen = Self(paths.iter().map(|path| (*path).to_owned()).collect());
        for path in &frozen.0 {
            let mode = if path.is_dir() { 0o500 } else { 0o400 };
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
            if writable(path) {
                let done = Command::new("chattr").arg("+i").arg(path).status();
                assert!(done.is_ok_and(|status| status.success()), "run as another user than root");
            }
            assert!(!writable(path));
        }
        frozen
    }
}

fn writable(path: &Path) -> bool {
    if path.is_dir() {
        fs::write(path.join("probe"), "").is_ok() && fs::remove_file(path.join("probe")).is_ok()
    } else {
        fs::OpenOptions::new().append(true).open(path).is_ok()
    }
}

impl Drop for Frozen {
    fn drop(&mut self) {
        for path in &self.0 {
            // Without effect, and without harm, where it was not set.
            let _ = Command::new("chattr").arg("-i").arg(path).output();
            let mode = if path.is_dir() { 0o700 } else { 0o600 };
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        }
    }
}

const NOTICE: Notice = Notice::ReadOnly { cause: ReadOnlyCause::NotAllowed };

fn reads_and_refuses(dir: &Path, events: usize) {
    let opened = open_with_any_notices(dir);
    assert_eq!(opened.notices, [NOTICE]);
    let mut records = opened.records;
    assert!(records.is_read_only());
    assert_eq!(stored(&records).len(), events);
    assert_eq!(records.search("bakkerij", 9).unwrap().len(), 1 + 1 + 5);
    let mut case = case().resume(&stored(&records));
    assert_eq!(records.commit(&case.next()), Err(WriteFault::ReadOnly));
    assert_eq!(records.save_employer(&employer(2)), Err(WriteFault::ReadOnly));
    assert_eq!(records.set_setting(records::SettingKey::new("a"), Some("b")), Err(WriteFault::ReadOnly));
    assert!(!records.due_backup(moment(999_999)));
    assert!(records.backup(moment(1), records::Reason::Asked).is_err());
    assert_eq!(stored(&records).len(), events);
    records.close(moment(1)).unwrap();
}

/// Filled, with an employer that is easily found.
fn bakery(dir: &Path, events: u64) {
    let mut records = open(dir);
    append(&mut records, events);
    let bakery = Employer { company_name: "Bakkerij Één".to_owned(), ..employer(1) };
    records.save_employer(&bakery).unwrap();
    records.close(moment(10)).unwrap();
}

#[test]
fn a_read_only_directory_opens_to_read() {
    let dir = directory();
    bakery(dir.path(), 3);
    let before = fingerprints(dir.path());
    {
        let _frozen = Frozen::new(&[dir.path(), &dir.path().join("koppelwijzer.lock")]);
        reads_and_refuses(dir.path(), 3);
    }
    let _frozen = Frozen::new(&[dir.path()]);
    reads_and_refuses(dir.path(), 3);
    assert_eq!(fingerprints(dir.path()), before);
}

#[test]
fn a_read_only_file_opens_to_read() {
    let dir = directory();
    bakery(dir.path(), 3);
    let before = fingerprints(dir.path());
    let _frozen = Frozen::new(&[&db(dir.path())]);
    reads_and_refuses(dir.path(), 3);
    assert_eq!(fingerprints(dir.path()), before);
}

#[test]
fn a_log_that_was_left_is_read_too() {
    for shared_memory in [true, false] {
        let source = directory();
        bakery(source.path(), 3);
        let mut records = open(source.path());
        let mut case = case().resume(&stored(&records));
        records.commit(&case.next()).unwrap();
        let dir = directory();
        copy_all(source.path(), dir.path());
        if !shared_memory {
            fs::remove_file(dir.path().join("koppelwijzer.db-shm")).unwrap();
        }
        let before = fingerprints(dir.path());
        let files = ["koppelwijzer.db", "koppelwijzer.db-wal"].map(|name| dir.path().join(name));
        let _frozen = Frozen::new(&[&files[0], &files[1], dir.path()]);
        reads_and_refuses(dir.path(), 4);
        assert_eq!(fingerprints(dir.path()), before);
    }
}

#[test]
fn an_older_schema_is_brought_up_to_date_in_memory() {
    let dir = directory();
    filled(dir.path(), 3);
    let before = fingerprints(dir.path());
    let _frozen = Frozen::new(&[dir.path(), &db(dir.path())]);
    let opened = Records::open_with(dir.path(), moment(1), later()).unwrap();
    assert_eq!(opened.notices, [NOTICE]);
    assert_eq!(stored(&opened.records).len(), 3);
    assert_eq!(fingerprints(dir.path()), before);
}

#[test]
fn a_damaged_file_that_cannot_be_set_aside_gives_way_to_a_backup_in_memory() {
    let dir = directory();
    filled(dir.path(), 3);
    fs::write(db(dir.path()), "noise").unwrap();
    {
        let _frozen = Frozen::new(&[dir.path(), &db(dir.path())]);
        let opened = open_with_any_notices(dir.path());
        assert_eq!(opened.notices[0], NOTICE);
        assert!(matches!(opened.notices[1], Notice::Restored { set_aside: None, .. }));
        assert_eq!(stored(&opened.records).len(), 3);
    }
    fs::remove_dir_all(dir.path().join("backups")).unwrap();
    let _frozen = Frozen::new(&[dir.path(), &db(dir.path())]);
    let fault = Records::open_with(dir.path(), moment(1), impatient()).unwrap_err();
    assert!(matches!(fault, OpenFault::Damaged(_)), "{fault:?}");
}

#[test]
fn an_empty_read_only_directory_is_reported() {
    let dir = directory();
    let _frozen = Frozen::new(&[dir.path()]);
    let fault = Records::open_with(dir.path(), moment(1), impatient()).unwrap_err();
    assert!(matches!(fault, OpenFault::CannotCreate { .. }), "{fault:?}");
}
