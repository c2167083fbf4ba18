//! The one thread on which every keychain call runs.
//!
//! A locked keychain on Linux can wait for its owner for ever, and no call can be taken back. So the caller waits here
//! for a limited time and then goes on. While a call is overdue later ones are refused at once: they would only pile
//! up behind it. When the keychain answers after all, the worker is free again; when the user wants to try again before
//! that, the hanging thread is left behind for a new one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex, MutexGuard};

use crate::VaultError;
use crate::keychain::Keychain;

type Job = Box<dyn FnOnce(&mut Keychain) + Send>;

/// Who has the thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Free,
    Taken,
    /// The call that has the thread took longer than its caller would wait.
    Overdue,
}

/// Lets one caller through at a time.
struct Gate {
    turn: Mutex<Turn>,
    changed: Condvar,
}

/// One thread with its gate.
struct Track {
    gate: Arc<Gate>,
    jobs: Option<SyncSender<Job>>,
}

pub(crate) struct KeychainWorker {
    limit: Duration,
    keychain: Box<dyn Fn() -> Keychain + Send + Sync>,
    track: Mutex<Arc<Track>>,
}

impl KeychainWorker {
    /// Starts the thread, on a keychain made by `keychain`. It ends by itself when the worker is dropped.
    pub(crate) fn start(keychain: impl Fn() -> Keychain + Send + Sync + 'static, limit: Duration) -> Self {
        Self { limit, track: Mutex::new(Arc::new(Track::start(keychain()))), keychain: Box::new(keychain) }
    }

    /// Runs one piece of work on the thread; waits at most the limit, turn included.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Keychain) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let deadline = Instant::now() + self.limit;
        let track = Arc::clone(&self.track());
        let jobs = track.jobs.as_ref().ok_or_else(no_thread)?;
        track.gate.take(deadline)?;
        let (answer, answered) = sync_channel(1);
        let given_up = Arc::new(AtomicBool::new(false));
        let seen_by_work = Arc::clone(&given_up);
        let job: Job = Box::new(move |keychain| {
            keychain.serve(seen_by_work);
            // Nobody listens any more when the caller gave up.
            let _ = answer.send(work(keychain));
        });
        jobs.send(job).map_err(|_| no_thread())?;
        match answered.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Timeout) => {
                given_up.store(true, Ordering::SeqCst);
                track.gate.give_up(&answered)
            }
            Err(RecvTimeoutError::Disconnected) => Err(crashed()),
        }
    }

    /// Leaves a hanging thread behind and starts a new one. The old one ends when the keychain lets it go, and writes
    /// nothing any more. Does nothing while the thread is not overdue.
    pub(crate) fn leave_hanging_call(&self) {
        let mut track = self.track();
        if *track.gate.turn() == Turn::Overdue {
            *track = Arc::new(Track::start((self.keychain)()));
        }
    }

    fn track(&self) -> MutexGuard<'_, Arc<Track>> {
        self.track.lock()
    }
}

impl Track {
    fn start(keychain: Keychain) -> Self {
        let gate = Arc::new(Gate { turn: Mutex::new(Turn::Free), changed: Condvar::new() });
        // At most one job is ever on its way: the gate sees to that.
        let (jobs, work) = sync_channel(1);
        let at_work = Arc::clone(&gate);
        let started = thread::Builder::new()
            .name("keychain".to_owned())
            .spawn(move || carry_out(&work, keychain, &at_work));
        if let Err(error) = &started {
            tracing::error!(%error, "no thread for the keychain");
        }
        Self { gate, jobs: started.is_ok().then_some(jobs) }
    }
}

impl Gate {
    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock()
    }

    fn take(&self, deadline: Instant) -> Result<(), VaultError> {
        let mut turn = self.turn();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match *turn {
                Turn::Free => break,
                Turn::Taken if !left.is_zero() => {
                    self.changed.wait_for(&mut turn, left);
                }
                Turn::Taken | Turn::Overdue => return Err(VaultError::TimedOut),
            }
        }
        *turn = Turn::Taken;
        Ok(())
    }

    fn give_up<T>(&self, answered: &Receiver<Result<T, VaultError>>) -> Result<T, VaultError> {
        let mut turn = self.turn();
        // The thread answers before it frees the turn, so an answer that just made it is here now.
        if let Ok(outcome) = answered.try_recv() {
            return outcome;
        }
        *turn = Turn::Overdue;
        drop(turn);
        self.changed.notify_all();
        tracing::warn!("the keychain does not answer");
        Err(VaultError::TimedOut)
    }

    fn free(&self) {
        let was = std::mem::replace(&mut *self.turn(), Turn::Free);
        self.changed.notify_all();
        if was == Turn::Overdue {
            tracing::info!("the keychain answers again");
        }
    }
}

fn carry_out(work: &Receiver<Job>, mut keychain: Keychain, gate: &Gate) {
    while let Ok(job) = work.recv() {
        if catch_unwind(AssertUnwindSafe(|| job(&mut keychain))).is_err() {
            keychain.start_over();
        }
        gate.free();
    }
}

fn no_thread() -> VaultError {
    VaultError::Unavailable("no thread for the keychain".to_owned())
}

fn crashed() -> VaultError {
    VaultError::Unavailable("the keychain's own code failed".to_owned())
}

#[cfg(test)]
#[path = "keychain_worker_tests.rs"]
mod tests;
