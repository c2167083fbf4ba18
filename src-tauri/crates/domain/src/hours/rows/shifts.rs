//! When a row is for: its day, when its shift began and ended, and whether it still runs.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::day::{DateFault, DateOrder, WrittenDate, written_date};
use super::super::exact::Amount;
use super::super::sheet::{Cell, Row};
use super::super::written::{Written, written};
use super::columns::SheetColumns;

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
    /// The day on which it ended, where the file tells.
    pub end_day: Option<Date>,
    /// It began and has no end, or the file says that it is under way.
    pub running: bool,
    /// When it began, as written.
    pub start: String,
}

pub(super) fn shift(row: Row<'_>, columns: &SheetColumns, order: Option<DateOrder>) -> Shift {
    let day = match columns.date {
        Some(column) => day(row.cell(column), order),
        None => Ok(None),
    };
    let start = columns.text(row, columns.start).unwrap_or_default();
    let ended = [columns.end, columns.end_date]
        .into_iter()
        .flatten()
        .any(|column| columns.text(row, Some(column)).is_some());
    let flagged = columns.text(row, columns.running).is_some_and(|text| says_yes(&text));
    let open = columns.start.is_some() && columns.end.is_some() && !start.is_empty() && !ended;
    let dated = |column: Option<u32>| day_of(row, column, order);
    let after_midnight = || {
        let (start, end) = (time(row.cell(columns.start?))?, time(row.cell(columns.end?))?);
        (end < start).then(|| day.ok().flatten()?.checked_add(1.day()).ok()).flatten()
    };
    let end_day = dated(columns.end_date).or_else(|| dated(columns.end)).or_else(after_midnight);
    Shift { day, end_day, running: flagged || open, start }
}

fn day(cell: Cell<'_>, order: Option<DateOrder>) -> Result<Option<Date>, DayFault> {
    let fault = |fault| match fault {
        DateFault::Unreadable => DayFault::Unreadable,
        DateFault::NoSuchDay => DayFault::NoSuchDay,
        DateFault::OtherWeekday => DayFault::OtherWeekday,
    };
    let Some(date) = written_date(cell).map_err(fault)? else { return Ok(None) };
    match (date, order) {
        (WrittenDate::Sure(day), _) => Ok(Some(day)),
        (WrittenDate::Either { first, second, .. }, None) if first == second => {
            date.day(DateOrder::DayMonth).map(Some).map_err(fault)
        }
        (_, Some(order)) => date.day(order).map(Some).map_err(fault),
        (_, None) => Err(DayFault::Order),
    }
}

fn day_of(row: Row<'_>, column: Option<u32>, order: Option<DateOrder>) -> Option<Date> {
    day(row.cell(column?), order).ok().flatten()
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
