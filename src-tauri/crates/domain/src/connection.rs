//! How the connection with Loket stands, and how far a run over it is, as the screens show it.

mod checked;
mod fault;
mod loket_user;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

pub use self::checked::{CheckSelection, Checked, DossierReasons, Skipped};
pub use self::fault::{LoketFault, OfflineWhy};
pub use self::loket_user::{LoketUser, Unconfirmed};
use crate::environment::Environment;
use crate::field::{FieldProblem, Wrong};
use crate::text::Text;

/// What is kept of the connection. Secrets are in the keychain.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptConnection {
    /// The client id; empty when none was entered.
    pub client_id: String,
    pub has_secret: bool,
    /// The registered redirect addresses, one a line. Empty: those that the app advises.
    pub redirects: String,
    /// A path before every operation's own, should one `/v2` turn out to be too few.
    pub prefix: String,
    /// Who is signed in, by the name that Loket gives.
    pub user: Option<String>,
    /// When that was, in UTC.
    pub since: Option<Timestamp>,
    /// The sign-in ended without the user's doing: Loket did not take the refresh token.
    pub ended: bool,
    /// Kept by a version that advises ports below 49152. Before that, no addresses meant others.
    pub has_low_ports: bool,
    /// Who is signed in, as it is compared with who was before; none: Loket did not tell.
    pub signed_in: Option<LoketUser>,
    /// Who was signed in the last time, and read.
    pub last: Option<LoketUser>,
    /// It is another than the last time, or is not known to be the same, and nobody said that it is right: until then
    /// nothing is read.
    pub unconfirmed: Option<Unconfirmed>,
}

/// The longest address or id that is taken.
const LONGEST: usize = 400;

/// What the user enters.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct RegistrationInput {
    /// A GUID.
    pub client_id: String,
    /// The client secret. None: keep the one that is there. Empty: this client has none.
    pub secret: Option<String>,
    /// The registered redirect addresses, one a line. Empty: those that the app advises.
    pub redirects: String,
    /// A path before every operation's own. Empty as a rule.
    pub prefix: String,
}

impl RegistrationInput {
    /// The input as it is kept; `is_way_back` says whether redirect addresses, one a line, can be come back to.
    ///
    /// # Errors
    /// The fields that do not read.
    pub fn checked(&self, is_way_back: impl Fn(&str) -> bool) -> Result<KeptConnection, Vec<Wrong>> {
        let mut wrong = vec![];
        let id = self.client_id.trim();
        let client_id = if let Ok(guid) = Uuid::try_parse(id) {
            guid.hyphenated().to_string()
        } else {
            let problem = if id.is_empty() { FieldProblem::Empty } else { FieldProblem::NotAGuid };
            wrong.push(Wrong { field: "client_id".into(), problem });
            String::new()
        };
        let redirects = self.redirects.split_whitespace().collect::<Vec<_>>().join("\n");
        if redirects.len() > LONGEST || !is_way_back(&redirects) {
            wrong.push(Wrong { field: "redirects".into(), problem: FieldProblem::NotAnAddress });
        }
        let prefix = self.prefix.trim().trim_matches('/').to_owned();
        if prefix.len() > LONGEST || !prefix.chars().all(|c| c.is_ascii_alphanumeric() || "/-_.".contains(c))
        {
            wrong.push(Wrong { field: "prefix".into(), problem: FieldProblem::NotAnAddress });
        }
        if wrong.is_empty() {
            Ok(KeptConnection { client_id, redirects, prefix, ..KeptConnection::default() })
        } else {
            Err(wrong)
        }
    }
}

impl KeptConnection {
    /// The same, as this version means it. What was kept with `earlier` as the advised addresses goes on with those: Loket
    /// has them.
    #[must_use]
    pub fn with_earlier_redirects(self, earlier: &[&str]) -> Self {
        let is_of_before = !self.has_low_ports && !self.client_id.is_empty() && self.redirects.is_empty();
        let redirects = if is_of_before { earlier.join("\n") } else { self.redirects };
        Self { redirects, has_low_ports: true, ..self }
    }

    /// The same with nobody signed in.
    #[must_use]
    pub fn signed_out(self) -> Self {
        Self { user: None, since: None, ended: false, signed_in: None, unconfirmed: None, ..self }
    }

    /// The same with somebody signed in. Who is not known to be the one of the last time has to be confirmed, unless
    /// there was none.
    #[must_use]
    pub fn signed_in(self, name: String, user: Option<LoketUser>, since: Timestamp) -> Self {
        let key = |user: &Option<LoketUser>| user.as_ref().map(|user| user.key);
        let unconfirmed = self.last.is_some() && key(&self.last) != key(&user);
        let (last, unconfirmed) =
            if unconfirmed { (self.last, Some(Unconfirmed::default())) } else { (user.clone(), None) };
        Self {
            user: Some(name),
            since: Some(since),
            ended: false,
            signed_in: user,
            last,
            unconfirmed,
            ..self
        }
    }

    /// The same with the user confirmed.
    #[must_use]
    pub fn confirmed(self) -> Self {
        Self { last: self.signed_in.clone().or(self.last), unconfirmed: None, ..self }
    }

