//! What is typed with a run and not saved yet: sealed, as what it becomes.

use std::collections::BTreeMap;

use domain::hours::run::HoursAction;
use domain::id::HoursRunId;
use records::DraftOwner;

use super::HoursRuns;
use crate::refusal::{Refusal, Result};

impl HoursRuns<'_> {
    /// Keeps what is being typed in a field of a run, in the place of what was kept before; an empty text throws it away.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such run; [`Refusal::Keychain`] when it cannot be sealed;
    /// [`Refusal::NotSaved`].
    pub fn keep_draft(&self, run: HoursRunId, place: &str, text: &str) -> Result<()> {
        let owner = DraftOwner::HoursRun(run);
        if text.is_empty() {
            return Ok(self.0.records()?.set_draft(owner, place, None)?);
        }
        // The keychain may take its time: it is asked with the records free for others.
        self.0.keys.unlock()?;
        let sealed = self.0.keys.seal_text(text, &sealed_for(run, place))?;
        let mut records = self.0.records()?;
        records.chain::<HoursAction>(run)?.first().ok_or(Refusal::NotFound)?;
        Ok(records.set_draft(owner, place, Some(&sealed))?)
    }

    /// The drafts of a run by their places. What cannot be opened now is left out.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn drafts(&self, run: HoursRunId) -> Result<BTreeMap<String, String>> {
        self.0.keys.unlock_if_begun()?;
        let stored = self.0.records()?.drafts(DraftOwner::HoursRun(run))?;
        let opened = stored.into_iter().filter_map(|(place, text)| {
            let opened = self.0.keys.open_sealed(&text, &sealed_for(run, &place))?;
            Some((place, opened))
        });
        Ok(opened.collect())
    }
}

/// What the draft of a field is sealed for: it opens in its own place only.
fn sealed_for(run: HoursRunId, place: &str) -> String {
    format!("draft {run} {place}")
}
