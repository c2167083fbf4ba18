//! Signing in: authorization code with PKCE for a desktop program, in the system's own browser.

mod page;
mod paste;
mod ports;
mod redirect_listener;

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use domain::connection::TakenPort;
use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;
use url::{Host, Url};

use crate::environment::Addresses;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::token::{Registration, TokenEndpoint, Tokens};
use crate::transport::Transport;
use ports::Way;
use redirect_listener::{CallbackCheck, RedirectListener};

/// How the browser's answer comes back, which depends on the address that the office registered at Loket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedirectMode {
    /// To this computer: the registered addresses, tried in order until a port is free. A web page among them serves when
    /// none is.
    Loopback(Vec<Url>),
    /// To a web page: the user copies the address of that page, or the code in it.
    WebPage(Url),
}

impl RedirectMode {
    /// The addresses that an office is advised to register. Windows keeps ranges of ports from 49152 on for itself, so
    /// they lie below.
    pub const ADVISED: [&str; 3] = [
        "http://127.0.0.1:29317/koppelwijzer",
        "http://127.0.0.1:31717/koppelwijzer",
        "http://127.0.0.1:38217/koppelwijzer",
    ];

    /// The addresses that were advised before, and that offices registered.
    pub const EARLIER_ADVISED: [&str; 3] = [
        "http://127.0.0.1:49317/koppelwijzer",
        "http://127.0.0.1:49717/koppelwijzer",
        "http://127.0.0.1:50217/koppelwijzer",
    ];

    /// The way back for these registered addresses: those of this computer when there are any, else the first.
    ///
    /// # Errors
    /// [`SignInFault::NoRedirect`] when none of them can be a way back.
    pub fn for_registered<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Result<Self, SignInFault> {
        let known: Vec<Url> = addresses.into_iter().filter_map(|text| Url::parse(text.trim()).ok()).collect();
        let usable: Vec<Url> = known.into_iter().filter(|url| is_loopback(url) || is_page(url)).collect();
        if usable.iter().any(is_loopback) {
            return Ok(Self::Loopback(usable));
        }
        usable.into_iter().next().map(Self::WebPage).ok_or(SignInFault::NoRedirect)
    }
}

/// Plain http, on this computer, with a port of its own.
fn is_loopback(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Ipv4(address)) => address == Ipv4Addr::LOCALHOST,
        Some(Host::Ipv6(address)) => address == Ipv6Addr::LOCALHOST,
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.scheme() == "http" && here && url.port().is_some() && url.query().is_none()
}

fn is_page(url: &Url) -> bool {
    url.scheme() == "https" && url.host().is_some()
}

/// The code that Loket gave the browser. It is worth a sign-in until it is exchanged.
#[derive(Debug, Clone)]
pub struct Code(SecretString);

impl Code {
    pub(crate) fn new(text: &str) -> Self {
        Self(SecretString::from(text.to_owned()))
    }
}

/// What was pasted, and who wants to know whether it served.
pub type Pasted = (String, oneshot::Sender<Result<(), SignInFault>>);

/// Why no code came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInFault {
    /// The user, or Loket, refused.
    #[error("refused")]
    Denied,
    /// Loket's sign-in page reports another error.
    #[error("the sign-in page reports {code}")]
    Refused {
        /// The error word of OAuth.
        code: String,
    },
    /// What was pasted belongs to another sign-in.
    #[error("of another sign-in")]
    WrongState,
    /// What was pasted holds no code.
    #[error("no code in what was pasted")]
    NoCode,
    /// The user did not come back in time.
    #[error("no answer in time; {rejected} answers of other sign-ins were refused")]
    TimedOut {
        /// How many answers were refused because they were of no or another sign-in.
        rejected: u32,
    },
    /// The user, or the closing of the program, ended it.
    #[error("cancelled")]
    Cancelled,
    /// Nothing listens on this computer: the address or code has to be pasted.
    #[error("nothing listens; paste the address")]
    PasteOnly,
    /// No registered address can be a way back.
    #[error("no registered address can be used")]
    NoRedirect,
    /// Other programs answer at every registered address: they would get the code.
    #[error("other programs answer at every registered address")]
    PortsTaken {
        /// The ports, and why none could be listened on.
        taken: Vec<TakenPort>,
    },
}

/// One attempt to sign in. Its listener accepts redirects as long as it lives, and serves one code.
pub struct SignIn {
    endpoint: TokenEndpoint,
    authorize: Url,
    redirect: Url,
    state: SecretString,
    verifier: PkceCodeVerifier,
    listener: Option<RedirectListener>,
    taken: Vec<TakenPort>,
    end: Instant,
}

