//! What was opened for the change before serves the next one, and never hides what stands on disk.

use domain::{Answer, DossierChange};
use office::Refusal;
use office::settings::Settings;
use rusqlite::Connection;

use crate::changes::Changes as _;
use crate::fixture::Fixture;

#[test]
fn after_each_change_a_dossier_is_what_its_events_say() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let office = &fixture.office;
    let answer = |item: &str, answer| DossierChange::AnswerItem { item: item.into(), answer };
    let note = |text: &str| DossierChange::AddNote { step: None, text: text.into() };
    let mut changes = vec![
        answer("user-name", Some(Answer::of("asr_koppeling"))),
        note("Nog vóór de sleutel"),
        answer("user-name", Some(Answer::of("asr_andere"))),
        answer("user-name", None),
        note("Een tweede"),
        DossierChange::SetDue { due: Some(jiff::civil::date(2026, 12, 1)) },
    ];
    // What is undone takes the whole history.
    let undo = |office: &office::Office| {
        let undoable = office.open_dossier(id).unwrap().state.undoable.unwrap();
        DossierChange::Undo { event: undoable.id }
    };
    while !changes.is_empty() {
        let change = changes.remove(0);
        let state = office.change_dossier(id, change).unwrap();
        let opened = office.open_dossier(id).unwrap().state;
        assert_eq!(serde_json::to_value(&state).unwrap(), serde_json::to_value(&opened).unwrap());
    }
    for _ in 0..3 {
        let state = office.change_dossier(id, undo(office)).unwrap();
        let opened = office.open_dossier(id).unwrap().state;
        assert_eq!(serde_json::to_value(&state).unwrap(), serde_json::to_value(&opened).unwrap());
    }
}

#[test]
fn what_was_written_elsewhere_between_two_changes_is_seen_by_the_second() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let office = &fixture.office;
    office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    let settings = office.settings().unwrap();
    office.save_settings(Settings { office_name: "Kantoor Elders".into(), ..settings }).unwrap();
    let answer = Some(Answer::of("asr_andere"));
    let change = DossierChange::AnswerItem { item: "user-name".into(), answer };
    let state = serde_json::to_value(office.change_dossier(id, change).unwrap()).unwrap();
    assert!(state.to_string().contains("Kantoor Elders"), "a message names the office");
    let opened = office.open_dossier(id).unwrap().state;
    assert_eq!(state, serde_json::to_value(&opened).unwrap());
}

#[test]
fn changes_one_after_the_other_are_what_changes_with_a_reading_between_them_are() {
    let answers = ["een", "twee", "drie", "vier"].map(|name| Some(Answer::of(name)));
    let stored = |reads: bool| {
        let fixture = Fixture::new();
        let id = fixture.start("asr-werkgever");
        fixture.office.keychain().unwrap();
        for answer in answers.clone() {
            fixture.office.answer(id, "user-name", answer).unwrap();
            if reads {
                fixture.office.open_dossier(fixture.start("leerrekening-iob")).unwrap();
            }
        }
        let fixture = fixture.reopened();
        fixture.office.keychain().unwrap();
        let state = fixture.office.open_dossier(id).unwrap().state;
        (state.history_count, state.authenticity, state.items["user-name"].answer.clone())
    };
    assert_eq!(stored(false), stored(true));
}

#[test]
fn a_dossier_that_another_program_changed_is_read_anew_for_the_next_change() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    fixture.office.open_dossier(id).unwrap();
    let other = Connection::open(fixture.folder.path().join("koppelwijzer.db")).unwrap();
    // The head stays what it was: only the text of an event is another.
    let changed = other
        .execute("UPDATE events SET content = replace(content, 'Noor', 'Iemand') WHERE sequence = 0", [])
        .unwrap();
    assert_eq!(changed, 1);
    let refused = fixture.office.answer(id, "user-name", Some(Answer::of("asr_andere"))).unwrap_err();
    assert_eq!(refused, Refusal::Unreadable);
}

#[test]
fn a_dossier_that_was_removed_is_not_changed_any_more() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    fixture.office.remove_dossier(id).unwrap();
    let refused = fixture.office.answer(id, "user-name", Some(Answer::of("asr_andere"))).unwrap_err();
    assert_eq!(refused, Refusal::NotFound);
}
