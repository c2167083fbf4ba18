//! A sandbox over a real connection: it answers, waits as long as asked, and stops when it is dropped.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use sandbox::{Options, Sandbox};

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
    let sandbox =
        Sandbox::start(Options { latency: Duration::from_millis(80), ..Options::default() }).unwrap();
    let url = sandbox.url();
    let begun = Instant::now();
    assert!(ask(&url).unwrap().starts_with("HTTP/1.1 401"));
    assert!(begun.elapsed() >= Duration::from_millis(80));
    let open = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let begun = Instant::now();
    drop(sandbox);
    assert!(begun.elapsed() < Duration::from_secs(5), "an open connection does not keep it");
    drop(open);
    assert!(ask(&url).is_err());
}

#[test]
fn a_taken_port_is_an_error() {
    let sandbox = Sandbox::start(Options::default()).unwrap();
    let port = sandbox.url().rsplit(':').next().unwrap().parse().unwrap();
    assert!(Sandbox::start(Options { port, ..Options::default() }).is_err());
}
