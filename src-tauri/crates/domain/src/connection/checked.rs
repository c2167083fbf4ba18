//! Checking several dossiers: which, and what came of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::dossier::{self, Dossier};
use crate::handbook::Handbook;
use crate::id::{DossierId, EmployerId};
use crate::reading::Unread;
use crate::record_words;
use crate::text::Text;
use crate::verdict::Outcome;

/// The dossiers to check.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum CheckSelection {
    /// Every dossier of the board; with `resume` those that a run did not reach that was broken off.
    Board { resume: bool },
    /// All of an employer.
    Employer { employer: EmployerId },
    /// These.
    Dossiers { dossiers: BTreeSet<DossierId> },
}

/// What checking several dossiers brought.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Type)]
pub struct Checked {
    pub dossiers: u32,
    /// Of those, dossiers in which everything that was asked is in order.
    pub fine: u32,
    /// Dossiers with something that was in order before and is not now.
    pub worsened: Vec<DossierId>,
    /// Dossiers with something else that is not in order.
    pub failing: Vec<DossierId>,
    /// Why, for each of those.
    pub reasons: Vec<DossierReasons>,
    /// Employers that could not be asked about.
    pub skipped: Vec<Skipped>,
}

/// Why a dossier is not in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DossierReasons {
    pub dossier: DossierId,
    /// A line that fails and what is not so, each.
    pub reasons: Vec<Text>,
}

/// An employer that could not be asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Skipped {
    pub employer: EmployerId,
    pub name: String,
    pub why: Unread,
}

impl Checked {
    /// Counts a dossier that was checked: how it stood before, and how it stands now.
    pub fn count(&mut self, before: &Dossier, after: &Dossier, handbook: &Handbook) {
        self.dossiers += 1;
        let blocks = after.checks.values().any(dossier::Checked::blocks);
        if is_worsened(after) && !is_worsened(before) {
            self.worsened.push(after.id);
        } else if blocks {
            self.failing.push(after.id);
        } else if after.checks.values().all(|one| one.verdict.outcome == Outcome::Met) {
            self.fine += 1;
        }
        if blocks {
            let reasons = record_words::failing(handbook, after);
            self.reasons.push(DossierReasons { dossier: after.id, reasons });
        }
    }
}

fn is_worsened(dossier: &Dossier) -> bool {
    dossier.checks.values().any(dossier::Checked::worsened)
}
