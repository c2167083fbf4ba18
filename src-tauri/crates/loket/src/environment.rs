//! Where each of Loket's environments is found.
//!
//! Host and path are kept apart: the paths of the operations carry `/v2` themselves, because the newer ones
//! (`/user`, `/authorizationmodel`) have none.

use domain::Environment;
use thiserror::Error;
use url::{Host, Url};

/// The addresses of one environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    environment: Environment,
    api: Url,
    authorize: Url,
    token: Url,
}

/// Why an address cannot serve as one of Loket's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AddressFault {
    /// It does not read as an address.
    #[error("not an address")]
    Unreadable,
    /// It does not point at this computer over plain http.
    #[error("not an http address of this computer")]
    NotLoopback,
    /// The sandbox has no address of its own: it gets one when it starts.
    #[error("the sandbox environment has no fixed address")]
    NoFixedAddress,
}

impl Addresses {
    /// The addresses of Loket's own environments, from "Base URL" and "Authentication" of its specification.
    ///
    /// # Errors
    /// The sandbox environment, which [`Addresses::from_loopback`] makes.
    pub fn of(environment: Environment) -> Result<Self, AddressFault> {
        let (api, oauth) = match environment {
            Environment::Production => ("https://api.loket.nl", "https://oauth.loket.nl"),
            Environment::Acceptance => ("https://api.loket-acc.nl", "https://oauth.loket-acc.nl"),
            Environment::Sandbox => return Err(AddressFault::NoFixedAddress),
        };
        Self::at(environment, &read(api)?, &read(oauth)?)
    }

    /// The addresses of a Loket on this computer: the sandbox, or one under test.
    ///
    /// # Errors
    /// Anything but plain http on a loopback address, or an address with a user name in it.
    pub fn from_loopback(base: &str) -> Result<Self, AddressFault> {
        let base = read(base)?;
        let here = match base.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        let plain = base.username().is_empty() && base.password().is_none() && base.query().is_none();
        if base.scheme() != "http" || !here || !plain {
            return Err(AddressFault::NotLoopback);
        }
        Self::at(Environment::Sandbox, &base, &base)
    }

    /// The same addresses with a path before every operation's own, such as `/v2`.
    ///
    /// Loket's specification contradicts itself on one or two times `/v2`; one is the likelier, and this is what
    /// an office sets when it turns out to be two.
    #[must_use]
    pub fn with_api_prefix(mut self, prefix: &str) -> Self {
        let prefix = prefix.trim_matches('/');
        self.api.set_path(prefix);
        self
    }

    fn at(environment: Environment, api: &Url, oauth: &Url) -> Result<Self, AddressFault> {
        let under = |path: &str| oauth.join(path).map_err(|_| AddressFault::Unreadable);
        Ok(Self { environment, api: api.clone(), authorize: under("/authorize")?, token: under("/token")? })
    }

    /// Another Loket over https, for tests of secure connections.
    #[cfg(test)]
    pub(crate) fn at_https(base: &str) -> Self {
        let base = read(base).expect("an address");
        Self::at(Environment::Acceptance, &base, &base).expect("addresses")
    }

    /// Which environment these are of.
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// The root that the paths of the operations are appended to.
    pub fn api(&self) -> &Url {
        &self.api
    }

    /// Where the browser asks the user to sign in.
    pub fn authorize(&self) -> &Url {
        &self.authorize
    }

    /// Where a code or a refresh token is turned into an access token.
    pub fn token(&self) -> &Url {
        &self.token
    }

    /// Whether calls stay on this computer, where plain http is allowed and no proxy is asked.
    pub(crate) fn is_loopback(&self) -> bool {
        self.environment == Environment::Sandbox
    }
}

fn read(address: &str) -> Result<Url, AddressFault> {
    Url::parse(address).map_err(|_| AddressFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loket_is_asked_over_https_at_its_own_hosts() {
        let real = Addresses::of(Environment::Production).expect("addresses");
        assert_eq!(real.api().as_str(), "https://api.loket.nl/");
        assert_eq!(real.authorize().as_str(), "https://oauth.loket.nl/authorize");
        assert_eq!(real.token().as_str(), "https://oauth.loket.nl/token");
        let test = Addresses::of(Environment::Acceptance).expect("addresses");
        assert_eq!(test.api().host_str(), Some("api.loket-acc.nl"));
        assert_eq!(test.token().as_str(), "https://oauth.loket-acc.nl/token");
    }

    #[test]
    fn the_sandbox_is_on_this_computer_and_nowhere_else() {
        for good in
            ["http://127.0.0.1:4010", "http://[::1]:4010/", "http://localhost:4010", "http://127.3.2.1"]
        {
            assert_eq!(
                Addresses::from_loopback(good).map(|found| found.environment()),
                Ok(Environment::Sandbox)
            );
        }
        for bad in [
            "https://127.0.0.1:4010",
            "http://loket.example",
            "http://10.0.0.1:80",
            "http://127.0.0.1.loket.example",
            "http://localhost.example",
            "http://user:word@127.0.0.1:4010",
            "http://0.0.0.0:4010",
            "http://[::ffff:10.0.0.1]:80",
            "file:///etc/passwd",
            "ftp://127.0.0.1",
        ] {
            assert_eq!(Addresses::from_loopback(bad), Err(AddressFault::NotLoopback), "{bad}");
        }
        assert_eq!(Addresses::from_loopback("127.0.0.1"), Err(AddressFault::Unreadable));
        assert_eq!(Addresses::of(Environment::Sandbox), Err(AddressFault::NoFixedAddress));
    }
}
