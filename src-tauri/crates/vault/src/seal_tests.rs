use proptest::prelude::*;

use super::*;
use crate::fixture::{Outside, locked, platform_failure};
use crate::key::KEY_BYTES;

const KEY: &str = SecretName::SEALING_KEY;

fn unlocked() -> Seal {
    let seal = Seal::new(&Outside::new().vault);
    seal.unlock(true).unwrap();
    seal
}

#[test]
fn the_key_is_made_once_and_found_again() {
    let outside = Outside::new();
    let seal = Seal::new(&outside.vault);
    assert!(!seal.is_unlocked());
    assert_eq!(seal.seal("Jansen", "d1"), Err(SealError::NotUnlocked));
    seal.unlock(true).unwrap();
    let key = outside.bytes(KEY).unwrap();
    let sealed = seal.seal("Jansen", "d1").unwrap();
    assert!(Seal::is_sealed(&sealed) && !Seal::is_sealed("Jansen"));

    for may_create in [true, false] {
        let again = Seal::new(&outside.restarted());
        again.unlock(may_create).unwrap();
        assert_eq!(again.unseal(&sealed, "d1"), Ok("Jansen".to_owned()));
    }
    assert_eq!(outside.bytes(KEY).unwrap(), key);
}

#[test]
fn no_key_is_made_while_sealed_values_exist() {
    let outside = Outside::new();
    let seal = Seal::new(&outside.vault);
    assert_eq!(seal.unlock(false), Err(SealError::KeyMissing));
    assert_eq!(outside.bytes(KEY), None);
}

#[test]
fn a_failing_keychain_never_leads_to_a_new_key() {
    let outside = Outside::new();
    let seal = Seal::new(&outside.vault);
    seal.unlock(true).unwrap();
    let key = outside.bytes(KEY).unwrap();
    for error in [platform_failure, locked] {
        let again = Seal::new(&outside.restarted());
        outside.fail_next(KEY, error());
        assert!(matches!(again.unlock(true), Err(SealError::Keychain(_))));
        outside.fail_next(KEY, error());
        assert!(matches!(again.replace_lost_key(), Err(SealError::Keychain(_))));
        assert_eq!(outside.bytes(KEY).unwrap(), key);
        again.unlock(false).unwrap();
    }
}

#[test]
fn an_unlocked_seal_works_on_without_its_keychain() {
    let outside = Outside::new();
    let seal = Seal::new(&outside.vault);
    seal.unlock(true).unwrap();
    let sealed = seal.seal("Jansen", "d1").unwrap();
    outside.delete(KEY);
    outside.hold.all(true);
    seal.unlock(false).unwrap();
    assert_eq!(seal.clone().unseal(&sealed, "d1"), Ok("Jansen".to_owned()));
    outside.hold.all(false);
    assert_eq!(outside.bytes(KEY), None, "an unlocked seal writes no key");
}

#[test]
fn a_key_that_is_no_key_stays_until_it_is_replaced_on_purpose() {
    let outside = Outside::new();
    let short = URL_SAFE_NO_PAD.encode([7; KEY_BYTES - 1]);
    let long = URL_SAFE_NO_PAD.encode([7; KEY_BYTES + 1]);
    let longer = URL_SAFE_NO_PAD.encode([7; 3 * KEY_BYTES]);
    for junk in [&b"\xff\xff"[..], b"", b"geen sleutel", short.as_bytes(), long.as_bytes(), longer.as_bytes()]
    {
        outside.put(KEY, junk);
        let seal = Seal::new(&outside.vault);
        assert_eq!(seal.unlock(true), Err(SealError::KeyUnreadable));
        assert_eq!(seal.unlock(false), Err(SealError::KeyUnreadable));
        assert_eq!(outside.bytes(KEY).unwrap(), junk);
        seal.replace_lost_key().unwrap();
        assert!(seal.is_unlocked());
        assert_ne!(outside.bytes(KEY).unwrap(), junk);
    }
}

#[test]
fn a_good_key_cannot_be_replaced() {
    let outside = Outside::new();
    let seal = Seal::new(&outside.vault);
    seal.unlock(true).unwrap();
    assert_eq!(seal.replace_lost_key(), Err(SealError::KeyStillThere));
    let again = Seal::new(&outside.restarted());
    assert_eq!(again.replace_lost_key(), Err(SealError::KeyStillThere));
}

#[test]
fn after_a_lost_key_old_values_say_so() {
    let outside = Outside::new();
    let old = Seal::new(&outside.vault);
    old.unlock(true).unwrap();
    let sealed = old.seal("Jansen", "d1").unwrap();
    outside.delete(KEY);
    let new = Seal::new(&outside.restarted());
    assert_eq!(new.unlock(false), Err(SealError::KeyMissing));
    new.replace_lost_key().unwrap();
    assert_eq!(new.unseal(&sealed, "d1"), Err(SealError::OtherKey));
    let fresh = new.seal("De Vries", "d1").unwrap();
    assert_eq!(new.unseal(&fresh, "d1"), Ok("De Vries".to_owned()));
}

