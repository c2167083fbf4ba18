//! The vault on a real GNOME Keyring, in a home and on a bus of its own.
//!
//! Each test runs itself again as a child process in that home: see [`desktop`].

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "all of this is test code")]

mod desktop;

use std::time::{Duration, Instant};

use desktop::{Bus, Desktop, alone};
use vault::{KeychainState, Seal, SealError, Secret, SecretName, Vault, VaultError};

const SERVICE: &str = "koppelwijzer-test";
const LIMIT: Duration = Duration::from_secs(2);

fn vault() -> Vault {
    Vault::with_limit(SERVICE, LIMIT)
}

fn name(name: &str) -> SecretName {
    SecretName::new(name).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn read(vault: &Vault, of: &str) -> Result<String, VaultError> {
    vault.with_secret(&name(of), str::to_owned)
}

#[test]
fn an_open_keyring_keeps_secrets() {
    alone("an_open_keyring_keeps_secrets", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.unlocked_keyring();
        let vault = vault();
        assert_eq!(vault.state(), KeychainState::Ready);
        assert_eq!(vault.has(&name("token")), Ok(false));
        vault.keep(&name("token"), &secret("geheim één")).unwrap();
        assert_eq!(desktop.lookup("token").as_deref(), Some("geheim één"));
        vault.keep(&name("token"), &secret("nieuwer")).unwrap();
        assert_eq!(read(&self::vault(), "token"), Ok("nieuwer".to_owned()));

        let longest = "x".repeat(vault::LONGEST_SECRET);
        vault.keep(&name("long"), &secret(&longest)).unwrap();
        assert_eq!(read(&vault, "long"), Ok(longest));
        assert_eq!(desktop.plain_files_with("nieuwer"), Vec::<String>::new());

        vault.forget(&name("token")).unwrap();
        assert_eq!(desktop.lookup("token"), None);
        assert_eq!(read(&vault, "token"), Err(VaultError::NotThere));
    });
}

#[test]
fn foreign_entries_stay_until_replaced_on_purpose() {
    alone("foreign_entries_stay_until_replaced_on_purpose", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.unlocked_keyring();
        let vault = vault();
        desktop.store("token", "een", b"\xff\xfe");
        assert_eq!(read(&vault, "token"), Err(VaultError::Unreadable));
        assert_eq!(vault.keep(&name("token"), &secret("x")), Err(VaultError::Unreadable));
        assert_eq!(desktop.count("token"), 1);
        vault.replace(&name("token"), &secret("mijn")).unwrap();
        assert_eq!(read(&vault, "token"), Ok("mijn".to_owned()));

        desktop.store("token", "twee", b"dubbel");
        assert_eq!(desktop.count("token"), 2);
        assert_eq!(read(&vault, "token"), Err(VaultError::Unreadable));
        assert_eq!(vault.keep(&name("token"), &secret("x")), Err(VaultError::Unreadable));
        vault.replace(&name("token"), &secret("weer mijn")).unwrap();
        assert_eq!(desktop.count("token"), 1);
        assert_eq!(read(&vault, "token"), Ok("weer mijn".to_owned()));

        desktop.store("token", "drie", b"dubbel");
        vault.forget(&name("token")).unwrap();
        assert_eq!(desktop.count("token"), 0);
    });
}

#[test]
fn a_locked_keyring_costs_no_more_than_the_limit() {
    alone("a_locked_keyring_costs_no_more_than_the_limit", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.unlocked_keyring();
        let vault = vault();
        vault.keep(&name("token"), &secret("oud")).unwrap();
        desktop.lock();

        let start = Instant::now();
        assert_eq!(vault.state(), KeychainState::Locked);
        assert!(start.elapsed() < LIMIT, "looking at the lock asks nobody anything");

        let start = Instant::now();
        assert_eq!(read(&vault, "token"), Err(VaultError::TimedOut));
        assert!(start.elapsed() >= LIMIT && start.elapsed() < LIMIT * 5, "{:?}", start.elapsed());
        assert!(desktop.was_prompted());

        let start = Instant::now();
        assert_eq!(vault.keep(&name("token"), &secret("nieuw")), Err(VaultError::TimedOut));
        assert_eq!(vault.forget(&name("token")), Err(VaultError::TimedOut));
        assert_eq!(vault.state(), KeychainState::Locked);
        assert!(start.elapsed() < LIMIT, "later calls do not queue up: {:?}", start.elapsed());

        desktop.dismiss_prompt();
        desktop.wait_until("the dismissed prompt to end the call", || {
            read(&vault, "token") == Err(VaultError::Locked)
        });
        assert_eq!(vault.keep(&name("token"), &secret("nieuw")), Err(VaultError::Locked));
        desktop.unlock();
        assert_eq!(vault.state(), KeychainState::Ready);
        assert_eq!(read(&vault, "token"), Ok("oud".to_owned()), "nothing was written or deleted meanwhile");
    });
}

