//! A practice Loket with faults around it, and a browser that walks its pages.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, StatusCode, header};
use axum::middleware::{Next, from_fn};
use practice::{Options, State, router};
use reqwest::redirect::Policy;
use tokio::runtime::Runtime;
use url::Url;

const PASSWORD: &str = "Oefenen-2026";

/// What happens to a call instead of being answered.
#[derive(Clone)]
pub enum Fault {
    /// It is refused with this status and these words of JSON.
    Answer(u16, &'static str),
    /// It is carried out, and the connection breaks off before the answer.
    Lost,
    /// It is carried out, and the answer comes this much later.
    Late(Duration),
}

/// A fault for calls with this method whose path holds this, so many times.
struct Trap {
    method: &'static str,
    path: String,
    fault: Fault,
    times: u32,
}

#[derive(Default)]
struct Seen {
    traps: Vec<Trap>,
    calls: Vec<(String, String)>,
}

/// A practice Loket that can stop and start again on its own port.
pub struct Loket {
    state: State,
    seen: Arc<Mutex<Seen>>,
    address: SocketAddr,
    runtime: Option<Runtime>,
}

impl Loket {
    pub fn start() -> Self {
        let state = State::new(Options::default());
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut loket = Self { state, seen: Arc::default(), address, runtime: None };
        loket.resume();
        loket
    }

    /// Starts again after [`Loket::stop`]: the same office, the same port.
    pub fn resume(&mut self) {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let inside = runtime.enter();
        let listener = std::net::TcpListener::bind(self.address).unwrap();
        listener.set_nonblocking(true).unwrap();
        self.address = listener.local_addr().unwrap();
        let seen = Arc::clone(&self.seen);
        let router = router(self.state.clone())
            .layer(from_fn(move |request, next| around(Arc::clone(&seen), request, next)));
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        runtime.spawn(async move { axum::serve(listener, router).await });
        drop(inside);
        self.runtime = Some(runtime);
    }

    /// Nothing is there any more: every connection ends.
    pub fn stop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        // The port is free once the threads noticed.
        while std::net::TcpStream::connect(self.address).is_ok() {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn trap(&self, method: &'static str, path: &str, fault: Fault, times: u32) {
        self.seen.lock().unwrap().traps.push(Trap { method, path: path.to_owned(), fault, times });
    }

    /// How many calls with this method came, whose path holds this.
    pub fn count(&self, method: &str, path: &str) -> usize {
        let seen = self.seen.lock().unwrap();
        seen.calls.iter().filter(|(how, what)| how == method && what.contains(path)).count()
    }

    /// Presses a button of the trainee's pages.
    pub async fn press(&self, fields: &[(&str, &str)]) {
        let answer = plain().post(format!("{}/oefenen", self.url())).form(fields).send().await.unwrap();
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
    }

    /// Gives or takes a right.
    pub async fn right(&self, employer: u16, user: u32, right: &str) {
        self.press(&[
            ("wat", "recht"),
            ("werkgever", &employer.to_string()),
            ("gebruiker", &user.to_string()),
            ("ding", right),
        ])
        .await;
    }
}

impl Drop for Loket {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn around(seen: Arc<Mutex<Seen>>, request: Request, next: Next) -> Response<Body> {
    let trap = {
        let mut seen = seen.lock().unwrap();
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        seen.calls.push((method.clone(), path.clone()));
        let trap = seen
            .traps
            .iter_mut()
            .find(|trap| trap.times > 0 && trap.method == method && path.contains(&trap.path));
        trap.map(|trap| {
            trap.times -= 1;
            trap.fault.clone()
        })
    };
    match trap {
        None => next.run(request).await,
        Some(Fault::Answer(status, words)) => Response::builder()
            .status(StatusCode::from_u16(status).unwrap())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(words))
            .unwrap(),
        Some(Fault::Late(span)) => {
            let answer = next.run(request).await;
            tokio::time::sleep(span).await;
            answer
        }
        Some(Fault::Lost) => {
            next.run(request).await;
            // Unwinding out of the connection's task closes it without a word.
            std::panic::resume_unwind(Box::new("the answer is lost"))
        }
    }
}

fn plain() -> reqwest::Client {
    // The client asks for one, though nothing here is encrypted; another test may have been first.
    let _installed = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(Policy::none()).no_proxy().build().unwrap()
}

/// What the user does on the page that asks for consent.
#[derive(Clone, Copy)]
pub enum Consent {
    Allow,
    Refuse,
}

/// Walks the pages from the address that the app opens; gives the address to which the browser is sent back.
pub async fn walk(address: &str, user: &str, consent: Consent) -> Url {
    let browser = plain();
    let asked = Url::parse(address).unwrap();
    let page = browser.get(asked.clone()).send().await.unwrap();
    assert_eq!(page.status(), 200, "the sign-in page");
    let mut fields: BTreeMap<String, String> = asked.query_pairs().into_owned().collect();
    fields.insert("gebruikersnaam".into(), user.into());
    fields.insert("wachtwoord".into(), PASSWORD.into());
    let page = browser.post(asked.join("/authorize").unwrap()).form(&fields).send().await.unwrap();
    let page = page.text().await.unwrap();
    let ticket = page.split("name=\"kaartje\" value=\"").nth(1).expect(&page).split('"').next().unwrap();
    let answer = match consent {
        Consent::Allow => "toestaan",
        Consent::Refuse => "weigeren",
    };
    let fields = [("kaartje", ticket), ("antwoord", answer)];
    let sent = browser.post(asked.join("/toestemming").unwrap()).form(&fields).send().await.unwrap();
    assert_eq!(sent.status(), 303);
    Url::parse(sent.headers()["location"].to_str().unwrap()).unwrap()
}

/// Goes through the doorway of the app.
pub async fn arrive(address: Url) -> u16 {
    plain().get(address).send().await.unwrap().status().as_u16()
}
