//! How the connection stands, as the screens show it.

use domain::Environment;
use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use crate::Office;
use crate::connection::checking::unfinished_check;
use crate::connection::sign_in::SigningIn;
use crate::refusal::Result;

/// How the connection stands. Asks neither Loket nor the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConnectionState {
    /// The environment.
    pub environment: Environment,
    /// What the office entered.
    pub registration: RegistrationState,
    /// Whether somebody is signed in.
    pub session: SessionState,
    /// The sign-in could not be put in the keychain: it holds until the app closes.
    pub session_only: bool,
    /// When employers were last read from Loket, in UTC.
    #[specta(type = Option<String>)]
    pub employers_at: Option<Timestamp>,
    /// How many employers come from Loket.
    pub employers: u32,
    /// Seconds that Loket's clock is ahead of this computer's, when that is more than five minutes.
    pub clock_difference: Option<i32>,
    /// When a run over the whole board was broken off: it can go on where it was. In UTC.
    #[specta(type = Option<String>)]
    pub unfinished_since: Option<Timestamp>,
}

/// What the office entered. Never the secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RegistrationState {
    /// The client id; empty when none was entered.
    pub client_id: String,
    /// Whether a secret is kept.
    pub has_secret: bool,
    /// The registered redirect addresses, one a line; empty: the advised ones.
    pub redirects: String,
    /// The addresses that an office is advised to register.
    pub advised: Vec<String>,
    /// A path before every operation's own.
    pub prefix: String,
}

/// Whether somebody is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum SessionState {
    /// No client id yet.
    NotRegistered,
    /// Nobody.
    SignedOut,
    /// The browser has the word.
    SigningIn {
        /// Where, and whether it comes back by itself.
        signing_in: SigningIn,
    },
    /// Somebody.
    SignedIn {
        /// Who, by Loket's name; empty when Loket does not tell.
        user: String,
        /// Since when, in UTC.
        #[specta(type = Option<String>)]
        since: Option<Timestamp>,
    },
    /// It ended without the user's doing: sign in again.
    Ended {
        /// Who it was.
        user: String,
    },
}

impl Office {
    /// How the connection stands.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn connection(&self) -> Result<ConnectionState> {
        let kept = self.kept_connection()?;
        let signing_in = self
            .link
            .attempt()
            .as_ref()
            .map(|attempt| SigningIn { address: attempt.address.clone(), listens: attempt.listens });
        let session = match (signing_in, kept.user, kept.ended) {
            (Some(signing_in), _, _) => SessionState::SigningIn { signing_in },
            (None, Some(user), true) => SessionState::Ended { user },
            (None, Some(user), false) => SessionState::SignedIn { user, since: kept.since },
            (None, None, _) if kept.client_id.is_empty() => SessionState::NotRegistered,
            (None, None, _) => SessionState::SignedOut,
        };
        let records = self.records()?;
        let employers = records.employers()?;
        let seen = employers.iter().filter_map(|row| row.employer.loket.map(|loket| loket.seen));
        Ok(ConnectionState {
            environment: self.environment(),
            registration: RegistrationState {
                client_id: kept.client_id,
                has_secret: kept.has_secret,
                redirects: kept.redirects,
                advised: loket::RedirectMode::ADVISED.map(str::to_owned).into(),
                prefix: kept.prefix,
            },
            session,
            session_only: self.link.progress_reporter.not_stored(),
            employers: u32::try_from(seen.clone().count()).unwrap_or(u32::MAX),
            employers_at: seen.max(),
            clock_difference: self.link.progress_reporter.clock(),
            unfinished_since: unfinished_check(&records)?,
        })
    }
}
