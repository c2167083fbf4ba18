//! What can go wrong with a call, as data. What the user reads about it is the office's.

use std::time::Duration;

use jiff::Timestamp;
use thiserror::Error;

use crate::message::Message;
use crate::operation::Operation;

/// Why a call brought no answer.
///
/// No variant's text holds a body, a token or a value that was sent: it may be logged. [`Message`]s come from Loket
/// and can name people; they are in the data and not in the text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// The name of the host is not known: offline, or a faulty network.
    #[error("no address found for {host}")]
    NoSuchHost {
        /// The host that was looked up; a proxy's when one is in between.
        host: String,
    },
    /// No connection came about, or it broke.
    #[error("no connection with {host}")]
    Unreachable { host: String },
    /// The host did not answer in time, or too slowly to go on.
    #[error("{host} did not answer in time")]
    TimedOut { host: String },
    /// The secure connection was refused: certificate expired, of another host, not trusted, or an old TLS.
    #[error("no secure connection with {host}")]
    Insecure { host: String },
    /// The proxy of the network wants to know who asks (407).
    #[error("the proxy asks for a sign-in")]
    ProxyRefuses,
    /// A page of the network answered instead of Loket: a sign-in page of a hotel or an office.
    #[error("a page of the network answered instead of {host}")]
    CaptivePortal { host: String },
    /// Loket pointed elsewhere on its own host; this is never followed.
    #[error("{operation} was sent elsewhere")]
    Redirected { operation: &'static Operation },
    /// The session ended: the user has to sign in again. What was read so far stays.
    #[error("signed out")]
    SignedOut,
    /// 403: the application, a right, a role, a product or access to the employer is missing.
    #[error("{operation} is not permitted")]
    Forbidden {
        operation: &'static Operation,
        /// Loket's words for it, when it gave any.
        reason: Option<String>,
    },
    /// 404: it is not there, or no longer.
    #[error("{operation}: not found")]
    NotFound { operation: &'static Operation },
    /// 409 or 412: it was changed by somebody else meanwhile.
    #[error("{operation} conflicts with a change meanwhile")]
    Conflict {
        operation: &'static Operation,
        /// What Loket says about it.
        messages: Vec<Message>,
    },
    /// 400, 413, 415 or 422: Loket does not accept what was sent.
    #[error("{operation} was refused with {status}")]
    Rejected {
        operation: &'static Operation,
        status: u16,
        /// What Loket says about it.
        messages: Vec<Message>,
    },
    /// 429 with a wait that Loket asks for and that is longer than a user should sit through, or for a write. Nothing was
    /// done.
    #[error("{operation} has to wait for {} s", wait.as_secs())]
    Paused {
        operation: &'static Operation,
        /// How long to wait, counted from `since`.
        wait: Duration,
        /// When Loket said so.
        since: Timestamp,
    },
    /// 429 again and again, without a time to wait for; or once, for a write. Nothing was done.
    #[error("{operation}: too many calls")]
    TooManyCalls {
        /// What was called.
        operation: &'static Operation,
    },
    /// Loket failed (5xx), also after trying again.
    #[error("{operation}: Loket failed with {status}")]
    ServerFault {
        operation: &'static Operation,
        status: u16,
        /// Loket's own mark of the request, for its help desk.
        request_id: Option<String>,
    },
    /// A status that Loket's specification does not know.
    #[error("{operation}: unknown status {status}")]
    UnknownStatus { operation: &'static Operation, status: u16 },
    /// A write of which it is not known whether it was done. Never sent again: read back what is there.
    #[error("{operation}: not known whether it was done")]
    Uncertain {
        operation: &'static Operation,
        /// Loket's own mark of the request, when an answer came at all.
        request_id: Option<String>,
    },
    /// The answer is larger than 32 MiB after decompression, or a list larger than 200 MiB over all its pages.
    #[error("{operation}: the answer is too large")]
    TooLarge { operation: &'static Operation },
    /// The answer is no JSON, or not the JSON that is expected everywhere.
    #[error("{operation}: the answer cannot be read (line {line}, column {column})")]
    Malformed {
        operation: &'static Operation,
        /// Loket's own mark of the request.
        request_id: Option<String>,
        /// Line of the answer, from 1; 0 when it has none.
        line: usize,
        /// Column in that line.
        column: usize,
    },
    /// The answer is JSON of another shape: Loket changed its API.
    #[error("{operation}: the answer has another shape at {place}")]
    Changed {
        operation: &'static Operation,
        /// Loket's own mark of the request.
        request_id: Option<String>,
        /// The path of field names where it no longer fits, such as `content.companyName`.
        place: String,
    },
    /// A list changed while its pages were read, also the second time.
    #[error("{operation}: the list changed while it was read")]
    ListChanged { operation: &'static Operation },
    /// The call cannot be made as it was asked: a value for the path is missing or impossible.
    #[error("{operation} was asked without a good {part}")]
    Unaskable {
        operation: &'static Operation,
        /// The name of the part of the path.
        part: &'static str,
    },
    /// Signing in again did not come through for another reason than the network or the user.
    #[error("the sign-in server refused: {code}")]
    SignInRefused {
        /// The error word of OAuth, such as `invalid_client`.
        code: String,
    },
    /// The sign-in server failed (5xx). The sign-in that is there stays.
    #[error("the sign-in server failed with {status}")]
    SignInFailed { status: u16 },
    /// This computer cannot make connections at all: its certificates cannot be read.
    #[error("no secure connections can be made on this computer")]
    NoTransport,
}

impl Fault {
    /// Whether the same call can go well later without anybody changing anything: offline, busy, too slow.
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::NoSuchHost { .. }
                | Self::Unreachable { .. }
                | Self::TimedOut { .. }
                | Self::CaptivePortal { .. }
                | Self::Paused { .. }
                | Self::TooManyCalls { .. }
                | Self::ServerFault { .. }
                | Self::SignInFailed { .. }
        )
    }

    /// Whether a read may be sent again at once after this.
    pub(crate) fn is_of_the_connection(&self) -> bool {
        matches!(self, Self::NoSuchHost { .. } | Self::Unreachable { .. } | Self::TimedOut { .. })
    }
}
