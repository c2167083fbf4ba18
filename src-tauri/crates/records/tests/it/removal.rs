//! What is removed is gone, from the file too.

use std::fs;
use std::path::Path;

use domain::event::Action;
use records::{FileRecord, KeptReading, Known, NoteRow, Removal, RemovalScope, Scope, WriteFault};

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

fn file(number: u64, employer: Option<uuid::Uuid>, dossier: Option<uuid::Uuid>) -> FileRecord {
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

#[test]
fn an_employer_goes_with_everything() {
    let dir = directory();
    let mut records = open(dir.path());
    let mut leaving = employer(1);
    leaving.company_name = format!("{CANARY} BV");
    let staying = employer(2);
    records.save_employer(&leaving).unwrap();
    records.save_employer(&staying).unwrap();
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
                note: change.events[0].id,
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
    };
    records.learn(&[known(Scope::Employer(leaving.id))]).unwrap();

    assert!(!files_holding(dir.path(), CANARY).is_empty());
    let everything = RemovalScope::Employer(leaving.id);
    let expected = Removal { employers: 1, dossiers: 2, events: 5, files: 3, known: 1, backups: 0 };
    assert_eq!(records.removal(&everything).unwrap(), expected);
    assert_eq!(records.remove(&everything).unwrap(), expected);

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
    let removal = records.remove(&RemovalScope::Dossiers(over)).unwrap();
    assert_eq!((removal.dossiers, removal.events, removal.employers), (1, 2, 0));
    assert_eq!(records.events(case.dossier).unwrap(), []);
    assert_eq!(records.employers().unwrap()[0].dossiers, 1);
    assert_eq!(records.dossiers_of(employer(1).id).unwrap(), [id(2, 2)]);
}

#[test]
fn what_is_not_there_goes_without_a_trace() {
    let dir = directory();
    let mut records = open(dir.path());
    assert_eq!(records.remove(&RemovalScope::Employer(id(1, 9))), Ok(Removal::default()));
    let mut stale = Case::new(1, None);
    stale.next();
    assert_eq!(records.commit(&stale.next()), Err(WriteFault::Stale), "removed elsewhere");
}
