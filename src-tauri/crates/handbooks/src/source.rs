//! The file as TOML: its values, and where each of them stands.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::fault::Expected;
use crate::place::{Part, Place};
use crate::toml_problem;

/// Where a value stands in the text, in bytes, with the values in it.
#[derive(Debug, Default)]
pub(crate) struct Spot {
    key: Option<Range<usize>>,
    value: Range<usize>,
    inside: Inside,
}

#[derive(Debug, Default)]
enum Inside {
    #[default]
    Nothing,
    List(Vec<Spot>),
    Table(BTreeMap<String, Spot>),
}

/// A file that is TOML.
pub(crate) struct Source<'t> {
    text: &'t str,
    pub(crate) value: Value,
    /// How many values it has in all.
    pub(crate) count: usize,
    top: Spot,
}

/// A fault in the TOML itself: where it is, in bytes, and what is wrong.
pub(crate) type Slip = (usize, Expected);

impl<'t> Source<'t> {
    /// Reads TOML.
    ///
    /// # Errors
    /// The mistakes in it, in order. One mistake often makes the lines after it unreadable too, so
    /// of a run of lines with mistakes only the first is given.
    pub(crate) fn parse(lines: &Lines<'t>) -> Result<Self, Vec<Slip>> {
        let text = lines.text;
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(slips(lines, &errors));
        }
        let mut count = 0;
        let span = table.span();
        let (value, inside) = of_table(table.get_ref(), &mut count);
        Ok(Self { text, value, count, top: Spot { key: None, value: span, inside } })
    }

    /// Where the value at a place stands; of a place that is not there, what it would stand in.
    pub(crate) fn spot(&self, place: &Place) -> &Spot {
        let mut spot = &self.top;
        for part in place.parts() {
            let next = match (&spot.inside, part) {
                (Inside::Table(table), Part::Key(key)) => table.get(key.as_ref()),
                (Inside::List(list), Part::Index(index)) => list.get(*index),
                _ => None,
            };
            match next {
                Some(next) => spot = next,
                None => break,
            }
        }
        spot
    }

    /// Where some words in the text at a place stand; the start of the text when they were written in
    /// another way.
    pub(crate) fn words(&self, place: &Place, words: &str) -> usize {
        let span = self.spot(place).value.clone();
        span.start + self.written(&span).find(words).unwrap_or_default()
    }

    /// Where a character of the text at a place stands, also when it was written as an escape.
    pub(crate) fn character(&self, place: &Place, c: char) -> usize {
        let span = self.spot(place).value.clone();
        let written = self.written(&span);
        let number = u32::from(c);
        let forms = [format!("\\u{number:04x}"), format!("\\u{number:08x}"), format!("\\x{number:02x}")];
        let small = written.to_ascii_lowercase();
        let escape = || forms.iter().find_map(|form| small.find(form));
        span.start + written.find(c).or_else(escape).unwrap_or_default()
    }

    fn written(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }
}

impl Spot {
    /// Where its key starts, or the value when it has none.
    pub(crate) fn at_key(&self) -> usize {
        self.key.as_ref().map_or(self.value.start, |key| key.start)
    }

    /// Where its value starts.
    pub(crate) fn at_value(&self) -> usize {
        self.value.start
    }
}

/// Where each line of a text starts, in bytes.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub(crate) fn of(text: &'t str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, at: usize) -> u32 {
        count(self.starts.partition_point(|start| *start <= at))
    }

    /// Line and column of a byte, both from 1; the column counts characters.
    pub(crate) fn position(&self, at: usize) -> (u32, u32) {
        let started = self.starts.partition_point(|start| *start <= at);
        let start = self.starts.get(started.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.text.get(start..at).map_or(0, |before| before.chars().count());
        (count(started), count(before + 1))
    }
}

