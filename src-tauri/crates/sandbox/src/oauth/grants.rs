//! Who is signed in: consents that are asked, codes, access tokens and refresh tokens.

use std::collections::HashMap;
use std::fmt;

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::provider::{Live, password_hash};

/// How long a code works, and a sign-in that waits for consent.
const CODE_LASTS: SignedDuration = SignedDuration::from_mins(5);
/// How long an access token works, in seconds. Loket says 3599.
pub(super) const TOKEN_LASTS: i64 = 3599;

/// A sign-in that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Asked {
    pub redirect_uri: String,
    pub state: String,
    pub challenge: Option<String>,
}

/// Something a user may do for a while.
struct Grant {
    user: u32,
    until: Timestamp,
    asked: Asked,
}

/// What is granted. Refresh tokens are kept with the office, so that they outlast a restart.
#[derive(Default)]
pub(crate) struct Grants {
    consents: HashMap<String, Grant>,
    codes: HashMap<String, Grant>,
    access: HashMap<String, Grant>,
}

impl fmt::Debug for Grants {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Grants").field("signed_in", &self.access.len()).finish_non_exhaustive()
    }
}

/// The two tokens of an answer.
pub(crate) struct Tokens {
    pub access: String,
    pub refresh: String,
}

/// Why no tokens are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denied {
    /// The code or refresh token does not hold.
    InvalidGrant,
    /// There is no randomness to make a token of.
    ServerError,
}

impl Grants {
    /// The user of the Authorization header.
    pub fn user(&self, headers: &HeaderMap, now: Timestamp) -> Option<u32> {
        let token = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = token.split_once(' ')?;
        let grant = self.access.get(token).filter(|_| scheme.eq_ignore_ascii_case("bearer"))?;
        (now < grant.until).then_some(grant.user)
    }

    /// Keeps a sign-in until the user consents; gives its ticket.
    pub fn await_consent(&mut self, user: u32, asked: Asked, now: Timestamp) -> Result<String, Denied> {
        keep(
            &mut self.consents,
            Grant { user, until: now.saturating_add(CODE_LASTS).unwrap_or(now), asked },
            now,
        )
    }

    /// The sign-in behind a ticket. A ticket works once.
    pub fn consented(&mut self, ticket: &str, now: Timestamp) -> Option<(u32, Asked)> {
        let grant = self.consents.remove(ticket).filter(|grant| now < grant.until)?;
        Some((grant.user, grant.asked))
    }

    /// Makes a code.
    pub fn code(&mut self, user: u32, asked: Asked, now: Timestamp) -> Result<String, Denied> {
        keep(
            &mut self.codes,
            Grant { user, until: now.saturating_add(CODE_LASTS).unwrap_or(now), asked },
            now,
        )
    }

    /// Exchanges a code. Whatever comes of it, the code does not work again.
    pub fn exchange(
        &mut self,
        live: &mut Live,
        code: &str,
        redirect_uri: &str,
        verifier: Option<&str>,
        now: Timestamp,
    ) -> Result<Tokens, Denied> {
        let grant = self.codes.remove(code).filter(|grant| now < grant.until).ok_or(Denied::InvalidGrant)?;
        let proven = match &grant.asked.challenge {
            Some(challenge) => verifier.is_some_and(|verifier| challenge_of(verifier) == *challenge),
            None => true,
        };
        if !proven || grant.asked.redirect_uri != redirect_uri {
            return Err(Denied::InvalidGrant);
        }
        self.give(live, grant.user, now)
    }

    /// Exchanges a refresh token for the next pair.
    pub fn refresh(&mut self, live: &mut Live, token: &str, now: Timestamp) -> Result<Tokens, Denied> {
        let user = live.refresh.remove(&password_hash("refresh", token)).ok_or(Denied::InvalidGrant)?;
        self.give(live, user, now)
    }

    fn give(&mut self, live: &mut Live, user: u32, now: Timestamp) -> Result<Tokens, Denied> {
        if live.user(user).is_none_or(|user| user.blocked) {
            return Err(Denied::InvalidGrant);
        }
        let until = now.saturating_add(SignedDuration::from_secs(TOKEN_LASTS)).unwrap_or(now);
        let access = keep(&mut self.access, Grant { user, until, asked: Asked::default() }, now)?;
        let refresh = random()?;
        live.refresh.insert(password_hash("refresh", &refresh), user);
        Ok(Tokens { access, refresh })
    }

    /// Forgets everybody who is signed in.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Keeps a grant under a new name, and lets go of those that are over.
fn keep(grants: &mut HashMap<String, Grant>, grant: Grant, now: Timestamp) -> Result<String, Denied> {
    grants.retain(|_, known| now < known.until);
    let name = random()?;
    grants.insert(name.clone(), grant);
    Ok(name)
}

fn random() -> Result<String, Denied> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| Denied::ServerError)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

/// The S256 challenge of a verifier.
pub(super) fn challenge_of(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}
