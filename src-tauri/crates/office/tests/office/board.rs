//! The board and the page of an employer: whose a dossier is, and what happened over several of them.

use domain::DossierChange;
use domain::history::Happening;
use domain::stamp::Actor;
use jiff::civil::date;

use crate::changes::Changes as _;
use crate::fixture::Fixture;

#[test]
fn a_dossier_that_was_handed_over_says_to_whom_on_the_board_and_in_its_file() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let sam = Actor { name: "Sam Proef".into(), initials: "SP".into() };
    let handed = fixture.office.does(id, DossierChange::Assign { to: Some(sam.clone()) }).unwrap();
    let row = &fixture.office.board().unwrap().rows[0];
    assert_eq!(row.summary.assigned, Some(sam));
    assert_eq!(row.employer_number.as_deref(), Some("1047"));
    let text = String::from_utf8(fixture.office.board_file(&[id]).unwrap().bytes).unwrap();
    assert!(text.contains(";1047;") && text.contains(";Sam Proef;"), "{text}");
    let undo = handed.undoable.unwrap();
    assert_eq!(undo.value.map(|value| value.nl).as_deref(), Some("Sam Proef"));
    let back = fixture.office.undo(id, undo.id).unwrap();
    assert_eq!(back.summary.assigned, None);
}

#[test]
fn what_is_refused_in_one_dossier_leaves_it_as_it_was() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let before = fixture.office.board().unwrap().rows.remove(0).summary;
    let step = before.next.clone().unwrap().step;
    let change = DossierChange::AnswerAndComplete { step: step.as_str().into(), answers: [].into() };
    assert!(fixture.office.does(id, change).is_err());
    assert_eq!(fixture.office.board().unwrap().rows.remove(0).summary, before);
}

#[test]
fn an_employer_has_one_line_in_time_over_its_dossiers_newest_first() {
    let fixture = Fixture::new();
    let employer = fixture.employer("Bakkerij Voorbeeld B.V.");
    let start =
        |book: &str| fixture.office.start_dossiers(&book.into(), &[employer], None).unwrap()[0].dossier;
    let (first, second) = (start("asr-werkgever"), start("leerrekening-iob"));
    fixture.office.set_due(first, Some(date(2026, 12, 1))).unwrap();
    let other = fixture.start("mijnloket-activeren");
    let timeline = fixture.office.employer_timeline(employer).unwrap();
    let entries: Vec<_> = timeline.entries.iter().map(|one| (one.dossier, one.entry.line.what)).collect();
    let started = Happening::Started;
    assert_eq!(entries, [(first, Happening::DueSet), (second, started), (first, started)]);
    assert!(!entries.iter().any(|(dossier, _)| *dossier == other));
    assert_eq!(timeline.unreadable, 0);
}

/// A fault: a dossier whose chain does not hold is said, and the others are shown.
#[test]
fn a_dossier_that_cannot_be_read_is_counted_in_the_line_in_time() {
    let fixture = Fixture::new();
    let employer = fixture.employer("Bakkerij Voorbeeld B.V.");
    let start =
        |book: &str| fixture.office.start_dossiers(&book.into(), &[employer], None).unwrap()[0].dossier;
    let (broken, whole) = (start("asr-werkgever"), start("leerrekening-iob"));
    // Sealed, so that there is a key, and a code over it.
    fixture.office.add_note(broken, None, "Een notitie").unwrap();
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    drop(office);
    let records = rusqlite::Connection::open(folder.path().join("koppelwijzer.db")).unwrap();
    let id = broken.to_string();
    // As after a change outside the program: the code is not the one of what stands there.
    let spoilt = "UPDATE events SET mac = replace(hex(zeroblob(32)), '00', 'ab')
        WHERE dossier = ?1 AND mac IS NOT NULL";
    assert!(records.execute(spoilt, [&id]).unwrap() > 0);
    drop(records);
    let fixture = Fixture::on(folder, vault);
    fixture.office.keychain().unwrap();
    let timeline = fixture.office.employer_timeline(employer).unwrap();
    assert_eq!(timeline.unreadable, 1);
    assert!(timeline.entries.iter().all(|one| one.dossier == whole));
}

/// Brings a stored summary to what a version wrote that did not name the lines that fail.
#[test]
fn a_summary_that_does_not_name_what_fails_is_made_anew() {
    let fixture = Fixture::new();
    fixture.start("asr-werkgever");
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    drop(office);
    let records = rusqlite::Connection::open(folder.path().join("koppelwijzer.db")).unwrap();
    // Without a keychain neither has a code.
    let aged = "UPDATE events SET mac = NULL, mac_key = NULL;
        UPDATE dossiers SET mac = NULL, mac_key = NULL,
        summary = json_remove(json_set(summary, '$.failing', 2), '$.failing_lines');";
    records.execute_batch(aged).unwrap();
    drop(records);
    let fixture = Fixture::on(folder, vault);
    let summary = fixture.office.board().unwrap().rows.remove(0).summary;
    assert_eq!((summary.failing, summary.failing_lines.len()), (0, 0));
}
