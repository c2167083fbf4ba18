//! Files that earlier versions made must still open.

use std::fs;
use std::path::{Path, PathBuf};

use records::{KeptReading, Notice, Records, Schema, Scope, SettingKey};

use crate::sample::moment;
use crate::support::{append, case, directory, open_with_any_notices, other_program, stored};

fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{version}.db"))
}

#[test]
fn a_file_of_schema_1_opens() {
    holds(1);
}

#[test]
fn a_file_of_schema_2_opens() {
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
    let opened = open_with_any_notices(dir.path());
    let (mut records, notices) = (opened.records, opened.notices);
    let to = Schema::current().version();
    let expected = (version < to).then_some(Notice::Migrated { from: version, to });
    assert_eq!(notices, Vec::from_iter(expected));
    assert_eq!(stored(&records).len(), 7);
    // The first was made before summaries said since when a status is as it is: to be made anew from the events.
    let outdated = (version == 1).then_some(case().dossier);
    assert_eq!(records.unreadable_summaries().unwrap(), Vec::from_iter(outdated));
    assert_eq!(records.employers().unwrap()[0].dossiers, 1);
    assert_eq!(records.handbook_text(&"uren".into(), 1).unwrap().as_deref(), Some("text"));
    assert_eq!(records.setting(SettingKey::new("language")).unwrap().as_deref(), Some("nl"));
    assert_eq!(records.known(Scope::Office, "x").unwrap(), None);
    assert_eq!(records.search("rechten", 9).unwrap().len(), 1);
    append(&mut records, 1);
    assert_eq!(stored(&records).len(), 8);
    assert_eq!(records.summaries().unwrap().len(), 1);
    assert_eq!(records.events(case().dossier).unwrap().len(), 8);
    records
}

/// The database of an office on version 0.1.0: what stood under composed names has tables of its own.
#[test]
fn coupling_users_and_drafts_move_to_their_tables() {
    let made =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../office/tests/fixtures/version-0.1.0/production.db");
    let old = other_program(&made);
    let count = |sql: &str| old.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap() as usize;
    let users = count("SELECT count(*) FROM known WHERE what LIKE 'couplingUser.%'");
    let (known, books) = (count("SELECT count(*) FROM known"), count("SELECT count(*) FROM handbooks"));
    assert!(users >= 2 && known > users && books > 5);
    drop(old);
    let dir = directory();
    let file = crate::support::db(dir.path());
    fs::copy(made, &file).unwrap();
    let opened = open_with_any_notices(dir.path());
    // The clock of these tests is behind the day on which the file was made.
    let [migrated, Notice::ClockBack { .. }] = &opened.notices[..] else { panic!("{:?}", opened.notices) };
    assert_eq!(*migrated, Notice::Migrated { from: 2, to: Schema::current().version() });
    let found = opened.records.coupling_users().unwrap();
    assert_eq!(found.len(), users);
    assert!(found.iter().any(|user| user.user_name == "asr_koppeling"), "{found:?}");
    assert_eq!(opened.records.kept_handbooks().unwrap().len(), books);
    let nil = domain::id::EmployerId::NEW;
    assert!(
        opened.records.draft(records::DraftOwner::Employer(nil), "card").unwrap().unwrap().starts_with('{')
    );
    let events = opened.records.counts().unwrap().events;
    opened.records.archive().check().unwrap();
    opened.records.close(moment(1)).unwrap();
    let now = other_program(&file);
    let count = |sql: &str| now.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap() as usize;
    assert_eq!(count("SELECT count(*) FROM known"), known - users);
    assert_eq!(count("SELECT count(*) FROM settings WHERE key LIKE 'employer-draft.%'"), 0);
    assert_eq!(count("SELECT count(*) FROM drafts"), 2);
    assert_eq!(count("SELECT count(*) FROM events") as u64, events);
}
