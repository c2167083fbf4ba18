//! Setting things right in Loket: previewed, agreed to, read back, recorded.

use domain::connection::LoketFault;
use domain::history::Happening;
use domain::id::DossierId;
use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::right::Right;
use domain::verdict::Discrepancy;
use domain::{Answer, Environment};
use office::connection::change_question::LoketChangeQuestion;
use office::connection::loket_changes::LoketChangeResult;
use office::connection::permissions::Permitted;
use office::refusal::{NoKeychain, Refusal};
use peer::Act;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, discrepancies, is_met, silent};
use crate::loket::words;

pub fn happened(connected: &ConnectedOffice, dossier: DossierId, what: Happening) -> bool {
    connected.office.dossier_history(dossier).unwrap().iter().any(|line| line.what == what)
}

pub async fn aalst(connected: &ConnectedOffice) -> DossierId {
    let dossier = connected.start("leerrekening-iob", "Van Aalst");
    connected.say(dossier, "user-name", "koppeling.aalst");
    connected.check(dossier).await;
    dossier
}

/// A dossier whose user is still to be made, with its password.
pub async fn vonk(connected: &ConnectedOffice) -> DossierId {
    let dossier = connected.start("asr-werkgever", "De Vonk");
    connected.say(dossier, "user-level", "employer");
    connected.say(dossier, "user-name", "asr.vonk");
    connected.office.password(dossier, &"user-password".into()).unwrap().make().unwrap();
    connected.check(dossier).await;
    dossier
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_are_previewed_set_read_back_and_recorded() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    let give = vec!["Raadplegen verlofadministratie".to_owned()];
    let change = LoketChange::SetRights { user_name: "koppeling.aalst".into(), give, take: vec![] };
    assert_eq!((&preview.change, preview.employer.as_str()), (&change, "Bloemsierkunst Van Aalst"));
    assert_eq!(preview.stays.len(), 4);
    assert_eq!(connected.loket.count("PATCH", ""), 0, "looking changes nothing");
    let refused = connected
        .office
        .apply_loket_change(dossier, &"rights".into(), "iets anders", |_| true, silent())
        .await
        .unwrap_err();
    assert_eq!(refused, Refusal::Loket { fault: LoketFault::PreviewChanged });
    assert_eq!(connected.loket.count("PATCH", ""), 0);
    let LoketChangeResult { outcome, state, .. } = connected.set_right(dossier, "rights", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    assert_eq!(connected.loket.count("PATCH", ""), 1);
    assert!(is_met(&state, "rights") && is_met(&state, "rights-no-more"));
    assert!(happened(&connected, dossier, Happening::RightsSet));
    let refused = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap_err();
    assert_eq!(refused, Refusal::BadInput, "there is nothing left to do");
}

/// The question goes past the page: it holds what Loket itself says, and without a yes nothing is sent.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_agreed_to_outside_the_page_is_not_sent() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    let mut asked = None;
    let no = |question: &LoketChangeQuestion| {
        asked = Some(question.clone());
        false
    };
    let refused = connected
        .office
        .apply_loket_change(dossier, &"rights".into(), &preview.token, no, silent())
        .await
        .unwrap_err();
    assert_eq!(refused, Refusal::Cancelled);
    assert_eq!(connected.loket.count("PATCH", ""), 0);
    assert!(!happened(&connected, dossier, Happening::RightsSet));
    let asked = asked.unwrap();
    assert_eq!(asked.environment, Environment::Sandbox);
    assert_eq!(asked.preview.employer_name.as_deref(), Some("Bloemsierkunst Van Aalst"));
    assert_eq!(asked.preview.employer_id, sandbox::employer_id(2).to_string());
    assert_eq!(asked.preview, preview);
}

