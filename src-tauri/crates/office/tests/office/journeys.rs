//! Every handbook from start to signed-off dossier, over all its branches, on real records.

use crate::changes::Changes as _;
use crate::fixture::{Fixture, good_answer, noor};
use domain::event::Waiting;
use domain::history::Happening;
use domain::id::DossierId;
use domain::item::{Ask, Choice};
use domain::progress::{DossierStatus, StepStatus, is_finished};
use domain::state::OpenDossier;
use domain::{Answer, DossierChange, Personal};
use office::refusal::Refusal;
use office::settings::Settings;

const HANDBOOKS: [&str; 6] = [
    "leerrekening-iob",
    "asr-salarisverwerker",
    "personeelssysteem-koppeling",
    "asr-werkgever",
    "mijnloket-activeren",
    "loket-toegang",
];

fn waiting() -> Waiting {
    Waiting {
        on: "Loket".into(),
        contact: Some("Meneer Proef".into()),
        reason: "omgevingscode".into(),
        since: jiff::civil::date(2026, 11, 18),
        due: jiff::civil::date(2026, 11, 24),
        then: "Bel de helpdesk".into(),
    }
}

/// Works through a dossier with the `pick`th option of every choice.
fn work_through(fixture: &Fixture, id: DossierId, pick: usize) -> OpenDossier {
    let book = fixture.office.open_dossier(id).unwrap().handbook;
    for step in &book.steps {
        for item in &step.items {
            let state = fixture.office.open_dossier(id).unwrap().state;
            let now = state.steps.iter().find(|now| now.step == step.id).unwrap();
            let ruled_out = matches!(
                now.status,
                StepStatus::RuledOut { .. } | StepStatus::NotApplicable { .. } | StepStatus::DependsOn { .. }
            );
            if ruled_out || !state.items[&item.id].applies {
                continue;
            }
            let password = |secret| fixture.office.password(id, secret).unwrap();
            let answer = good_answer(item, &book, pick);
            match &item.ask {
                Ask::Secret(_) => {
                    password(&item.id).make().unwrap();
                    continue;
                }
                Ask::Choice(Choice { removes: Some(removal), .. })
                    if answer == Some(Answer::of(&removal.option)) =>
                {
                    password(&removal.secret).forget().unwrap();
                    continue;
                }
                _ => {}
            }
            if let Some(answer) = answer {
                fixture.office.answer(id, item.id.as_str(), Some(answer)).unwrap();
            } else {
                fixture.office.start_wait(id, step.id.as_str(), Some(item.id.as_str()), waiting()).unwrap();
                let on = jiff::civil::date(2026, 11, 23);
                fixture.office.end_wait(id, step.id.as_str(), Some(item.id.as_str()), on).unwrap();
            }
        }
        let state = fixture.office.open_dossier(id).unwrap().state;
        let now = state.steps.iter().find(|now| now.step == step.id).unwrap();
        if !is_finished(&now.status) {
            fixture.office.complete_step(id, step.id.as_str()).unwrap_or_else(|refusal| {
                panic!("{} {}: {refusal:?}", book.id, step.id);
            });
        }
    }
    fixture.office.open_dossier(id).unwrap()
}

#[test]
fn every_handbook_can_be_worked_through_by_every_branch_and_signed_off() {
    for handbook in HANDBOOKS {
        for pick in 0..2 {
            let fixture = Fixture::new();
            let id = fixture.start(handbook);
            let done = work_through(&fixture, id, pick);
            assert!(done.state.complete, "{handbook} by option {pick}");
            let signed = fixture.office.sign_off(id).unwrap();
            assert_eq!(signed.summary.status, DossierStatus::Done);
            let report = fixture.office.report_html(id).unwrap();
            let html = String::from_utf8(report.bytes).unwrap();
            assert!(html.contains(&done.handbook.title.nl), "{handbook}");
            assert!(fixture.office.report_pdf(id).unwrap().bytes.starts_with(b"%PDF"));
        }
    }
}

