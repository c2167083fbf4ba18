//! Dates as people, clocks and spreadsheets write them.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::sheet::Cell;

/// In which order day and month stand where both could be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DateOrder {
    /// 5-11 is 5 November.
    DayMonth,
    /// 11/05 is 5 November.
    MonthDay,
}

/// A date as written, before it is known which number is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenDate {
    /// One way to read it.
    Sure(Date),
    /// Two numbers that could each be day or month, with which sign between them.
    Either { first: i8, second: i8, year: i16, slash: bool, weekday: Option<Weekday> },
}

/// Cell that holds no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateFault {
    /// It is not written as a date.
    Unreadable,
    /// It is, but there is no such day: 31 November.
    NoSuchDay,
    /// The day of the week beside it is another.
    OtherWeekday,
}

const MONTHS: [(&str, i8); 38] = [
    ("januari", 1),
    ("january", 1),
    ("jan", 1),
    ("februari", 2),
    ("february", 2),
    ("feb", 2),
    ("maart", 3),
    ("march", 3),
    ("mrt", 3),
    ("mar", 3),
    ("maa", 3),
    ("mär", 3),
    ("april", 4),
    ("apr", 4),
    ("mei", 5),
    ("may", 5),
    ("juni", 6),
    ("june", 6),
    ("jun", 6),
    ("juli", 7),
    ("july", 7),
    ("jul", 7),
    ("augustus", 8),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("oktober", 10),
    ("october", 10),
    ("okt", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
    ("dez", 12),
    ("déc", 12),
];

const WEEKDAYS: [(&[&str], Weekday); 7] = [
    (&["maandag", "ma", "monday", "mon"], Weekday::Monday),
    (&["dinsdag", "di", "tuesday", "tue"], Weekday::Tuesday),
    (&["woensdag", "wo", "wednesday", "wed"], Weekday::Wednesday),
    (&["donderdag", "do", "thursday", "thu"], Weekday::Thursday),
    (&["vrijdag", "vr", "vrij", "friday", "fri"], Weekday::Friday),
    (&["zaterdag", "za", "saturday", "sat"], Weekday::Saturday),
    (&["zondag", "zo", "sunday", "sun"], Weekday::Sunday),
];

/// Reads a date; none for an empty cell. A time behind it is left out.
///
/// # Errors
/// What is no date, and why.
pub fn written_date(cell: Cell<'_>) -> Result<Option<WrittenDate>, DateFault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Text(text) => from_text(text),
        Cell::Time(time) => match time.date {
            // Days before 1950 are times of the day or durations.
            Some(moment) if moment.year() >= 1950 => Ok(Some(WrittenDate::Sure(moment.date()))),
            _ => Err(DateFault::Unreadable),
        },
        Cell::Number(_) | Cell::Fault(_) => Err(DateFault::Unreadable),
    }
}

fn from_text(text: &str) -> Result<Option<WrittenDate>, DateFault> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return Ok(None);
    }
    // No date is without a digit.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(DateFault::Unreadable);
    }
    let lower = text.to_lowercase();
    let mut words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '.' | ','))
        .filter(|word| !word.is_empty())
        .collect();
    let weekday = words.first().and_then(|word| weekday(word));
    if weekday.is_some() {
        words.remove(0);
    }
    let [first, second, third, rest @ ..] = words.as_slice() else {
        return compact(words.as_slice(), weekday);
    };
    // 2026-10-23T06:00:00.000Z: the time is in the third part.
    let (third, time) = match third.split_once('t') {
        Some((day, time)) if number(day).is_some() => (day, Some(time)),
        _ => (*third, None),
    };
    if !time.into_iter().chain(rest.iter().copied()).all(is_time) {
        return Err(DateFault::Unreadable);
    }
    if first.len() == 4 {
        let month = number(second).or_else(|| month(second));
        return match (year(first), month, number(third)) {
            (Some(year), Some(month), Some(day)) => sure(year, month, day, weekday),
            _ => Err(DateFault::Unreadable),
        };
    }
    let Some(year) = year(third) else { return Err(DateFault::Unreadable) };
    match (number(first), number(second), month(first), month(second)) {
        (Some(first), Some(second), ..) => either(first, second, year, text.contains('/'), weekday),
        (Some(day), _, _, Some(month)) | (_, Some(day), Some(month), _) => sure(year, month, day, weekday),
        _ => Err(DateFault::Unreadable),
    }
}

