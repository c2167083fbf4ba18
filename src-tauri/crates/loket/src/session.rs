//! The signed-in state: an access token that is good now, renewed by one caller for all.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use tokio::sync::Mutex;

use crate::environment::Addresses;
use crate::fault::Fault;
use crate::token::{Registration, TokenEndpoint, Tokens};
use crate::transport::{Transport, host_of};
use crate::watch::{ClientEnvironment, Notice};

/// The refresh token could not be put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the refresh token could not be kept")]
pub struct StoreFault;

/// What a store answers with, in its own time.
pub type Stored<'a> = Pin<Box<dyn Future<Output = Result<(), StoreFault>> + Send + 'a>>;

/// Where the refresh token is kept between two starts: the keychain of the system.
///
/// The access token is never given to it.
pub trait TokenStore: Send + Sync {
    /// Keeps this refresh token in place of the one before.
    fn put<'a>(&'a self, refresh: &'a SecretString) -> Stored<'a>;
}

/// A signed-in user. Cheap to copy; all copies share one state.
#[derive(Clone)]
pub struct Session {
    inner: Arc<Inner>,
}

struct Inner {
    endpoint: TokenEndpoint,
    store: Arc<dyn TokenStore>,
    client_environment: ClientEnvironment,
    host: String,
    state: Mutex<State>,
    /// How many refreshes have ended, whichever way.
    ended: AtomicU64,
}

struct State {
    access: Option<Access>,
    refresh: Option<SecretString>,
    /// How the last refresh ended, for those who waited for it.
    last_fault: Option<Fault>,
    signed_out: bool,
    store_fault_reported: bool,
    number: u64,
}

/// An access token and when it stops being good.
#[derive(Clone)]
pub(crate) struct Access {
    pub(crate) token: SecretString,
    /// Which of the session's tokens this is, from 1.
    pub(crate) number: u64,
    until: Duration,
    since: (Duration, Timestamp),
}

/// A wall clock that ran this much more than the monotonic one: the computer slept.
const SLEPT: Duration = Duration::from_mins(1);

impl Session {
    /// A session after signing in. The refresh token is kept before the access token is used.
    pub async fn start(
        addresses: &Addresses,
        registration: &Registration,
        transport: &Transport,
        tokens: Tokens,
        store: Arc<dyn TokenStore>,
        client_environment: ClientEnvironment,
    ) -> Self {
        let session = Self::empty(addresses, registration, transport, None, store, client_environment);
        let mut state = session.inner.state.lock().await;
        session.inner.adopt(&mut state, tokens).await;
        drop(state);
        session
    }

    /// A session from the refresh token that was kept. The first call renews it.
    pub fn resume(
        addresses: &Addresses,
        registration: &Registration,
        transport: &Transport,
        refresh: SecretString,
        store: Arc<dyn TokenStore>,
        client_environment: ClientEnvironment,
    ) -> Self {
        Self::empty(addresses, registration, transport, Some(refresh), store, client_environment)
    }

    fn empty(
        addresses: &Addresses,
        registration: &Registration,
        transport: &Transport,
        refresh: Option<SecretString>,
        store: Arc<dyn TokenStore>,
        client_environment: ClientEnvironment,
    ) -> Self {
        let endpoint = TokenEndpoint::new(addresses, registration, transport, &client_environment.limits);
        let state = State {
            access: None,
            refresh,
            last_fault: None,
            signed_out: false,
            store_fault_reported: false,
            number: 0,
        };
        let host = host_of(addresses.token());
        let (state, ended) = (Mutex::new(state), AtomicU64::new(0));
        Self { inner: Arc::new(Inner { endpoint, store, client_environment, host, state, ended }) }
    }

    /// Whether the session ended and the user has to sign in again.
    pub async fn is_signed_out(&self) -> bool {
        self.inner.state.lock().await.signed_out
    }

    /// Ends the session in memory. What the keychain holds is the caller's to remove.
    pub async fn sign_out(&self) {
        self.inner.state.lock().await.sign_out();
    }

    /// A token that is good now.
    pub(crate) async fn access(&self) -> Result<Access, Fault> {
        let before = self.inner.ended.load(Ordering::Acquire);
        let state = self.inner.state.lock().await;
        if let Some(access) = self.inner.good(&state)? {
            return Ok(access);
        }
        drop(state);
        self.renew(before, None).await
    }

