//! What the user is asked before a change in Loket is sent, outside the page.

use domain::reading::Part;
use domain::reading::Readings;
use domain::{Environment, Language};
use loket::read::{ProviderReadings, Reader};

use crate::Office;
use crate::connection::loket_changes::LoketChangePreview;
use crate::refusal::Result;

/// What the user is asked in a window of the system before a change is sent: the page has no say in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoketChangeQuestion {
    /// The environment in which it would change.
    pub environment: Environment,
    /// The language of the user.
    pub language: Language,
    /// The employer's name as Loket has it now; none where Loket does not show the employer itself.
    pub employer_name: Option<String>,
    /// Werkgever ID: where it is sent to.
    pub employer_id: String,
    /// What would change.
    pub preview: LoketChangePreview,
}

impl Office {
    /// The question for a change that was planned. Reads the employer itself, for the name that Loket has now.
    pub(super) async fn question(
        &self,
        reader: &Reader,
        employer: &str,
        preview: LoketChangePreview,
    ) -> Result<LoketChangeQuestion> {
        let mut fresh = Readings::default();
        let silent = |_| {};
        reader
            .read_employer(&ProviderReadings::default(), employer, &[Part::Employer], &mut fresh, &silent)
            .await?;
        Ok(LoketChangeQuestion {
            environment: self.environment,
            language: self.settings()?.language,
            employer_name: fresh.employer.content().ok().map(|read| read.company_name.clone()),
            employer_id: employer.to_owned(),
            preview,
        })
    }
}
