//! In which format the amounts of a column are written: one format a column, decided from all its rows.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::clock::ClockFault;
use super::exact::Amount;
use super::sheet::Cell;
use super::written::{HoursForm, Written, written};

mod evidence;
#[cfg(test)]
mod tests;

pub use evidence::Evidence;

/// What plain numbers of a column count.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "AmountUnit", rename_all = "camelCase")]
pub enum Unit {
    Hours,
    Minutes,
    Seconds,
    /// Hours and minutes with a point or comma between: 7.30 is 7 h 30.
    HoursMinutes,
    /// Parts of a day, as a workbook stores times: 0.5 is 12 hours.
    Days,
    /// Euros.
    Money,
    /// Pieces, kilometres: numbers that are no hours.
    Pieces,
}

impl Unit {
    /// Whether the amounts are hours, for which Loket's bounds hold.
    pub fn is_time(self) -> bool {
        !matches!(self, Self::Money | Self::Pieces)
    }
}

/// The sign before decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DecimalSign {
    Comma,
    Point,
}

/// How the amounts of a column are read. What is none was not chosen, and follows from the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormatChoice {
    #[serde(default)]
    pub unit: Option<Unit>,
    #[serde(default)]
    pub decimal: Option<DecimalSign>,
    /// Whether 1.000 is a thousand where the other rows have decimal commas.
    #[serde(default)]
    pub thousands: Option<bool>,
}

/// How the amounts of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AmountFormat {
    /// None as long as it is asked; nothing is read then, except what says its own unit.
    pub unit: Option<Unit>,
    /// None as long as it is asked, or where no row has decimals.
    pub decimal: Option<DecimalSign>,
    /// None as long as it is asked.
    pub thousands: Option<bool>,
    /// Plain numbers in a column of times of a workbook, of which it is not known what they count.
    pub numbers_beside_times: bool,
}

/// What is asked about a column, with what speaks for each answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum FormatQuestion {
    /// What the numbers count. `proposed` comes from the head and the values.
    Unit { proposed: Unit, other: Unit, why: UnitReason },
    /// Whether a comma or a point is the decimal sign.
    Decimal,
    /// Whether 1.000 is a thousand: the other rows say so.
    Thousands,
}

/// Why the unit has to be asked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum UnitReason {
    /// The head names a unit that has to be converted.
    Head,
    /// Whole numbers that are large for hours.
    LargeWholeNumbers,
    /// Decimals that are all below 60: 25.07 is hours or h.mm.
    DecimalsBelowSixty,
    /// Euro signs under a head that says hours.
    Currency,
    /// Plain numbers among times, or numbers that are whole minutes as part of a day.
    PartsOfADay,
    /// Times such as 0:30 under a head that says minutes, seconds or pieces.
    TimesUnderHead,
}

/// Why the amount of a cell was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AmountFault {
    /// Not written as an amount.
    Unreadable,
    /// Written in another format than its column: 7.5 where a comma is the decimal sign.
    OtherFormat,
    /// 1.000, as long as it is not known whether that is a thousand.
    AskThousands,
    /// The column's format is still asked.
    AskFormat,
    /// The workbook holds an error here, or the result of a formula was not stored.
    NoValue,
    /// A date, and no amount.
    IsDate,
    /// Clock times of which no hours can be made.
    Clock(ClockFault),
}

/// No cell holds so many hours as time: it is a date then. Ten thousand hours are more than a year.
const MOST_HOURS: i64 = 10_000;

/// Reads the amount of a cell; none when the cell is empty.
///
/// # Errors
/// Why it is no amount in the format of the column. Nothing that stands in a cell is ever read as nothing.
pub fn read_amount(cell: Cell<'_>, format: AmountFormat) -> Result<Option<Amount>, AmountFault> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Fault(_) => Err(AmountFault::NoValue),
        Cell::Time(time) => match (time.hours, format.unit) {
            (_, Some(Unit::Money | Unit::Pieces)) => Err(AmountFault::OtherFormat),
            (Some(hours), _) if hours.abs() < Amount::whole(MOST_HOURS) => Ok(Some(hours)),
            _ => Err(AmountFault::IsDate),
        },
        Cell::Number(number) if number.is_zero() => Ok(Some(number)),
        Cell::Number(_) if format.numbers_beside_times => Err(AmountFault::AskFormat),
        Cell::Number(number) => in_unit(number, format).map(Some),
        Cell::Text(text) => from_text(written(text), format),
    }
}

