//! The connection itself while the app runs: transport, sandbox, and the reader of the session.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use domain::Environment;
use domain::connection::{LoketFault, SigningIn};
use domain::id::LoketChangeId;
use loket::read::Reader;
use loket::sign_in::Pasted;
use loket::{Addresses, ClientEnvironment, Limits, SignIn, Transport};
use parking_lot::{Mutex, MutexGuard};
use sandbox::Sandbox;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use vault::Vault;

use crate::Clock;
use crate::connection::progress::{ProgressCallback, ProgressReporter};
use crate::refusal::{Refusal, Result};
use crate::shared_records::SharedRecords;

/// The file in which the sandbox keeps what was changed in it.
const SANDBOX_STATE: &str = "practice-loket.json";

/// The connection of one office with Loket: what the office entered for it, signing in and out, and the session.
pub struct LoketConnection {
    pub(super) environment: Environment,
    pub(super) folder: PathBuf,
    pub(super) records: Arc<SharedRecords>,
    pub(super) vault: Vault,
    pub(super) clock: Arc<dyn Clock>,
    /// Where the sandbox is, when the app does not run it itself: for tests.
    elsewhere: Option<Addresses>,
    transport: OnceLock<Transport>,
    sandbox: Mutex<Option<Sandbox>>,
    reader: Mutex<Option<Live>>,
    /// Held while a session is begun: one refresh token serves one session.
    pub(super) beginning: tokio::sync::Mutex<()>,
    attempt: Mutex<Option<Attempt>>,
    run: Mutex<Option<CancellationToken>>,
    loket_changes: AtomicUsize,
    /// Started changes whose outcome this program is about to record itself.
    sending: Mutex<BTreeSet<LoketChangeId>>,
    pub(crate) progress_reporter: Arc<ProgressReporter>,
}

/// A reader, and what ends when it is forgotten: what it learns afterwards is not kept any more.
struct Live {
    reader: Arc<Reader>,
    life: CancellationToken,
}

/// A sign-in that is under way.
pub(crate) struct Attempt {
    /// Taken by who waits for it.
    pub sign_in: Option<SignIn>,
    pub signing_in: SigningIn,
    pub cancel: CancellationToken,
    pub pasted: mpsc::Sender<Pasted>,
    pub from_page: Option<mpsc::Receiver<Pasted>>,
}

impl LoketConnection {
    pub(crate) fn new(
        environment: Environment,
        folder: &Path,
        records: &Arc<SharedRecords>,
        vault: &Vault,
        clock: &Arc<dyn Clock>,
        elsewhere: Option<Addresses>,
    ) -> Self {
        Self {
            environment,
            folder: folder.to_owned(),
            records: Arc::clone(records),
            vault: vault.clone(),
            clock: Arc::clone(clock),
            elsewhere,
            transport: OnceLock::new(),
            sandbox: Mutex::new(None),
            reader: Mutex::new(None),
            beginning: tokio::sync::Mutex::new(()),
            loket_changes: AtomicUsize::new(0),
            sending: Mutex::default(),
            attempt: Mutex::new(None),
            run: Mutex::new(None),
            progress_reporter: Arc::new(ProgressReporter::default()),
        }
    }

    /// The addresses of the sandbox, which is started when it does not run yet.
    pub(super) fn sandbox(&self) -> Result<Addresses> {
        if let Some(elsewhere) = &self.elsewhere {
            return Ok(elsewhere.clone());
        }
        let mut sandbox = self.sandbox.lock();
        if sandbox.is_none() {
            let options = sandbox::Options {
                state: Some(self.folder.join(SANDBOX_STATE)),
                ..sandbox::Options::default()
            };
            let started = Sandbox::start(options).map_err(|error| {
                tracing::error!(%error, "the sandbox could not be started");
                Refusal::Unexpected
            })?;
            *sandbox = Some(started);
        }
        let url = sandbox.as_ref().map(Sandbox::url).unwrap_or_default();
        Addresses::from_loopback(&url).map_err(|_| Refusal::Unexpected)
    }

