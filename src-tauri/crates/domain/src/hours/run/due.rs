//! When the hours of an administration have to be in Loket: a day of the month that the office chose.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use specta::Type;

use super::{RunStatus, RunSummary};
use crate::hours::period::{Period, PeriodKind};
use crate::id::{EmployerId, HoursRunId};

/// So many days after its first day a period can be due at the earliest: a day in the first third of a month is one of
/// the month after it.
const EARLIEST: i32 = 9;

/// Hours that have to be in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DueHours {
    pub employer: EmployerId,
    /// Aansluitnummer.
    pub administration: u32,
    pub period: Period,
    #[specta(type = String)]
    pub day: Date,
    /// The run of this period; none: it was not started.
    pub run: Option<HoursRunId>,
}

/// The first period of an administration that is not in Loket, if it is due by `until`. `runs` are all of that
/// administration. None where no day was chosen; the day of the run that was started last counts.
pub fn due_hours(runs: &[&RunSummary], until: Date) -> Option<DueHours> {
    let last = runs.iter().max_by_key(|run| run.created)?;
    let own = || runs.iter().filter(|run| run.period.kind == last.period.kind);
    let is_done = |run: &RunSummary| {
        matches!(run.status, RunStatus::Uploaded | RunStatus::Processed | RunStatus::SignedOff)
    };
    let done = own().filter(|run| is_done(run)).map(|run| run.period).max();
    let period = match done {
        Some(done) => done.next()?,
        None => own().map(|run| run.period).min()?,
    };
    let day = due_day(period, last.due_day?)?;
    let run = own().filter(|run| run.period == period).max_by_key(|run| run.created);
    (day <= until).then(|| DueHours {
        employer: last.employer,
        administration: last.administration,
        period,
        day,
        run: run.map(|run| run.run),
    })
}

/// The first such day of a month that is not before the first third of the period; the last day of a shorter month.
/// None for periods of a week, which come more often than a day of the month.
fn due_day(period: Period, day: u8) -> Option<Date> {
    if period.kind == PeriodKind::Week {
        return None;
    }
    let earliest = period.first().saturating_add(EARLIEST.days());
    let in_month = |month: Date| {
        let day = i8::try_from(day).unwrap_or(i8::MAX).clamp(1, month.days_in_month());
        month.with().day(day).build().ok()
    };
    let this = in_month(earliest.first_of_month())?;
    if this >= earliest {
        return Some(this);
    }
    in_month(earliest.last_of_month().saturating_add(1.day()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn run(nth: u128, period: &str, status: &str, due_day: Option<u8>) -> RunSummary {
        let json = serde_json::json!({
            "run": uuid::Uuid::from_u128(nth), "employer": uuid::Uuid::from_u128(9), "administration": 395,
            "period": period.parse::<Period>().unwrap(), "status": status, "people": 0, "rows": 0, "totals": [],
            "created": format!("2026-11-{:02}T10:00:00Z", nth), "changed": "2026-11-20T10:00:00Z", "sha256": null,
            "actor": { "name": "Noor Voorbeeld", "initials": "NV" }, "uploaded": null, "signedOff": null,
            "dueDay": due_day,
        });
        serde_json::from_value(json).unwrap()
    }

    fn due(runs: &[RunSummary], until: Date) -> Option<(String, Date, bool)> {
        let found = due_hours(&runs.iter().collect::<Vec<_>>(), until)?;
        Some((found.period.to_string(), found.day, found.run.is_some()))
    }

    #[test]
    fn the_first_period_that_is_not_in_loket_is_due_on_the_day_that_was_chosen() {
        let runs = [run(1, "2026-10", "uploaded", None), run(2, "2026-11", "busy", Some(20))];
        let november = Some(("2026-11".to_owned(), date(2026, 11, 20), true));
        assert_eq!(due(&runs, date(2026, 11, 19)), None);
        assert_eq!(due(&runs, date(2026, 11, 22)), november);
        let runs = [run(1, "2026-10", "uploaded", None), run(2, "2026-11", "processed", Some(20))];
        assert_eq!(due(&runs, date(2026, 11, 22)), None);
        let december = Some(("2026-12".to_owned(), date(2026, 12, 20), false));
        assert_eq!(due(&runs, date(2026, 12, 20)), december, "a period that nobody started is due as well");
    }

    #[test]
    fn a_day_at_the_start_of_a_month_is_one_of_the_month_after_the_period() {
        let day = |period: &str, day| due_day(period.parse().unwrap(), day);
        assert_eq!(day("2026-11", 5), Some(date(2026, 12, 5)));
        assert_eq!(day("2026-11", 10), Some(date(2026, 11, 10)));
        assert_eq!(day("2026-12", 3), Some(date(2027, 1, 3)));
        assert_eq!(day("2026-02", 31), Some(date(2026, 2, 28)), "the last day of a shorter month");
        assert_eq!(day("2026-W45", 5), None);
    }

    #[test]
    fn nobody_is_told_who_did_not_ask() {
        assert_eq!(due(&[run(1, "2026-10", "busy", None)], date(2027, 1, 1)), None);
        assert_eq!(due(&[], date(2027, 1, 1)), None);
    }
}
