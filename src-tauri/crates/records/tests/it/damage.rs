//! Damaged files: set aside, replaced by the newest good backup, never refused, never deleted.

use std::fs;
use std::path::Path;

use domain::event::verify;
use records::{Notice, ReadFault};

use crate::sample::moment;
use crate::support::{
    append, case, copy_all, db, directory, filled, open, open_with_any_notices, open_with_notice,
    other_program, stored,
};

type Damage = fn(&mut Vec<u8>);

const DAMAGES: [(&str, Damage); 8] = [
    ("nothing left", Vec::clear),
    ("one byte", |bytes| bytes.truncate(1)),
    ("header cut", |bytes| bytes.truncate(99)),
    ("half", |bytes| bytes.truncate(bytes.len() / 2)),
    ("a page and a half", |bytes| bytes.truncate(bytes.len() - 6144)),
    ("other header", |bytes| bytes[..16].copy_from_slice(b"Not a database!\0")),
    ("zeroes", |bytes| bytes.fill(0)),
    ("noise", |bytes| {
        for (place, byte) in bytes.iter_mut().enumerate().skip(100) {
            *byte = u8::try_from((place * 7919) >> 3 & 0xff).unwrap();
        }
    }),
];

fn spoil(dir: &Path, damage: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = fs::read(db(dir)).unwrap();
    damage(&mut bytes);
    fs::write(db(dir), &bytes).unwrap();
    bytes
}

#[test]
fn a_damaged_file_is_replaced_by_the_newest_backup() {
    for (name, damage) in DAMAGES {
        let dir = directory();
        filled(dir.path(), 3);
        let damaged = spoil(dir.path(), damage);
        let (records, notice) = open_with_notice(dir.path());
        let Notice::Restored { lost_since, lost_until: Some(_), set_aside: Some(aside) } = notice else {
            panic!("{name}: {notice:?}");
        };
        assert_eq!(lost_since, moment(10), "{name}");
        assert_eq!(fs::read(aside).unwrap(), damaged, "{name}: kept as it was");
        assert_eq!(stored(&records).len(), 3, "{name}");
        records.close(moment(20)).unwrap();
        assert_eq!(stored(&open(dir.path())).len(), 3, "{name}");
    }
}

#[test]
fn without_a_backup_it_starts_empty() {
    for (name, damage) in DAMAGES {
        let dir = directory();
        filled(dir.path(), 3);
        fs::remove_dir_all(dir.path().join("backups")).unwrap();
        let damaged = spoil(dir.path(), damage);
        let (mut records, notice) = open_with_notice(dir.path());
        let Notice::StartedEmpty { set_aside } = notice else {
            panic!("{name}: {notice:?}");
        };
        assert_eq!(fs::read(set_aside).unwrap(), damaged, "{name}");
        assert_eq!(records.counts().unwrap().events, 0, "{name}");
        append(&mut records, 1);
    }
}

#[test]
fn a_damaged_backup_is_passed_over() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    append(&mut records, 1);
    records.close(moment(100_000)).unwrap();
    let newest = dir.path().join("backups/koppelwijzer-20260302T114640Z-closing.db");
    let mut bytes = fs::read(&newest).unwrap();
    let at = bytes.windows(8).position(|found| found == b"waarde 2").unwrap();
    bytes[at] ^= 1;
    fs::write(&newest, bytes).unwrap();
    spoil(dir.path(), Vec::clear);
    let (records, notice) = open_with_notice(dir.path());
    assert!(matches!(notice, Notice::Restored { lost_since, .. } if lost_since == moment(10)));
    assert_eq!(stored(&records).len(), 3);
}

#[test]
fn a_damaged_file_goes_with_its_log() {
    let dir = directory();
    filled(dir.path(), 3);
    let mut records = open(dir.path());
    append(&mut records, 1);
    let copy = directory();
    copy_all(dir.path(), copy.path());
    let wal = fs::read(copy.path().join("koppelwijzer.db-wal")).unwrap();
    spoil(copy.path(), Vec::clear);
    let (records, notice) = open_with_notice(copy.path());
    let Notice::Restored { set_aside: Some(aside), .. } = notice else {
        panic!("{notice:?}");
    };
    assert_eq!(fs::read(format!("{}-wal", aside.display())).unwrap(), wal);
    assert_eq!(stored(&records).len(), 3);
}

/// Flips one bit. Whatever it hits, what is read is what was written, or it is reported.
fn flip(source: &Path, at: usize, bit: u8) -> &'static str {
    let dir = directory();
    copy_all(source, dir.path());
    spoil(dir.path(), |bytes| bytes[at] ^= 1 << bit);
    let opened = open_with_any_notices(dir.path());
    let events = opened.records.events(case().dossier);
    match &opened.notices[..] {
        [] => {}
        [Notice::Restored { set_aside: Some(aside), .. }] => assert!(aside.exists()),
        other => panic!("byte {at} bit {bit}: {other:?}"),
    }
    let events = events.unwrap_or_else(|fault| panic!("byte {at} bit {bit}: {fault:?}"));
    verify(&events).unwrap();
    assert_eq!(events.len(), 6, "byte {at} bit {bit}");
    if opened.notices.is_empty() { "harmless" } else { "restored" }
}

#[test]
fn no_flipped_bit_is_taken_for_truth() {
    let source = directory();
    filled(source.path(), 6);
    let size = fs::metadata(db(source.path())).unwrap().len();
    let size = usize::try_from(size).unwrap();
    let header = (0..100).flat_map(|at| [(at, 0), (at, 7)]);
    let anywhere = (100..size).step_by((size / 300) | 1).map(|at| (at, u8::try_from(at % 8).unwrap()));
    let outcomes: Vec<_> = header.chain(anywhere).map(|(at, bit)| flip(source.path(), at, bit)).collect();
    assert!(outcomes.contains(&"harmless") && outcomes.contains(&"restored"));
}

#[test]
fn damage_met_while_reading_is_reported_and_repaired_at_the_next_start() {
    let dir = directory();
    filled(dir.path(), 3);
    let records = open(dir.path());
    // Behind the back of a session that began well.
    let other = other_program(&db(dir.path()));
    other.execute("UPDATE events SET content = replace(content, 'waarde 2', 'waarde 9')", []).unwrap();
    drop(other);
    let fault = records.events(case().dossier).unwrap_err();
    assert!(matches!(fault, ReadFault::Damaged(_)));
    assert!(records.is_suspect());
    assert!(records.archive().check().is_err());
    records.close(moment(20)).unwrap();
    let (records, notice) = open_with_notice(dir.path());
    assert!(matches!(notice, Notice::Restored { .. }));
    assert_eq!(stored(&records).len(), 3);
}

#[test]
fn missing_events_count_as_damage() {
    for sql in [
        "DELETE FROM events WHERE sequence = 2",
        "DELETE FROM events WHERE sequence = 1",
        "UPDATE dossiers SET length = 4",
        "UPDATE dossiers SET head = 'x'",
        "PRAGMA foreign_keys = OFF; DELETE FROM employers",
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 7",
        "PRAGMA application_id = 0",
        "DELETE FROM about",
    ] {
        let dir = directory();
        filled(dir.path(), 3);
        other_program(&db(dir.path())).execute_batch(sql).unwrap();
        let (records, notice) = open_with_notice(dir.path());
        assert!(matches!(notice, Notice::Restored { .. }), "{sql}: {notice:?}");
        assert_eq!(stored(&records).len(), 3, "{sql}");
    }
}