#[test]
fn what_arrived_on_a_day_is_recorded_once_and_another_day_corrects_it() {
    let fixture = Fixture::new();
    let id = fixture.start("leerrekening-iob");
    let events = |day| {
        let on = jiff::civil::date(2026, 11, day);
        let state = fixture.office.end_wait(id, "choose-package", Some("other-wait"), on).unwrap();
        assert_eq!(state.items["other-wait"].arrived, Some(on.to_string()));
        fixture.office.open_dossier(id).unwrap().state.history_count
    };
    let first = events(23);
    assert_eq!(events(23), first, "a second press of the button adds nothing");
    assert_eq!(events(24), first + 1);
}

#[test]
fn a_reason_for_other_rights_stands_in_the_history_and_the_report() {
    let fixture = Fixture::new();
    let id = fixture.start("leerrekening-iob");
    let ticked = Answer::Set { ids: ["viewWages".to_owned()].into() };
    fixture.office.answer(id, "rights", Some(ticked)).unwrap();
    let reason = "De andere rechten komen maandag";
    let go_on = DossierChange::GoOn { item: "rights".into(), reason: reason.into() };
    let state = fixture.office.change_dossier(id, go_on).unwrap();
    assert_eq!(state.items["rights"].went_on.as_ref().unwrap().reason, Personal::from(reason));
    assert!(state.items["rights"].findings.is_empty(), "{:?}", state.items["rights"].findings);
    let history = fixture.office.dossier_history(id).unwrap();
    let line = history.iter().find(|line| line.what == Happening::WentOn).unwrap();
    assert_eq!(line.value.as_ref().map(|value| value.nl.as_str()), Some(reason));
    let html = String::from_utf8(fixture.office.report_html(id).unwrap().bytes).unwrap();
    assert!(html.contains("Toch doorgegaan door NV") && html.contains(reason));
    // It is sealed, and there again after closing.
    let fixture = fixture.reopened();
    fixture.office.keychain().unwrap();
    let state = fixture.office.open_dossier(id).unwrap().state;
    assert_eq!(state.items["rights"].went_on.as_ref().unwrap().reason, Personal::from(reason));
    // What is not gone on over cannot be.
    let none = DossierChange::GoOn { item: "user-name".into(), reason: reason.into() };
    assert_eq!(fixture.office.change_dossier(id, none).unwrap_err(), Refusal::BadInput);
}

#[test]
fn a_dossier_is_the_same_after_closing_and_opening() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    fixture.office.add_note(id, None, "Vrijdag afwezig. Bel op maandag.").unwrap();
    let before = fixture.office.open_dossier(id).unwrap().state;
    let fixture = fixture.reopened();
    fixture.office.keychain().unwrap();
    let after = fixture.office.open_dossier(id).unwrap().state;
    assert_eq!(after.items["user-name"].answer, before.items["user-name"].answer);
    assert_eq!(after.notes[0].text, Personal::from("Vrijdag afwezig. Bel op maandag."));
    assert_eq!(after.history_count, before.history_count);
}

#[test]
fn what_is_known_is_filled_in_and_says_where_from() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let state = fixture.office.open_dossier(id).unwrap().state;
    let known: Vec<_> = state.items.values().filter_map(|item| item.proposal.as_ref()).collect();
    let says = |value: &str| known.iter().any(|proposal| proposal.value.clear() == Some(value));
    assert!(says("Kantoor Voorbeeld"));
    assert!(says("3f2a9c10-1111-4222-8333-444455556666"));
    assert!(says("123456782L01"));
    assert!(says("month"));
    let count = &state.items["number-of-administrations"].proposal;
    assert_eq!(count.as_ref().and_then(|known| known.value.clear()), Some("one"), "counted on the card");
}

