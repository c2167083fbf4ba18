//! How far a run is: told while it goes on, never asked for.

use std::sync::{Arc, Mutex, PoisonError};

pub use domain::connection::{Pause, Progress, WaitsFor};
use loket::{Notice, Watch, Why};

/// Who is told how far a run is.
pub type ProgressCallback = Arc<dyn Fn(Progress) + Send + Sync>;

/// Passes on how far the run of the moment is, with the waits that the client tells.
#[derive(Default)]
pub(crate) struct ProgressReporter {
    now: Mutex<Now>,
}

#[derive(Default)]
struct Now {
    on_progress: Option<ProgressCallback>,
    progress: Progress,
    clock: Option<i32>,
    not_stored: bool,
}

impl ProgressReporter {
    /// From here on this one is told.
    pub fn begin(&self, on_progress: ProgressCallback) {
        let mut now = self.lock();
        now.progress = Progress::default();
        now.on_progress = Some(on_progress);
    }

    /// Nobody is told any more.
    pub fn end(&self) {
        self.lock().on_progress = None;
    }

    /// Tells a change.
    pub fn say(&self, change: impl FnOnce(&mut Progress)) {
        let (on_progress, progress) = {
            let mut now = self.lock();
            change(&mut now.progress);
            (now.on_progress.clone(), now.progress.clone())
        };
        if let Some(on_progress) = on_progress {
            on_progress(progress);
        }
    }

    /// Seconds that Loket's clock is ahead of this computer's, when that is more than five minutes.
    pub fn clock(&self) -> Option<i32> {
        self.lock().clock
    }

    /// Whether the sign-in could not be put away, and so holds only until the app closes.
    pub fn not_stored(&self) -> bool {
        self.lock().not_stored
    }

    /// Another session: what was told of the one before holds no longer.
    pub fn forget(&self) {
        self.lock().not_stored = false;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for ProgressReporter {
    fn notice(&self, notice: Notice) {
        match notice {
            Notice::Waiting { why, left } => {
                let why = match why {
                    Why::TooManyCalls => WaitsFor::TooManyCalls,
                    Why::BackingOff => WaitsFor::BackingOff,
                    Why::ServerFault => WaitsFor::ServerFault,
                    Why::Connection => WaitsFor::Connection,
                };
                let seconds = u32::try_from(left).unwrap_or(u32::MAX);
                self.say(|progress| progress.waiting = Some(Pause { why, seconds }));
            }
            Notice::Resumed => self.say(|progress| progress.waiting = None),
            Notice::NotStored => {
                tracing::warn!("the sign-in could not be kept; it holds until the app closes");
                self.lock().not_stored = true;
            }
            Notice::ClockDiffers { seconds } => {
                let most = if seconds < 0 { i32::MIN } else { i32::MAX };
                self.lock().clock = Some(i32::try_from(seconds).unwrap_or(most));
            }
            Notice::ClockAgrees => self.lock().clock = None,
        }
    }
}
