//! When opening or writing is refused, and that nothing is touched by it.

use std::convert::Infallible;
use std::fs;
use std::time::Instant;

use domain::Environment;
use domain::event::{Action, Event, SealedEvent};
#[cfg(unix)]
use records::{BackupFault, Options, Reason};
use records::{Change, Notice, OpenFault, Records, Schema, WriteFault};

use crate::sample::{Case, employer, moment};
use crate::support::{
    append, case, db, directory, filled, fingerprints, impatient, later, open, open_with_notice,
    other_program, stored,
};

#[test]
fn a_second_opening_is_refused() {
    let dir = directory();
    let mut first = open(dir.path());
    append(&mut first, 1);
    let before = fingerprints(dir.path());
    let second = Records::open_with(dir.path(), moment(1), impatient());
    assert_eq!(second.unwrap_err(), OpenFault::AlreadyOpen);
    assert_eq!(fingerprints(dir.path()), before);
    drop(first);
    assert_eq!(stored(&open(dir.path())).len(), 1);
}

#[test]
fn a_newer_schema_is_named_and_left_alone() {
    let dir = directory();
    let opened = Records::open_with(dir.path(), moment(0), later()).unwrap();
    opened.records.close(moment(1)).unwrap();
    let before = fingerprints(dir.path());
    let fault = Records::open(dir.path(), moment(2)).unwrap_err();
    let known = Schema::current().version();
    let app = env!("CARGO_PKG_VERSION").to_owned();
    let expected = OpenFault::NewerSchema { found: known + 1, known, app };
    assert_eq!(fault, expected);
    assert_eq!(fingerprints(dir.path()), before);
}

#[test]
fn a_newer_schema_with_a_hot_log_is_left_alone() {
    let dir = directory();
    let mut opened = Records::open_with(dir.path(), moment(0), later()).unwrap();
    append(&mut opened.records, 2);
    let copy = directory();
    crate::support::copy_all(dir.path(), copy.path());
    let before = fingerprints(copy.path());
    assert!(before.keys().any(|file| file.ends_with("koppelwijzer.db-wal")));
    let fault = Records::open(copy.path(), moment(2)).unwrap_err();
    assert!(matches!(fault, OpenFault::NewerSchema { found, known, .. } if found == known + 1));
    assert_eq!(fingerprints(copy.path()), before);
}

#[test]
fn another_programs_database_is_left_alone() {
    for pragmas in
        ["PRAGMA application_id = 7;", "", "PRAGMA journal_mode = WAL;", "PRAGMA user_version = 9;"]
    {
        let dir = directory();
        let file = db(dir.path());
        other_program(&file).execute_batch(&format!("{pragmas} CREATE TABLE recipes (name TEXT);")).unwrap();
        let before = fingerprints(dir.path());
        let fault = Records::open(dir.path(), moment(0)).unwrap_err();
        assert_eq!(fault, OpenFault::ForeignFile(file));
        assert_eq!(fingerprints(dir.path()), before, "{pragmas}");
    }
}

#[test]
fn another_programs_half_done_transaction_is_left_alone() {
    let dir = directory();
    let other = other_program(&db(dir.path()));
    other
        .execute_batch(
            "PRAGMA application_id = 7; CREATE TABLE recipes (name TEXT); PRAGMA cache_size = 1;
             PRAGMA cache_spill = 1; BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1
             FROM n WHERE i < 20000) INSERT INTO recipes SELECT 'recipe ' || i FROM n;",
        )
        .unwrap();
    let copy = directory();
    crate::support::copy_all(dir.path(), copy.path());
    let before = fingerprints(copy.path());
    assert!(before.len() > 1, "a journal is there");
    let fault = Records::open(copy.path(), moment(0)).unwrap_err();
    assert!(matches!(fault, OpenFault::ForeignFile(_)));
    assert_eq!(fingerprints(copy.path()), before);
}

#[test]
fn a_locked_file_is_busy_after_the_wait_and_nothing_is_lost() {
    let dir = directory();
    filled(dir.path(), 1);
    let mut records = open(dir.path());
    let other = other_program(&db(dir.path()));
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let mut case = case().resume(&stored(&records));
    let change = case.next();
    let start = Instant::now();
    assert_eq!(records.commit(&change), Err(WriteFault::Busy));
    assert!(start.elapsed() >= impatient().busy_timeout);
    assert_eq!(stored(&records).len(), 1, "reading goes on");
    other.execute_batch("COMMIT").unwrap();
    records.commit(&change).unwrap();
    assert_eq!(stored(&records).len(), 2);
}