    /// What carries the calls; made once, since it reads the system's certificates.
    pub(super) fn transport(&self, addresses: &Addresses) -> Result<Transport> {
        if let Some(transport) = self.transport.get() {
            return Ok(transport.clone());
        }
        let transport = Transport::new(addresses, &Limits::default())?;
        Ok(self.transport.get_or_init(|| transport).clone())
    }

    /// The environment of the client, with the progress reporter as its watch.
    pub(super) fn client_environment(&self) -> ClientEnvironment {
        let watch: Arc<dyn loket::Watch> = Arc::<ProgressReporter>::clone(&self.progress_reporter);
        ClientEnvironment { watch, ..ClientEnvironment::default() }
    }

    pub(super) fn live_reader(&self) -> Option<Arc<Reader>> {
        self.reader.lock().as_ref().map(|live| Arc::clone(&live.reader))
    }

    pub(super) fn keep_reader(&self, reader: Arc<Reader>, life: CancellationToken) {
        *self.reader.lock() = Some(Live { reader, life });
    }

    /// Forgets the session in memory. What it still does elsewhere no longer reaches the keychain.
    pub(super) fn forget(&self) {
        if let Some(live) = self.reader.lock().take() {
            live.life.cancel();
        }
        self.progress_reporter.forget();
    }

    /// A change in Loket, or the end of a sign-in, is under way for as long as this lives: the records have to stay open
    /// for its outcome.
    pub(crate) fn begin_change(&self) -> UnderWay<'_> {
        self.loket_changes.fetch_add(1, Ordering::AcqRel);
        UnderWay(&self.loket_changes)
    }

    pub(crate) fn has_change_under_way(&self) -> bool {
        self.loket_changes.load(Ordering::Acquire) > 0
    }

    /// Whether the records may go, or others take their place.
    ///
    /// # Errors
    /// [`LoketFault::Busy`] while a change in Loket is under way: its outcome belongs in them.
    pub(crate) fn may_let_go(&self) -> Result<()> {
        if self.has_change_under_way() { Err(LoketFault::Busy.into()) } else { Ok(()) }
    }

    /// A started change is sent for as long as this lives: nobody else tells its outcome.
    pub(crate) fn begin_sending(&self, id: LoketChangeId) -> Sending<'_> {
        self.sending.lock().insert(id);
        Sending { link: self, id }
    }

    pub(crate) fn is_sending(&self, id: LoketChangeId) -> bool {
        self.sending.lock().contains(&id)
    }

    pub(super) fn attempt(&self) -> MutexGuard<'_, Option<Attempt>> {
        self.attempt.lock()
    }

    /// Begins a run: one at a time, so that Loket is asked gently and the user sees one progress.
    pub(crate) fn begin_run(&self, on_progress: ProgressCallback) -> Result<Run<'_>> {
        let mut run = self.run.lock();
        if run.is_some() {
            return Err(LoketFault::Busy.into());
        }
        let stop = CancellationToken::new();
        *run = Some(stop.clone());
        self.progress_reporter.begin(on_progress);
        Ok(Run { link: self, stop })
    }

    /// Stops the run that is under way. What was read stays.
    pub fn stop_run(&self) {
        if let Some(stop) = self.run.lock().as_ref() {
            stop.cancel();
        }
    }
}

/// See [`LoketConnection::begin_change`].
pub(crate) struct UnderWay<'a>(&'a AtomicUsize);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// See [`LoketConnection::begin_sending`].
pub(crate) struct Sending<'a> {
    link: &'a LoketConnection,
    id: LoketChangeId,
}

impl Drop for Sending<'_> {
    fn drop(&mut self) {
        self.link.sending.lock().remove(&self.id);
    }
}

/// A run, for as long as it lives.
pub(crate) struct Run<'a> {
    link: &'a LoketConnection,
    stop: CancellationToken,
}

impl Run<'_> {
    /// Ends when the run is stopped, for work that sees through what it began.
    pub fn stopping(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Does a piece of work, unless the run is stopped first. The work is dropped at once then.
    pub async fn unless_stopped<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Err(LoketFault::Stopped.into()),
            outcome = work => outcome,
        }
    }
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        self.link.progress_reporter.end();
        *self.link.run.lock() = None;
    }
}