/// Fault 10.
#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_the_preview_is_looked_at_again() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.loket.right(2, 9, "manageBsn").await;
    let refused = connected
        .office
        .apply_loket_change(dossier, &"rights".into(), &preview.token, |_| true, silent())
        .await
        .unwrap_err();
    assert_eq!(refused, Refusal::Loket { fault: LoketFault::PreviewChanged });
    assert_eq!(connected.loket.count("PATCH", ""), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_too_many_is_taken() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Hazenpad");
    connected.say(dossier, "user-name", "koppeling.hazenpad");
    connected.check(dossier).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights-no-more".into()).await.unwrap();
    let take = vec!["Beheren dienstverbanden".to_owned()];
    let change = LoketChange::SetRights { user_name: "koppeling.hazenpad".into(), give: vec![], take };
    assert_eq!(preview.change, change);
    let LoketChangeResult { outcome, state, .. } =
        connected.set_right(dossier, "rights-no-more", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    assert!(is_met(&state, "rights-no-more") && is_met(&state, "rights"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_is_made_with_the_password_of_the_keychain_and_exactly_the_rights() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "De Vonk");
    connected.say(dossier, "user-level", "employer");
    connected.say(dossier, "user-name", "asr.vonk");
    connected.say(dossier, "user-email", "koppeling@kantoor-voorbeeld.example");
    let state = connected.check(dossier).await;
    assert!(matches!(&discrepancies(&state, "user-kind")[..], [Discrepancy::NoSuchUser { .. }]));
    let refused = connected.office.preview_loket_change(dossier, &"user-kind".into()).await.unwrap_err();
    assert_eq!(refused, Refusal::Keychain { why: NoKeychain::NotThere });
    connected.office.password(dossier, &"user-password".into()).unwrap().make().unwrap();
    let preview = connected.office.preview_loket_change(dossier, &"user-kind".into()).await.unwrap();
    let LoketChange::MakeUser { user_name, rights } = &preview.change else { panic!("{:?}", preview.change) };
    assert_eq!((user_name.clear(), rights.len()), (Some("asr.vonk"), 6));
    assert_eq!(preview.user.as_ref().unwrap().email, "koppeling@kantoor-voorbeeld.example");
    let password =
        connected.office.with_password(dossier, &"user-password".into(), |word| Ok(word.to_owned())).unwrap();
    assert!(!serde_json::to_string(&preview).unwrap().contains(&password));
    let LoketChangeResult { outcome, state, .. } = connected.set_right(dossier, "user-kind", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    for item in ["user-kind", "user-active", "rights", "rights-no-more", "access-at-employer"] {
        assert!(is_met(&state, item), "{item}");
    }
    assert_eq!(connected.loket.count("POST", "/users"), 1);
    assert!(happened(&connected, dossier, Happening::UserMade));
    assert!(!crate::connected_office::holds(&connected.on_disk(), &password));
}

/// What the preview shows of the user is what is agreed to.
#[tokio::test(flavor = "multi_thread")]
async fn another_address_for_the_user_needs_another_yes() {
    let connected = ConnectedOffice::connected().await;
    let dossier = vonk(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"user-kind".into()).await.unwrap();
    assert_eq!(preview.user.as_ref().unwrap().email, "salaris@kantoor-voorbeeld.example");
    connected.say(dossier, "user-email", "iemand@anders.example");
    let refused = connected
        .office
        .apply_loket_change(dossier, &"user-kind".into(), &preview.token, |_| true, silent())
        .await
        .unwrap_err();
    assert_eq!(refused, Refusal::Loket { fault: LoketFault::PreviewChanged });
}

#[tokio::test(flavor = "multi_thread")]
async fn products_are_switched_and_the_variant_that_moves_is_shown_first() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("mijnloket-activeren", "Kade & Kroon");
    let chosen = ["view-personal-data"].map(str::to_owned).into();
    connected.office.answer(dossier, "functions", Some(Answer::Set { ids: chosen })).unwrap();
    let state = connected.check(dossier).await;
    assert!(state.items["switched-on"].check.as_ref().unwrap().can_do);
    let preview = connected.office.preview_loket_change(dossier, &"switched-on".into()).await.unwrap();
    let LoketChange::SwitchProducts { on, off } = &preview.change else { panic!("{:?}", preview.change) };
    assert!(on.is_empty() && off.contains(&"Management Self Service".to_owned()), "{on:?} {off:?}");
    assert!(!preview.stays.iter().any(|name| off.contains(name)));
    let variant = preview.variant.as_ref().unwrap();
    let from = variant.from.as_ref().map(|from| from.nl.as_str());
    assert_eq!((from, variant.to.nl == "Pro"), (Some("Pro"), false));
    let LoketChangeResult { outcome, state, .. } =
        connected.set_right(dossier, "switched-on", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    assert!(is_met(&state, "switched-on"));
    assert!(happened(&connected, dossier, Happening::ProductsSwitched));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_import_product_is_switched_on() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("personeelssysteem-koppeling", "Noordzij");
    connected.check(dossier).await;
    let preview = connected.office.preview_loket_change(dossier, &"import-product".into()).await.unwrap();
    let on = vec!["Import variabele gegevens".to_owned()];
    assert_eq!(preview.change, LoketChange::SwitchProducts { on, off: vec![] });
    assert_eq!(preview.variant, None);
    let LoketChangeResult { outcome, state, .. } =
        connected.set_right(dossier, "import-product", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    assert!(is_met(&state, "import-product"));
}

/// Fault 11.
#[tokio::test(flavor = "multi_thread")]
async fn what_loket_refuses_is_not_done_and_its_words_are_kept() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    let said =
        r#"{"messages":[{"code":7,"type":"BrokenBusinessRule","description":"Dit recht mag hier niet"}]}"#;
    connected.loket.trap("PATCH", "/authorizations", words(400, said), 1);
    let LoketChangeResult { outcome, state, .. } = connected.set_right(dossier, "rights", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::NotDone { messages: vec!["Dit recht mag hier niet".into()] });
    assert!(!is_met(&state, "rights"));
    assert!(happened(&connected, dossier, Happening::ChangeFailed));
    let history = connected.office.dossier_history(dossier).unwrap();
    let said =
        history.iter().find(|line| line.what == Happening::ChangeFailed).and_then(|line| line.value.clone());
    assert_eq!(said.unwrap().nl, "Dit recht mag hier niet", "the words are in the event");
    assert!(
        !crate::connected_office::holds(&connected.on_disk(), "Dit recht mag hier niet"),
        "and sealed on disk"
    );
    assert_eq!(connected.loket.count("PATCH", ""), 1, "sent once");
}

/// Fault 14: an answer that is lost is resolved by reading back, never by sending again.
#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_resolved_by_reading_back() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.loket.trap("PATCH", "/authorizations", Act::ResetInBody, 1);
    let LoketChangeResult { outcome, state, .. } = connected.set_right(dossier, "rights", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    assert!(is_met(&state, "rights"));
    assert!(
        happened(&connected, dossier, Happening::RightsSet)
            && !happened(&connected, dossier, Happening::ChangeFailed)
    );
    assert_eq!(connected.loket.count("PATCH", ""), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_fault_before_anything_was_done_is_read_back_as_not_done() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.loket.trap("PATCH", "/authorizations", words(502, "{}"), 1);
    let LoketChangeResult { outcome, state, .. } = connected.set_right(dossier, "rights", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::NotDone { messages: vec![] });
    assert_eq!(
        discrepancies(&state, "rights"),
        [Discrepancy::RightsMissing { rights: vec![Right::ViewLeave] }]
    );
    assert!(happened(&connected, dossier, Happening::ChangeFailed));
}

#[tokio::test(flavor = "multi_thread")]
async fn permissions_list_every_call_and_what_gives_a_missing_one() {
    let connected = ConnectedOffice::connected().await;
    let all = connected.office.connection().permissions().await.unwrap();
    assert_eq!(all.len(), ::loket::operation::all().count());
    let writes: Vec<_> = all.iter().filter(|one| one.writes).map(|one| one.activity.as_str()).collect();
    let expected = [
        "PostEmployerUserByEmployerId",
        "PatchEmployerUserAuthorizationsByEmployerIdAndUserId",
        "PatchModulesByEmployerId",
        "PatchPayrollPeriodDataByEmploymentId",
    ];
    assert_eq!(writes, expected);
    let missing = |list: &[office::connection::permissions::OperationState]| {
        list.iter().filter(|one| matches!(one.may, Permitted::No { .. })).count()
    };
    assert_eq!(missing(&all), 0, "{all:?}");
    connected.sign_in("stagiair").await;
    let all = connected.office.connection().permissions().await.unwrap();
    let wages = all.iter().find(|one| one.activity == "GetEmployerUsersByEmployerId").unwrap();
    let Permitted::No { rights, .. } = &wages.may else { panic!("{wages:?}") };
    assert!(!rights.is_empty() && !wages.purpose.nl.is_empty());
}

/// What cannot work is not offered, and functions of MijnLoket bring it along, in one preview.
#[tokio::test(flavor = "multi_thread")]
async fn functions_of_mijnloket_are_switched_on_with_it_and_after_it() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("mijnloket-activeren", "Van Aalst");
    let chosen = ["view-personal-data"].map(str::to_owned).into();
    connected.office.answer(dossier, "functions", Some(Answer::Set { ids: chosen })).unwrap();
    let state = connected.check(dossier).await;
    assert!(state.items["switched-on"].check.as_ref().unwrap().can_do);
    let preview = connected.office.preview_loket_change(dossier, &"switched-on".into()).await.unwrap();
    let LoketChange::SwitchProducts { on, .. } = &preview.change else { panic!("{:?}", preview.change) };
    assert_eq!(on.first().map(String::as_str), Some("MijnLoket"), "{on:?}");
    let variant = preview.variant.as_ref().unwrap();
    assert_eq!(variant.from, None, "there was none");
    let LoketChangeResult { outcome, state, .. } =
        connected.set_right(dossier, "switched-on", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    assert!(is_met(&state, "switched-on") && is_met(&state, "mijnloket-on"));
    assert_eq!(connected.loket.count("PATCH", ""), 1, "in one request");
}

#[tokio::test(flavor = "multi_thread")]
async fn rights_of_a_user_of_the_office_are_not_offered_to_be_set() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Speelboom");
    connected.say(dossier, "user-name", "koppeling.speelboom");
    let state = connected.check(dossier).await;
    assert!(matches!(
        &discrepancies(&state, "rights")[..],
        [Discrepancy::RightsMissing { .. } | Discrepancy::RightsTooMany { .. }]
    ));
    assert!(!state.items["rights"].check.as_ref().unwrap().can_do);
    let refused = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap_err();
    assert_eq!(refused, Refusal::BadInput);
}
