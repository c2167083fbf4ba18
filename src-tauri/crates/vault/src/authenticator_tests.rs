use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;

use super::*;
use crate::fixture::{Outside, locked, platform_failure};

const KEY: &str = SecretName::AUTHENTICATION_KEY;

fn unlocked() -> Authenticator {
    let authenticator = Authenticator::new(&Outside::new().vault);
    authenticator.unlock(true).unwrap();
    authenticator
}

#[test]
fn the_key_is_made_once_beside_the_sealing_key_and_found_again() {
    let outside = Outside::new();
    let first = Authenticator::new(&outside.vault);
    assert_eq!((first.is_unlocked(), first.mac(b"event"), first.key_id()), (false, None, None));
    first.unlock(true).unwrap();
    let mac = first.mac(b"event").unwrap();
    assert_eq!((mac.key_id.len(), mac.hex.len()), (8, 64));
    let key = outside.bytes(KEY).unwrap();
    assert_eq!(outside.bytes(SecretName::SEALING_KEY), None, "a key of its own");
    for may_create in [true, false] {
        let again = Authenticator::new(&outside.restarted());
        again.unlock(may_create).unwrap();
        assert_eq!(again.verify(b"event", &mac), Verification::Verified);
    }
    assert_eq!(outside.bytes(KEY).unwrap(), key);
}

#[test]
fn a_known_code_is_the_one_of_the_standard() {
    // Made with another implementation: Python's hmac and hashlib.
    let outside = Outside::new();
    outside.put(KEY, URL_SAFE_NO_PAD.encode([7; 32]).as_bytes());
    let authenticator = Authenticator::new(&outside.vault);
    authenticator.unlock(false).unwrap();
    let mac = authenticator.mac(b"koppelwijzer").unwrap();
    assert_eq!(mac.hex, "576304bd6bbda350537e9faf40ca145b143fa7867060fb6261b8465694d9687c");
    assert_eq!(mac.key_id, "4bb06f8e");
}

#[test]
fn only_no_such_entry_means_that_there_is_no_key() {
    let outside = Outside::new();
    assert_eq!(Authenticator::new(&outside.vault).unlock(false), Err(SealError::KeyMissing));
    assert_eq!(outside.bytes(KEY), None);
    Authenticator::new(&outside.vault).unlock(true).unwrap();
    let key = outside.bytes(KEY).unwrap();
    for error in [platform_failure, locked] {
        let again = Authenticator::new(&outside.restarted());
        outside.fail_next(KEY, error());
        assert!(matches!(again.unlock(true), Err(SealError::Keychain(_))));
        outside.fail_next(KEY, error());
        assert!(matches!(again.replace_lost_key(), Err(SealError::Keychain(_))));
        assert_eq!(outside.bytes(KEY).unwrap(), key);
        assert_eq!(again.replace_lost_key(), Err(SealError::KeyStillThere));
    }
}

#[test]
fn what_is_no_key_stays_until_it_is_replaced_on_purpose() {
    let outside = Outside::new();
    outside.put(KEY, b"geen sleutel");
    let authenticator = Authenticator::new(&outside.vault);
    assert_eq!(authenticator.unlock(true), Err(SealError::KeyUnreadable));
    assert_eq!(outside.bytes(KEY).unwrap(), b"geen sleutel");
    authenticator.replace_lost_key().unwrap();
    assert!(authenticator.is_unlocked());
}

#[test]
fn for_this_session_only_there_are_no_codes() {
    let outside = Outside::new();
    outside.vault.use_session_only();
    let authenticator = Authenticator::new(&outside.vault);
    assert_eq!(authenticator.unlock(true), Err(SealError::SessionOnly));
    assert_eq!(authenticator.mac(b"event"), None);
    let mac = unlocked().mac(b"event").unwrap();
    assert_eq!(authenticator.verify(b"event", &mac), Verification::Unavailable);
    assert_eq!(outside.bytes(KEY), None);
}

#[test]
fn a_code_of_another_computer_says_so() {
    let mac = unlocked().mac(b"event").unwrap();
    assert_eq!(unlocked().verify(b"event", &mac), Verification::OtherKey);
}

#[test]
fn debug_shows_no_key() {
    assert_eq!(format!("{:?}", unlocked()), "Authenticator { unlocked: true, .. }");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_was_authenticated_verifies(bytes in any::<Vec<u8>>()) {
        let authenticator = unlocked();
        let mac = authenticator.mac(&bytes).unwrap();
        prop_assert_eq!(authenticator.verify(&bytes, &mac), Verification::Verified);
        prop_assert_eq!(authenticator.mac(&bytes), Some(mac));
    }

    #[test]
    fn other_bytes_do_not(bytes in any::<Vec<u8>>(), other in any::<Vec<u8>>()) {
        prop_assume!(bytes != other);
        let authenticator = unlocked();
        let mac = authenticator.mac(&bytes).unwrap();
        prop_assert_eq!(authenticator.verify(&other, &mac), Verification::Wrong);
    }

    #[test]
    fn any_other_text_is_no_code(bytes in any::<Vec<u8>>(), text in any::<String>()) {
        let authenticator = unlocked();
        let mac = authenticator.mac(&bytes).unwrap();
        prop_assume!(text != mac.hex);
        let changed = Mac { hex: text, ..mac.clone() };
        prop_assert_eq!(authenticator.verify(&bytes, &changed), Verification::Wrong);
        let upper = Mac { hex: mac.hex.to_uppercase(), ..mac };
        prop_assume!(upper.hex.bytes().any(|byte| byte.is_ascii_uppercase()));
        prop_assert_eq!(authenticator.verify(&bytes, &upper), Verification::Wrong, "one spelling");
    }
}
