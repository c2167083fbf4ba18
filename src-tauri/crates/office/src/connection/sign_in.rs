//! Signing in: in the browser, back by itself or by pasting; and out.

use std::sync::Arc;

use domain::Environment;
pub use domain::connection::SigningIn;
use domain::connection::{LoketFault, LoketUser};
use loket::read::Reader;
use loket::{Client, Fault, Session, SignIn, StoreFault, TokenStore};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use url::Url;
use vault::{Secret, Vault};

use crate::connection::link::{Attempt, LoketConnection};
use crate::connection::registration::{forget, redirect, refresh_token};
use crate::refusal::{NoKeychain, Refusal, Result};

impl LoketConnection {
    /// Prepares a sign-in. Open the address in the browser, then wait with [`Self::finish_sign_in`].
    ///
    /// # Errors
    /// [`Refusal::Loket`] without a client id or a way back, [`Refusal::Keychain`] when the secret is not to be had.
    pub async fn begin_sign_in(self: &Arc<Self>) -> Result<SigningIn> {
        self.cancel_sign_in();
        let kept = self.kept_connection()?;
        let connection = Arc::clone(self);
        let of = kept.clone();
        let registration = blocking(move || connection.registration(&of)).await?;
        let addresses = self.addresses(&kept)?;
        let transport = self.transport(&addresses)?;
        let limits = loket::Limits::default();
        let sign_in =
            SignIn::begin(&addresses, &registration, &transport, &limits, &redirect(&kept.redirects)?)
                .await
                .map_err(LoketFault::from)?;
        let (pasted, from_page) = mpsc::channel(1);
        let signing_in = SigningIn {
            address: sign_in.authorize_url().to_string(),
            listens: sign_in.listens(),
            taken: sign_in.taken().to_vec(),
        };
        *self.attempt() = Some(Attempt {
            sign_in: Some(sign_in),
            signing_in: signing_in.clone(),
            cancel: CancellationToken::new(),
            pasted,
            from_page: Some(from_page),
        });
        Ok(signing_in)
    }

    /// The page of the sign-in that is under way.
    ///
    /// # Errors
    /// [`Refusal::Loket`] when there is none.
    pub fn sign_in_page(&self) -> Result<Url> {
        let address = self.attempt().as_ref().map(|attempt| attempt.signing_in.address.clone());
        let address = address.ok_or(Refusal::Loket { fault: LoketFault::Stopped })?;
        Url::parse(&address).map_err(|_| Refusal::Unexpected)
    }

    /// The page of the sandbox, where rights and products can be changed.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] in another environment.
    pub fn sandbox_page(&self) -> Result<Url> {
        if self.environment != Environment::Sandbox {
            return Err(Refusal::BadInput);
        }
        Ok(self.sandbox()?.api().clone())
    }

    /// Waits until the user comes back from the browser, or pastes the answer. Signed in when it returns; whoever was
    /// before no longer is. `address` says which sign-in: a newer one is not ended by who still waits for an older.
    ///
    /// # Errors
    /// [`Refusal::Loket`] when the user refused, did not come back or stopped it, or when Loket does not take the code.
    pub async fn finish_sign_in(self: &Arc<Self>, address: &str) -> Result<()> {
        let taken = {
            let mut attempt = self.attempt();
            attempt.as_mut().filter(|attempt| attempt.signing_in.address == address).and_then(|attempt| {
                let parts = attempt.sign_in.take().zip(attempt.from_page.take())?;
                Some((parts.0, parts.1, attempt.cancel.clone()))
            })
        };
        let Some((mut sign_in, mut from_page, cancel)) = taken else {
            return Err(LoketFault::Stopped.into());
        };
        let code = sign_in.wait_or_paste(&mut from_page, &cancel).await;
        // From here on it is seen through: its tokens belong in this environment and its keychain. Who stops it or
        // opens another environment finds either a sign-in that waits, or this.
        let _under_way = {
            let mut attempt = self.attempt();
            if cancel.is_cancelled() {
                return Err(LoketFault::Stopped.into());
            }
            *attempt = None;
            self.begin_change()
        };
        let tokens = sign_in.exchange(code.map_err(LoketFault::from)?).await?;
        let kept = self.kept_connection()?;
        let connection = Arc::clone(self);
        let of = kept.clone();
        let registration = blocking(move || connection.registration(&of)).await?;
        let addresses = self.addresses(&kept)?;
        let transport = self.transport(&addresses)?;
        let client_environment = self.client_environment();
        let _one_at_a_time = self.beginning.lock().await;
        self.end_session();
        let (store, life) = self.token_store();
        let session =
            Session::start(&addresses, &registration, &transport, tokens, store, client_environment.clone())
                .await;
        let time = Arc::clone(&client_environment.time);
        let client = Client::new(addresses, transport, session, client_environment);
        let user = match client.signed_in_user().await {
            Ok(user) => user,
            // Not knowing who it is costs the name and no more.
            Err(Fault::Forbidden { .. }) => loket::SignedInUser::default(),
            Err(fault) => {
                // The keychain holds the new token already: nobody is signed in by it, and not by the old one either.
                life.cancel();
                self.signed_out().await?;
                return Err(fault.into());
            }
        };
        let reader = Arc::new(Reader::new(client, time));
        let office = reader.office().await.ok();
        let office = office.as_ref().map(|office| (office.id.as_str(), office.name.as_str()));
        let known = LoketUser::of(&user.name, &user.email, office);
        let mut kept = self.kept_connection()?.signed_in(user.name, known, self.clock.now());
        if let Some(unconfirmed) = &mut kept.unconfirmed {
            unconfirmed.employers =
                reader.count_employers().await.ok().and_then(|count| u32::try_from(count).ok());
        }
        self.keep_reader(reader, life);
        self.keep_connection(&kept)
    }