#[test]
fn a_first_secret_waits_for_a_locked_keyring_and_no_longer() {
    alone("a_first_secret_waits_for_a_locked_keyring_and_no_longer", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.unlocked_keyring();
        let vault = vault();
        desktop.lock();
        let start = Instant::now();
        assert_eq!(vault.keep(&name("token"), &secret("laat")), Err(VaultError::TimedOut));
        assert!(start.elapsed() < LIMIT * 5, "{:?}", start.elapsed());
        assert!(desktop.was_prompted());
        desktop.dismiss_prompt();
        desktop.wait_until("the dismissed prompt to end the call", || {
            vault.keep(&name("token"), &secret("nu niet")) == Err(VaultError::Locked)
        });
        desktop.unlock();
        assert_eq!(vault.has(&name("token")), Ok(false));
        vault.keep(&name("token"), &secret("nu wel")).unwrap();
        assert_eq!(desktop.lookup("token").as_deref(), Some("nu wel"));
    });
}

#[test]
fn a_keyring_opened_elsewhere_works_though_the_prompt_still_hangs() {
    alone("a_keyring_opened_elsewhere_works_though_the_prompt_still_hangs", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.unlocked_keyring();
        let vault = vault();
        vault.keep(&name("token"), &secret("oud")).unwrap();
        desktop.lock();
        assert_eq!(vault.keep(&name("token"), &secret("laat")), Err(VaultError::TimedOut));
        assert_eq!(vault.retry(), KeychainState::Locked);
        desktop.unlock();
        assert_eq!(vault.retry(), KeychainState::Ready);
        assert_eq!(read(&vault, "token"), Ok("oud".to_owned()));
        vault.keep(&name("token"), &secret("nieuw")).unwrap();
        desktop.dismiss_prompt();
        assert_eq!(desktop.lookup("token").as_deref(), Some("nieuw"));
    });
}

#[test]
fn a_locked_keyring_never_leads_to_a_new_key() {
    alone("a_locked_keyring_never_leads_to_a_new_key", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.unlocked_keyring();
        let seal = Seal::new(&vault());
        seal.unlock(true).unwrap();
        let sealed = seal.seal("Jansen", "d1").unwrap();
        let key = desktop.lookup("sealing-key").unwrap();
        desktop.lock();
        desktop.dismiss_prompt();

        assert_eq!(seal.unseal(&sealed, "d1"), Ok("Jansen".to_owned()));
        let later = Seal::new(&vault());
        assert_eq!(later.unlock(true), Err(SealError::Keychain(VaultError::Locked)));
        assert_eq!(later.replace_lost_key(), Err(SealError::Keychain(VaultError::Locked)));
        desktop.unlock();
        later.unlock(true).unwrap();
        assert_eq!(later.unseal(&sealed, "d1"), Ok("Jansen".to_owned()));
        assert_eq!(desktop.lookup("sealing-key"), Some(key));
    });
}

#[test]
fn an_entry_deleted_outside_is_not_there() {
    alone("an_entry_deleted_outside_is_not_there", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.unlocked_keyring();
        let vault = vault();
        let seal = Seal::new(&vault);
        seal.unlock(true).unwrap();
        let sealed = seal.seal("Jansen", "d1").unwrap();
        vault.keep(&name("token"), &secret("oud")).unwrap();
        desktop.clear("token");
        desktop.clear("sealing-key");

        assert_eq!(read(&vault, "token"), Err(VaultError::NotThere));
        assert_eq!(vault.has(&name("token")), Ok(false));
        assert_eq!(vault.state(), KeychainState::Ready);
        assert_eq!(seal.unseal(&sealed, "d1"), Ok("Jansen".to_owned()));
        let later = Seal::new(&vault);
        assert_eq!(later.unlock(false), Err(SealError::KeyMissing));
        assert_eq!(desktop.lookup("sealing-key"), None);
        later.replace_lost_key().unwrap();
        assert_eq!(later.unseal(&sealed, "d1"), Err(SealError::OtherKey));
    });
}

