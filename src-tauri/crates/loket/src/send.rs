//! Sending: one call, with everything that may be done about what goes wrong.

mod classify;
mod pause;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use crate::answer::Answer;
use crate::body::{BodyFault, read_body};
use crate::environment::Addresses;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::operation::{Kind, Method};
use crate::request::Request;
use crate::session::Session;
use crate::transport::{Transport, connection_fault, host_of};
use crate::watch::{ClientEnvironment, Notice, Why};
use classify::{Reply, classify};

/// Calls Loket for one signed-in user. Cheap to copy; all copies share the pauses, and the four places with
/// everything else that goes through the same transport.
///
/// Dropping the future of a call cancels it at once; a write that is dropped may or may not have been done.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    addresses: Addresses,
    transport: Transport,
    session: Session,
    client_environment: ClientEnvironment,
    quiet: Mutex<Option<(Instant, Why)>>,
    clock: Mutex<Option<i64>>,
    clock_reported: AtomicBool,
}

/// What is known of the connection apart from its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Seconds that Loket's clock is ahead of this computer's, when that is more than five minutes.
    pub clock_difference: Option<i64>,
}

/// A call that failed, and what may still be done about it.
#[derive(Debug)]
pub(crate) struct Retryable {
    pub(crate) fault: Fault,
    pub(crate) again: Again,
}

/// How a call that failed may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    No,
    /// Again with another token.
    WithNewToken,
    /// Loket asks for a pause; nothing was done. Without a span the usual spread applies.
    AfterPause(Option<Duration>),
    /// Once more when it is a read. A write is uncertain when it may have arrived.
    IfRead(Why, Arrived),
}

/// Whether the request may have reached Loket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrived {
    No,
    Perhaps,
}

impl Client {
    /// A client for these addresses and this session.
    pub fn new(
        addresses: Addresses,
        transport: Transport,
        session: Session,
        client_environment: ClientEnvironment,
    ) -> Self {
        let (quiet, clock) = (Mutex::new(None), Mutex::new(None));
        let clock_reported = AtomicBool::new(false);
        let inner = Inner { addresses, transport, session, client_environment, quiet, clock, clock_reported };
        Self { inner: Arc::new(inner) }
    }

    /// The session that the calls go with.
    pub fn session(&self) -> &Session {
        &self.inner.session
    }

    /// What is known of the connection apart from its answers.
    pub fn status(&self) -> Status {
        Status { clock_difference: *self.inner.clock.lock() }
    }

    /// Calls Loket.
    ///
    /// A read is tried up to four times when Loket fails, wants fewer calls, or the connection fails, with waits that are
    /// reported. A write is sent once. It all ends within [`crate::Limits::call`].
    ///
    /// # Errors
    /// Every [`Fault`] but [`Fault::ListChanged`] and the reading ones.
    pub async fn call(&self, request: &Request) -> Result<Answer, Fault> {
        let address = request.address(self.inner.addresses.api())?;
        let end = Instant::now() + self.inner.client_environment.limits.call;
        if let Ok(outcome) = timeout_at(end, self.inner.tried(request, &address, end)).await {
            return outcome;
        }
        let fault = Fault::TimedOut { host: host_of(&address) };
        // A write may have arrived by then.
        let reads = request.operation().kind() == Kind::Reads;
        Err(if reads { fault } else { uncertain(request, &fault) })
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.client_environment.limits
    }
}

impl Inner {
    /// Sends until an answer comes, a fault that trying again does not help against, or `end` is too near to wait.
    async fn tried(&self, request: &Request, address: &Url, end: Instant) -> Result<Answer, Fault> {
        let limits = &self.client_environment.limits;
        let reads = request.operation().kind() == Kind::Reads;
        let mut next = 2;
        loop {
            let Retryable { fault, again } = match self.signed(request, address).await {
                Ok(answer) => return Ok(answer),
                Err(retryable) => retryable,
            };
            let (why, wait) = match again {
                Again::AfterPause(asked) => {
                    (if asked.is_some() { Why::TooManyCalls } else { Why::BackingOff }, asked)
                }
                Again::IfRead(why, _) if reads => (why, None),
                Again::IfRead(_, Arrived::Perhaps) => return Err(uncertain(request, &fault)),
                _ => return Err(fault),
            };
            let wait = wait.unwrap_or_else(|| match why {
                Why::BackingOff => self.unasked_pause(next),
                _ => self.spread(next),
            });
            let is_quiet = matches!(why, Why::TooManyCalls | Why::BackingOff);
            if is_quiet {
                self.pause(wait, why);
            }
            let too_long =
                wait > limits.longest_pause || wait > end.saturating_duration_since(Instant::now());
            if !reads || next > limits.tries || too_long {
                return Err(self.paused(request, fault, why, wait));
            }
            tracing::debug!(operation = request.operation().activity, %fault, next, "sent again");
            if !is_quiet {
                self.client_environment.wait_until(why, Instant::now() + wait).await;
            }
            next += 1;
        }
    }