fn from_text(written: Written, format: AmountFormat) -> Result<Option<Amount>, AmountFault> {
    match written {
        Written::Nothing => Ok(None),
        Written::Unreadable => Err(AmountFault::Unreadable),
        Written::Hours { hours, .. } => match format.unit {
            Some(Unit::Hours | Unit::HoursMinutes) | None => Ok(Some(hours)),
            // 7:30 among minutes may be 7 minutes and a half.
            Some(Unit::Minutes | Unit::Seconds | Unit::Days | Unit::Money | Unit::Pieces) => {
                Err(AmountFault::OtherFormat)
            }
        },
        Written::Number(number) => {
            let zero = number.comma.or(number.point).is_some_and(Amount::is_zero);
            if format.numbers_beside_times && !zero {
                return Err(AmountFault::AskFormat);
            }
            let amount = match (number.comma, number.point, format.decimal) {
                (Some(comma), Some(point), _) if comma == point => comma,
                (_, _, Some(DecimalSign::Comma)) => number.comma.ok_or(AmountFault::OtherFormat)?,
                (_, _, Some(DecimalSign::Point)) => number.point.ok_or(AmountFault::OtherFormat)?,
                (_, _, None) => return Err(AmountFault::AskFormat),
            };
            // Read as a whole number although one separator stands in it: that separates thousands.
            if number.is_ambiguous() && amount.is_whole() && is_thousand(number, format) {
                match format.thousands {
                    Some(true) => {}
                    Some(false) => {
                        let other = if format.decimal == Some(DecimalSign::Comma) {
                            number.point
                        } else {
                            number.comma
                        };
                        return in_unit(other.unwrap_or(amount), format).map(Some);
                    }
                    None => return Err(AmountFault::AskThousands),
                }
            }
            if format.unit == Some(Unit::HoursMinutes) && !matches!(number.decimals, None | Some(2)) {
                return Err(AmountFault::OtherFormat);
            }
            in_unit(amount, format).map(Some)
        }
    }
}

/// Whether the separator of `1.000` is the one that separates thousands in this format.
fn is_thousand(number: super::written::Number, format: AmountFormat) -> bool {
    match format.decimal {
        Some(DecimalSign::Comma) => number.comma.map(Amount::abs) > number.point.map(Amount::abs),
        Some(DecimalSign::Point) => number.point.map(Amount::abs) > number.comma.map(Amount::abs),
        None => false,
    }
}

fn in_unit(number: Amount, format: AmountFormat) -> Result<Amount, AmountFault> {
    let hours = match format.unit {
        None => return if number.is_zero() { Ok(number) } else { Err(AmountFault::AskFormat) },
        Some(Unit::Hours | Unit::Money | Unit::Pieces) => Some(number),
        Some(Unit::Minutes) => number.over(60),
        Some(Unit::Seconds) => number.over(3600),
        Some(Unit::Days) => number.times(24),
        Some(Unit::HoursMinutes) => {
            let (hours, minutes) = number.split();
            let minutes = minutes.times(100).ok_or(AmountFault::Unreadable)?;
            if !minutes.is_whole() || minutes.abs() >= Amount::whole(60) {
                return Err(AmountFault::OtherFormat);
            }
            minutes.over(60).and_then(|part| hours.plus(part))
        }
    };
    hours.ok_or(AmountFault::Unreadable)
}

/// Decides the format of a column from all its rows, its head and what was chosen, with what has to be asked.
pub fn decide(head: &str, evidence: &Evidence, choice: &FormatChoice) -> (AmountFormat, Vec<FormatQuestion>) {
    let mut questions = Vec::new();
    let decimal = choice.decimal.or_else(|| evidence.decimal());
    if decimal.is_none() && evidence.needs_decimal() {
        questions.push(FormatQuestion::Decimal);
    }
    let mut format =
        AmountFormat { unit: choice.unit, decimal, thousands: choice.thousands, numbers_beside_times: false };
    if choice.unit.is_none() {
        let (unit, question) = unit(head, evidence);
        format.unit = question.is_none().then_some(unit);
        questions.extend(question);
        // What says its own unit is not asked about: only the plain numbers among it.
        if evidence.times > 0 && evidence.has_plain_numbers() {
            format.unit = Some(Unit::Hours);
            format.numbers_beside_times = true;
        }
    }
    if format.thousands.is_none() && evidence.asks_thousands(decimal) {
        questions.push(FormatQuestion::Thousands);
    }
    (format, questions)
}

