//! What is so after something was sent.

use std::future::Future;

use domain::Personal;
use domain::loket_change::LoketChangeOutcome;
use serde::de::IgnoredAny;

use crate::answer::Answer;
use crate::fault::Fault;
use crate::message::words;

/// What should be on and what is, by Loket's names.
pub(super) struct Comparison {
    pub(super) as_asked: bool,
    /// What should be on.
    pub(super) asked: Vec<String>,
    /// What is on.
    pub(super) read: Vec<String>,
}

/// The outcome of a change: a clean refusal says itself that nothing was done, anything else is read back with
/// `comparison`. After a conflict that is done too, to show both sides of it.
pub(super) async fn read_back(
    sent: Result<Answer, Fault>,
    comparison: impl Future<Output = Result<Comparison, Fault>>,
) -> LoketChangeOutcome {
    let conflict = matches!(&sent, Err(Fault::Conflict { .. }));
    let messages = match &sent {
        Ok(answer) => {
            let detail = answer.detail::<IgnoredAny>().ok();
            words(&detail.and_then(|detail| detail.messages).unwrap_or_default())
        }
        Err(fault) if refused(fault) && !conflict => {
            return LoketChangeOutcome::NotDone { messages: messages_of(fault) };
        }
        Err(fault) => messages_of(fault),
    };
    match comparison.await {
        Ok(Comparison { as_asked: true, .. }) => LoketChangeOutcome::Done,
        Ok(Comparison { asked, read, .. }) if conflict => {
            LoketChangeOutcome::Conflict { messages, asked, read }
        }
        Ok(_) => LoketChangeOutcome::NotDone { messages },
        // That nothing was done is known without reading back.
        Err(_) if conflict => LoketChangeOutcome::NotDone { messages },
        Err(fault) => {
            tracing::warn!(%fault, "a change could not be read back");
            LoketChangeOutcome::Uncertain
        }
    }
}

/// Whether a fault says that nothing was done: Loket refused, or nothing was sent.
pub(super) fn refused(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Forbidden { .. }
            | Fault::NotFound { .. }
            | Fault::Conflict { .. }
            | Fault::Rejected { .. }
            | Fault::Paused { .. }
            | Fault::TooManyCalls { .. }
            | Fault::SignedOut
            | Fault::SignInRefused { .. }
            | Fault::NoSuchHost { .. }
            | Fault::Insecure { .. }
            | Fault::ProxyRefuses
            | Fault::NoTransport
            | Fault::Unaskable { .. }
    )
}

/// What Loket said with a refusal.
pub(super) fn messages_of(fault: &Fault) -> Vec<Personal> {
    match fault {
        Fault::Conflict { messages, .. } | Fault::Rejected { messages, .. } => words(messages),
        Fault::Forbidden { reason, .. } => reason.iter().map(|reason| reason.as_str().into()).collect(),
        _ => Vec::new(),
    }
}
