//! What is stored in clear is on a list that these tests hold; everything else that was written is sealed. And there
//! is a most of everything.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::convert::Infallible;

use domain::answer::{Answer, Personal};
use domain::bounds::{Measured, TooLarge};
use domain::chain::{START, SealFault};
use domain::check::CheckId;
use domain::event::{Action, Event, SealedEvent, Waiting};
use domain::handbook::Handbook;
use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::stamp::Actor;
use domain::verdict::{Discrepancy, Outcome, Remark, Subject, Verdict};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

/// A handbook with a field of each type, a choice, and a list with two columns.
fn handbook() -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let item =
        |id: &str, ask: serde_json::Value| serde_json::json!({ "id": id, "label": text("l"), "ask": ask });
    let field = |kind: &str| item(kind, serde_json::json!({ "kind": "field", "type": kind }));
    let options =
        serde_json::json!([{ "id": "option", "text": text("o") }, { "id": "other", "text": text("p") }]);
    let mut items: Vec<_> = TYPES.into_iter().map(field).collect();
    let own = serde_json::json!({ "kind": "field", "type": "number", "personal": true });
    items.push(item("own-number", own));
    items.push(item("choice", serde_json::json!({ "kind": "choice", "options": options })));
    items.push(item("list", serde_json::json!({ "kind": "list", "columns": [
        { "id": "name", "label": text("n"), "type": "text" }, { "id": "code", "label": text("c"), "type": "componentcode" }
    ] })));
    let book = serde_json::json!({
        "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p", "scope": "employer",
        "generation": "rest", "summary": text("t"), "afterwards": text("t"),
        "steps": [{ "id": "step", "title": text("t"), "hint": text("t"), "who": "office", "items": items }]
    });
    serde_json::from_value(book).unwrap()
}

const TYPES: [&str; 17] = [
    "text",
    "long_text",
    "number",
    "bedrag",
    "datum",
    "email",
    "telefoon",
    "loonheffingennummer",
    "werkgever_id",
    "raamwerkcontractnummer",
    "kvk",
    "personeelsnummer",
    "omgevingscode",
    "gebruikersnaam",
    "voorletters",
    "achternaam",
    "componentcode",
];

/// The types of which a value that reads is stored in clear, each with such a value.
const OPEN: [(&str, &str); 7] = [
    ("number", "12345678"),
    ("bedrag", "123456.78"),
    ("datum", "2026-11-20"),
    ("loonheffingennummer", "111111110L01"),
    ("werkgever_id", "3f2a9c10-1111-4222-8333-444455556666"),
    ("kvk", "01234567"),
    ("componentcode", "372"),
];

fn sealed(action: Action) -> Result<SealedEvent, SealFault<Infallible>> {
    let event = Event {
        id: Uuid::from_u128(1).into(),
        chain: Uuid::from_u128(2).into(),
        at: Timestamp::from_second(1_795_000_000).unwrap(),
        actor: Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() },
        version: 1,
        previous: START.into(),
        action,
    };
    event.seal(&handbook(), |_, _| Ok(Personal::Sealed("*".into())))
}

fn answer(item: &str, answer: Answer) -> Action {
    Action::ItemAnswered { item: item.into(), answer: Some(answer), origin: None }
}

fn waiting(text: &str) -> Waiting {
    Waiting {
        on: text.into(),
        contact: Some(text.into()),
        reason: text.into(),
        since: date(2026, 11, 18),
        due: date(2026, 11, 24),
        then: text.into(),
    }
}

fn verdict(text: &str) -> Verdict {
    let value = || vec![Personal::from(text)];
    Verdict {
        outcome: Outcome::Unmet {
            discrepancies: vec![
                Discrepancy::NoSuchUser { user_name: text.into() },
                Discrepancy::IsOrdinaryUser { user_name: text.into() },
                Discrepancy::IsWebServiceUser { user_name: text.into() },
                Discrepancy::ConnectedThrough { user: text.into(), employers: None, rights: vec![] },
                Discrepancy::Blocked { status: text.into() },
                Discrepancy::RightsMissingFor { users: value(), rights: vec![] },
                Discrepancy::Differs { what: Subject::Director, entered: text.into(), read: value() },
                Discrepancy::NotInLoket { what: Subject::Employee, values: value() },
                Discrepancy::NotEntered { what: Subject::Employee, values: value() },
                Discrepancy::WrongCategory { values: value() },
                Discrepancy::NotUnique { what: Subject::Employee, values: value() },
            ],
        },
        remarks: vec![Remark::Candidates { people: value() }, Remark::Filtered { filters: value() }],
        evidence: vec![],
    }
}