impl SignIn {
    /// Prepares a sign-in. The listener accepts redirects when this returns: open the browser only then.
    ///
    /// # Errors
    /// [`SignInFault::NoRedirect`] when there is no address to come back to, [`SignInFault::PortsTaken`] when other
    /// programs answer at all of them.
    pub async fn begin(
        addresses: &Addresses,
        registration: &Registration,
        transport: &Transport,
        limits: &Limits,
        mode: &RedirectMode,
    ) -> Result<Self, SignInFault> {
        let Way { redirect, listeners, taken } = match mode {
            RedirectMode::Loopback(candidates) => ports::first_free(candidates).await?,
            RedirectMode::WebPage(page) => Way::pasting(page.clone(), vec![]),
        };
        let endpoint = TokenEndpoint::new(addresses, registration, transport, limits);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (authorize, state) = endpoint
            .oauth
            .clone()
            .set_redirect_uri(RedirectUrl::from_url(redirect.clone()))
            .authorize_url(CsrfToken::new_random)
            .add_scope(Scope::new("all".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let state = SecretString::from(state.into_secret());
        let listener =
            (!listeners.is_empty()).then(|| RedirectListener::open(listeners, &redirect, state.clone()));
        let end = Instant::now() + limits.sign_in;
        Ok(Self { endpoint, authorize, redirect, state, verifier, listener, taken, end })
    }

    /// The address to open in the browser. It holds nothing secret but the state of this attempt.
    pub fn authorize_url(&self) -> &Url {
        &self.authorize
    }

    /// Whether the answer comes by itself. If not, it has to be pasted.
    pub fn listens(&self) -> bool {
        self.listener.is_some()
    }

    /// Ports of registered addresses that could not be listened on.
    pub fn taken(&self) -> &[TakenPort] {
        &self.taken
    }

    /// How many answers were refused so far because they were of no or another sign-in.
    pub fn rejected(&self) -> u32 {
        self.listener.as_ref().map_or(0, RedirectListener::rejected)
    }

    /// Waits for the browser to come back, five minutes from `begin` at most.
    ///
    /// An answer with a wrong state is refused and does not end the wait: somebody else's answer must not be able
    /// to end the real sign-in. Cancelling closes the listener; pasting goes on being possible.
    ///
    /// # Errors
    /// Every [`SignInFault`] but those of pasting.
    pub async fn wait(&mut self, cancel: &CancellationToken) -> Result<Code, SignInFault> {
        let end = self.end;
        let Some(listener) = &mut self.listener else { return Err(SignInFault::PasteOnly) };
        let outcome = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(SignInFault::Cancelled),
            outcome = timeout_at(end, listener.outcome()) => {
                outcome.unwrap_or_else(|_| Err(SignInFault::TimedOut { rejected: listener.rejected() }))
            }
        };
        listener.close();
        outcome
    }

    /// Takes what the user copied: the whole address, or the bare code. The state is checked when it is there.
    ///
    /// # Errors
    /// [`SignInFault::NoCode`], [`SignInFault::WrongState`], [`SignInFault::Denied`], [`SignInFault::Refused`],
    /// [`SignInFault::TimedOut`].
    pub fn paste(&self, text: &str) -> Result<Code, SignInFault> {
        if Instant::now() >= self.end {
            return Err(SignInFault::TimedOut { rejected: self.rejected() });
        }
        paste::read(text, &self.state)
    }

    /// Waits for the browser and for what is pasted, whichever comes first. What holds no code of this attempt does not
    /// end the wait: who pasted it hears so.
    ///
    /// # Errors
    /// Every [`SignInFault`] but [`SignInFault::PasteOnly`].
    pub async fn wait_or_paste(
        &mut self,
        pasted: &mut mpsc::Receiver<Pasted>,
        cancel: &CancellationToken,
    ) -> Result<Code, SignInFault> {
        loop {
            let next = if self.listens() {
                tokio::select! {
                    biased;
                    next = pasted.recv() => next,
                    code = self.wait(cancel) => return code,
                }
            } else {
                tokio::select! {
                    biased;
                    () = cancel.cancelled() => None,
                    next = timeout_at(self.end, pasted.recv()) => {
                        next.map_err(|_| SignInFault::TimedOut { rejected: 0 })?
                    }
                }
            };
            let Some((text, reply)) = next else { return Err(SignInFault::Cancelled) };
            let outcome = self.paste(&text);
            // Who pasted may have gone; the code serves all the same.
            let _gone = reply.send(outcome.as_ref().map(|_| ()).map_err(Clone::clone));
            match outcome {
                Err(SignInFault::NoCode | SignInFault::WrongState) => {}
                other => return other,
            }
        }
    }

    /// Exchanges the code for tokens, and so uses this attempt up.
    ///
    /// # Errors
    /// [`Fault::SignInRefused`] when Loket does not take the code or the registration, and faults of the connection.
    pub async fn exchange(self, code: Code) -> Result<Tokens, Fault> {
        self.endpoint.exchange(&code.0, self.verifier, &self.redirect).await
    }
}

/// Compares without telling by its duration how much was right.
pub(crate) fn same_state(state: &SecretString, given: &str) -> bool {
    state.expose_secret().as_bytes().ct_eq(given.as_bytes()).into()
}

/// What a callback says, from its parameters. None when it is not of this sign-in.
pub(crate) fn outcome_of(
    parameters: &[(String, String)],
    state: &SecretString,
) -> Option<Result<Code, SignInFault>> {
    if !same_state(state, single(parameters, "state")?) {
        return None;
    }
    if let Some(error) = single(parameters, "error") {
        return Some(Err(match crate::token::plain_code(error) {
            code if code == "access_denied" => SignInFault::Denied,
            code => SignInFault::Refused { code },
        }));
    }
    let code = single(parameters, "code").filter(|code| paste::can_be_a_code(code))?;
    Some(Ok(Code::new(code)))
}

/// A parameter that is there exactly once.
pub(crate) fn single<'a>(parameters: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut found = parameters.iter().filter(|(known, _)| known == name);
    let first = found.next()?;
    found.next().is_none().then_some(first.1.as_str())
}

pub(crate) type Outcome = Result<Code, SignInFault>;
pub(crate) type OutcomeSender = oneshot::Sender<Outcome>;
pub(crate) type SharedCheck = Arc<CallbackCheck>;
