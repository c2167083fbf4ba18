//! Time and ids, passed in so that everything else can be repeated.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// Gives the time and fresh ids.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
    /// The day it is where the user is.
    fn today(&self) -> Date;
    /// A new id that sorts after those given before.
    fn new_id(&self) -> Uuid;
}

/// The clock of the system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        jiff::Zoned::now().date()
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}