#[test]
fn weekly_pay_is_shown_as_known_and_asks_what_the_partner_wants() {
    let fixture = Fixture::new();
    let employer = fixture.employer("Bakkerij Voorbeeld B.V.");
    let mut weekly = fixture.office.employer(employer).unwrap().employer;
    weekly.administrations[0].payroll_period_type = Some(domain::employer::PayrollPeriodType::Week);
    fixture.office.save_employer_card(&weekly).unwrap().card.unwrap();
    let id = fixture.office.start_dossiers(&"asr-werkgever".into(), &[employer], None).unwrap()[0].dossier;
    let open = fixture.office.open_dossier(id).unwrap();
    let proposed = open.state.items["pay-frequency"].proposal.clone().unwrap();
    let (_, item) = open.handbook.item(&"pay-frequency".into()).unwrap();
    let domain::Ask::Choice(choice) = &item.ask else { panic!("a choice") };
    assert!(choice.options.iter().any(|option| proposed.value.clear() == Some(&option.id)));
    assert_eq!(open.state.items["form-frequency"].proposal, None, "the form does not know it");
    let state = fixture.office.answer(id, "pay-frequency", Some(Answer::of("week"))).unwrap();
    let (question, answer) = (&state.items["weekly-question"], &state.items["form-frequency"]);
    assert!(question.applies && question.message.is_some());
    assert!(answer.applies && !answer.findings.is_empty(), "the step is not done without it");
    fixture.office.answer(id, "form-frequency", Some(Answer::of("fourWeeks"))).unwrap();
    let next = fixture.start("asr-werkgever");
    let state = fixture.office.open_dossier(next).unwrap().state;
    let known = |item: &str| {
        state.items[item].proposal.as_ref().and_then(|known| known.value.clear().map(str::to_owned))
    };
    assert_eq!(known("pay-frequency").as_deref(), Some("month"), "the card's own, and nothing was learnt");
    assert_eq!(
        known("form-frequency").as_deref(),
        Some("month"),
        "asked always, and filled in where it is known"
    );
}

#[test]
fn an_answer_of_the_office_is_asked_once() {
    let fixture = Fixture::new();
    let employer = fixture.employer("Garage Proefrit B.V.");
    let first = fixture.office.start_dossiers(&"asr-salarisverwerker".into(), &[], None).unwrap()[0].dossier;
    let open = fixture.office.open_dossier(first).unwrap();
    let code = |open: &OpenDossier| {
        let item = open.handbook.items().find(|(_, item)| {
            domain::known::fill_of(&item.ask) == Some(domain::item::Fill::OfficeEnvironmentCode)
        });
        item.unwrap().1.id.clone()
    };
    fixture.office.answer(first, code(&open).as_str(), Some(Answer::of("KV-77"))).unwrap();
    let second =
        fixture.office.start_dossiers(&"personeelssysteem-koppeling".into(), &[employer], None).unwrap()[0]
            .dossier;
    let open = fixture.office.open_dossier(second).unwrap();
    let proposal = open.state.items[&code(&open)].proposal.clone().unwrap();
    assert_eq!(proposal.value, Personal::from("KV-77"));
}

#[test]
fn the_mailbox_of_a_coupling_user_is_not_taken_for_that_of_the_office() {
    let fixture = Fixture::bare();
    fixture.office.save_settings(Settings { office_email: String::new(), ..noor() }).unwrap();
    let address = |id, item: &str| {
        let state = fixture.office.open_dossier(id).unwrap().state;
        state.items[item].proposal.as_ref().and_then(|known| known.value.clear().map(str::to_owned))
    };
    let once = fixture.office.start_dossiers(&"asr-salarisverwerker".into(), &[], None).unwrap()[0].dossier;
    let books = ["asr-werkgever", "leerrekening-iob", "personeelssysteem-koppeling"];
    for id in books.map(|book| fixture.start(book)).into_iter().chain([once]) {
        let typed = Answer::of("koppeling@kantoor-voorbeeld.example");
        fixture.office.answer(id, "user-email", Some(typed)).unwrap();
    }
    assert_eq!(address(once, "office-email"), None);
    for (book, item) in books.into_iter().zip(["office-email", "user-email", "report-email"]) {
        assert_eq!(address(fixture.start(book), item), None, "{book}");
    }
    let typed = Answer::of("salaris@kantoor-voorbeeld.example");
    fixture.office.answer(once, "office-email", Some(typed)).unwrap();
    for book in books {
        let known = address(fixture.start(book), "user-email");
        assert_eq!(known.as_deref(), Some("salaris@kantoor-voorbeeld.example"), "{book}: still a proposal");
    }
}