fn change(text: &str) -> LoketChange {
    LoketChange::SetRights { user_name: text.into(), give: vec![], take: vec![] }
}

/// Every kind of action that holds text, with this text wherever a person or Loket can write it.
fn actions(text: &str) -> Vec<Action> {
    let value = || Answer::Value { value: text.into() };
    let rows = Answer::Rows { rows: vec![vec![text.into(), text.into(), text.into()]], none: false };
    let messages = || vec![Personal::from(text)];
    let changed = |outcome| Action::ChangedInLoket {
        item: "choice".into(),
        change: change(text),
        outcome,
        closes: None,
    };
    let mut all: Vec<Action> = TYPES.into_iter().map(|item| answer(item, value())).collect();
    all.extend([
        answer("own-number", value()),
        answer("choice", value()),
        answer("list", rows),
        answer("unknown", value()),
        Action::StepSetAside { step: "step".into(), reason: text.into() },
        Action::WentOn { item: "choice".into(), reason: text.into(), over: vec![] },
        Action::NoteAdded { step: None, text: text.into() },
        Action::WaitStarted { step: "step".into(), item: None, waiting: waiting(text) },
        Action::Checked {
            item: "choice".into(),
            check: CheckId::UserIsStandard,
            verdict: verdict(text),
            other_input: false,
        },
        Action::LoketChangeStarted { id: Uuid::nil().into(), item: "choice".into(), change: change(text) },
        changed(LoketChangeOutcome::NotDone { messages: messages() }),
        changed(LoketChangeOutcome::Conflict { messages: messages(), asked: vec![], read: vec![] }),
        changed(LoketChangeOutcome::Partly { messages: messages(), read_back: true }),
        Action::FileMade { kind: "report".into(), name: text.into(), sha256: "ab".into(), bytes: 1 },
    ]);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_that_was_written_is_stored_in_clear(text in "[b-df-hj-np-tv-z]{6,40}( [A-Z][a-z]{1,20})?") {
        for action in actions(&text) {
            let stored = sealed(action.clone()).unwrap();
            prop_assert!(!stored.text().contains(&text), "{}", stored.text());
        }
    }

    #[test]
    fn what_does_not_read_as_an_open_type_is_sealed(text in "\\PC{6,40}") {
        for (item, open) in OPEN {
            let stored = sealed(answer(item, Answer::of(&text))).unwrap();
            let json = serde_json::to_string(&text).unwrap();
            let reads = text.chars().all(|c| c.is_ascii_hexdigit() || "-.L".contains(c));
            prop_assert!(reads || !stored.text().contains(&json), "{item}: {}", stored.text());
            prop_assert!(!stored.text().contains(open));
        }
    }
}