    /// Sends with a good token, and with a new one when Loket does not take it. That goes for the new one too, once: a
    /// session whose refresh token is good does not end because one renewal came to nothing.
    async fn signed(&self, request: &Request, address: &Url) -> Result<Answer, Retryable> {
        let mut access = self.session.access().await.map_err(final_fault)?;
        for _ in 0..RENEWALS {
            let sent = self.once(request, address, &access.token).await;
            if !is_token_refused(&sent) {
                return sent;
            }
            access = self.session.access_after(access.number).await.map_err(final_fault)?;
        }
        let last = self.once(request, address, &access.token).await;
        if is_token_refused(&last) {
            self.session.refuse(access.number).await;
        }
        last
    }

    /// Sends once and reads the whole answer, in one of the four places.
    async fn once(
        &self,
        request: &Request,
        address: &Url,
        token: &SecretString,
    ) -> Result<Answer, Retryable> {
        let Some(_place) = self.transport.place().await else { return Err(final_fault(Fault::NoTransport)) };
        // After the place was given: a pause that was asked for meanwhile holds for those who queued too.
        self.keep_quiet(request).await.map_err(final_fault)?;
        let host = host_of(address);
        let sending = self.build(request, address, token)?.send();
        let response = match timeout(self.client_environment.limits.read, sending).await {
            Err(_) => return Err(broken(Fault::TimedOut { host }, Arrived::Perhaps)),
            Ok(Err(error)) => {
                let arrived = if error.is_connect() { Arrived::No } else { Arrived::Perhaps };
                return Err(broken(connection_fault(&error, &host), arrived));
            }
            Ok(Ok(response)) => response,
        };
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let read_at = self.client_environment.time.wall();
        self.compare_clocks(&headers);
        let reply = Reply { operation: request.operation(), host, status, headers, read_at };
        if reply.needs_no_body() {
            return classify(&reply, Vec::new());
        }
        match read_body(response, &self.client_environment.limits).await {
            Ok(body) => classify(&reply, body),
            Err(fault) => Err(reply.without_body(fault)),
        }
    }

