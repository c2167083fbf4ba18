//! What of the board has to do with the day it is: what falls due, and what was finished long ago.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use specta::Type;

use crate::board::Board;
use crate::id::DossierId;
use crate::progress::DossierStatus;
use crate::summary::Summary;
use crate::text::{Language, Text};

/// A dossier that was finished long ago.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Finished {
    pub dossier: DossierId,
    /// Name of the employer; none for the office itself.
    pub employer: Option<String>,
    /// The handbook, in a word or two.
    pub short: Text,
    /// When it was signed off, in UTC.
    #[specta(type = String)]
    pub signed_off: Timestamp,
}

/// A dossier whose day has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub dossier: DossierId,
    /// Employer, or the handbook for the office itself.
    pub name: String,
    /// For whom it waits, if it does.
    pub on: Option<String>,
    /// Title of the step to go on with; none when every step is done.
    pub next: Option<String>,
}

impl Board {
    /// Dossiers that were signed off before a day, in UTC.
    pub fn finished_before(self, limit: Date) -> Vec<Finished> {
        let rows = self.rows.into_iter().filter_map(|row| {
            let signed_off = row.summary.signed_off?;
            let day = signed_off.to_zoned(TimeZone::UTC).date();
            (day < limit).then_some(Finished {
                dossier: row.summary.dossier,
                employer: row.employer,
                short: row.summary.short,
                signed_off,
            })
        });
        rows.collect()
    }

    /// Dossiers whose day has come and that were not reported before. `reported` takes them up.
    pub fn due(
        self,
        today: Date,
        reported: &mut BTreeSet<(DossierId, Date)>,
        language: Language,
    ) -> Vec<Due> {
        let due = self.rows.into_iter().filter_map(|row| {
            let day = row.summary.day().filter(|day| *day <= today)?;
            let fresh = reported.insert((row.summary.dossier, day));
            fresh.then(|| one(&row.summary, row.employer, language))
        });
        due.collect()
    }
}

fn one(summary: &Summary, employer: Option<String>, language: Language) -> Due {
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
