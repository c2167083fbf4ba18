//! Values that are made of letters, or of letters and digits.

use uuid::Uuid;

use super::{FieldProblem, FieldWarning, Reading, plain};

/// A GUID; braces, parentheses, missing dashes and capitals are forgiven.
pub(super) fn employer_id(typed: &str) -> Result<Reading, FieldProblem> {
    if typed.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.') && typed.len() < 20 {
        return Err(FieldProblem::IsEmployerNumber);
    }
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && !"{}()-".contains(*c)).collect();
    let id = Uuid::try_parse(&bare).map_err(|_| FieldProblem::NotAGuid)?;
    if id.is_nil() { Err(FieldProblem::NilGuid) } else { Ok(plain(&id.hyphenated().to_string())) }
}

/// An e-mail address: something, an at sign, and a host with a dot. Up to 255, as Loket takes it. A name before it, as mail
/// programs copy it along (`"Jan" <jan@voorbeeld.example>`), falls away.
pub(super) fn email(typed: &str) -> Result<Reading, FieldProblem> {
    let bare = match typed.rsplit_once('<') {
        Some((_, address)) if typed.ends_with('>') => address.trim_end_matches('>').trim(),
        _ => typed,
    };
    let bare = bare.trim_start_matches("mailto:").trim_matches(['<', '>']);
    let fits = bare.len() <= 255
        && bare.split_once('@').is_some_and(|(name, host)| {
            let host_fits = host.contains('.')
                && host
                    .split('.')
                    .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'));
            let name_fits = !name.is_empty()
                && name.chars().all(|c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
            host_fits && name_fits
        });
    if fits { Ok(plain(bare)) } else { Err(FieldProblem::NotAnEmail) }
}

/// 0 and nine digits, +31 and nine, or + and 8 to 14 digits of another country.
pub(super) fn phone(typed: &str) -> Result<Reading, FieldProblem> {
    let bare: String =
        typed.replace("(0)", "").chars().filter(|c| !c.is_whitespace() && !"-.()/".contains(*c)).collect();
    let bare = bare.strip_prefix("00").map_or(bare.clone(), |rest| format!("+{rest}"));
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let fits = if let Some(dutch) = bare.strip_prefix("+31") {
        dutch.len() == 9 && digits(dutch)
    } else if let Some(abroad) = bare.strip_prefix('+') {
        (8..=14).contains(&abroad.len()) && digits(abroad)
    } else {
        bare.len() == 10 && bare.starts_with('0') && digits(&bare)
    };
    if fits { Ok(plain(&bare)) } else { Err(FieldProblem::NotAPhone) }
}

/// A framework contract: anything, with a warning where it does not start with A020.
pub(super) fn contract_number(typed: &str) -> Reading {
    let value = typed.split_whitespace().collect::<String>().to_uppercase();
    let warning = (!value.starts_with("A020")).then_some(FieldWarning::UnusualContractNumber);
    Reading { value, warning }
}

/// The code of the office's environment. Its form is not known; an e-mail address or a GUID is a mistake.
pub(super) fn environment_code(typed: &str) -> Result<Reading, FieldProblem> {
    if email(typed).is_ok() || Uuid::try_parse(typed).is_ok() {
        return Err(FieldProblem::NotAnEnvironmentCode);
    }
    Ok(plain(typed))
}

/// 3 to 50 of `[A-Za-z0-9_.@-]`. An older user can have another sign in it, as in the example of a.s.r.'s own guide
/// (`Webservice#01`), which Loket takes for no new one.
pub(super) fn username(typed: &str) -> Result<Reading, FieldProblem> {
    if !(3..=50).contains(&typed.len()) || !typed.chars().all(|c| c.is_ascii_graphic()) {
        return Err(FieldProblem::NotAUsername);
    }
    let by_rule = typed.chars().all(|c| c.is_ascii_alphanumeric() || "_.@-".contains(c));
    let warning = (!by_rule).then_some(FieldWarning::UsernameNotForNewUser);
    Ok(Reading { value: typed.to_owned(), warning })
}

/// One to six letters; dots and spaces are forgiven, since Loket takes letters only.
pub(super) fn initials(typed: &str) -> Result<Reading, FieldProblem> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    // Judged as they are kept: some small letters become more than one capital, or one with a loose accent.
    let kept = bare.to_uppercase();
    let fits = (1..=6).contains(&kept.chars().count()) && kept.chars().all(char::is_alphabetic);
    if fits { Ok(plain(&kept)) } else { Err(FieldProblem::NotInitials) }
}

/// 1 to 25; Loket's own rule wants letters only, so anything else is worth knowing.
pub(super) fn last_name(typed: &str) -> Result<Reading, FieldProblem> {
    if typed.chars().count() > 25 || typed.chars().any(|c| c.is_ascii_digit()) {
        return Err(FieldProblem::NotALastName);
    }
    let warning = (!typed.chars().all(char::is_alphabetic)).then_some(FieldWarning::LastNameNotLetters);
    Ok(Reading { value: typed.to_owned(), warning })
}

#[cfg(test)]
mod tests {
    use crate::field::{FieldProblem, FieldType, FieldWarning, read};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn value(kind: FieldType, typed: &str) -> Result<String, FieldProblem> {
        read(kind, typed).map(|reading| reading.value)
    }