    fn build(
        &self,
        request: &Request,
        address: &Url,
        token: &SecretString,
    ) -> Result<reqwest::RequestBuilder, Retryable> {
        let operation = request.operation();
        let method = match operation.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Patch => reqwest::Method::PATCH,
        };
        // A token that cannot stand in a header cannot be Loket's.
        let bearer = HeaderValue::try_from(format!("Bearer {}", token.expose_secret()));
        let mut bearer = bearer.map_err(|_| final_fault(Fault::SignedOut))?;
        bearer.set_sensitive(true);
        let sending = self.transport.http().request(method, address.clone());
        let sending = sending.header(ACCEPT, operation.accept()).header(AUTHORIZATION, bearer);
        Ok(match request.body() {
            Some(body) => sending.header(CONTENT_TYPE, "application/json").body(body.to_vec()),
            None => sending,
        })
    }

    /// Waits out a pause that Loket asked for, of whichever call.
    async fn keep_quiet(&self, request: &Request) -> Result<(), Fault> {
        let end = *self.quiet.lock();
        let Some((end, why)) = end else { return Ok(()) };
        let wait = end.saturating_duration_since(Instant::now());
        if wait > self.client_environment.limits.longest_pause {
            let since = self.client_environment.time.wall();
            return Err(Fault::Paused { operation: request.operation(), wait, since });
        }
        self.client_environment.wait_until(why, end).await;
        Ok(())
    }

    fn pause(&self, wait: Duration, why: Why) {
        let mut quiet = self.quiet.lock();
        let Some(end) = Instant::now().checked_add(wait) else { return };
        if quiet.is_none_or(|(before, _)| before < end) {
            *quiet = Some((end, why));
        }
    }

    /// Full jitter: anything from nothing to the longest wait of this try.
    fn spread(&self, next: u32) -> Duration {
        let fraction = self.client_environment.chance.fraction().clamp(0.0, 1.0);
        self.client_environment.limits.wait_before(next).mul_f64(fraction)
    }

    /// Between half of the longest pause of this try and all of it: who waits for nothing gains nothing here.
    fn unasked_pause(&self, next: u32) -> Duration {
        let fraction = self.client_environment.chance.fraction().clamp(0.0, 1.0);
        self.client_environment.limits.pause_before(next).mul_f64(f64::midpoint(1.0, fraction))
    }

    /// What is left to tell: a time to wait for only when Loket named one.
    fn paused(&self, request: &Request, fault: Fault, why: Why, wait: Duration) -> Fault {
        let operation = request.operation();
        match why {
            Why::TooManyCalls => {
                Fault::Paused { operation, wait, since: self.client_environment.time.wall() }
            }
            Why::BackingOff => Fault::TooManyCalls { operation },
            Why::ServerFault | Why::Connection => fault,
        }
    }

    fn compare_clocks(&self, headers: &HeaderMap) {
        let Some(theirs) = pause::date_of(headers) else { return };
        let ahead = theirs.duration_since(self.client_environment.time.wall()).as_secs();
        let allowed =
            i64::try_from(self.client_environment.limits.clock_difference.as_secs()).unwrap_or(i64::MAX);
        let differs = (ahead.saturating_abs() > allowed).then_some(ahead);
        *self.clock.lock() = differs;
        match differs {
            None if self.clock_reported.swap(false, Ordering::Relaxed) => {
                self.client_environment.watch.notice(Notice::ClockAgrees);
            }
            Some(seconds) if !self.clock_reported.swap(true, Ordering::Relaxed) => {
                self.client_environment.watch.notice(Notice::ClockDiffers { seconds });
            }
            None | Some(_) => {}
        }
    }
}

/// How often a call asks for a new token before the session counts as ended.
const RENEWALS: u32 = 2;

fn is_token_refused(sent: &Result<Answer, Retryable>) -> bool {
    matches!(sent, Err(Retryable { again: Again::WithNewToken, .. }))
}

/// A write of which nobody knows whether it was done.
fn uncertain(request: &Request, fault: &Fault) -> Fault {
    tracing::warn!(operation = request.operation().activity, %fault, "not known whether it was done");
    let request_id = match fault {
        Fault::ServerFault { request_id, .. } | Fault::Malformed { request_id, .. } => request_id.clone(),
        _ => None,
    };
    Fault::Uncertain { operation: request.operation(), request_id }
}

pub(crate) fn final_fault(fault: Fault) -> Retryable {
    Retryable { fault, again: Again::No }
}

/// A connection that failed. Trying again does not help against a wrong certificate, a proxy or a missing name.
fn broken(fault: Fault, arrived: Arrived) -> Retryable {
    let again = match fault {
        Fault::Insecure { .. } | Fault::ProxyRefuses | Fault::NoSuchHost { .. } => Again::No,
        _ => Again::IfRead(Why::Connection, arrived),
    };
    Retryable { fault, again }
}

impl Reply {
    /// An answer whose body did not come to its end. What was sent did arrive.
    fn without_body(self, fault: BodyFault) -> Retryable {
        let (operation, host) = (self.operation, self.host.clone());
        let request_id = self.request_id();
        let fault = match fault {
            BodyFault::TooLarge => Fault::TooLarge { operation },
            BodyFault::Garbled => Fault::Malformed { operation, request_id, line: 0, column: 0 },
            BodyFault::Broken => Fault::Unreachable { host },
            BodyFault::TooSlow => Fault::TimedOut { host },
        };
        // A body too large or garbled is so the next time too.
        let again = if fault.is_of_the_connection() || operation.kind() == Kind::Writes {
            Again::IfRead(Why::Connection, Arrived::Perhaps)
        } else {
            Again::No
        };
        Retryable { fault, again }
    }
}