#[test]
fn what_is_stored_in_clear_is_on_this_list() {
    for (item, value) in OPEN {
        let stored = sealed(answer(item, Answer::of(value))).unwrap();
        assert!(stored.text().contains(value), "{item}: {}", stored.text());
    }
    let kinds: BTreeSet<_> = OPEN.into_iter().map(|(kind, _)| kind).collect();
    for kind in TYPES.into_iter().filter(|kind| !kinds.contains(kind)) {
        for (_, value) in OPEN {
            let stored = sealed(answer(kind, Answer::of(value))).unwrap();
            assert!(!stored.text().contains(value), "{kind}: {}", stored.text());
        }
    }
    assert!(!sealed(answer("own-number", Answer::of("12345678"))).unwrap().text().contains("12345678"));
    assert!(sealed(answer("choice", Answer::of("option"))).unwrap().text().contains(r#"{"clear":"option"}"#));
    let rows = Answer::Rows { rows: vec![vec!["372".into(), "372".into()]], none: false };
    let stored = sealed(answer("list", rows)).unwrap();
    assert!(stored.text().contains(r#"[[{"sealed":"*"},{"clear":"372"}]]"#), "{}", stored.text());
}

#[test]
fn texts_that_were_stored_in_clear_still_read() {
    let text = r#"{"id":"00000000-0000-0000-0000-000000000001","dossier":"00000000-0000-0000-0000-000000000002",
        "at":"2026-11-20T13:02:00Z","actor":{"name":"Noor","initials":"N"},"handbook_version":1,"previous":"",
        "action":{"do":"waitStarted","step":"s","item":null,"waiting":{"on":"Keylane","contact":{"sealed":"x"},
        "reason":"inrichting","since":"2026-11-18","due":"2026-11-24","then":"bellen"}}}"#;
    let event = SealedEvent::read(text.into()).unwrap();
    assert_eq!((event.text(), event.hash()), (text, domain::chain::hash(text).as_str()));
    let Action::WaitStarted { waiting, .. } = event.action() else { unreachable!() };
    assert_eq!((waiting.on.clear(), waiting.then.clear()), (Some("Keylane"), Some("bellen")));
    let verdict = r#"{"kind":"blocked","status":"User is blocked"}"#;
    assert_eq!(
        serde_json::from_str::<Discrepancy>(verdict).unwrap(),
        Discrepancy::Blocked { status: "User is blocked".into() }
    );
    let outcome = r#"{"kind":"notDone","messages":["Eerst een addendum."]}"#;
    let read: LoketChangeOutcome = serde_json::from_str(outcome).unwrap();
    assert_eq!(read, LoketChangeOutcome::NotDone { messages: vec!["Eerst een addendum.".into()] });
}

#[test]
fn every_kind_of_action_has_a_most_of_text() {
    let pasted = "x".repeat(80 * 1024 * 1024).into();
    let too_large = sealed(Action::NoteAdded { step: None, text: pasted }).unwrap_err();
    assert_eq!(too_large, SealFault::TooLarge(TooLarge { what: Measured::Text, most: 10_000 }));
    for action in actions(&"x".repeat(1024 * 1024)) {
        assert_eq!(
            sealed(action).unwrap_err(),
            SealFault::TooLarge(TooLarge { what: Measured::Text, most: 10_000 })
        );
    }
    for action in actions(&"é".repeat(10_001)) {
        assert!(sealed(action).is_err());
    }
    for action in actions(&"é".repeat(10_000)) {
        // All texts of a verdict together are more than an event holds.
        assert!(sealed(action.clone()).is_ok() || matches!(action, Action::Checked { .. }));
    }
}

#[test]
fn rows_ids_and_the_whole_have_a_most() {
    let refused = |action| match sealed(action).unwrap_err() {
        SealFault::TooLarge(too_large) => too_large.what,
        SealFault::Value(never) => match never {},
    };
    let rows = |count, text: &str| {
        answer("list", Answer::Rows { rows: vec![vec![text.into()]; count], none: false })
    };
    assert_eq!(refused(rows(10_000, "a")), Measured::Rows);
    assert_eq!(refused(rows(2_001, "a")), Measured::Rows);
    assert!(sealed(rows(2_000, "a")).is_ok());
    assert_eq!(refused(rows(2_000, &"a".repeat(200))), Measured::Event);
    let id = || "x".repeat(1024 * 1024);
    let started = |id: String| Action::DossierStarted {
        handbook: id.into(),
        employer: None,
        due: None,
        environment: None,
    };
    let file = |kind: &str, sha256: &str| Action::FileMade {
        kind: kind.into(),
        name: "n".into(),
        sha256: sha256.into(),
        bytes: 1,
    };
    let with_ids = |id: &str| -> Vec<Action> {
        let one = || id.to_owned();
        vec![
            started(one()),
            answer(id, Answer::Confirmed),
            answer("list", Answer::Set { ids: BTreeSet::from([one()]) }),
            Action::StepCompleted { step: id.into() },
            Action::StepReopened { step: id.into() },
            Action::StepSetAside { step: id.into(), reason: "r".into() },
            Action::WaitStarted { step: id.into(), item: None, waiting: waiting("w") },
            Action::WaitEnded { step: "s".into(), item: Some(id.into()), on: date(2026, 11, 20) },
            Action::Checked {
                item: id.into(),
                check: CheckId::UserIsStandard,
                verdict: verdict("v"),
                other_input: false,
            },
            Action::WentOn { item: id.into(), reason: "r".into(), over: vec![] },
            Action::NoteAdded { step: Some(id.into()), text: "t".into() },
            Action::LoketChangeStarted { id: Uuid::nil().into(), item: id.into(), change: change("d") },
            file(id, "ab"),
            file("report", id),
            Action::Imported { head: one() },
        ]
    };
    for action in with_ids(&id()) {
        assert_eq!(refused(action), Measured::Event);
    }
    for action in with_ids(&"x".repeat(201)) {
        assert_eq!(refused(action), Measured::Id);
    }
    for action in with_ids(&"x".repeat(200)) {
        assert!(sealed(action).is_ok());
    }
}
