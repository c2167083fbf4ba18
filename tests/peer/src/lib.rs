//! A sandbox that makes faults on purpose, for tests of what the program does then.
//!
//! [`Peer::start`] serves [`sandbox::router`] on a port of this computer. [`Peer::script`] says which calls go wrong
//! and how; [`Peer::calls`] tells which calls came. [`Visitor`] goes through the sign-in pages as a browser does.
//!
//! ```no_run
//! use peer::{Act, Peer, on};
//!
//! let peer = Peer::start()?;
//! peer.script(on("GET", "/user").nth(1).then(Act::say(503)));
//! println!("{}", peer.url());
//! # Ok::<(), std::io::Error>(())
//! ```

mod act;
mod call;
mod change;
mod elsewhere;
mod held_port;
mod rule;
mod sandbox_admin;
mod secure;
mod serving;
mod visitor;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use act::Act;
pub use call::Call;
pub use change::Change;
pub use held_port::HeldPort;
pub use rule::{Rule, on};
pub use sandbox_admin::SandboxAdmin;
pub use secure::{Authority, Identity};
pub use visitor::{Answer, PASSWORD, Visitor};

use elsewhere::Elsewhere;
use serving::Serving;

/// A sandbox with a script of faults. It ends when dropped.
pub struct Peer {
    port: u16,
    shared: Arc<Shared>,
    serving: Mutex<Option<Serving>>,
    secure: Mutex<Option<Serving>>,
}

/// What the answers and the test share.
pub(crate) struct Shared {
    state: sandbox::State,
    rules: Mutex<Vec<Rule>>,
    calls: Mutex<Vec<Call>>,
    secrets: Mutex<Vec<String>>,
    /// Tokens that no longer count, and how many calls came with one.
    ran_out: Mutex<Vec<String>>,
    refused: AtomicUsize,
    /// Calls that came and are not answered yet.
    under_way: AtomicUsize,
    elsewhere: Mutex<Option<Elsewhere>>,
}

impl Peer {
    /// Starts a sandbox without faults.
    ///
    /// # Errors
    /// When there is no port or no thread.
    pub fn start() -> io::Result<Self> {
        Self::start_with(sandbox::Options::default())
    }

    /// The same with options of the sandbox, such as a client secret or more employers.
    ///
    /// # Errors
    /// When the port is taken or there is no thread.
    pub fn start_with(options: sandbox::Options) -> io::Result<Self> {
        let port = options.port;
        let shared = Arc::new(Shared {
            state: sandbox::State::new(options),
            rules: Mutex::default(),
            calls: Mutex::default(),
            secrets: Mutex::default(),
            ran_out: Mutex::default(),
            refused: AtomicUsize::new(0),
            under_way: AtomicUsize::new(0),
            elsewhere: Mutex::default(),
        });
        let serving = Serving::start(port, &shared, None)?;
        let (port, serving) = (serving.port(), Mutex::new(Some(serving)));
        Ok(Self { port, shared, serving, secure: Mutex::default() })
    }

    /// Where it listens: the base of the interface and of signing in.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// One more rule. Where several fit a call, the newest counts.
    pub fn script(&self, rule: Rule) {
        lock(&self.shared.rules).push(rule);
    }

    /// Takes all rules away: from here on nothing goes wrong.
    pub fn make_well(&self) {
        lock(&self.shared.rules).clear();
    }

    /// Every call that came, in order.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.shared.calls).clone()
    }

    /// How many calls came of this method to paths that fit this expression whole.
    ///
    /// # Panics
    /// When the expression does not read: a mistake in the test.
    pub fn count(&self, method: &str, path: &str) -> usize {
        let rule = on(method, path);
        self.calls().iter().filter(|call| rule.fits(call)).count()
    }

    /// Every code, token and refresh token that was given out, to look for where none should be.
    pub fn secrets(&self) -> Vec<String> {
        lock(&self.shared.secrets).clone()
    }

    /// Takes back every token that was given out so far: calls with them, also those under way, are answered with 401,
    /// whatever the script says but late. New ones count, and refresh tokens stay as they are.
    pub fn run_out(&self) {
        let given_out = self.secrets();
        lock(&self.shared.ran_out).extend(given_out);
    }

    /// How many calls are under way: come, and not answered yet.
    pub fn under_way(&self) -> usize {
        self.shared.under_way.load(Ordering::Relaxed)
    }

    /// How many calls came with a token that was taken back.
    pub fn refused(&self) -> usize {
        self.shared.refused.load(Ordering::Relaxed)
    }

    /// Ends every connection and listens no more, as when the network goes.
    pub fn go_away(&self) {
        drop(lock(&self.serving).take());
        drop(lock(&self.secure).take());
    }

    /// Listens over TLS too, on this port of this computer, and shows this identity; no longer with the one before.
    ///
    /// # Errors
    /// When the port is taken, or may not be listened on.
    pub fn be(&self, identity: &Identity, port: u16) -> io::Result<()> {
        let mut secure = lock(&self.secure);
        drop(secure.take());
        *secure = Some(Serving::start(port, &self.shared, Some(identity.acceptor()?))?);
        Ok(())
    }

    /// Listens again on the same port; who is signed in still is.
    ///
    /// # Errors
    /// When something else took the port meanwhile.
    pub fn come_back(&self) -> io::Result<()> {
        let mut serving = lock(&self.serving);
        if serving.is_none() {
            *serving = Some(Serving::start(self.port, &self.shared, None)?);
        }
        Ok(())
    }

    /// Leaves signing in to another server: what is asked under /authorize, /token and the paths that begin so, goes
    /// there, and its access tokens count at this Loket. `user` is the one of the sandbox that they stand for.
    ///
    /// # Errors
    /// When the sandbox does not sign this user in.
    pub fn sign_in_at(&self, base: &str, user: &str) -> io::Result<()> {
        let elsewhere = Elsewhere::new(base, &self.url(), user)?;
        *lock(&self.shared.elsewhere) = Some(elsewhere);
        Ok(())
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
