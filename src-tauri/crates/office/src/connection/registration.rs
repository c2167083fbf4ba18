//! What Loket gave the office to sign in with: client id, secret, and the address that the browser comes back to.

use jiff::Timestamp;
use loket::{Addresses, RedirectMode, Registration};
use records::SettingKey;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;
use vault::{Secret, SecretName};

use crate::Office;
use crate::connection::fault::LoketFault;
use crate::refusal::{NoKeychain, Refusal, Result, Wrong};
use domain::Environment;
use domain::field::FieldProblem;

/// The longest address or id that is taken.
const LONGEST: usize = 400;

/// What is kept of the connection. Secrets are in the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    pub client_id: String,
    pub has_secret: bool,
    /// The registered redirect addresses, one a line. Empty: those that the app advises.
    pub redirects: String,
    /// A path before every operation's own, should one `/v2` turn out to be too few.
    pub prefix: String,
    /// Who is signed in, by the name that Loket gives.
    pub user: Option<String>,
    /// When that was, in UTC.
    pub since: Option<Timestamp>,
    /// The sign-in ended without the user's doing: Loket did not take the refresh token.
    pub ended: bool,
}

/// What the user enters.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct RegistrationInput {
    /// The client id, a GUID.
    pub client_id: String,
    /// The client secret. None: keep the one that is there. Empty: this client has none.
    pub secret: Option<String>,
    /// The registered redirect addresses, one a line. Empty: those that the app advises.
    pub redirects: String,
    /// A path before every operation's own. Empty as a rule.
    pub prefix: String,
}

pub(crate) fn client_secret() -> Result<SecretName> {
    SecretName::new("loket-client-secret").map_err(|_| Refusal::Unexpected)
}

pub(crate) fn refresh_token() -> Result<SecretName> {
    SecretName::new("loket-refresh-token").map_err(|_| Refusal::Unexpected)
}

impl Office {
    pub(crate) fn kept_connection(&self) -> Result<Kept> {
        let text = self.records()?.setting(SettingKey::CONNECTION)?;
        let mut kept: Kept = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        if self.environment() == Environment::Sandbox {
            sandbox::SANDBOX_CLIENT_ID.clone_into(&mut kept.client_id);
        }
        Ok(kept)
    }

    pub(crate) fn keep_connection(&self, kept: &Kept) -> Result<()> {
        let text = serde_json::to_string(kept).map_err(|_| Refusal::Unexpected)?;
        Ok(self.records()?.set_setting(SettingKey::CONNECTION, Some(&text))?)
    }

    /// Keeps what Loket gave the office. Another client id ends the sign-in.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] with the fields that do not read, [`Refusal::Keychain`]; nothing is kept then.
    pub fn save_registration(&self, input: RegistrationInput) -> Result<()> {
        let mut kept = self.kept_connection()?;
        let checked = checked(&input)?;
        if let Some(secret) = input.secret {
            let name = client_secret()?;
            if secret.trim().is_empty() {
                forget(self, &name)?;
                kept.has_secret = false;
            } else {
                self.vault.replace(&name, &Secret::new(secret.trim().to_owned()))?;
                kept.has_secret = true;
            }
        }
        if kept.client_id != checked.client_id {
            self.end_session();
            (kept.user, kept.since, kept.ended) = (None, None, false);
            forget(self, &refresh_token()?)?;
        }
        let redone = kept.prefix != checked.prefix;
        (kept.client_id, kept.redirects, kept.prefix) =
            (checked.client_id, checked.redirects, checked.prefix);
        self.keep_connection(&kept)?;
        if redone {
            self.end_session();
        }
        Ok(())
    }

    /// The registration with its secret, for one sign-in. Asks the keychain.
    pub(crate) fn registration(&self, kept: &Kept) -> Result<Registration> {
        if kept.client_id.is_empty() {
            return Err(LoketFault::NotRegistered.into());
        }
        let secret = if kept.has_secret {
            let take = |text: &str| SecretString::from(text.to_owned());
            Some(self.vault.with_secret(&client_secret()?, take)?)
        } else {
            None
        };
        Ok(Registration { id: kept.client_id.clone(), secret })
    }

    pub(crate) fn addresses(&self, kept: &Kept) -> Result<Addresses> {
        let addresses = match self.environment() {
            Environment::Sandbox => self.link.sandbox(&self.folder)?,
            real => Addresses::of(real).map_err(|_| Refusal::Unexpected)?,
        };
        Ok(if kept.prefix.is_empty() { addresses } else { addresses.with_api_prefix(&kept.prefix) })
    }
}

/// The ways back that an office registered, or those that the app advises.
pub(crate) fn redirect(kept: &Kept) -> Result<RedirectMode> {
    let own: Vec<&str> = kept.redirects.split_whitespace().collect();
    let mode = if own.is_empty() {
        RedirectMode::for_registered(RedirectMode::ADVISED)
    } else {
        RedirectMode::for_registered(own)
    };
    mode.map_err(|fault| LoketFault::from(fault).into())
}

/// Forgets a secret that may not be there.
pub(crate) fn forget(office: &Office, name: &SecretName) -> Result<()> {
    match office.vault.forget(name).map_err(Refusal::from) {
        Err(Refusal::Keychain { why: NoKeychain::NotThere }) | Ok(()) => Ok(()),
        Err(other) => Err(other),
    }
}

struct Checked {
    client_id: String,
    redirects: String,
    prefix: String,
}

fn checked(input: &RegistrationInput) -> Result<Checked> {
    let mut wrong = vec![];
    let id = input.client_id.trim();
    let client_id = if let Ok(guid) = Uuid::try_parse(id) {
        guid.hyphenated().to_string()
    } else {
        let problem = if id.is_empty() { FieldProblem::Empty } else { FieldProblem::NotAGuid };
        wrong.push(Wrong { field: "client_id".into(), problem });
        String::new()
    };
    let redirects = input.redirects.split_whitespace().collect::<Vec<_>>().join("\n");
    let kept = Kept { redirects: redirects.clone(), ..Kept::default() };
    if redirects.len() > LONGEST || redirect(&kept).is_err() {
        wrong.push(Wrong { field: "redirects".into(), problem: FieldProblem::NotAnAddress });
    }
    let prefix = input.prefix.trim().trim_matches('/').to_owned();
    if prefix.len() > LONGEST || !prefix.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.".contains(c)) {
        wrong.push(Wrong { field: "prefix".into(), problem: FieldProblem::NotAnAddress });
    }
    if wrong.is_empty() {
        Ok(Checked { client_id, redirects, prefix })
    } else {
        Err(Refusal::Wrong { fields: wrong })
    }
}
