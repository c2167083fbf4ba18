//! Signing in: by the redirect, by pasting, refused, ended, out of time; and out again.

use domain::connection::LoketFault;
use office::connection::registration::RegistrationInput;
use office::connection::state::SessionState;
use office::refusal::Refusal;

use crate::connected_office::{ConnectedOffice, TOKEN, any_port, wait_for};
use crate::loket::{answer_sign_in, arrive, words};

fn fault(refusal: Refusal) -> LoketFault {
    match refusal {
        Refusal::Loket { fault } => fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_comes_back_by_itself_and_somebody_is_signed_in() {
    let connected = ConnectedOffice::new();
    assert_eq!(connected.session(), SessionState::SignedOut);
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    assert!(matches!(connected.session(), SessionState::SigningIn { .. }));
    assert_eq!(connected.office.connection().sign_in_page().unwrap().as_str(), signing_in.address);
    let waiting = wait_for(&connected.office, &signing_in);
    let back = answer_sign_in(&signing_in.address, "oefenen", true).await;
    assert_eq!(back.path(), "/koppelwijzer");
    assert_eq!(arrive(back).await, 200);
    waiting.await.unwrap().unwrap();
    assert_eq!(connected.user(), "O Oefenaar");
    let token = connected.kept(TOKEN).expect("the refresh token is in the keychain");
    assert!(!crate::connected_office::holds(&connected.on_disk(), &token), "and nowhere else");
    assert!(!connected.office.connection().state().unwrap().session_only);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_address_bar_can_be_pasted() {
    let connected = ConnectedOffice::new();
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    let waiting = wait_for(&connected.office, &signing_in);
    let back = answer_sign_in(&signing_in.address, "oefenen", true).await;
    let wrong = connected
        .office
        .connection()
        .paste_answer("https://oauth.loket.nl/authorize".into())
        .await
        .unwrap_err();
    assert_eq!(fault(wrong), LoketFault::NoCode);
    let other = back.as_str().replace("state=", "state=x");
    assert_eq!(
        fault(connected.office.connection().paste_answer(other).await.unwrap_err()),
        LoketFault::WrongState
    );
    assert!(matches!(connected.session(), SessionState::SigningIn { .. }), "waiting goes on");
    connected.office.connection().paste_answer(back.to_string()).await.unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(connected.user(), "O Oefenaar");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_port_to_listen_on_the_code_is_pasted_and_no_browser_is_sent_to_who_answers() {
    let connected = ConnectedOffice::new();
    let refused = connected
        .office
        .connection()
        .save_registration(RegistrationInput { redirects: "ftp://x".into(), ..any_port() });
    assert!(matches!(refused, Err(Refusal::Wrong { .. })), "{refused:?}");
    // Another program answers at the only address, here the sandbox: the browser is not sent to it.
    let register = |redirects: String| {
        let input = RegistrationInput { redirects, ..any_port() };
        connected.office.connection().save_registration(input).unwrap();
    };
    let taken = format!("{}/geplakt", connected.loket.url());
    register(taken.clone());
    let refusal = connected.office.connection().begin_sign_in().await.unwrap_err();
    assert!(matches!(fault(refusal), LoketFault::PortsTaken { taken } if taken.len() == 1));
    assert!(!matches!(connected.session(), SessionState::SigningIn { .. }));
    // At one that nobody can listen on and nothing answers, the browser keeps what is to be pasted.
    let held = peer::HeldPort::hold(0).unwrap();
    register(format!("{taken}\nhttp://127.0.0.1:{}/geplakt", held.port().unwrap()));
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    assert_eq!((signing_in.listens, signing_in.taken.len()), (false, 2));
    let waiting = wait_for(&connected.office, &signing_in);
    let back = answer_sign_in(&signing_in.address, "oefenen", true).await;
    let code = back.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    connected.office.connection().paste_answer(code).await.unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(connected.user(), "O Oefenaar");
}

/// Fault 32.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_in_the_browser_is_reported_and_can_be_tried_again() {
    let connected = ConnectedOffice::new();
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    let waiting = wait_for(&connected.office, &signing_in);
    arrive(answer_sign_in(&signing_in.address, "oefenen", false).await).await;
    assert_eq!(fault(waiting.await.unwrap().unwrap_err()), LoketFault::Denied);
    assert_eq!(connected.session(), SessionState::SignedOut);
    connected.sign_in("oefenen").await;
}

/// Faults 31 and 34.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_somebody_else_does_not_end_the_sign_in_and_a_code_serves_once() {
    let connected = ConnectedOffice::new();
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    let waiting = wait_for(&connected.office, &signing_in);
    let back = answer_sign_in(&signing_in.address, "oefenen", true).await;
    let mut strange = back.clone();
    strange.set_query(Some("code=abc&state=van-een-ander"));
    assert_ne!(arrive(strange).await, 200);
    assert_eq!(connected.loket.count("POST", "/token"), 0);
    assert_eq!(arrive(back.clone()).await, 200);
    waiting.await.unwrap().unwrap();
    assert_eq!(connected.loket.count("POST", "/token"), 1);
    let pasted = connected.office.connection().paste_answer(back.to_string()).await.unwrap_err();
    assert_eq!(fault(pasted), LoketFault::Stopped);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_can_be_cancelled_and_a_new_one_ends_the_old() {
    let connected = ConnectedOffice::new();
    let first = connected.office.connection().begin_sign_in().await.unwrap();
    let of_first = wait_for(&connected.office, &first);
    let second = connected.office.connection().begin_sign_in().await.unwrap();
    assert_eq!(fault(of_first.await.unwrap().unwrap_err()), LoketFault::Stopped);
    assert!(matches!(connected.session(), SessionState::SigningIn { signing_in } if signing_in == second));
    let late = connected.office.connection().finish_sign_in(&first.address).await.unwrap_err();
    assert_eq!(fault(late), LoketFault::Stopped);
    assert!(matches!(connected.session(), SessionState::SigningIn { signing_in } if signing_in == second));
    let of_second = wait_for(&connected.office, &second);
    connected.office.connection().cancel_sign_in();
    assert_eq!(fault(of_second.await.unwrap().unwrap_err()), LoketFault::Stopped);
    assert_eq!(connected.session(), SessionState::SignedOut);
    let nobody = connected.office.connection().finish_sign_in(&second.address).await.unwrap_err();
    assert_eq!(fault(nobody), LoketFault::Stopped);
}

/// Fault 36: the five minutes pass on a clock that the test moves.
#[tokio::test]
async fn who_never_comes_back_is_reported_after_five_minutes() {
    let connected = ConnectedOffice::new();
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    tokio::time::pause();
    let waiting = wait_for(&connected.office, &signing_in);
    tokio::task::yield_now().await;
    tokio::time::advance(std::time::Duration::from_secs(301)).await;
    assert_eq!(fault(waiting.await.unwrap().unwrap_err()), LoketFault::TimedOut);
    assert_eq!(connected.session(), SessionState::SignedOut);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_loket_does_not_take_signs_nobody_in() {
    let connected = ConnectedOffice::new();
    connected.loket.trap("POST", "/token", words(400, r#"{"error":"invalid_grant"}"#), 1);
    let signing_in = connected.office.connection().begin_sign_in().await.unwrap();
    let waiting = wait_for(&connected.office, &signing_in);
    arrive(answer_sign_in(&signing_in.address, "oefenen", true).await).await;
    let refused = fault(waiting.await.unwrap().unwrap_err());
    assert_eq!(refused, LoketFault::SignInRefused { code: "invalid_grant".into() });
    assert_eq!(connected.session(), SessionState::SignedOut);
    assert_eq!(connected.kept(TOKEN), None);
}

/// Without the activity to ask who is signed in, the rest goes on.
#[tokio::test(flavor = "multi_thread")]
async fn not_knowing_who_is_signed_in_costs_the_name_only() {
    let connected = ConnectedOffice::new();
    connected.loket.press(&[("wat", "activiteit"), ("ding", "GetUserByToken")]).await;
    connected.sign_in("oefenen").await;
    assert_eq!(connected.user(), "");
    assert_eq!(connected.office.read_employers(crate::connected_office::silent()).await.unwrap().read, 13);
}