#[test]
fn a_file_locked_at_the_start_is_not_taken_for_damaged() {
    let dir = directory();
    filled(dir.path(), 1);
    let other = other_program(&db(dir.path()));
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;").unwrap();
    let fault = Records::open_with(dir.path(), moment(1), impatient()).unwrap_err();
    assert_eq!(fault, OpenFault::Busy);
    drop(other);
    assert_eq!(stored(&open(dir.path())).len(), 1);
}

#[test]
fn an_event_that_does_not_follow_is_stale() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 2);
    let mut mine = case().resume(&stored(&records));
    let mut yours = mine.clone();
    records.commit(&mine.next()).unwrap();
    assert_eq!(records.commit(&yours.next()), Err(WriteFault::Stale));
    assert_eq!(records.commit(&case().next()), Err(WriteFault::Stale), "started twice");
    assert_eq!(stored(&records).len(), 3);
    assert_eq!(records.summary(mine.dossier).unwrap().unwrap().done, 3);
}

/// An event with something in it changed, sealed anew.
fn changed(event: &SealedEvent, change: impl FnOnce(&mut Event)) -> SealedEvent {
    let mut event = event.open(|value, _| value);
    change(&mut event);
    event.seal_all(Ok::<_, Infallible>).unwrap()
}

/// A dossier of this environment.
fn of(number: u64, environment: Environment) -> Change {
    Case::new(number, None).with(vec![Action::DossierStarted {
        handbook: "uren".into(),
        employer: None,
        due: None,
        environment: Some(environment),
    }])
}

#[test]
fn a_dossier_of_another_environment_is_refused() {
    let dir = directory();
    let mut records = open(dir.path());
    records.set_setting(records::SettingKey::ENVIRONMENT, Some("production")).unwrap();
    for other in [Environment::Sandbox, Environment::Acceptance] {
        assert_eq!(records.commit(&of(2, other)), Err(WriteFault::OtherEnvironment));
    }
    assert_eq!(records.counts().unwrap().dossiers, 0);
    records.commit(&of(2, Environment::Production)).unwrap();
    append(&mut records, 1);
    assert_eq!(records.counts().unwrap().dossiers, 2, "an earlier version of the app did not say");
}

#[test]
fn what_does_not_fit_is_refused_whole() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 1);
    let going_on = case().resume(&stored(&records));
    let start =
        Action::DossierStarted { handbook: "uren".into(), employer: None, due: None, environment: None };
    let mut broken = going_on.clone().with(vec![Action::SignedOff, Action::Reopened]);
    broken.events[1] = changed(&broken.events[1], |event| event.previous = stored(&records)[0].hash().into());
    let mut foreign = going_on.clone().with(vec![Action::SignedOff]);
    foreign.events[0] = changed(&foreign.events[0], |event| event.chain = Case::new(2, None).dossier);
    let mut repeated = going_on.clone().with(vec![Action::SignedOff]);
    repeated.events[0] = changed(&repeated.events[0], |event| event.id = stored(&records)[0].id());
    let mut nothing = Case::new(3, None).next();
    nothing.events.clear();
    for change in [
        broken,
        foreign,
        repeated,
        nothing,
        going_on.clone().with(vec![start]),
        Case::new(4, None).with(vec![Action::SignedOff]),
        Case::new(5, Some(employer(99).id)).next(),
    ] {
        let fault = records.commit(&change).unwrap_err();
        assert!(matches!(fault, WriteFault::Refused(_)), "{fault:?}");
        assert_eq!(records.counts().unwrap().events, 1);
        assert_eq!(records.counts().unwrap().dossiers, 1);
    }
}

#[cfg(unix)]
#[test]
fn a_file_taken_away_while_in_use_is_noticed() {
    type Setup = fn(&std::path::Path);
    let setups: [(&str, Setup); 4] = [
        ("removed", |dir| fs::remove_file(db(dir)).unwrap()),
        ("log removed", |dir| fs::remove_file(dir.join("koppelwijzer.db-wal")).unwrap()),
        ("directory moved", |dir| fs::rename(dir, dir.with_extension("moved")).unwrap()),
        ("replaced", |dir| {
            fs::copy(db(dir), dir.join("copy")).unwrap();
            fs::rename(dir.join("copy"), db(dir)).unwrap();
        }),
    ];
    for (name, set_up) in setups {
        let parent = directory();
        let dir = parent.path().join("data");
        filled(&dir, 1);
        let mut records = open(&dir);
        let mut case = case().resume(&stored(&records));
        set_up(&dir);
        assert_eq!(records.commit(&case.next()), Err(WriteFault::Gone), "{name}");
        assert_eq!(records.close(moment(1)), Err(BackupFault::Gone), "{name}");
    }
}

