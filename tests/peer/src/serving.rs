//! Listening, and the way of a call through the script.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::{self, JoinHandle};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Given};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state, map_request};
use axum::response::Response;
use axum::serve::ListenerExt;
use serde_json::Value;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;

use crate::act::Act;
use crate::call::{Call, is_sign_in};
use crate::secure::SecureListener;
use crate::{Shared, lock};

/// A listener on a thread of its own, until dropped.
pub(crate) struct Serving {
    port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Serving {
    /// With `secure` only over TLS.
    pub fn start(port: u16, shared: &Arc<Shared>, secure: Option<TlsAcceptor>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let mut router = sandbox::router(shared.state.clone())
            .layer(from_fn_with_state(Arc::clone(shared), through_the_script));
        if secure.is_some() {
            router = router.layer(map_request(by_its_own_name));
        }
        let thread = thread::Builder::new().name("peer".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                // A connection that ends unfinished is reset, as by a router that lost it.
                let listener = listener.tap_io(|stream| {
                    let _ = stream.set_zero_linger();
                });
                let serve = async {
                    match secure {
                        Some(acceptor) => {
                            drop(axum::serve(SecureListener::new(listener, acceptor), router).await);
                        }
                        None => drop(axum::serve(listener, router).await),
                    }
                };
                tokio::select! {
                    () = serve => {}
                    _ = stopped => {}
                }
            });
            // What still waits or proxies is not waited for.
            runtime.shutdown_background();
        })?;
        Ok(Self { port, stop: Some(stop), thread: Some(thread) })
    }

    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have ended by itself.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The sandbox answers to this computer's name only; over TLS it goes by another.
async fn by_its_own_name(mut request: Request) -> Request {
    request.headers_mut().insert(header::HOST, HeaderValue::from_static("localhost"));
    request
}

async fn through_the_script(Given(shared): Given<Arc<Shared>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let call = Call::read(&parts, &body);
    let mut act = shared.act_on(&call);
    lock(&shared.calls).push(call.clone());
    let _under_way = UnderWay::begin(&shared);
    if let Act::Late(wait) = act {
        tokio::time::sleep(wait).await;
        act = Act::PassOn;
    }
    if shared.ran_out(&parts) {
        act = Act::say(401);
    }
    let elsewhere = lock(&shared.elsewhere).clone();
    if let Some(elsewhere) = elsewhere {
        if is_sign_in(&call.path) {
            let answer = act.carry_out(elsewhere.pass_on(parts, body)).await;
            return shared.overhear(&call, answer).await;
        }
        elsewhere.translate(&mut parts, &lock(&shared.secrets));
    }
    let answer = act.carry_out(next.run(Request::from_parts(parts, Body::from(body)))).await;
    shared.overhear(&call, answer).await
}

/// A call that is not answered yet, for as long as this lives.
struct UnderWay(Arc<Shared>);

impl UnderWay {
    fn begin(shared: &Arc<Shared>) -> Self {
        shared.under_way.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(shared))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Shared {
    /// Whether this call comes with a token that no longer counts.
    fn ran_out(&self, parts: &Parts) -> bool {
        let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = bearer.and_then(|bearer| bearer.strip_prefix("Bearer "));
        let ran_out = token.is_some_and(|token| lock(&self.ran_out).iter().any(|old| old == token));
        if ran_out {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        ran_out
    }

    /// The newest rule that is for this call; every rule that fits counts it.
    fn act_on(&self, call: &Call) -> Act {
        let mut rules = lock(&self.rules);
        let acts: Vec<Act> = rules.iter_mut().filter_map(|rule| rule.apply(call)).collect();
        acts.into_iter().next_back().unwrap_or(Act::PassOn)
    }

    /// Remembers the secrets in an answer of signing in.
    async fn overhear(&self, call: &Call, answer: Response) -> Response {
        if let Some(place) = answer.headers().get("location").and_then(|place| place.to_str().ok())
            && let Some((_, code)) = url::Url::parse(place).ok().and_then(|place| {
                place
                    .query_pairs()
                    .find(|(name, _)| name == "code")
                    .map(|(a, b)| (a.into_owned(), b.into_owned()))
            })
        {
            lock(&self.secrets).push(code);
        }
        if call.path != "/token" {
            return answer;
        }
        let (head, body) = answer.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return Response::from_parts(head, Body::empty());
        };
        if let Ok(answer) = serde_json::from_slice::<Value>(&body) {
            let found = ["access_token", "refresh_token"].iter().filter_map(|name| answer[*name].as_str());
            lock(&self.secrets).extend(found.map(str::to_owned));
        }
        Response::from_parts(head, Body::from(body))
    }
}
