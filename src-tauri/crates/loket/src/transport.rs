//! Connections: TLS with the trust store of the system, its proxy, no cookies, no redirects.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Proxy};
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls_platform_verifier::Verifier;
use tokio::sync::{Semaphore, SemaphorePermit};
use url::Url;

use crate::environment::Addresses;
use crate::fault::Fault;
use crate::limits::Limits;

/// Makes connections, and holds the places for calls: no more are under way over everything that goes through it and its
/// copies, signing in as well. Cheap to copy.
#[derive(Debug, Clone)]
pub struct Transport {
    http: reqwest::Client,
    places: Arc<Semaphore>,
}

/// What a transport trusts and goes through, in addition to what the system says.
#[derive(Default)]
pub(crate) struct Extra {
    /// More roots of trust; tests have their own.
    pub(crate) roots: Vec<CertificateDer<'static>>,
    /// A proxy instead of the system's.
    pub(crate) proxy: Option<Url>,
}

impl Transport {
    /// Connections to these addresses: https only, unless they are of this computer.
    ///
    /// # Errors
    /// [`Fault::NoTransport`] when the trust store of the system cannot be read.
    pub fn new(addresses: &Addresses, limits: &Limits) -> Result<Self, Fault> {
        Self::with(addresses, limits, Extra::default())
    }

    pub(crate) fn with(addresses: &Addresses, limits: &Limits, extra: Extra) -> Result<Self, Fault> {
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(extra.roots).ok_or(Fault::NoTransport)?)
            .https_only(!addresses.is_loopback())
            .redirect(Policy::none())
            .referer(false)
            // Trying again is decided per operation and reported; never done silently below.
            .retry(reqwest::retry::never())
            .connect_timeout(limits.connect)
            .read_timeout(limits.read)
            .dns_resolver(Lookup)
            .user_agent(concat!("Koppelwijzer/", env!("CARGO_PKG_VERSION")));
        let builder = route(builder, addresses, extra.proxy)?;
        let http = builder.build().map_err(|_| Fault::NoTransport)?;
        Ok(Self { http, places: Arc::new(Semaphore::new(limits.in_flight)) })
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// A place for one call, for as long as it lives. Never waits for another call while it has one.
    pub(crate) async fn place(&self) -> Option<SemaphorePermit<'_>> {
        self.places.acquire().await.ok()
    }
}

fn route(builder: ClientBuilder, addresses: &Addresses, proxy: Option<Url>) -> Result<ClientBuilder, Fault> {
    if let Some(proxy) = proxy {
        return Ok(builder.proxy(Proxy::all(proxy).map_err(|_| Fault::NoTransport)?));
    }
    // What stays on this computer is no proxy's business.
    Ok(if addresses.is_loopback() { builder.no_proxy() } else { builder })
}

fn tls(roots: Vec<CertificateDer<'static>>) -> Option<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    // Roots of one's own ask Windows for a chain engine of one's own. Without them its usual one judges, as it does for
    // every other program.
    let verifier = if roots.is_empty() {
        Verifier::new(Arc::clone(&provider)).ok()?
    } else {
        Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).ok()?
    };
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    // "Dangerous" is rustls' word for any verifier but its own; this one asks the operating system.
    Some(config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

/// Looks names up as the system does, and names the host when that fails.
#[derive(Debug)]
struct Lookup;

#[derive(Debug)]
struct NoSuchHost(String);

impl fmt::Display for NoSuchHost {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "no address for {}", self.0)
    }
}

impl Error for NoSuchHost {}

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = tokio::net::lookup_host((host.as_str(), 0)).await;
            let found: Option<Vec<_>> = found.ok().map(Iterator::collect);
            match found {
                Some(found) if !found.is_empty() => Ok(Box::new(found.into_iter()) as Addrs),
                _ => Err(NoSuchHost(host).into()),
            }
        })
    }
}

/// What a failed connection means.
pub(crate) fn connection_fault(error: &reqwest::Error, host: &str) -> Fault {
    let host = host.to_owned();
    for cause in causes(error) {
        if let Some(NoSuchHost(name)) = cause.downcast_ref() {
            return Fault::NoSuchHost { host: name.clone() };
        }
        if cause.is::<rustls::Error>() {
            return Fault::Insecure { host };
        }
        // The tunnel's error has no public type; its words are the only sign of a 407 to CONNECT.
        if cause.to_string().ends_with("proxy authorization required") {
            return Fault::ProxyRefuses;
        }
    }
    if error.is_timeout() { Fault::TimedOut { host } } else { Fault::Unreachable { host } }
}

/// The error and everything under it.
pub(crate) fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let here = next?;
        // An I/O error skips what it wraps when asked for its source.
        let wrapped = here.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = wrapped.map(|inner| inner as _).or_else(|| here.source());
        Some(here)
    })
}

/// The host of an address, for faults.
pub(crate) fn host_of(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
