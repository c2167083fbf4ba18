//! A practice Loket over a real connection: it answers, waits as long as asked, and stops when it is dropped.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use practice::{Options, Practice};

fn ask(url: &str) -> std::io::Result<String> {
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET /user HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn it_serves_until_it_is_dropped() {
    let practice =
        Practice::start(Options { latency: Duration::from_millis(80), ..Options::default() }).unwrap();
    let url = practice.url();
    let begun = Instant::now();
    assert!(ask(&url).unwrap().starts_with("HTTP/1.1 401"));
    assert!(begun.elapsed() >= Duration::from_millis(80));
    let open = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let begun = Instant::now();
    drop(practice);
    assert!(begun.elapsed() < Duration::from_secs(5), "an open connection does not keep it");
    drop(open);
    assert!(ask(&url).is_err());
}

#[test]
fn a_taken_port_is_an_error() {
    let practice = Practice::start(Options::default()).unwrap();
    let port = practice.url().rsplit(':').next().unwrap().parse().unwrap();
    assert!(Practice::start(Options { port, ..Options::default() }).is_err());
}
