//! Which period a new run is for.

use jiff::civil::Date;

use super::RunSummary;
use crate::hours::period::{Period, PeriodKind};

/// The period after the last run of an administration, whatever became of that; without one the period of today.
pub fn proposed_period<'a>(
    runs: impl IntoIterator<Item = &'a RunSummary>,
    kind: PeriodKind,
    today: Date,
) -> Option<Period> {
    let last = runs.into_iter().map(|run| run.period).filter(|period| period.kind == kind).max();
    match last {
        Some(last) => last.next(),
        None => Period::of(today, kind),
    }
}
