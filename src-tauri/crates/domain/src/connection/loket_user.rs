//! Who is signed in at Loket, as it is compared with who was before.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A signed-in user who is still to be confirmed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unconfirmed {
    /// How many employers the user reaches; none: not known.
    pub employers: Option<u32>,
}

/// A user of Loket at an office, as far as Loket tells who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoketUser {
    /// Stands for the user at the office; says nothing of either.
    pub key: Uuid,
    /// The user's name.
    pub user: String,
    /// The office's name; empty: not known.
    pub office: String,
}

impl LoketUser {
    /// The user with this name and e-mail address at the office with this id and name. None: Loket tells neither name
    /// nor address.
    pub fn of(name: &str, email: &str, office: Option<(&str, &str)>) -> Option<Self> {
        if name.trim().is_empty() && email.trim().is_empty() {
            return None;
        }
        let (id, office) = office.unwrap_or_default();
        let parts = [name, email, id].map(|part| part.trim().to_lowercase());
        let digest = Sha256::digest(parts.join("\n"));
        let mut key = [0; 16];
        key.copy_from_slice(&digest[..16]);
        Some(Self { key: Uuid::from_bytes(key), user: name.to_owned(), office: office.to_owned() })
    }
}
