//! Passwords by Loket's rules.
//!
//! Source: the `password` field of Loket's own specification: 8 to 255 characters, of at least three of these four:
//! lower-case letters, capitals, digits, anything else.

use thiserror::Error;
use zeroize::Zeroizing;

use crate::Secret;

/// How long a generated password is when nothing asks for more, in characters: some 140 bits.
pub const PASSWORD_LENGTH: usize = 24;

/// The shortest password that is generated. Loket takes 8; these are never typed from memory.
const SHORTEST_GENERATED: usize = 20;
const SHORTEST: usize = 8;
const LONGEST: usize = 255;

/// No characters that are easily taken for one another: no O, o and 0, no I, l and 1.
const CAPITALS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const SMALL: &str = "abcdefghijkmnpqrstuvwxyz";
const DIGITS: &str = "23456789";
/// Signs that no web form, address, command line or CSV file gives a meaning of its own. No underscore: some forms
/// count it as a letter.
const SIGNS: &str = "!*-.?";

/// Why a password does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PasswordProblem {
    /// Fewer than 8 characters; a generated one has at least 20.
    #[error("the password is too short")]
    TooShort,
    /// More than 255 characters.
    #[error("the password is too long")]
    TooLong,
    /// Fewer than three of: lower-case letters, capitals, digits, other characters.
    #[error("the password has too few kinds of characters")]
    TooFewKinds,
    /// A line break, a tab or another character that cannot be seen.
    #[error("the password holds a control character")]
    ControlCharacter,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
}

/// Checks a password that the user thought up, by Loket's rules.
///
/// # Errors
/// The first rule it breaks, [`PasswordProblem::ControlCharacter`] first of all.
pub fn password_fits(password: &str) -> Result<(), PasswordProblem> {
    if password.chars().any(char::is_control) {
        return Err(PasswordProblem::ControlCharacter);
    }
    if password.chars().count() < SHORTEST {
        return Err(PasswordProblem::TooShort);
    }
    // The other side may count UTF-16 units, where some characters are two.
    if password.encode_utf16().count() > LONGEST {
        return Err(PasswordProblem::TooLong);
    }
    if kinds(password) < 3 {
        return Err(PasswordProblem::TooFewKinds);
    }
    Ok(())
}

/// How many of the four kinds of characters a password has. Letters beyond a-z are "anything else", as at Loket.
fn kinds(password: &str) -> usize {
    let kinds: [fn(&char) -> bool; 4] =
        [char::is_ascii_lowercase, char::is_ascii_uppercase, char::is_ascii_digit, |c| {
            !c.is_ascii_alphanumeric()
        }];
    kinds.iter().filter(|is| password.chars().any(|c| is(&c))).count()
}

/// Makes a password of `length` characters, 20 to 255, usually [`PASSWORD_LENGTH`]. It has all four kinds of
/// characters, none that look alike, and a letter at either end: no spreadsheet takes it for a formula and no message
/// drops a full stop at its end.
///
/// # Errors
/// [`PasswordProblem::TooShort`] or [`PasswordProblem::TooLong`] for the length asked;
/// [`PasswordProblem::NoRandomness`] when the system has none to give.
pub fn generate_password(length: usize) -> Result<Secret, PasswordProblem> {
    if length < SHORTEST_GENERATED {
        return Err(PasswordProblem::TooShort);
    }
    if length > LONGEST {
        return Err(PasswordProblem::TooLong);
    }
    let letters = [CAPITALS, SMALL].concat();
    let all = [CAPITALS, SMALL, DIGITS, SIGNS].concat();
    loop {
        let mut password = Zeroizing::new(String::with_capacity(length));
        for place in 0..length {
            let from = if place == 0 || place + 1 == length { &letters } else { &all };
            password.push(pick(from.as_bytes())?);
        }
        // Throwing away a whole password that lacks a kind leaves all the others equally likely.
        if kinds(&password) == 4 {
            return Ok(Secret::from(password));
        }
    }
}

