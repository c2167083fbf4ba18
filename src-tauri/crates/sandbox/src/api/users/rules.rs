//! Loket's rules for what a new user is called and how it signs in.

use serde_json::Value;

use crate::answer::{Refusal, broken};

/// What a body says about the person.
pub(super) struct Wanted {
    pub initials: String,
    pub prefix: Option<String>,
    pub last: String,
    pub email: String,
    pub phone: Option<String>,
}

impl Wanted {
    /// Reads it; what is missing is empty and then breaks a rule.
    pub fn read(body: &Value) -> Result<Self, Refusal> {
        if !body.is_object() {
            return Err(Refusal::rule("The body has to be an object", "body"));
        }
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let (person, contact) = (&body["personalDetails"], &body["contactInformation"]);
        Ok(Self {
            initials: text(&person["initials"]).unwrap_or_default(),
            prefix: text(&person["prefix"]),
            last: text(&person["lastName"]).unwrap_or_default(),
            email: text(&contact["emailAddress"]).unwrap_or_default(),
            phone: text(&contact["phoneNumber"]),
        })
    }
}

/// The rules for a person that are broken.
pub(super) fn check(wanted: &Wanted) -> Vec<Value> {
    let letters = |text: &str| text.chars().all(char::is_alphabetic);
    let length = |text: &str| text.chars().count();
    let rules = [
        (
            (1..=6).contains(&length(&wanted.initials)) && letters(&wanted.initials),
            "initials",
            "1 to 6 letters",
        ),
        ((1..=25).contains(&length(&wanted.last)) && letters(&wanted.last), "lastName", "1 to 25 letters"),
        (
            wanted.prefix.as_deref().is_none_or(|text| (1..=10).contains(&length(text))),
            "prefix",
            "1 to 10 long",
        ),
        (length(&wanted.email) <= 255 && email(&wanted.email), "emailAddress", "a valid e-mail address"),
        (
            wanted.phone.as_deref().is_none_or(|text| (1..=15).contains(&length(text))),
            "phoneNumber",
            "1 to 15 long",
        ),
    ];
    broken_ones(&rules)
}

/// The rules for user name and password that are broken.
pub(super) fn check_account(name: &str, password: &str) -> Vec<Value> {
    let sign = |letter: char| letter.is_ascii_alphanumeric() || "_.@-".contains(letter);
    let classes: [fn(char) -> bool; 4] = [
        |letter| letter.is_ascii_digit(),
        |letter| letter.is_ascii_uppercase(),
        |letter| letter.is_ascii_lowercase(),
        |letter| !letter.is_ascii_alphanumeric(),
    ];
    let used = classes.iter().filter(|class| password.chars().any(class)).count();
    let rules = [
        (
            (3..=50).contains(&name.len()) && name.chars().all(sign),
            "userName",
            "3 to 50 of A-Z a-z 0-9 _ . @ -",
        ),
        (
            (8..=255).contains(&password.chars().count()) && used >= 3,
            "password",
            "8 to 255 long with three of digits, capitals, small letters and other signs",
        ),
    ];
    broken_ones(&rules)
}

/// The rule for the phone that gets the secret of an invitation.
pub(super) fn check_mobile(number: &str) -> Vec<Value> {
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    let foreign = |rest: &str| match rest.strip_prefix("31") {
        Some(dutch) => dutch.len() == 9 && digits(dutch),
        None => (8..=14).contains(&rest.len()) && digits(rest) && !rest.starts_with('0'),
    };
    let good = match (number.strip_prefix('+'), number.strip_prefix('0')) {
        (Some(rest), _) => foreign(rest),
        (None, Some(rest)) => rest.len() == 9 && digits(rest),
        _ => false,
    };
    broken_ones(&[(good, "destinationForSecret", "0 and 9 digits, or + and the number")])
}

/// One letter before the @, a dot after it, small ASCII letters only: Loket's own pattern is as strict.
fn email(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic());
    let small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    small
        && text.split_once('@').is_some_and(|(name, host)| {
            plain(name)
                && host.rsplit_once('.').is_some_and(|(name, end)| {
                    plain(name) && end.len() >= 2 && end.bytes().all(|letter| letter.is_ascii_lowercase())
                })
                && !host.contains('@')
        })
}

fn broken_ones(rules: &[(bool, &str, &str)]) -> Vec<Value> {
    rules
        .iter()
        .filter(|(holds, ..)| !holds)
        .map(|(_, field, rule)| broken(format!("Invalid value for {field}: {rule}"), field))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{check_account, check_mobile, email};

    #[test]
    fn names_and_passwords_follow_lokets_rules() {
        for (name, password, faults) in [
            ("koppeling.lr", "Abcdefg1", 0),
            ("ko", "Abcdefg1", 1),
            ("kop peling", "Abcdefg1", 1),
            ("koppeling", "abcdefg1", 1),
            ("koppeling", "abcdefg1!", 0),
            ("k!", "kort", 2),
        ] {
            assert_eq!(check_account(name, password).len(), faults, "{name} {password}");
        }
    }

    #[test]
    fn phones_and_addresses() {
        for (number, good) in [
            ("0612345678", true),
            ("+31612345678", true),
            ("+3161234567", false),
            ("+4930123456", true),
            ("+0123456789", false),
            ("612345678", false),
            ("06-12345678", false),
        ] {
            assert_eq!(check_mobile(number).is_empty(), good, "{number}");
        }
        for (text, good) in
            [("a@b.nl", true), ("A@b.nl", false), ("a@b", false), ("a b@c.nl", false), ("a@b@c.nl", false)]
        {
            assert_eq!(email(text), good, "{text}");
        }
    }
}
