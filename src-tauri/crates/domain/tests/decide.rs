//! Decisions, without records: what becomes of a dossier, all of it or nothing.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

#[path = "shared/context.rs"]
mod context;

use std::sync::Arc;

use domain::answer::OriginSource;
use domain::check::CheckId;
use domain::context::{LearntValue, OfficeSettings};
use domain::dossier::Dossier;
use domain::employer::Employer;
use domain::event::{Action, Event, START};
use domain::handbook::Handbook;
use domain::history::history;
use domain::hours::proof::{RunFact, RunProof};
use domain::hours::run::RunSummary;
use domain::id::EmployerId;
use domain::item::Fill;
use domain::reading::{EmployerReading, Readings, Source, Unread};
use domain::rules::Refusal;
use domain::stamp::Actor;
use domain::verdict::Outcome;
use domain::{Answer, DossierChange, DossierContext, Language, decide};
use jiff::Timestamp;
use uuid::Uuid;

/// One step: the Werkgever ID, which Loket can be asked about, and a name of the office that is known.
fn handbook(version: u32) -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let book = serde_json::json!({
        "id": "test", "version": version, "title": text("t"), "short": text("t"), "partner": "p",
        "scope": "employer", "generation": "rest", "summary": text("t"), "afterwards": text("t"),
        "steps": [
            { "id": "step", "title": text("t"), "hint": text("t"), "who": "office", "items": [
                { "id": "employer", "label": text("e"), "check": "employerIdMatches",
                  "ask": { "kind": "field", "type": "werkgever_id" } },
                { "id": "office", "label": text("o"),
                  "ask": { "kind": "field", "type": "text", "fill": "office.name" } },
                { "id": "person", "label": text("p"), "optional": true,
                  "ask": { "kind": "field", "type": "text", "fill": "office.environmentCode", "personal": true } } ] }
        ]
    });
    serde_json::from_value(book).unwrap()
}

const GUID: &str = "3f2a9c10-1111-4222-8333-444455556666";

fn now(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + 60 * minutes).unwrap()
}

fn context() -> DossierContext {
    let actor = Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() };
    let employer = EmployerId::from(Uuid::from_u128(7));
    let events = vec![Event {
        id: Uuid::from_u128(1).into(),
        chain: Uuid::from_u128(99).into(),
        at: now(0),
        actor: actor.clone(),
        version: 1,
        previous: START.to_owned(),
        action: Action::DossierStarted {
            handbook: "test".into(),
            employer: Some(employer),
            due: None,
            environment: None,
        },
    }];
    DossierContext {
        other_versions: vec![Arc::new(handbook(2))],
        newest: Some(2),
        employer: Some(Employer {
            id: employer,
            company_name: "Bakkerij Voorbeeld B.V.".into(),
            employer_id: None,
            employer_number: None,
            kvk: None,
            email: None,
            administrations: vec![],
            changed: now(0),
            loket: None,
        }),
        settings: OfficeSettings {
            actor: Some(actor),
            office_name: "Kantoor Voorbeeld".into(),
            saved: now(0),
            ..OfficeSettings::default()
        },
        ..context::context(handbook(1), events, now(1))
    }
}

fn read(id: &str) -> Readings {
    let employer = EmployerReading {
        id: id.into(),
        employer_number: 1,
        company_name: "Bakkerij Voorbeeld B.V.".into(),
        chamber_of_commerce_number: None,
        email_address: None,
    };
    Readings { employer: Source::read("GetEmployerByEmployerId", now(0), employer), ..Readings::default() }
}

fn answered(item: &str, value: &str) -> DossierChange {
    DossierChange::AnswerItem { item: item.into(), answer: Some(Answer::of(value)) }
}

fn decided(context: DossierContext, change: DossierChange) -> Result<domain::Decision, Refusal> {
    let mut ids = 100;
    decide(context, change, || {
        ids += 1;
        Uuid::from_u128(ids).into()
    })
}

