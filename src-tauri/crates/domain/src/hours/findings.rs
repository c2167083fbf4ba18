//! Everything that is found of a file: what reading it found, and what shows beside the mapping, Loket and the last period.

mod administration;
mod contents;
mod in_loket;
mod names;
mod people;
mod period;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::exact::Amount;
use super::finding::{Finding, FindingKind, Findings, Level};
use super::known::LoketData;
use super::rows::{HoursRow, Reading, RowStatus, SumOfRows};
use super::run::{FoundCount, HoursRun, RunContext};
use super::upload::{Mapping, NotReady, UploadTable, counted, table};

pub(super) use period::percent;

/// What came of a file.
#[derive(Debug, Clone)]
pub struct Judged {
    /// All of it, the most serious first.
    pub findings: Vec<Finding>,
    /// What would be written now, by component: rows that wait do not count.
    pub totals: BTreeMap<u32, Amount>,
    /// The table, or what stands in its way. Findings and the mapping can hold it back besides.
    pub table: Result<UploadTable, Vec<NotReady>>,
}

/// What a file is held against.
pub struct Against<'a> {
    pub run: &'a HoursRun,
    pub mapping: &'a Mapping,
    pub loket: &'a LoketData,
    /// Totals of the last run of the administration before this one.
    pub previous: Option<&'a BTreeMap<u32, Amount>>,
    /// Totals of another run for the same period; empty where that made no file.
    pub same_period: Option<&'a BTreeMap<u32, Amount>>,
}

/// Holds what was read against everything that is known. `decimals` are those of the upload file.
pub fn judge(reading: &Reading, context: &RunContext, loket: &LoketData, decimals: usize) -> Judged {
    let run = &context.run;
    let mapping = super::run::for_run(run);
    let totals = if reading.stopped { BTreeMap::new() } else { counted(reading, &mapping, decimals) };
    let previous = context.previous().and_then(super::run::RunSummary::totals);
    let same_period = context.same_period().max_by_key(|other| other.changed);
    let same_period = same_period.map(|other| other.totals().unwrap_or_default());
    let against = Against {
        run,
        mapping: &mapping,
        loket,
        previous: previous.as_ref(),
        same_period: same_period.as_ref(),
    };
    let mut findings = Findings::default();
    administration::check(reading, context, &mut findings);
    contents::check(reading, &against, &mut findings);
    people::check(reading, &against, &mut findings);
    names::check(reading, &against, &mut findings);
    in_loket::check(&against, &totals, &mut findings);
    period::check(reading, &against, &totals, &mut findings);
    let table = table(reading, &mapping, run.administration, decimals);
    if let Err(missing) = &table {
        for one in missing {
            if let NotReady::SamePerson { number, people } = one {
                findings.add(FindingKind::SamePersonTwice { number: *number, people: people.clone() }, None);
            }
        }
    }
    let mut all = reading.findings.clone();
    all.extend(findings.finish());
    if let Ok(table) = &table {
        all.extend(table.rounded.iter().cloned());
    }
    all.sort_by_key(|finding| finding.level);
    Judged { findings: all, totals, table }
}

impl Judged {
    /// How often each kind was found, the most serious first: nothing of what is in the file.
    pub fn found(&self) -> Vec<FoundCount> {
        let mut found: Vec<FoundCount> = vec![];
        for finding in &self.findings {
            let kind: &str = (&finding.kind).into();
            let places = u32::try_from(finding.places.len()).unwrap_or(u32::MAX);
            if let Some(one) = found.iter_mut().find(|one| one.kind == kind) {
                one.findings += 1;
                one.places = one.places.saturating_add(places);
            } else {
                found.push(FoundCount { kind: kind.to_owned(), level: finding.level, findings: 1, places });
            }
        }
        found
    }

    /// How many findings of a level there are.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

/// The rows that go up or wait: those that were left out concern nobody.
pub(super) fn rows(reading: &Reading) -> impl Iterator<Item = HoursRow<'_>> {
    reading.rows().filter(|row| row.status != RowStatus::LeftOut)
}

/// The same, those that belong together as one.
pub(super) fn sums(reading: &Reading) -> impl Iterator<Item = SumOfRows<'_>> {
    reading.sums().filter(|sum| sum.status != RowStatus::LeftOut)
}
