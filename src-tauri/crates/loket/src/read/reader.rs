//! The reader of one session: the client, the clock and what is looked up once.

use std::future::Future;
use std::sync::Arc;

use domain::reading::{Source, Unread};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use tokio::sync::OnceCell;

use super::authorization_model::AuthorizationModel;
use super::values::Guid;
use crate::answer::List;
use crate::clock::Time;
use crate::fault::Fault;
use crate::message::words;
use crate::operation::{GET_USER, Operation};
use crate::pages::{Progress, Resume};
use crate::request::Request;
use crate::send::Client;

/// Reads for one signed-in user. What holds for the whole session is read once and kept.
pub struct Reader {
    client: Client,
    time: Arc<dyn Time>,
    authorization_model: OnceCell<AuthorizationModel>,
}

impl Reader {
    /// A reader through this client. `time` stamps what is read and says which year it is.
    pub fn new(client: Client, time: Arc<dyn Time>) -> Self {
        Self { client, time, authorization_model: OnceCell::new() }
    }

    /// The client that the reader calls with.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Whether Loket can be reached and knows the session: asks who is signed in. What that call itself may not do is
    /// no reason to doubt the rest.
    ///
    /// # Errors
    /// A fault that passes, or with which no other call can go well either.
    pub async fn reach(&self) -> Result<(), Fault> {
        match self.client.call(&Request::new(GET_USER)).await {
            Err(fault) if fault.passes() || stops(&fault) => Err(fault),
            _ => Ok(()),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.time.wall()
    }

    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(TimeZone::UTC).date()
    }

    /// One thing.
    pub(crate) async fn one<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Fault> {
        Ok(self.client.call(request).await?.detail()?.content)
    }

    /// A list that Loket does not page. Should it begin to, this is no whole list.
    pub(crate) async fn unpaged<T: DeserializeOwned>(&self, request: &Request) -> Result<Vec<T>, Fault> {
        let answer = self.client.call(request).await?;
        let list: List<T> = answer.list()?;
        let is_half = list.total_size.is_some_and(|size| size != list.items.len() as u64);
        if is_half { Err(answer.incomplete()) } else { Ok(list.items) }
    }

    /// A list over its pages.
    pub(crate) async fn paged<T, K>(&self, request: &Request, key: K) -> Result<Vec<T>, Fault>
    where
        T: DeserializeOwned + Send,
        K: Fn(&T) -> String + Sync,
    {
        self.counted(request, key, |_| {}).await
    }

    /// A list over its pages, telling how far it is.
    pub(crate) async fn counted<T, K>(
        &self,
        request: &Request,
        key: K,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Vec<T>, Fault>
    where
        T: DeserializeOwned + Send,
        K: Fn(&T) -> String + Sync,
    {
        let mut pages = Resume::default();
        Ok(self.client.list(request, key, &mut pages, progress).await?.items)
    }

    /// The authorisation model, read once a session. Empty when Loket does not give it: then nothing can be said
    /// about what is missing, and everything else goes on.
    ///
    /// # Errors
    /// A fault that stops everything, see [`Reader::why_unread`], or that passes: then it is asked again next time.
    pub async fn authorization_model(&self) -> Result<&AuthorizationModel, Fault> {
        self.authorization_model
            .get_or_try_init(|| async {
                match AuthorizationModel::read(self).await {
                    // A list that moved can be read whole the next time.
                    Err(fault)
                        if !fault.passes()
                            && !stops(&fault)
                            && !matches!(fault, Fault::ListChanged { .. }) =>
                    {
                        tracing::info!(%fault, "no authorisation model");
                        Ok(AuthorizationModel::default())
                    }
                    outcome => outcome,
                }
            })
            .await
    }

    /// What a fault means for the thing that was to be read.
    ///
    /// # Errors
    /// The fault itself, when no other call can go well either: signed out, asked to wait, or no trustworthy
    /// connection.
    pub(crate) async fn why_unread(&self, fault: Fault) -> Result<Unread, Fault> {
        if stops(&fault) {
            return Err(fault);
        }
        if let Fault::Changed { operation, place, request_id } = &fault {
            let (operation, request_id) = (operation.activity, request_id.as_deref().unwrap_or("none"));
            tracing::warn!(operation, place, request_id, "Loket-API changed");
        }
        Ok(match fault {
            Fault::Forbidden { operation, .. } => self.not_permitted(operation).await?,
            Fault::NotFound { .. } => Unread::Vanished,
            Fault::ListChanged { .. } => Unread::ListChanged,
            Fault::Rejected { messages, .. } => Unread::Rejected { said: words(&messages) },
            fault if fault.passes() => Unread::Offline,
            _ => Unread::Changed,
        })
    }

    /// What is missing for an operation, as far as the model tells.
    pub(crate) async fn not_permitted(&self, operation: &'static Operation) -> Result<Unread, Fault> {
        let needs = match self.authorization_model().await {
            Ok(authorization_model) => authorization_model.needs(operation).cloned().unwrap_or_default(),
            Err(fault) if stops(&fault) => return Err(fault),
            Err(_) => super::Needs::default(),
        };
        let activity = operation.activity.to_owned();
        Ok(Unread::NotPermitted { activity, rights: needs.rights, products: needs.products })
    }

    /// What was read with these activities, or why it was not.
    pub(crate) async fn source<T>(
        &self,
        activities: &[&str],
        reading: impl Future<Output = Result<T, Fault>> + Send,
    ) -> Result<Source<T>, Fault> {
        match reading.await {
            Ok(content) => {
                let operations = activities.iter().map(|one| (*one).to_owned()).collect();
                Ok(Source::Read { at: self.now(), operations, content })
            }
            Err(fault) => Ok(Source::Unread { why: self.why_unread(fault).await? }),
        }
    }
}

/// Whether no other call can go well either.
pub(crate) fn stops(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::SignedOut
            | Fault::SignInRefused { .. }
            | Fault::SignInFailed { .. }
            | Fault::Paused { .. }
            | Fault::TooManyCalls { .. }
            | Fault::Insecure { .. }
            | Fault::ProxyRefuses
            | Fault::CaptivePortal { .. }
            | Fault::Redirected { .. }
            | Fault::NoTransport
    )
}

/// What holds when Loket leaves a field empty without which nothing can be told.
pub(crate) fn unstated(operation: &'static Operation, field: &str) -> Fault {
    Fault::Changed { operation, request_id: None, place: field.to_owned() }
}

/// A GUID as a call needs it.
pub(crate) fn asked(operation: &'static Operation, part: &'static str, id: &str) -> Result<Guid, Fault> {
    Guid::of(id).ok_or(Fault::Unaskable { operation, part })
}
