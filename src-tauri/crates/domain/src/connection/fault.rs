//! What goes wrong with Loket, as the screens need it: codes and data. The words stand in the page.

use core::net::IpAddr;

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use super::TakenPort;

/// Why Loket did not give what was asked. What was read before stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum LoketFault {
    /// No client id was entered.
    NotRegistered,
    /// Nobody is signed in, or the sign-in ended.
    SignedOut,
    /// Somebody else is signed in than the last time, and nobody said that this is right. Nothing was read.
    AnotherUser {
        /// Who is signed in now.
        user: String,
    },
    /// No connection: offline, or the host is not found or does not answer.
    Offline {
        host: String,
        why: OfflineWhy,
    },
    /// The secure connection was refused.
    Insecure {
        host: String,
    },
    /// The proxy of the network wants a sign-in.
    Proxy,
    /// A sign-in page of the network answered instead.
    CaptivePortal {
        host: String,
    },
    /// Loket does not permit it.
    NotPermitted {
        activity: String,
    },
    /// It is not in Loket (any more).
    Vanished,
    /// It was changed by somebody else meanwhile.
    Conflict {
        /// Loket's words.
        messages: Vec<String>,
    },
    /// Loket does not accept what was sent.
    Rejected {
        /// Loket's words.
        messages: Vec<String>,
    },
    /// Loket asks to wait longer than anybody should sit through.
    Paused {
        /// Until when, in UTC by the clock of this computer.
        #[specta(type = String)]
        until: Timestamp,
    },
    /// Loket takes no more calls for now, also after waiting, and does not say how long.
    TooManyCalls,
    /// The sign-in server fails, also when it is asked again. Whoever is signed in still is.
    SignInFailed,
    /// Loket itself fails.
    ServerFault {
        /// Loket's own mark of the request, for its help desk.
        request_id: Option<String>,
    },
    /// It is not known whether a change was made.
    Uncertain,
    /// Loket answers in a form that this version does not know.
    Changed {
        activity: String,
        /// Loket's own mark of the request, for its help desk.
        request_id: Option<String>,
    },
    /// A list changed while it was read, twice.
    ListChanged,
    /// The answer is too large to be true.
    TooLarge {
        activity: String,
    },
    /// The sign-in server does not take the client id, the secret or the code.
    SignInRefused {
        /// The error word of OAuth.
        code: String,
    },
    /// The user refused on Loket's page.
    Denied,
    /// What was pasted belongs to another sign-in.
    WrongState,
    /// What was pasted holds no code.
    NoCode,
    /// The user did not come back from the browser in time.
    TimedOut,
    /// None of the redirect addresses can be used.
    NoRedirect,
    /// Other programs answer at every redirect address: the browser is sent to none of them.
    PortsTaken {
        /// The ports, and why none could be listened on.
        taken: Vec<TakenPort>,
    },
    Stopped,
    /// The card of this employer has no Werkgever ID, so that Loket cannot be asked about it.
    NotLinked {
        /// Name of the employer.
        employer: String,
    },
    /// No employer was read from Loket yet.
    NoEmployers,
    /// What would change is not what was shown: look at the preview again. Nothing was changed.
    PreviewChanged,
    /// It is as asked already. Nothing was changed.
    NothingToDo,
    /// Only the rights of a user at the employer can be set from here.
    NoEmployerUser,
    /// Loket does not offer a right or product of this name.
    NotOffered {
        name: String,
    },
    /// Another run is under way.
    Busy,
    /// This computer cannot make connections at all.
    NoTransport,
}

/// In what way there is no connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OfflineWhy {
    /// The name is not known.
    NoSuchHost,
    /// No connection comes about, or it breaks.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// It is the sandbox on this computer that does not answer: no network is in between.
    Sandbox,
}

impl LoketFault {
    /// No connection with a host. The sandbox alone is on this computer, and what helps there is another.
    pub fn offline(host: String, why: OfflineWhy) -> Self {
        let why = if is_this_computer(&host) { OfflineWhy::Sandbox } else { why };
        Self::Offline { host, why }
    }
}

/// Whether a host as it stands in an address is this computer.
fn is_this_computer(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sandbox_is_on_this_computer() {
        let why = |host: &str| match LoketFault::offline(host.to_owned(), OfflineWhy::Unreachable) {
            LoketFault::Offline { why, .. } => Some(why),
            _ => None,
        };
        for host in ["127.0.0.1", "[::1]", "localhost"] {
            assert_eq!(why(host), Some(OfflineWhy::Sandbox), "{host}");
        }
        for host in ["api.loket.nl", "oauth.loket-acc.nl", "10.0.0.1", "127.example", ""] {
            assert_eq!(why(host), Some(OfflineWhy::Unreachable), "{host}");
        }
    }
}
