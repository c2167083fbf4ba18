//! Backups and databases that somebody else prepared: not used, said why, and nothing of them is run.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use records::{Backup, BackupFault, Notice, OpenFault, Options, Reason, Records, Unusable};
use rusqlite::Connection;

use crate::sample::moment;
use crate::support::{
    append, db, directory, filled, impatient, open, open_with_any_notices, other_program, stored,
};

/// A view that never comes to its end.
const WITHOUT_END: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS schema, 'x' AS app FROM n";

const PLANTED: &str = "koppelwijzer-20270301T080000Z-daily.db";

/// Lays a changed copy of the newest backup beside the others, as the newest of all.
fn plant(dir: &Path, change: impl FnOnce(&Connection)) {
    let backup = dir.join("backups").join(PLANTED);
    fs::copy(db(dir), &backup).unwrap();
    let connection = other_program(&backup);
    connection.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA writable_schema = ON;").unwrap();
    change(&connection);
}

fn planted(records: &Records) -> Backup {
    let all = records.backups().unwrap();
    all.into_iter().find(|backup| backup.name == PLANTED).unwrap()
}

/// Fault 75.
#[test]
fn a_backup_with_anything_added_to_its_schema_is_not_used() {
    for (what, sql) in [
        ("trigger", "CREATE TRIGGER planted AFTER INSERT ON settings BEGIN DELETE FROM employers; END"),
        ("view", "CREATE VIEW planted AS SELECT * FROM events"),
        ("index", "CREATE INDEX planted ON events (hash)"),
        ("table", "CREATE TABLE planted (a)"),
        ("changed table", "UPDATE sqlite_schema SET sql = replace(sql, 'length > 0', 'length > -1')"),
        ("missing index", "DROP INDEX files_by_dossier"),
    ] {
        let dir = directory();
        filled(dir.path(), 3);
        plant(dir.path(), |connection| connection.execute_batch(sql).unwrap());
        let mut records = open(dir.path());
        let found = planted(&records);
        assert!(matches!(found.unusable, Some(Unusable::Altered(_))), "{what}: {found:?}");
        assert_eq!(found.counts, None, "{what}");
        let fault = records.restore(PLANTED, moment(20)).unwrap_err();
        assert!(matches!(fault, BackupFault::Unusable(Unusable::Altered(_))), "{what}: {fault:?}");
        append(&mut records, 1);
        assert_eq!(stored(&records).len(), 4, "{what}");
        drop(records);
        // Nor by the recovery, which passes it over for an older one.
        fs::write(db(dir.path()), "damaged").unwrap();
        let opened = open_with_any_notices(dir.path());
        let restored =
            matches!(&opened.notices[..], [Notice::Restored { lost_since, .. }] if *lost_since == moment(10));
        assert!(restored, "{what}: {:?}", opened.notices);
    }
}

/// Fault 75.
#[test]
fn a_query_without_end_in_a_backup_does_not_hold_up_the_list() {
    for table in ["about", "dossiers", "employers"] {
        let dir = directory();
        filled(dir.path(), 3);
        plant(dir.path(), |connection| {
            connection
                .execute_batch(&format!(
                    "PRAGMA foreign_keys = OFF; DROP TABLE {table}; CREATE VIEW {table} AS {WITHOUT_END};"
                ))
                .unwrap();
        });
        let records = open(dir.path());
        let start = Instant::now();
        assert!(planted(&records).unusable.is_some(), "{table}");
        assert!(records.preview_restore(PLANTED).is_err(), "{table}");
        assert!(start.elapsed() < Duration::from_secs(20), "{table}: {:?}", start.elapsed());
    }
}

/// Fault 75.
#[test]
fn another_programs_database_and_a_link_are_no_backups() {
    let dir = directory();
    filled(dir.path(), 3);
    plant(dir.path(), |connection| connection.execute_batch("PRAGMA application_id = 7").unwrap());
    assert!(planted(&open(dir.path())).unusable.is_some());
    let backup = dir.path().join("backups").join(PLANTED);
    fs::remove_file(&backup).unwrap();
    other_program(&backup).execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    assert_eq!(planted(&open(dir.path())).unusable, Some(Unusable::NotOurs));
    fs::write(&backup, "no database at all").unwrap();
    assert!(matches!(planted(&open(dir.path())).unusable, Some(Unusable::Damaged(_))));
    #[cfg(unix)]
    {
        fs::remove_file(&backup).unwrap();
        let elsewhere = directory();
        fs::copy(db(dir.path()), elsewhere.path().join("other.db")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("other.db"), &backup).unwrap();
        let mut records = open(dir.path());
        assert_eq!(planted(&records).unusable, Some(Unusable::Link));
        let fault = records.restore(PLANTED, moment(20)).unwrap_err();
        assert_eq!(fault, BackupFault::Unusable(Unusable::Link));
    }
}

