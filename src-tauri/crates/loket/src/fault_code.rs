//! A fault as the screens get it: a code and data, without what belongs in a log only.

use domain::connection::{LoketFault, OfflineWhy};
use jiff::Timestamp;

use crate::fault::Fault;
use crate::message::Message;
use crate::sign_in::SignInFault;

impl From<Fault> for LoketFault {
    fn from(fault: Fault) -> Self {
        tracing::warn!(%fault, "Loket");
        match fault {
            Fault::NoSuchHost { host } => Self::offline(host, OfflineWhy::NoSuchHost),
            Fault::Unreachable { host } => Self::offline(host, OfflineWhy::Unreachable),
            Fault::TimedOut { host } => Self::offline(host, OfflineWhy::TimedOut),
            Fault::Insecure { host } => Self::Insecure { host },
            Fault::ProxyRefuses => Self::Proxy,
            Fault::CaptivePortal { host } => Self::CaptivePortal { host },
            Fault::SignedOut => Self::SignedOut,
            Fault::Forbidden { operation, .. } => {
                Self::NotPermitted { activity: operation.activity.to_owned() }
            }
            Fault::NotFound { .. } => Self::Vanished,
            Fault::Conflict { messages, .. } => Self::Conflict { messages: said(&messages) },
            Fault::Rejected { messages, .. } => Self::Rejected { messages: said(&messages) },
            Fault::Paused { wait, since, .. } => {
                Self::Paused { until: since.checked_add(wait).unwrap_or(Timestamp::MAX) }
            }
            Fault::TooManyCalls { .. } => Self::TooManyCalls,
            Fault::ServerFault { request_id, .. } => Self::ServerFault { request_id },
            Fault::SignInFailed { .. } => Self::SignInFailed,
            Fault::Uncertain { .. } => Self::Uncertain,
            Fault::TooLarge { operation } => Self::TooLarge { activity: operation.activity.to_owned() },
            Fault::Malformed { operation, request_id, .. } | Fault::Changed { operation, request_id, .. } => {
                Self::Changed { activity: operation.activity.to_owned(), request_id }
            }
            Fault::Redirected { operation }
            | Fault::UnknownStatus { operation, .. }
            | Fault::Unaskable { operation, .. } => {
                Self::Changed { activity: operation.activity.to_owned(), request_id: None }
            }
            Fault::ListChanged { .. } => Self::ListChanged,
            Fault::SignInRefused { code } => Self::SignInRefused { code },
            Fault::NoTransport => Self::NoTransport,
        }
    }
}

impl From<SignInFault> for LoketFault {
    fn from(fault: SignInFault) -> Self {
        match fault {
            SignInFault::Denied => Self::Denied,
            SignInFault::Refused { code } => Self::SignInRefused { code },
            SignInFault::WrongState => Self::WrongState,
            SignInFault::NoCode => Self::NoCode,
            SignInFault::TimedOut { .. } => Self::TimedOut,
            SignInFault::Cancelled => Self::Stopped,
            SignInFault::PasteOnly | SignInFault::NoRedirect => Self::NoRedirect,
            SignInFault::PortsTaken { taken } => Self::PortsTaken { taken },
        }
    }
}

/// What Loket says in words.
fn said(messages: &[Message]) -> Vec<String> {
    messages.iter().filter_map(|message| message.description.clone()).collect()
}
