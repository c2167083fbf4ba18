//! Hours from clock times: what passed between the beginning and the end of a shift, where the clock of the Netherlands counts.
//!
//! Only where the user chose so for a layout. An end before the beginning is of the next day; in the nights in which the clock is
//! changed what passed counts; what cannot be told is a fault and never nothing.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::exact::Amount;

/// Where the clocks stand.
const HERE: TimeZone = jiff::tz::get!("Europe/Amsterdam");
/// The longest that a shift lasts by the clock, in seconds: a day.
const LONGEST: i64 = 24 * 3600;

/// Which of two hours is meant in the night in which the clock goes back: it is 2:30 twice then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RepeatedHour {
    /// In summer time.
    First,
    /// In winter time.
    Second,
}

/// Why clock times are no hours.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum ClockFault {
    /// One of the two is not there.
    Open,
    /// Not written as a time of the day.
    Unreadable,
    /// It ends when it begins: nothing, or a whole day.
    Same,
    /// The day on which it ends is before that on which it begins.
    Backwards,
    /// Longer than a day.
    TooLong,
    /// There is no such time that night: the clock goes from 2 to 3.
    NotThere,
    /// There are two such times that night, and nobody chose which is meant.
    Repeated,
    /// The break does not read, or is longer than the shift.
    Break,
}

/// A time as it stands in a cell, with its day where that stands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTime {
    pub day: Option<Date>,
    /// Since midnight, up to and with 24:00.
    pub seconds: i64,
}

/// What passed in a shift, in hours. `day` is that on which it begins, `end_day` that on which it ends, where the file says so.
/// Without a day it is by the clock alone.
///
/// # Errors
/// Why it cannot be told.
pub fn elapsed(
    begin: ClockTime,
    end: ClockTime,
    day: Option<Date>,
    end_day: Option<Date>,
    repeated: Option<RepeatedHour>,
) -> Result<Amount, ClockFault> {
    let Some(day) = begin.day.or(day) else {
        return match end.seconds - begin.seconds {
            0 => Err(ClockFault::Same),
            seconds if seconds < 0 => hours(seconds + LONGEST),
            seconds => hours(seconds),
        };
    };
    let begins = moment(day, begin.seconds)?;
    let says_day = end.day.or(end_day);
    let mut ends = moment(says_day.unwrap_or(day), end.seconds)?;
    if says_day.is_none() && ends < begins {
        ends = ends.checked_add(1.day()).map_err(|_| ClockFault::Unreadable)?;
    }
    if ends == begins {
        return Err(ClockFault::Same);
    }
    if ends < begins {
        return Err(ClockFault::Backwards);
    }
    let by_clock = ends.duration_since(begins).as_secs();
    if by_clock > LONGEST {
        return Err(ClockFault::TooLong);
    }
    let passed = instant(ends, repeated)?.duration_since(instant(begins, repeated)?).as_secs();
    // Both in the hour that comes twice, the end in the first of them.
    if passed <= 0 { Err(ClockFault::Backwards) } else { hours(passed) }
}

fn hours(seconds: i64) -> Result<Amount, ClockFault> {
    Amount::fraction(seconds, 3600).ok_or(ClockFault::Unreadable)
}

fn moment(day: Date, seconds: i64) -> Result<DateTime, ClockFault> {
    let midnight = day.to_datetime(Time::midnight());
    midnight.checked_add(seconds.seconds()).map_err(|_| ClockFault::Unreadable)
}

