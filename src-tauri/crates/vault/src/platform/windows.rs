//! Windows: the Credential Manager. It is open as long as the user is signed in.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::CredentialStore;

use super::{Cause, Platform};
use crate::SecretName;
use crate::keychain::Source;

impl Source for Platform {
    fn connect(&self) -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(windows_native_keyring_store::Store::new()?)
    }

    /// Local: the secret stays on this machine and does not roam to others in the same domain.
    fn modifiers(&self, _service: &str, _name: &SecretName) -> HashMap<&'static str, String> {
        HashMap::from([("persistence", "Local".to_owned())])
    }
}

/// No sign-in session to keep credentials for (a service account): there is no keychain to unlock.
pub(crate) fn means_absent(cause: &Cause) -> bool {
    cause.to_string().contains("ERROR_NO_SUCH_LOGON_SESSION")
}

/// The Credential Manager has no lock.
pub(crate) fn means_locked(_cause: &Cause) -> bool {
    false
}
