//! Where a sign-in may return to: a listener on this computer, or the sandbox page that shows what to paste.

use url::Url;

use crate::local::is_loopback;

/// The address, when it may be returned to: plain http to this computer, without user, password or fragment.
pub(super) fn allowed(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let plain = url.scheme() == "http" && url.fragment().is_none() && url.username().is_empty();
    (plain && url.password().is_none() && url.host_str().is_some_and(is_loopback)).then_some(url)
}

/// The address with these parameters behind it.
pub(super) fn with(mut url: Url, parameters: &[(&str, &str)]) -> String {
    url.query_pairs_mut().extend_pairs(parameters.iter().filter(|(_, value)| !value.is_empty()));
    url.into()
}

#[cfg(test)]
mod tests {
    use super::{allowed, with};

    #[test]
    fn only_this_computer_is_returned_to() {
        for address in ["http://127.0.0.1:5000/terug", "http://localhost/x?y=1", "http://[::1]:80/"] {
            assert!(allowed(address).is_some(), "{address}");
        }
        for address in [
            "https://127.0.0.1/",
            "http://127.0.0.1.kwaad.example/",
            "http://127.0.0.1@kwaad.example/",
            "http://127.0.0.1/#x",
            "javascript:alert(1)",
            "//kwaad.example",
            "",
        ] {
            assert!(allowed(address).is_none(), "{address}");
        }
        let url = allowed("http://localhost/x?y=1").unwrap();
        assert_eq!(with(url, &[("code", "a b"), ("state", "")]), "http://localhost/x?y=1&code=a+b");
    }
}
