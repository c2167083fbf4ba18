//! What falls due: waits to ask about again, and days that were set.

use std::collections::BTreeSet;

use domain::progress::DossierStatus;
use domain::summary::Summary;
use jiff::civil::Date;
use uuid::Uuid;

use crate::Office;
use crate::refusal::Result;

/// A dossier whose day has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The dossier.
    pub dossier: Uuid,
    /// Employer, or the handbook for the office itself.
    pub name: String,
    /// For whom it waits, if it does.
    pub on: Option<String>,
    /// The step to go on with.
    pub next: Option<String>,
}

impl Office {
    /// Dossiers whose day has come and that were not told of before. `reported` takes them up. Nothing when reminders are
    /// switched off.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn due(&self, reported: &mut BTreeSet<(Uuid, Date)>) -> Result<Vec<Due>> {
        let settings = self.settings()?;
        if !settings.reminders {
            return Ok(vec![]);
        }
        let today = self.clock.today();
        let board = self.board()?;
        let due = board.rows.into_iter().filter_map(|row| {
            let day = row.summary.day().filter(|day| *day <= today)?;
            let fresh = reported.insert((row.summary.dossier, day));
            fresh.then(|| one(&row.summary, row.employer, settings.language))
        });
        Ok(due.collect())
    }
}

fn one(summary: &Summary, employer: Option<String>, language: domain::Language) -> Due {
    Due {
        dossier: summary.dossier,
        name: employer.unwrap_or_else(|| summary.short.in_language(language).to_owned()),
        on: match &summary.status {
            DossierStatus::Waiting { on, .. } => on.clear().map(str::to_owned),
            _ => None,
        },
        next: summary.next.as_ref().map(|next| next.title.in_language(language).to_owned()),
    }
}
