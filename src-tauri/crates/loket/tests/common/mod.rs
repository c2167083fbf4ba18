//! A client on a Loket of this computer, with clocks and chance that the test sets.

#![allow(dead_code)] // Each test file is a program of its own and uses a part.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use loket::session::Stored;
use loket::{
    Addresses, Chance, Client, ClientEnvironment, Limits, Notice, Registration, Session, StoreFault, Time,
    TokenStore, Tokens, Transport, Watch,
};
use secrecy::{ExposeSecret, SecretString};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Clocks that stand still until they are moved. The wall clock starts right, as the servers of the tests send dates.
pub struct TestTime(Mutex<(Duration, Timestamp)>);

impl TestTime {
    pub fn new() -> Self {
        Self(Mutex::new((Duration::from_secs(1000), Timestamp::now())))
    }

    pub fn run(&self, span: Duration) {
        let mut both = self.0.lock().expect("clock");
        both.0 += span;
        both.1 += span;
    }

    pub fn set_wall(&self, by: SignedDuration) {
        self.0.lock().expect("clock").1 += by;
    }
}

impl Time for TestTime {
    fn monotonic(&self) -> Duration {
        self.0.lock().expect("clock").0
    }

    fn wall(&self) -> Timestamp {
        self.0.lock().expect("clock").1
    }
}

/// Always the longest wait.
pub struct Longest;

impl Chance for Longest {
    fn fraction(&self) -> f64 {
        1.0
    }
}

/// Collects the notices.
#[derive(Default)]
pub struct Notices(pub Mutex<Vec<Notice>>);

impl Notices {
    pub fn all(&self) -> Vec<Notice> {
        self.0.lock().expect("notices").clone()
    }
}

impl Watch for Notices {
    fn notice(&self, notice: Notice) {
        self.0.lock().expect("notices").push(notice);
    }
}

/// A keychain in memory that can be out of order.
#[derive(Default)]
pub struct Keychain {
    pub kept: Mutex<Vec<String>>,
    pub broken: Mutex<bool>,
    pub slow: Mutex<Duration>,
}

impl Keychain {
    pub fn newest(&self) -> Option<String> {
        self.kept.lock().expect("kept").last().cloned()
    }
}

impl TokenStore for Keychain {
    fn put<'a>(&'a self, refresh: &'a SecretString) -> Stored<'a> {
        let slow = *self.slow.lock().expect("slow");
        Box::pin(async move {
            tokio::time::sleep(slow).await;
            if *self.broken.lock().expect("broken") {
                return Err(StoreFault);
            }
            self.kept.lock().expect("kept").push(refresh.expose_secret().to_owned());
            Ok(())
        })
    }
}

/// Pauses short enough for a test, and bounds that only what hangs comes to: a busy machine does not.
pub fn short() -> Limits {
    Limits {
        connect: Duration::from_secs(30),
        read: Duration::from_secs(30),
        first_wait: Duration::from_millis(5),
        longest_wait: Duration::from_millis(20),
        first_pause: Duration::from_millis(5),
        longest_unasked_pause: Duration::from_millis(40),
        sign_in: Duration::from_mins(1),
        ..Limits::default()
    }
}

/// As [`short`], for a test that sits out a silence; tried twice.
pub fn hasty() -> Limits {
    Limits { read: Duration::from_millis(1500), tries: 2, ..short() }
}

pub struct Fixture {
    pub client: Client,
    pub notices: Arc<Notices>,
    pub time: Arc<TestTime>,
    pub keychain: Arc<Keychain>,
    pub addresses: Addresses,
}

pub fn registration() -> Registration {
    Registration { id: "client-1".into(), secret: Some(SecretString::from("client-secret-1")) }
}

pub fn tokens(access: &str, refresh: Option<&str>) -> Tokens {
    Tokens {
        access: SecretString::from(access),
        refresh: refresh.map(SecretString::from),
        lives: Duration::from_secs(3599),
    }
}

/// A signed-in client: access token `A1`, refresh token `R1`.
pub async fn fixture(base: &str) -> Fixture {
    fixture_with(base, short()).await
}

pub async fn fixture_with(base: &str, limits: Limits) -> Fixture {
    let addresses = Addresses::from_loopback(base).expect("loopback");
    let (notices, time, keychain) =
        (Arc::new(Notices::default()), Arc::new(TestTime::new()), Arc::new(Keychain::default()));
    let client_environment = ClientEnvironment {
        time: time.clone(),
        chance: Arc::new(Longest),
        watch: notices.clone(),
        limits: limits.clone(),
    };
    let transport = Transport::new(&addresses, &limits).expect("transport");
    let session = Session::start(
        &addresses,
        &registration(),
        &transport,
        tokens("A1", Some("R1")),
        keychain.clone(),
        client_environment.clone(),
    )
    .await;
    let client = Client::new(addresses.clone(), transport, session, client_environment);
    Fixture { client, notices, time, keychain, addresses }
}

/// One thing that a raw server does on a connection.
#[derive(Clone)]
pub enum Act {
    Send(Vec<u8>),
    /// Sends the same byte again and again, with a pause between.
    Trickle(Duration),
    /// Does nothing for a while.
    Pause(Duration),
    /// Breaks the connection off, so that the other side notices a reset.
    Reset,
}

/// A server that speaks bytes, not HTTP. Every connection takes the next script; the last one is used on.
pub struct Raw {
    pub base: String,
    pub heads: Arc<Mutex<Vec<String>>>,
    pub calls: Arc<AtomicUsize>,
}

impl Raw {
    pub async fn start(scripts: Vec<Vec<Act>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
        let base = format!("http://{}", listener.local_addr().expect("address"));
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let calls: Arc<AtomicUsize> = Arc::default();
        let (seen, count) = (Arc::clone(&heads), Arc::clone(&calls));
        tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { return };
                let number = count.fetch_add(1, Ordering::SeqCst);
                let script = scripts[number.min(scripts.len() - 1)].clone();
                tokio::spawn(play(stream, script, Arc::clone(&seen)));
            }
        });
        Self { base, heads, calls }
    }

    pub fn count(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }
}

async fn play(mut stream: TcpStream, script: Vec<Act>, heads: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    let mut part = [0_u8; 4096];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(length) if length > 0 => head.extend_from_slice(&part[..length]),
            _ => return,
        }
    }
    heads.lock().expect("heads").push(String::from_utf8_lossy(&head).into_owned());
    for act in script {
        match act {
            Act::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::Trickle(pause) => {
                while stream.write_all(b" ").await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
                return;
            }
            Act::Pause(pause) => tokio::time::sleep(pause).await,
            Act::Reset => {
                #[allow(deprecated)] // The way tokio offers; the socket is closed right after.
                let _set = stream.set_linger(Some(Duration::ZERO));
                return;
            }
        }
    }
    let _closed = stream.shutdown().await;
}

/// A whole answer.
pub fn reply(status: &str, headers: &str, body: &[u8]) -> Act {
    let mut bytes =
        format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    Act::Send(bytes)
}

pub const JSON: &str = "content-type: application/json; charset=utf-8\r\n";
