//! What the tests share.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::SealedEvent;
use domain::event::verify;
use records::{Notice, Opened, Options, Records, Schema};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::sample::{Case, employer, moment};

/// An empty directory that goes when it is dropped.
pub fn directory() -> TempDir {
    tempfile::tempdir().expect("a temporary directory")
}

/// The database file of a data directory.
pub fn db(dir: &Path) -> PathBuf {
    dir.join("koppelwijzer.db")
}

/// Options that do not wait long.
pub fn impatient() -> Options {
    Options { busy_timeout: Duration::from_millis(50), ..Options::default() }
}

/// Options of a later version of the app.
pub fn later() -> Options {
    Options { schema: Schema::current().then(crate::sample::LATER), ..impatient() }
}

/// Opens, and expects no notice.
pub fn open(dir: &Path) -> Records {
    let Opened { records, notices } = open_with_any_notices(dir);
    assert_eq!(notices, []);
    records
}

/// Opens, whatever notices there are.
pub fn open_with_any_notices(dir: &Path) -> Opened {
    Records::open_with(dir, moment(0), impatient()).expect("opens")
}

/// Opens and gives the one notice there must be.
pub fn open_with_notice(dir: &Path) -> (Records, Notice) {
    let Opened { records, mut notices } = open_with_any_notices(dir);
    assert_eq!(notices.len(), 1, "{notices:?}");
    (records, notices.remove(0))
}

/// Makes records with one employer and its dossier of so many events, closed cleanly.
pub fn filled(dir: &Path, events: u64) {
    let mut records = open(dir);
    append(&mut records, events);
    records.close(moment(10)).expect("closes");
}

/// Appends events to the one dossier.
pub fn append(records: &mut Records, events: u64) {
    let first = employer(1);
    records.save_employer(&first).expect("saved");
    let mut case = case().resume(&stored(records));
    for _ in 0..events {
        records.commit(&case.next()).expect("committed");
    }
}

/// The one dossier, as if nothing was stored yet.
pub fn case() -> Case {
    Case::new(1, Some(employer(1).id))
}

/// The events of the one dossier, which must form a whole chain.
pub fn stored(records: &Records) -> Vec<SealedEvent> {
    let events = records.events(case().dossier).expect("readable");
    if !events.is_empty() {
        verify(&events).expect("a whole chain");
    }
    events
}

/// SHA-256 of every file in a directory, but for those that only this session has.
pub fn fingerprints(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).expect("readable") {
        let path = entry.expect("readable").path();
        let passing = ["lock", "session", "db-shm"];
        let ends = path.extension().is_some_and(|end| passing.iter().any(|one| end == *one));
        if path.is_file() && !ends {
            let content = fs::read(&path).expect("readable");
            found.insert(path, Sha256::digest(content).to_vec());
        }
    }
    found
}

/// A plain connection to a file, as another program would have it.
pub fn other_program(file: &Path) -> Connection {
    let connection = Connection::open(file).expect("opens");
    connection.busy_timeout(Duration::ZERO).expect("set");
    connection
}

/// Copies the files of a data directory, backups too, to another.
pub fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable") {
        let path = entry.expect("readable").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}