fn either(
    first: i8,
    second: i8,
    year: i16,
    slash: bool,
    weekday: Option<Weekday>,
) -> Result<Option<WrittenDate>, DateFault> {
    if first > 31 || second > 31 || first == 0 || second == 0 || (first > 12 && second > 12) {
        return Err(DateFault::NoSuchDay);
    }
    Ok(Some(WrittenDate::Either { first, second, year, slash, weekday }))
}

/// 20261103, without anything between.
fn compact(words: &[&str], weekday: Option<Weekday>) -> Result<Option<WrittenDate>, DateFault> {
    let [word] = words else { return Err(DateFault::Unreadable) };
    let day = word.split_once('t').map_or(*word, |(day, _)| day);
    if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateFault::Unreadable);
    }
    match (day[..4].parse(), number(&day[4..6]), number(&day[6..])) {
        (Ok(year), Some(month), Some(day)) if (1950..2100).contains(&year) => sure(year, month, day, weekday),
        _ => Err(DateFault::Unreadable),
    }
}

fn sure(year: i16, month: i8, day: i8, weekday: Option<Weekday>) -> Result<Option<WrittenDate>, DateFault> {
    checked(year, month, day, weekday).map(|day| Some(WrittenDate::Sure(day)))
}

fn checked(year: i16, month: i8, day: i8, weekday: Option<Weekday>) -> Result<Date, DateFault> {
    let day = Date::new(year, month, day).map_err(|_| DateFault::NoSuchDay)?;
    match weekday {
        Some(weekday) if weekday != day.weekday() => Err(DateFault::OtherWeekday),
        _ => Ok(day),
    }
}

fn number(word: &str) -> Option<i8> {
    let plain = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}

/// Two digits are of this century: no hours of another are paid.
fn year(word: &str) -> Option<i16> {
    let digits = word.trim_start_matches(['\'', '’']);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        2 => digits.parse::<i16>().ok().map(|year| 2000 + year),
        4 => digits.parse().ok().filter(|year| (1900..2100).contains(year)),
        _ => None,
    }
}

/// A month by its name, in small letters.
pub(super) fn month(word: &str) -> Option<i8> {
    MONTHS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month)
}

/// A day of the week by its name, in small letters.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(names, _)| names.contains(&word)).map(|(_, weekday)| *weekday)
}

/// 08:00, 08:00:00, 000z, am: what may stand behind a date.
fn is_time(word: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, ':' | 'z' | '+');
    matches!(word, "am" | "pm" | "uur") || (!word.is_empty() && word.chars().all(sign))
}

impl WrittenDate {
    /// The day, once the order is known.
    ///
    /// # Errors
    /// There is no such day in this order.
    pub fn day(self, order: DateOrder) -> Result<Date, DateFault> {
        match self {
            Self::Sure(day) => Ok(day),
            Self::Either { first, second, year, weekday, .. } => match order {
                DateOrder::DayMonth => checked(year, second, first, weekday),
                DateOrder::MonthDay => checked(year, first, second, weekday),
            },
        }
    }

    /// The one order in which it is a day, where only one is.
    fn order(self) -> Option<DateOrder> {
        let Self::Either { first, second, .. } = self else { return None };
        // The same day in both orders says nothing.
        if first == second {
            return None;
        }
        match (self.day(DateOrder::DayMonth).is_ok(), self.day(DateOrder::MonthDay).is_ok()) {
            (true, false) => Some(DateOrder::DayMonth),
            (false, true) => Some(DateOrder::MonthDay),
            _ => None,
        }
    }
}

