use std::sync::atomic::Ordering;

use keyring_core::Error;

use super::*;
use crate::fixture::{AMPLE, Outside, locked, name, platform_failure, read, secret};

#[test]
fn a_secret_is_kept_read_and_forgotten() {
    let outside = Outside::new();
    let vault = &outside.vault;
    assert_eq!(vault.has(&name("token")), Ok(false));
    assert_eq!(read(vault, "token"), Err(VaultError::NotThere));
    vault.keep(&name("token"), &secret("geheim één")).unwrap();
    assert_eq!(vault.has(&name("token")), Ok(true));
    assert_eq!(read(vault, "token"), Ok("geheim één".to_owned()));
    vault.keep(&name("token"), &secret("twee")).unwrap();
    assert_eq!(read(&outside.restarted(), "token"), Ok("twee".to_owned()));
    vault.forget(&name("token")).unwrap();
    assert_eq!(outside.bytes("token"), None);
    assert_eq!(vault.forget(&name("token")), Ok(()));
    assert_eq!(vault.state(), KeychainState::Ready);
}

#[test]
fn only_no_entry_means_that_nothing_is_there() {
    let outside = Outside::new();
    outside.put("token", b"oud");
    for (error, expected) in [
        (platform_failure(), "not available"),
        (locked(), "locked"),
        (Error::NoDefaultStore, "not available"),
        (Error::Invalid("a".into(), "b".into()), "not available"),
        (Error::BadStoreFormat("a".into()), "not available"),
        (Error::NotSupportedByStore("a".into()), "not available"),
    ] {
        outside.fail_next("token", error);
        let found = outside.vault.has(&name("token")).unwrap_err();
        assert!(found.to_string().contains(expected), "{found}");
        assert!(found.is_about_keychain());
    }
}

#[test]
fn a_failing_keychain_is_never_written_over_or_deleted_from() {
    let outside = Outside::new();
    outside.put("token", b"oud");
    for error in [platform_failure, locked] {
        outside.fail_next("token", error());
        assert!(outside.vault.keep(&name("token"), &secret("nieuw")).is_err());
        outside.fail_next("token", error());
        assert!(outside.vault.replace(&name("token"), &secret("nieuw")).is_err());
        outside.fail_next("token", error());
        assert!(outside.vault.forget(&name("token")).is_err());
        assert_eq!(outside.bytes("token").as_deref(), Some(&b"oud"[..]));
    }
    assert_eq!(read(&outside.vault, "token"), Ok("oud".to_owned()));
}

#[test]
fn after_a_failure_the_keychain_is_opened_anew() {
    let outside = Outside::new();
    outside.put("token", b"oud");
    read(&outside.vault, "token").unwrap();
    read(&outside.vault, "token").unwrap();
    assert_eq!(outside.connects.load(Ordering::SeqCst), 1);
    outside.fail_next("token", platform_failure());
    assert!(read(&outside.vault, "token").is_err());
    assert_eq!(read(&outside.vault, "token"), Ok("oud".to_owned()));
    assert_eq!(outside.connects.load(Ordering::SeqCst), 2);
}

#[test]
fn an_unreadable_entry_stays_until_it_is_replaced_on_purpose() {
    let outside = Outside::new();
    for junk in [&b"\xff\xfe"[..], b""] {
        outside.put("token", junk);
        assert_eq!(read(&outside.vault, "token"), Err(VaultError::Unreadable));
        assert_eq!(outside.vault.has(&name("token")), Err(VaultError::Unreadable));
        assert_eq!(outside.vault.keep(&name("token"), &secret("nieuw")), Err(VaultError::Unreadable));
        assert_eq!(outside.bytes("token").as_deref(), Some(junk));
        outside.vault.replace(&name("token"), &secret("nieuw")).unwrap();
        assert_eq!(outside.bytes("token").as_deref(), Some(&b"nieuw"[..]));
    }
    outside.fail_next("token", Error::BadEncoding(b"\xff".to_vec()));
    assert_eq!(read(&outside.vault, "token"), Err(VaultError::Unreadable));
    outside.fail_next("token", Error::BadDataFormat(b"x".to_vec(), "bad".into()));
    assert_eq!(read(&outside.vault, "token"), Err(VaultError::Unreadable));
}

#[test]
fn doubles_stay_until_they_are_replaced_on_purpose() {
    let outside = Outside::new();
    outside.put("token", b"oud");
    for _ in 0..2 {
        outside.fail_next("token", Error::Ambiguous(Vec::new()));
        assert_eq!(outside.vault.keep(&name("token"), &secret("nieuw")), Err(VaultError::Unreadable));
        assert_eq!(outside.bytes("token").as_deref(), Some(&b"oud"[..]));
    }
}

