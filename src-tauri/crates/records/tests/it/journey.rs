//! What is written is read back.

use records::{Batch, FileRecord, KeptHandbook, Known, Scope, SettingKey, Source, WriteFault};

use crate::sample::{Case, actor, employer, id, moment};
use crate::support::{append, case, directory, open, stored};

#[test]
fn a_dossier_grows_and_is_read_back() {
    let dir = directory();
    let mut records = open(dir.path());
    records.save_employer(&employer(1)).unwrap();
    let mut case = case();
    let mut written = vec![];
    for _ in 0..5 {
        let change = case.next();
        records.commit(&change).unwrap();
        assert_eq!(records.summary(case.dossier).unwrap(), Some(change.summary.clone()));
        written.extend(change.events);
    }
    records.close(moment(1)).unwrap();
    let records = open(dir.path());
    assert_eq!(stored(&records), written);
    assert_eq!(records.summaries().unwrap().len(), 1);
    let row = &records.employers().unwrap()[0];
    assert_eq!((row.employer.clone(), row.dossiers), (employer(1), 1));
    assert_eq!(records.events(id(2, 99)).unwrap(), []);
    assert_eq!(records.summary(id(2, 99)).unwrap(), None);
}

#[test]
fn a_projection_is_made_again_without_new_events() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 2);
    let mut again = case().resume(&stored(&records)).with(vec![]);
    again.summary.total = 77;
    records.commit(&again).unwrap();
    assert_eq!(records.summary(case().dossier).unwrap().unwrap().total, 77);
    assert_eq!(stored(&records).len(), 2);
    append(&mut records, 1);
    records.archive().check().unwrap();
}

#[test]
fn a_projection_of_another_version_is_named() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 2);
    assert!(records.unreadable_summaries().unwrap().is_empty());
    crate::support::other_program(&crate::support::db(dir.path()))
        .execute("UPDATE dossiers SET summary = '{}'", [])
        .unwrap();
    assert_eq!(records.summaries().unwrap(), []);
    assert_eq!(records.unreadable_summaries().unwrap(), [case().dossier]);
    let again = case().resume(&stored(&records)).with(vec![]);
    records.commit(&again).unwrap();
    assert_eq!(records.summaries().unwrap().len(), 1);
}

#[test]
fn a_batch_is_all_or_nothing() {
    let dir = directory();
    let mut records = open(dir.path());
    let change = |number| Case::new(number, Some(employer(number).id)).next();
    let good = Batch {
        handbooks: vec![],
        employers: (1..=3).map(employer).collect(),
        changes: (1..=3).map(change).collect(),
    };
    let mut bad = good.clone();
    bad.changes.push(change(9));
    assert!(matches!(records.commit_batch(&bad), Err(WriteFault::Refused(_))));
    assert_eq!(records.employers().unwrap(), []);
    records.commit_batch(&good).unwrap();
    assert_eq!(records.employers().unwrap().len(), 3);
    assert_eq!(records.summaries().unwrap().len(), 3);
}

#[test]
fn handbooks_are_kept_once() {
    let dir = directory();
    let mut records = open(dir.path());
    for _ in 0..2 {
        records.keep_handbook(&"uren".into(), 2, "text 2", Source::Imported, moment(2)).unwrap();
    }
    records.keep_handbook(&"uren".into(), 1, "text 1", Source::Builtin, moment(1)).unwrap();
    let other = records.keep_handbook(&"uren".into(), 1, "another", Source::Builtin, moment(3));
    assert!(matches!(other, Err(WriteFault::Refused(_))));
    assert_eq!(records.handbook_text(&"uren".into(), 1).unwrap().as_deref(), Some("text 1"));
    assert_eq!(records.handbook_text(&"uren".into(), 3).unwrap(), None);
    let kept =
        |version, source| KeptHandbook { id: "uren".into(), version, source, at: moment(i64::from(version)) };
    let expected = [kept(1, Source::Builtin), kept(2, Source::Imported)];
    assert_eq!(records.kept_handbooks().unwrap(), expected);
}

#[test]
fn settings_are_set_changed_and_taken_away() {
    let dir = directory();
    let mut records = open(dir.path());
    assert_eq!(records.setting(SettingKey::new("language")).unwrap(), None);
    for value in [Some("nl"), Some("en"), None] {
        records.set_setting(SettingKey::new("language"), value).unwrap();
        assert_eq!(records.setting(SettingKey::new("language")).unwrap().as_deref(), value);
    }
}

#[test]
fn what_is_known_is_known_per_employer() {
    let dir = directory();
    let mut records = open(dir.path());
    let known = |scope, value: &str| Known {
        scope,
        what: "client_number".to_owned(),
        value: value.to_owned(),
        origin: r#"{"kind":"settings"}"#.to_owned(),
        at: moment(1),
        dossier: None,
    };
    let (office, one) = (Scope::Office, Scope::Employer(id(1, 1)));
    records.learn(&[known(office, "1"), known(one, "2")]).unwrap();
    let mut change = Case::new(1, None).next();
    change.known = vec![known(one, "3")];
    records.commit(&change).unwrap();
    assert_eq!(records.known(office, "client_number").unwrap(), Some(known(office, "1")));
    assert_eq!(records.known(one, "client_number").unwrap(), Some(known(one, "3")));
    assert_eq!(records.known(one, "other").unwrap(), None);
    assert_eq!(records.known(Scope::Employer(id(1, 2)), "client_number").unwrap(), None);
}

#[test]
fn files_are_recorded() {
    let dir = directory();
    let mut records = open(dir.path());
    append(&mut records, 1);
    let file = FileRecord {
        id: id(4, 1),
        employer: Some(employer(1).id),
        dossier: Some(case().dossier),
        kind: "uren".to_owned(),
        name: "uren 2026-03.csv".to_owned(),
        bytes: 1234,
        sha256: "ab".repeat(32),
        counts: r#"{"rows":12}"#.to_owned(),
        at: moment(3),
        actor: actor(),
    };
    records.record_file(&file).unwrap();
    assert!(matches!(records.record_file(&file), Err(WriteFault::Refused(_))), "twice");
    assert_eq!(records.files(case().dossier).unwrap(), std::slice::from_ref(&file));
    assert_eq!(records.files_of(employer(1).id).unwrap(), [file]);
    assert_eq!(records.files(id(2, 9)).unwrap(), []);
}

#[test]
fn reminders_come_from_summaries_in_any_order_of_commits() {
    let dir = directory();
    let mut records = open(dir.path());
    for number in [3, 1, 2] {
        let mut change = Case::new(number, None).next();
        change.summary.due = Some(jiff::civil::date(2026, 3, i8::try_from(number).unwrap()));
        records.commit(&change).unwrap();
    }
    let mut days: Vec<_> =
        records.summaries().unwrap().iter().filter_map(domain::summary::Summary::day).collect();
    days.sort();
    assert_eq!(days.first(), Some(&jiff::civil::date(2026, 3, 1)));
    assert_eq!(days.len(), 3);
}
