//! What is removed is gone, from the file too.

use std::fs;
use std::path::Path;

use domain::employer::Employer;
use domain::event::Action;
use domain::id::{DossierId, EmployerId};
use records::{
    CouplingUser, DraftOwner, FileRecord, HandbookVersion, KeptReading, Known, NoteRow, Reason, Records,
    Removal, RemovalScope, Scope, Source, WriteFault,
};

use crate::sample::{Case, actor, employer, id, moment};
use crate::support::{directory, open};

const CANARY: &str = "Kanariegeel";

fn files_holding(dir: &Path, word: &str) -> Vec<String> {
    let mut found = vec![];
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).to_lowercase();
            if text.contains(&word.to_lowercase()) {
                found.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found
}

fn file(number: u64, employer: Option<EmployerId>, dossier: Option<DossierId>) -> FileRecord {
    FileRecord {
        id: id(4, number),
        employer,
        dossier,
        kind: "uren".to_owned(),
        name: format!("uren {CANARY} {number}.csv"),
        bytes: 12,
        sha256: "0".repeat(64),
        counts: "{}".to_owned(),
        at: moment(1),
        actor: actor(),
    }
}

/// One whose name is to be found nowhere later, and one that stays.
fn two_employers(records: &mut Records) -> (Employer, Employer) {
    let mut leaving = employer(1);
    leaving.company_name = format!("{CANARY} BV");
    let staying = employer(2);
    records.save_employer(&leaving).unwrap();
    records.save_employer(&staying).unwrap();
    (leaving, staying)
}

#[test]
fn an_employer_goes_with_everything() {
    let dir = directory();
    let mut records = open(dir.path());
    let (leaving, staying) = two_employers(&mut records);
    for (of, content) in [(leaving.id, CANARY), (staying.id, "[]")] {
        let (scope, what) = (Scope::Employer(of), "users".to_owned());
        records
            .keep_readings(&[KeptReading { scope, what, at: moment(2), content: content.into() }])
            .unwrap();
    }
    for (number, of, events) in [(1, leaving.id, 3), (2, leaving.id, 2), (3, staying.id, 4)] {
        let mut case = Case::new(number, Some(of));
        for _ in 0..events {
            let mut change = case.next();
            change.notes = vec![NoteRow {
                note: change.events[0].id(),
                dossier: case.dossier,
                step: None,
                text: format!("over {CANARY}"),
            }];
            records.commit(&change).unwrap();
        }
    }
    records.record_file(&file(1, Some(leaving.id), None)).unwrap();
    records.record_file(&file(2, Some(leaving.id), Some(id(2, 1)))).unwrap();
    records.record_file(&file(3, None, Some(id(2, 2)))).unwrap();
    let known = |scope| Known {
        scope,
        what: "contact".to_owned(),
        value: format!("post@{CANARY}.example"),
        origin: "{}".to_owned(),
        at: moment(1),
        dossier: None,
    };
    records.learn(&[known(Scope::Employer(leaving.id))]).unwrap();

    assert!(!files_holding(dir.path(), CANARY).is_empty());
    let everything = RemovalScope::Employer(leaving.id);
    let expected = Removal { employers: 1, dossiers: 2, events: 5, files: 3, known: 1, ..Removal::default() };
    assert_eq!(records.removal(&everything).unwrap(), expected);
    assert_eq!(records.remove(&everything, moment(60)).unwrap(), expected);

    assert_eq!(records.employers().unwrap().len(), 1);
    assert_eq!(records.summaries().unwrap().len(), 1);
    assert_eq!(records.counts().unwrap().events, 4);
    assert_eq!(records.known(Scope::Employer(leaving.id), "contact").unwrap(), None);
    let hits = records.search(CANARY, 99).unwrap();
    assert!(hits.iter().all(|hit| hit.employer == Some(staying.id)), "{hits:?}");
    assert_eq!(files_holding(dir.path(), CANARY), Vec::<String>::new(), "in the open file");
    records.archive().check().unwrap();
    records.close(moment(2)).unwrap();
    assert_eq!(files_holding(dir.path(), CANARY), Vec::<String>::new(), "in the closed file");
    assert_eq!(files_holding(&dir.path().join("backups"), CANARY), Vec::<String>::new());
}

#[test]
fn finished_dossiers_go_and_their_employer_stays() {
    let dir = directory();
    let mut records = open(dir.path());
    records.save_employer(&employer(1)).unwrap();
    let mut case = Case::new(1, Some(employer(1).id));
    records.commit(&case.next()).unwrap();
    let mut change = case.with(vec![Action::SignedOff]);
    change.summary.signed_off = Some(moment(50));
    records.commit(&change).unwrap();
    records.commit(&Case::new(2, Some(employer(1).id)).next()).unwrap();
    assert!(records.finished_before(moment(50)).unwrap().is_empty());
    let over = records.finished_before(moment(51)).unwrap();
    assert_eq!(over, [case.dossier]);
    let removal = records.remove(&RemovalScope::Dossiers(over), moment(60)).unwrap();
    assert_eq!((removal.dossiers, removal.events, removal.employers), (1, 2, 0));
    assert_eq!(records.events(case.dossier).unwrap(), []);
    assert_eq!(records.employers().unwrap()[0].dossiers, 1);
    assert_eq!(records.dossiers_of(employer(1).id).unwrap(), [id(2, 2)]);
}

#[test]
fn what_is_not_there_goes_without_a_trace() {
    let dir = directory();
    let mut records = open(dir.path());
    assert_eq!(records.remove(&RemovalScope::Employer(id(1, 9)), moment(60)), Ok(Removal::default()));
    let mut stale = Case::new(1, None);
    stale.next();
    assert_eq!(records.commit(&stale.next()), Err(WriteFault::Stale), "removed elsewhere");
}