/// What the dates of a column say of their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderEvidence {
    pub day_month: usize,
    pub month_day: usize,
    /// Dates that fit both ways and would be different days.
    pub both: usize,
    /// Of those, the ones with a slash.
    pub slashes: usize,
}

impl OrderEvidence {
    /// Takes in one date.
    pub fn add(&mut self, date: WrittenDate) {
        match (date, date.order()) {
            (_, Some(DateOrder::DayMonth)) => self.day_month += 1,
            (_, Some(DateOrder::MonthDay)) => self.month_day += 1,
            (WrittenDate::Either { first, second, slash, .. }, None) if first != second => {
                self.both += 1;
                self.slashes += usize::from(slash);
            }
            _ => {}
        }
    }

    /// The order that all rows allow; none when they have to be asked about: with a slash and no date that settles it,
    /// or dates that contradict each other. Without a slash it is the Dutch format.
    pub fn order(self) -> Option<DateOrder> {
        match (self.day_month, self.month_day) {
            (0, 0) if self.slashes == 0 => Some(DateOrder::DayMonth),
            (0, 0) => None,
            (_, 0) => Some(DateOrder::DayMonth),
            (0, _) => Some(DateOrder::MonthDay),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> Result<Date, DateFault> {
        written_date(Cell::Text(text))
            .and_then(|date| date.ok_or(DateFault::Unreadable)?.day(DateOrder::DayMonth))
    }

    #[test]
    fn dates_read_as_people_and_spreadsheets_write_them() {
        for text in [
            "2 nov. 2026",
            "ma 2 nov. 2026",
            "2-nov-26",
            "2 november 2026",
            "ma 2-11-2026",
            "2 NOV 2026",
            "02-11-26",
            "2.11.2026",
            "2/11/2026",
            "20261102",
            "2026-11-02",
            "2026-11-02 08:00",
            "2026-11-02T08:00:00.000Z",
            "November 2, 2026",
            "2026/11/02",
            "2-11-2026 08:00:00 PM",
            "maandag 2 november 2026",
        ] {
            assert_eq!(read(text), Ok(date(2026, 11, 2)), "{text}");
        }
        assert_eq!(read("7-mrt-26"), Ok(date(2026, 3, 7)));
        assert_eq!(read("1-mei-26"), Ok(date(2026, 5, 1)));
        assert_eq!(read("4-okt-26"), Ok(date(2026, 10, 4)));
    }

    #[test]
    fn days_that_are_not_are_refused() {
        assert_eq!(read("31 nov 2026"), Err(DateFault::NoSuchDay));
        assert_eq!(read("29-02-2026"), Err(DateFault::NoSuchDay));
        assert_eq!(read("di 2-11-2026"), Err(DateFault::OtherWeekday));
        for text in ["", "12", "1234", "8,00", "7:30", "nov 2026", "45/2026", "2-11-2026 enz.", "12-13"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    fn order(dates: &[&str]) -> Option<DateOrder> {
        let mut evidence = OrderEvidence::default();
        for text in dates {
            evidence.add(written_date(Cell::Text(text)).unwrap().unwrap());
        }
        evidence.order()
    }

    #[test]
    fn the_order_comes_from_all_rows() {
        assert_eq!(order(&["11/05/2026", "11/13/2026"]), Some(DateOrder::MonthDay));
        assert_eq!(order(&["05/11/2026", "13/11/2026"]), Some(DateOrder::DayMonth));
        assert_eq!(order(&["11/05/2026", "11/06/2026"]), None);
        assert_eq!(order(&["05-11-2026"]), Some(DateOrder::DayMonth));
        assert_eq!(order(&["13-11-2026", "11-13-2026"]), None);
        // The day of the week settles it as well.
        assert_eq!(order(&["thu 11/05/2026"]), Some(DateOrder::MonthDay));
    }
}
