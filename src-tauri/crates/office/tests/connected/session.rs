//! A session over restarts, out of order, replaced and ended.

use std::sync::Arc;

use office::connection::fault::LoketFault;
use office::connection::state::SessionState;
use office::refusal::Refusal;
use peer::Act;

use crate::desk::{Desk, TOKEN, silent};
use crate::loket::words;

fn signed_out() -> Refusal {
    Refusal::Loket { fault: LoketFault::SignedOut }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_opening_again_the_keychain_signs_in() {
    let desk = Desk::connected().await.reopened();
    let before = desk.kept(TOKEN).unwrap();
    assert_eq!(desk.user(), "O Oefenaar");
    assert_eq!(desk.office.read_employers(silent()).await.unwrap().read, 13);
    assert_ne!(desk.kept(TOKEN).unwrap(), before, "the token was renewed and kept");
    assert_eq!(desk.loket.count("POST", "/token"), 2);
}

/// Fault 39.
#[tokio::test(flavor = "multi_thread")]
async fn two_who_ask_at_once_after_opening_share_one_session() {
    let desk = Desk::connected().await.reopened();
    let ask = || {
        let office = Arc::clone(&desk.office);
        tokio::spawn(async move { office.permissions().await.map(|_| ()) })
    };
    let asked = [ask(), ask(), ask(), ask()];
    for one in asked {
        one.await.unwrap().unwrap();
    }
    assert_eq!(desk.loket.count("POST", "/token"), 2, "one to sign in, one to renew");
    assert_eq!(desk.user(), "O Oefenaar");
}

/// Fault 37.
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_refresh_ends_the_session_once_and_keeps_the_data() {
    let desk = Desk::connected().await;
    let dossier = desk.start("leerrekening-iob", "Korenaar");
    desk.say(dossier, "user-name", "koppeling.korenaar");
    let before = desk.check(dossier).await;
    let desk = desk.reopened();
    desk.loket.trap("POST", "/token", words(400, r#"{"error":"invalid_grant"}"#), 9);
    let asked = desk.loket.count("POST", "/token");
    assert_eq!(desk.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert_eq!(desk.loket.count("POST", "/token"), asked + 1);
    assert_eq!(desk.session(), SessionState::Ended { user: "O Oefenaar".into() });
    for _ in 0..3 {
        assert_eq!(desk.office.check_dossier(dossier, silent()).await.unwrap_err(), signed_out());
    }
    assert_eq!(desk.loket.count("POST", "/token"), asked + 1, "no loop");
    assert_eq!(desk.office.employers().unwrap().len(), 13);
    assert_eq!(desk.state(dossier).history_count, before.history_count);
    assert!(crate::desk::is_met(&desk.state(dossier), "user-kind"));
}

/// Fault 7: what was under way can go on where it was after signing in again.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_is_begun_again_by_signing_in() {
    let desk = Desk::connected().await;
    desk.loket.press(&[("wat", "opnieuw")]).await;
    assert_eq!(desk.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert!(matches!(desk.session(), SessionState::Ended { .. }));
    desk.sign_in("oefenen").await;
    assert_eq!(desk.office.read_employers(silent()).await.unwrap().read, 13);
}

/// Fault 38: the token was renewed at Loket and the app stopped before it was kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_renewed_and_not_kept_asks_to_sign_in_again_and_loses_nothing() {
    let desk = Desk::connected().await;
    let dossier = desk.start("leerrekening-iob", "Korenaar");
    desk.say(dossier, "user-name", "koppeling.korenaar");
    let desk = desk.reopened();
    // The answer with the new token never arrives: Loket has rotated, the keychain has not.
    desk.loket.trap("POST", "/token", Act::ResetInBody, 1);
    desk.office.check_dossier(dossier, silent()).await.unwrap_err();
    let desk = desk.reopened();
    assert_eq!(desk.office.check_dossier(dossier, silent()).await.unwrap_err(), signed_out());
    assert_eq!(desk.session(), SessionState::Ended { user: "O Oefenaar".into() });
    assert!(desk.state(dossier).items["user-name"].answer.is_some());
    desk.sign_in("oefenen").await;
    assert!(crate::desk::is_met(&desk.check(dossier).await, "user-kind"));
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_forgets_the_token_and_keeps_what_was_read() {
    let desk = Desk::connected().await;
    desk.office.sign_out().await.unwrap();
    assert_eq!(desk.session(), SessionState::SignedOut);
    assert_eq!(desk.kept(TOKEN), None);
    assert_eq!(desk.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert_eq!(desk.office.employers().unwrap().len(), 13);
    let desk = desk.reopened();
    assert_eq!(desk.session(), SessionState::SignedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_holds_also_when_the_keychain_fails() {
    let desk = Desk::connected().await;
    desk.keychain_fails(TOKEN);
    assert!(matches!(desk.office.sign_out().await, Err(Refusal::Keychain { .. })));
    assert_eq!(desk.session(), SessionState::SignedOut);
    let desk = desk.reopened();
    assert_eq!(desk.office.read_employers(silent()).await.unwrap_err(), signed_out());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_sign_in_replaces_the_first() {
    let desk = Desk::connected().await;
    let first = desk.kept(TOKEN).unwrap();
    desk.sign_in("stagiair").await;
    assert_eq!(desk.user(), "S Stage");
    assert_ne!(desk.kept(TOKEN).unwrap(), first);
    let desk = desk.reopened();
    assert_eq!(desk.user(), "S Stage");
    desk.office.read_employers(silent()).await.unwrap();
    assert_eq!(desk.user(), "S Stage");
}

/// Faults 40, 41 and 45: told, and the session goes on in memory.
#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_fails_at_signing_in_is_told_and_the_session_serves_until_closing() {
    let desk = Desk::new();
    desk.keychain_fails(TOKEN);
    desk.sign_in("oefenen").await;
    assert!(desk.office.connection().unwrap().session_only);
    assert_eq!(desk.kept(TOKEN), None);
    assert_eq!(desk.office.read_employers(silent()).await.unwrap().read, 13);
    let desk = desk.reopened();
    assert_eq!(desk.office.read_employers(silent()).await.unwrap_err(), signed_out());
    assert!(matches!(desk.session(), SessionState::Ended { .. }));
    desk.sign_in("oefenen").await;
    assert!(!desk.office.connection().unwrap().session_only);
}

/// Another client id is another application: its sign-in does not pass for this one's.
#[tokio::test(flavor = "multi_thread")]
async fn another_client_id_ends_the_sign_in() {
    let desk = Desk::connected().await;
    let other = uuid::Uuid::from_u128(7).to_string();
    let input = office::connection::registration::RegistrationInput {
        client_id: other,
        secret: Some("geheim-van-de-applicatie".into()),
        ..crate::desk::any_port()
    };
    desk.office.save_registration(input).unwrap();
    assert_eq!(desk.session(), SessionState::SignedOut);
    assert_eq!(desk.kept(TOKEN), None);
    let bytes = desk.on_disk();
    assert!(!crate::desk::holds(&bytes, "geheim-van-de-applicatie"));
    assert_eq!(desk.kept("loket-client-secret").as_deref(), Some("geheim-van-de-applicatie"));
}
