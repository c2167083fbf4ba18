//! Employers as the screens show them.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;
use specta::Type;

use crate::employer::Employer;
use crate::employer_card::Difference;
use crate::field::Wrong;
use crate::id::EmployerId;
use crate::summary::Summary;

/// An employer in the list.
#[derive(Debug, Clone, Serialize, Type)]
pub struct EmployerRow {
    pub employer: Employer,
    pub dossiers: u32,
    /// How many of those are not signed off.
    pub open: u32,
}

impl EmployerRow {
    /// Employers with how many dossiers each has, in the order in which they come.
    pub fn all(employers: impl Iterator<Item = Employer>, summaries: &[Summary]) -> Vec<Self> {
        let mut counts: HashMap<EmployerId, (u32, u32)> = HashMap::new();
        for summary in summaries {
            if let Some(employer) = summary.employer {
                let count = counts.entry(employer).or_default();
                count.0 += 1;
                count.1 += u32::from(summary.signed_off.is_none());
            }
        }
        let row = |employer: Employer| {
            let (dossiers, open) = counts.get(&employer.id).copied().unwrap_or_default();
            Self { employer, dossiers, open }
        };
        employers.map(row).collect()
    }
}

/// An employer with its dossiers.
#[derive(Debug, Clone, Serialize, Type)]
pub struct EmployerCard {
    pub employer: Employer,
    /// Its dossiers, open ones first.
    pub dossiers: Vec<Summary>,
    /// Where the card says otherwise than Loket.
    pub differences: Vec<Difference>,
    /// The card as it was typed last, when something in it did not read.
    pub draft: Option<Employer>,
}

impl EmployerCard {
    /// The dossiers of one employer among all: open ones first, and what changed last before the others.
    pub fn dossiers_of(employer: EmployerId, summaries: Vec<Summary>) -> Vec<Summary> {
        let mut dossiers: Vec<_> =
            summaries.into_iter().filter(|summary| summary.employer == Some(employer)).collect();
        dossiers.sort_by_key(|summary| (summary.signed_off.is_some(), Reverse(summary.changed)));
        dossiers
    }
}

/// What saving a card brought.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SavedCard {
    /// The card; none while a new employer has no name that reads.
    pub card: Option<EmployerCard>,
    /// The fields that do not read: kept in a draft as typed.
    pub wrong: Vec<Wrong>,
}

/// What goes when an employer is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Removal {
    pub dossiers: u32,
    pub events: u32,
    /// Runs of hours.
    pub hours_runs: u32,
    /// Records of files that were made. The files themselves stay where they were saved.
    pub files: u32,
    /// Backups there are: they keep what goes until they are let go themselves.
    pub backups: u32,
    /// Damaged files that were set aside, in which it may stand until they are deleted.
    pub set_aside: u32,
}