    /// The user who is signed in, another than the last time, is the right one: from here on Loket is read.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn confirm_user(&self) -> Result<()> {
        let kept = self.kept_connection()?;
        self.keep_connection(&kept.confirmed())
    }

    /// Takes what the user copied from the browser: the whole address, or the code in it.
    ///
    /// # Errors
    /// [`Refusal::Loket`] when it holds no code or belongs to another sign-in; waiting goes on then.
    pub async fn paste_answer(&self, text: String) -> Result<()> {
        let pasted = self.attempt().as_ref().map(|attempt| attempt.pasted.clone());
        let pasted = pasted.ok_or(Refusal::Loket { fault: LoketFault::Stopped })?;
        let (reply, answered) = oneshot::channel();
        let gone = || Refusal::Loket { fault: LoketFault::Stopped };
        pasted.send((text, reply)).await.map_err(|_| gone())?;
        Ok(answered.await.map_err(|_| gone())?.map_err(LoketFault::from)?)
    }

    /// Ends a sign-in that is under way.
    pub fn cancel_sign_in(&self) {
        if let Some(attempt) = self.attempt().take() {
            attempt.cancel.cancel();
        }
    }

    /// Signs out: forgets the session here and in the keychain. What was read stays.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when it cannot be forgotten there now; the session in memory is gone all the same.
    pub async fn sign_out(self: &Arc<Self>) -> Result<()> {
        self.end_session();
        self.signed_out().await
    }

    /// Ends the session in memory, with the run that goes by it.
    pub(crate) fn end_session(&self) {
        self.stop_run();
        self.forget();
    }

    /// Nobody is signed in any more. That is kept before the keychain is asked, so that it holds whatever that says.
    async fn signed_out(self: &Arc<Self>) -> Result<()> {
        let kept = self.kept_connection()?;
        self.keep_connection(&kept.signed_out())?;
        let connection = Arc::clone(self);
        blocking(move || forget(&connection, &refresh_token()?)).await
    }

    /// Where the refresh token of a session is kept, and what ends that.
    fn token_store(&self) -> (Arc<dyn TokenStore>, CancellationToken) {
        let life = CancellationToken::new();
        (Arc::new(InKeychain { vault: self.vault.clone(), life: life.clone() }), life)
    }

    /// The reader of the session: the one in memory, or from the refresh token that the keychain holds.
    ///
    /// # Errors
    /// [`LoketFault::AnotherUser`] until it was confirmed that somebody else than the last time is signed in.
    pub(crate) async fn reader(self: &Arc<Self>) -> Result<Arc<Reader>> {
        let kept = self.kept_connection()?;
        if kept.unconfirmed.is_some() && !kept.ended {
            return Err(LoketFault::AnotherUser { user: kept.user.unwrap_or_default() }.into());
        }
        if let Some(reader) = self.live_reader() {
            return Ok(reader);
        }
        // Two sessions from one refresh token would sign each other out.
        let _one_at_a_time = self.beginning.lock().await;
        if let Some(reader) = self.live_reader() {
            return Ok(reader);
        }
        let kept = self.kept_connection()?;
        if kept.user.is_none() || kept.ended {
            return Err(LoketFault::SignedOut.into());
        }
        let connection = Arc::clone(self);
        let of = kept.clone();
        let (registration, refresh) = blocking(move || {
            let take = |text: &str| SecretString::from(text.to_owned());
            let refresh = connection.vault.with_secret(&refresh_token()?, take).map_err(Refusal::from);
            let refresh = refresh.map_err(|refusal| match refusal {
                Refusal::Keychain { why: NoKeychain::NotThere } => LoketFault::SignedOut.into(),
                other => other,
            });
            Ok((connection.registration(&of)?, refresh?))
        })
        .await?;
        let addresses = self.addresses(&kept)?;
        let transport = self.transport(&addresses)?;
        let client_environment = self.client_environment();
        let (store, life) = self.token_store();
        let session = Session::resume(
            &addresses,
            &registration,
            &transport,
            refresh,
            store,
            client_environment.clone(),
        );
        let time = Arc::clone(&client_environment.time);
        let reader =
            Arc::new(Reader::new(Client::new(addresses, transport, session, client_environment), time));
        self.keep_reader(Arc::clone(&reader), life);
        Ok(reader)
    }

    /// Remembers that the sign-in ended by itself, when that is what went wrong.
    pub(crate) fn note_end<T>(&self, outcome: Result<T>) -> Result<T> {
        if let Err(Refusal::Loket { fault: LoketFault::SignedOut }) = &outcome {
            self.forget();
            let mut kept = self.kept_connection()?;
            if kept.user.is_some() && !kept.ended {
                kept.ended = true;
                self.keep_connection(&kept)?;
            }
        }
        outcome
    }
}

/// The refresh token in the keychain of the system, for as long as its session lives.
struct InKeychain {
    vault: Vault,
    life: CancellationToken,
}

impl TokenStore for InKeychain {
    fn put<'a>(&'a self, refresh: &'a SecretString) -> loket::session::Stored<'a> {
        let (vault, life) = (self.vault.clone(), self.life.clone());
        let secret = Secret::new(refresh.expose_secret().to_owned());
        Box::pin(async move {
            let keep = move || {
                // A session that ended meanwhile must not come back after the user signed out.
                if life.is_cancelled() { Ok(()) } else { Ok(vault.replace(&refresh_token()?, &secret)?) }
            };
            let kept = blocking(keep).await;
            kept.map_err(|_| StoreFault)
        })
    }
}

/// Runs what may wait for the keychain where waiting harms nobody.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Unexpected)?
}
