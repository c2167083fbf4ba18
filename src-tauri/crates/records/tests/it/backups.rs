//! Backups and restores.

use std::fs;

use jiff::ToSpan;
use records::{BackupFault, Counts, Notice, Reason, Records, Schema};

use crate::sample::{employer, moment};
use crate::support::{append, case, db, directory, filled, later, open, stored};

#[test]
fn a_backup_says_what_is_in_it() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 4);
    let made = records.backup(moment(5), Reason::Asked).unwrap();
    assert_eq!(made.name, "koppelwijzer-20260301T080005Z-asked.db");
    assert_eq!((made.at, made.reason), (moment(5), Reason::Asked));
    assert_eq!(made.counts, Some(Counts { employers: 1, dossiers: 1, events: 4 }));
    assert_eq!(made.bytes, fs::metadata(&made.file).unwrap().len());
    assert_eq!(records.backups().unwrap(), std::slice::from_ref(&made));
    assert_eq!(records.archive().preview(&made.name).unwrap(), made);
    let again = records.backup(moment(5), Reason::Asked).unwrap();
    assert_eq!(again.name, "koppelwijzer-20260301T080005Z-asked-2.db");
}

#[test]
fn backups_are_due_once_a_day_when_something_changed() {
    let dir = directory();
    let mut records = open(dir.path());
    assert!(!records.due_backup(moment(0)), "nothing in it");
    append(&mut records, 1);
    assert!(records.due_backup(moment(0)));
    records.backup(moment(1), Reason::Daily).unwrap();
    assert!(!records.due_backup(moment(100_000)), "nothing changed");
    append(&mut records, 1);
    assert!(!records.due_backup(moment(2)), "of today");
    assert!(records.due_backup(moment(100_000)));
    records.close(moment(3)).unwrap();
    let records = open(dir.path());
    assert_eq!(records.backups().unwrap().len(), 1, "the newest of the day");
    assert_eq!(records.backups().unwrap()[0].reason, Reason::Closing);
    records.close(moment(4)).unwrap();
    assert_eq!(open(dir.path()).backups().unwrap()[0].at, moment(3), "nothing changed");
}

#[test]
fn after_a_session_that_was_cut_off_a_backup_is_due() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 1);
    drop(records);
    assert!(open(dir.path()).due_backup(moment(5)));
}

#[test]
fn a_backup_is_made_while_work_goes_on() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 3);
    let job = records.backup_job(moment(1), Reason::Daily).unwrap();
    let thread = std::thread::spawn(move || job.run());
    append(&mut records, 20);
    let made = thread.join().unwrap().unwrap();
    let events = made.backup.counts.unwrap().events;
    assert!((3..=23).contains(&events));
    records.backed_up(&made);
    assert!(records.due_backup(moment(100_000)), "changed since it was asked for");
    assert_eq!(stored(&records).len(), 23);
}

#[test]
fn old_backups_are_let_go_and_other_files_are_not() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 1);
    fs::create_dir_all(dir.path().join("backups")).unwrap();
    let own = dir.path().join("backups/mijn kopie.db");
    fs::write(&own, "x").unwrap();
    for day in 0..40_i64 {
        let now = moment(0) + (day * 24).hours();
        records.backup(now, Reason::Daily).unwrap();
    }
    let backups = records.backups().unwrap();
    assert!(backups.len() < 20, "{}", backups.len());
    assert_eq!(backups[0].at, moment(0) + (39 * 24).hours());
    assert!(own.exists());
}

#[test]
fn a_restore_brings_back_what_was_and_keeps_what_is() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    append(&mut records, 2);
    records.save_employer(&employer(2)).unwrap();
    let wanted = records.backups().unwrap()[0].clone();
    let restored = records.restore(&wanted.name, moment(20)).unwrap();
    assert_eq!(restored.from, wanted);
    assert_eq!(restored.before.as_ref().unwrap().counts.unwrap().events, 5);
    assert_eq!(stored(&records).len(), 3);
    assert_eq!(records.employer(employer(2).id).unwrap(), None);
    append(&mut records, 1);
    records.restore(&restored.before.unwrap().name, moment(30)).unwrap();
    assert_eq!(stored(&records).len(), 5);
    records.close(moment(40)).unwrap();
    assert_eq!(stored(&open(dir.path())).len(), 5);
}

#[test]
fn a_backup_that_is_not_whole_is_not_restored() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    append(&mut records, 2);
    let backup = records.backups().unwrap()[0].clone();
    let mut bytes = fs::read(&backup.file).unwrap();
    let half = bytes.len() / 2;
    bytes[half..].fill(7);
    fs::write(&backup.file, bytes).unwrap();
    let fault = records.restore(&backup.name, moment(20)).unwrap_err();
    assert!(matches!(fault, BackupFault::Damaged(_)), "{fault:?}");
    for name in ["../koppelwijzer.db", "koppelwijzer.db", "", "mijn kopie.db"] {
        assert_eq!(records.restore(name, moment(20)), Err(BackupFault::NotFound), "{name}");
    }
    assert_eq!(stored(&records).len(), 5);
    append(&mut records, 1);
}