    /// Whether somebody is signed in; `signing_in` when a sign-in waits for the browser.
    pub fn session(&self, signing_in: Option<SigningIn>) -> SessionState {
        match (signing_in, self.user.clone()) {
            (Some(signing_in), _) => SessionState::SigningIn { signing_in },
            (None, Some(user)) if self.ended => SessionState::Ended { user },
            (None, Some(user)) => SessionState::SignedIn {
                user,
                since: self.since,
                office: self.signed_in.as_ref().map(|one| one.office.clone()).filter(|name| !name.is_empty()),
                instead_of: self.last.as_ref().zip(self.unconfirmed.as_ref()).map(|(last, now)| InsteadOf {
                    user: last.user.clone(),
                    office: Some(last.office.clone()).filter(|name| !name.is_empty()),
                    employers: now.employers,
                }),
            },
            (None, None) if self.client_id.is_empty() => SessionState::NotRegistered,
            (None, None) => SessionState::SignedOut,
        }
    }
}

/// A sign-in that waits for the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SigningIn {
    /// The address to open in the browser.
    pub address: String,
    /// Whether the answer comes back by itself. If not, it has to be pasted.
    pub listens: bool,
    /// Ports of redirect addresses that could not be listened on.
    pub taken: Vec<TakenPort>,
}

/// A port of this computer that could not be listened on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct TakenPort {
    /// The port.
    pub port: u16,
    /// Why.
    pub why: PortFault,
}

/// Why a port could not be listened on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PortFault {
    /// Another program listens there.
    InUse,
    /// The system gives it to nobody: Windows keeps ranges of ports for itself (error 10013).
    Reserved,
    /// For another reason.
    Other,
}

/// How the connection stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConnectionState {
    pub environment: Environment,
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
    SignedOut,
    /// The browser is open, and its answer is awaited.
    SigningIn {
        /// Where, and whether it comes back by itself.
        signing_in: SigningIn,
    },
    SignedIn {
        /// Who, by Loket's name; empty when Loket does not tell.
        user: String,
        /// Since when, in UTC.
        #[specta(type = Option<String>)]
        since: Option<Timestamp>,
        /// The office that the user works for; none: Loket does not tell.
        office: Option<String>,
        /// It was another the last time: nothing is read until the user says that this is right.
        instead_of: Option<InsteadOf>,
    },
    /// It ended without the user's doing: sign in again.
    Ended {
        user: String,
    },
}

/// Who was signed in the last time, where it is another now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct InsteadOf {
    /// Who it was.
    pub user: String,
    /// The office of that user; none: not known.
    pub office: Option<String>,
    /// How many employers the user who is signed in now reaches; none: Loket does not tell.
    pub employers: Option<u32>,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct Progress {
    /// Things done: employers of the list, parts of an employer, or dossiers.
    pub done: u32,
    /// Of how many; none until that is known.
    pub of: Option<u32>,
    /// What is under way: the name of an employer.
    pub now: Option<String>,
    /// Items of a long list within it: done, and of how many.
    pub items: Option<(u32, u32)>,
    /// What it waits for, when Loket or the network asks for patience.
    pub waiting: Option<Pause>,
}

/// A wait within a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Pause {
    pub why: WaitsFor,
    /// Still to wait.
    pub seconds: u32,
}

/// What a run waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WaitsFor {
    /// Loket asked for fewer calls, for a time that it named.
    TooManyCalls,
    /// Loket takes no more calls for now and names no time: the pause is the app's own.
    BackingOff,
    /// Loket answered 5xx.
    ServerFault,
    Connection,
}

/// What reading the list of employers brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct EmployersRead {
    /// Employers in Loket.
    pub read: u32,
    pub new: u32,
    /// Known here, and not in Loket any more, or not for this user.
    pub vanished: u32,
    /// Seen by another user before, and not in the list of this one: that says nothing of them.
    pub of_others: u32,
    /// Employers whose own data was read again: with dossiers, because Loket says that it changed, or linked just now.
    pub refreshed: u32,
}

/// An operation of Loket's API that the app calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OperationState {
    /// The activity that Loket has to link to the application.
    pub activity: String,
    /// What the app needs it for: what not having it costs.
    pub purpose: Text,
    /// Whether it changes something in Loket.
    pub writes: bool,
    /// Whether the signed-in user may call it.
    pub may: Permitted,
}

/// Whether an operation may be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Permitted {
    Yes,
    No {
        /// Rights that give it, each by itself.
        rights: Vec<String>,
        /// Products that give it, each by itself.
        products: Vec<String>,
    },
    /// Not known: not signed in, no employer to ask for, or Loket does not tell.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_registered_the_earlier_addresses_goes_on_with_those() {
        let earlier = ["http://127.0.0.1:49317/k", "http://127.0.0.1:49717/k"];
        let opened = |json: &str| {
            serde_json::from_str::<KeptConnection>(json).unwrap().with_earlier_redirects(&earlier)
        };
        // As version 1 kept it: no addresses of its own meant those that were advised.
        let before = opened(r#"{"client_id":"c-1","redirects":"","user":"N. Voorbeeld"}"#);
        assert_eq!(before.redirects, earlier.join("\n"));
        assert_eq!(before.user.as_deref(), Some("N. Voorbeeld"));
        // Kept by this version, chosen by the office, or not registered yet: nothing to go on with.
        assert_eq!(opened(r#"{"client_id":"c-1","has_low_ports":true}"#).redirects, "");
        assert_eq!(
            opened(r#"{"client_id":"c-1","redirects":"http://localhost:81/k"}"#).redirects,
            "http://localhost:81/k"
        );
        assert_eq!(opened("{}").redirects, "");
        let again = serde_json::to_string(&before).unwrap();
        assert_eq!(opened(&again), before);
    }
}
