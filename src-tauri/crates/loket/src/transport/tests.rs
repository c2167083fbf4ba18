//! Secure connections that must be refused, proxies, and names without an address.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use secrecy::SecretString;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;
use crate::operation::GET_USER;
use crate::session::Stored;
use crate::{Client, ClientEnvironment, Registration, Request, Session, TokenStore, Tokens};

struct Forgetful;

impl TokenStore for Forgetful {
    fn put<'a>(&'a self, _: &'a SecretString) -> Stored<'a> {
        Box::pin(async { Ok(()) })
    }
}

/// Calls once, and gives the fault when there is one.
async fn call(base: &str, extra: Extra) -> Result<(), Fault> {
    let limits = Limits { connect: Duration::from_secs(3), tries: 1, ..Limits::default() };
    let addresses = Addresses::at_https(base);
    let transport = Transport::with(&addresses, &limits, extra).expect("transport");
    let client_environment = ClientEnvironment { limits, ..ClientEnvironment::default() };
    let registration = Registration { id: "client-1".into(), secret: None };
    let access = SecretString::from("canary-token");
    let tokens = Tokens { access, refresh: None, lives: Duration::from_hours(1) };
    let (store, given) = (Arc::new(Forgetful), client_environment.clone());
    let session = Session::start(&addresses, &registration, &transport, tokens, store, given).await;
    let client = Client::new(addresses, transport, session, client_environment);
    client.call(&Request::new(GET_USER)).await.map(|_| ())
}

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: CertificateDer<'static>,
}

fn authority() -> Authority {
    let key = KeyPair::generate().expect("key");
    let mut params = CertificateParams::new(Vec::new()).expect("params");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = params.self_signed(&key).expect("root").der().clone();
    Authority { issuer: Issuer::new(params, key), root }
}

/// What a server shows: a certificate and its key.
type Shown = (CertificateDer<'static>, PrivateKeyDer<'static>);

fn shown(authority: Option<&Authority>, host: &str, until: i32) -> Shown {
    let key = KeyPair::generate().expect("key");
    let mut params = CertificateParams::new(vec![host.to_owned()]).expect("params");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let certificate = match authority {
        Some(authority) => params.signed_by(&key, &authority.issuer).expect("signed"),
        None => params.self_signed(&key).expect("signed"),
    };
    (certificate.der().clone(), PrivateKeyDer::try_from(key.serialize_der()).expect("key"))
}

/// A secure server on this computer, and how many requests it read.
async fn serve(shown: Shown) -> (String, Arc<AtomicUsize>) {
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("versions").with_no_client_auth().with_single_cert(vec![shown.0], shown.1);
    let acceptor = TlsAcceptor::from(Arc::new(config.expect("certificate")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
    let base = format!("https://localhost:{}", listener.local_addr().expect("address").port());
    let requests: Arc<AtomicUsize> = Arc::default();
    let count = Arc::clone(&requests);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            if !head(&mut stream).await.is_empty() {
                count.fetch_add(1, Ordering::SeqCst);
            }
            let answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
            let _sent = stream.write_all(answer).await;
        }
    });
    (base, requests)
}

async fn head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let (mut head, mut part) = (Vec::new(), [0_u8; 2048]);
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut part).await {
            Ok(length) if length > 0 => head.extend_from_slice(&part[..length]),
            _ => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// A server that reads something and answers these bytes.
async fn answers(bytes: &'static [u8]) -> (u16, tokio::sync::mpsc::Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("port");
    let port = listener.local_addr().expect("address").port();
    let (sender, received) = tokio::sync::mpsc::channel(4);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes_read = [0_u8; 4096];
            let length = stream.read(&mut bytes_read).await.unwrap_or_default();
            let _sent = sender.send(bytes_read[..length].to_vec()).await;
            let _sent = stream.write_all(bytes).await;
            let _end = stream.shutdown().await;
        }
    });
    (port, received)
}

fn insecure() -> Result<(), Fault> {
    Err(Fault::Insecure { host: "localhost".into() })
}

fn trusting(authority: &Authority) -> Extra {
    Extra { roots: vec![authority.root.clone()], proxy: None }
}

#[tokio::test]
async fn a_certificate_in_order_is_taken() {
    let authority = authority();
    let (base, requests) = serve(shown(Some(&authority), "localhost", 2090)).await;
    assert_eq!(call(&base, trusting(&authority)).await, Ok(()));
    assert_eq!(requests.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let authority = authority();
    let (base, requests) = serve(shown(Some(&authority), "localhost", 2021)).await;
    assert_eq!(call(&base, trusting(&authority)).await, insecure());
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_certificate_of_another_host_is_refused() {
    let authority = authority();
    let (base, requests) = serve(shown(Some(&authority), "loket.example", 2090)).await;
    assert_eq!(call(&base, trusting(&authority)).await, insecure());
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_self_signed_certificate_is_refused() {
    let (base, requests) = serve(shown(None, "localhost", 2090)).await;
    assert_eq!(call(&base, Extra::default()).await, insecure());
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_authority_that_the_system_does_not_know_is_refused() {
    let (base, requests) = serve(shown(Some(&authority()), "localhost", 2090)).await;
    assert_eq!(call(&base, Extra::default()).await, insecure());
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_old_tls_and_no_tls_at_all_are_refused() {
    // A ServerHello of TLS 1.0, the alert "protocol version", and plain HTTP.
    const OLD: &[u8] = &[
        0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
        19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 0, 0, 0x2f, 0,
    ];
    for bytes in [OLD, &[0x15, 3, 1, 0, 2, 2, 70], b"HTTP/1.1 200 OK\r\n\r\n"] {
        let (port, mut received) = answers(bytes).await;
        assert_eq!(call(&format!("https://localhost:{port}"), Extra::default()).await, insecure());
        let sent = received.recv().await.expect("hello");
        assert!(!String::from_utf8_lossy(&sent).contains("canary-token"));
    }
}

#[tokio::test]
async fn a_real_environment_is_never_called_without_tls() {
    let (port, mut received) = answers(b"HTTP/1.1 200 OK\r\n\r\n").await;
    assert!(call(&format!("http://127.0.0.1:{port}"), Extra::default()).await.is_err());
    assert!(received.try_recv().is_err());
}

#[tokio::test]
async fn a_proxy_that_wants_a_sign_in_before_it_tunnels_is_named() {
    let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Negotiate\r\n\r\n";
    let (port, mut received) = answers(refusal).await;
    let proxy = Url::parse(&format!("http://127.0.0.1:{port}")).ok();
    let fault = call("https://api.loket.example", Extra { roots: Vec::new(), proxy }).await;
    assert_eq!(fault, Err(Fault::ProxyRefuses));
    let sent = String::from_utf8_lossy(&received.recv().await.expect("head")).into_owned();
    assert!(sent.starts_with("CONNECT api.loket.example:443") && !sent.contains("canary-token"), "{sent}");
}

#[tokio::test]
async fn a_host_without_an_address_is_named() {
    let limits = Limits::default();
    let addresses = Addresses::from_loopback("http://127.0.0.1:9").expect("loopback");
    let transport = Transport::new(&addresses, &limits).expect("transport");
    // A label longer than DNS allows fails without asking anybody.
    let host = format!("{}.example", "x".repeat(64));
    let error = transport.http().get(format!("http://{host}/")).send().await.expect_err("no address");
    assert_eq!(connection_fault(&error, "other"), Fault::NoSuchHost { host });
}
