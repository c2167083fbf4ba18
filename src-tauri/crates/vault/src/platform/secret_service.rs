//! Linux and its kin: the Secret Service over D-Bus (GNOME Keyring, KDE Wallet, `KeePassXC`).

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::{CredentialStore, Error};
use secret_service::EncryptionType;
use secret_service::blocking::SecretService;

use super::{Cause, Platform};
use crate::SecretName;
use crate::keychain::Source;

impl Source for Platform {
    fn connect(&self) -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(zbus_secret_service_keyring_store::Store::new()?)
    }

    fn modifiers(&self, service: &str, name: &SecretName) -> HashMap<&'static str, String> {
        HashMap::from([("label", format!("{service}: {}", name.as_str()))])
    }

    fn unlock(&self) -> keyring_core::Result<()> {
        let service = SecretService::connect(EncryptionType::Plain).map_err(failure)?;
        let keyring = service.get_default_collection().map_err(failure)?;
        if keyring.is_locked().map_err(failure)? {
            keyring.unlock().map_err(failure)?;
        }
        Ok(())
    }

    /// A search in a locked keyring finds nothing and says so, as if it were open; so the lock itself is looked at.
    /// That asks the user nothing, where reading an entry would.
    fn is_locked(&self) -> keyring_core::Result<bool> {
        let service = SecretService::connect(EncryptionType::Plain).map_err(failure)?;
        let keyring = service.get_default_collection().map_err(failure)?;
        keyring.is_locked().map_err(failure)
    }
}

fn failure(error: secret_service::Error) -> Error {
    match error {
        secret_service::Error::NoResult | secret_service::Error::Locked | secret_service::Error::Prompt => {
            Error::NoStorageAccess(Box::new(error))
        }
        _ => Error::PlatformFailure(Box::new(error)),
    }
}

/// No keyring has been made yet: the service has no default collection.
pub(crate) fn means_absent(cause: &Cause) -> bool {
    matches!(cause.downcast_ref(), Some(secret_service::Error::NoResult))
}

/// The keyring was locked between finding an entry and reading it.
pub(crate) fn means_locked(cause: &Cause) -> bool {
    cause.to_string().contains("org.freedesktop.Secret.Error.IsLocked")
}
