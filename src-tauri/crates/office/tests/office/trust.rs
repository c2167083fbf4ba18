//! What was changed outside the program is found out, and what is far too large, sealed by hand or of another
//! environment never comes in.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::answer::Personal;
use domain::authenticity::Authenticity;
use domain::bounds::{Measured, TooLarge};
use domain::chain::hash;
use domain::event::Waiting;
use domain::id::DossierId;
use domain::{Answer, Environment};
use jiff::civil::date;
use office::refusal::{NoKeychain, Refusal};
use office::{Office, Vault};
use rusqlite::{Connection, params};

use crate::changes::Changes as _;
use crate::fixture::{Fixture, Ticking, noor};

/// The same with the keys of the keychain at hand, as they are once the window asked for them.
fn authenticated(fixture: Fixture) -> Fixture {
    fixture.office.keychain().unwrap();
    fixture
}

/// A desk with a dossier of four events, all of them authenticated.
fn fixture() -> (Fixture, DossierId) {
    let fixture = authenticated(Fixture::new());
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    fixture.office.add_note(id, None, "Een notitie").unwrap();
    fixture.office.set_due(id, Some(date(2026, 12, 1))).unwrap();
    (fixture, id)
}

/// Closes the desk, changes its file from outside, and opens it again.
fn changed_outside(fixture: Fixture, change: impl FnOnce(&Connection)) -> Fixture {
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    drop(office);
    change(&Connection::open(folder.path().join("koppelwijzer.db")).unwrap());
    authenticated(Fixture::on(folder, vault))
}

/// Gives an event another actor, and hashes the whole chain anew: all that can be done without the key.
fn rewritten(records: &Connection, sequence: usize) {
    rehashed(records, |place, content| {
        if place == sequence { content.replace("Noor Voorbeeld", "Iemand Anders") } else { content }
    });
}

/// Changes the text of events, and hashes the whole chain anew.
fn rehashed(records: &Connection, mut change: impl FnMut(usize, String) -> String) {
    let mut statement = records.prepare("SELECT id, content, hash FROM events ORDER BY sequence").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let rows: Vec<(String, String, String)> = rows.collect::<Result<_, _>>().unwrap();
    let (mut before, mut now) = (String::new(), String::new());
    for (place, (id, content, was)) in rows.into_iter().enumerate() {
        let content = if before.is_empty() { content } else { content.replace(&before, &now) };
        let content = change(place, content);
        (before, now) = (was, hash(&content));
        let sql = "UPDATE events SET content = ?2, hash = ?3 WHERE id = ?1";
        records.execute(sql, params![id, content, now]).unwrap();
    }
    records.execute("UPDATE dossiers SET head = ?1", [now]).unwrap();
}

fn authenticity(fixture: &Fixture, id: DossierId) -> Authenticity {
    fixture.office.open_dossier(id).unwrap().state.authenticity
}

#[test]
fn who_did_something_was_changed_and_the_chain_hashed_anew() {
    for sequence in 0..4 {
        let (fixture, id) = fixture();
        assert_eq!(authenticity(&fixture, id), Authenticity { authenticated_up_to: 4, not_authenticated: 0 });
        let other = fixture.start("leerrekening-iob");
        let fixture = changed_outside(fixture, |records| {
            records.execute("DELETE FROM events WHERE dossier = ?1", [other.to_string()]).unwrap();
            records.execute("DELETE FROM search_rows WHERE dossier = ?1", [other.to_string()]).unwrap();
            records.execute("DELETE FROM dossiers WHERE id = ?1", [other.to_string()]).unwrap();
            rewritten(records, sequence);
        });
        assert_eq!(fixture.office.open_dossier(id).unwrap_err(), Refusal::Unreadable, "event {sequence}");
        // The rest goes on.
        let next = fixture.start("leerrekening-iob");
        assert_eq!(authenticity(&fixture, next).authenticated_up_to, 1);
    }
}