#[test]
fn completing_takes_over_what_is_known_or_nothing_at_all() {
    let step = || DossierChange::CompleteStep { step: "step".into() };
    assert!(matches!(decided(context(), step()), Err(Refusal::Incomplete { .. })));
    let after = decided(context(), answered("employer", GUID)).unwrap().after;
    let decision = decided(after, step()).unwrap();
    let actions: Vec<_> = decision.events.iter().map(|event| &event.action).collect();
    assert!(
        matches!(actions[..], [Action::ItemAnswered { origin: Some(_), .. }, Action::StepCompleted { .. }]),
        "{actions:?}"
    );
    assert_eq!(decision.after.dossier.answer(&"office".into()), Some(&Answer::of("Kantoor Voorbeeld")));
    assert_eq!(decision.learnt, [], "what was taken over teaches nothing");
}

#[test]
fn completing_takes_over_what_a_run_of_hours_proves_and_no_more() {
    let run = serde_json::json!({
        "run": Uuid::from_u128(5), "employer": Uuid::from_u128(7), "administration": 101,
        "period": { "year": 2026, "kind": "month", "number": 11 }, "status": "made", "created": now(0),
        "changed": now(0), "actor": { "name": "Noor Voorbeeld", "initials": "NV" }, "people": 2, "rows": 2,
        "totals": [], "sha256": "ab", "uploaded": null, "signedOff": null,
        "stages": { "made": now(0), "sent": null, "unsent": 0, "processed": null, "compared": null }
    });
    let summary: RunSummary = serde_json::from_value(run).unwrap();
    let on_run = |fact: RunFact, proves: bool| {
        let mut book = handbook(1);
        book.steps[0].items.retain(|item| item.id.as_str() == "employer");
        let line = &mut book.steps[0].items[0];
        (line.check, line.ask) = (None, serde_json::from_str(r#"{"kind":"confirm"}"#).unwrap());
        line.run = Some(RunProof { fact, proves });
        let mut context = DossierContext { handbook: Arc::new(book), ..context() };
        context.runs.runs = vec![summary.clone()];
        context.look_at_runs();
        decided(context, DossierChange::CompleteStep { step: "step".into() })
    };
    let proven = on_run(RunFact::FileMade, true).unwrap();
    let answered = &proven.after.dossier.answers["employer"];
    assert!(matches!(answered.origin.as_ref().unwrap().source, OriginSource::HoursRun { .. }));
    assert!(matches!(on_run(RunFact::FileMade, false), Err(Refusal::Incomplete { .. })), "somebody's word");
    assert!(matches!(on_run(RunFact::Reconciled, true), Err(Refusal::Incomplete { .. })), "not seen");
}

#[test]
fn answers_for_a_step_and_its_completion_are_one_decision_or_none() {
    let change = |item: &str| DossierChange::AnswerAndComplete {
        step: "step".into(),
        answers: [(item.into(), Answer::of(GUID))].into(),
    };
    // The line that is asked for stays open: the one that was answered is not kept either.
    assert!(matches!(decided(context(), change("person")), Err(Refusal::Incomplete { .. })));
    assert_eq!(decided(context(), change("elsewhere")).unwrap_err(), Refusal::UnknownItem);
    let decision = decided(context(), change("employer")).unwrap();
    assert_eq!(decision.after.dossier.answer(&"employer".into()), Some(&Answer::of(GUID)));
    let completed = decision.events.last().unwrap();
    assert!(matches!(completed.action, Action::StepCompleted { .. }));
    // What was answered before stands.
    let own = "3f2a9c10-1111-4222-8333-000000000000";
    let before = decided(context(), answered("employer", own)).unwrap().after;
    let decision = decided(before, change("employer")).unwrap();
    assert_eq!(decision.after.dossier.answer(&"employer".into()), Some(&Answer::of(own)));
    // Undoing it opens the step again.
    let event = decision.after.dossier.undoable.unwrap();
    let undone = decided(decision.after, DossierChange::Undo { event }).unwrap();
    assert!(undone.after.dossier.step(&"step".into()).is_none_or(|step| step.completed.is_none()));
}

#[test]
fn a_dossier_is_handed_over_to_somebody_with_a_name_and_undoing_gives_it_back() {
    let to = |name: &str| Some(Actor { name: name.into(), initials: "SP".into() });
    let assign = |name: &str| DossierChange::Assign { to: to(name) };
    assert_eq!(decided(context(), assign("  ")).unwrap_err(), Refusal::NeedsWords);
    let after = decided(context(), assign("Sam Proef")).unwrap().after;
    assert_eq!(after.dossier.assigned, to("Sam Proef"));
    let event = after.dossier.undoable.unwrap();
    let undone = decided(after, DossierChange::Undo { event }).unwrap();
    assert_eq!(undone.after.dossier.assigned, None);
}

#[test]
fn a_verdict_that_an_answer_changes_is_judged_in_the_same_decision() {
    let after = decided(context(), answered("employer", GUID)).unwrap().after;
    let check = DossierChange::RecordCheck { readings: Box::new(read(GUID)) };
    let after = decided(after, check).unwrap().after;
    assert!(!after.dossier.checks["employer"].blocks());
    // From here on the readings are kept.
    let kept = DossierContext { readings: read(GUID), ..after };
    let other = "3f2a9c10-1111-4222-8333-000000000000";
    let decision = decided(kept, answered("employer", other)).unwrap();
    let checked: Vec<_> = decision
        .events
        .iter()
        .filter(|event| matches!(event.action, Action::Checked { check: CheckId::EmployerIdMatches, .. }))
        .collect();
    assert_eq!((decision.events.len(), checked.len()), (2, 1));
    assert!(decision.after.dossier.checks["employer"].blocks());
    let last = decision.after.dossier.undoable.unwrap();
    let undone = decided(decision.after, DossierChange::Undo { event: last }).unwrap();
    assert!(!undone.after.dossier.checks["employer"].blocks(), "undoing it judges again");
}

#[test]
fn what_identifies_a_person_is_never_learnt_and_what_stands_there_is_no_change() {
    let decision = decided(context(), answered("person", "Meneer Kanariegeel")).unwrap();
    assert_eq!(decision.learnt, []);
    let decision = decided(context(), answered("office", " Kantoor Proef ")).unwrap();
    let value = decision.learnt.first().map(|one: &LearntValue| (one.fill, one.value.clear().unwrap()));
    assert_eq!(value, Some((Fill::OfficeName, "Kantoor Proef")));
    let again = decided(decision.after, answered("office", "Kantoor Proef")).unwrap();
    assert!(again.events.is_empty());
}

#[test]
fn without_a_name_nothing_is_done_and_moving_goes_by_the_newest_version() {
    let nameless = OfficeSettings { actor: None, ..context().settings };
    let nobody = DossierContext { settings: nameless, ..context() };
    assert_eq!(decided(nobody, DossierChange::SignOff {}).unwrap_err(), Refusal::NeedsName);
    let moved = decided(context(), DossierChange::MoveToNewest {}).unwrap();
    assert_eq!((moved.after.handbook.version, moved.events[0].version), (2, 2));
    let event = moved.after.dossier.undoable.unwrap();
    let back = decided(moved.after, DossierChange::Undo { event }).unwrap();
    assert_eq!(back.after.handbook.version, 1);
    let newest = DossierContext { newest: Some(1), ..context() };
    assert_eq!(decided(newest, DossierChange::MoveToNewest {}).unwrap_err(), Refusal::NoSuchVersion);
}

fn check(readings: Readings) -> DossierChange {
    DossierChange::RecordCheck { readings: Box::new(readings) }
}

fn refused() -> Readings {
    let why = Unread::NotPermitted { activity: "Get".into(), rights: vec![], products: vec![] };
    Readings { employer: Source::Unread { why }, ..Readings::default() }
}

/// A dossier whose check fails, seen by Noor; the next one at the keyboard is Ben.
fn failing() -> DossierContext {
    let other = "3f2a9c10-1111-4222-8333-000000000000";
    let after = decided(context(), answered("employer", GUID)).unwrap().after;
    let mut after = decided(after, check(read(other))).unwrap().after;
    assert!(after.dossier.checks["employer"].blocks());
    after.settings.actor = Some(Actor { name: "Ben Voorbeeld".into(), initials: "BV".into() });
    after.now = now(5);
    after
}

#[test]
fn what_failed_stands_in_the_way_until_somebody_sees_that_it_is_so() {
    let decision = decided(failing(), check(refused())).unwrap();
    assert!(matches!(
        &decision.events[..],
        [Event { action: Action::Checked { verdict, other_input: false, .. }, .. }]
            if matches!(verdict.outcome, Outcome::Unknown { .. })
    ));
    let after = decision.after;
    let checked = &after.dossier.checks["employer"];
    assert!(checked.blocks());
    assert_eq!((checked.stamp.actor.initials.as_str(), checked.stamp.at), ("NV", now(1)));
    let unseen = checked.unseen.as_ref().unwrap();
    assert_eq!((unseen.stamp.actor.initials.as_str(), unseen.stamp.at), ("BV", now(5)));
    assert!(matches!(&unseen.because[..], [Unread::NotPermitted { .. }]));
    assert_eq!(checked.asked_at(), now(5), "it was asked then");
    let step = DossierChange::CompleteStep { step: "step".into() };
    assert!(matches!(decided(after.clone(), step), Err(Refusal::Incomplete { .. })));
    assert!(matches!(decided(after.clone(), DossierChange::SignOff {}), Err(Refusal::StepsOpen { .. })));
    // Asked again without a better view, nothing else stands there.
    let again = decided(after, check(refused())).unwrap().after;
    assert!(again.dossier.checks["employer"].blocks());
    // Who sees that it is so, takes it away; a reason does as well.
    let seen = decided(again.clone(), check(read(GUID))).unwrap().after;
    let checked = &seen.dossier.checks["employer"];
    assert!(!checked.blocks() && checked.unseen.is_none());
    let go_on = DossierChange::GoOn { item: "employer".into(), reason: "Nagebeld".into() };
    let went_on = decided(again, go_on).unwrap().after;
    assert!(!went_on.dossier.checks["employer"].blocks());
    let still = decided(went_on, check(refused())).unwrap().after;
    assert!(!still.dossier.checks["employer"].blocks(), "and the reason holds");
}

#[test]
fn what_failed_says_nothing_of_another_input() {
    let anew = "3f2a9c10-1111-4222-8333-999999999999";
    let mut entered = failing();
    entered.readings = refused();
    let decision = decided(entered, answered("employer", anew)).unwrap();
    assert!(matches!(decision.events.last().unwrap().action, Action::Checked { other_input: true, .. }));
    let checked = &decision.after.dossier.checks["employer"];
    assert!(matches!(checked.verdict.outcome, Outcome::Unknown { .. }) && checked.unseen.is_none());
    let mut other = failing();
    other.readings = refused();
    let elsewhere = decided(other, answered("person", "Iemand")).unwrap().after;
    assert!(elsewhere.dossier.checks["employer"].blocks(), "another answer takes nothing away");
    let before: Vec<Event> = elsewhere.events.clone();
    let folded = Dossier::replay(&before, String::new()).unwrap();
    assert_eq!(folded.checks, elsewhere.dossier.checks, "and a fold of it all says the same");
}

#[test]
fn verdicts_of_earlier_versions_read_and_keep_their_form() {
    let old = r#"{"do":"checked","item":"employer","check":"userIsActive","verdict":{"outcome":{"kind":"met"},"remarks":[{"kind":"secondFactor"},{"kind":"departmentManager"}],"evidence":[]}}"#;
    let action: Action = serde_json::from_str(old).unwrap();
    assert!(
        matches!(&action, Action::Checked { verdict, other_input: false, .. } if verdict.remarks.len() == 2)
    );
    assert_eq!(serde_json::to_string(&action).unwrap(), old);
}

/// The answer stands in the history as it was given, not as "recorded" and nothing.
#[test]
fn an_event_is_told_with_the_version_of_the_handbook_that_it_names() {
    let mut context = context();
    let mut newest = handbook(2);
    newest.steps[0].items.remove(1);
    newest.steps[0].title = domain::Text { nl: "other".into(), en: "other".into() };
    context.other_versions = vec![Arc::new(newest)];
    let answered = decided(context, answered("office", "Kantoor Voorbeeld")).unwrap().after;
    let last = answered.events.last().unwrap().id;
    let moved = decided(answered, DossierChange::MoveToNewest {}).unwrap().after;
    assert_eq!(moved.dossier.version, 2);
    let undone =
        decided(moved, DossierChange::AddNote { step: Some("step".into()), text: "n".into() }).unwrap().after;
    let told: Vec<_> = history(&undone)
        .into_iter()
        .map(|line| (line.id, line.step.map(|s| s.nl), line.item.map(|i| i.nl), line.value.map(|v| v.nl)))
        .collect();
    let words = |words: &str| Some(words.to_owned());
    assert_eq!(told[1], (last, words("t"), words("o"), words("Kantoor Voorbeeld")));
    assert_eq!(told[3].1, words("other"), "what was done after the move, in the words of the newer version");
}

/// The clock went back a day: the order stays that of the chain, and the line says so.
#[test]
fn a_clock_that_went_back_is_said_and_the_order_stays_that_of_the_chain() {
    let mut context = context();
    let note = |words: &str| DossierChange::AddNote { step: None, text: words.into() };
    for (minutes, words) in [(2, "before"), (2 - 24 * 60, "a day back"), (3, "right again")] {
        context.now = now(minutes);
        context = decided(context, note(words)).unwrap().after;
    }
    let told: Vec<_> =
        history(&context).into_iter().map(|line| (line.value.map(|v| v.nl), line.clock_back)).collect();
    let value = |words: &str| Some(words.to_owned());
    assert_eq!(
        told[1..],
        [(value("before"), false), (value("a day back"), true), (value("right again"), false)]
    );
    let said = domain::record_words::happening(&history(&context)[2], Language::Nl);
    assert_eq!(said, "Notitie: a day back (de klok van de computer stond hier terug)");
}

#[test]
fn a_password_is_not_said_to_be_gone_or_kept_against_what_is_known() {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let mut book = serde_json::to_value(handbook(1)).unwrap();
    book["steps"][0]["items"] = serde_json::json!([
        { "id": "user", "label": text("u"), "ask": { "kind": "field", "type": "gebruikersnaam" } },
        { "id": "secret", "label": text("s"), "ask": { "kind": "secret", "username": "user", "holder": text("h") } },
        { "id": "decision", "label": text("d"), "ask": { "kind": "choice",
          "removes": { "secret": "secret", "option": "gone" },
          "options": [{ "id": "gone", "text": text("g") }, { "id": "stays", "text": text("s") }] } }
    ]);
    let book: Handbook = serde_json::from_value(book).unwrap();
    let say = |option: &str, keeps_secret: Option<bool>| {
        let context = DossierContext { handbook: Arc::new(book.clone()), keeps_secret, ..context() };
        decided(context, answered("decision", option)).map(|decision| decision.events.len())
    };
    let secret = || "secret".into();
    assert_eq!(say("gone", Some(false)), Ok(1));
    assert_eq!(say("stays", Some(true)), Ok(1));
    assert_eq!(say("gone", Some(true)), Err(Refusal::StillKept { secret: secret() }));
    assert_eq!(say("gone", None), Err(Refusal::StillKept { secret: secret() }), "not known is not gone");
    assert_eq!(say("stays", Some(false)), Err(Refusal::NotKept { secret: secret() }));
    assert_eq!(say("stays", None), Ok(1), "that it is to stay is for a person to say");
}
