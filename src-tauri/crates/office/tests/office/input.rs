//! What the page can send that is far too large or not known: refused with the bound, and nothing of it stored.

use domain::id::{DossierId, HandbookId, ItemId, StepId};
use domain::{DossierChange, Employer};
use office::Office;
use office::connection::registration::RegistrationInput;
use office::files::FileRequest;
use office::settings::Settings;
use office::startup::Notice;
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::changes::Changes as _;
use crate::fixture::{Fixture, card, noor};

/// Longer than a text can be.
const LONG: usize = 11_000;
/// Longer than all of an action can be.
const LARGE: usize = 300 * 1024;
/// Longer than anything the page has reason to send as an id.
const ID: usize = 1_000_000;

const ID_BOUND: &str = "at most 200 characters";
const TEXT_BOUND: &str = r#""what":"text","most":10000"#;
const ROWS_BOUND: &str = r#""what":"rows","most":2000"#;
const EVENT_BOUND: &str = r#""what":"event","most":262144"#;
const UNKNOWN: &str = "unknown field `more`";

fn read<T: DeserializeOwned>(sent: Value) -> Result<T, String> {
    serde_json::from_value(sent).map_err(|fault| fault.to_string())
}

/// Why a change is refused, in words that tests compare; empty when it is not.
fn changes(office: &Office, id: DossierId, sent: Value) -> String {
    let made = read::<DossierChange>(sent).and_then(|change| said(office.change_dossier(id, change)));
    made.err().unwrap_or_default()
}

fn said<T>(done: office::Result<T>) -> Result<(), String> {
    done.map(|_| ()).map_err(|refusal| serde_json::to_string(&refusal).unwrap())
}

fn text(length: usize) -> String {
    "x".repeat(length)
}

fn clear(length: usize) -> Value {
    json!({ "clear": text(length) })
}

fn answer(item: &str, answer: &Value) -> Value {
    json!({ "kind": "answerItem", "item": item, "answer": answer })
}

fn value(length: usize) -> Value {
    json!({ "kind": "value", "value": clear(length) })
}

fn waiting(field: &str, sent: Value) -> Value {
    let mut waiting = json!({
        "on": { "clear": "Loket" }, "contact": null, "reason": { "clear": "r" },
        "since": "2026-11-18", "due": "2026-11-24", "then": { "clear": "t" },
    });
    waiting[field] = sent;
    json!({ "kind": "startWait", "step": "make-user", "item": null, "waiting": waiting })
}

/// Everything that is stored: a text for each row.
fn stored(fixture: &Fixture) -> Vec<String> {
    let records = Connection::open(fixture.folder.path().join("koppelwijzer.db")).unwrap();
    let mut all = vec![];
    for table in ["events", "dossiers", "employers", "drafts", "settings", "search_rows"] {
        let mut rows = records.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let row = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap()));
            all.push(format!("{table}: {}", row.collect::<Vec<_>>().join("; ")));
        }
    }
    all
}

/// Fails when anything was stored since `before`.
fn assert_nothing_stored(fixture: &Fixture, before: &[String]) {
    let new: Vec<String> = stored(fixture).into_iter().filter(|row| !before.contains(row)).collect();
    let new: Vec<String> = new.iter().map(|row| row.chars().take(300).collect()).collect();
    assert_eq!(new, Vec::<String>::new());
}

fn fixture() -> (Fixture, DossierId) {
    let fixture = Fixture::new();
    fixture.office.keychain().unwrap();
    let id = fixture.start("asr-werkgever");
    // The first value that is sealed makes the key, and a note of it in the settings.
    fixture.office.add_note(id, None, "Een notitie").unwrap();
    (fixture, id)
}

fn item_of(office: &Office, id: DossierId, test: fn(&domain::Ask) -> bool) -> String {
    let handbook = office.open_dossier(id).unwrap().handbook;
    let (_, item) = handbook.items().find(|(_, item)| test(&item.ask)).unwrap();
    item.id.to_string()
}