fn instant(moment: DateTime, repeated: Option<RepeatedHour>) -> Result<Timestamp, ClockFault> {
    let zoned = HERE.to_ambiguous_timestamp(moment);
    let found = match (zoned.offset(), repeated) {
        (AmbiguousOffset::Unambiguous { .. }, _) => zoned.unambiguous(),
        (AmbiguousOffset::Gap { .. }, _) => return Err(ClockFault::NotThere),
        (AmbiguousOffset::Fold { .. }, None) => return Err(ClockFault::Repeated),
        (AmbiguousOffset::Fold { .. }, Some(RepeatedHour::First)) => zoned.earlier(),
        (AmbiguousOffset::Fold { .. }, Some(RepeatedHour::Second)) => zoned.later(),
    };
    found.map_err(|_| ClockFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn at(hour: i64, minute: i64) -> ClockTime {
        ClockTime { day: None, seconds: hour * 3600 + minute * 60 }
    }

    fn shift(day: Date, begin: (i64, i64), end: (i64, i64)) -> Result<String, ClockFault> {
        let passed = elapsed(at(begin.0, begin.1), at(end.0, end.1), Some(day), None, None);
        passed.map(|hours| hours.to_string())
    }

    #[test]
    fn the_night_in_march_is_an_hour_shorter_and_that_in_october_an_hour_longer() {
        assert_eq!(shift(date(2026, 3, 27), (22, 0), (6, 0)).as_deref(), Ok("8"));
        assert_eq!(shift(date(2026, 3, 28), (22, 0), (6, 0)).as_deref(), Ok("7"));
        assert_eq!(shift(date(2026, 10, 24), (22, 0), (6, 0)).as_deref(), Ok("9"));
        assert_eq!(shift(date(2026, 10, 25), (22, 0), (6, 0)).as_deref(), Ok("8"));
        assert_eq!(shift(date(2026, 3, 29), (0, 0), (24, 0)).as_deref(), Ok("23"), "a whole day");
    }

    #[test]
    fn a_time_that_is_not_there_or_there_twice_is_not_guessed() {
        assert_eq!(shift(date(2026, 3, 28), (22, 0), (2, 30)), Err(ClockFault::NotThere));
        assert_eq!(shift(date(2026, 10, 24), (22, 0), (2, 30)), Err(ClockFault::Repeated));
        let with = |repeated| elapsed(at(22, 0), at(2, 30), Some(date(2026, 10, 24)), None, Some(repeated));
        assert_eq!(with(RepeatedHour::First).unwrap().to_string(), "4.5");
        assert_eq!(with(RepeatedHour::Second).unwrap().to_string(), "5.5");
    }

    #[test]
    fn what_ends_when_it_begins_or_before_or_after_more_than_a_day_is_a_fault() {
        let day = date(2026, 11, 2);
        assert_eq!(shift(day, (8, 0), (8, 0)), Err(ClockFault::Same));
        let until = |end_day| elapsed(at(8, 0), at(7, 0), Some(day), Some(end_day), None);
        assert_eq!(until(day), Err(ClockFault::Backwards));
        assert_eq!(until(date(2026, 11, 3)).unwrap().to_string(), "23");
        assert_eq!(until(date(2026, 11, 4)), Err(ClockFault::TooLong));
        let without_day = |begin, end| elapsed(begin, end, None, None, None);
        assert_eq!(without_day(at(22, 0), at(6, 20)).unwrap().to_string(), "25/3");
        assert_eq!(without_day(at(8, 0), at(8, 0)), Err(ClockFault::Same));
    }

    proptest! {
        #[test]
        fn parts_of_a_night_are_the_whole_night(day in 0_i32..3650, begin in 0_i64..1440, first in 1_i64..700, second in 1_i64..700) {
            // Cut in two at any minute, the two parts are what passed from beginning to end by the world's clock.
            let day = date(2020, 1, 1).checked_add(day.days()).unwrap();
            let time = |minutes: i64| {
                let day = day.checked_add((minutes / 1440).days()).unwrap();
                ClockTime { day: Some(day), seconds: minutes % 1440 * 60 }
            };
            let (one, two, three) = (time(begin), time(begin + first), time(begin + first + second));
            for repeated in [RepeatedHour::First, RepeatedHour::Second] {
                let of = |from, to| elapsed(from, to, None, None, Some(repeated));
                let (Ok(before), Ok(after), Ok(whole)) = (of(one, two), of(two, three), of(one, three)) else { continue };
                prop_assert_eq!(before.plus(after).unwrap(), whole);
                let minutes = whole.times(60).unwrap().to_whole().unwrap();
                let changed = minutes - first - second;
                prop_assert!(matches!(changed, -60 | 0 | 60), "{}", changed);
            }
        }

        #[test]
        fn an_ordinary_night_is_its_minutes(begin in 0_i64..1440, length in 1_i64..1440) {
            // No clock is changed in November.
            let end = (begin + length) % 1440;
            let passed = elapsed(at(0, begin), at(0, end), Some(date(2026, 11, 9)), None, None).unwrap();
            prop_assert_eq!(passed, Amount::fraction(length, 60).unwrap());
        }
    }
}