    /// A token other than number `refused`, which Loket did not accept.
    pub(crate) async fn access_after(&self, refused: u64) -> Result<Access, Fault> {
        let before = self.inner.ended.load(Ordering::Acquire);
        self.renew(before, Some(refused)).await
    }

    /// Ends the session when its token number `refused` was not accepted although it was fresh.
    pub(crate) async fn refuse(&self, refused: u64) {
        let mut state = self.inner.state.lock().await;
        if state.access.as_ref().is_some_and(|access| access.number == refused) {
            state.sign_out();
        }
    }

    /// Renews in a task of its own: a caller that is dropped half-way must not lose a rotated token.
    async fn renew(&self, before: u64, refused: Option<u64>) -> Result<Access, Fault> {
        let inner = Arc::clone(&self.inner);
        let renewing = tokio::spawn(async move { inner.renewed(before, refused).await });
        renewing.await.unwrap_or_else(|_| Err(Fault::Unreachable { host: self.inner.host.clone() }))
    }
}

impl Inner {
    /// The token in hand when it is still good.
    fn good(&self, state: &State) -> Result<Option<Access>, Fault> {
        if state.signed_out {
            return Err(Fault::SignedOut);
        }
        let time = &self.client_environment.time;
        let Some(access) = &state.access else { return Ok(None) };
        let ran = time.monotonic().saturating_sub(access.since.0);
        let passed = Duration::try_from(time.wall().duration_since(access.since.1)).unwrap_or_default();
        let slept = passed.saturating_sub(ran) > SLEPT;
        Ok((time.monotonic() < access.until && !slept).then(|| access.clone()))
    }

    async fn renewed(&self, before: u64, refused: Option<u64>) -> Result<Access, Fault> {
        let mut state = self.state.lock().await;
        let newest = self.good(&state)?.filter(|access| Some(access.number) != refused);
        if let Some(access) = newest {
            return Ok(access);
        }
        // Who waited for a refresh shares how it ended, and does not try the same again.
        let waited = self.ended.load(Ordering::Acquire) != before;
        if waited && let Some(fault) = &state.last_fault {
            return Err(fault.clone());
        }
        let outcome = self.refresh(&mut state).await;
        state.last_fault = outcome.as_ref().err().cloned();
        self.ended.fetch_add(1, Ordering::Release);
        outcome
    }

    async fn refresh(&self, state: &mut State) -> Result<Access, Fault> {
        let Some(refresh) = state.refresh.clone() else {
            state.sign_out();
            return Err(Fault::SignedOut);
        };
        let mut outcome = self.endpoint.refresh(&refresh).await;
        if let Err(Fault::SignInFailed { status }) = &outcome {
            // Loket failed before it gave anything out, as far as anybody can tell: the same token may serve.
            tracing::info!(status, "the sign-in server failed; asked once more");
            let fraction = self.client_environment.chance.fraction().clamp(0.0, 1.0);
            tokio::time::sleep(self.client_environment.limits.wait_before(2).mul_f64(fraction)).await;
            outcome = self.endpoint.refresh(&refresh).await;
        }
        match outcome {
            Ok(tokens) => Ok(self.adopt(state, tokens).await),
            Err(fault) => {
                if fault == Fault::SignedOut {
                    tracing::warn!("the refresh token no longer counts; signed out");
                    state.sign_out();
                }
                Err(fault)
            }
        }
    }

    /// Keeps the new refresh token first, and only then gives the access token out.
    async fn adopt(&self, state: &mut State, tokens: Tokens) -> Access {
        if let Some(refresh) = tokens.refresh {
            let kept = self.store.put(&refresh).await;
            if kept.is_err() && !state.store_fault_reported {
                state.store_fault_reported = true;
                tracing::warn!("the refresh token could not be kept; it holds until the program closes");
                self.client_environment.watch.notice(Notice::NotStored);
            }
            state.refresh = Some(refresh);
        }
        let time = &self.client_environment.time;
        let now = time.monotonic();
        // A token that hardly lives keeps half its life.
        let margin = self.client_environment.limits.token_margin.min(tokens.lives / 2);
        let until = now.saturating_add(tokens.lives.saturating_sub(margin));
        state.number += 1;
        let access = Access { token: tokens.access, number: state.number, until, since: (now, time.wall()) };
        state.access = Some(access.clone());
        access
    }
}

impl State {
    fn sign_out(&mut self) {
        self.signed_out = true;
        self.access = None;
        self.refresh = None;
    }
}
