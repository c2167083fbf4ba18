//! How far a run is: reported while it goes on, never asked for.

use std::sync::Arc;

pub use domain::connection::{Pause, Progress, WaitsFor};
use loket::{Notice, Watch, Why};
use parking_lot::Mutex;

/// Receives how far a run is.
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
    /// From here on this one receives the progress.
    pub fn begin(&self, on_progress: ProgressCallback) {
        let mut now = self.now.lock();
        now.progress = Progress::default();
        now.on_progress = Some(on_progress);
    }

    /// Nothing is reported any more.
    pub fn end(&self) {
        self.now.lock().on_progress = None;
    }

    /// Tells a change.
    pub fn say(&self, change: impl FnOnce(&mut Progress)) {
        let (on_progress, progress) = {
            let mut now = self.now.lock();
            change(&mut now.progress);
            (now.on_progress.clone(), now.progress.clone())
        };
        if let Some(on_progress) = on_progress {
            on_progress(progress);
        }
    }

    /// Seconds that Loket's clock is ahead of this computer's, when that is more than five minutes.
    pub fn clock(&self) -> Option<i32> {
        self.now.lock().clock
    }

    /// Whether the sign-in could not be put away, and so holds only until the app closes.
    pub fn not_stored(&self) -> bool {
        self.now.lock().not_stored
    }

    /// Another session: what was reported of the one before holds no longer.
    pub fn forget(&self) {
        self.now.lock().not_stored = false;
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
                self.now.lock().not_stored = true;
            }
            Notice::ClockDiffers { seconds } => {
                let most = if seconds < 0 { i32::MIN } else { i32::MAX };
                self.now.lock().clock = Some(i32::try_from(seconds).unwrap_or(most));
            }
            Notice::ClockAgrees => self.now.lock().clock = None,
        }
    }
}
