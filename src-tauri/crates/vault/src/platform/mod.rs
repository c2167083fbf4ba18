//! The keychain of the system the app runs on: one file a system, each with the same three things.

#[cfg(target_os = "macos")]
mod macos;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "macos")]
pub(crate) use macos::{means_absent, means_locked};
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use secret_service::{means_absent, means_locked};
#[cfg(windows)]
pub(crate) use windows::{means_absent, means_locked};

/// The system's own keychain, as a [`crate::keychain::Source`].
pub(crate) struct Platform;

/// What a keychain says went wrong.
pub(crate) type Cause = dyn std::error::Error + Send + Sync + 'static;
