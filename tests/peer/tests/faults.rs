//! The faults are what they say, seen by a client that is not the program's.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use peer::{Act, Change, Peer, Visitor, on};
use serde_json::Value;

/// What comes back on a connection of its own, and whether it ended by an error.
fn raw(peer: &Peer, path: &str, token: &str) -> (Vec<u8>, bool) {
    let address = peer.url().replace("http://", "");
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    let head = format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nauthorization: Bearer {token}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut came = Vec::new();
    let mut part = [0; 4096];
    let begin = Instant::now();
    loop {
        if begin.elapsed() > Duration::from_secs(6) {
            return (came, true);
        }
        match stream.read(&mut part) {
            Ok(0) => return (came, false),
            Ok(length) => came.extend_from_slice(&part[..length]),
            Err(_) => return (came, true),
        }
    }
}

fn body(came: &[u8]) -> String {
    String::from_utf8_lossy(came).split_once("\r\n\r\n").map_or(String::new(), |(_, body)| body.to_owned())
}

#[test]
fn each_fault_is_what_it_says() {
    let peer = Peer::start().unwrap();
    let token = Visitor::default().token(&peer.url(), "oefenen").unwrap();
    let (whole, broken) = raw(&peer, "/user", &token);
    assert!(!broken);
    let length = body(&whole).len();

    let tampered = |act: Act| {
        peer.make_well();
        peer.script(on("GET", "/user").then(act));
        raw(&peer, "/user", &token)
    };
    let (came, broken) = tampered(Act::ResetInBody);
    assert!(broken && body(&came).len() < length, "half, and an error");
    let (came, broken) = tampered(Act::HangAfterHead);
    assert!(broken && body(&came).is_empty() && !came.is_empty(), "a head, and a time-out");
    let (came, broken) = tampered(Act::Never);
    assert!(broken && came.is_empty());
    let (came, _) = tampered(Act::Trickle(Duration::from_millis(100)));
    assert!(!body(&came).is_empty() && body(&came).len() < length);
    let (came, broken) = tampered(Act::Cut);
    assert!(!broken && serde_json::from_str::<Value>(&body(&came)).is_err());
    let (came, _) = tampered(Act::Change(Change::with_more("111222333", "1234.56")));
    assert!(body(&came).contains("111222333"));
    let (came, _) = tampered(Act::Change(Change::without("content")));
    assert!(!body(&came).contains("\"content\""));
    let (came, _) = tampered(Act::say(429).header("retry-after", "7"));
    assert!(came.starts_with(b"HTTP/1.1 429"));
    assert!(String::from_utf8_lossy(&came).contains("retry-after: 7"));
    peer.script(on("GET", "/").then(Act::Huge(3)));
    let long = Visitor::default().open(&format!("{}/", peer.url())).unwrap();
    assert_eq!(long.text.len(), 3 * 1024 * 1024);
    let (came, _) = tampered(Act::Bomb(40));
    assert!(came.len() < 1024 * 1024);
    let begin = Instant::now();
    tampered(Act::Late(Duration::from_millis(300)));
    assert!(begin.elapsed() > Duration::from_millis(300));
}

#[test]
fn a_rule_is_for_the_calls_it_names() {
    let peer = Peer::start().unwrap();
    peer.script(on("GET", "/.*").nth(2).then(Act::say(503)));
    let said = || Visitor::default().open(&format!("{}/", peer.url())).unwrap().status;
    assert_eq!([said(), said(), said()], [200, 503, 200]);
    assert_eq!(peer.count("GET", "/"), 3);
    assert_eq!(peer.count("POST", "/"), 0);
    peer.go_away();
    assert!(Visitor::default().open(&peer.url()).is_err());
    peer.come_back().unwrap();
    assert_eq!(said(), 200);
}

#[test]
fn what_is_secret_is_known_and_not_in_the_calls() {
    let peer = Peer::start().unwrap();
    let token = Visitor::default().token(&peer.url(), "oefenen").unwrap();
    raw(&peer, "/user", &token);
    let secrets = peer.secrets();
    assert_eq!(secrets.len(), 3, "a code and two tokens");
    assert!(secrets.contains(&token));
    let shown = format!("{:?}", peer.calls());
    assert!(secrets.iter().all(|secret| !shown.contains(secret)), "{shown}");
    assert!(peer.calls().last().unwrap().with_token);
}