#[test]
fn codes_that_were_taken_away_are_reported() {
    let (fixture, id) = fixture();
    let fixture = changed_outside(fixture, |records| {
        records.execute("UPDATE events SET mac = NULL, mac_key = NULL WHERE sequence >= 2", []).unwrap();
    });
    assert_eq!(authenticity(&fixture, id), Authenticity { authenticated_up_to: 2, not_authenticated: 2 });
    let fixture = changed_outside(fixture, |records| {
        records.execute("UPDATE events SET mac = NULL, mac_key = NULL", []).unwrap();
        rewritten(records, 1);
    });
    assert_eq!(authenticity(&fixture, id), Authenticity { authenticated_up_to: 0, not_authenticated: 4 });
    let report = fixture.office.report_html(id).unwrap().bytes;
    assert!(String::from_utf8(report).unwrap().contains("0 van 4"), "the report says what it proves");
    // What happens from now on proves what it rests on.
    let state = fixture.office.set_due(id, None).unwrap();
    assert_eq!(state.authenticity, Authenticity { authenticated_up_to: 5, not_authenticated: 0 });
}

#[test]
fn without_the_key_everything_goes_on_and_is_reported_as_not_authenticated() {
    let (fixture, id) = fixture();
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    drop(office);
    let fixture = Fixture::on(folder, vault);
    let state = fixture.office.set_due(id, None).unwrap();
    assert_eq!(state.authenticity, Authenticity { authenticated_up_to: 0, not_authenticated: 5 });
    let fixture = changed_outside(fixture, |_| {});
    assert_eq!(authenticity(&fixture, id), Authenticity { authenticated_up_to: 4, not_authenticated: 1 });
}

#[test]
fn a_summary_that_was_changed_outside_the_chain_is_made_anew() {
    let lies = [
        "UPDATE dossiers SET summary = json_set(summary, '$.done', 99)",
        "UPDATE dossiers SET summary = json_set(summary, '$.done', 99), mac = NULL, mac_key = NULL",
        "UPDATE dossiers SET summary = '{}'",
    ];
    for lie in lies {
        let (fixture, _) = fixture();
        let before = fixture.office.board().unwrap().rows[0].summary.clone();
        let fixture = changed_outside(fixture, |records| assert_eq!(records.execute(lie, []).unwrap(), 1));
        assert_eq!(fixture.office.board().unwrap().rows[0].summary, before, "{lie}");
    }
}

fn waiting(text: &str) -> Waiting {
    Waiting {
        on: text.into(),
        contact: None,
        reason: "r".into(),
        since: date(2026, 11, 18),
        due: date(2026, 11, 24),
        then: "t".into(),
    }
}

/// The sealed values in the text of an event.
fn sealed_values(content: &str) -> Vec<String> {
    let found = content.split('"').filter(|text| text.starts_with("sealed1."));
    found.map(str::to_owned).collect()
}

#[test]
fn a_sealed_value_opens_in_its_own_event_and_place_only() {
    let (fixture, id) = fixture();
    fixture.office.add_note(id, None, "Een tweede notitie").unwrap();
    fixture.office.start_wait(id, "make-user", None, waiting("Loket")).unwrap();
    // The code over the chain would tell that it was changed: here only the seals have to.
    let fixture = changed_outside(fixture, |records| {
        records.execute("UPDATE events SET mac = NULL, mac_key = NULL", []).unwrap();
        let mut first = None;
        rehashed(records, |place, content| {
            let sealed = sealed_values(&content);
            match place {
                2 => {
                    first = sealed.into_iter().next();
                    content
                }
                // The words of one note in the place of those of another.
                4 => content.replace(&sealed[0], first.as_ref().unwrap()),
                // For whom it waits, in the place of why.
                5 => content.replace(&sealed[1], &sealed[0]),
                _ => content,
            }
        });
    });
    let state = fixture.office.open_dossier(id).unwrap().state;
    let notes: Vec<_> = state.notes.iter().map(|note| note.text.clear().map(str::to_owned)).collect();
    assert_eq!(notes.iter().flatten().collect::<Vec<_>>(), ["Een notitie"]);
    assert_eq!(notes.len(), 2, "the other shows as sealed");
    let waiting = state.steps.iter().find_map(|step| step.waiting.clone()).unwrap();
    assert_eq!(
        (waiting.on.clear(), waiting.reason.clear(), waiting.then.clear()),
        (Some("Loket"), None, Some("t"))
    );
}

