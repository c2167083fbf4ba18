//! What the handbooks ask after an answer, and what their messages say.

use std::collections::BTreeSet;

use domain::field::{FieldProblem, FieldWarning};
use domain::findings::Problem;
use domain::id::DossierId;
use domain::progress::StepStatus;
use domain::state::DossierState;
use domain::text::Language;
use domain::{Answer, Personal};
use office::settings::Settings;

use crate::changes::Changes as _;
use crate::fixture::{Fixture, noor};

fn say(fixture: &Fixture, dossier: DossierId, item: &str, value: &str) -> DossierState {
    fixture.office.answer(dossier, item, Some(Answer::of(value))).unwrap()
}

fn status<'a>(state: &'a DossierState, step: &str) -> &'a StepStatus {
    &state.steps.iter().find(|one| one.step == step).unwrap().status
}

fn is_ruled_out(state: &DossierState, step: &str) -> bool {
    matches!(status(state, step), StepStatus::RuledOut { item } if !item.as_str().is_empty())
}

fn products(ids: &[&str]) -> Answer {
    Answer::Set { ids: ids.iter().map(ToString::to_string).collect::<BTreeSet<_>>() }
}

#[test]
fn the_message_about_mijnloket_lists_what_is_on_and_says_who_invites() {
    let fixture = Fixture::new();
    let id = fixture.start("mijnloket-activeren");
    fixture.office.answer(id, "functions", Some(products(&["leave-card"]))).unwrap();
    say(&fixture, id, "invitations-by", "office");
    let body = |state: &DossierState| state.items["client-message"].message.clone().unwrap().body;
    let state = fixture.office.open_dossier(id).unwrap().state;
    assert!(body(&state).contains("aan staan:\n…\n"), "not told yet, and not what was only chosen");
    let on = products(&["documents", "file-keeping", "leave-registration"]);
    let state = fixture.office.answer(id, "switched-on", Some(on)).unwrap();
    assert!(body(&state).contains("aan staan:\n- MijnLoket - Documenten\n"), "{}", body(&state));
    assert!(body(&state).contains("verstuurd door: Ons kantoor."), "{}", body(&state));
    let state = fixture.office.answer(id, "switched-on", Some(products(&[]))).unwrap();
    assert!(body(&state).contains("aan staan:\ngeen\n"), "{}", body(&state));
    fixture.office.save_settings(Settings { language: Language::En, ..noor() }).unwrap();
    let state = fixture.office.open_dossier(id).unwrap().state;
    assert!(body(&state).contains("that are on:\nnone\n"), "{}", body(&state));
    assert!(body(&state).contains("are sent by: Our office."), "{}", body(&state));
}

#[test]
fn linked_employees_are_checked_only_when_somebody_was_linked() {
    let fixture = Fixture::new();
    let id = fixture.start("personeelssysteem-koppeling");
    let rows = |action: &str| {
        let rows = vec![vec![Personal::from("14"), Personal::from(action)]];
        Some(Answer::Rows { rows, none: false })
    };
    let state = fixture.office.answer(id, "employees", rows("add")).unwrap();
    assert!(!state.items["linked-checked"].applies);
    let state = fixture.office.answer(id, "employees", rows("link")).unwrap();
    assert!(state.items["linked-checked"].applies);
}

#[test]
fn a_period_that_the_administration_cannot_have_is_wrong() {
    let fixture = Fixture::new();
    let id = fixture.start("personeelssysteem-koppeling");
    let wrong = |state: &DossierState, item: &str| {
        let problem = Problem::Value { problem: FieldProblem::OutOfRange };
        state.items[item].findings.iter().any(|finding| finding.problem == problem)
    };
    for (kind, item, last) in [
        ("month", "upload-period", 12),
        ("fourWeeks", "upload-period-four-weeks", 13),
        ("week", "upload-period-week", 53),
    ] {
        let state = say(&fixture, id, "period-type", kind);
        let asked: Vec<_> = state
            .items
            .iter()
            .filter(|(id, now)| id.as_str().starts_with("upload-period") && now.applies)
            .collect();
        assert_eq!(asked.len(), 1, "{kind}");
        assert!(!wrong(&say(&fixture, id, item, &last.to_string()), item), "{kind}");
        assert!(wrong(&say(&fixture, id, item, &(last + 1).to_string()), item), "{kind}");
        assert!(wrong(&say(&fixture, id, item, "0"), item), "{kind}");
    }
    assert!(wrong(&say(&fixture, id, "upload-year", "26"), "upload-year"));
    assert!(!wrong(&say(&fixture, id, "upload-year", "2026"), "upload-year"));
}

