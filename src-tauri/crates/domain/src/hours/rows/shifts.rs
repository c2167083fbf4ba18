//! When a row is for: its day, when its shift began and ended, and whether it still runs.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::clock::{ClockFault, ClockTime};
use super::super::day::{DateFault, DateOrder, WrittenDate, month, written_date};
use super::super::exact::Amount;
use super::super::period::{Period, PeriodKind};
use super::super::sheet::{Cell, Row};
use super::super::written::{Written, written};
use super::columns::{SheetColumns, cell_text};
use super::texts::{Dates, TextId, Texts};

/// Why a row has no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayFault {
    /// Day and month could be either.
    Order,
    Unreadable,
    NoSuchDay,
    OtherWeekday,
}

/// What a row says of time.
#[derive(Debug, Clone)]
pub(super) struct Shift {
    /// The day on which it began, for which it counts whole.
    pub day: Result<Option<Date>, DayFault>,
    /// The period that a column without dates names; none where there is none, or a number that could be of any kind.
    pub period: Result<Option<Period>, DayFault>,
    /// The day on which it ended, where the file tells.
    pub end_day: Option<Date>,
    /// It began and has no end, or the file says that it is under way.
    pub running: bool,
    /// When it began, as written.
    pub start: TextId,
}

pub(super) fn shift<'a>(
    row: Row<'a>,
    columns: &SheetColumns,
    order: Option<DateOrder>,
    chosen: Option<Period>,
    texts: &mut Texts<'a>,
    dates: &mut Dates<'a>,
) -> Shift {
    let is_clock = columns.amounts.iter().any(|amount| amount.clock);
    let day = match columns.date {
        Some(column) => day_in(dates.of(row.cell(column)), order),
        // A time may have its day with it.
        None if is_clock => {
            Ok(columns.start.and_then(|column| clock_time(row.cell(column), order).ok()??.day))
        }
        None => Ok(None),
    };
    let named = if columns.date.is_none() { cell_text(row, columns.period) } else { None };
    let period = named.map_or(Ok(None), |text| period_of(&text, chosen));
    let start = texts.of(row, columns.start);
    let ended = [columns.end, columns.end_date]
        .into_iter()
        .flatten()
        .any(|column| cell_text(row, Some(column)).is_some());
    let flagged = cell_text(row, columns.running).is_some_and(|text| says_yes(&text));
    // Of clock times that is an error in its cell.
    let open =
        !is_clock && columns.start.is_some() && columns.end.is_some() && start != TextId::NOTHING && !ended;
    let mut day_at = |column: Option<u32>| day_in(dates.of(row.cell(column?)), order).ok().flatten();
    let after_midnight = || {
        let (start, end) = (time(row.cell(columns.start?))?, time(row.cell(columns.end?))?);
        (end < start).then(|| day.ok().flatten()?.checked_add(1.day()).ok()).flatten()
    };
    let end_day = match day_at(columns.end_date) {
        Some(end) => Some(end),
        None => day_at(columns.end).or_else(after_midnight),
    };
    Shift { day, period, end_day, running: flagged || open, start }
}

/// A period as files write it: 202611, 2026-11, 11-2026, november 2026, 2026-P11, week 45 2026; or only its number, which is of
/// the year that was chosen.
fn period_of(text: &str, chosen: Option<Period>) -> Result<Option<Period>, DayFault> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number =
        |word: &str| word.parse::<i16>().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()));
    let made = |year: i16, kind, number: i16| {
        Period::new(year, kind, i8::try_from(number).map_err(|_| DayFault::Unreadable)?)
            .map(Some)
            .ok_or(DayFault::Unreadable)
    };
    let kind = chosen.map_or(PeriodKind::Month, |chosen| chosen.kind);
    let year_of = |word: &str| number(word).filter(|year| (1990..2100).contains(year));
    match words.as_slice() {
        [whole] if whole.len() == 6 => {
            let (year, rest) = whole.split_at_checked(4).ok_or(DayFault::Unreadable)?;
            match (year_of(year), number(rest)) {
                (Some(year), Some(number)) => made(year, kind, number),
                _ => Err(DayFault::Unreadable),
            }
        }
        // 45 may be a week and 11 a month: only where it fits what was chosen is it known.
        [single] if number(single).is_some() => {
            let number = number(single).unwrap_or_default();
            let fits =
                chosen.and_then(|chosen| Period::new(chosen.year, chosen.kind, i8::try_from(number).ok()?));
            if (1..=53).contains(&number) { Ok(fits) } else { Err(DayFault::Unreadable) }
        }
        // Without its year a week is not held against anything.
        ["week" | "wk", single] if number(single).is_some() => Ok(None),
        ["week" | "wk", one, two] => match (year_of(one), number(two), year_of(two), number(one)) {
            (Some(year), Some(week), ..) | (_, _, Some(year), Some(week)) => {
                made(year, PeriodKind::Week, week)
            }
            _ => Err(DayFault::Unreadable),
        },
        [one, two] => {
            let of = |word: &str, kind| -> Option<(PeriodKind, i16)> {
                if let Some(month) = month(word) {
                    return Some((PeriodKind::Month, i16::from(month)));
                }
                let marked =
                    |mark: char, kind| word.strip_prefix(mark).and_then(number).map(|number| (kind, number));
                marked('p', PeriodKind::FourWeeks)
                    .or(marked('w', PeriodKind::Week))
                    .or(number(word).map(|number| (kind, number)))
            };
            let found = year_of(one).zip(of(two, kind)).or_else(|| year_of(two).zip(of(one, kind)));
            found.map_or(Err(DayFault::Unreadable), |(year, (kind, number))| made(year, kind, number))
        }
        _ => Err(DayFault::Unreadable),
    }
}

