//! Whether the events of a chain were written with this computer's key.
//!
//! A hash chain shows accidents; who can write the file can also hash it anew. So each event carries an HMAC over its
//! hash, with a key that is not in the file. As each hash covers all events before it, so does each HMAC.

use serde::Serialize;
use specta::Type;

use crate::chain::{ChainAction, ChainFault, SealedEvent};

/// A message authentication code: HMAC-SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mac {
    /// Name of the key that made it.
    pub key: String,
    /// HMAC-SHA-256 in hexadecimal.
    pub code: String,
}

/// What a code turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MacCheck {
    /// Made with our key, for exactly this.
    Valid,
    /// Said to be made with our key, and not for this.
    Wrong,
    /// Made with a key that is not at hand.
    OtherKey,
}

/// How many events of a chain are proven to be what this computer's key wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Type)]
pub struct Authenticity {
    /// How many events, counted from the first, have a valid code.
    pub authenticated_up_to: u32,
    /// The rest: written without a keychain, on another computer, or by an earlier version of the app.
    pub not_authenticated: u32,
}

impl Authenticity {
    /// With one more event, which is proven or not. One that is proves all before it.
    #[must_use]
    pub const fn followed(self, proven: bool) -> Self {
        let all = self.authenticated_up_to.saturating_add(self.not_authenticated).saturating_add(1);
        if proven {
            Self { authenticated_up_to: all, not_authenticated: 0 }
        } else {
            Self { not_authenticated: self.not_authenticated.saturating_add(1), ..self }
        }
    }
}

/// Judges a chain that [`crate::chain::verify`] accepted.
///
/// # Errors
/// [`ChainFault::Forged`] for the first event whose code is wrong.
pub fn authenticity<A: ChainAction>(
    events: &[SealedEvent<A>],
    check: impl Fn(&str, &Mac) -> MacCheck,
) -> Result<Authenticity, ChainFault> {
    let mut proven = 0;
    for (place, event) in events.iter().enumerate() {
        match event.mac().map(|mac| check(event.hash(), mac)) {
            Some(MacCheck::Valid) => proven = place + 1,
            Some(MacCheck::Wrong) => return Err(ChainFault::Forged(event.id())),
            Some(MacCheck::OtherKey) | None => {}
        }
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(Authenticity { authenticated_up_to: count(proven), not_authenticated: count(events.len() - proven) })
}
