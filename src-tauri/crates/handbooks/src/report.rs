//! Where faults are collected.

use crate::characters::visible;
use crate::fault::{Expected, Fault};
use crate::meant::suggested;
use crate::place::Place;
use crate::source::{Lines, Slip, Source, count};

/// The most faults that are listed; a file with more is no handbook.
const LISTED: usize = 500;

/// The most faults in names for which the name that was meant is looked for: it takes time.
const SUGGESTED: usize = 50;

/// The faults found in one file so far.
pub(crate) struct Report<'s> {
    file: &'s str,
    lines: &'s Lines<'s>,
    source: &'s Source<'s>,
    found: Vec<(usize, String, Expected)>,
    more: usize,
}

impl<'s> Report<'s> {
    /// An empty report.
    pub(crate) fn new(file: &'s str, lines: &'s Lines<'s>, source: &'s Source<'s>) -> Self {
        Self { file, lines, source, found: vec![], more: 0 }
    }

    /// A fault in the value at a place.
    pub(crate) fn value(&mut self, place: &Place, expected: Expected) {
        self.at(self.source.spot(place).at_value(), place, expected);
    }

    /// A fault in the key at a place, or in the thing as a whole.
    pub(crate) fn key(&mut self, place: &Place, expected: Expected) {
        self.at(self.source.spot(place).at_key(), place, expected);
    }

    /// A fault in some words of the text at a place.
    pub(crate) fn words(&mut self, place: &Place, words: &str, expected: Expected) {
        self.at(self.source.words(place, words), place, expected);
    }

    /// A fault in one character of the text at a place.
    pub(crate) fn character(&mut self, place: &Place, c: char, expected: Expected) {
        self.at(self.source.character(place, c), place, expected);
    }

    /// The line where the value at a place stands.
    pub(crate) fn line(&self, place: &Place) -> u32 {
        self.lines.line(self.source.spot(place).at_value())
    }

    /// The faults, from top to bottom.
    pub(crate) fn faults(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|(at, ..)| *at);
        listed(self.file, self.lines, self.found, self.more)
    }

    fn at(&mut self, at: usize, place: &Place, expected: Expected) {
        if self.found.len() < LISTED {
            let suggests = self.found.len() < SUGGESTED;
            let expected = if suggests { suggested(expected, &self.source.value) } else { expected };
            self.found.push((at, place.to_string(), expected));
        } else {
            self.more += 1;
        }
    }
}

/// The faults of a file that is no TOML.
pub(crate) fn of_slips(file: &str, lines: &Lines<'_>, slips: Vec<Slip>) -> Vec<Fault> {
    let more = slips.len().saturating_sub(LISTED);
    let found = slips.into_iter().take(LISTED);
    listed(file, lines, found.map(|(at, expected)| (at, String::new(), expected)), more)
}

/// A fault of the file as a whole.
pub(crate) fn of_file(file: &str, expected: Expected) -> Fault {
    Fault { file: visible(file), line: 1, column: 1, path: String::new(), expected }
}

fn listed(
    file: &str,
    lines: &Lines<'_>,
    found: impl IntoIterator<Item = (usize, String, Expected)>,
    more: usize,
) -> Vec<Fault> {
    let fault = |(at, path, expected)| {
        let (line, column) = lines.position(at);
        Fault { file: visible(file), line, column, path, expected }
    };
    let mut faults: Vec<_> = found.into_iter().map(fault).collect();
    if more > 0 {
        faults.push(of_file(file, Expected::Fewer { more: count(more) }));
    }
    faults
}
