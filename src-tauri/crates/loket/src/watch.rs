//! What the client reports while it works, and the environment it works in.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::clock::{Chance, SystemChance, SystemTime, Time};
use crate::limits::Limits;

/// Something worth showing while a call is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A call waits before it is sent again. Reported once a second.
    Waiting {
        why: Why,
        /// How long still, in whole seconds, rounded up.
        left: u64,
    },
    /// The wait is over; the call is sent.
    Resumed,
    /// The renewed sign-in could not be stored: it holds until the program closes. Reported once a session.
    NotStored,
    /// Loket's clock and this computer's differ: seconds that Loket is ahead, or behind when negative.
    ClockDiffers { seconds: i64 },
    /// Both clocks say the same again.
    ClockAgrees,
}

/// What a call waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Loket asked for fewer calls, for a time that it named (429).
    TooManyCalls,
    /// Loket takes no more calls for now and names no time (429): the pause is the client's own.
    BackingOff,
    /// Loket failed (5xx).
    ServerFault,
    Connection,
}

/// Receives notices. Called from within calls: it must return at once.
pub trait Watch: Send + Sync {
    /// Something happened.
    fn notice(&self, notice: Notice);
}

/// Drops every notice.
#[derive(Debug, Default)]
pub struct Silent;

impl Watch for Silent {
    fn notice(&self, _: Notice) {}
}

/// What the client is given from outside.
#[derive(Clone)]
pub struct ClientEnvironment {
    pub time: Arc<dyn Time>,
    /// The spread of waiting times.
    pub chance: Arc<dyn Chance>,
    pub watch: Arc<dyn Watch>,
    pub limits: Limits,
}

impl Default for ClientEnvironment {
    fn default() -> Self {
        Self {
            time: Arc::new(SystemTime::new()),
            chance: Arc::new(SystemChance),
            watch: Arc::new(Silent),
            limits: Limits::default(),
        }
    }
}

impl ClientEnvironment {
    /// Waits until `end` and tells how long still, once a second. Dropping the future ends the wait.
    pub(crate) async fn wait_until(&self, why: Why, end: Instant) {
        let mut waited = false;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let whole = left.as_secs() + u64::from(left.subsec_nanos() > 0);
            self.watch.notice(Notice::Waiting { why, left: whole });
            waited = true;
            // To the next whole second, so that the number counts down evenly.
            let part = Duration::from_nanos(u64::from(left.subsec_nanos()));
            sleep(if part.is_zero() { Duration::from_secs(1) } else { part }).await;
        }
        if waited {
            self.watch.notice(Notice::Resumed);
        }
    }
}