#[test]
fn a_backup_from_a_newer_version_is_not_restored() {
    let dir = directory();
    filled(dir.path(), 1);
    let newer = directory();
    let opened = Records::open_with(newer.path(), moment(0), later()).unwrap();
    opened.records.close(moment(1)).unwrap();
    let name = "koppelwijzer-20270301T080000Z-daily.db";
    fs::copy(db(newer.path()), dir.path().join("backups").join(name)).unwrap();
    let mut records = open(dir.path());
    let fault = records.restore(name, moment(2)).unwrap_err();
    let known = Schema::current().version();
    assert_eq!(fault, BackupFault::NewerSchema { found: known + 1, known });
}

#[test]
fn a_restore_while_another_program_reads_waits_its_turn() {
    let dir = directory();
    filled(dir.path(), 1);
    let mut records = open(dir.path());
    append(&mut records, 1);
    let other = crate::support::other_program(&db(dir.path()));
    other.execute_batch("BEGIN; SELECT count(*) FROM events;").unwrap();
    append(&mut records, 1);
    let name = records.backups().unwrap()[0].name.clone();
    assert_eq!(records.restore(&name, moment(2)), Err(BackupFault::Busy));
    assert_eq!(stored(&records).len(), 3);
    other.execute_batch("COMMIT").unwrap();
    drop(other);
    records.restore(&name, moment(3)).unwrap();
    assert_eq!(stored(&records).len(), 1);
}

#[test]
fn a_damaged_live_file_is_set_aside_by_a_restore() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    crate::support::other_program(&db(dir.path())).execute("UPDATE events SET hash = 'x'", []).unwrap();
    assert!(records.events(case().dossier).is_err());
    let name = records.backups().unwrap()[0].name.clone();
    let restored = records.restore(&name, moment(20)).unwrap();
    assert_eq!(restored.before, None);
    assert!(restored.set_aside.unwrap().exists());
    assert!(!records.is_suspect());
    assert_eq!(stored(&records).len(), 3);
    append(&mut records, 1);
}

#[test]
fn a_migration_keeps_a_way_back() {
    let dir = directory();
    filled(dir.path(), 3);
    let opened = Records::open_with(dir.path(), moment(20), later()).unwrap();
    let from = Schema::current().version();
    assert_eq!(opened.notices, [Notice::Migrated { from, to: from + 1 }]);
    let backups = opened.records.backups().unwrap();
    let before = backups.iter().find(|one| one.reason == Reason::BeforeMigration).unwrap();
    assert_eq!(before.counts.unwrap().events, 3);
    let name = before.name.clone();
    let mut records = opened.records;
    // An older backup is brought up to date on its way in.
    records.restore(&name, moment(30)).unwrap();
    assert_eq!(stored(&records).len(), 3);
    records.close(moment(40)).unwrap();
    fs::copy(dir.path().join("backups").join(&name), db(dir.path())).unwrap();
    assert_eq!(stored(&open(dir.path())).len(), 3, "for the older version of the app");
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut options = later();
    options.schema = options.schema.then("CREATE TABLE half (a); SELECT nonsense FROM nowhere;");
    assert!(Records::open_with(dir.path(), moment(20), options).is_err());
    assert_eq!(stored(&open(dir.path())).len(), 3);
}

#[test]
fn a_clock_that_went_back_is_said_and_the_newest_backup_stays_the_newest() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 3);
    let day = 24 * 60 * 60;
    let first = records.backup(moment(day), Reason::Asked).unwrap();
    append(&mut records, 1);
    let second = records.backup(moment(60), Reason::Asked).unwrap();
    assert!(second.at > first.at, "{second:?}");
    assert_eq!(records.backups().unwrap()[0], second);
    records.close(moment(70)).unwrap();
    // A clock that was years ahead does not make every later backup say so.
    let far = "koppelwijzer-20990301T080000Z-daily.db";
    fs::copy(db(dir.path()), dir.path().join("backups").join(far)).unwrap();
    let opened = Records::open_with(dir.path(), moment(-day), crate::support::impatient()).unwrap();
    let mut records = opened.records;
    assert!(
        matches!(&opened.notices[..], [Notice::ClockBack { last }] if *last < moment(day)),
        "{:?}",
        opened.notices
    );
    append(&mut records, 1);
    assert_eq!(records.backup(moment(2 * day), Reason::Asked).unwrap().at, moment(2 * day));
    records.close(moment(2 * day)).unwrap();
    open(dir.path());
}