#[test]
fn the_user_name_of_the_example_of_asr_is_taken_with_a_warning() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-salarisverwerker");
    let state = say(&fixture, id, "user-name", "Webservice#01");
    assert_eq!(state.items["user-name"].findings, []);
    assert_eq!(state.items["user-name"].warning, Some(FieldWarning::UsernameNotForNewUser));
}

#[test]
fn a_standard_user_for_asr_gets_rights_and_a_web_service_user_a_party() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-salarisverwerker");
    let state = say(&fixture, id, "generation-answer", "webservice");
    assert!(is_ruled_out(&state, "give-rights") && !is_ruled_out(&state, "request-party"));
    let state = say(&fixture, id, "generation-answer", "standard");
    assert!(!is_ruled_out(&state, "give-rights") && is_ruled_out(&state, "request-party"));
    assert!(state.items["user-per-employer"].applies);
    say(&fixture, id, "user-level", "employer");
    let state = fixture.office.open_dossier(id).unwrap().state;
    assert!(
        !state.items["user-found"].applies,
        "Loket shows no user of an employer to the office as a whole"
    );
    let state = say(&fixture, id, "user-level", "office");
    assert!(state.items["user-found"].applies && state.items["rights"].applies);
    let state = say(&fixture, id, "code-needed", "no");
    assert!(is_ruled_out(&state, "ask-environment-code"));
    assert!(!is_ruled_out(&say(&fixture, id, "code-needed", "yes"), "ask-environment-code"));
}

#[test]
fn what_another_connects_is_not_asked_of_the_user() {
    let fixture = Fixture::new();
    let id = fixture.start("leerrekening-iob");
    let state = say(&fixture, id, "who-connects", "other");
    for step in ["sign-in", "give-consent"] {
        assert!(is_ruled_out(&state, step), "{step}");
    }
    for (item, asked) in [
        ("other-authorised", true),
        ("other-wait", true),
        ("finish-by-other", true),
        ("connect-clicked", false),
        ("finish-clicked", false),
    ] {
        assert_eq!(state.items[item].applies, asked, "{item}");
    }
}

#[test]
fn another_kind_of_user_named_by_asr_has_to_be_settled_first() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let state = say(&fixture, id, "user-generation", "standard");
    assert!(!state.items["generation-settled"].applies);
    let state = say(&fixture, id, "user-generation", "webservice");
    assert!(state.items["generation-question"].message.is_some());
    assert!(
        state.items["generation-settled"].applies && !state.items["generation-settled"].findings.is_empty()
    );
}

/// A message that was sent is followed by a wait, and one that was not is not.
#[test]
fn what_was_asked_for_is_waited_for() {
    let fixture = Fixture::new();
    for (handbook, message, wait) in [
        ("leerrekening-iob", "rights-request", "rights-wait"),
        ("asr-werkgever", "contract-request", "contract-wait"),
        ("asr-werkgever", "rights-request", "rights-wait"),
        ("asr-werkgever", "exchange-question", "exchange-wait"),
        ("asr-salarisverwerker", "employers-message", "employers-wait"),
        ("personeelssysteem-koppeling", "supplier-question", "supplier-wait"),
        ("personeelssysteem-koppeling", "code-request", "code-wait"),
    ] {
        let id = fixture.start(handbook);
        let before = fixture.office.open_dossier(id).unwrap().state;
        assert!(!before.items[wait].applies, "{handbook} {wait}");
        let state = fixture.office.answer(id, message, Some(Answer::Sent)).unwrap();
        assert!(state.items[wait].applies, "{handbook} {wait}");
    }
}
