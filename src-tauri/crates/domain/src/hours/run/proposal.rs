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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_after_the_last_of_a_year_is_the_first_of_the_next() {
        let next = |text: &str| text.parse::<Period>().unwrap().next().unwrap().to_string();
        let before = |text: &str| text.parse::<Period>().unwrap().before().unwrap().to_string();
        assert_eq!((next("2026-11"), next("2026-12")), ("2026-12".into(), "2027-01".into()));
        assert_eq!((next("2026-P13"), before("2027-P01")), ("2027-P01".into(), "2026-P13".into()));
        assert_eq!((next("2026-W52"), next("2026-W53")), ("2026-W53".into(), "2027-W01".into()));
        assert_eq!(before("2027-W01"), "2026-W53");
    }

    #[test]
    fn without_a_run_the_period_of_today_is_proposed() {
        let today = jiff::civil::date(2026, 11, 20);
        let proposed = |kind| proposed_period([], kind, today).unwrap().to_string();
        assert_eq!(proposed(PeriodKind::Month), "2026-11");
        assert_eq!(proposed(PeriodKind::FourWeeks), "2026-P12");
        assert_eq!(proposed(PeriodKind::Week), "2026-W47");
    }
}