#[test]
fn wrong_values_are_kept_as_typed_and_block_the_step() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let state = fixture.office.answer(id, "user-name", Some(Answer::of("te lang!! of fout"))).unwrap();
    assert_eq!(state.items["user-name"].answer, Some(Answer::of("te lang!! of fout")));
    assert_eq!(state.summary.status, DossierStatus::Problem);
    let refusal = fixture.office.complete_step(id, "make-user").unwrap_err();
    assert!(
        matches!(refusal, Refusal::Incomplete { findings } if findings.iter().any(|f| f.item == "user-name"))
    );
}

#[test]
fn undo_takes_back_the_last_thing_and_only_that() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("eerste"))).unwrap();
    let state = fixture.office.answer(id, "user-name", Some(Answer::of("tweede"))).unwrap();
    let last = state.undoable.unwrap().id;
    let state = fixture.office.undo(id, last).unwrap();
    assert_eq!(state.items["user-name"].answer, Some(Answer::of("eerste")));
    assert_eq!(fixture.office.undo(id, last).unwrap_err(), Refusal::NothingToUndo);
    let history = fixture.office.dossier_history(id).unwrap();
    assert!(history.iter().any(|line| line.id == last && line.undone));
}

#[test]
fn a_reopening_clears_both_signatures_and_the_second_is_another_person() {
    let fixture = Fixture::new();
    let id = fixture.start("mijnloket-activeren");
    work_through(&fixture, id, 0);
    fixture.office.sign_off(id).unwrap();
    assert_eq!(fixture.office.countersign(id).unwrap_err(), Refusal::SamePerson);
    assert_eq!(fixture.office.set_due(id, None).unwrap_err(), Refusal::SignedOff);
    let other = office::settings::Settings { name: "Sam Proef".into(), initials: "SP".into(), ..noor() };
    fixture.office.save_settings(other).unwrap();
    assert!(fixture.office.countersign(id).unwrap().countersigned.is_some());
    let state = fixture.office.reopen_dossier(id).unwrap();
    assert!(state.signed_off.is_none() && state.countersigned.is_none());
}

#[test]
fn several_dossiers_start_in_one_go_but_never_a_second_open_one() {
    let fixture = Fixture::new();
    let employers: Vec<_> = ["A", "B", "C"].iter().map(|name| fixture.employer(name)).collect();
    assert_eq!(
        fixture.office.start_dossiers(&"asr-werkgever".into(), &employers[..2], None).unwrap().len(),
        2
    );
    assert_eq!(fixture.office.start_dossiers(&"asr-werkgever".into(), &employers, None).unwrap().len(), 1);
    assert_eq!(fixture.office.board().unwrap().rows.len(), 3);
}

#[test]
fn nothing_is_done_without_a_name_for_the_history() {
    let fixture = Fixture::bare();
    let employer = fixture.employer("Café De Proef");
    assert_eq!(
        fixture.office.start_dossiers(&"asr-werkgever".into(), &[employer], None).unwrap_err(),
        Refusal::NeedsName
    );
}

#[test]
fn the_request_for_access_names_every_activity_that_the_app_calls_and_where_it_returns_to() {
    let fixture = Fixture::new();
    let id = fixture.office.start_dossiers(&"loket-toegang".into(), &[], None).unwrap()[0].dossier;
    let body = |use_of_app: &str, item: &str| {
        let state = fixture.office.answer(id, "use", Some(Answer::of(use_of_app))).unwrap();
        assert!(state.items[item].applies, "{item}");
        let message = state.items[item].message.clone().unwrap();
        assert_eq!(message.to, "api@loket.nl");
        assert!(!message.body.contains(['{', '…']), "{}", message.body);
        message.body
    };
    let (reading, writing) = (body("read", "request-reading"), body("write", "request-writing"));
    for operation in office::LoketConnection::operations() {
        let line = format!("- {}: {}", operation.activity, operation.purpose.nl);
        assert_eq!(reading.contains(&line), !operation.writes, "{line}");
        assert!(writing.contains(&line), "{line}");
    }
    for address in fixture.office.connection().state().unwrap().registration.advised {
        assert!(reading.contains(&address) && writing.contains(&address), "{address}");
    }
    assert!(body("read", "writing-later").contains("PatchModulesByEmployerId"));
}
