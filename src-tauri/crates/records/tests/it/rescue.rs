//! What can be done about records that are refused at the start.

use std::fs;
use std::path::Path;

use domain::Environment;
use domain::event::Action;
use records::{BackupFault, OpenFault, Options, Reason, Records, Rescue, Unusable};

use crate::sample::{Case, moment};
use crate::support::{append, db, directory, fingerprints, impatient, other_program, stored};

fn of(environment: &str) -> Options {
    Options { environment: Some(environment.to_owned()), ..impatient() }
}

fn opened(dir: &Path, environment: &str) -> Records {
    Records::open_with(dir, moment(0), of(environment)).unwrap().records
}

/// Production's records with three events and a backup of them, and those of the sandbox in their place.
fn mixed_up(dir: &Path) -> String {
    let sandbox = directory();
    opened(sandbox.path(), "practice").close(moment(1)).unwrap();
    let mut records = opened(dir, "production");
    append(&mut records, 3);
    let backup = records.backup(moment(10), Reason::BeforeRestore).unwrap();
    records.close(moment(20)).unwrap();
    fs::copy(db(sandbox.path()), db(dir)).unwrap();
    backup.name
}

#[test]
fn refused_records_make_way_for_a_backup_and_are_kept() {
    let dir = directory();
    let before_restore = mixed_up(dir.path());
    let refused = fs::read(db(dir.path())).unwrap();
    let fault = Records::open_with(dir.path(), moment(30), of("production")).unwrap_err();
    assert_eq!(fault, OpenFault::OtherEnvironment { found: "practice".to_owned() });
    let before = fingerprints(dir.path());
    let rescue = Rescue::of(dir.path(), of("production")).unwrap();
    assert_eq!(Rescue::of(dir.path(), of("production")).unwrap_err(), OpenFault::AlreadyOpen);
    assert!(
        rescue.backups().iter().any(|backup| backup.name == before_restore && backup.is_before_restore())
    );
    assert_eq!(rescue.restore("koppelwijzer-none.db", moment(40)).unwrap_err(), BackupFault::NotFound);
    assert_eq!(fingerprints(dir.path()), before, "looking changes nothing");
    let kept = rescue.restore(&before_restore, moment(40)).unwrap();
    drop(rescue);
    assert_eq!(fs::read(kept).unwrap(), refused);
    let records = opened(dir.path(), "production");
    assert_eq!(stored(&records).len(), 3);
    assert_eq!(
        records.set_aside().unwrap(),
        0,
        "what is kept is not among the damaged files that can be deleted"
    );
}

#[test]
fn refused_records_make_way_for_empty_ones_and_are_kept() {
    let dir = directory();
    mixed_up(dir.path());
    let refused = fs::read(db(dir.path())).unwrap();
    let kept = Rescue::of(dir.path(), of("production")).unwrap().start_empty(moment(40)).unwrap();
    assert_eq!(fs::read(kept).unwrap(), refused);
    let records = opened(dir.path(), "production");
    assert!(stored(&records).is_empty());
    assert!(!records.backups().unwrap().is_empty(), "the backups stay");
}

/// A backup that does not say its environment, with a dossier that does.
#[test]
fn a_backup_whose_dossiers_are_of_another_environment_is_not_restored() {
    let sandbox = directory();
    let mut records = opened(sandbox.path(), "practice");
    let start = Action::DossierStarted {
        handbook: "uren".into(),
        employer: None,
        due: None,
        environment: Some(Environment::Sandbox),
    };
    records.commit(&Case::new(7, None).with(vec![start])).unwrap();
    records.close(moment(5)).unwrap();
    let taken = other_program(&db(sandbox.path()));
    taken
        .execute_batch("DELETE FROM settings WHERE key = 'environment'; PRAGMA journal_mode = DELETE;")
        .unwrap();
    drop(taken);

    let dir = directory();
    let mut records = opened(dir.path(), "production");
    append(&mut records, 3);
    records.backup(moment(10), Reason::Asked).unwrap();
    let name = "koppelwijzer-20270301T080000Z-daily.db";
    fs::copy(db(sandbox.path()), dir.path().join("backups").join(name)).unwrap();
    let other = Unusable::OtherEnvironment { found: "practice".to_owned() };
    assert_eq!(records.restore(name, moment(20)), Err(BackupFault::Unusable(other)));
    assert_eq!(stored(&records).len(), 3);
    drop(records);
    // Nor does such a file open as production, and it is not claimed for it.
    fs::copy(db(sandbox.path()), db(dir.path())).unwrap();
    let fault = Records::open_with(dir.path(), moment(30), of("production")).unwrap_err();
    assert_eq!(fault, OpenFault::OtherEnvironment { found: "practice".to_owned() });
}
