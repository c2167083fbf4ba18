//! What Loket gave the office to sign in with: client id, secret, and the address that the browser comes back to.

use domain::connection::KeptConnection as Kept;
use domain::connection::LoketFault;
pub use domain::connection::RegistrationInput;
use loket::{Addresses, RedirectMode, Registration};
use records::{Records, SettingKey};
use secrecy::SecretString;
use vault::{Secret, SecretName};

use crate::connection::link::LoketConnection;
use crate::refusal::{NoKeychain, Refusal, Result};
use domain::Environment;

pub(crate) fn client_secret() -> Result<SecretName> {
    SecretName::new("loket-client-secret").map_err(|_| Refusal::Unexpected)
}

pub(crate) fn refresh_token() -> Result<SecretName> {
    SecretName::new("loket-refresh-token").map_err(|_| Refusal::Unexpected)
}

impl LoketConnection {
    pub(crate) fn kept_connection(&self) -> Result<Kept> {
        self.kept_in(&*self.records.get()?)
    }

    /// The same from records that the caller holds.
    pub(crate) fn kept_in(&self, records: &Records) -> Result<Kept> {
        let text = records.setting(SettingKey::CONNECTION)?;
        let mut kept: Kept = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        if self.environment == Environment::Sandbox {
            sandbox::SANDBOX_CLIENT_ID.clone_into(&mut kept.client_id);
        } else {
            kept = kept.with_earlier_redirects(&RedirectMode::EARLIER_ADVISED);
        }
        Ok(kept)
    }

    pub(crate) fn keep_connection(&self, kept: &Kept) -> Result<()> {
        let text = serde_json::to_string(kept).map_err(|_| Refusal::Unexpected)?;
        Ok(self.records.get()?.set_setting(SettingKey::CONNECTION, Some(&text))?)
    }

    /// Keeps what Loket gave the office. Another client id ends the sign-in.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] with the fields that do not read, [`Refusal::Keychain`]; nothing is kept then.
    pub fn save_registration(&self, input: RegistrationInput) -> Result<()> {
        let mut kept = self.kept_connection()?;
        let ways_back = |redirects: &str| redirect(redirects).is_ok();
        let checked = input.checked(ways_back).map_err(|fields| Refusal::Wrong { fields })?;
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
            kept = kept.signed_out();
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

    /// The host of Loket's API, to name it.
    pub(crate) fn host(&self) -> Result<String> {
        Ok(self.addresses(&self.kept_connection()?)?.api().host_str().unwrap_or_default().to_owned())
    }

    pub(crate) fn addresses(&self, kept: &Kept) -> Result<Addresses> {
        let addresses = match self.environment {
            Environment::Sandbox => self.sandbox()?,
            real => Addresses::of(real).map_err(|_| Refusal::Unexpected)?,
        };
        Ok(if kept.prefix.is_empty() { addresses } else { addresses.with_api_prefix(&kept.prefix) })
    }
}

/// The ways back that an office registered, or those that the app advises.
pub(crate) fn redirect(redirects: &str) -> Result<RedirectMode> {
    let own: Vec<&str> = redirects.split_whitespace().collect();
    let mode = if own.is_empty() {
        RedirectMode::for_registered(RedirectMode::ADVISED)
    } else {
        RedirectMode::for_registered(own)
    };
    mode.map_err(|fault| LoketFault::from(fault).into())
}

/// Forgets a secret that may not be there.
pub(crate) fn forget(connection: &LoketConnection, name: &SecretName) -> Result<()> {
    match connection.vault.forget(name).map_err(Refusal::from) {
        Err(Refusal::Keychain { why: NoKeychain::NotThere }) | Ok(()) => Ok(()),
        Err(other) => Err(other),
    }
}
