//! What the app calls at Loket, whether the signed-in user may, and what each missing call costs.

use std::sync::Arc;

use domain::connection::LoketFault;
pub use domain::connection::{OperationState, Permitted};
use domain::text::Text;
use loket::operation::{self, Kind, Operation};
use loket::read::May;

use crate::connection::link::LoketConnection;
use crate::refusal::{Refusal, Result};

impl LoketConnection {
    /// What the app calls at Loket, reading first. Asks nothing.
    pub fn operations() -> Vec<OperationState> {
        operation::all().map(|operation| state(operation, Permitted::Unknown)).collect()
    }

    /// What the app calls at Loket, and whether the signed-in user may, at one of the employers.
    ///
    /// # Errors
    /// [`Refusal::Loket`]; [`LoketFault::NoEmployers`] when there is no employer to ask for.
    pub async fn permissions(self: &Arc<Self>) -> Result<Vec<OperationState>> {
        let rows = self.records.get()?.employers()?;
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