/// Fault 75, in the file that is opened.
#[test]
fn a_trigger_in_the_live_file_counts_as_damage_and_never_fires() {
    let dir = directory();
    filled(dir.path(), 3);
    let sql = "CREATE TRIGGER planted AFTER INSERT ON events BEGIN DELETE FROM settings; END";
    other_program(&db(dir.path())).execute_batch(sql).unwrap();
    let opened = open_with_any_notices(dir.path());
    assert!(
        matches!(&opened.notices[..], [Notice::Restored { set_aside: Some(_), .. }]),
        "{:?}",
        opened.notices
    );
    assert_eq!(stored(&opened.records).len(), 3);
}

fn of(environment: &str) -> Options {
    Options { environment: Some(environment.to_owned()), ..impatient() }
}

/// Fault 74.
#[test]
fn a_backup_of_another_environment_is_not_used() {
    let sandbox = directory();
    let mut records = Records::open_with(sandbox.path(), moment(0), of("practice")).unwrap().records;
    append(&mut records, 2);
    records.close(moment(5)).unwrap();

    let dir = directory();
    let mut records = Records::open_with(dir.path(), moment(0), of("production")).unwrap().records;
    append(&mut records, 3);
    records.backup(moment(10), Reason::Asked).unwrap();
    fs::copy(db(sandbox.path()), dir.path().join("backups").join(PLANTED)).unwrap();
    let other = Unusable::OtherEnvironment { found: "practice".to_owned() };
    assert_eq!(planted(&records).unusable, Some(other.clone()));
    assert_eq!(records.restore(PLANTED, moment(20)), Err(BackupFault::Unusable(other)));
    assert_eq!(stored(&records).len(), 3);
    drop(records);
    fs::write(db(dir.path()), "damaged").unwrap();
    let opened = Records::open_with(dir.path(), moment(30), of("production")).unwrap();
    assert_eq!(stored(&opened.records).len(), 3, "the newest of its own environment");
    drop(opened);

    // With nothing of its own, it starts empty rather than with practice.
    for entry in fs::read_dir(dir.path().join("backups")).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with(PLANTED) {
            fs::remove_file(path).unwrap();
        }
    }
    fs::write(db(dir.path()), "damaged").unwrap();
    let opened = Records::open_with(dir.path(), moment(40), of("production")).unwrap();
    assert!(matches!(&opened.notices[..], [Notice::StartedEmpty { .. }]), "{:?}", opened.notices);
}

/// Fault 74.
#[test]
fn records_of_another_environment_are_refused_before_anything_is_written() {
    let dir = directory();
    let mut records = Records::open_with(dir.path(), moment(0), of("practice")).unwrap().records;
    append(&mut records, 2);
    records.close(moment(5)).unwrap();
    let whole = |dir: &Path| {
        let mut all: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .map(|path| (path.clone(), fs::read(path).unwrap()))
            .collect();
        all.sort();
        all
    };
    let before = whole(dir.path());
    let fault = Records::open_with(dir.path(), moment(9), of("production")).unwrap_err();
    assert_eq!(fault, OpenFault::OtherEnvironment { found: "practice".to_owned() });
    assert_eq!(whole(dir.path()), before);
    assert_eq!(stored(&Records::open_with(dir.path(), moment(9), of("practice")).unwrap().records).len(), 2);
}

/// Of an earlier version, or copied by hand.
#[cfg(unix)]
#[test]
fn a_folder_that_others_may_read_is_closed_to_them_at_every_opening() {
    use std::os::unix::fs::PermissionsExt;
    let dir = directory();
    filled(dir.path(), 2);
    fs::write(dir.path().join("koppelwijzer-damaged-20260301T080000Z.db"), "x").unwrap();
    fs::write(dir.path().join("practice-state.json"), "{}").unwrap();
    let all = || {
        let inside =
            |dir: &Path| fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
        let backups = dir.path().join("backups");
        [vec![dir.path().to_owned()], inside(dir.path()), inside(&backups)].concat()
    };
    for path in all() {
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let mut records = open(dir.path());
    append(&mut records, 1);
    records.backup(moment(20), Reason::Asked).unwrap();
    let open_to_others = || -> Vec<_> {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
        all().into_iter().filter(|path| mode(path) != 0).collect()
    };
    assert_eq!(open_to_others(), Vec::<std::path::PathBuf>::new());
    records.close(moment(30)).unwrap();
    assert_eq!(open_to_others(), Vec::<std::path::PathBuf>::new(), "closed");
}
