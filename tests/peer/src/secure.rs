//! Certificates, good and bad, and listening with them.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rcgen::{BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// Who connects and then says nothing does not keep the others waiting for longer.
const GREETING: Duration = Duration::from_secs(2);

/// Who vouches for identities.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: Certificate,
}

/// What a server shows of itself, with the key to it.
pub struct Identity {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    /// An authority that nobody trusts yet.
    ///
    /// # Errors
    /// When no key can be made.
    pub fn new() -> io::Result<Self> {
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let mut params = CertificateParams::new(Vec::new()).map_err(io::Error::other)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).map_err(io::Error::other)?;
        Ok(Self { issuer: Issuer::new(params, key), root })
    }

    /// Its own certificate as PEM, for who is to trust it.
    pub fn root(&self) -> String {
        self.root.pem()
    }

    /// A server by these names, until the first day of this year.
    ///
    /// # Errors
    /// When no key can be made, or a name is none.
    pub fn vouch(&self, names: &[&str], until: i32) -> io::Result<Identity> {
        Identity::made(Some(self), names, until)
    }
}

impl Identity {
    /// A server by these names for which nobody vouches but itself.
    ///
    /// # Errors
    /// When no key can be made, or a name is none.
    pub fn of_itself(names: &[&str]) -> io::Result<Self> {
        Self::made(None, names, 2090)
    }

    fn made(by: Option<&Authority>, names: &[&str], until: i32) -> io::Result<Self> {
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut params = CertificateParams::new(names).map_err(io::Error::other)?;
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let certificate = match by {
            Some(authority) => params.signed_by(&key, &authority.issuer),
            None => params.self_signed(&key),
        };
        let certificate = certificate.map_err(io::Error::other)?.der().clone();
        let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(io::Error::other)?;
        Ok(Self { certificate, key })
    }

    pub(crate) fn acceptor(&self) -> io::Result<TlsAcceptor> {
        let versions = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?;
        let shown = vec![self.certificate.clone()];
        let config = versions.with_no_client_auth().with_single_cert(shown, self.key.clone_key());
        Ok(TlsAcceptor::from(Arc::new(config.map_err(io::Error::other)?)))
    }
}

/// Gives only connections that are secure: who does not like the identity is not heard of.
pub(crate) struct SecureListener<L> {
    inner: L,
    acceptor: TlsAcceptor,
}

impl<L> SecureListener<L> {
    pub fn new(inner: L, acceptor: TlsAcceptor) -> Self {
        Self { inner, acceptor }
    }
}

impl<L: Listener<Io = TcpStream, Addr = SocketAddr>> Listener for SecureListener<L> {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, address) = self.inner.accept().await;
            let greeted = tokio::time::timeout(GREETING, self.acceptor.accept(stream)).await;
            if let Ok(Ok(stream)) = greeted {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.inner.local_addr()
    }
}