#[test]
fn what_cannot_be_read_can_still_be_forgotten() {
    let outside = Outside::new();
    outside.put("token", b"\xff");
    outside.vault.forget(&name("token")).unwrap();
    assert_eq!(outside.bytes("token"), None);
}

#[test]
fn too_long_and_empty_secrets_never_reach_the_keychain() {
    let outside = Outside::new();
    let longest = "é".repeat(LONGEST_SECRET / 2);
    outside.vault.keep(&name("token"), &secret(&longest)).unwrap();
    let calls = outside.hold.calls();
    let too_long = VaultError::TooLong { bytes: LONGEST_SECRET + 1, limit: LONGEST_SECRET };
    let long = secret(&format!("{longest}x"));
    assert_eq!(outside.vault.keep(&name("token"), &long), Err(too_long.clone()));
    assert_eq!(outside.vault.replace(&name("token"), &long), Err(too_long.clone()));
    assert_eq!(outside.vault.keep(&name("token"), &secret("")), Err(VaultError::Empty));
    assert_eq!(outside.hold.calls(), calls);
    outside.vault.use_session_only();
    assert_eq!(outside.vault.keep(&name("token"), &long), Err(too_long));
}

#[test]
fn states_tell_locked_from_missing() {
    let outside = Outside::new();
    outside.fail_next("probe", locked());
    assert_eq!(outside.vault.state(), KeychainState::Locked);
    outside.fail_next("probe", platform_failure());
    assert_eq!(outside.vault.state(), KeychainState::Missing);
    assert_eq!(outside.vault.state(), KeychainState::Ready);
    assert_eq!(outside.bytes("probe"), None, "looking writes nothing");
}

#[test]
fn this_session_only_leaves_the_keychain_alone() {
    let outside = Outside::new();
    outside.put("token", b"oud");
    let vault = &outside.vault;
    vault.use_session_only();
    let calls = outside.hold.calls();
    assert_eq!(vault.state(), KeychainState::SessionOnly);
    assert_eq!(read(vault, "token"), Err(VaultError::NotThere));
    vault.keep(&name("token"), &secret("nieuw")).unwrap();
    vault.use_session_only();
    assert_eq!(read(vault, "token"), Ok("nieuw".to_owned()));
    vault.keep(&name("ander"), &secret("x")).unwrap();
    vault.forget(&name("ander")).unwrap();
    assert_eq!(vault.has(&name("ander")), Ok(false));
    assert_eq!(outside.hold.calls(), calls);
    assert_eq!(read(&outside.restarted(), "token"), Ok("oud".to_owned()));
}

#[test]
fn going_back_to_the_keychain_loses_nothing() {
    let outside = Outside::new();
    let vault = &outside.vault;
    vault.use_session_only();
    vault.keep(&name("a"), &secret("1")).unwrap();
    vault.keep(&name("b"), &secret("2")).unwrap();
    outside.fail_next("b", locked());
    assert_eq!(vault.use_keychain(), Err(VaultError::Locked));
    assert_eq!(vault.state(), KeychainState::SessionOnly);
    assert_eq!((read(vault, "a"), read(vault, "b")), (Ok("1".to_owned()), Ok("2".to_owned())));
    vault.use_keychain().unwrap();
    assert_eq!(vault.state(), KeychainState::Ready);
    let again = outside.restarted();
    assert_eq!((read(&again, "a"), read(&again, "b")), (Ok("1".to_owned()), Ok("2".to_owned())));
    assert_eq!(vault.use_keychain(), Ok(()));
}

#[test]
fn a_write_that_did_not_stick_is_noticed() {
    let outside = Outside::new();
    let vault = Vault::with_store("x", Arc::new(crate::fixture::Forgetful), AMPLE);
    assert_eq!(vault.keep(&name("token"), &secret("x")), Err(VaultError::NotKept));
    assert_eq!(outside.hold.calls(), 0);
}

#[test]
fn nothing_prints_a_secret() {
    let outside = Outside::new();
    outside.vault.keep(&name("token"), &secret("canary-4711")).unwrap();
    outside.vault.use_session_only();
    outside.vault.keep(&name("token"), &secret("canary-4711")).unwrap();
    assert!(!format!("{:?}", outside.vault).contains("canary"));
    for error in
        [Error::BadEncoding(b"canary".to_vec()), Error::BadDataFormat(b"canary".to_vec(), "bad".into())]
    {
        let other = Outside::new();
        other.fail_next("token", error);
        let found = other.vault.has(&name("token")).unwrap_err();
        assert!(!format!("{found} {found:?}").contains("canary"));
    }
}

fn send_and_sync<T: Send + Sync + Clone>(_: &T) {}

#[test]
fn handles_go_anywhere() {
    let outside = Outside::new();
    send_and_sync(&outside.vault);
    send_and_sync(&crate::Seal::new(&outside.vault));
}