    #[test]
    fn employer_id_says_when_it_is_the_number() {
        assert_eq!(value(FieldType::WerkgeverId, "1047"), Err(FieldProblem::IsEmployerNumber));
        assert_eq!(value(FieldType::WerkgeverId, "bakkerij"), Err(FieldProblem::NotAGuid));
        assert_eq!(value(FieldType::WerkgeverId, &Uuid::nil().to_string()), Err(FieldProblem::NilGuid));
    }

    #[test]
    fn phones_as_loket_takes_them() {
        for (typed, kept) in [
            ("013-123 45 67", "0131234567"),
            ("+31 (0)6 1234 5678", "+31612345678"),
            ("0032 470 123456", "+32470123456"),
        ] {
            assert_eq!(value(FieldType::Telefoon, typed), Ok(kept.into()));
        }
        for wrong in ["12345", "06-1234567", "+31 6 123", "bel mij"] {
            assert_eq!(value(FieldType::Telefoon, wrong), Err(FieldProblem::NotAPhone), "{wrong}");
        }
    }

    #[test]
    fn words_that_look_wrong() {
        let contract = read(FieldType::Raamwerkcontractnummer, "b12 3").unwrap();
        assert_eq!(
            (contract.value.as_str(), contract.warning),
            ("B123", Some(FieldWarning::UnusualContractNumber))
        );
        assert_eq!(read(FieldType::Raamwerkcontractnummer, "a020 77").unwrap().warning, None);
        assert_eq!(value(FieldType::Omgevingscode, "a@b.example"), Err(FieldProblem::NotAnEnvironmentCode));
        assert_eq!(value(FieldType::Omgevingscode, "  KV-77 "), Ok("KV-77".into()));
        assert_eq!(value(FieldType::Gebruikersnaam, "web service"), Err(FieldProblem::NotAUsername));
        let other_sign = read(FieldType::Gebruikersnaam, "Webservice#01").unwrap();
        assert_eq!(
            (other_sign.value.as_str(), other_sign.warning),
            ("Webservice#01", Some(FieldWarning::UsernameNotForNewUser))
        );
        assert_eq!(read(FieldType::Gebruikersnaam, "koppel.bakker").unwrap().warning, None);
        assert_eq!(value(FieldType::Gebruikersnaam, "j\u{f6}rg"), Err(FieldProblem::NotAUsername));
        assert_eq!(value(FieldType::Voorletters, "w.s.g."), Ok("WSG".into()));
        assert_eq!(value(FieldType::Voorletters, "\u{1fc6}"), Err(FieldProblem::NotInitials));
        assert_eq!(value(FieldType::Voorletters, "ßßßß"), Err(FieldProblem::NotInitials));
        assert_eq!(value(FieldType::Email, "salaris@voorbeeld"), Err(FieldProblem::NotAnEmail));
        assert_eq!(
            value(FieldType::Email, "<salaris@voorbeeld.example>"),
            Ok("salaris@voorbeeld.example".into())
        );
        for typed in
            ["\"Jan de Wit\" <jan@wit.example>", "Jan <jan@wit.example>", "Jan <mailto:jan@wit.example>"]
        {
            assert_eq!(value(FieldType::Email, typed), Ok("jan@wit.example".into()), "{typed}");
        }
        for wrong in ["Jan <jan@wit>", "<jan@wit.example> Jan", "jan@wit.example, els@wit.example"] {
            assert_eq!(value(FieldType::Email, wrong), Err(FieldProblem::NotAnEmail), "{wrong}");
        }
        for turned in ["Bakkerij \u{202E}remoZ", "\u{2066}Zomer", "Zomer\u{202A}"] {
            assert_eq!(value(FieldType::Text, turned), Err(FieldProblem::ControlCharacters), "{turned:?}");
        }
        assert_eq!(value(FieldType::Text, "a\u{7}b"), Err(FieldProblem::ControlCharacters));
    }

    proptest! {
        #[test]
        fn a_guid_is_found_in_every_writing(bytes in any::<[u8; 16]>()) {
            let id = Uuid::from_bytes(bytes);
            prop_assume!(!id.is_nil());
            let kept = id.hyphenated().to_string();
            for typed in [format!("{{{}}}", id.hyphenated()).to_uppercase(), id.simple().to_string(), format!("( {id} )")] {
                // 32 digits without a letter would be a GUID too: only short plain numbers are employer numbers.
                prop_assert_eq!(value(FieldType::WerkgeverId, &typed), Ok(kept.clone()));
            }
        }

        #[test]
        fn nothing_that_is_typed_makes_reading_fail_badly(typed in any::<String>()) {
            for kind in [FieldType::Bedrag, FieldType::Datum, FieldType::Telefoon, FieldType::Email,
                FieldType::Loonheffingennummer, FieldType::WerkgeverId, FieldType::Kvk, FieldType::Voorletters] {
                if let Ok(kept) = value(kind, &typed) {
                    prop_assert_eq!(value(kind, &kept), Ok(kept.clone()), "{:?}", kind);
                }
            }
        }
    }
}
