//! Files that earlier versions made must still open.

use std::fs;
use std::path::{Path, PathBuf};

use records::{KeptReading, Notice, Records, Schema, Scope, Source};

use crate::sample::moment;
use crate::support::{append, case, directory, filled, open, open_told, stored};

fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{version}.db"))
}

#[test]
fn a_file_of_schema_1_opens() {
    holds(1);
}

/// With `UPDATE_FIXTURE=1` the file of the current schema is made anew. Only before that schema is released.
#[test]
fn a_file_of_schema_2_opens() {
    if std::env::var_os("UPDATE_FIXTURE").is_some() {
        let dir = directory();
        let mut records = open(dir.path());
        records.keep_handbook("uren", 1, "text", Source::Builtin, moment(1)).unwrap();
        records.set_setting("language", Some("nl")).unwrap();
        records.keep_readings(&[reading()]).unwrap();
        drop(records);
        filled(dir.path(), 7);
        let backup = open(dir.path()).backups().unwrap().remove(0);
        fs::copy(backup.file, fixture(2)).unwrap();
    }
    let records = holds(2);
    assert_eq!(records.readings(Scope::Office).unwrap(), [reading()]);
}

fn reading() -> KeptReading {
    KeptReading { scope: Scope::Office, what: "teams".into(), at: moment(3), content: "[]".into() }
}

/// Opens a file of a schema, and finds in it what was put there.
fn holds(version: u32) -> Records {
    let dir = directory();
    fs::copy(fixture(version), crate::support::db(dir.path())).unwrap();
    let opened = open_told(dir.path());
    let (mut records, notices) = (opened.records, opened.notices);
    let to = Schema::current().version();
    let told = (version < to).then_some(Notice::Migrated { from: version, to });
    assert_eq!(notices, Vec::from_iter(told));
    assert_eq!(stored(&records).len(), 7);
    // The first was made before summaries said since when a status is as it is: to be made anew from the events.
    let outdated = (version == 1).then_some(case().dossier);
    assert_eq!(records.unreadable_summaries().unwrap(), Vec::from_iter(outdated));
    assert_eq!(records.employers().unwrap()[0].dossiers, 1);
    assert_eq!(records.handbook_text("uren", 1).unwrap().as_deref(), Some("text"));
    assert_eq!(records.setting("language").unwrap().as_deref(), Some("nl"));
    assert_eq!(records.known(Scope::Office, "x").unwrap(), None);
    assert_eq!(records.search("rechten", 9).unwrap().len(), 1);
    append(&mut records, 1);
    assert_eq!(stored(&records).len(), 8);
    assert_eq!(records.summaries().unwrap().len(), 1);
    assert_eq!(records.events(case().dossier).unwrap().len(), 8);
    records
}
