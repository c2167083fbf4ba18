//! Steps and lines that fall away by an answer elsewhere, and come back.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

#[path = "shared/context.rs"]
mod context;

use domain::event::{Action, Event, START};
use domain::handbook::Handbook;
use domain::progress::{StepStatus, progress};
use domain::stamp::Actor;
use domain::state::DossierState;
use domain::{Answer, DossierContext, Language, record_words};
use jiff::Timestamp;
use uuid::Uuid;

/// A choice; a step that counts when it is yes; and a line of the first step that does too.
fn handbook() -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let yes = serde_json::json!({ "item": "branch", "is": ["yes"] });
    let field = serde_json::json!({ "kind": "field", "type": "number" });
    let options = [("yes", "Ja"), ("no", "Nee"), ("later", "Later")];
    let options = options.map(|(id, words)| serde_json::json!({ "id": id, "text": text(words) }));
    serde_json::from_value(serde_json::json!({
        "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p", "scope": "office",
        "generation": "rest", "summary": text("t"), "afterwards": text("t"),
        "steps": [
            { "id": "first", "title": text("t"), "hint": text("t"), "who": "office", "items": [
                { "id": "branch", "label": text("Met uren?"), "ask": { "kind": "choice", "options": options } },
                { "id": "hours", "label": text("Hoeveel?"), "when": yes, "ask": field } ] },
            { "id": "second", "title": text("t"), "hint": text("t"), "who": "office", "when": yes, "items": [
                { "id": "more", "label": text("Nog meer?"), "ask": field } ] },
            { "id": "third", "title": text("t"), "hint": text("t"), "who": "office", "items": [
                { "id": "last", "label": text("Klaar?"), "ask": { "kind": "confirm" } } ] },
        ]
    }))
    .unwrap()
}

fn answer(item: &str, value: &str) -> Action {
    Action::ItemAnswered { item: item.into(), answer: Some(Answer::of(value)), origin: None }
}

fn context(actions: Vec<Action>) -> DossierContext {
    let actor = Actor { name: "Noor Visser".into(), initials: "NV".into() };
    let start =
        Action::DossierStarted { handbook: "test".into(), employer: None, due: None, environment: None };
    let events: Vec<Event> = (1..)
        .zip(std::iter::once(start).chain(actions))
        .map(|(number, action)| Event {
            id: Uuid::from_u128(number).into(),
            chain: Uuid::from_u128(99).into(),
            // A clock that stands still: what counts is the order of the events.
            at: Timestamp::from_second(1_795_000_000).unwrap(),
            actor: actor.clone(),
            version: 1,
            previous: START.into(),
            action,
        })
        .collect();
    context::context(handbook(), events, Timestamp::from_second(1_795_000_060).unwrap())
}

#[test]
fn a_step_that_falls_away_and_one_that_is_set_aside_have_words_and_a_cause_of_their_own() {
    let aside = Action::StepSetAside { step: "third".into(), reason: "doet de werkgever".into() };
    let context = context(vec![answer("branch", "no"), aside]);
    let now = progress(&context.handbook, &context.dossier);
    let (second, third) = (now.step(&"second".into()).unwrap(), now.step(&"third".into()).unwrap());
    assert_eq!(*second, StepStatus::RuledOut { item: "branch".into() });
    assert_eq!(*third, StepStatus::NotApplicable { reason: "doet de werkgever".into() });
    let said = |language| {
        let by = record_words::ruled_out(&"branch".into(), &context.handbook, &context.dossier, language);
        (by, record_words::step_status(second, language), record_words::step_status(third, language))
    };
    let (by, second_words, third_words) = said(Language::Nl);
    assert_eq!(by, "Valt weg door: Met uren? (Nee)");
    assert_eq!(second_words, "Valt weg");
    assert_eq!(third_words, "Niet van toepassing: doet de werkgever");
    assert_eq!(said(Language::En).0, "Falls away by: Met uren? (Nee)");
    assert_eq!((now.done, now.set_aside), (0, 2));
}

#[test]
fn what_came_back_after_falling_away_says_that_it_was_answered_before() {
    let by = |actions: &[(&str, &str)]| {
        let actions = actions.iter().map(|(item, value)| answer(item, value)).collect();
        let state = DossierState::of(&context(actions));
        ["hours", "more"].map(|item| state.items[item].fell_away_by.clone())
    };
    let branch = || Some("branch".into());
    let answered = [("branch", "yes"), ("hours", "7"), ("more", "8")];
    assert_eq!(by(&answered), [None, None]);
    let came_back = [&answered[..], &[("branch", "no"), ("branch", "yes")]].concat();
    assert_eq!(by(&came_back), [branch(), branch()]);
    assert_eq!(by(&came_back[..4]), [None, None], "while it is away nothing is shown of it");
    assert_eq!(by(&[&came_back[..], &[("hours", "7")]].concat()), [None, branch()], "answered again since");
    let the_same = [&answered[..], &[("branch", "yes")]].concat();
    assert_eq!(by(&the_same), [None, None], "it never fell away");
}
