//! Finding things.

use domain::id::StepId;
use records::{HitKind, NoteRow, Records};

use crate::sample::{Case, employer, id, moment};
use crate::support::{directory, open};

fn office() -> (tempfile::TempDir, Records) {
    let dir = directory();
    let mut records = open(dir.path());
    for number in 1..=12 {
        records.save_employer(&employer(number)).unwrap();
        records.commit(&Case::new(number, Some(employer(number).id)).next()).unwrap();
    }
    (dir, records)
}

fn kinds(records: &Records, asked: &str, limit: usize) -> Vec<HitKind> {
    let hits = records.search(asked, limit).unwrap();
    hits.iter().map(|hit| hit.kind).collect()
}

#[test]
fn employers_come_first_then_dossiers_then_steps() {
    let (_dir, records) = office();
    let found = kinds(&records, "cafe", 50);
    assert!(found.is_sorted());
    assert_eq!(found.iter().filter(|kind| **kind == HitKind::Employer).count(), 2);
    assert_eq!(found.iter().filter(|kind| **kind == HitKind::Step).count(), 10);
    let few = kinds(&records, "cafe", 8);
    assert_eq!(few.len(), 8);
    assert!(few.contains(&HitKind::Dossier) && few.contains(&HitKind::Step));
}

#[test]
fn an_employer_is_found_by_its_name_first_then_the_newest() {
    let (_dir, mut records) = office();
    let mut named = employer(1);
    named.company_name = "Personeel en Zo".to_owned();
    records.save_employer(&named).unwrap();
    // The others have an administration of that name.
    let hits = records.search("person", 12).unwrap();
    let found: Vec<_> =
        hits.iter().filter(|hit| hit.kind == HitKind::Employer).map(|hit| hit.employer).collect();
    assert_eq!(found[..3], [Some(id(1, 1)), Some(id(1, 12)), Some(id(1, 11))]);
    assert_eq!(found.iter().filter(|one| **one == Some(id(1, 1))).count(), 1);
}

#[test]
fn a_text_longer_than_any_beginning_that_is_kept_does() {
    let (_dir, mut records) = office();
    let mut named = employer(1);
    named.company_name = "Loonadministratiekantoor Bos".to_owned();
    records.save_employer(&named).unwrap();
    for length in 1..="loonadministratie".len() {
        let hits = records.search(&"loonadministratie"[..length], 50).unwrap();
        assert_eq!(hits[0].employer, Some(id(1, 1)), "{length}");
        let mut dossiers = hits.iter().filter(|hit| hit.kind == HitKind::Dossier);
        assert!(dossiers.any(|hit| hit.dossier == Some(id(2, 1))), "{length}");
    }
}

#[test]
fn beginnings_capitals_and_accents_do() {
    let (_dir, records) = office();
    for asked in ["GARAGE OZDEM", "garage özdem", "ozd gar", "w00007", "loon7@werkgever"] {
        let hits = records.search(asked, 5).unwrap();
        assert_eq!(hits[0].employer, Some(id(1, 7)), "{asked}: {hits:?}");
    }
    assert!(records.search("onvindbaar", 5).unwrap().is_empty());
    assert!(records.search("", 5).unwrap().is_empty());
    assert!(records.search("garage", 0).unwrap().is_empty());
}

#[test]
fn a_step_is_found_with_its_employer() {
    let (_dir, records) = office();
    let hits = records.search("rechten garage özdemir", 9).unwrap();
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert_eq!(hits[0].kind, HitKind::Step);
    assert_eq!(hits[0].title, "Geef de rechten");
    assert_eq!(hits[0].step.as_ref().map(StepId::as_str), Some("stap-1"));
    assert_eq!(hits[0].dossier, Some(id(2, 7)));
    assert_eq!(hits[0].employer_name, "Garage Özdemir 7");
}

#[test]
fn a_new_name_is_found_at_once_and_the_old_one_is_not() {
    let (_dir, mut records) = office();
    let mut renamed = employer(7);
    renamed.company_name = "Zeilmakerij Bos".to_owned();
    records.save_employer(&renamed).unwrap();
    assert_eq!(records.search("zeilm", 50).unwrap().len(), 1 + 1 + 5);
    assert!(records.search("garage özdemir 7", 50).unwrap().is_empty());
    records.archive().check().unwrap();
}

#[test]
fn notes_are_found_in_memory_only() {
    let (dir, mut records) = office();
    let note = |number: u64, text: &str| NoteRow {
        note: id(3, number),
        dossier: id(2, 7),
        step: Some("stap-2".into()),
        text: text.to_owned(),
    };
    records.index_notes(&[note(1, "Mevrouw Pietersen belt maandag"), note(2, "Pietersen: akkoord")]).unwrap();
    let hits = records.search("pieters", 9).unwrap();
    assert_eq!(hits.len(), 2);
    assert_eq!((hits[0].kind, hits[0].note), (HitKind::Note, Some(id(3, 2))));
    assert_eq!(hits[0].title, "Pietersen: akkoord");
    assert_eq!(hits[0].employer_name, "Garage Özdemir 7");
    let mut change = Case::new(20, None).next();
    change.notes = vec![note(1, "Pietersen heeft opgehangen")];
    change.withdrawn_notes = vec![id(3, 2)];
    records.commit(&change).unwrap();
    let hits = records.search("pieters", 9).unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].title, "Pietersen heeft opgehangen");
    records.close(moment(1)).unwrap();
    for file in ["koppelwijzer.db", "koppelwijzer.session"] {
        let bytes = std::fs::read(dir.path().join(file)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("pietersen"));
    }
    assert!(open(dir.path()).search("pieters", 9).unwrap().is_empty());
}
