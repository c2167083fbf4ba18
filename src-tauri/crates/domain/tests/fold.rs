//! Folding events: any order of allowed actions, undo, and chains that were tampered with.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;

use domain::answer::Answer;
use domain::dossier::Dossier;
use domain::environment::Environment;
use domain::event::{Action, ChainFault, Event, START, SealedEvent, Waiting, verify};
use domain::handbook::Handbook;
use domain::id::{LoketChangeId, StepId};
use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::progress::{StepStatus, is_finished, progress};
use domain::rules::{Refusal, allow};
use domain::stamp::Actor;
use domain::status_since::StatusSince;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

/// Three steps: a choice that rules the second in or out, and a third after both.
fn handbook() -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let confirm = |id: &str| serde_json::json!({ "id": id, "label": text(id), "ask": { "kind": "confirm" } });
    let book = serde_json::json!({
        "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p", "scope": "employer",
        "generation": "rest", "summary": text("t"), "afterwards": text("t"),
        "steps": [
            { "id": "first", "title": text("t"), "hint": text("t"), "who": "office", "items": [
                { "id": "branch", "label": text("b"), "ask": { "kind": "choice", "options": [
                    { "id": "yes", "text": text("y") }, { "id": "no", "text": text("n") } ] } },
                { "id": "number", "label": text("n"), "ask": { "kind": "field", "type": "loonheffingennummer" },
                  "optional": true } ] },
            { "id": "second", "title": text("t"), "hint": text("t"), "who": "office",
              "when": { "item": "branch", "is": ["yes"] }, "items": [
                { "id": "wait", "label": text("w"), "ask": { "kind": "wait", "on": "Loket", "for": text("f"), "days": 5,
                  "then": text("t") } } ] },
            { "id": "third", "title": text("t"), "hint": text("t"), "who": "third", "after": ["first", "second"],
              "items": [confirm("done")] } ]
    });
    serde_json::from_value(book).unwrap()
}

fn actor(initials: &str) -> Actor {
    Actor { name: initials.into(), initials: initials.into() }
}

/// A dossier that is worked in, with what was refused left out.
struct Work {
    book: Handbook,
    events: Vec<SealedEvent>,
}

impl Work {
    fn start() -> Self {
        let mut work = Self { book: handbook(), events: vec![] };
        work.push(
            Action::DossierStarted { handbook: "test".into(), employer: None, due: None, environment: None },
            "NV",
        );
        work
    }

    fn push(&mut self, action: Action, who: &str) {
        let number = u128::try_from(self.events.len()).unwrap();
        let event = Event {
            id: Uuid::from_u128(number + 1).into(),
            chain: Uuid::from_u128(99).into(),
            at: Timestamp::from_second(1_795_000_000 + i64::try_from(number).unwrap()).unwrap(),
            actor: actor(who),
            version: 1,
            previous: self.events.last().map_or(START, SealedEvent::hash).to_owned(),
            action,
        };
        self.events.push(event.seal(&self.book, |value, _| Ok::<_, Infallible>(value)).unwrap());
    }

    fn opened(&self) -> Vec<Event> {
        self.events.iter().map(|event| event.open(|value, _| value)).collect()
    }

    fn dossier(&self) -> Dossier {
        Dossier::fold(&self.events).unwrap()
    }

    fn try_push(&mut self, action: Action, who: &str) -> Result<(), Refusal> {
        allow(&action, &actor(who), &self.book, &self.dossier())?;
        self.push(action, who);
        Ok(())
    }
}

fn answer(item: &str, value: &str) -> Action {
    Action::ItemAnswered { item: item.into(), answer: Some(Answer::of(value)), origin: None }
}

fn completed(step: &str) -> Action {
    Action::StepCompleted { step: step.into() }
}

fn waiting() -> Waiting {
    Waiting {
        on: "Loket".into(),
        contact: None,
        reason: "code".into(),
        since: date(2026, 11, 18),
        due: date(2026, 11, 24),
        then: "bel".into(),
    }
}