/// Picks one of at most 256 ASCII characters, each equally likely.
fn pick(from: &[u8]) -> Result<char, PasswordProblem> {
    // The last, incomplete round of bytes is passed over, or the first characters would come up more often.
    let fair = 256 - 256 % from.len();
    loop {
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|_| PasswordProblem::NoRandomness)?;
        let drawn = usize::from(byte[0]);
        if drawn < fair {
            return Ok(char::from(from[drawn % from.len()]));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lokets_own_example_fits() {
        assert_eq!(password_fits("Password%6"), Ok(()));
    }

    #[test]
    fn three_of_four_kinds_are_needed() {
        for good in ["abcdEFG1", "abcdefg1!", "ABCDEFG1!", "abcdEFG ", "wachtwoord9é"] {
            assert_eq!(password_fits(good), Ok(()), "{good}");
        }
        for bad in ["abcdefgh", "abcdEFGH", "abcdefg1", "12345678!", "ééééééé1"] {
            assert_eq!(password_fits(bad), Err(PasswordProblem::TooFewKinds), "{bad}");
        }
    }

    #[test]
    fn lengths_are_checked_at_their_edges() {
        let fill = |length: usize| format!("aB3{}", "x".repeat(length - 3));
        assert_eq!(password_fits(&fill(7)), Err(PasswordProblem::TooShort));
        assert_eq!(password_fits(&fill(8)), Ok(()));
        assert_eq!(password_fits(&fill(255)), Ok(()));
        assert_eq!(password_fits(&fill(256)), Err(PasswordProblem::TooLong));
        assert_eq!(password_fits(&format!("aB3{}", "😀".repeat(127))), Err(PasswordProblem::TooLong));
        assert_eq!(password_fits("aB3!\n56789"), Err(PasswordProblem::ControlCharacter));
        assert_eq!(generate_password(19).err(), Some(PasswordProblem::TooShort));
        assert_eq!(generate_password(256).err(), Some(PasswordProblem::TooLong));
    }

    #[test]
    fn generated_passwords_differ() {
        let made: HashSet<String> =
            (0..500).map(|_| generate_password(PASSWORD_LENGTH).unwrap().expose().to_owned()).collect();
        assert_eq!(made.len(), 500);
    }

    #[test]
    fn every_character_is_about_as_likely() {
        let from = [CAPITALS, SMALL, DIGITS, SIGNS].concat();
        let mut seen = BTreeMap::new();
        let each = 2000;
        for _ in 0..each * from.len() {
            *seen.entry(pick(from.as_bytes()).unwrap()).or_insert(0_usize) += 1;
        }
        assert_eq!(seen.len(), from.len());
        // Seven standard deviations: chance fails this once in many millions of runs.
        assert!(seen.values().all(|&count| count.abs_diff(each) < 315), "{seen:?}");
    }

    proptest! {
        #[test]
        fn generated_passwords_keep_the_rules(length in 20_usize..=255) {
            let password = generate_password(length).unwrap();
            let text = password.expose();
            prop_assert_eq!(text.len(), length);
            prop_assert_eq!(password_fits(text), Ok(()));
            prop_assert_eq!(kinds(text), 4);
            prop_assert!(!text.contains(['O', 'o', '0', 'I', 'l', '1', '|']));
            prop_assert!(text.starts_with(|c: char| c.is_ascii_alphabetic()));
            prop_assert!(text.ends_with(|c: char| c.is_ascii_alphabetic()));
        }

        #[test]
        fn the_check_agrees_with_lokets_pattern(password in "[a-cX-Z0-2 !é]{0,12}") {
            // The pattern in Loket's specification, rule by rule.
            let has = |is: fn(char) -> bool| password.chars().any(is);
            let digit = has(|c| c.is_ascii_digit());
            let capital = has(|c| c.is_ascii_uppercase());
            let small = has(|c| c.is_ascii_lowercase());
            let other = has(|c| !c.is_ascii_alphanumeric());
            let alternatives = [
                [digit, capital, small],
                [digit, other, small],
                [other, capital, small],
                [digit, capital, other],
            ];
            let pattern = alternatives.iter().any(|kinds| !kinds.contains(&false));
            let fits = pattern && (8..=255).contains(&password.chars().count());
            prop_assert_eq!(password_fits(&password).is_ok(), fits);
        }
    }
}
