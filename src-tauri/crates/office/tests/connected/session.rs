//! A session over restarts, out of order, replaced and ended.

use domain::connection::LoketFault;
use std::sync::Arc;

use office::connection::state::SessionState;
use office::refusal::Refusal;
use peer::Act;

use crate::connected_office::{ConnectedOffice, TOKEN, silent};
use crate::loket::words;

fn signed_out() -> Refusal {
    Refusal::Loket { fault: LoketFault::SignedOut }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_opening_again_the_keychain_signs_in() {
    let connected = ConnectedOffice::connected().await.reopened();
    let before = connected.kept(TOKEN).unwrap();
    assert_eq!(connected.user(), "O Oefenaar");
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().read, 13);
    assert_ne!(connected.kept(TOKEN).unwrap(), before, "the token was renewed and kept");
    assert_eq!(connected.loket.count("POST", "/token"), 2);
}

/// Fault 39.
#[tokio::test(flavor = "multi_thread")]
async fn two_who_ask_at_once_after_opening_share_one_session() {
    let connected = ConnectedOffice::connected().await.reopened();
    let ask = || {
        let office = Arc::clone(&connected.office);
        tokio::spawn(async move { office.connection().permissions().await.map(|_| ()) })
    };
    let asked = [ask(), ask(), ask(), ask()];
    for one in asked {
        one.await.unwrap().unwrap();
    }
    assert_eq!(connected.loket.count("POST", "/token"), 2, "one to sign in, one to renew");
    assert_eq!(connected.user(), "O Oefenaar");
}

/// Fault 37.
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_refresh_ends_the_session_once_and_keeps_the_data() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.say(dossier, "user-name", "koppeling.korenaar");
    let before = connected.check(dossier).await;
    let connected = connected.reopened();
    connected.loket.trap("POST", "/token", words(400, r#"{"error":"invalid_grant"}"#), 9);
    let asked = connected.loket.count("POST", "/token");
    assert_eq!(connected.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert_eq!(connected.loket.count("POST", "/token"), asked + 1);
    assert_eq!(connected.session(), SessionState::Ended { user: "O Oefenaar".into() });
    for _ in 0..3 {
        assert_eq!(connected.office.check_dossier(dossier, silent()).await.unwrap_err(), signed_out());
    }
    assert_eq!(connected.loket.count("POST", "/token"), asked + 1, "no loop");
    assert_eq!(connected.office.employers().unwrap().len(), 13);
    assert_eq!(connected.state(dossier).history_count, before.history_count);
    assert!(crate::connected_office::is_met(&connected.state(dossier), "user-kind"));
}

/// Fault 7: what was under way can go on where it was after signing in again.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_is_begun_again_by_signing_in() {
    let connected = ConnectedOffice::connected().await;
    connected.loket.press(&[("wat", "opnieuw")]).await;
    assert_eq!(connected.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert!(matches!(connected.session(), SessionState::Ended { .. }));
    connected.sign_in("oefenen").await;
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().read, 13);
}

/// Fault 38: the token was renewed at Loket and the app stopped before it was kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_renewed_and_not_kept_asks_to_sign_in_again_and_loses_nothing() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.say(dossier, "user-name", "koppeling.korenaar");
    let connected = connected.reopened();
    // The answer with the new token never arrives: Loket has rotated, the keychain has not.
    connected.loket.trap("POST", "/token", Act::ResetInBody, 1);
    connected.office.check_dossier(dossier, silent()).await.unwrap_err();
    let connected = connected.reopened();
    assert_eq!(connected.office.check_dossier(dossier, silent()).await.unwrap_err(), signed_out());
    assert_eq!(connected.session(), SessionState::Ended { user: "O Oefenaar".into() });
    assert!(connected.state(dossier).items["user-name"].answer.is_some());
    connected.sign_in("oefenen").await;
    assert!(crate::connected_office::is_met(&connected.check(dossier).await, "user-kind"));
}

