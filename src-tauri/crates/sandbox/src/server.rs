//! Serving: the router, and a sandbox on a thread of its own.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use tokio::sync::oneshot;

use crate::state::{Options, State};
use crate::{api, control_panel, local, oauth};

/// Everything the sandbox answers. Tests wrap this when they want faults around it.
pub fn router(state: State) -> Router {
    Router::new()
        .merge(api::routes())
        .merge(oauth::routes())
        .merge(control_panel::routes())
        .layer(from_fn_with_state(state.clone(), wait))
        .layer(from_fn(local::only_local))
        .with_state(state)
}

/// Waits as long as the options ask.
async fn wait(
    axum::extract::State(state): axum::extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let latency = state.options().latency;
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    next.run(request).await
}

/// A sandbox that runs until it is dropped.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts on 127.0.0.1, on a thread and a runtime of its own.
    ///
    /// # Errors
    /// When the port is taken or no thread can be started.
    pub fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("sandbox".to_owned()).spawn(move || {
            let router = router(State::new(options));
            runtime.block_on(async move {
                match tokio::net::TcpListener::from_std(listener) {
                    Ok(listener) => tokio::select! {
                        _ = axum::serve(listener, router) => {}
                        _ = stopped => {}
                    },
                    Err(fault) => tracing::error!(kind = ?fault.kind(), "the sandbox cannot listen"),
                }
            });
            // Open connections do not keep it: dropping the runtime ends them.
        })?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens, as `http://127.0.0.1:PORT`: the base of the interface, of /authorize and of /token.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Sandbox {
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
