//! What comes of a change that goes wrong half way: said as it is, never called done or undone by guess.

use domain::connection::LoketFault;
use domain::history::Happening;
use domain::loket_change::LoketChangeOutcome;
use domain::right::Right;
use domain::verdict::Discrepancy;
use office::connection::loket_changes::LoketChangeResult;
use office::refusal::Refusal;
use peer::{Act, on};

use crate::connected_office::{ConnectedOffice, discrepancies, is_met};
use crate::loket_changes::{aalst, happened, vonk};

const RIGHTS: &str = ".*/authorizations";
const LEAVE: &str = "Raadplegen verlofadministratie";

/// Fault 14: sent once, the answer lost, and reading back fails too.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_neither_answered_nor_read_back_is_uncertain_and_never_sent_again() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.loket.script(on("PATCH", RIGHTS).then(Act::DoneBut(502)));
    // Read for the plan, for what the question may name, before sending; from there on nothing.
    connected.loket.script(on("GET", RIGHTS).from(4).then(Act::Cut));
    let LoketChangeResult { outcome, state, refused } =
        connected.set_right(dossier, "rights", &preview).await;
    assert_eq!((outcome, refused), (LoketChangeOutcome::Uncertain, None));
    assert!(!is_met(&state, "rights"), "nothing new is known");
    assert!(happened(&connected, dossier, Happening::ChangeUncertain));
    assert!(
        !happened(&connected, dossier, Happening::RightsSet)
            && !happened(&connected, dossier, Happening::ChangeFailed)
    );
    connected.loket.make_well();
    assert!(is_met(&connected.check(dossier).await, "rights"), "asking again tells that it was done");
    assert_eq!(connected.loket.count("PATCH", ""), 1);
}

/// What came of it is reported also when nothing can be asked afterwards.
#[tokio::test(flavor = "multi_thread")]
async fn what_came_of_it_is_reported_also_when_the_check_after_it_fails() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    // Read for the plan, before sending, and back; then the sign-in is over.
    connected.loket.script(on("GET", RIGHTS).from(5).then(Act::say(401)));
    let LoketChangeResult { outcome, state, refused } =
        connected.set_right(dossier, "rights", &preview).await;
    assert_eq!(outcome, LoketChangeOutcome::Done);
    assert_eq!(refused, Some(Refusal::Loket { fault: LoketFault::SignedOut }));
    assert!(!is_met(&state, "rights"), "the check from before stands");
    assert!(happened(&connected, dossier, Happening::RightsSet));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_whose_rights_fail_is_made_in_part() {
    for (act, expected) in [
        (
            Act::refuse(422, "Dit recht mag hier niet"),
            LoketChangeOutcome::Partly { messages: vec!["Dit recht mag hier niet".into()], read_back: true },
        ),
        (Act::say(502), LoketChangeOutcome::Partly { messages: vec![], read_back: true }),
    ] {
        let connected = ConnectedOffice::connected().await;
        let dossier = vonk(&connected).await;
        let preview = connected.office.preview_loket_change(dossier, &"user-kind".into()).await.unwrap();
        connected.loket.script(on("PATCH", RIGHTS).then(act));
        let LoketChangeResult { outcome, state, .. } =
            connected.set_right(dossier, "user-kind", &preview).await;
        assert_eq!(outcome, expected);
        assert!(is_met(&state, "user-kind"), "the user is there");
        assert!(matches!(&discrepancies(&state, "rights")[..], [Discrepancy::RightsMissing { .. }]));
        assert!(happened(&connected, dossier, Happening::ChangePartly));
        assert_eq!((connected.loket.count("POST", "/users"), connected.loket.count("PATCH", "")), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_whose_rights_cannot_be_read_back_is_made_in_part() {
    let connected = ConnectedOffice::connected().await;
    let dossier = vonk(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"user-kind".into()).await.unwrap();
    connected.loket.script(on("GET", RIGHTS).from(3).then(Act::Cut));
    let done = connected.set_right(dossier, "user-kind", &preview).await;
    assert_eq!(done.outcome, LoketChangeOutcome::Partly { messages: vec![], read_back: false });
}

/// Fault 13: both sides of a conflict are reported.
#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_tells_what_was_asked_and_what_is_so() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.loket.script(on("PATCH", RIGHTS).then(Act::refuse(409, "Intussen gewijzigd")));
    let LoketChangeResult { outcome, state, .. } = connected.set_right(dossier, "rights", &preview).await;
    let LoketChangeOutcome::Conflict { messages, asked, read } = outcome else { panic!("{outcome:?}") };
    assert_eq!(messages, [domain::Personal::from("Intussen gewijzigd")]);
    assert!(asked.iter().any(|right| right == LEAVE) && !read.iter().any(|right| right == LEAVE));
    assert_eq!(asked.len(), read.len() + 1);
    assert_eq!(
        discrepancies(&state, "rights"),
        [Discrepancy::RightsMissing { rights: vec![Right::ViewLeave] }]
    );
    assert!(happened(&connected, dossier, Happening::ChangeFailed));
    assert_eq!(connected.loket.count("PATCH", ""), 1);
}
