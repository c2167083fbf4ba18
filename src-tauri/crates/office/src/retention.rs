//! How long finished dossiers are kept.

pub use domain::dates::Finished;
use jiff::Span;

use crate::Office;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Dossiers that were signed off longer ago than the settings keep them. None when they keep everything.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn finished_long_ago(&self) -> Result<Vec<Finished>> {
        let Some(years) = self.settings()?.retention_years else { return Ok(vec![]) };
        let span = Span::new().try_years(i64::from(years)).map_err(|_| Refusal::BadInput)?;
        let limit = self.clock.today().checked_sub(span).map_err(|_| Refusal::BadInput)?;
        Ok(self.board()?.finished_before(limit))
    }

    /// Removes those dossiers. Returns how many went.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when their passwords cannot be forgotten now; those not reached yet stay.
    pub fn remove_finished(&self) -> Result<u32> {
        let finished = self.finished_long_ago()?;
        for dossier in &finished {
            self.remove_dossier(dossier.dossier)?;
        }
        Ok(u32::try_from(finished.len()).unwrap_or(u32::MAX))
    }
}