#[test]
fn a_keyring_that_dies_is_found_again() {
    alone("a_keyring_that_dies_is_found_again", Bus::Session, || {
        let desktop = Desktop::here();
        let keyring = desktop.unlocked_keyring();
        let vault = vault();
        let seal = Seal::new(&vault);
        seal.unlock(true).unwrap();
        vault.keep(&name("token"), &secret("oud")).unwrap();
        drop(keyring);

        let start = Instant::now();
        assert!(matches!(read(&vault, "token"), Err(VaultError::Unavailable(_))));
        assert!(matches!(vault.keep(&name("token"), &secret("x")), Err(VaultError::Unavailable(_))));
        assert_eq!(vault.state(), KeychainState::Missing);
        assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
        let sealed = seal.seal("Jansen", "d1").unwrap();
        assert_eq!(seal.unseal(&sealed, "d1"), Ok("Jansen".to_owned()));

        let _again = desktop.unlocked_keyring();
        assert_eq!(vault.state(), KeychainState::Ready);
        assert_eq!(read(&vault, "token"), Ok("oud".to_owned()));
        let later = Seal::new(&vault);
        later.unlock(false).unwrap();
        assert_eq!(later.unseal(&sealed, "d1"), Ok("Jansen".to_owned()));
    });
}

#[test]
fn a_keyring_that_is_replaced_unnoticed_fails_once() {
    alone("a_keyring_that_is_replaced_unnoticed_fails_once", Bus::Session, || {
        let desktop = Desktop::here();
        let keyring = desktop.unlocked_keyring();
        let vault = vault();
        vault.keep(&name("token"), &secret("oud")).unwrap();
        drop(keyring);
        let _again = desktop.unlocked_keyring();
        assert!(
            matches!(read(&vault, "token"), Err(VaultError::Unavailable(_))),
            "the old connection is dead"
        );
        assert_eq!(read(&vault, "token"), Ok("oud".to_owned()));
    });
}

#[test]
fn a_keyring_without_a_collection_is_missing() {
    alone("a_keyring_without_a_collection_is_missing", Bus::Session, || {
        let desktop = Desktop::here();
        let _keyring = desktop.empty_keyring();
        let vault = vault();
        assert_eq!(vault.state(), KeychainState::Missing);
        assert!(matches!(vault.keep(&name("token"), &secret("x")), Err(VaultError::Unavailable(_))));
        assert!(!desktop.was_prompted());
    });
}

#[test]
fn without_a_secret_service_there_is_this_session_only() {
    alone("without_a_secret_service_there_is_this_session_only", Bus::Session, missing_but_usable);
}

#[test]
fn without_a_bus_there_is_this_session_only() {
    alone("without_a_bus_there_is_this_session_only", Bus::None, missing_but_usable);
}

fn missing_but_usable() {
    let desktop = Desktop::here();
    let vault = vault();
    let start = Instant::now();
    assert_eq!(vault.state(), KeychainState::Missing);
    assert!(matches!(read(&vault, "token"), Err(VaultError::Unavailable(_))));
    assert!(matches!(vault.keep(&name("token"), &secret("x")), Err(VaultError::Unavailable(_))));
    assert!(matches!(Seal::new(&vault).unlock(true), Err(SealError::Keychain(VaultError::Unavailable(_)))));
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());

    vault.use_session_only();
    assert_eq!(vault.state(), KeychainState::SessionOnly);
    vault.keep(&name("token"), &secret("canary-4711")).unwrap();
    assert_eq!(read(&vault, "token"), Ok("canary-4711".to_owned()));
    assert_eq!(Seal::new(&vault).unlock(true), Err(SealError::SessionOnly));
    assert_eq!(desktop.plain_files_with("canary-4711"), Vec::<String>::new());
}

#[test]
fn a_keyring_that_comes_later_is_found() {
    alone("a_keyring_that_comes_later_is_found", Bus::None, || {
        let desktop = Desktop::here();
        let vault = vault();
        assert_eq!(vault.state(), KeychainState::Missing);
        vault.use_session_only();
        vault.keep(&name("token"), &secret("eerder")).unwrap();
        let _bus = desktop.start_bus();
        let _keyring = desktop.unlocked_keyring();
        vault.use_keychain().unwrap();
        assert_eq!(vault.state(), KeychainState::Ready);
        assert_eq!(desktop.lookup("token").as_deref(), Some("eerder"));
    });
}
