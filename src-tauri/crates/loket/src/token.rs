//! The token endpoint: a code or a refresh token becomes an access token.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use oauth2::basic::{
    BasicErrorResponse, BasicErrorResponseType, BasicRevocationErrorResponse,
    BasicTokenIntrospectionResponse, BasicTokenResponse, BasicTokenType,
};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError,
    StandardRevocableToken, TokenResponse, TokenUrl,
};
use reqwest::header::{CONTENT_TYPE, LOCATION};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::timeout;
use url::Url;

use crate::body::{BodyFault, read_body};
use crate::environment::Addresses;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::transport::{Transport, connection_fault, host_of};

/// What Loket gave the office: its client id and mostly a secret.
#[derive(Debug, Clone)]
pub struct Registration {
    /// The client id, a GUID.
    pub id: String,
    /// The client secret; some clients have none.
    pub secret: Option<SecretString>,
}

/// What the token endpoint gives. Prints as redacted.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Goes with every call; kept in memory only.
    pub access: SecretString,
    /// Gives the next pair, once. None when this registration may not refresh.
    pub refresh: Option<SecretString>,
    /// How long the access token holds.
    pub lives: Duration,
}

/// As documented: 3599 s. For an answer that does not say.
const USUAL_LIFE: Duration = Duration::from_secs(3599);
/// A token answer is small; more than this is something else.
const LARGEST_ANSWER: usize = 1024 * 1024;

pub(crate) type OauthClient = oauth2::Client<
    BasicErrorResponse,
    BasicTokenResponse,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The token endpoint of one environment, for one registration.
#[derive(Clone)]
pub(crate) struct TokenEndpoint {
    pub(crate) oauth: OauthClient,
    post: Post,
}

/// Sends one request of the OAuth library, once. Whether the same may go again is for who asks.
#[derive(Clone)]
struct Post {
    transport: Transport,
    limits: Limits,
    host: String,
}

impl<'c> AsyncHttpClient<'c> for Post {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Fault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

impl TokenEndpoint {
    pub(crate) fn new(
        addresses: &Addresses,
        registration: &Registration,
        transport: &Transport,
        limits: &Limits,
    ) -> Self {
        let mut oauth = oauth2::basic::BasicClient::new(ClientId::new(registration.id.clone()));
        if let Some(secret) = &registration.secret {
            oauth = oauth.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()));
        }
        let oauth = oauth
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::from_url(addresses.authorize().clone()))
            .set_token_uri(TokenUrl::from_url(addresses.token().clone()));
        let limits = Limits { largest_body: LARGEST_ANSWER, ..limits.clone() };
        let post = Post { transport: transport.clone(), limits, host: host_of(addresses.token()) };
        Self { oauth, post }
    }

    /// A code becomes the first pair of tokens.
    pub(crate) async fn exchange(
        &self,
        code: &SecretString,
        verifier: PkceCodeVerifier,
        redirect: &Url,
    ) -> Result<Tokens, Fault> {
        let redirect = std::borrow::Cow::Owned(RedirectUrl::from_url(redirect.clone()));
        let answer = self
            .oauth
            .exchange_code(AuthorizationCode::new(code.expose_secret().to_owned()))
            .set_pkce_verifier(verifier)
            .set_redirect_uri(redirect)
            .request_async(&self.post)
            .await;
        answer.map(|answer| tokens_of(&answer)).map_err(fault_of)
    }

    /// A refresh token becomes the next pair. [`Fault::SignedOut`] when it no longer counts.
    pub(crate) async fn refresh(&self, refresh: &SecretString) -> Result<Tokens, Fault> {
        let refresh = RefreshToken::new(refresh.expose_secret().to_owned());
        let answer = self.oauth.exchange_refresh_token(&refresh).request_async(&self.post).await;
        answer.map(|answer| tokens_of(&answer)).map_err(|error| match error {
            RequestTokenError::ServerResponse(said)
                if said
                    .error()
                    .as_ref()
                    .eq_ignore_ascii_case(BasicErrorResponseType::InvalidGrant.as_ref()) =>
            {
                Fault::SignedOut
            }
            other => fault_of(other),
        })
    }
}

impl Post {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Fault> {
        let (parts, body) = request.into_parts();
        let address = Url::parse(&parts.uri.to_string()).map_err(|_| unreadable())?;
        let Some(_place) = self.transport.place().await else { return Err(Fault::NoTransport) };
        let sending = self.transport.http().post(address).headers(parts.headers).body(body).send();
        let response = timeout(self.limits.read, sending)
            .await
            .map_err(|_| Fault::TimedOut { host: self.host.clone() })?
            .map_err(|error| connection_fault(&error, &self.host))?;
        let status = response.status();
        let kind = response.headers().get(CONTENT_TYPE).cloned();
        let is_page = kind.as_ref().is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if status.as_u16() == 407 {
            return Err(Fault::ProxyRefuses);
        }
        if status.is_server_error() {
            return Err(Fault::SignInFailed { status: status.as_u16() });
        }
        if is_page || response.headers().contains_key(LOCATION) || status.is_redirection() {
            return Err(Fault::CaptivePortal { host: self.host.clone() });
        }
        let body = read_body(response, &self.limits).await.map_err(|fault| self.body_fault(fault))?;
        let mut answer = HttpResponse::new(body);
        *answer.status_mut() = status;
        if let Some(kind) = kind {
            answer.headers_mut().insert(CONTENT_TYPE, kind);
        }
        Ok(answer)
    }

    fn body_fault(&self, fault: BodyFault) -> Fault {
        match fault {
            BodyFault::Broken => Fault::Unreachable { host: self.host.clone() },
            BodyFault::TooSlow => Fault::TimedOut { host: self.host.clone() },
            BodyFault::TooLarge | BodyFault::Garbled => unreadable(),
        }
    }
}

fn unreadable() -> Fault {
    Fault::SignInRefused { code: "unreadable_answer".to_owned() }
}

fn tokens_of(
    answer: &oauth2::StandardTokenResponse<oauth2::EmptyExtraTokenFields, BasicTokenType>,
) -> Tokens {
    Tokens {
        access: SecretString::from(answer.access_token().secret().clone()),
        refresh: answer.refresh_token().map(|token| SecretString::from(token.secret().clone())),
        lives: answer.expires_in().unwrap_or(USUAL_LIFE),
    }
}

/// What the library says, without the body that it carries along.
fn fault_of(error: RequestTokenError<Fault, BasicErrorResponse>) -> Fault {
    match error {
        RequestTokenError::Request(fault) => fault,
        RequestTokenError::ServerResponse(said) => {
            Fault::SignInRefused { code: plain_code(said.error().as_ref()) }
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => unreadable(),
    }
}

/// An error word of OAuth in small letters, as servers do not agree on capitals. Anything else that stands in its place is
/// not taken over.
pub(crate) fn plain_code(word: &str) -> String {
    let plain = word.len() <= 40 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if plain && !word.is_empty() { word.to_ascii_lowercase() } else { "unknown".to_owned() }
}
