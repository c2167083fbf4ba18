//! Time and chance as they are passed in, so that tests can set both.

use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The two clocks of a computer.
pub trait Time: Send + Sync {
    /// Runs evenly whatever the wall clock is set to, from an arbitrary start. It may stand still while the
    /// computer sleeps.
    fn monotonic(&self) -> Duration;
    /// The date and time of day, which can jump.
    fn wall(&self) -> Timestamp;
}

/// The clocks of this computer.
#[derive(Debug)]
pub struct SystemTime {
    start: Instant,
}

impl SystemTime {
    /// The clocks, the monotonic one from now.
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemTime {
    fn default() -> Self {
        Self::new()
    }
}

impl Time for SystemTime {
    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Where the spread of waiting times comes from.
pub trait Chance: Send + Sync {
    /// A number from 0 up to 1.
    fn fraction(&self) -> f64;
}

/// The random numbers of this computer.
#[derive(Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fraction(&self) -> f64 {
        // Without random numbers waiting takes the longest of its range, which is never wrong.
        getrandom::u32().map_or(1.0, |number| f64::from(number) / f64::from(u32::MAX))
    }
}