#[test]
fn what_is_far_too_large_is_refused_and_nothing_of_it_stored() {
    let (fixture, id) = fixture();
    let before = fixture.office.dossier_history(id).unwrap();
    let pasted = "x".repeat(80 * 1024 * 1024);
    let (office, text) = (&fixture.office, pasted.as_str());
    let rows = Answer::Rows { rows: vec![vec!["a".into()]; 10_000], none: false };
    let set = Answer::Set { ids: std::iter::once(text.to_owned()).collect() };
    let list = office.open_dossier(id).unwrap().handbook;
    let item = |test: fn(&domain::Ask) -> bool| {
        let (_, item) = list.items().find(|(_, item)| test(&item.ask)).unwrap();
        item.id.clone()
    };
    let (of_rows, of_set) = (
        item(|ask| matches!(ask, domain::Ask::List(_) | domain::Ask::Mapping(_))),
        item(|ask| matches!(ask, domain::Ask::Rights(_) | domain::Ask::Products(_))),
    );
    let over = |what, most| Refusal::OverBound { too_large: TooLarge { what, most } };
    let too_long = over(Measured::Text, 10_000);
    assert_eq!(office.answer(id, "user-name", Some(Answer::of(text))).unwrap_err(), too_long);
    assert_eq!(office.add_note(id, None, text).unwrap_err(), too_long);
    assert_eq!(office.set_step_aside(id, "make-user", text).unwrap_err(), too_long);
    assert_eq!(office.start_wait(id, "make-user", None, waiting(text)).unwrap_err(), too_long);
    assert_eq!(office.answer(id, of_rows.as_str(), Some(rows)).unwrap_err(), over(Measured::Rows, 2_000));
    assert_eq!(office.answer(id, of_set.as_str(), Some(set)).unwrap_err(), over(Measured::Event, 256 * 1024));
    assert_eq!(office.add_note(id, Some(text), "n").unwrap_err(), over(Measured::Event, 256 * 1024));
    assert_eq!(fixture.office.dossier_history(id).unwrap(), before);
    fixture.office.dossier_file(id).unwrap();
}

#[test]
fn a_sealed_value_never_comes_from_the_page() {
    let (fixture, id) = fixture();
    let sealed = || Personal::Sealed("v1.x".into());
    let locked = Refusal::Keychain { why: NoKeychain::Locked };
    let answer = Answer::Value { value: sealed() };
    assert_eq!(fixture.office.answer(id, "user-name", Some(answer)).unwrap_err(), locked);
    for place in 0..4 {
        let mut wait = waiting("Loket");
        match place {
            0 => wait.on = sealed(),
            1 => wait.reason = sealed(),
            2 => wait.then = sealed(),
            _ => wait.contact = Some(sealed()),
        }
        assert_eq!(fixture.office.start_wait(id, "make-user", None, wait).unwrap_err(), locked);
    }
}

fn office_of(environment: Environment, folder: &Path) -> Office {
    let store = keyring_core::mock::Store::new().unwrap();
    let vault = Vault::with_store("test", store, Duration::from_secs(2));
    let office = Office::open(folder, environment, vault, Arc::new(Ticking::default()), None).unwrap();
    office.save_settings(noor()).unwrap();
    office
}

#[test]
fn a_dossier_file_stays_in_its_environment() {
    let folders: Vec<_> = Environment::ALL.iter().map(|_| tempfile::tempdir().unwrap()).collect();
    for from in Environment::ALL {
        let here = tempfile::tempdir().unwrap();
        let office = office_of(from, here.path());
        let employer = office
            .save_employer_card(&crate::fixture::card("Bakkerij Voorbeeld B.V."))
            .unwrap()
            .card
            .unwrap()
            .employer
            .id;
        let id = office.start_dossiers(&"asr-werkgever".into(), &[employer], None).unwrap()[0].dossier;
        let path = here.path().join("dossier.koppelwijzer");
        std::fs::write(&path, office.dossier_file(id).unwrap().bytes).unwrap();
        for (to, folder) in Environment::ALL.into_iter().zip(&folders) {
            let there = office_of(to, folder.path());
            if from == to {
                there.import_dossier(&path).unwrap();
            } else {
                assert_eq!(there.import_dossier(&path).unwrap_err(), Refusal::OtherEnvironment);
            }
            there.close().unwrap();
        }
    }
    for folder in &folders {
        let records = Connection::open(folder.path().join("koppelwijzer.db")).unwrap();
        let count = |table: &str| -> u32 {
            records.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        assert_eq!((count("dossiers"), count("employers")), (1, 1), "only its own came in");
    }
}