fn unit(head: &str, evidence: &Evidence) -> (Unit, Option<FormatQuestion>) {
    let ask = |proposed, other, why| (proposed, Some(FormatQuestion::Unit { proposed, other, why }));
    let named = unit_of_head(head);
    if evidence.currency > 0 && named == Some(Unit::Hours) {
        return ask(Unit::Money, Unit::Hours, UnitReason::Currency);
    }
    if evidence.currency > 0 || named == Some(Unit::Money) {
        return (Unit::Money, None);
    }
    let stated = stated_unit(head);
    let converted = stated.filter(|unit| matches!(unit, Unit::Minutes | Unit::Seconds | Unit::Pieces));
    if evidence.times > 0 && evidence.has_plain_numbers() {
        let (proposed, other) = converted.map_or((Unit::Hours, Unit::Days), |unit| (unit, Unit::Hours));
        return ask(proposed, other, UnitReason::PartsOfADay);
    }
    if !evidence.has_plain_numbers() {
        return match converted {
            // 0:30 under minutes is half an hour, or half a minute.
            Some(unit) if evidence.clocks + evidence.times > 0 => {
                ask(Unit::Hours, unit, UnitReason::TimesUnderHead)
            }
            _ => (Unit::Hours, None),
        };
    }
    match named {
        Some(unit) if stated == named && evidence.fits(unit, names_hours(head)) => return (unit, None),
        None | Some(Unit::Hours | Unit::Money) => {}
        Some(unit) => return ask(unit, Unit::Hours, UnitReason::Head),
    }
    if evidence.parts_of_a_day() {
        return ask(Unit::Days, Unit::Hours, UnitReason::PartsOfADay);
    }
    if evidence.large_whole_numbers(named == Some(Unit::Hours)) {
        return ask(Unit::Minutes, Unit::Hours, UnitReason::LargeWholeNumbers);
    }
    if evidence.decimals_below_sixty() && !says_decimal(head) {
        return ask(Unit::Hours, Unit::HoursMinutes, UnitReason::DecimalsBelowSixty);
    }
    (Unit::Hours, None)
}

/// The unit that a head names, in Dutch or English.
pub fn unit_of_head(head: &str) -> Option<Unit> {
    let lower = head.to_lowercase();
    if ["h:mm", "uu:mm", "hh:mm", "h.mm", "uu.mm", "u.mm"].iter().any(|form| lower.contains(form)) {
        return Some(Unit::HoursMinutes);
    }
    let mut found = None;
    for unit in lower.split(|c: char| !c.is_alphanumeric()).filter_map(unit_of_word) {
        // "Uren (min)": what converts wins from the general word.
        if found.is_none() || found == Some(Unit::Hours) {
            found = Some(unit);
        }
    }
    found.or_else(|| lower.contains('€').then_some(Unit::Money))
}

/// The unit that a word in small letters names.
pub fn unit_of_word(word: &str) -> Option<Unit> {
    Some(match word {
        "min" | "minuten" | "minuut" | "minutes" | "mins" => Unit::Minutes,
        "sec" | "seconden" | "seconds" | "secs" => Unit::Seconds,
        "bedrag" | "bedragen" | "eur" | "euro" | "euros" => Unit::Money,
        "km" | "kilometers" | "stuks" | "pieces" => Unit::Pieces,
        "dagen" | "days" => Unit::Days,
        "uur" | "uren" | "u" | "h" | "hrs" | "hours" | "decimaal" | "decimal" => Unit::Hours,
        _ => return None,
    })
}

/// The unit that a head states as that of its numbers: between brackets, behind "in", or as uu:mm. `duur_minuten` and `Min uren`
/// do not: those may be names.
pub fn stated_unit(head: &str) -> Option<Unit> {
    let lower = head.to_lowercase();
    let named = unit_of_head(head);
    if named == Some(Unit::HoursMinutes) {
        return named;
    }
    let bracketed = lower.split_once(['(', '[']).and_then(|(_, rest)| rest.split_once([')', ']']));
    let stated = match bracketed {
        Some((within, _)) => within.trim().strip_prefix("in ").unwrap_or(within),
        None => lower.rsplit_once(" in ")?.1,
    };
    let mut words = stated.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let only_units = words.peek().is_some() && words.all(|word| unit_of_word(word).is_some());
    unit_of_head(stated).filter(|_| only_units)
}

/// Whether a head also names hours: `Uren (min)`.
fn names_hours(head: &str) -> bool {
    let lower = head.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| unit_of_word(word) == Some(Unit::Hours))
}

fn says_decimal(head: &str) -> bool {
    let lower = head.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "decimaal" | "decimalen" | "decimal" | "dec"))
}

/// The form of a duration counts for the words in which a format is shown.
pub(super) fn is_clock(written: Written) -> bool {
    matches!(written, Written::Hours { form: HoursForm::Clock, .. })
}
