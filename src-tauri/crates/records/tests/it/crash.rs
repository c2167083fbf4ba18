//! Killed at every system call that reaches the disk.

use std::path::Path;

use records::{Notice, Records, Schema};

use crate::sample::moment;
use crate::strace::kill_everywhere;
use crate::support::{append, db, filled, later, open, open_with_any_notices, other_program, stored};

fn acknowledged(said: &[String]) -> usize {
    said.iter().filter(|line| line.starts_with("ack")).count()
}

#[test]
fn what_was_acknowledged_is_there() {
    let runs = kill_everywhere(
        |_| {},
        &["append", "6"],
        |dir, said| {
            let records = open(dir);
            let events = stored(&records).len();
            let safe = acknowledged(said);
            assert!(events >= safe, "{events} events, {safe} acknowledged");
            assert!(events <= safe + 1, "{events} events, {safe} acknowledged");
            if events > 0 {
                let summary = records.summary(crate::support::case().dossier).unwrap().unwrap();
                assert_eq!(summary.done as usize, events, "the projection goes with its events");
                assert_eq!(records.search("garage rechten", 9).unwrap().len(), 1);
            }
        },
    );
    assert!(runs > 100, "only {runs} runs");
}

#[test]
fn work_goes_on_after_a_kill() {
    kill_everywhere(
        |dir| filled(dir, 2),
        &["append", "2"],
        |dir, said| {
            let mut records = open(dir);
            let before = stored(&records).len();
            assert!(before >= 2 + acknowledged(said));
            append(&mut records, 1);
            records.close(moment(300)).unwrap();
            assert_eq!(stored(&open(dir)).len(), before + 1);
        },
    );
}

fn schema_of(dir: &Path) -> u32 {
    let connection = other_program(&db(dir));
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_migration_happens_whole_or_not_at_all() {
    let from = Schema::current().version();
    let runs = kill_everywhere(
        |dir| filled(dir, 3),
        &["migrate"],
        |dir, said| {
            let version = schema_of(dir);
            assert!(version == from || version == from + 1);
            assert!(version == from + 1 || acknowledged(said) == 0);
            let opened = Records::open_with(dir, moment(300), later()).unwrap();
            let migrated = opened.notices == [Notice::Migrated { from, to: from + 1 }];
            assert_eq!(migrated, version == from, "{:?}", opened.notices);
            assert_eq!(stored(&opened.records).len(), 3);
            let backups = opened.records.backups().unwrap();
            assert!(backups.iter().any(|backup| backup.name.contains("before-migration")), "no way back");
            drop(opened);
            let visits: i64 = other_program(&db(dir))
                .query_row("SELECT count(*) FROM visits", [], |row| row.get(0))
                .unwrap();
            assert_eq!(visits, 1);
        },
    );
    assert!(runs > 50, "only {runs} runs");
}

#[test]
fn a_first_migration_of_an_empty_file_happens_whole_or_not_at_all() {
    kill_everywhere(
        |dir| {
            other_program(&db(dir)).execute_batch("VACUUM").unwrap();
        },
        &["append", "1"],
        |dir, said| {
            let opened = open_with_any_notices(dir);
            assert!(stored(&opened.records).len() >= acknowledged(said));
        },
    );
}

#[test]
fn a_backup_in_the_making_harms_no_other() {
    let runs = kill_everywhere(
        |dir| filled(dir, 3),
        &["backup"],
        |dir, said| {
            let records = open(dir);
            let backups = records.backups().unwrap();
            let made = said.iter().any(|line| line == "backup made");
            assert!(backups.len() > usize::from(made), "the earlier one is kept");
            for backup in &backups {
                let read = records.archive().preview(&backup.name).unwrap();
                assert_eq!(read.counts.unwrap().events, 3, "under its name it is whole");
            }
            assert!(!dir.join("backups/koppelwijzer.part").exists(), "cleaned");
        },
    );
    assert!(runs > 50, "only {runs} runs");
}

#[test]
fn a_restore_leaves_the_old_or_the_new() {
    let name = "koppelwijzer-20260301T080010Z-closing.db";
    let runs = kill_everywhere(
        |dir| {
            filled(dir, 3);
            let mut records = open(dir);
            append(&mut records, 2);
            // Of another day, so that both are kept.
            records.close(moment(100_000)).unwrap();
        },
        &["restore", name],
        |dir, said| {
            let records = open(dir);
            let events = stored(&records).len();
            assert!(events == 3 || events == 5, "{events}");
            assert!(events == 3 || acknowledged(said) == 0);
            let backups = records.backups().unwrap();
            assert!(backups.iter().any(|one| one.counts.unwrap().events == 5), "the way back");
            assert!(!dir.join("koppelwijzer.incoming").exists(), "cleaned");
        },
    );
    assert!(runs > 50, "only {runs} runs");
}

#[test]
fn a_damaged_file_survives_the_recovery() {
    let damaged = "damaged beyond recognition";
    kill_everywhere(
        |dir| {
            filled(dir, 3);
            std::fs::write(db(dir), damaged).unwrap();
        },
        &["read"],
        |dir, _| {
            let records = open_with_any_notices(dir).records;
            assert_eq!(stored(&records).len(), 3);
            let kept = std::fs::read_dir(dir).unwrap().filter(|entry| {
                let path = entry.as_ref().unwrap().path();
                std::fs::read(path).is_ok_and(|content| content == damaged.as_bytes())
            });
            assert_eq!(kept.count(), 1, "set aside, once");
        },
    );
}
