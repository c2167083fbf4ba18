//! Periods of payroll: months, four weeks and weeks, by their days.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::employer::PayrollPeriodType;

/// How the year of an administration is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PeriodKind {
    Month,
    /// Periods of four ISO weeks. In a year of 53 weeks the thirteenth has five.
    FourWeeks,
    Week,
}

impl PeriodKind {
    /// How many periods a year has.
    pub fn periods(self, year: i16) -> i8 {
        match self {
            Self::Month => 12,
            Self::FourWeeks => 13,
            Self::Week => weeks_of(year),
        }
    }
}

/// A period of payroll, in Loket a loonperiode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename = "PayrollPeriod")]
pub struct Period {
    pub year: i16,
    pub kind: PeriodKind,
    /// From 1.
    pub number: i8,
}

impl From<PayrollPeriodType> for PeriodKind {
    fn from(kind: PayrollPeriodType) -> Self {
        match kind {
            PayrollPeriodType::Month => Self::Month,
            PayrollPeriodType::FourWeeks => Self::FourWeeks,
            PayrollPeriodType::Week => Self::Week,
        }
    }
}

impl Period {
    /// None for a period that the year does not have.
    pub fn new(year: i16, kind: PeriodKind, number: i8) -> Option<Self> {
        let fits = (1900..=9998).contains(&year) && (1..=kind.periods(year)).contains(&number);
        fits.then_some(Self { year, kind, number })
    }

    /// The period of a kind that a day is in.
    pub fn of(day: Date, kind: PeriodKind) -> Option<Self> {
        match kind {
            PeriodKind::Month => Self::new(day.year(), kind, day.month()),
            PeriodKind::Week => {
                let week = day.iso_week_date();
                Self::new(week.year(), kind, week.week())
            }
            PeriodKind::FourWeeks => {
                let week = day.iso_week_date();
                Self::new(week.year(), kind, ((week.week() - 1) / 4 + 1).min(13))
            }
        }
    }

    /// The one after it; none at the end of the years that are known.
    pub fn next(self) -> Option<Self> {
        Self::new(self.year, self.kind, self.number + 1)
            .or_else(|| Self::new(self.year.checked_add(1)?, self.kind, 1))
    }

    /// The one before it; none at the beginning of the years that are known.
    pub fn before(self) -> Option<Self> {
        Self::new(self.year, self.kind, self.number - 1).or_else(|| {
            let year = self.year.checked_sub(1)?;
            Self::new(year, self.kind, self.kind.periods(year))
        })
    }

    /// As Loket writes it: year and number in one, 202611.
    pub fn id(self) -> u32 {
        u32::from(self.year.unsigned_abs()) * 100 + u32::from(self.number.unsigned_abs())
    }

    /// Its first day.
    pub fn first(self) -> Date {
        match self.kind {
            PeriodKind::Month => Date::new(self.year, self.number, 1).unwrap_or(date(1900, 1, 1)),
            PeriodKind::FourWeeks => monday(self.year, (self.number - 1) * 4 + 1),
            PeriodKind::Week => monday(self.year, self.number),
        }
    }

    /// Its last day.
    pub fn last(self) -> Date {
        match self.kind {
            PeriodKind::Month => self.first().last_of_month(),
            PeriodKind::FourWeeks if self.number < 13 => later(self.first(), 27),
            PeriodKind::FourWeeks => later(monday(self.year, weeks_of(self.year)), 6),
            PeriodKind::Week => later(self.first(), 6),
        }
    }

    /// Whether a day is in it.
    pub fn holds(self, day: Date) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        (self.last() - self.first()).get_days() + 1
    }

    /// Whether it is the thirteenth period of a year of 53 weeks, with a fifth week.
    pub fn has_fifth_week(self) -> bool {
        self.kind == PeriodKind::FourWeeks && self.number == 13 && weeks_of(self.year) == 53
    }
}

/// How many ISO weeks a year has: 52 or 53.
pub fn weeks_of(year: i16) -> i8 {
    Date::new(year, 12, 28).map_or(52, |day| day.iso_week_date().week())
}

fn monday(year: i16, week: i8) -> Date {
    ISOWeekDate::new(year, week, Weekday::Monday).map_or(date(1900, 1, 1), ISOWeekDate::date)
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

impl fmt::Display for Period {
    /// `2026-11`, `2026-P11` for four weeks, `2026-W45` for a week.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.kind {
            PeriodKind::Month => "",
            PeriodKind::FourWeeks => "P",
            PeriodKind::Week => "W",
        };
        write!(formatter, "{}-{mark}{:02}", self.year, self.number)
    }
}

/// Text that is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPeriod {
    #[error("no period: 2026-11 is a month, 2026-P11 four weeks, 2026-W45 a week")]
    Unreadable,
    /// There is no fourteenth period of four weeks: a week 53 belongs to the thirteenth.
    #[error("the year has periods 1 to {most}; a week 53 belongs to the last")]
    NotInYear { most: i8 },
}

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let (year, number) = text.split_once('-').ok_or(NoPeriod::Unreadable)?;
        let (kind, number) = match number.as_bytes().first() {
            Some(b'P' | b'p') => (PeriodKind::FourWeeks, &number[1..]),
            Some(b'W' | b'w') => (PeriodKind::Week, &number[1..]),
            _ => (PeriodKind::Month, number),
        };
        let (Ok(year), Ok(number)) = (year.parse(), number.parse()) else { return Err(NoPeriod::Unreadable) };
        Self::new(year, kind, number).ok_or(NoPeriod::NotInYear { most: kind.periods(year) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_has_its_days() {
        let november = period("2026-11");
        assert_eq!((november.first(), november.last()), (date(2026, 11, 1), date(2026, 11, 30)));
        assert!(!november.holds(date(2026, 10, 31)));
        assert_eq!(november.id(), 202_611);
        assert_eq!(period("2028-02").days(), 29);
    }

    #[test]
    fn the_thirteenth_period_of_2026_has_five_weeks_and_there_is_no_fourteenth() {
        let last = period("2026-P13");
        assert_eq!((last.first(), last.last()), (date(2026, 11, 30), date(2027, 1, 3)));
        assert!(last.has_fifth_week());
        assert_eq!(Period::of(date(2027, 1, 3), PeriodKind::FourWeeks), Some(last));
        assert!(!period("2025-P13").has_fifth_week());
        assert_eq!("2026-P14".parse::<Period>(), Err(NoPeriod::NotInYear { most: 13 }));
        assert_eq!("2025-W53".parse::<Period>(), Err(NoPeriod::NotInYear { most: 52 }));
        assert_eq!("202611".parse::<Period>(), Err(NoPeriod::Unreadable));
        assert_eq!(period("2026-W53").first(), date(2026, 12, 28));
    }

    #[test]
    fn every_day_is_in_the_period_that_it_is_of() {
        for kind in [PeriodKind::Month, PeriodKind::FourWeeks, PeriodKind::Week] {
            let mut day = date(2019, 12, 1);
            while day < date(2028, 2, 1) {
                assert!(Period::of(day, kind).unwrap().holds(day), "{kind:?} {day}");
                day = later(day, 1);
            }
        }
    }
}