/// The same token may serve once more; when that fails too, the work pauses and nobody is signed out.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_server_that_fails_is_asked_once_more_and_signs_nobody_out() {
    let connected = ConnectedOffice::connected().await.reopened();
    let failing = || words(500, r#"{"error":"server_error"}"#);
    let asked = connected.loket.count("POST", "/token");
    connected.loket.trap("POST", "/token", failing(), 1);
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().read, 13);
    assert_eq!(connected.loket.count("POST", "/token") - asked, 2);
    let connected = connected.reopened();
    connected.loket.trap("POST", "/token", failing(), 2);
    let refused = connected.office.read_employers(silent()).await.unwrap_err();
    assert_eq!(refused, Refusal::Loket { fault: LoketFault::SignInFailed });
    assert_eq!(connected.user(), "O Oefenaar", "still signed in");
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().read, 13);
}

/// A clock that is a day off is told for as long as it is so.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_differs_is_told_and_gone_when_it_is_over() {
    let connected = ConnectedOffice::connected().await;
    let clock = || connected.office.connection().state().unwrap().clock_difference;
    assert_eq!(clock(), None);
    let yesterday = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(25);
    let yesterday =
        jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&yesterday).unwrap();
    connected.loket.trap("GET", "/", Act::Header("date", yesterday), 9);
    connected.office.read_employers(silent()).await.unwrap();
    let behind = clock().unwrap();
    assert!((-90_300..=-89_900).contains(&behind), "{behind}");
    connected.loket.make_well();
    connected.office.read_employers(silent()).await.unwrap();
    assert_eq!(clock(), None, "gone when it is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_forgets_the_token_and_keeps_what_was_read() {
    let connected = ConnectedOffice::connected().await;
    connected.office.connection().sign_out().await.unwrap();
    assert_eq!(connected.session(), SessionState::SignedOut);
    assert_eq!(connected.kept(TOKEN), None);
    assert_eq!(connected.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert_eq!(connected.office.employers().unwrap().len(), 13);
    let connected = connected.reopened();
    assert_eq!(connected.session(), SessionState::SignedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_holds_also_when_the_keychain_fails() {
    let connected = ConnectedOffice::connected().await;
    connected.keychain_fails(TOKEN);
    assert!(matches!(connected.office.connection().sign_out().await, Err(Refusal::Keychain { .. })));
    assert_eq!(connected.session(), SessionState::SignedOut);
    let connected = connected.reopened();
    assert_eq!(connected.office.read_employers(silent()).await.unwrap_err(), signed_out());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sign_in_replaces_the_first() {
    let connected = ConnectedOffice::connected().await;
    let first = connected.kept(TOKEN).unwrap();
    connected.sign_in("stagiair").await;
    assert_eq!(connected.user(), "S Stage");
    assert_ne!(connected.kept(TOKEN).unwrap(), first);
    let connected = connected.reopened();
    assert_eq!(connected.user(), "S Stage");
    connected.office.read_employers(silent()).await.unwrap();
    assert_eq!(connected.user(), "S Stage");
}

/// Faults 40, 41 and 45: reported, and the session goes on in memory.
#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_fails_at_signing_in_is_reported_and_the_session_serves_until_closing() {
    let connected = ConnectedOffice::new();
    connected.keychain_fails(TOKEN);
    connected.sign_in("oefenen").await;
    assert!(connected.office.connection().state().unwrap().session_only);
    assert_eq!(connected.kept(TOKEN), None);
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().read, 13);
    let connected = connected.reopened();
    assert_eq!(connected.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert!(matches!(connected.session(), SessionState::Ended { .. }));
    connected.sign_in("oefenen").await;
    assert!(!connected.office.connection().state().unwrap().session_only);
}

/// Another client id is another application: its sign-in does not pass for this one's.
#[tokio::test(flavor = "multi_thread")]
async fn another_client_id_ends_the_sign_in() {
    let connected = ConnectedOffice::connected().await;
    let other = uuid::Uuid::from_u128(7).to_string();
    let input = office::connection::registration::RegistrationInput {
        client_id: other,
        secret: Some("geheim-van-de-applicatie".into()),
        ..crate::connected_office::any_port()
    };
    connected.office.connection().save_registration(input).unwrap();
    assert_eq!(connected.session(), SessionState::SignedOut);
    assert_eq!(connected.kept(TOKEN), None);
    let bytes = connected.on_disk();
    assert!(!crate::connected_office::holds(&bytes, "geheim-van-de-applicatie"));
    assert_eq!(connected.kept("loket-client-secret").as_deref(), Some("geheim-van-de-applicatie"));
}
