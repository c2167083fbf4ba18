//! The lesson of each fictional employer is found, set right in Loket, and found in order.

use domain::answer::OriginSource;
use domain::findings::Problem;
use domain::history::Happening;
use domain::id::{DossierId, EmployerId};
use domain::reading::AccessBlock;
use domain::right::Right;
use domain::verdict::{Discrepancy, Outcome, Remark, Subject};
use domain::{Answer, Personal};
use office::refusal::Refusal;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, discrepancies, failing, is_met, outcome, silent};

/// De Leerrekening at an employer with a coupling user.
fn leerrekening(connected: &ConnectedOffice, employer: &str, user: &str) -> DossierId {
    let dossier = connected.start("leerrekening-iob", employer);
    connected.say(dossier, "who-connects", "me");
    connected.say(dossier, "user-name", user);
    dossier
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_is_well_nothing_fails_and_what_is_proven_is_answered_from_loket() {
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "Korenaar", "koppeling.korenaar");
    let state = connected.check(dossier).await;
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
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "Van Aalst", "koppeling.aalst");
    let state = connected.check(dossier).await;
    assert_eq!(
        discrepancies(&state, "rights"),
        [Discrepancy::RightsMissing { rights: vec![Right::ViewLeave] }]
    );
    assert!(state.items["rights"].check.as_ref().unwrap().can_do);
    connected.loket.right(2, 9, "viewLeave").await;
    let state = connected.check(dossier).await;
    assert!(is_met(&state, "rights"));
    assert!(is_met(&state, "still-rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_on_the_user_that_replace_the_teams_are_found() {
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "De Vonk", "koppeling.vonk");
    let state = connected.check(dossier).await;
    let check = state.items["rights"].check.as_ref().unwrap().verdict.as_ref().unwrap();
    assert!(check.remarks.contains(&Remark::RightsOnUser), "{check:?}");
    assert_ne!(check.outcome, Outcome::Met);
    connected.loket.press(&[("wat", "eigen-rechten"), ("werkgever", "3"), ("gebruiker", "5")]).await;
    assert!(is_met(&connected.check(dossier).await, "rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_too_many_is_found() {
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "Hazenpad", "koppeling.hazenpad");
    let state = connected.check(dossier).await;
    assert!(is_met(&state, "rights"));
    let many = vec!["Beheren dienstverbanden".to_owned()];
    assert_eq!(discrepancies(&state, "rights-no-more"), [Discrepancy::RightsTooMany { rights: many }]);
    connected.loket.right(4, 10, "manageEmployments").await;
    assert!(is_met(&connected.check(dossier).await, "rights-no-more"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_user_is_found() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Buitenhof");
    connected.say(dossier, "user-level", "employer");
    connected.say(dossier, "user-name", "koppeling.buitenhof");
    let state = connected.check(dossier).await;
    assert!(matches!(
        &discrepancies(&state, "user-active")[..],
        [Discrepancy::Barred { by: AccessBlock::UserBlocked }]
    ));
    connected.loket.press(&[("wat", "blokkeren"), ("werkgever", "5"), ("gebruiker", "11")]).await;
    let state = connected.check(dossier).await;
    assert!(is_met(&state, "user-active"));
    assert!(is_met(&state, "rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_user_for_two_couplings_is_found_between_applications_and_between_dossiers() {
    let connected = ConnectedOffice::connected().await;
    let first = leerrekening(&connected, "Knipoog", "knipoog");
    let state = connected.check(first).await;
    assert!(
        matches!(&discrepancies(&state, "user-is-new")[..], [Discrepancy::SharedUser { .. }]),
        "{state:?}"
    );
    let korenaar = leerrekening(&connected, "Korenaar", "koppeling.korenaar");
    assert!(is_met(&connected.check(korenaar).await, "user-is-new"));
    let second = connected.start("asr-werkgever", "Korenaar");
    connected.say(second, "user-name", "Koppeling.Korenaar");
    let Discrepancy::SharedUser { handbooks } =
        &discrepancies(&connected.check(second).await, "user-is-new")[0]
    else {
        panic!("shared")
    };
    assert!(handbooks.iter().any(|name| name.contains("Leerrekening")), "{handbooks:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_without_access_is_found_and_so_is_one_who_sees_too_much() {
    let connected = ConnectedOffice::connected().await;
    let groenrijk = leerrekening(&connected, "Groenrijk", "koppeling.groenrijk");
    let state = connected.check(groenrijk).await;
    assert_eq!(discrepancies(&state, "company-chosen"), [Discrepancy::NoAccess]);
    assert!(matches!(
        &discrepancies(&state, "application-connected")[..],
        [Discrepancy::NotConnected { .. }]
    ));
    connected.loket.press(&[("wat", "toegang"), ("werkgever", "8"), ("ding", "4")]).await;
    assert!(is_met(&connected.check(groenrijk).await, "company-chosen"));
    let speelboom = leerrekening(&connected, "Speelboom", "koppeling.speelboom");
    let state = connected.check(speelboom).await;
    assert_eq!(
        discrepancies(&state, "office-user-limited"),
        [Discrepancy::SeesOthers { employers: Some(4) }]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hours_coupling_finds_the_product_cost_centres_and_components() {
    let connected = ConnectedOffice::connected().await;
    let noordzij = connected.start("personeelssysteem-koppeling", "Noordzij");
    let state = connected.check(noordzij).await;
    assert!(matches!(&discrepancies(&state, "import-product")[..], [Discrepancy::ProductsOff { .. }]));
    connected.loket.press(&[("wat", "product"), ("werkgever", "6"), ("ding", "50")]).await;
    assert!(is_met(&connected.check(noordzij).await, "import-product"));

    let speelboom = connected.start("personeelssysteem-koppeling", "Speelboom");
    connected.say(speelboom, "cost-split", "cost-center");
    let row = |from: &str, to: &str| vec![Personal::from(from), Personal::from(to)];
    let rows = vec![row("Babygroep", "1"), row("Buitenschoolse opvang", "99")];
    connected.office.answer(speelboom, "cost-centers", Some(Answer::Rows { rows, none: false })).unwrap();
    let rows = vec![row("Overuren", "16")];
    connected.office.answer(speelboom, "hour-components", Some(Answer::Rows { rows, none: false })).unwrap();
    let state = connected.check(speelboom).await;
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
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Staal");
    let state = connected.check(dossier).await;
    let Some(Answer::Rows { rows, .. }) = &state.items["directors"].answer else { panic!("directors") };
    assert_eq!(rows.len(), 2);
    assert_eq!(state.items["directors"].origin.as_ref().unwrap().source, OriginSource::Loket);
    let proposal = state.items["pay-frequency"].proposal.as_ref().unwrap();
    assert_eq!(proposal.value.clear(), Some("fourWeeks"));
    assert_eq!(proposal.origin.source, OriginSource::Loket);
    let fewer = Answer::Rows { rows: rows[..1].to_vec(), none: false };
    let asked = connected.loket.count("GET", "");
    let state = connected.office.answer(dossier, "directors", Some(fewer)).unwrap();
    assert!(matches!(
        &discrepancies(&state, "directors")[..],
        [Discrepancy::NotEntered { what: Subject::Director, .. }]
    ));
    let compared = state.items["directors"].rows_in_loket.as_ref().unwrap();
    assert_eq!(compared.missing, rows[1..], "the forgotten one, as it would be answered");
    assert!(compared.differing.is_empty() && compared.strange.is_empty());
    let both = Answer::Rows { rows: rows.clone(), none: false };
    let state = connected.office.answer(dossier, "directors", Some(both)).unwrap();
    assert_eq!(state.items["directors"].rows_in_loket, None, "taken over, nothing differs");
    let state = connected.say(dossier, "pay-frequency", "month");
    assert!(matches!(&discrepancies(&state, "pay-frequency")[..], [Discrepancy::Differs { .. }]));
    assert_eq!(state.items["pay-frequency"].in_loket.as_ref().unwrap().value.clear(), Some("fourWeeks"));
    assert_eq!(connected.loket.count("GET", ""), asked, "judged again without asking Loket");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_answer_is_judged_anew_without_a_connection_and_undoing_it_too() {
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "Korenaar", "koppeling.korenaar");
    connected.check(dossier).await;
    connected.loket.go_away();
    let state = connected.say(dossier, "user-name", "koppeling.korenar");
    assert!(matches!(&discrepancies(&state, "user-kind")[..], [Discrepancy::NoSuchUser { .. }]));
    let state = connected.office.undo(dossier, state.undoable.unwrap().id).unwrap();
    assert!(is_met(&state, "user-kind"), "{:?}", outcome(&state, "user-kind"));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_opening_again_an_answer_does_not_make_unknown_what_was_known() {
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "Korenaar", "koppeling.korenaar");
    connected.check(dossier).await;
    // The keychain was not asked yet: the readings are sealed.
    let connected = connected.reopened();
    let state = connected.say(dossier, "count-verdict", "same");
    assert!(is_met(&state, "user-kind"), "{:?}", outcome(&state, "user-kind"));
}

#[tokio::test(flavor = "multi_thread")]
async fn mijnloket_needs_an_addendum_at_one_and_moves_to_pro_at_another() {
    let connected = ConnectedOffice::connected().await;
    let eiken = connected.start("mijnloket-activeren", "Drie Eiken");
    let state = connected.check(eiken).await;
    assert!(matches!(
        &discrepancies(&state, "mijnloket-on")[..],
        [Discrepancy::ProductsOff { .. } | Discrepancy::ProductNotAvailable { .. }]
    ));
    let kroon = connected.start("mijnloket-activeren", "Kade & Kroon");
    let chosen = ["documents", "view-personal-data", "edit-personal-data"].map(str::to_owned).into();
    connected.office.answer(kroon, "functions", Some(Answer::Set { ids: chosen })).unwrap();
    let state = connected.check(kroon).await;
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
    let connected = ConnectedOffice::connected().await;
    let kroon = connected.start("mijnloket-activeren", "Kade & Kroon");
    let chosen = ["documents", "view-personal-data", "edit-personal-data"].map(str::to_owned).into();
    connected.office.answer(kroon, "functions", Some(Answer::Set { ids: chosen })).unwrap();
    connected.check(kroon).await;
    connected.say(kroon, "in-list", "no");
    let preview = connected.office.preview_loket_change(kroon, &"switched-on".into()).await.unwrap();
    let state = connected
        .office
        .apply_loket_change(kroon, &"switched-on".into(), &preview.token, |_| true, silent())
        .await
        .unwrap()
        .state;
    assert_eq!(state.items["variant-in-loket"].answer, Some(Answer::of("plus")), "it was pro");
    let Some(Answer::Set { ids }) = &state.items["switched-on"].answer else { panic!("nothing is on") };
    assert!(ids.contains("workflow-editor") && !ids.contains("management-self-service"), "{ids:?}");
    assert_eq!(state.items["in-list"].answer, Some(Answer::of("no")), "typed");
    let before = state.history_count;
    let state = connected.check(kroon).await;
    let again = connected.check(kroon).await;
    assert_eq!(again.history_count - state.history_count, state.history_count - before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_there_as_lokets_is_not_asked_for_first() {
    let connected = ConnectedOffice::connected().await;
    let staal = connected.start("asr-werkgever", "Staal");
    let state = connected.check(staal).await;
    for item in ["payroll-taxes-number", "employer-id", "pay-frequency"] {
        assert_eq!(state.items[item].answer, None, "{item} is adopted when the step is done");
        assert!(is_met(&state, item), "{item}: {:?}", outcome(&state, item));
    }
    assert!(is_met(&state, "directors"), "what Loket filled in is judged as filled in");
    let kleurrijk = connected.start("asr-werkgever", "Kleurrijk");
    let state = connected.check(kleurrijk).await;
    assert!(!is_met(&state, "payroll-taxes-number"), "of two numbers neither is known to be meant");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_check_blocks_the_step_until_one_goes_on_with_a_reason() {
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "Hazenpad", "koppeling.hazenpad");
    connected.say(dossier, "registered", "yes");
    connected.check(dossier).await;
    let tick = |ticked: Option<Answer>| connected.office.answer(dossier, "rights-no-more", ticked);
    let denied = tick(Some(Answer::Confirmed)).unwrap_err();
    let read =
        connected.office.open_dossier(dossier).unwrap().state.items["rights-no-more"].check.clone().unwrap();
    let read = read.verdict.unwrap().read_at().unwrap();
    assert_eq!(denied, Refusal::Contradicted { item: "rights-no-more".into(), read }, "Loket said otherwise");
    assert_eq!(connected.office.open_dossier(dossier).unwrap().state.items["rights-no-more"].answer, None);
    let fails = |refusal: &Refusal| match refusal {
        Refusal::Incomplete { findings } => {
            findings.iter().filter(|f| matches!(f.problem, Problem::CheckFails { .. })).count()
        }
        other => panic!("{other:?}"),
    };
    connected.office.set_step_aside(dossier, "check-registration", "al geregeld").unwrap();
    connected.office.set_step_aside(dossier, "make-user", "al geregeld").unwrap();
    let refused = connected.office.complete_step(dossier, "give-rights").unwrap_err();
    assert_eq!(fails(&refused), 1, "{refused:?}");
    assert_eq!(connected.office.go_on(dossier, "rights-no-more", "  ").unwrap_err(), Refusal::NeedsWords);
    assert_eq!(connected.office.go_on(dossier, "rights", "x").unwrap_err(), Refusal::BadInput);
    let reason = "Loket geeft dit recht zelf terug";
    let state = connected.office.go_on(dossier, "rights-no-more", reason).unwrap();
    let went_on = state.items["rights-no-more"].check.as_ref().unwrap().went_on.as_ref().unwrap();
    assert_eq!(went_on.reason, Personal::from(reason));
    connected.office.complete_step(dossier, "give-rights").unwrap();
    assert!(!crate::connected_office::holds(&connected.on_disk(), reason), "the reason is sealed");
    // The reason holds for what it was given for: another discrepancy stands in the way again.
    connected.loket.right(4, 10, "viewTaxReturn").await;
    let state = connected.check(dossier).await;
    assert!(state.items["rights-no-more"].check.as_ref().unwrap().went_on.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn verdicts_stand_in_the_history_and_in_the_report_and_the_chain_holds() {
    let connected = ConnectedOffice::connected().await;
    let dossier = leerrekening(&connected, "Van Aalst", "koppeling.aalst");
    connected.check(dossier).await;
    connected.office.go_on(dossier, "rights", "Komt morgen").unwrap();
    let history = connected.office.dossier_history(dossier).unwrap();
    let happened = |what: Happening| history.iter().any(|line| line.what == what);
    assert!(happened(Happening::CheckMet) && happened(Happening::CheckFailed) && happened(Happening::WentOn));
    let html = String::from_utf8(connected.office.report_html(dossier).unwrap().bytes).unwrap();
    for words in [
        "Loket: klopt (NV",
        "Loket: klopt niet (NV",
        "Deze rechten ontbreken: Raadplegen verlofadministratie",
        "GetEmployerUsersByEmployerId",
        "Toch doorgegaan door NV, ",
        ": Komt morgen",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(connected.office.report_pdf(dossier).unwrap().bytes.starts_with(b"%PDF"));
    let file = connected.office.dossier_file(dossier).unwrap();
    assert!(!file.bytes.is_empty());
    let connected = connected.reopened();
    assert_eq!(connected.office.dossier_history(dossier).unwrap().len(), history.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_without_a_werkgever_id_cannot_be_asked_about() {
    let connected = ConnectedOffice::connected().await;
    let mut card = connected.card("Korenaar");
    (card.id, card.employer_id, card.loket) = (EmployerId::NEW, None, None);
    card.company_name = "Nog niet in Loket".into();
    card.employer_number = None;
    connected.office.save_employer_card(&card).unwrap().card.unwrap();
    let dossier = connected.start("leerrekening-iob", "Nog niet in Loket");
    let refused = connected.office.check_dossier(dossier, silent()).await.unwrap_err();
    let fault = domain::connection::LoketFault::NotLinked { employer: "Nog niet in Loket".into() };
    assert_eq!(refused, Refusal::Loket { fault });
}