#[test]
fn a_change_that_is_far_too_large_is_refused_with_its_bound() {
    let (fixture, id) = fixture();
    let office = &fixture.office;
    let of_rows = item_of(office, id, |ask| matches!(ask, domain::Ask::List(_) | domain::Ask::Mapping(_)));
    let of_set = item_of(office, id, |ask| matches!(ask, domain::Ask::Rights(_) | domain::Ask::Products(_)));
    let rows = |rows: Value| answer(&of_rows, &json!({ "kind": "rows", "rows": rows, "none": false }));
    let set = |ids: Value| answer(&of_set, &json!({ "kind": "set", "ids": ids }));
    let note = |step: Value, length| json!({ "kind": "addNote", "step": step, "text": text(length) });
    let aside =
        |step: String, length| json!({ "kind": "setStepAside", "step": step, "reason": text(length) });
    let go_on = |item: String, length| json!({ "kind": "goOn", "item": item, "reason": text(length) });
    let wait = |mut sent: Value, field: &str| {
        sent[field] = json!(text(ID));
        sent
    };
    let end = json!({ "kind": "endWait", "step": "make-user", "item": null, "on": "2026-11-20" });
    let cases = [
        (answer(&text(ID), &Value::Null), ID_BOUND),
        (json!({ "kind": "completeStep", "step": text(ID) }), ID_BOUND),
        (json!({ "kind": "reopenStep", "step": text(ID) }), ID_BOUND),
        (aside(text(ID), 1), ID_BOUND),
        (wait(waiting("contact", Value::Null), "step"), ID_BOUND),
        (wait(waiting("contact", Value::Null), "item"), ID_BOUND),
        (wait(end.clone(), "step"), ID_BOUND),
        (wait(end.clone(), "item"), ID_BOUND),
        (note(json!(text(ID)), 1), ID_BOUND),
        (go_on(text(ID), 1), ID_BOUND),
        (json!({ "kind": "undo", "event": text(ID) }), "UUID"),
        (answer("user-name", &value(LONG)), TEXT_BOUND),
        (answer("user-name", &value(LARGE)), TEXT_BOUND),
        (rows(json!(vec![["a"]; 10_000])), ROWS_BOUND),
        (rows(json!([[clear(LONG)]])), TEXT_BOUND),
        (rows(json!(vec![[clear(9_000)]; 40])), EVENT_BOUND),
        (set(json!([text(LONG)])), r#""what":"id","most":200"#),
        (set(json!([text(LARGE)])), EVENT_BOUND),
        (aside("make-user".into(), LONG), TEXT_BOUND),
        (aside("make-user".into(), LARGE), TEXT_BOUND),
        (note(Value::Null, LONG), TEXT_BOUND),
        (note(Value::Null, LARGE), TEXT_BOUND),
        (waiting("on", clear(LONG)), TEXT_BOUND),
        (waiting("contact", clear(LONG)), TEXT_BOUND),
        (waiting("reason", clear(LARGE)), TEXT_BOUND),
        (waiting("then", clear(LARGE)), TEXT_BOUND),
    ];
    let before = stored(&fixture);
    for (sent, bound) in cases {
        let begin: String = sent.to_string().chars().take(80).collect();
        let refused = changes(office, id, sent);
        assert!(refused.contains(bound) && refused.len() < 500, "{begin}: {refused:.300}");
    }
    assert_nothing_stored(&fixture, &before);
    // Days are no texts, and a reason without a check that fails has nothing to stand with.
    for sent in [
        wait(end, "on"),
        waiting("since", json!(text(ID))),
        json!({ "kind": "setDue", "due": text(ID) }),
        go_on("user-name".into(), LARGE),
    ] {
        assert_ne!(changes(office, id, sent), "");
    }
    assert_nothing_stored(&fixture, &before);
    assert_eq!(changes(office, id, answer("user-name", &value(3))), "", "what fits is taken");
    assert_ne!(stored(&fixture), before);
}

#[test]
fn a_change_with_a_field_that_is_not_known_is_refused() {
    let (fixture, id) = fixture();
    let before = stored(&fixture);
    let end = json!({ "kind": "endWait", "step": "make-user", "item": null, "on": "2026-11-20" });
    let known = [
        answer("user-name", &value(1)),
        json!({ "kind": "completeStep", "step": "make-user" }),
        json!({ "kind": "reopenStep", "step": "make-user" }),
        json!({ "kind": "setStepAside", "step": "make-user", "reason": "r" }),
        waiting("contact", Value::Null),
        end,
        json!({ "kind": "addNote", "step": null, "text": "n" }),
        json!({ "kind": "setDue", "due": null }),
        json!({ "kind": "signOff" }),
        json!({ "kind": "countersign" }),
        json!({ "kind": "reopen" }),
        json!({ "kind": "undo", "event": Uuid::nil() }),
        json!({ "kind": "goOn", "item": "user-name", "reason": "r" }),
        json!({ "kind": "moveToNewest" }),
    ];
    for mut sent in known {
        sent["more"] = json!(1);
        assert!(changes(&fixture.office, id, sent.clone()).contains(UNKNOWN), "{sent}");
    }
    for kind in ["confirmed", "kept", "sent"] {
        let sent = answer("user-name", &json!({ "kind": kind, "more": 1 }));
        assert!(changes(&fixture.office, id, sent).contains(UNKNOWN), "{kind}");
    }
    let mut sent = waiting("contact", Value::Null);
    sent["waiting"]["more"] = json!(1);
    assert!(changes(&fixture.office, id, sent).contains(UNKNOWN));
    assert_nothing_stored(&fixture, &before);
}

#[test]
fn a_sealed_value_in_any_change_is_refused() {
    let (fixture, id) = fixture();
    let office = &fixture.office;
    let of_rows = item_of(office, id, |ask| matches!(ask, domain::Ask::List(_) | domain::Ask::Mapping(_)));
    let sealed = || json!({ "sealed": "v1.x" });
    let before = stored(&fixture);
    let cases = [
        answer("user-name", &json!({ "kind": "value", "value": sealed() })),
        answer(&of_rows, &json!({ "kind": "rows", "rows": [[sealed()]], "none": false })),
        answer(&of_rows, &json!({ "kind": "rows", "rows": [["a"], ["b", sealed()]], "none": false })),
        waiting("on", sealed()),
        waiting("contact", sealed()),
        waiting("reason", sealed()),
        waiting("then", sealed()),
        // Texts that are no answers are not even read as sealed.
        json!({ "kind": "setStepAside", "step": "make-user", "reason": sealed() }),
        json!({ "kind": "addNote", "step": null, "text": sealed() }),
        json!({ "kind": "goOn", "item": "user-name", "reason": sealed() }),
    ];
    for sent in cases {
        assert_ne!(changes(office, id, sent.clone()), "", "{sent}");
    }
    assert_nothing_stored(&fixture, &before);
}

#[test]
fn what_other_commands_take_is_bounded_and_known_too() {
    let (fixture, id) = fixture();
    let office = &fixture.office;
    let saved = office.save_employer_card(&card("Drukkerij Voorbeeld B.V.")).unwrap().card.unwrap().employer;
    let with = |mut sent: Value, field: &str, value: Value| {
        *sent.pointer_mut(field).unwrap() = value;
        sent
    };
    let more = |mut sent: Value| {
        sent["more"] = json!(1);
        sent
    };
    let settings = |sent: Value| read::<Settings>(sent).and_then(|sent| said(office.save_settings(sent)));
    let employer =
        |sent: Value| read::<Employer>(sent).and_then(|sent| said(office.save_employer_card(&sent)));
    let file = |sent: Value| read::<FileRequest>(sent).and_then(|sent| said(office.file(&sent)));
    let registration = |sent: Value| {
        read::<RegistrationInput>(sent).and_then(|sent| said(office.connection().save_registration(sent)))
    };
    let password = |length| {
        said(office.password(id, &"user-password".into()).and_then(|password| password.set(text(length))))
    };
    let registered = json!({ "client_id": "x", "secret": null, "redirects": "", "prefix": "" });
    let administrations = |count| json!(vec![json!(saved.administrations[0]); count]);
    let mut administration_with_more = json!(saved);
    administration_with_more["administrations"][0]["more"] = json!(1);
    let before = stored(&fixture);
    let refusals = [
        (settings(with(json!(noor()), "/name", json!(text(LONG)))), "tooLong"),
        (settings(with(json!(noor()), "/office_name", json!(text(LARGE)))), "tooLong"),
        (settings(more(json!(noor()))), UNKNOWN),
        (employer(with(json!(saved), "/company_name", json!(text(LONG)))), TEXT_BOUND),
        (employer(with(json!(saved), "/kvk", json!(text(LARGE)))), TEXT_BOUND),
        (employer(with(json!(saved), "/administrations/0/name", json!(text(LONG)))), TEXT_BOUND),
        (employer(with(json!(saved), "/administrations", administrations(10_000))), "badInput"),
        (employer(more(json!(saved))), UNKNOWN),
        (employer(administration_with_more), UNKNOWN),
        (file(json!({ "kind": "history", "dossier": text(ID) })), "UUID"),
        (file(json!({ "kind": "history", "dossier": id, "more": 1 })), UNKNOWN),
        (file(json!({ "kind": "form", "dossier": id, "item": text(ID) })), ID_BOUND),
        (file(json!({ "kind": "board", "rows": vec![id; 20_001] })), r#""most":20000"#),
        (registration(with(registered.clone(), "/client_id", json!(text(LARGE)))), "wrong"),
        (registration(more(registered)), UNKNOWN),
        (password(LONG), "badPassword"),
        (read::<HandbookId>(json!(text(ID))).map(|_| ()), ID_BOUND),
        (read::<StepId>(json!(text(ID))).map(|_| ()), ID_BOUND),
        (read::<ItemId>(json!(text(ID))).map(|_| ()), ID_BOUND),
        (said(office.backups().restore(&text(LONG))), "notFound"),
    ];
    for (place, (done, bound)) in refusals.into_iter().enumerate() {
        let refused = done.err().unwrap_or_default();
        assert!(refused.contains(bound) && refused.len() < 500, "{place}: {refused:.300}");
    }
    let notice = Notice::Synchronised { by: text(ID) };
    office.dismiss_notice(&notice).unwrap();
    assert_eq!(office.search(&text(LARGE)).unwrap().len(), 0);
    assert_nothing_stored(&fixture, &before);
}
