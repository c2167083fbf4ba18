//! The lesson of each fictional employer is found, set right in Loket, and found in order.

use domain::answer::OriginSource;
use domain::findings::Problem;
use domain::reading::AccessBlock;
use domain::right::Right;
use domain::verdict::{Discrepancy, Outcome, Remark, Subject};
use domain::{Answer, Personal};
use office::history::Happening;
use office::refusal::Refusal;
use uuid::Uuid;

use crate::desk::{Desk, discrepancies, failing, is_met, outcome, silent};

/// De Leerrekening at an employer with a coupling user.
fn leerrekening(desk: &Desk, employer: &str, level: &str, user: &str) -> Uuid {
    let dossier = desk.start("leerrekening-iob", employer);
    desk.say(dossier, "user-level", level);
    desk.say(dossier, "user-name", user);
    dossier
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_is_well_nothing_fails_and_what_is_proven_is_answered_from_loket() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "Korenaar", "employer", "koppeling.korenaar");
    let state = desk.check(dossier).await;
    assert_eq!(failing(&state), []);
    for item in
        ["user-kind", "rights", "rights-no-more", "still-active", "application-connected", "company-chosen"]
    {
        assert!(is_met(&state, item), "{item}: {:?}", outcome(&state, item));
    }
    let kind = &state.items["user-kind"];
    assert_eq!(kind.answer, Some(Answer::Confirmed));
    assert_eq!(kind.origin.as_ref().unwrap().source, OriginSource::Loket);
    let evidence = &kind.check.as_ref().unwrap().verdict.as_ref().unwrap().evidence;
    assert!(
        evidence.iter().any(|one| one.operations.iter().any(|name| name.contains("User"))),
        "{evidence:?}"
    );
    let Some(Answer::Set { ids }) = &state.items["rights"].answer else { panic!("rights") };
    assert_eq!(ids.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_right_is_found_and_found_in_order_when_it_is_given() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "Van Aalst", "employer", "koppeling.aalst");
    let state = desk.check(dossier).await;
    assert_eq!(
        discrepancies(&state, "rights"),
        [Discrepancy::RightsMissing { rights: vec![Right::ViewLeave] }]
    );
    assert!(state.items["rights"].check.as_ref().unwrap().can_do);
    desk.loket.right(2, 9, "viewLeave").await;
    let state = desk.check(dossier).await;
    assert!(is_met(&state, "rights"));
    assert!(is_met(&state, "still-rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_on_the_user_that_replace_the_teams_are_found() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "De Vonk", "office", "koppeling.vonk");
    let state = desk.check(dossier).await;
    let check = state.items["rights"].check.as_ref().unwrap().verdict.as_ref().unwrap();
    assert!(check.remarks.contains(&Remark::RightsOnUser), "{check:?}");
    assert_ne!(check.outcome, Outcome::Met);
    desk.loket.press(&[("wat", "eigen-rechten"), ("werkgever", "3"), ("gebruiker", "5")]).await;
    assert!(is_met(&desk.check(dossier).await, "rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_too_many_is_found() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "Hazenpad", "employer", "koppeling.hazenpad");
    let state = desk.check(dossier).await;
    assert!(is_met(&state, "rights"));
    let many = vec!["Beheren dienstverbanden".to_owned()];
    assert_eq!(discrepancies(&state, "rights-no-more"), [Discrepancy::RightsTooMany { rights: many }]);
    desk.loket.right(4, 10, "manageEmployments").await;
    assert!(is_met(&desk.check(dossier).await, "rights-no-more"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_user_is_found() {
    let desk = Desk::connected().await;
    let dossier = desk.start("asr-werkgever", "Buitenhof");
    desk.say(dossier, "user-level", "employer");
    desk.say(dossier, "user-name", "koppeling.buitenhof");
    let state = desk.check(dossier).await;
    assert!(matches!(
        &discrepancies(&state, "user-active")[..],
        [Discrepancy::Barred { by: AccessBlock::UserBlocked }]
    ));
    desk.loket.press(&[("wat", "blokkeren"), ("werkgever", "5"), ("gebruiker", "11")]).await;
    let state = desk.check(dossier).await;
    assert!(is_met(&state, "user-active"));
    assert!(is_met(&state, "rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_user_for_two_couplings_is_found_between_applications_and_between_dossiers() {
    let desk = Desk::connected().await;
    let first = leerrekening(&desk, "Knipoog", "employer", "knipoog");
    let state = desk.check(first).await;
    assert!(
        matches!(&discrepancies(&state, "user-is-new")[..], [Discrepancy::SharedUser { .. }]),
        "{state:?}"
    );
    let korenaar = leerrekening(&desk, "Korenaar", "employer", "koppeling.korenaar");
    assert!(is_met(&desk.check(korenaar).await, "user-is-new"));
    let second = desk.start("asr-werkgever", "Korenaar");
    desk.say(second, "user-name", "Koppeling.Korenaar");
    let Discrepancy::SharedUser { handbooks } = &discrepancies(&desk.check(second).await, "user-is-new")[0]
    else {
        panic!("shared")
    };
    assert!(handbooks.iter().any(|name| name.contains("Leerrekening")), "{handbooks:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_without_access_is_found_and_so_is_one_who_sees_too_much() {
    let desk = Desk::connected().await;
    let groenrijk = leerrekening(&desk, "Groenrijk", "office", "koppeling.groenrijk");
    let state = desk.check(groenrijk).await;
    assert_eq!(discrepancies(&state, "company-chosen"), [Discrepancy::NoAccess]);
    assert!(matches!(
        &discrepancies(&state, "application-connected")[..],
        [Discrepancy::NotConnected { .. }]
    ));
    desk.loket.press(&[("wat", "toegang"), ("werkgever", "8"), ("ding", "4")]).await;
    assert!(is_met(&desk.check(groenrijk).await, "company-chosen"));
    let speelboom = leerrekening(&desk, "Speelboom", "office", "koppeling.speelboom");
    let state = desk.check(speelboom).await;
    assert_eq!(
        discrepancies(&state, "office-user-limited"),
        [Discrepancy::SeesOthers { employers: Some(4) }]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hours_coupling_finds_the_product_cost_centres_and_components() {
    let desk = Desk::connected().await;
    let noordzij = desk.start("personeelssysteem-koppeling", "Noordzij");
    let state = desk.check(noordzij).await;
    assert!(matches!(&discrepancies(&state, "import-product")[..], [Discrepancy::ProductsOff { .. }]));
    desk.loket.press(&[("wat", "product"), ("werkgever", "6"), ("ding", "50")]).await;
    assert!(is_met(&desk.check(noordzij).await, "import-product"));

    let speelboom = desk.start("personeelssysteem-koppeling", "Speelboom");
    desk.say(speelboom, "cost-split", "cost-center");
    let row = |from: &str, to: &str| vec![Personal::from(from), Personal::from(to)];
    let rows = vec![row("Babygroep", "1"), row("Buitenschoolse opvang", "99")];
    desk.office.answer(speelboom, "cost-centers", Some(Answer::Rows { rows, none: false })).unwrap();
    let rows = vec![row("Overuren", "16")];
    desk.office.answer(speelboom, "hour-components", Some(Answer::Rows { rows, none: false })).unwrap();
    let state = desk.check(speelboom).await;
    let missing = |discrepancies: Vec<Discrepancy>, what: Subject, value: &str| {
        assert!(
            discrepancies
                .iter()
                .any(|discrepancy| matches!(discrepancy, Discrepancy::NotInLoket { what: found, values }
                if *found == what && values.contains(&Personal::from(value)))),
            "{discrepancies:?}"
        );
    };
    missing(discrepancies(&state, "cost-centers"), Subject::CostCenter, "99");
    missing(discrepancies(&state, "hour-components"), Subject::Component, "16");
}

#[tokio::test(flavor = "multi_thread")]
async fn directors_and_the_period_come_from_loket_and_a_forgotten_director_is_found() {
    let desk = Desk::connected().await;
    let dossier = desk.start("asr-werkgever", "Staal");
    let state = desk.check(dossier).await;
    let Some(Answer::Rows { rows, .. }) = &state.items["directors"].answer else { panic!("directors") };
    assert_eq!(rows.len(), 2);
    assert_eq!(state.items["directors"].origin.as_ref().unwrap().source, OriginSource::Loket);
    let proposal = state.items["pay-frequency"].proposal.as_ref().unwrap();
    assert_eq!(proposal.value.clear(), Some("fourWeeks"));
    assert_eq!(proposal.origin.source, OriginSource::Loket);
    let fewer = Answer::Rows { rows: rows[..1].to_vec(), none: false };
    let asked = desk.loket.count("GET", "");
    let state = desk.office.answer(dossier, "directors", Some(fewer)).unwrap();
    assert!(matches!(
        &discrepancies(&state, "directors")[..],
        [Discrepancy::NotEntered { what: Subject::Director, .. }]
    ));
    let beside = state.items["directors"].rows_in_loket.as_ref().unwrap();
    assert_eq!(beside.missing, rows[1..], "the forgotten one, as it would be answered");
    assert!(beside.differing.is_empty() && beside.strange.is_empty());
    let both = Answer::Rows { rows: rows.clone(), none: false };
    let state = desk.office.answer(dossier, "directors", Some(both)).unwrap();
    assert_eq!(state.items["directors"].rows_in_loket, None, "taken over, nothing differs");
    let state = desk.say(dossier, "pay-frequency", "month");
    assert!(matches!(&discrepancies(&state, "pay-frequency")[..], [Discrepancy::Differs { .. }]));
    assert_eq!(state.items["pay-frequency"].in_loket.as_ref().unwrap().value.clear(), Some("fourWeeks"));
    assert_eq!(desk.loket.count("GET", ""), asked, "judged again without asking Loket");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_answer_is_judged_anew_without_a_connection_and_undoing_it_too() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "Korenaar", "employer", "koppeling.korenaar");
    desk.check(dossier).await;
    desk.loket.go_away();
    let state = desk.say(dossier, "user-name", "koppeling.korenar");
    assert!(matches!(&discrepancies(&state, "user-kind")[..], [Discrepancy::NoSuchUser { .. }]));
    let state = desk.office.undo(dossier, state.undoable.unwrap().id).unwrap();
    assert!(is_met(&state, "user-kind"), "{:?}", outcome(&state, "user-kind"));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_opening_again_an_answer_does_not_make_unknown_what_was_known() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "Korenaar", "employer", "koppeling.korenaar");
    desk.check(dossier).await;
    // The keychain was not asked yet: the readings are sealed.
    let desk = desk.reopened();
    let state = desk.say(dossier, "who-connects", "office");
    assert!(is_met(&state, "user-kind"), "{:?}", outcome(&state, "user-kind"));
}

#[tokio::test(flavor = "multi_thread")]
async fn mijnloket_needs_an_addendum_at_one_and_moves_to_pro_at_another() {
    let desk = Desk::connected().await;
    let eiken = desk.start("mijnloket-activeren", "Drie Eiken");
    let state = desk.check(eiken).await;
    assert!(matches!(
        &discrepancies(&state, "mijnloket-on")[..],
        [Discrepancy::ProductsOff { .. } | Discrepancy::ProductNotAvailable { .. }]
    ));
    let kroon = desk.start("mijnloket-activeren", "Kade & Kroon");
    let chosen = ["documents", "view-personal-data", "edit-personal-data"].map(str::to_owned).into();
    desk.office.answer(kroon, "functions", Some(Answer::Set { ids: chosen })).unwrap();
    let state = desk.check(kroon).await;
    assert!(is_met(&state, "mijnloket-on"));
    let found = discrepancies(&state, "switched-on");
    let names = |off: bool| -> Vec<String> {
        let names = found.iter().filter_map(|discrepancy| match discrepancy {
            Discrepancy::ProductsOff { products } if off => Some(products.clone()),
            Discrepancy::ProductsOn { products } if !off => Some(products.clone()),
            _ => None,
        });
        names.flatten().collect()
    };
    assert_eq!(names(true), ["Workflow editor"], "{found:?}");
    assert_eq!(names(false), ["Management Self Service"]);
    let either = ["Dossiervorming Qwoater Extended", "Dossiervorming Qwoater Lite"].map(str::to_owned).into();
    assert!(found.contains(&Discrepancy::OneOfProductsOff { products: either }), "{found:?}");
    assert_eq!(state.items["variant-in-loket"].answer, Some(Answer::of("pro")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_loket_answered_follows_loket_and_what_a_person_answered_stays() {
    let desk = Desk::connected().await;
    let kroon = desk.start("mijnloket-activeren", "Kade & Kroon");
    let chosen = ["documents", "view-personal-data", "edit-personal-data"].map(str::to_owned).into();
    desk.office.answer(kroon, "functions", Some(Answer::Set { ids: chosen })).unwrap();
    desk.check(kroon).await;
    desk.say(kroon, "in-list", "no");
    let preview = desk.office.preview_loket_change(kroon, "switched-on").await.unwrap();
    let state =
        desk.office.apply_loket_change(kroon, "switched-on", &preview.token, silent()).await.unwrap().state;
    assert_eq!(state.items["variant-in-loket"].answer, Some(Answer::of("plus")), "it was pro");
    let Some(Answer::Set { ids }) = &state.items["switched-on"].answer else { panic!("nothing is on") };
    assert!(ids.contains("workflow-editor") && !ids.contains("management-self-service"), "{ids:?}");
    assert_eq!(state.items["in-list"].answer, Some(Answer::of("no")), "typed");
    let before = state.history_count;
    let state = desk.check(kroon).await;
    let again = desk.check(kroon).await;
    assert_eq!(again.history_count - state.history_count, state.history_count - before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_there_as_lokets_is_not_asked_for_first() {
    let desk = Desk::connected().await;
    let staal = desk.start("asr-werkgever", "Staal");
    let state = desk.check(staal).await;
    for item in ["payroll-taxes-number", "employer-id", "pay-frequency"] {
        assert_eq!(state.items[item].answer, None, "{item} is adopted when the step is done");
        assert!(is_met(&state, item), "{item}: {:?}", outcome(&state, item));
    }
    assert!(is_met(&state, "directors"), "what Loket filled in is judged as filled in");
    let kleurrijk = desk.start("asr-werkgever", "Kleurrijk");
    let state = desk.check(kleurrijk).await;
    assert!(!is_met(&state, "payroll-taxes-number"), "of two numbers neither is known to be meant");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_check_blocks_the_step_until_one_goes_on_with_a_reason() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "Hazenpad", "employer", "koppeling.hazenpad");
    desk.say(dossier, "registered", "yes");
    desk.check(dossier).await;
    desk.office.answer(dossier, "rights-no-more", Some(Answer::Confirmed)).unwrap();
    let fails = |refusal: &Refusal| match refusal {
        Refusal::Incomplete { findings } => {
            findings.iter().filter(|f| matches!(f.problem, Problem::CheckFails { .. })).count()
        }
        other => panic!("{other:?}"),
    };
    desk.office.set_step_aside(dossier, "check-registration", "al geregeld").unwrap();
    desk.office.set_step_aside(dossier, "make-user", "al geregeld").unwrap();
    let refused = desk.office.complete_step(dossier, "give-rights").unwrap_err();
    assert_eq!(fails(&refused), 1, "{refused:?}");
    assert_eq!(desk.office.go_on(dossier, "rights-no-more", "  ").unwrap_err(), Refusal::NeedsWords);
    assert_eq!(desk.office.go_on(dossier, "rights", "x").unwrap_err(), Refusal::BadInput);
    let reason = "Loket geeft dit recht zelf terug";
    let state = desk.office.go_on(dossier, "rights-no-more", reason).unwrap();
    let went_on = state.items["rights-no-more"].check.as_ref().unwrap().went_on.as_ref().unwrap();
    assert_eq!(went_on.reason, Personal::from(reason));
    desk.office.complete_step(dossier, "give-rights").unwrap();
    assert!(!crate::desk::holds(&desk.on_disk(), reason), "the reason is sealed");
    // The reason holds for what it was given for: another lack stands in the way again.
    desk.loket.right(4, 10, "viewTaxReturn").await;
    let state = desk.check(dossier).await;
    assert!(state.items["rights-no-more"].check.as_ref().unwrap().went_on.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn verdicts_stand_in_the_history_and_in_the_report_and_the_chain_holds() {
    let desk = Desk::connected().await;
    let dossier = leerrekening(&desk, "Van Aalst", "employer", "koppeling.aalst");
    desk.check(dossier).await;
    desk.office.go_on(dossier, "rights", "Komt morgen").unwrap();
    let history = desk.office.dossier_history(dossier).unwrap();
    let happened = |what: Happening| history.iter().any(|line| line.what == what);
    assert!(happened(Happening::CheckMet) && happened(Happening::CheckFailed) && happened(Happening::WentOn));
    let html = String::from_utf8(desk.office.report_html(dossier).unwrap().bytes).unwrap();
    for words in [
        "Loket: in orde",
        "Loket: niet in orde",
        "Rechten ontbreken: Raadplegen verlofadministratie",
        "GetEmployerUsersByEmployerId",
        "Toch verder gegaan: Komt morgen (NV",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(desk.office.report_pdf(dossier).unwrap().bytes.starts_with(b"%PDF"));
    let file = desk.office.dossier_file(dossier).unwrap();
    assert!(!file.bytes.is_empty());
    let desk = desk.reopened();
    assert_eq!(desk.office.dossier_history(dossier).unwrap().len(), history.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_without_a_werkgever_id_cannot_be_asked_about() {
    let desk = Desk::connected().await;
    let mut card = desk.card("Korenaar");
    (card.id, card.employer_id, card.loket) = (Uuid::nil(), None, None);
    card.company_name = "Nog niet in Loket".into();
    card.employer_number = None;
    desk.office.save_employer(card).unwrap();
    let dossier = desk.start("leerrekening-iob", "Nog niet in Loket");
    let refused = desk.office.check_dossier(dossier, silent()).await.unwrap_err();
    let fault = office::connection::fault::LoketFault::NotLinked { employer: "Nog niet in Loket".into() };
    assert_eq!(refused, Refusal::Loket { fault });
}
