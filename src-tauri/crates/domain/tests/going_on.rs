//! Going on with a written reason, for every check and every kind of line that it can be asked of.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

use domain::check::CheckId;
use domain::dossier::Dossier;
use domain::event::{Action, Event, START};
use domain::handbook::Handbook;
use domain::rules::{Refusal, allow};
use domain::stamp::Actor;
use domain::verdict::{Discrepancy, Outcome, Verdict};
use jiff::Timestamp;
use strum::IntoEnumIterator;
use uuid::Uuid;

fn handbook(kind: &str, check: CheckId) -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let column = |id: &str| serde_json::json!({ "id": id, "label": text(id), "type": "text" });
    let option = |id: &str| serde_json::json!({ "id": id, "text": text(id) });
    let ask = match kind {
        "field" => serde_json::json!({ "kind": kind, "type": "text" }),
        "choice" => serde_json::json!({ "kind": kind, "options": [option("a"), option("b")] }),
        "rights" => serde_json::json!({ "kind": kind, "rights": ["viewWages"] }),
        "list" => serde_json::json!({ "kind": kind, "columns": [column("a")] }),
        "mapping" => serde_json::json!({ "kind": kind, "from": column("a"), "to": column("b") }),
        _ => serde_json::json!({ "kind": kind }),
    };
    let book = serde_json::json!({
        "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p",
        "scope": "employer", "generation": "rest", "summary": text("t"), "afterwards": text("t"),
        "steps": [{ "id": "step", "title": text("t"), "hint": text("t"), "who": "office",
            "items": [{ "id": "line", "label": text("l"), "check": check, "ask": ask }] }]
    });
    serde_json::from_value(book).unwrap()
}

fn dossier(actions: Vec<Action>) -> Dossier {
    let start =
        Action::DossierStarted { handbook: "test".into(), employer: None, due: None, environment: None };
    let events = (1..).zip(std::iter::once(start).chain(actions)).map(|(number, action)| Event {
        id: Uuid::from_u128(number).into(),
        chain: Uuid::from_u128(99).into(),
        at: Timestamp::from_second(1_795_000_000).unwrap(),
        actor: Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() },
        version: 1,
        previous: START.to_owned(),
        action,
    });
    Dossier::replay(&events.collect::<Vec<_>>(), String::new()).unwrap()
}

#[test]
fn a_reason_lets_a_step_be_declared_done_whatever_check_fails() {
    let actor = Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() };
    let complete = Action::StepCompleted { step: "step".into() };
    for check in CheckId::iter() {
        for kind in check.support().kinds {
            let book = handbook(kind, check);
            let outcome = Outcome::Unmet { discrepancies: vec![Discrepancy::NoAccess] };
            let verdict = Verdict { outcome, remarks: vec![], evidence: vec![] };
            let fails = Action::Checked { item: "line".into(), check, verdict, other_input: false };
            let reason =
                Action::WentOn { item: "line".into(), reason: "Zo afgesproken.".into(), over: vec![] };
            let failing = dossier(vec![fails.clone()]);
            assert_eq!(allow(&reason, &actor, &book, &failing), Ok(()), "{check:?} {kind}");
            assert!(
                matches!(allow(&complete, &actor, &book, &failing), Err(Refusal::Incomplete { .. })),
                "{check:?} {kind}"
            );
            let went_on = dossier(vec![fails, reason]);
            assert_eq!(allow(&complete, &actor, &book, &went_on), Ok(()), "{check:?} {kind}");
            let (given, _) = went_on.checks["line"].went_on.clone().unwrap();
            assert_eq!(given.clear(), Some("Zo afgesproken."), "{check:?} {kind}");
        }
    }
}

#[test]
fn a_reason_of_an_earlier_version_reads_and_keeps_its_form() {
    let old = r#"{"do":"wentOn","item":"line","reason":{"clear":"Zo afgesproken."}}"#;
    let action: Action = serde_json::from_str(old).unwrap();
    assert!(matches!(&action, Action::WentOn { over, .. } if over.is_empty()));
    assert_eq!(serde_json::to_string(&action).unwrap(), old);
}
