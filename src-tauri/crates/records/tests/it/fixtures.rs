//! Files that earlier versions made must still open.

use std::fs;
use std::path::{Path, PathBuf};

use records::{Scope, Source};

use crate::sample::moment;
use crate::support::{append, case, directory, filled, open, open_told, stored};

fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{version}.db"))
}

/// With `UPDATE_FIXTURE=1` the file of the current schema is made anew. Only before that schema is released.
#[test]
fn a_file_of_schema_1_opens() {
    let file = fixture(1);
    if std::env::var_os("UPDATE_FIXTURE").is_some() {
        let dir = directory();
        let mut records = open(dir.path());
        records.keep_handbook("uren", 1, "text", Source::Builtin, moment(1)).unwrap();
        records.set_setting("language", Some("nl")).unwrap();
        drop(records);
        filled(dir.path(), 7);
        let backup = open(dir.path()).backups().unwrap().remove(0);
        fs::copy(backup.file, &file).unwrap();
    }
    let dir = directory();
    fs::copy(&file, crate::support::db(dir.path())).unwrap();
    let opened = open_told(dir.path());
    let (mut records, notices) = (opened.records, opened.notices);
    assert_eq!(notices, [], "schema 1 is the current one");
    assert_eq!(stored(&records).len(), 7);
    // It was made before summaries said since when a status is as it is: to be made anew from the events.
    assert_eq!(records.unreadable_summaries().unwrap(), [case().dossier]);
    assert_eq!(records.employers().unwrap()[0].dossiers, 1);
    assert_eq!(records.handbook_text("uren", 1).unwrap().as_deref(), Some("text"));
    assert_eq!(records.setting("language").unwrap().as_deref(), Some("nl"));
    assert_eq!(records.known(Scope::Office, "x").unwrap(), None);
    assert_eq!(records.search("rechten", 9).unwrap().len(), 1);
    append(&mut records, 1);
    assert_eq!(stored(&records).len(), 8);
    assert_eq!(records.summaries().unwrap().len(), 1);
    assert_eq!(records.events(case().dossier).unwrap().len(), 8);
}