/// The day that is written, by the order of day and month where both could be either.
pub(super) fn day_in(
    written: Result<Option<WrittenDate>, DateFault>,
    order: Option<DateOrder>,
) -> Result<Option<Date>, DayFault> {
    let fault = |fault| match fault {
        DateFault::Unreadable => DayFault::Unreadable,
        DateFault::NoSuchDay => DayFault::NoSuchDay,
        DateFault::OtherWeekday => DayFault::OtherWeekday,
    };
    let Some(date) = written.map_err(fault)? else { return Ok(None) };
    match (date, order) {
        (WrittenDate::Sure(day), _) => Ok(Some(day)),
        (WrittenDate::Either { first, second, .. }, None) if first == second => {
            date.day(DateOrder::DayMonth).map(Some).map_err(fault)
        }
        (_, Some(order)) => date.day(order).map(Some).map_err(fault),
        (_, None) => Err(DayFault::Order),
    }
}

/// A time of the day with the day that stands with it; none in an empty cell. A time in another zone is not read.
pub(super) fn clock_time(cell: Cell<'_>, order: Option<DateOrder>) -> Result<Option<ClockTime>, ClockFault> {
    let of_day = |hours: Amount, day| {
        let seconds = hours.times(3600).and_then(Amount::to_whole).ok_or(ClockFault::Unreadable)?;
        Ok(Some(ClockTime { day, seconds }))
    };
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Time(time) => {
            if let Some(moment) = time.date.filter(|moment| moment.year() >= 1950) {
                let clock = moment.time();
                let seconds = i64::from(clock.hour()) * 3600 + i64::from(clock.minute()) * 60;
                let seconds = seconds + i64::from(clock.second());
                return Ok(Some(ClockTime { day: Some(moment.date()), seconds }));
            }
            let hours = time.hours.filter(|hours| *hours <= Amount::whole(24) && !hours.is_negative());
            return of_day(hours.ok_or(ClockFault::Unreadable)?, None);
        }
        Cell::Text(text) => text.trim(),
        Cell::Number(_) | Cell::Fault(_) => return Err(ClockFault::Unreadable),
    };
    if text.is_empty() {
        return Ok(None);
    }
    if text == "24:00" {
        return of_day(Amount::whole(24), None);
    }
    // 450 min is a duration and no time of the day.
    if !text.contains(':') {
        return Err(ClockFault::Unreadable);
    }
    if let Some(hours) = time(Cell::Text(text)) {
        return of_day(hours, None);
    }
    let (day, clock) = text.split_once([' ', 'T']).ok_or(ClockFault::Unreadable)?;
    let day = day_in(written_date(Cell::Text(day)), order).ok().flatten().ok_or(ClockFault::Unreadable)?;
    of_day(time(Cell::Text(clock)).ok_or(ClockFault::Unreadable)?, Some(day))
}

fn says_yes(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "ja" | "yes" | "j" | "y" | "true" | "waar" | "1" | "x" | "running" | "open" | "actief"
    )
}

/// A time of the day in hours: 10:00 PM is 22 and 12:15 AM a quarter past midnight.
fn time(cell: Cell<'_>) -> Option<Amount> {
    let text = match cell {
        Cell::Time(time) => return time.hours.filter(|hours| *hours < Amount::whole(24)),
        Cell::Text(text) => text.trim().to_lowercase(),
        _ => return None,
    };
    let (clock, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (text.as_str(), None),
    };
    let Written::Hours { hours, .. } = written(clock.trim()) else { return None };
    let hours = match half {
        Some(_) if hours >= Amount::whole(13) => return None,
        Some(half) if hours >= Amount::whole(12) => {
            hours.minus(Amount::whole(12))?.plus(Amount::whole(half))?
        }
        Some(half) => hours.plus(Amount::whole(half))?,
        None => hours,
    };
    (hours < Amount::whole(24)).then_some(hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_as_files_write_them() {
        let chosen: Period = "2026-11".parse().unwrap();
        for text in ["202611", "2026-11", "11-2026", "november 2026", "2026 nov", "11"] {
            assert_eq!(period_of(text, Some(chosen)), Ok(Some(chosen)), "{text}");
        }
        assert_eq!(period_of("2026-W45", Some(chosen)), Ok("2026-W45".parse().ok()));
        assert_eq!(period_of("week 45 2026", Some(chosen)), Ok("2026-W45".parse().ok()));
        assert_eq!(period_of("2026-P11", Some(chosen)), Ok("2026-P11".parse().ok()));
        for text in ["45", "week 45"] {
            assert_eq!(period_of(text, Some(chosen)), Ok(None), "{text}");
        }
        for text in ["202613", "2026-14", "99", "x", "nov", "2026"] {
            assert_eq!(period_of(text, Some(chosen)), Err(DayFault::Unreadable), "{text}");
        }
    }

    #[test]
    fn times_of_the_day_read_with_am_and_pm() {
        for (text, hours) in [
            ("12:15 AM", "0.25"),
            ("10:00:00 PM", "22"),
            ("12:00 pm", "12"),
            ("08:00", "8"),
            ("01:15 AM", "1.25"),
        ] {
            assert_eq!(time(Cell::Text(text)).unwrap().to_string(), hours, "{text}");
        }
        for text in ["13:00 PM", "24:00", "x", "8"] {
            assert_eq!(time(Cell::Text(text)), None, "{text}");
        }
    }
}