#[test]
fn this_session_only_is_no_place_for_a_key() {
    let outside = Outside::new();
    outside.vault.use_session_only();
    let seal = Seal::new(&outside.vault);
    assert_eq!(seal.unlock(true), Err(SealError::SessionOnly));
    assert_eq!(seal.replace_lost_key(), Err(SealError::SessionOnly));
    assert_eq!(outside.bytes(KEY), None);
}

#[test]
fn the_same_text_seals_differently_each_time() {
    let seal = unlocked();
    assert_ne!(seal.seal("Jansen", "d1"), seal.seal("Jansen", "d1"));
}

#[test]
fn debug_shows_no_key() {
    let outside = Outside::new();
    let seal = Seal::new(&outside.vault);
    seal.unlock(true).unwrap();
    assert_eq!(format!("{seal:?}"), "Seal { unlocked: true, .. }");
}

#[test]
// Made with libsodium, so that another implementation agrees.
fn a_known_value_of_format_1_can_still_be_read() {
    let key = Key::from_bytes(&[7; KEY_BYTES]);
    let seal = Seal::new(&Outside::new().vault);
    seal.key.get_or_init(|| key);
    let sealed =
        "sealed1.5HjMa5bUVyUAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhfiOYvPm3IowEvroXbW1p2T8kExyMXHE7IgqvnddcvO";
    assert_eq!(seal.unseal(sealed, "dossier-1"), Ok("J. Jansen, 1042".to_owned()));
}

#[test]
fn a_value_opens_in_its_own_place_only_and_one_of_an_earlier_version_in_its_dossier() {
    let seal = unlocked();
    let place = SealContext::InEvent { dossier: "d1", event: "e1", place: "answer.0" };
    let sealed = seal.seal("Jansen", place).unwrap();
    assert_eq!(seal.unseal(&sealed, place), Ok("Jansen".to_owned()));
    for other in [
        SealContext::InEvent { dossier: "d2", event: "e1", place: "answer.0" },
        SealContext::InEvent { dossier: "d1", event: "e2", place: "answer.0" },
        SealContext::InEvent { dossier: "d1", event: "e1", place: "answer.1" },
        SealContext::InEvent { dossier: "d1", event: "e1a", place: "nswer.0" },
        SealContext::Whole("d1"),
    ] {
        assert_eq!(seal.unseal(&sealed, other), Err(SealError::Damaged), "{other:?}");
    }
    let earlier = seal.seal("Jansen", "d1").unwrap();
    assert_eq!(seal.unseal(&earlier, place), Ok("Jansen".to_owned()));
    let elsewhere = SealContext::InEvent { dossier: "d2", event: "e1", place: "answer.0" };
    assert_eq!(seal.unseal(&earlier, elsewhere), Err(SealError::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_sealed_comes_back(plain in any::<String>(), context in any::<String>()) {
        let seal = unlocked();
        let sealed = seal.seal(&plain, &context).unwrap();
        prop_assert!(sealed.is_ascii());
        prop_assert!(plain.len() < 4 || !sealed.contains(&plain));
        prop_assert_eq!(seal.unseal(&sealed, &context), Ok(plain));
    }

    #[test]
    fn another_context_does_not_open_it(plain in any::<String>(), context in "[a-z0-9]{0,9}", other in "[a-z0-9]{0,9}") {
        prop_assume!(context != other);
        let seal = unlocked();
        let sealed = seal.seal(&plain, &context).unwrap();
        prop_assert_eq!(seal.unseal(&sealed, &other), Err(SealError::Damaged));
    }

    #[test]
    fn one_changed_bit_is_noticed(plain in any::<String>(), at in any::<prop::sample::Index>(), bit in 0..8) {
        let seal = unlocked();
        let sealed = seal.seal(&plain, "d1").unwrap();
        let mut bytes = URL_SAFE_NO_PAD.decode(&sealed[MARK.len()..]).unwrap();
        let place = at.index(bytes.len());
        bytes[place] ^= 1_u8 << bit;
        let changed = format!("{MARK}{}", URL_SAFE_NO_PAD.encode(bytes));
        let expected = if place < KEY_ID_BYTES { SealError::OtherKey } else { SealError::Damaged };
        prop_assert_eq!(seal.unseal(&changed, "d1"), Err(expected));
    }

    #[test]
    fn what_is_cut_off_does_not_open(plain in any::<String>(), at in any::<prop::sample::Index>()) {
        let seal = unlocked();
        let sealed = seal.seal(&plain, "d1").unwrap();
        let cut = &sealed[..at.index(sealed.len())];
        prop_assert_eq!(seal.unseal(cut, "d1"), Err(SealError::Damaged));
    }

    #[test]
    fn any_text_at_all_is_refused_calmly(text in any::<String>()) {
        let seal = unlocked();
        prop_assert_eq!(seal.unseal(&text, "d1"), Err(SealError::Damaged));
        let marked = seal.unseal(&format!("{MARK}{text}"), "d1");
        prop_assert!(matches!(marked, Err(SealError::Damaged | SealError::OtherKey)));
    }
}