/// A count for the screen; larger than 4 billion does not occur in files of limited size.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn slips(lines: &Lines<'_>, errors: &[toml::de::Error]) -> Vec<Slip> {
    let mut found: Vec<(usize, &str)> =
        errors.iter().map(|error| (error.span().map_or(0, |span| span.start), error.message())).collect();
    found.sort_by_key(|(at, _)| *at);
    let mut slips = vec![];
    let mut last_line = None;
    for (at, message) in found {
        let line = lines.line(at);
        if last_line.is_none_or(|last| line > last + 1) {
            slips.push((at, toml_problem::fault(message, lines.text.get(at..).unwrap_or_default())));
        }
        last_line = Some(line);
    }
    slips
}

fn of_table(table: &DeTable<'_>, count: &mut usize) -> (Value, Inside) {
    let mut values = Map::new();
    let mut spots = BTreeMap::new();
    for (key, value) in table {
        let (json, mut spot) = of_value(value, count);
        spot.key = Some(key.span());
        values.insert(key.get_ref().to_string(), json);
        spots.insert(key.get_ref().to_string(), spot);
    }
    (Value::Object(values), Inside::Table(spots))
}

fn of_value(value: &Spanned<DeValue<'_>>, count: &mut usize) -> (Value, Spot) {
    *count += 1;
    let (json, inside) = match value.get_ref() {
        DeValue::String(text) => (Value::String(text.to_string()), Inside::Nothing),
        DeValue::Integer(number) => (Value::from(of_integer(number)), Inside::Nothing),
        // A number without a JSON form (nan, inf) is no number that a handbook takes.
        DeValue::Float(number) => {
            let number = number.as_str().parse().ok().and_then(Number::from_f64);
            (number.map_or(Value::Null, Value::Number), Inside::Nothing)
        }
        DeValue::Boolean(flag) => (Value::Bool(*flag), Inside::Nothing),
        // A day may be written without quotes.
        DeValue::Datetime(moment) => (Value::String(moment.to_string()), Inside::Nothing),
        DeValue::Array(list) => {
            let (values, spots) = list.iter().map(|value| of_value(value, count)).unzip();
            (Value::Array(values), Inside::List(spots))
        }
        DeValue::Table(table) => of_table(table, count),
    };
    (json, Spot { key: None, value: value.span(), inside })
}

/// The number; one that is too large or small becomes the largest or smallest there is.
fn of_integer(number: &DeInteger<'_>) -> i64 {
    let limit = if number.as_str().starts_with('-') { i64::MIN } else { i64::MAX };
    i64::from_str_radix(number.as_str(), number.radix()).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "één\nb = \"é\" x\n";
        let lines = Lines::of(text);
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.position(text.find('x').unwrap()), (2, 9));
        assert_eq!(lines.position(9999), (3, 1));
    }

    #[test]
    fn every_value_knows_where_it_stands() {
        let lines = Lines::of("a = 1\n[[steps]]\nid = \"x\"\n[[steps]]\nid = {\n  deep = true,\n}\n");
        let source = Source::parse(&lines).ok().unwrap();
        let steps = Place::top().key("steps");
        let at = |place: &Place| lines.position(source.spot(place).at_value());
        assert_eq!(at(&steps.index(1)), (4, 1));
        assert_eq!(at(&steps.index(1).key("id").key("deep")), (6, 10));
        assert_eq!(at(&steps.index(1).key("missing")), (4, 1));
        assert_eq!(source.count, 7);
    }

    #[test]
    fn a_run_of_bad_lines_is_one_mistake() {
        let bad_lines = |text| {
            let lines = Lines::of(text);
            let slips = Source::parse(&lines).err().unwrap();
            slips.iter().map(|(at, _)| lines.line(*at)).collect::<Vec<_>>()
        };
        assert_eq!(bad_lines("a = [1,\nb = 2\nc = 3\n"), [2]);
        assert_eq!(bad_lines("a = x\nb = 1\nc = y\n"), [1, 3]);
    }
}
