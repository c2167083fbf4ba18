//! Finding a redirect address that this program, and no other, answers.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use domain::connection::{PortFault, TakenPort};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use url::{Host, Url};

use super::{SignInFault, is_loopback, is_page};

/// The error of Windows for a port in a range that it keeps for itself.
const WSAEACCES: i32 = 10013;
/// How long a program has to take a connection before nothing counts as listening.
const ANSWERS_WITHIN: Duration = Duration::from_millis(500);

/// A way back from the browser.
pub(crate) struct Way {
    pub(crate) redirect: Url,
    /// What listens there. Empty: the answer has to be pasted.
    pub(crate) listeners: Vec<TcpListener>,
    pub(crate) taken: Vec<TakenPort>,
}

impl Way {
    /// A way on which the user copies the address that the browser shows.
    pub(crate) fn pasting(redirect: Url, taken: Vec<TakenPort>) -> Self {
        Self { redirect, listeners: vec![], taken }
    }
}

/// Listens on the first address whose port is free. When none is, the answer has to be pasted: from a registered web page,
/// or from an address at which nothing answers, so that the browser shows that and keeps the address in its bar.
///
/// # Errors
/// [`SignInFault::PortsTaken`] when other programs answer at all of them: one of those would get the code.
pub(crate) async fn first_free(candidates: &[Url]) -> Result<Way, SignInFault> {
    let mut taken = vec![];
    for candidate in candidates.iter().filter(|url| is_loopback(url)) {
        match listen(candidate).await {
            Ok((redirect, listeners)) => return Ok(Way { redirect, listeners, taken }),
            Err(error) => {
                let (port, why) = (candidate.port().unwrap_or_default(), why(&error));
                tracing::info!(port, ?why, kind = %error.kind(), "the port cannot be listened on");
                taken.push(TakenPort { port, why });
            }
        }
    }
    if let Some(page) = candidates.iter().find(|url| is_page(url)) {
        return Ok(Way::pasting(page.clone(), taken));
    }
    for candidate in candidates.iter().filter(|url| is_loopback(url)) {
        if !is_answered(candidate).await {
            return Ok(Way::pasting(candidate.clone(), taken));
        }
    }
    Err(if taken.is_empty() { SignInFault::NoRedirect } else { SignInFault::PortsTaken { taken } })
}

/// Where a browser may look for the host of an address: `localhost` is either.
fn places(url: &Url) -> Vec<IpAddr> {
    match url.host() {
        Some(Host::Ipv6(address)) => vec![address.into()],
        Some(Host::Domain(_)) => vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        _ => vec![Ipv4Addr::LOCALHOST.into()],
    }
}

/// Listens wherever a browser may look, all of it or nothing. With port 0 the system chooses.
async fn listen(candidate: &Url) -> io::Result<(Url, Vec<TcpListener>)> {
    let (mut redirect, mut listeners) = (candidate.clone(), vec![]);
    let mut port = candidate.port().unwrap_or_default();
    for place in places(candidate) {
        match TcpListener::bind((place, port)).await {
            Ok(listener) => {
                port = listener.local_addr()?.port();
                listeners.push(listener);
            }
            // A computer without this kind of address: no browser looks there.
            Err(error) if !listeners.is_empty() && why(&error) == PortFault::Other => {}
            Err(error) => return Err(error),
        }
    }
    redirect.set_port(Some(port)).map_err(|()| io::Error::from(io::ErrorKind::InvalidInput))?;
    Ok((redirect, listeners))
}

fn why(error: &io::Error) -> PortFault {
    match error.kind() {
        io::ErrorKind::AddrInUse => PortFault::InUse,
        io::ErrorKind::PermissionDenied => PortFault::Reserved,
        _ if error.raw_os_error() == Some(WSAEACCES) => PortFault::Reserved,
        _ => PortFault::Other,
    }
}

/// Whether something takes connections where a browser may look.
async fn is_answered(url: &Url) -> bool {
    let port = url.port().unwrap_or_default();
    for place in places(url) {
        if matches!(timeout(ANSWERS_WITHIN, TcpStream::connect((place, port))).await, Ok(Ok(_))) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_and_one_that_windows_keeps_are_told_apart() {
        assert_eq!(why(&io::Error::from(io::ErrorKind::AddrInUse)), PortFault::InUse);
        assert_eq!(why(&io::Error::from_raw_os_error(10013)), PortFault::Reserved);
        assert_eq!(why(&io::Error::from(io::ErrorKind::PermissionDenied)), PortFault::Reserved);
        assert_eq!(why(&io::Error::from(io::ErrorKind::AddrNotAvailable)), PortFault::Other);
    }

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[tokio::test]
    async fn localhost_is_served_on_both_kinds_of_address_or_not_at_all() {
        let (redirect, listeners) = listen(&url("http://localhost:0/k")).await.expect("a free port");
        let port = redirect.port().expect("a port");
        let ipv6 = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).await.is_ok();
        assert_eq!(listeners.len(), if ipv6 { 2 } else { 1 });
        assert!(listeners.iter().all(|one| one.local_addr().expect("address").port() == port));
        drop(listeners);
        if !ipv6 {
            return;
        }
        let other = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).await.expect("a free port");
        let half = url(&format!("http://localhost:{}/k", other.local_addr().expect("address").port()));
        assert!(
            listen(&half).await.is_err(),
            "a browser that looks at ::1 first would meet the other program"
        );
        assert!(is_answered(&half).await);
    }

    /// A port that is held and not listened on: nothing answers there, as in a range that Windows keeps.
    #[tokio::test]
    async fn an_address_at_which_nothing_answers_serves_for_pasting_and_one_that_is_answered_does_not() {
        let held = tokio::net::TcpSocket::new_v4().expect("a socket");
        held.bind((Ipv4Addr::LOCALHOST, 0).into()).expect("a free port");
        let silent = url(&format!("http://127.0.0.1:{}/k", held.local_addr().expect("address").port()));
        let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let answered = url(&format!("http://127.0.0.1:{}/k", other.local_addr().expect("address").port()));
        let in_use = |url: &Url| TakenPort { port: url.port().unwrap_or_default(), why: PortFault::InUse };
        let ports = vec![in_use(&answered), in_use(&silent)];

        let way = first_free(&[answered.clone(), silent.clone()]).await.expect("a way");
        assert_eq!((way.redirect, way.listeners.len(), way.taken), (silent, 0, ports.clone()));

        let none = first_free(std::slice::from_ref(&answered)).await.err();
        assert_eq!(none, Some(SignInFault::PortsTaken { taken: vec![ports[0]] }));

        let page = url("https://kantoor.example/terug");
        let way = first_free(&[answered, page.clone()]).await.expect("a way");
        assert_eq!((way.redirect, way.listeners.len()), (page, 0));
    }
}