fn any_action() -> impl Strategy<Value = Action> {
    let step = prop_oneof![Just("first"), Just("second"), Just("third")];
    prop_oneof![
        prop_oneof![Just("yes"), Just("no"), Just("maybe")].prop_map(|value| answer("branch", value)),
        prop_oneof![Just("111222333L01"), Just("nonsense")].prop_map(|value| answer("number", value)),
        Just(Action::ItemAnswered { item: "done".into(), answer: Some(Answer::Confirmed), origin: None }),
        Just(Action::ItemAnswered { item: "done".into(), answer: None, origin: None }),
        step.clone().prop_map(completed),
        step.clone().prop_map(|step| Action::StepReopened { step: step.into() }),
        step.clone().prop_map(|step| Action::StepSetAside { step: step.into(), reason: "daarom".into() }),
        step.clone().prop_map(|step| Action::WaitStarted {
            step: step.into(),
            item: None,
            waiting: waiting()
        }),
        Just(Action::WaitStarted { step: "second".into(), item: Some("wait".into()), waiting: waiting() }),
        Just(Action::WaitEnded { step: "second".into(), item: Some("wait".into()), on: date(2026, 11, 23) }),
        step.prop_map(|step| Action::NoteAdded { step: Some(step.into()), text: "notitie".into() }),
        Just(Action::SignedOff),
        Just(Action::Countersigned),
        Just(Action::Reopened),
    ]
}

/// What a dossier says, without what every further event changes.
fn essence(dossier: &Dossier) -> String {
    let mut bare = dossier.clone();
    bare.head = String::new();
    bare.changed = bare.started.clone();
    bare.undoable = None;
    format!("{bare:?}")
}

