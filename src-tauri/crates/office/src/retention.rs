//! How long finished dossiers are kept.

use jiff::{Span, Timestamp};
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use crate::Office;
use crate::refusal::{Refusal, Result};
use domain::id::DossierId;

/// A dossier that was finished long ago.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Finished {
    /// The dossier.
    #[specta(type = DossierId)]
    pub dossier: Uuid,
    /// Name of the employer; none for the office itself.
    pub employer: Option<String>,
    /// The handbook, in a word or two.
    pub short: domain::Text,
    /// When it was signed off, in UTC.
    #[specta(type = String)]
    pub signed_off: Timestamp,
}

impl Office {
    /// Dossiers that were signed off longer ago than the settings keep them. None when they keep everything.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn finished_long_ago(&self) -> Result<Vec<Finished>> {
        let Some(years) = self.settings()?.retention_years else { return Ok(vec![]) };
        let span = Span::new().try_years(i64::from(years)).map_err(|_| Refusal::BadInput)?;
        let limit = self.clock.today().checked_sub(span).map_err(|_| Refusal::BadInput)?;
        let rows = self.board()?.rows.into_iter().filter_map(|row| {
            let signed_off = row.summary.signed_off?;
            let day = signed_off.to_zoned(jiff::tz::TimeZone::UTC).date();
            (day < limit).then_some(Finished {
                dossier: row.summary.dossier,
                employer: row.employer,
                short: row.summary.short,
                signed_off,
            })
        });
        Ok(rows.collect())
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
