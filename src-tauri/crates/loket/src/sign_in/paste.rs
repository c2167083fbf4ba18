//! What the user copies from the browser: the whole address, a part of it, or the bare code.

use secrecy::SecretString;
use url::Url;

use super::{Code, SignInFault, outcome_of, single};

/// Longest code that is taken.
const LONGEST: usize = 4096;

/// Whether a text can be a code: visible ASCII, as OAuth has it.
pub(crate) fn can_be_a_code(text: &str) -> bool {
    !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Reads what was pasted. An address without a state is not taken: it could be anybody's.
pub(crate) fn read(text: &str, state: &SecretString) -> Result<Code, SignInFault> {
    // Mail programs break and quote addresses; no code has blanks or quotes.
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = text.trim_matches(['<', '>', '"', '\'']);
    let Some(parameters) = parameters_of(text) else {
        return if can_be_a_code(text) && !text.contains("://") {
            Ok(Code::new(text))
        } else {
            Err(SignInFault::NoCode)
        };
    };
    match outcome_of(&parameters, state) {
        Some(outcome) => outcome,
        None if single(&parameters, "code").is_none() && single(&parameters, "error").is_none() => {
            Err(SignInFault::NoCode)
        }
        None => Err(SignInFault::WrongState),
    }
}

/// The parameters of an address, or of the part after its question mark.
fn parameters_of(text: &str) -> Option<Vec<(String, String)>> {
    if let Ok(url) = Url::parse(text)
        && url.scheme().starts_with("http")
    {
        return Some(url.query_pairs().into_owned().collect());
    }
    let query = text.trim_start_matches('?');
    let is_query = ["code=", "state=", "error="].iter().any(|start| query.starts_with(start));
    is_query.then(|| url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use secrecy::ExposeSecret;

    use super::*;

    fn pasted(text: &str) -> Result<String, SignInFault> {
        read(text, &SecretString::from("S1")).map(|code| code.0.expose_secret().to_owned())
    }

    #[test]
    fn an_address_a_part_of_it_and_a_bare_code_are_taken() {
        for text in [
            "https://kantoor.example/terug?code=abc-1&state=S1",
            " http://127.0.0.1:49317/koppelwijzer?state=S1&code=abc-1\n",
            "https://kantoor.example/terug?code=abc-1&sta\n te=S1",
            "?code=abc-1&state=S1",
            "code=abc-1&state=S1",
            "\"abc-1\"",
            "abc-1",
        ] {
            assert_eq!(pasted(text), Ok("abc-1".into()), "{text}");
        }
    }

    #[test]
    fn an_address_of_another_sign_in_is_refused() {
        for text in [
            "https://kantoor.example/?code=abc&state=S2",
            "https://kantoor.example/?code=abc",
            "https://kantoor.example/?code=abc&state=S1&state=S1",
            "https://kantoor.example/?code=abc&state=S",
            "code=abc",
        ] {
            assert_eq!(pasted(text), Err(SignInFault::WrongState), "{text}");
        }
    }

    #[test]
    fn what_holds_no_code_says_so() {
        for text in
            ["", "  ", "https://oauth.loket.nl/authorize", "mailto://x", "é", "https://k.example/?state=S1"]
        {
            assert!(matches!(pasted(text), Err(SignInFault::NoCode)), "{text}: {:?}", pasted(text));
        }
        assert_eq!(pasted("https://k.example/?error=access_denied&state=S1"), Err(SignInFault::Denied));
        assert_eq!(
            pasted("https://k.example/?error=Jan%20Jansen&state=S1"),
            Err(SignInFault::Refused { code: "unknown".into() })
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_pasted_does_harm(text in ".{0,200}") {
            let _outcome = pasted(&text);
        }
    }
}
