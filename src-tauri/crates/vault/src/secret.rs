//! Secrets and the names they are kept under.

use std::fmt;

use thiserror::Error;
use zeroize::Zeroizing;

/// The longest secret in bytes: what the Windows Credential Manager holds. The same limit counts on every system, so
/// that what works on one works on all.
pub const LONGEST_SECRET: usize = 2560;

/// Longest name in bytes; well under what any keychain accepts.
const LONGEST_NAME: usize = 120;

/// A secret text. It is wiped from memory when dropped, prints as redacted and cannot be serialised.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes over a text as a secret. The text is moved, not copied.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself. Keep the borrow short and make no copies.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_inner(self) -> Zeroizing<String> {
        self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<Zeroizing<String>> for Secret {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// The name a secret is kept under: 1 to 120 of `a-z A-Z 0-9 . _ - / :`. Names stand readable in the keychain, so they
/// must not hold personal data.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName(String);

/// A text that cannot be the name of a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a name for a secret")]
pub struct InvalidName;

impl SecretName {
    /// The sealing key's own name. [`SecretName::new`] refuses it, so nobody can overwrite or forget the key by name.
    pub(crate) const SEALING_KEY: &str = "sealing-key";
    /// The authentication key's own name, refused in the same way.
    pub(crate) const AUTHENTICATION_KEY: &str = "authentication-key";
    /// A name that is only ever read, to see whether the keychain answers.
    pub(crate) const PROBE: &str = "probe";

    /// Checks a name.
    ///
    /// # Errors
    /// [`InvalidName`] when it is empty, too long, has other characters, or is one of the vault's own names.
    pub fn new(name: &str) -> Result<Self, InvalidName> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-/:".contains(c);
        let own = [Self::SEALING_KEY, Self::AUTHENTICATION_KEY, Self::PROBE];
        let own = own.iter().any(|own| own.eq_ignore_ascii_case(name));
        if name.is_empty() || name.len() > LONGEST_NAME || own || !name.chars().all(allowed) {
            return Err(InvalidName);
        }
        Ok(Self(name.to_owned()))
    }

    pub(crate) fn reserved(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_prints_as_redacted() {
        let secret = Secret::from("canary-4711".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(redacted)");
        assert!(!format!("{:#?}", Some(&secret)).contains("canary"));
    }

    #[test]
    fn names_are_checked() {
        for good in ["refresh-token", "test/client-secret", "coupling:0190.a_b"] {
            assert_eq!(SecretName::new(good).map(|name| name.as_str().to_owned()), Ok(good.to_owned()));
        }
        let long = "a".repeat(121);
        for bad in [
            "",
            "twee woorden",
            "naïef",
            "a\0b",
            "sealing-key",
            "Sealing-Key",
            "authentication-key",
            "probe",
            &long,
        ] {
            assert_eq!(SecretName::new(bad), Err(InvalidName), "{bad}");
        }
    }
}
