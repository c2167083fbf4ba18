//! Who is signed in: another user than the last time is asked about before anything is read, and takes nothing away.

use domain::connection::LoketFault;
use domain::id::DossierId;
use domain::reading::Unread;
use domain::right::Right;
use domain::verdict::Discrepancy;
use office::connection::checking::CheckSelection;
use office::connection::state::SessionState;
use office::refusal::Refusal;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, discrepancies, outcome, silent, wait_for};
use crate::loket::{answer_sign_in, arrive};

/// Signs in without saying that it is right.
async fn sign_in(connected: &ConnectedOffice, user: &'static str) {
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    let waiting = wait_for(&connected.office, &signing_in);
    arrive(answer_sign_in(&signing_in.address, user, true).await).await;
    waiting.await.unwrap().unwrap();
}

fn another(user: &str) -> Refusal {
    Refusal::Loket { fault: LoketFault::AnotherUser { user: user.into() } }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_user_than_the_last_time_is_asked_about_before_anything_is_read() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    sign_in(&connected, "stagiair").await;
    let SessionState::SignedIn { user, office, instead_of: Some(instead_of), .. } = connected.session()
    else {
        panic!("{:?}", connected.session())
    };
    assert_eq!((user.as_str(), instead_of.user.as_str()), ("S Stage", "O Oefenaar"));
    assert_eq!((office.clone(), instead_of.employers), (instead_of.office.clone(), Some(13)));
    assert!(office.is_some());
    let read = connected.loket.count("GET", "");
    let refused = connected.office.read_employers(silent()).await.unwrap_err();
    assert_eq!(refused, another("S Stage"));
    assert_eq!(connected.office.check_dossier(dossier, silent()).await.unwrap_err(), another("S Stage"));
    assert_eq!(
        connected
            .office
            .check_selection(&CheckSelection::Board { resume: false }, silent())
            .await
            .unwrap_err(),
        another("S Stage")
    );
    assert_eq!(connected.loket.count("GET", ""), read, "nothing was asked");
    // It holds over a restart, and until somebody says so.
    let connected = connected.reopened();
    assert_eq!(connected.office.read_employers(silent()).await.unwrap_err(), another("S Stage"));
    connected.office.connection().confirm_user().unwrap();
    connected.office.read_employers(silent()).await.unwrap();
    assert!(matches!(connected.session(), SessionState::SignedIn { instead_of: None, .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_user_goes_on_and_one_who_signs_in_as_another_is_not_the_last() {
    let connected = ConnectedOffice::connected().await;
    sign_in(&connected, "oefenen").await;
    assert!(matches!(connected.session(), SessionState::SignedIn { instead_of: None, .. }));
    sign_in(&connected, "stagiair").await;
    connected.office.connection().sign_out().await.unwrap();
    sign_in(&connected, "oefenen").await;
    assert!(
        matches!(connected.session(), SessionState::SignedIn { instead_of: None, .. }),
        "the trainee was never confirmed"
    );
    connected.office.read_employers(silent()).await.unwrap();
}

/// Takes the first employer out of the team of the trainee.
async fn without_korenaar(connected: &ConnectedOffice) {
    connected.loket.press(&[("wat", "toegang"), ("werkgever", "1"), ("ding", "2")]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_marked_as_gone_by_the_list_of_another_user() {
    let connected = ConnectedOffice::connected().await;
    without_korenaar(&connected).await;
    connected.sign_in("stagiair").await;
    let read = connected.office.read_employers(silent()).await.unwrap();
    assert_eq!((read.read, read.vanished, read.of_others), (12, 0, 1));
    assert!(!connected.card("Korenaar").loket.unwrap().vanished);
    let dossier = connected.start("mijnloket-activeren", "Korenaar");
    connected.check(dossier).await;
    assert!(!connected.card("Korenaar").loket.unwrap().vanished, "nor by asking about it");
    // The one in whose list it was would say so.
    connected.loket.press(&[("wat", "toegang"), ("werkgever", "1"), ("ding", "1")]).await;
    connected.sign_in("oefenen").await;
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().vanished, 1);
}

async fn aalst(connected: &ConnectedOffice) -> DossierId {
    let dossier = connected.start("leerrekening-iob", "Van Aalst");
    connected.say(dossier, "user-name", "koppeling.aalst");
    let missing = [Discrepancy::RightsMissing { rights: vec![Right::ViewLeave] }];
    assert_eq!(discrepancies(&connected.check(dossier).await, "rights"), missing);
    dossier
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_not_unknown_because_another_user_cannot_see_it() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    connected.sign_in("stagiair").await;
    let state = connected.check(dossier).await;
    let check = state.items["rights"].check.clone().unwrap();
    assert_eq!(
        discrepancies(&state, "rights"),
        [Discrepancy::RightsMissing { rights: vec![Right::ViewLeave] }],
        "it stands in the way as it did"
    );
    let unseen = check.unseen.unwrap();
    assert!(matches!(&unseen.because[..], [Unread::NotPermitted { .. }, ..]), "{unseen:?}");
    assert!(check.stamp.unwrap().at < unseen.stamp.at);
    assert!(!check.can_do, "what cannot be seen is not offered to be set right");
    let html = String::from_utf8(connected.office.report_html(dossier).unwrap().bytes).unwrap();
    let said = ["NV kon op ", " niet zien of dit nu klopt."];
    assert!(said.iter().all(|words| html.contains(words)), "and the report says both");
    connected.sign_in("oefenen").await;
    connected.loket.right(2, 9, "viewLeave").await;
    let state = connected.check(dossier).await;
    assert_eq!(outcome(&state, "rights"), domain::verdict::Outcome::Met);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_out_of_reach_is_said_by_the_check_and_skipped_in_a_run() {
    let connected = ConnectedOffice::connected().await;
    without_korenaar(&connected).await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    let other = connected.start("leerrekening-iob", "Van Aalst");
    connected.say(dossier, "user-name", "koppeling.korenaar");
    connected.sign_in("stagiair").await;
    let checked =
        connected.office.check_selection(&CheckSelection::Board { resume: false }, silent()).await.unwrap();
    assert_eq!((checked.dossiers, checked.skipped.len()), (1, 1), "{checked:?}");
    assert_eq!(connected.state(dossier).summary.checked, None, "not marked as checked");
    assert!(connected.state(other).summary.checked.is_some());
    let state = connected.check(dossier).await;
    let why = domain::verdict::Outcome::Unknown { because: vec![Unread::EmployerOutOfReach] };
    assert_eq!(outcome(&state, "rights"), why);
}
