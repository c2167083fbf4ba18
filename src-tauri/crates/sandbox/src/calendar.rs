//! Payroll periods: months, four weeks, weeks.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};

/// A payroll period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub year: i16,
    /// From 1: to 12 for months, 13 for four weeks, 52 or 53 for weeks.
    pub number: i8,
    pub start: Date,
    pub end: Date,
}

impl Period {
    /// YYYYPP.
    pub fn id(self) -> i32 {
        i32::from(self.year) * 100 + i32::from(self.number)
    }
}

/// The periods of a year for a period type: 1 month, 3 four weeks, 4 week.
pub(crate) fn periods(kind: u8, year: i16) -> Vec<Period> {
    match kind {
        3 => weeks(year, 13, 4),
        4 => weeks(year, if long(year) { 53 } else { 52 }, 1),
        _ => (1..=12)
            .map(|number| {
                let start = date(year, number, 1);
                Period { year, number, start, end: start.last_of_month() }
            })
            .collect(),
    }
}

/// The name of a period type.
pub(crate) fn kind_name(kind: u8) -> &'static str {
    match kind {
        3 => "4 weken",
        4 => "Week",
        _ => "Maand",
    }
}

fn long(year: i16) -> bool {
    ISOWeekDate::new(year, 53, Weekday::Monday).is_ok()
}

fn weeks(year: i16, count: i8, length: i32) -> Vec<Period> {
    let Ok(first) = ISOWeekDate::new(year, 1, Weekday::Monday) else {
        return Vec::new();
    };
    // The last of thirteen periods takes the 53rd week of a long year along.
    let spare = if length == 4 && long(year) { 7 } else { 0 };
    (1..=count)
        .filter_map(|number| {
            let start = first.date().checked_add((i32::from(number - 1) * length * 7).days()).ok()?;
            let days = length * 7 - 1 + if number == count { spare } else { 0 };
            Some(Period { year, number, start, end: start.checked_add(days.days()).ok()? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::periods;

    #[test]
    fn a_year_is_covered_once() {
        for (kind, counts) in [(1, [12, 12]), (3, [13, 13]), (4, [53, 52])] {
            for (year, count) in [2026, 2027].into_iter().zip(counts) {
                let periods = periods(kind, year);
                assert_eq!(periods.len(), count);
                assert!(periods.windows(2).all(|pair| pair[0].end.tomorrow().unwrap() == pair[1].start));
            }
        }
        assert_eq!(periods(3, 2026)[0].start, date(2025, 12, 29));
        assert_eq!(periods(3, 2026)[12].end.tomorrow().unwrap(), periods(3, 2027)[0].start);
        assert_eq!(periods(1, 2026)[1].id(), 202_602);
    }
}