/// Whether any file of the data directory, backups and set-aside ones included, holds a word.
fn anywhere(dir: &Path) -> Vec<String> {
    let mut found = files_holding(dir, CANARY);
    found.extend(files_holding(&dir.join("backups"), CANARY));
    found
}

/// Fault 84.
#[test]
fn what_was_removed_is_nowhere_and_an_older_backup_does_not_bring_it_back() {
    let dir = directory();
    let mut records = open(dir.path());
    let (leaving, staying) = two_employers(&mut records);
    for owner in [DraftOwner::Employer(leaving.id), DraftOwner::Dossier(id(2, 1))] {
        records.set_draft(owner, "note", Some(&format!("concept {CANARY}"))).unwrap();
    }
    let mut gone = Case::new(1, Some(leaving.id));
    let mut kept = Case::new(2, Some(staying.id));
    let mut also_gone = Case::new(3, Some(staying.id));
    for case in [&mut gone, &mut kept, &mut also_gone] {
        let mut change = case.next();
        let (scope, dossier) = (Scope::Office, Some(case.dossier));
        let value = if case.dossier == id(2, 2) { "blijft".to_owned() } else { CANARY.to_owned() };
        let what = format!("kennis {}", case.dossier);
        change.known =
            vec![Known { scope, what, value: value.clone(), origin: "uren".into(), at: moment(1), dossier }];
        change.coupling_user =
            Some(CouplingUser { dossier: case.dossier, user_name: value.clone(), at: moment(1) });
        let handbook = HandbookVersion {
            id: "uren".into(),
            version: 1,
            content: value,
            source: Source::Carried(case.dossier),
            at: moment(1),
        };
        let batch = records::Batch { handbooks: vec![handbook], employers: vec![], changes: vec![change] };
        records.commit_batch(&batch).unwrap();
    }
    // Of before values named their dossier.
    let old = Known {
        scope: Scope::Employer(staying.id),
        what: "oud".into(),
        value: CANARY.into(),
        origin: "uren".into(),
        at: moment(1),
        dossier: None,
    };
    records.learn(&[old]).unwrap();
    let older = records.backup(moment(10), Reason::Asked).unwrap().name;
    fs::write(dir.path().join("koppelwijzer-damaged-20260301T080000Z.db"), CANARY).unwrap();
    fs::write(dir.path().join("koppelwijzer-damaged-20260301T080000Z.db-wal"), CANARY).unwrap();

    let employer_goes = RemovalScope::Employer(leaving.id);
    let removal = records.removal(&employer_goes).unwrap();
    assert_eq!((removal.known, removal.set_aside, removal.backups), (1, 1, 1));
    records.remove(&employer_goes, moment(20)).unwrap();
    records.remove(&RemovalScope::Dossiers(vec![id(2, 3)]), moment(21)).unwrap();
    assert_eq!(files_holding(dir.path(), CANARY).len(), 2, "only what was set aside");
    assert_eq!(records.remove_set_aside().unwrap(), 1);
    assert_eq!(files_holding(dir.path(), CANARY), Vec::<String>::new(), "database and log");

    // The backup has it still, and says what will not come back.
    assert_eq!(records.backups().unwrap()[0].removed_again, 3);
    assert_eq!(records.preview_restore(&older).unwrap().removed_again, 3);
    let restored = records.restore(&older, moment(30)).unwrap();
    assert_eq!(restored.from.removed_again, 3);
    assert_eq!(records.employers().unwrap().len(), 1);
    assert_eq!(records.summaries().unwrap().len(), 1);
    assert_eq!(records.coupling_users().unwrap()[0].user_name, "blijft");
    assert_eq!(records.handbook_text_of(id(2, 2), &"uren".into(), 1).unwrap().as_deref(), Some("blijft"));
    assert_eq!(records.handbook_text(&"uren".into(), 1).unwrap(), None, "it serves that dossier only");
    assert_eq!(files_holding(dir.path(), CANARY), Vec::<String>::new(), "after the restore");
    records.archive().check().unwrap();

    // Backups go by age; the newest stays.
    records.backup(moment(400 * 86_400), Reason::Daily).unwrap();
    assert_eq!(anywhere(dir.path()), Vec::<String>::new(), "in backups");
    assert_eq!(records.backups().unwrap().len(), 1);
    // What comes back on purpose is not removed again.
    records.save_employer(&leaving).unwrap();
    let name = records.backup(moment(400 * 86_400 + 1), Reason::Asked).unwrap().name;
    assert_eq!(records.preview_restore(&name).unwrap().removed_again, 0);
}

#[test]
fn a_batch_with_a_handbook_that_is_refused_keeps_nothing() {
    let dir = directory();
    let mut records = open(dir.path());
    let handbook = |content: &str| HandbookVersion {
        id: "uren".into(),
        version: 1,
        content: content.into(),
        source: Source::Imported,
        at: moment(1),
    };
    let other = HandbookVersion { id: "lonen".into(), ..handbook("een") };
    let batch = records::Batch {
        handbooks: vec![handbook("een"), other, handbook("twee")],
        employers: vec![employer(1)],
        changes: vec![],
    };
    assert!(matches!(records.commit_batch(&batch), Err(WriteFault::Refused(_))));
    assert!(records.kept_handbooks().unwrap().is_empty() && records.employers().unwrap().is_empty());
    let broken = records::Batch {
        handbooks: vec![handbook("een")],
        employers: vec![],
        changes: vec![Case::new(1, Some(id(1, 9))).next()],
    };
    assert!(records.commit_batch(&broken).is_err());
    assert!(records.kept_handbooks().unwrap().is_empty());
}