proptest! {
    #[test]
    fn whatever_is_allowed_folds_and_undo_gives_back_what_was(
        actions in prop::collection::vec((any_action(), prop_oneof![Just("NV"), Just("SP")]), 0..40)
    ) {
        let mut work = Work::start();
        let whole = |work: &Work| StatusSince::of(&work.book, &work.opened()).unwrap();
        let mut status_since = whole(&work);
        for (action, who) in actions {
            let before = work.dossier();
            if work.try_push(action, who).is_err() {
                continue;
            }
            let after = work.dossier();
            let followed = status_since.after(&progress(&work.book, &after).status, work.opened().last().unwrap());
            status_since = followed.unwrap_or_else(|| whole(&work));
            prop_assert_eq!(&status_since, &whole(&work), "step by step it is as over the whole history");
            let undo = Action::Undone { event: after.undoable.unwrap() };
            let mut undone = Work { book: handbook(), events: work.events.clone() };
            prop_assert!(undone.try_push(undo, who).is_ok());
            prop_assert_eq!(essence(&undone.dossier()), essence(&before));
        }
        let dossier = work.dossier();
        let now = progress(&work.book, &dossier);
        prop_assert_eq!(now.steps.len(), 3);
        if dossier.signed_off.is_some() {
            prop_assert!(now.is_complete());
        }
        if dossier.countersigned.is_some() {
            prop_assert!(dossier.signed_off.is_some());
        }
    }

    #[test]
    fn a_changed_or_missing_event_breaks_the_chain(count in 2usize..12, place in 0usize..12) {
        let mut work = Work::start();
        for number in 0..count {
            work.push(Action::NoteAdded { step: None, text: format!("{number}").as_str().into() }, "NV");
        }
        prop_assert!(verify(&work.events).is_ok());
        let place = 1 + place % (count - 1);
        let mut changed = work.events.clone();
        let text = changed[place].text().replace(r#""name":"NV""#, r#""name":"Iemand anders""#);
        prop_assert_ne!(&text, changed[place].text());
        changed[place] = SealedEvent::read(text).unwrap();
        prop_assert!(verify(&changed).is_err());
        work.events.remove(place);
        prop_assert!(matches!(verify(&work.events), Err(ChainFault::Broken(_))));
    }
}

#[test]
fn a_branch_that_is_not_taken_frees_what_comes_after_it() {
    let mut work = Work::start();
    assert!(matches!(
        progress(&work.book, &work.dossier()).step(&"third".into()),
        Some(StepStatus::CannotStart { .. })
    ));
    work.try_push(answer("branch", "no"), "NV").unwrap();
    work.try_push(completed("first"), "NV").unwrap();
    let now = progress(&work.book, &work.dossier());
    assert_eq!(now.step(&"second".into()), Some(&StepStatus::RuledOut { item: "branch".into() }));
    assert_eq!(now.step(&"third".into()), Some(&StepStatus::NotStarted));
    assert_eq!(now.next.as_ref().map(StepId::as_str), Some("third"));
}

#[test]
fn a_branch_that_was_not_chosen_yet_is_neither_open_nor_finished() {
    let mut work = Work::start();
    let set_aside =
        Action::StepSetAside { step: "second".into(), reason: "de werkgever doet dit niet".into() };
    let now = progress(&work.book, &work.dossier());
    assert_eq!(now.step(&"second".into()), Some(&StepStatus::DependsOn { item: "branch".into() }));
    assert_eq!(now.set_aside, 0, "nothing was decided");
    assert!(!is_finished(now.step(&"second".into()).unwrap()));
    assert_eq!(now.next.as_ref().map(StepId::as_str), Some("first"));
    // What a person says of the step itself comes first.
    work.try_push(set_aside, "NV").unwrap();
    let now = progress(&work.book, &work.dossier());
    assert!(matches!(now.step(&"second".into()), Some(StepStatus::NotApplicable { .. })));
    assert_eq!(now.set_aside, 1);
}

#[test]
fn a_choice_that_does_not_read_or_was_taken_away_decides_nothing() {
    let mut work = Work::start();
    let depends = Some(StepStatus::DependsOn { item: "branch".into() });
    work.try_push(answer("branch", "maybe"), "NV").unwrap();
    assert_eq!(progress(&work.book, &work.dossier()).step(&"second".into()).cloned(), depends);
    work.try_push(answer("branch", "no"), "NV").unwrap();
    work.try_push(completed("first"), "NV").unwrap();
    work.try_push(Action::ItemAnswered { item: "branch".into(), answer: None, origin: None }, "NV").unwrap();
    let now = progress(&work.book, &work.dossier());
    assert_eq!(now.step(&"second".into()).cloned(), depends);
    assert!(!now.is_complete());
}

#[test]
fn a_choice_whose_own_step_was_set_aside_no_longer_holds_others_up() {
    let mut work = Work::start();
    let aside = Action::StepSetAside { step: "first".into(), reason: "gebeurde elders".into() };
    work.try_push(aside, "NV").unwrap();
    let now = progress(&work.book, &work.dossier());
    assert_eq!(now.step(&"second".into()), Some(&StepStatus::RuledOut { item: "branch".into() }));
    assert_eq!(now.next.as_ref().map(StepId::as_str), Some("third"));
}

#[test]
fn a_status_begins_when_it_came_and_not_at_the_last_change() {
    let mut work = Work::start();
    let at = |work: &Work| StatusSince::of(&work.book, &work.opened()).unwrap().since;
    let of = |work: &Work, event: usize| work.events[event].at();
    assert_eq!(at(&work), of(&work, 0));
    work.try_push(answer("branch", "yes"), "NV").unwrap();
    work.try_push(answer("number", "111222333L01"), "NV").unwrap();
    work.try_push(Action::NoteAdded { step: None, text: "notitie".into() }, "NV").unwrap();
    assert_eq!(at(&work), of(&work, 1), "busy since the first answer");
    work.try_push(answer("number", "nonsense"), "NV").unwrap();
    assert_eq!(at(&work), of(&work, 4), "a problem since the wrong one");
    let wrong = work.events[4].id();
    work.try_push(Action::Undone { event: wrong }, "NV").unwrap();
    assert_eq!(at(&work), of(&work, 1), "what was undone never was");
    let wait = |step: &str, waiting| Action::WaitStarted { step: step.into(), item: None, waiting };
    work.try_push(wait("first", waiting()), "NV").unwrap();
    assert_eq!(at(&work), of(&work, 1), "the second step can go on");
    work.try_push(wait("second", waiting()), "NV").unwrap();
    assert_eq!(at(&work), of(&work, 7), "waiting, with nothing else to do");
    let later = Waiting { since: date(2026, 11, 20), ..waiting() };
    work.try_push(wait("first", later), "NV").unwrap();
    assert_eq!(at(&work), of(&work, 8), "another wait is another status");
}

#[test]
fn waiting_is_reported_until_it_came_and_a_wrong_value_is_the_only_problem() {
    let mut work = Work::start();
    work.try_push(answer("branch", "yes"), "NV").unwrap();
    work.try_push(completed("first"), "NV").unwrap();
    let wait = Action::WaitStarted { step: "second".into(), item: Some("wait".into()), waiting: waiting() };
    work.try_push(wait, "NV").unwrap();
    let status = progress(&work.book, &work.dossier()).status;
    assert!(
        matches!(status, domain::progress::DossierStatus::Waiting { on, .. } if on.clear() == Some("Loket"))
    );
    work.try_push(answer("number", "123"), "NV").unwrap();
    let now = progress(&work.book, &work.dossier());
    assert_eq!(now.step(&"first".into()), Some(&StepStatus::Problem));
}

#[test]
fn a_step_with_open_lines_is_not_done_and_says_which() {
    let mut work = Work::start();
    let refusal = work.try_push(completed("first"), "NV").unwrap_err();
    assert!(matches!(refusal, Refusal::Incomplete { findings } if findings[0].item == "branch"));
    assert!(
        matches!(work.try_push(Action::SignedOff, "NV"), Err(Refusal::StepsOpen { steps }) if steps == ["first", "second", "third"])
    );
}

fn change() -> LoketChange {
    LoketChange::SwitchProducts { on: vec!["MijnLoket".into()], off: vec![] }
}

#[test]
fn a_change_in_loket_is_open_from_its_start_until_its_end_is_known() {
    let mut work = Work::start();
    let [one, two] = [501, 502].map(|number| LoketChangeId::from(Uuid::from_u128(number)));
    let started = |id| Action::LoketChangeStarted { id, item: "branch".into(), change: change() };
    let ended = |closes| Action::ChangedInLoket {
        item: "branch".into(),
        change: change(),
        outcome: LoketChangeOutcome::Uncertain,
        closes,
    };
    let undoable = work.dossier().undoable;
    work.try_push(started(one), "NV").unwrap();
    work.try_push(started(two), "NV").unwrap();
    assert!(work.try_push(started(one), "NV").is_err(), "it is open already");
    assert_eq!(work.dossier().open_changes.keys().collect::<Vec<_>>(), [&one, &two]);
    assert_eq!(work.dossier().undoable, undoable, "it cannot be undone from here");
    // An end that no start goes with is recorded as in earlier versions.
    work.try_push(ended(None), "NV").unwrap();
    work.push(Action::SignedOff, "NV");
    work.try_push(ended(Some(one)), "NV").unwrap();
    assert!(work.try_push(ended(Some(one)), "NV").is_err(), "it was closed");
    assert_eq!(work.try_push(started(one), "NV"), Err(Refusal::SignedOff));
    let open = work.dossier().open_changes;
    assert_eq!(open.keys().collect::<Vec<_>>(), [&two]);
    assert_eq!((open[&two].item.as_str(), &open[&two].change), ("branch", &change()));
}

#[test]
fn files_that_were_made_are_listed_also_after_the_sign_off() {
    let mut work = Work::start();
    let made = |name: &str| Action::FileMade {
        kind: "reportPdf".into(),
        name: name.into(),
        sha256: "9f86d081".into(),
        bytes: 1_047,
    };
    work.try_push(made("een.pdf"), "NV").unwrap();
    let undoable = work.dossier().undoable;
    work.push(Action::SignedOff, "NV");
    work.try_push(made("twee.pdf"), "SP").unwrap();
    let dossier = work.dossier();
    assert_eq!(undoable, None, "a file that was made cannot be undone");
    let listed: Vec<_> = dossier.files.iter().map(|file| (file.name.clear(), file.bytes)).collect();
    assert_eq!(listed, [(Some("een.pdf"), 1_047), (Some("twee.pdf"), 1_047)]);
    assert_eq!(dossier.files[1].stamp.actor, actor("SP"));
}

#[test]
fn a_dossier_says_of_which_environment_it_is() {
    let work = Work::start();
    assert_eq!(work.dossier().environment, None, "as an earlier version of the app stored it");
    assert!(!work.events[0].text().contains("environment"), "and as it was hashed");
    let started = Action::DossierStarted {
        handbook: "test".into(),
        employer: None,
        due: None,
        environment: Some(Environment::Sandbox),
    };
    let mut of_sandbox = Work { book: handbook(), events: vec![] };
    of_sandbox.push(started, "NV");
    assert_eq!(of_sandbox.dossier().environment, Some(Environment::Sandbox));
    assert!(of_sandbox.events[0].text().contains(r#""environment":"sandbox""#));
}
