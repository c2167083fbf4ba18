//! What a running sandbox holds: its options, the office, and who is signed in.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use parking_lot::{Mutex, MutexGuard};

use crate::oauth::Grants;
use crate::provider::{FictionalProvider, Live};
use crate::state_file;

/// The client id that the sandbox knows unless another one is given.
pub const SANDBOX_CLIENT_ID: &str = "0efe0efe-0000-4000-8000-000000000001";

/// Gives the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How a sandbox is started.
#[derive(Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The file in which changes are kept; without one they are gone when it stops.
    pub state: Option<PathBuf>,
    /// The client id that may sign people in.
    pub client_id: String,
    /// The client secret, when the client has to show one.
    pub client_secret: Option<String>,
    /// The name of the connecting application, for the consent page.
    pub application: String,
    /// The clock by which codes and tokens end.
    pub clock: Clock,
    /// How many employers to make beside the fictional ones, for measurements.
    pub employers: u16,
    /// How many employees the first made employer has; 0 gives it five, as the others.
    pub employees: u32,
    /// How long every answer waits.
    pub latency: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            state: None,
            client_id: SANDBOX_CLIENT_ID.to_owned(),
            client_secret: None,
            application: "Koppelwijzer".to_owned(),
            clock: Arc::new(Timestamp::now),
            employers: 0,
            employees: 0,
            latency: Duration::ZERO,
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Options")
            .field("port", &self.port)
            .field("state", &self.state)
            .field("client_id", &self.client_id)
            .field("application", &self.application)
            .finish_non_exhaustive()
    }
}

/// The state of a sandbox. Clones share it.
#[derive(Clone)]
pub struct State(Arc<Inside>);

struct Inside {
    options: Options,
    held: Mutex<Held>,
}

/// What changes.
pub(crate) struct Held {
    pub office: FictionalProvider,
    pub grants: Grants,
}

impl State {
    /// Builds the office; reads what was kept when there is a state file.
    pub fn new(options: Options) -> Self {
        let year = (options.clock)().to_zoned(TimeZone::UTC).year();
        let mut office = FictionalProvider::start(year, options.employers, options.employees);
        if let Some(file) = &options.state {
            office.live = state_file::read(file, &office.fixed);
        }
        let held = Mutex::new(Held { office, grants: Grants::default() });
        Self(Arc::new(Inside { options, held }))
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.0.options.clock)()
    }

    /// Reads the office, or changes what is not kept.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Held) -> T) -> T {
        let mut held = self.lock();
        let outcome = act(&mut held);
        drop(held);
        outcome
    }

    /// Changes the office and keeps the change.
    pub(crate) fn change<T>(&self, act: impl FnOnce(&mut Held) -> T) -> T {
        let mut held = self.lock();
        let outcome = act(&mut held);
        self.keep(&held.office.live);
        outcome
    }

    fn keep(&self, live: &Live) {
        if let Some(file) = &self.0.options.state
            && let Err(fault) = state_file::write(file, live)
        {
            tracing::warn!(kind = ?fault.kind(), "the sandbox state could not be kept");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.held.lock()
    }
}
