//! The listener on this computer that the browser comes back to.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, REFERRER_POLICY,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use parking_lot::Mutex;
use secrecy::SecretString;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::AbortHandle;
use tokio::time::timeout;
use url::Url;

use super::page::{self, Page};
use super::{Outcome, OutcomeSender, SharedCheck, SignInFault, outcome_of};

/// Browsers open a few connections; anything beyond that is not a browser.
const CONNECTIONS: usize = 16;
/// For one connection from its first byte to the page.
const CONNECTION_LIFE: Duration = Duration::from_secs(10);

/// The open listener. Closed when dropped.
pub(crate) struct RedirectListener {
    outcome: oneshot::Receiver<Outcome>,
    check: SharedCheck,
    accepting: Vec<AbortHandle>,
}

/// What decides who may pass.
pub(crate) struct CallbackCheck {
    path: String,
    hosts: [String; 3],
    state: SecretString,
    outcome_sender: Mutex<Option<OutcomeSender>>,
    rejected: AtomicU32,
}

impl RedirectListener {
    pub(crate) fn open(listeners: Vec<TcpListener>, redirect: &Url, state: SecretString) -> Self {
        let (outcome_sender, outcome) = oneshot::channel();
        let port = redirect.port().unwrap_or_default();
        let check = Arc::new(CallbackCheck {
            path: redirect.path().to_owned(),
            hosts: ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}")),
            state,
            outcome_sender: Mutex::new(Some(outcome_sender)),
            rejected: AtomicU32::new(0),
        });
        let accept = |listener| tokio::spawn(accept(listener, Arc::clone(&check))).abort_handle();
        let accepting = listeners.into_iter().map(accept).collect();
        Self { outcome, check, accepting }
    }

    pub(crate) async fn outcome(&mut self) -> Outcome {
        (&mut self.outcome).await.unwrap_or(Err(SignInFault::Cancelled))
    }

    pub(crate) fn rejected(&self) -> u32 {
        self.check.rejected.load(Ordering::Relaxed)
    }

    /// Nothing passes any more; later requests get 404 until the listener is dropped.
    pub(crate) fn close(&mut self) {
        self.check.take_outcome_sender();
        self.outcome.close();
    }
}

impl Drop for RedirectListener {
    fn drop(&mut self) {
        // Connections go on by themselves, so that the last page still reaches the browser.
        self.accepting.iter().for_each(AbortHandle::abort);
    }
}

async fn accept(listener: TcpListener, check: SharedCheck) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let check = Arc::clone(&check);
        tokio::spawn(async move {
            let _ended = timeout(CONNECTION_LIFE, serve(stream, check)).await;
            drop(place);
        });
    }
}

async fn serve(stream: TcpStream, check: SharedCheck) {
    let answer = service_fn(move |request| {
        let page = check.answer(&request);
        async move { Ok::<_, Infallible>(response(page)) }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(5))
        .max_buf_size(16 * 1024)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), answer)
        .await;
    if served.is_err() {
        tracing::debug!("a request to the sign-in listener broke off early");
    }
}

impl CallbackCheck {
    /// Decides on one request.
    fn answer(&self, request: &Request<Incoming>) -> Page {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        let expected = host.is_some_and(|host| self.hosts.iter().any(|known| known == host));
        let here = request.method() == Method::GET && request.uri().path() == self.path;
        if !expected || !here || self.is_closed() {
            return Page::NotFound;
        }
        let query = request.uri().query().unwrap_or_default();
        let parameters: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let Some(outcome) = outcome_of(&parameters, &self.state) else {
            self.rejected.fetch_add(1, Ordering::Relaxed);
            tracing::warn!("an answer with a wrong state was refused; the sign-in goes on");
            return Page::Rejected;
        };
        let page = match &outcome {
            Ok(_) => Page::Done,
            Err(SignInFault::Denied) => Page::Denied,
            Err(_) => Page::Refused,
        };
        // Whoever takes the sender is the one; everybody after that finds nothing.
        let sent =
            self.take_outcome_sender().is_some_and(|outcome_sender| outcome_sender.send(outcome).is_ok());
        if sent { page } else { Page::NotFound }
    }

    fn is_closed(&self) -> bool {
        self.outcome_sender.lock().is_none()
    }

    fn take_outcome_sender(&self) -> Option<OutcomeSender> {
        self.outcome_sender.lock().take()
    }
}

fn response(page: Page) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(page.html())));
    *response.status_mut() = match page {
        Page::Done | Page::Denied | Page::Refused => StatusCode::OK,
        Page::Rejected => StatusCode::BAD_REQUEST,
        Page::NotFound => StatusCode::NOT_FOUND,
    };
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, page::POLICY),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (CONNECTION, "close"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, hyper::header::HeaderValue::from_static(value));
    }
    response
}
