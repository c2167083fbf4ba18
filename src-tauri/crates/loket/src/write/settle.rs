//! What is so after something was sent.

use std::future::Future;

use domain::deed::DeedOutcome;
use serde::de::IgnoredAny;

use crate::answer::Answer;
use crate::fault::Fault;
use crate::message::Message;

/// The outcome of a change: a clean refusal says itself that nothing was done, anything else is read back.
/// `as_asked` reads back whether it is as asked.
pub(super) async fn settle(
    sent: Result<Answer, Fault>,
    as_asked: impl Future<Output = Result<bool, Fault>>,
) -> DeedOutcome {
    let messages = match &sent {
        Ok(answer) => {
            answer.detail::<IgnoredAny>().ok().and_then(|detail| detail.messages).unwrap_or_default()
        }
        Err(fault) if refused(fault) => return DeedOutcome::NotDone { messages: told(fault) },
        Err(_) => Vec::new(),
    };
    match as_asked.await {
        Ok(true) => DeedOutcome::Done,
        Ok(false) => DeedOutcome::NotDone { messages: words(&messages) },
        Err(fault) => {
            tracing::warn!(%fault, "a change could not be read back");
            DeedOutcome::Uncertain
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
pub(super) fn told(fault: &Fault) -> Vec<String> {
    match fault {
        Fault::Conflict { messages, .. } | Fault::Rejected { messages, .. } => words(messages),
        Fault::Forbidden { reason, .. } => reason.iter().cloned().collect(),
        _ => Vec::new(),
    }
}

/// The texts of messages; the number of a message that has none.
pub(super) fn words(messages: &[Message]) -> Vec<String> {
    let text = |message: &Message| {
        let code = message.code.map(|code| code.to_string());
        message.description.clone().filter(|text| !text.trim().is_empty()).or(code)
    };
    messages.iter().filter_map(text).collect()
}
