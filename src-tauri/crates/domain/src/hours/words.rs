//! What is found in a file, how its columns are read and what happened in a run, in both languages. The words stand in
//! `words/hours/nl.json` and `words/hours/en.json`; a text has places such as `{person}`.

mod clock;
mod finding;
mod history;
mod layout;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

pub(super) use clock::clock_rules;
pub use finding::{finding, kind_title, left_out, upload_problem};
pub use history::{happening, happening_without_people};
pub use layout::{format, reason, role, unit};

use super::exact::Amount;
use super::finding::{Finding, LoketPart};
use super::period::{Period, PeriodKind};
use super::read_fault::ReadFault;
use super::sheet::{Position, column_letters};
use crate::display;
use crate::record_words::{self, fill};
use crate::text::{Language, Text};

type Texts = BTreeMap<String, String>;

/// All words of one language, by group and then by the name of what they are for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct HoursWords {
    findings: Texts,
    kinds: Texts,
    upload_problems: Texts,
    units: Texts,
    unit_reasons: Texts,
    left_out: Texts,
    sensitive: Texts,
    file_kinds: Texts,
    loket_parts: Texts,
    roles: Texts,
    reasons: Texts,
    formats: Texts,
    options: Texts,
    stops: Texts,
    happenings: Texts,
    marks: Texts,
    read_faults: Texts,
    looks_like: Texts,
    clock_rules: Texts,
}

static DUTCH: LazyLock<HoursWords> = LazyLock::new(|| read(include_str!("../../words/hours/nl.json")));
static ENGLISH: LazyLock<HoursWords> = LazyLock::new(|| read(include_str!("../../words/hours/en.json")));

/// They are part of the program: a test shows that they read and that nothing is missing.
fn read(text: &str) -> HoursWords {
    serde_json::from_str(text).unwrap_or_default()
}

fn words(language: Language) -> &'static HoursWords {
    match language {
        Language::Nl => &DUTCH,
        Language::En => &ENGLISH,
    }
}

/// A text of a group with its places filled.
fn filled(texts: &Texts, name: &str, values: &[(&str, &str)]) -> String {
    fill(texts.get(name).map_or("", String::as_str), values)
}

/// A text in both languages.
pub(super) fn both(in_language: impl Fn(Language) -> String) -> Text {
    Text { nl: in_language(Language::Nl), en: in_language(Language::En) }
}

/// What can be answered to a question.
pub(super) fn option(name: &str, values: &[(&str, &str)]) -> Text {
    both(|language| filled(&words(language).options, name, values))
}

/// The same with values that differ by language.
pub(super) fn option_with(name: &str, values: &[(&str, &Text)]) -> Text {
    both(|language| {
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(place, value)| {
                (*place, if language == Language::Nl { value.nl.as_str() } else { value.en.as_str() })
            })
            .collect();
        filled(&words(language).options, name, &values)
    })
}

/// Why there is no upload file yet.
pub(super) fn stop(name: &str, values: &[(&str, &str)]) -> Text {
    both(|language| filled(&words(language).stops, name, values))
}

/// The same where something is counted: one has words of its own.
pub(super) fn counted_stop(name: &str, count: usize) -> Text {
    let one = format!("{name}One");
    stop(if count == 1 { &one } else { name }, &[("count", &count.to_string())])
}

/// What a part of Loket's data is called.
pub(super) fn loket_part(part: LoketPart, language: Language) -> String {
    filled(&words(language).loket_parts, part.into(), &[])
}

pub(super) fn mark(name: &str) -> Text {
    both(|language| filled(&words(language).marks, name, &[]))
}

/// An amount as people write it, to at most two decimals.
pub fn amount(amount: Amount, language: Language) -> String {
    display::number(&amount.written(2, '.'), language)
}

/// A period in words: `november 2026`.
pub fn period(period: Period, language: Language) -> String {
    let (year, number) = (period.year.to_string(), period.number.to_string());
    let month = record_words::month(period.first(), language);
    let name = match period.kind {
        PeriodKind::Month => "month",
        PeriodKind::FourWeeks => "fourWeeks",
        PeriodKind::Week => "week",
    };
    filled(&words(language).marks, name, &[("month", month), ("year", &year), ("number", &number)])
}

/// Why a file was not read, and what to do about it.
pub(super) fn read_fault(fault: ReadFault, language: Language) -> String {
    let all = words(language);
    let value = match fault {
        ReadFault::LooksLike { what } => ("what", filled(&all.looks_like, what.into(), &[])),
        ReadFault::Nul { row } | ReadFault::OpenQuote { row } => ("row", row.to_string()),
        _ => ("", String::new()),
    };
    filled(&all.read_faults, fault.into(), &[(value.0, &value.1)])
}

/// How many places are named; of more the number is said.
const NAMED: usize = 8;

/// A finding in one sentence, with its places.
pub fn sentence(one: &Finding, language: Language) -> String {
    let places = places(&one.places, language);
    let what = finding(&one.kind, language);
    if places.is_empty() { what } else { format!("{places}: {what}") }
}

/// Where something stands: `rij 3, 5`, `cel F7`, `wk 46, rij 7`.
pub fn places(places: &[Position], language: Language) -> String {
    let marks = &words(language).marks;
    let named: Vec<String> = places.iter().take(NAMED).map(|one| place(one, language)).collect();
    let rest = places.len().saturating_sub(NAMED);
    let more = if rest > 0 {
        format!(" {}", filled(marks, "more", &[("count", &rest.to_string())]))
    } else {
        String::new()
    };
    format!("{}{more}", named.join(", "))
}

fn place(place: &Position, language: Language) -> String {
    let marks = &words(language).marks;
    let (row, cell) = (filled(marks, "rows", &[]), filled(marks, "cell", &[]));
    let sheet = if place.sheet.is_empty() { String::new() } else { format!("{}, ", place.sheet) };
    match place.column {
        Some(column) => {
            format!("{sheet}{row} {} ({cell} {}{})", place.row, column_letters(column), place.row)
        }
        None => format!("{sheet}{row} {}", place.row),
    }
}
