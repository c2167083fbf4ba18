//! What the app calls at Loket, whether the signed-in user may, and what each missing call costs.

use std::sync::Arc;

use domain::text::Text;
use loket::operation::{self, Kind, Operation};
use loket::read::May;
use serde::Serialize;
use specta::Type;

use crate::Office;
use crate::connection::fault::LoketFault;
use crate::refusal::{Refusal, Result};

/// An operation of Loket's API that the app calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OperationState {
    /// The activity that Loket has to link to the application.
    pub activity: String,
    /// What the app needs it for: what not having it costs.
    pub purpose: Text,
    /// Whether it changes something in Loket.
    pub writes: bool,
    /// Whether the signed-in user may call it.
    pub may: Permitted,
}

/// Whether an operation may be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Permitted {
    /// Yes.
    Yes,
    /// No.
    No {
        /// Rights that give it, each by itself.
        rights: Vec<String>,
        /// Products that give it, each by itself.
        products: Vec<String>,
    },
    /// Not known: not signed in, no employer to ask for, or Loket does not tell.
    Unknown,
}

impl Office {
    /// What the app calls at Loket, reading first. Asks nothing.
    pub fn operations() -> Vec<OperationState> {
        operation::all().map(|operation| state(operation, Permitted::Unknown)).collect()
    }

    /// What the app calls at Loket, and whether the signed-in user may, at one of the employers.
    ///
    /// # Errors
    /// [`Refusal::Loket`]; [`LoketFault::NoEmployers`] when there is no employer to ask for.
    pub async fn permissions(self: &Arc<Self>) -> Result<Vec<OperationState>> {
        let rows = self.records()?.employers()?;
        let mut known =
            rows.into_iter().filter(|row| row.employer.loket.is_some_and(|loket| !loket.vanished));
        let employer = known.find_map(|row| row.employer.employer_id);
        let employer = employer.ok_or(Refusal::Loket { fault: LoketFault::NoEmployers })?;
        let outcome = async {
            let reader = self.reader().await?;
            Ok(reader.permissions(&employer).await?)
        };
        let found = self.note_end(outcome.await)?;
        Ok(found.into_iter().map(|one| state(one.operation, permitted(one.may))).collect())
    }
}

fn state(operation: &Operation, may: Permitted) -> OperationState {
    OperationState {
        activity: operation.activity.to_owned(),
        purpose: Text { nl: operation.purpose_nl.to_owned(), en: operation.purpose_en.to_owned() },
        writes: operation.kind() == Kind::Writes,
        may,
    }
}

fn permitted(may: May) -> Permitted {
    match may {
        May::Yes => Permitted::Yes,
        May::No { needs } => Permitted::No { rights: needs.rights, products: needs.products },
        May::Unknown => Permitted::Unknown,
    }
}
