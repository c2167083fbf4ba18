//! How things are written: no characters that deceive, addresses that can be opened, days that exist.

use std::collections::BTreeSet;

use domain::field::{self, FieldType};
use serde_json::Value;
use url::{Host, Url};

use crate::characters::{code, is_unwelcome, visible};
use crate::fault::Expected;
use crate::outline::list;
use crate::place::Place;
use crate::report::Report;

/// The longest key whose values are looked at. No key of a handbook comes near it, so a longer one is
/// a fault already.
const KEY: usize = 100;

/// Checks every text in the file, whether or not it belongs there.
pub(super) fn check(file: &Value, report: &mut Report<'_>) {
    text_in(file, &Place::top(), report);
    for (nth, source) in list(file, "sources").iter().enumerate() {
        let place = Place::top().key("sources").index(nth);
        let written = |key| source.get(key).and_then(Value::as_str);
        // Of another shape it is a fault already.
        if let Some(day) = written("read").filter(|day| is_shaped(day, "0000-00-00") && !is_day(day)) {
            report.value(&place.key("read"), Expected::Day { found: visible(day) });
        }
        // A year or a month is part of a day: its first.
        let rest = |date: &str| match date.len() {
            4 if is_shaped(date, "0000") => Some("-01-01"),
            7 if is_shaped(date, "0000-00") => Some("-01"),
            10 if is_shaped(date, "0000-00-00") => Some(""),
            _ => None,
        };
        let wrong = |date: &&str| rest(date).is_some_and(|rest| !is_day(&format!("{date}{rest}")));
        if let Some(date) = written("dated").filter(wrong) {
            report.value(&place.key("dated"), Expected::Date { found: visible(date) });
        }
    }
}

fn is_day(written: &str) -> bool {
    field::read(FieldType::Datum, written).is_ok()
}

fn is_shaped(written: &str, shape: &str) -> bool {
    written.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).eq(shape.chars())
}

fn text_in(value: &Value, place: &Place, report: &mut Report<'_>) {
    match value {
        Value::String(text) => {
            characters(text, place, report);
            if place.last_key() == Some("url") {
                address(text, place, report);
            }
        }
        Value::Array(values) => {
            for (nth, value) in values.iter().enumerate() {
                text_in(value, &place.index(nth), report);
            }
        }
        Value::Object(values) => {
            for (key, value) in values.iter().filter(|(key, _)| key.len() <= KEY) {
                text_in(value, &place.key(key.clone()), report);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Only texts in the two languages may have more than one line.
fn characters(text: &str, place: &Place, report: &mut Report<'_>) {
    let may_break = matches!(place.last_key(), Some("nl" | "en"));
    let unwelcome = |c: &char| is_unwelcome(*c) && !(may_break && *c == '\n');
    for c in text.chars().filter(unwelcome).collect::<BTreeSet<_>>() {
        report.character(place, c, Expected::PlainCharacters { character: code(c) });
    }
}

fn address(text: &str, place: &Place, report: &mut Report<'_>) {
    // Without https in front it is a fault of shape already.
    let Some(rest) = text.strip_prefix("https://") else {
        return;
    };
    let refused = || Expected::HttpsAddress { found: visible(text) };
    let Ok(url) = Url::parse(text) else {
        report.value(place, refused());
        return;
    };
    let plain = !text.contains(|c: char| c.is_whitespace() || c == '\\') && !rest.starts_with('/');
    let anonymous = url.username().is_empty() && url.password().is_none();
    let Some(Host::Domain(host)) = url.host() else {
        report.value(place, refused());
        return;
    };
    if !plain || !anonymous || !host.contains('.') {
        report.value(place, refused());
    } else if !rest.get(..host.len()).is_some_and(|written| written.eq_ignore_ascii_case(host)) {
        report.value(place, Expected::PlainHost { host: visible(host) });
    }
}