/// On Windows SQLite knows no such place: each of its ways to files has shared memory.
#[cfg(unix)]
#[test]
fn a_place_without_shared_memory_is_reported() {
    let options = Options { vfs: Some("unix-dotfile".to_owned()), ..impatient() };
    let dir = directory();
    // Made where a log is possible, then moved to where it is not.
    filled(dir.path(), 2);
    let opened = Records::open_with(dir.path(), moment(0), options.clone()).unwrap();
    assert_eq!(opened.notices, [Notice::NoWal { mode: "delete".to_owned() }]);
    let mut records = opened.records;
    append(&mut records, 1);
    assert_eq!(stored(&records).len(), 3);
    records.close(moment(1)).unwrap();
    assert_eq!(stored(&open(dir.path())).len(), 3, "and back");
    let fresh = directory();
    let opened = Records::open_with(fresh.path(), moment(0), options).unwrap();
    assert_eq!(opened.notices.len(), 1);
}

#[test]
fn a_folder_that_another_program_copies_is_reported() {
    let dir = directory();
    let folder = dir.path().join("OneDrive - Kantoor Voorbeeld").join("koppelwijzer");
    std::fs::create_dir_all(&folder).unwrap();
    let opened = Records::open(&folder, moment(0)).unwrap();
    assert_eq!(opened.notices, [Notice::Synchronised { by: "OneDrive".to_owned() }]);
    assert!(!opened.records.is_read_only(), "it works all the same");
}

#[cfg(unix)]
#[test]
fn a_place_that_shows_only_late_that_it_has_no_shared_memory_is_reported() {
    for made_before in [false, true] {
        let dir = directory();
        if made_before {
            filled(dir.path(), 2);
        }
        let before = if made_before { 2 } else { 0 };
        // SQLite takes no link for its shared memory, so there can be none.
        let shared = dir.path().join("koppelwijzer.db-shm");
        std::os::unix::fs::symlink("/nowhere", &shared).unwrap();
        for round in 1..=2 {
            let opened = Records::open_with(dir.path(), moment(0), impatient()).unwrap();
            assert_eq!(opened.notices, [Notice::NoWal { mode: "delete".to_owned() }]);
            let mut records = opened.records;
            append(&mut records, 1);
            records.backup(moment(1), Reason::Asked).unwrap();
            assert_eq!(stored(&records).len(), before + round);
            records.close(moment(1)).unwrap();
        }
        fs::remove_file(&shared).unwrap();
        let opened = Records::open_with(dir.path(), moment(2), impatient()).unwrap();
        assert_eq!(opened.notices, [], "back to a log where that is possible");
        assert_eq!(stored(&opened.records).len(), before + 2);
    }
}

#[test]
fn a_directory_that_cannot_be_made_is_reported() {
    let dir = directory();
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    let fault = Records::open(&file.join("data"), moment(0)).unwrap_err();
    assert!(matches!(fault, OpenFault::CannotCreate { .. }), "{fault:?}");
}

#[test]
fn stray_files_of_a_cut_off_session_are_cleaned() {
    let dir = directory();
    filled(dir.path(), 1);
    let strays = ["koppelwijzer.incoming", "koppelwijzer.incoming-wal", "backups/koppelwijzer.part"];
    for stray in strays {
        fs::write(dir.path().join(stray), "half").unwrap();
    }
    drop(open(dir.path()));
    assert!(strays.iter().all(|stray| !dir.path().join(stray).exists()));
}

#[test]
fn a_file_that_went_missing_comes_back_from_the_backup() {
    let dir = directory();
    filled(dir.path(), 2);
    fs::remove_file(db(dir.path())).unwrap();
    let (records, notice) = open_with_notice(dir.path());
    let expected = Notice::Restored { lost_since: moment(10), lost_until: None, set_aside: None };
    assert_eq!(notice, expected);
    assert_eq!(stored(&records).len(), 2);
}
