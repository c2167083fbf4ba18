use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use crate::fixture::{LIMIT, Outside, name, read, secret};
use crate::{KeychainState, Vault, VaultError};

fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_mins(1), "waited for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_keychain_that_hangs_costs_the_limit_once() {
    let outside = Outside::hasty();
    outside.put("token", b"oud");
    outside.hold.all(true);
    let start = Instant::now();
    assert_eq!(read(&outside.vault, "token"), Err(VaultError::TimedOut));
    assert!(start.elapsed() >= LIMIT && start.elapsed() < LIMIT * 20, "{:?}", start.elapsed());

    let start = Instant::now();
    for _ in 0..50 {
        assert_eq!(outside.vault.keep(&name("token"), &secret("x")), Err(VaultError::TimedOut));
    }
    assert_eq!(outside.vault.state(), KeychainState::Locked);
    assert!(start.elapsed() < LIMIT * 50, "none of them waits: {:?}", start.elapsed());
    assert_eq!(outside.hold.calls(), 1, "later calls must not pile up");

    outside.hold.all(false);
    wait_until("the keychain to come back", || read(&outside.vault, "token") == Ok("oud".to_owned()));
    assert_eq!(outside.vault.state(), KeychainState::Ready);
    assert_eq!(outside.bytes("token").as_deref(), Some(&b"oud"[..]));
}

#[test]
fn what_was_given_up_on_is_not_carried_out_later() {
    let outside = Outside::hasty();
    outside.put("token", b"oud");
    for late in [
        |vault: &Vault| vault.keep(&name("token"), &secret("nieuw")),
        |vault: &Vault| vault.replace(&name("token"), &secret("nieuw")),
        |vault: &Vault| vault.forget(&name("token")),
    ] {
        outside.hold.all(true);
        assert_eq!(late(&outside.vault), Err(VaultError::TimedOut));
        outside.hold.all(false);
        wait_until("the keychain to come back", || outside.vault.has(&name("token")) == Ok(true));
        assert_eq!(outside.bytes("token").as_deref(), Some(&b"oud"[..]));
    }
}

#[test]
fn a_first_secret_that_waits_to_unlock_is_not_kept_later() {
    let outside = Outside::hasty();
    outside.hold.one_after(1);
    assert_eq!(outside.vault.keep(&name("token"), &secret("laat")), Err(VaultError::TimedOut));
    assert_eq!(outside.hold.calls(), 2, "it found nothing, and then waited for the user");
    outside.hold.release();
    wait_until("the keychain to come back", || outside.vault.has(&name("token")) == Ok(false));
    assert_eq!(outside.bytes("token"), None);
}

#[test]
fn a_call_that_never_comes_back_can_be_left_behind() {
    let outside = Outside::hasty();
    outside.put("token", b"oud");
    outside.hold.one_after(0);
    assert_eq!(outside.vault.keep(&name("token"), &secret("laat")), Err(VaultError::TimedOut));
    assert_eq!(outside.vault.state(), KeychainState::Locked);
    wait_until("the new thread", || outside.vault.retry() == KeychainState::Ready);
    wait_until("the new secret", || outside.vault.keep(&name("token"), &secret("nieuw")).is_ok());

    outside.hold.release();
    thread::sleep(LIMIT / 3);
    assert_eq!(outside.bytes("token").as_deref(), Some(&b"nieuw"[..]), "the old call writes no more");
    assert_eq!(read(&outside.vault, "token"), Ok("nieuw".to_owned()));
    let connects = outside.connects.load(Ordering::SeqCst);
    assert_eq!(outside.vault.retry(), KeychainState::Ready);
    assert_eq!(outside.connects.load(Ordering::SeqCst), connects, "nothing hangs, so nothing is left behind");
}

#[test]
fn those_in_the_queue_wait_no_longer_than_the_limit() {
    let outside = Outside::hasty();
    outside.hold.all(true);
    let start = Instant::now();
    let waiting: Vec<_> = (0..40)
        .map(|_| {
            let vault = outside.vault.clone();
            thread::spawn(move || vault.has(&name("token")))
        })
        .collect();
    for thread in waiting {
        assert_eq!(thread.join().unwrap(), Err(VaultError::TimedOut));
    }
    assert!(start.elapsed() < LIMIT * 20, "not one after the other: {:?}", start.elapsed());
    assert_eq!(outside.hold.calls(), 1);
    outside.hold.all(false);
    wait_until("the keychain to come back", || outside.vault.has(&name("token")).is_ok());
}

#[test]
fn many_threads_share_one_keychain() {
    let outside = Outside::new();
    thread::scope(|scope| {
        for number in 0..16 {
            let vault = outside.vault.clone();
            scope.spawn(move || {
                let own = format!("token-{number}");
                vault.keep(&name(&own), &secret(&own)).unwrap();
                assert_eq!(read(&vault, &own), Ok(own));
            });
        }
    });
}

#[test]
fn a_crash_in_the_keychains_code_is_an_error_once() {
    let outside = Outside::new();
    outside.put("token", b"oud");
    outside.hold.crash_next.store(true, Ordering::SeqCst);
    assert!(matches!(read(&outside.vault, "token"), Err(VaultError::Unavailable(_))));
    assert_eq!(read(&outside.vault, "token"), Ok("oud".to_owned()));
}
