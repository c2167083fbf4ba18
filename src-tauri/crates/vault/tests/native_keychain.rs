//! The vault on the keychain of the signed-in user: Credential Manager on Windows, the login keychain on macOS.
//! Linux has a test of its own, on a keyring that belongs to the test.

#![cfg(any(windows, target_os = "macos"))]
#![allow(clippy::unwrap_used, reason = "all of this is test code")]

use vault::{KeychainState, LONGEST_SECRET, Secret, SecretName, Vault, VaultError};

/// A name of its own for each run, so that nothing of the user's is touched.
fn service(test: &str) -> String {
    format!("koppelwijzer-test-{test}-{}", std::process::id())
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
fn a_secret_is_kept_read_and_forgotten() {
    let service = service("round-trip");
    let vault = Vault::open(&service);
    assert_eq!(vault.state(), KeychainState::Ready);
    assert_eq!(read(&vault, "token"), Err(VaultError::NotThere));
    let longest = format!("é{}", "x".repeat(LONGEST_SECRET - 2));
    for text in ["geheim één", &longest] {
        vault.keep(&name("token"), &secret(text)).unwrap();
        assert_eq!(read(&Vault::open(&service), "token").as_deref(), Ok(text));
    }
    vault.forget(&name("token")).unwrap();
    assert_eq!(vault.has(&name("token")), Ok(false));
    assert_eq!(vault.forget(&name("token")), Ok(()));
}

#[cfg(windows)]
mod credential_manager {
    use std::collections::HashMap;

    use keyring_core::Entry;
    use keyring_core::api::CredentialStoreApi;

    use vault::{Seal, SealError};

    use super::*;

    fn entry(service: &str, name: &str) -> Entry {
        let local = HashMap::from([("persistence", "Local")]);
        let store = windows_native_keyring_store::Store::new().unwrap();
        store.build(service, name, Some(&local)).unwrap()
    }

    #[test]
    fn secrets_stay_on_this_machine() {
        let service = service("local");
        Vault::open(&service).keep(&name("token"), &secret("x")).unwrap();
        let entry = entry(&service, "token");
        let persistence = entry.get_attributes().unwrap().remove("persistence");
        entry.delete_credential().unwrap();
        assert_eq!(persistence.as_deref(), Some("Local"));
    }

    #[test]
    fn a_foreign_entry_stays_until_replaced_on_purpose() {
        let service = service("foreign");
        let entry = entry(&service, "token");
        entry.set_secret(b"\xff\xfe\xfd").unwrap();
        let vault = Vault::open(&service);
        let refused = vault.keep(&name("token"), &secret("x"));
        let found = entry.get_secret().unwrap();
        let replaced = vault.replace(&name("token"), &secret("mijn"));
        let now = entry.get_secret();
        entry.delete_credential().unwrap();
        assert_eq!(refused, Err(VaultError::Unreadable));
        assert_eq!(found, b"\xff\xfe\xfd");
        assert_eq!((replaced, now.unwrap()), (Ok(()), b"mijn".to_vec()));
    }

    #[test]
    fn what_was_deleted_in_credential_manager_is_not_there_and_no_key_is_made_in_silence() {
        let service = service("deleted");
        let vault = Vault::open(&service);
        let seal = Seal::new(&vault);
        seal.unlock(true).unwrap();
        let sealed = seal.seal("Jansen", "d1").unwrap();
        vault.keep(&name("token"), &secret("oud")).unwrap();
        for deleted in ["token", "sealing-key"] {
            entry(&service, deleted).delete_credential().unwrap();
        }

        assert_eq!(read(&vault, "token"), Err(VaultError::NotThere));
        assert_eq!(vault.has(&name("token")), Ok(false));
        assert_eq!(seal.unseal(&sealed, "d1"), Ok("Jansen".to_owned()), "it is still in memory");
        let later = Seal::new(&Vault::open(&service));
        assert_eq!(later.unlock(false), Err(SealError::KeyMissing));
        assert!(entry(&service, "sealing-key").get_secret().is_err(), "no key was made");
        later.replace_lost_key().unwrap();
        let other = later.unseal(&sealed, "d1");
        entry(&service, "sealing-key").delete_credential().unwrap();
        assert_eq!(other, Err(SealError::OtherKey));
    }

    /// Credential Manager takes 2,560 bytes: what is longer never reaches it.
    #[test]
    fn a_secret_that_is_too_long_leaves_the_entry_as_it_was() {
        let service = service("long");
        let vault = Vault::open(&service);
        vault.keep(&name("token"), &secret("kort")).unwrap();
        let refused = vault.keep(&name("token"), &secret(&"x".repeat(LONGEST_SECRET + 1)));
        let kept = read(&vault, "token");
        entry(&service, "token").delete_credential().unwrap();
        assert!(matches!(refused, Err(VaultError::TooLong { .. })), "{refused:?}");
        assert_eq!(kept.as_deref(), Ok("kort"));
    }

    #[test]
    fn the_sealing_key_is_found_again() {
        let service = service("seal");
        let seal = Seal::new(&Vault::open(&service));
        let made = seal.unlock(true);
        let sealed = seal.seal("Jansen", "d1");
        let again = Seal::new(&Vault::open(&service));
        let found = again.unlock(false);
        entry(&service, "sealing-key").delete_credential().unwrap();
        assert_eq!((made, found), (Ok(()), Ok(())));
        assert_eq!(again.unseal(&sealed.unwrap(), "d1"), Ok("Jansen".to_owned()));
    }
}
