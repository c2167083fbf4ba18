//! macOS: the login keychain.

use std::sync::Arc;

use keyring_core::CredentialStore;
use security_framework::base::Error;

use super::{Cause, Platform};
use crate::keychain::Source;

/// `errSecNotAvailable`, `errSecNoSuchKeychain`, `errSecInvalidKeychain`.
const ABSENT: [i32; 3] = [-25291, -25294, -25295];
/// `errSecUserCanceled`, `errSecAuthFailed`, `errSecInteractionNotAllowed`.
const LOCKED: [i32; 3] = [-128, -25293, -25308];

impl Source for Platform {
    fn connect(&self) -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(apple_native_keyring_store::keychain::Store::new()?)
    }
}

/// There is no keychain to open.
pub(crate) fn means_absent(cause: &Cause) -> bool {
    cause.downcast_ref().is_some_and(|error: &Error| ABSENT.contains(&error.code()))
}

/// The keychain is locked, or the user turned down the question to let the app in.
pub(crate) fn means_locked(cause: &Cause) -> bool {
    cause.downcast_ref().is_some_and(|error: &Error| LOCKED.contains(&error.code()))
}
