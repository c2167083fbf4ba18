//! The vault: what must stay secret, and where it is kept.
//!
//! - [`Vault`] keeps secrets in the keychain of the operating system: the client secret, the refresh token, the
//!   passwords of coupling users. When there is no keychain the user may choose to keep them in memory for this run.
//!   They never go to a plain file.
//! - [`Seal`] closes personal values before they reach the database, with a key that lives in the keychain.
//! - [`Authenticator`] makes and verifies authentication codes of what is stored, with a second key of the keychain.
//! - [`generate_password`] and [`password_fits`] know Loket's rules for passwords.
//!
//! Every call on a [`Vault`] may wait for the keychain, up to its limit. Call it from a thread that may block, not
//! from an async task.
//!
//! One rule runs through the whole room: only "no such entry" means that nothing is there. Every other failure of the
//! keychain leaves what is in it alone.

mod authenticator;
mod error;
mod key;
mod keychain;
mod keychain_worker;
mod password;
mod platform;
mod seal;
mod secret;
mod store;

#[cfg(test)]
mod fixture;

pub use authenticator::{Authenticator, Mac, Verification};
pub use error::{KeychainState, VaultError};
pub use password::{PASSWORD_LENGTH, PasswordProblem, generate_password, password_fits};
pub use seal::{Seal, SealContext, SealError};
pub use secret::{InvalidName, LONGEST_SECRET, Secret, SecretName};
pub use store::Vault;
