//! How long and how much: the bounds every call keeps.

use std::time::Duration;

/// The bounds of sending. The defaults are the product's; tests take shorter ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// For a connection to come about.
    pub connect: Duration,
    /// For the head of an answer to come, for a silence inside a body, and for `least_pace` bytes of a body.
    pub read: Duration,
    /// What a body has to bring in each span of `read`. Slower than that is not an answer but a trickle.
    pub least_pace: usize,
    /// The largest body after decompression, in bytes.
    pub largest_body: usize,
    /// The largest list over all its pages, in bytes after decompression.
    pub largest_list: usize,
    /// For a call as a whole: every try of it, the waits between them, and the body.
    pub call: Duration,
    /// How often a read is tried in all.
    pub tries: u32,
    /// The first span that a try waits at most before the next; it doubles each time.
    pub first_wait: Duration,
    /// The longest such span.
    pub longest_wait: Duration,
    /// The longest pause that Loket may ask for and that is sat through.
    pub longest_pause: Duration,
    /// The first span that a call waits at most when Loket wants fewer calls and does not say how long. It becomes four
    /// times as long each time.
    pub first_pause: Duration,
    /// The longest such span.
    pub longest_unasked_pause: Duration,
    /// How many calls are under way at a time.
    pub in_flight: usize,
    /// The difference between Loket's clock and this computer's from which it is reported.
    pub clock_difference: Duration,
    /// How long before its end an access token is replaced.
    pub token_margin: Duration,
    /// How long the user has for signing in.
    pub sign_in: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            least_pace: 4096,
            largest_body: 32 * 1024 * 1024,
            largest_list: 200 * 1024 * 1024,
            call: Duration::from_mins(5),
            tries: 4,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            longest_pause: Duration::from_mins(2),
            first_pause: Duration::from_secs(3),
            longest_unasked_pause: Duration::from_mins(1),
            in_flight: 4,
            clock_difference: Duration::from_mins(5),
            token_margin: Duration::from_mins(1),
            sign_in: Duration::from_mins(5),
        }
    }
}

impl Limits {
    /// The longest wait before try number `next` (the second is 2).
    pub(crate) fn wait_before(&self, next: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(next.saturating_sub(2));
        self.first_wait.saturating_mul(doubled).min(self.longest_wait)
    }

    /// The longest pause that nobody asked for before try number `next` (the second is 2).
    pub(crate) fn pause_before(&self, next: u32) -> Duration {
        let longer = 4_u32.saturating_pow(next.saturating_sub(2));
        self.first_pause.saturating_mul(longer).min(self.longest_unasked_pause)
    }
}
