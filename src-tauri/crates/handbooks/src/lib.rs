//! The handbooks: the content, one TOML file each, and what reads and checks such a file.
//!
//! Reading goes in three passes: the TOML, its shape against the JSON Schema, and what it means.
//! Shape and meaning are reported together, every fault with its line; a file with a fault in the
//! TOML itself gets no further than that.

mod built_in;
mod characters;
mod fault;
mod fault_words;
mod meaning;
mod meant;
mod outline;
mod place;
mod report;
mod schema;
mod shape;
mod source;
mod toml_problem;

use std::borrow::Cow;

use domain::Handbook;
use serde::Deserialize;

pub use built_in::{BuiltIn, built_in, read_built_in};
pub use fault::{Expected, Fault, NameKind, TomlProblem, ValueKind};
pub use schema::schema;

use place::Place;
use report::Report;
use source::{Lines, Source, count};

/// The largest file that is read, in bytes.
pub const BYTES: usize = 1024 * 1024;
/// The most steps in one handbook.
pub const STEPS: usize = 200;
/// The most items in one handbook, over all its steps.
pub const ITEMS: usize = 2000;
/// The most values in one file: what a handbook of [`ITEMS`] items could need, amply.
pub const VALUES: usize = 100_000;

/// How many bytes at the start of a file show whether it is text.
const START: usize = 8 * 1024;

/// Reads a handbook that [`read`] accepted before, without checking it again.
///
/// # Errors
/// The first fault, when it does not read after all: the text changed since, or the app did.
pub fn read_accepted(text: &str) -> Result<Handbook, Box<Fault>> {
    let text = plain(text);
    let lines = Lines::of(&text);
    let slip = |slips| report::of_slips("", &lines, slips).into_iter().next();
    let refused = || report::of_file("", Expected::Other { detail: String::new() });
    let source = Source::parse(&lines).map_err(|slips| slip(slips).unwrap_or_else(refused))?;
    typed("", &source)
}

/// Reads a handbook. `name` is the name of the file, for the faults.
///
/// # Errors
/// Every fault in the file, from top to bottom; of mistakes in the TOML itself, the first of each run
/// of lines.
pub fn read(name: &str, text: &str) -> Result<Handbook, Vec<Fault>> {
    if text.len() > BYTES {
        return Err(vec![report::of_file(name, Expected::BytesAtMost { most: count(BYTES) })]);
    }
    let text = plain(text);
    let lines = Lines::of(&text);
    let source = Source::parse(&lines).map_err(|slips| report::of_slips(name, &lines, slips))?;
    let mut report = Report::new(name, &lines, &source);
    if !too_much(&source, &mut report) {
        shape::check(&source.value, &mut report);
        meaning::check(&source.value, &mut report);
    }
    let faults = report.faults();
    if !faults.is_empty() {
        return Err(faults);
    }
    typed(name, &source).map_err(|fault| vec![*fault])
}

/// What passes the schema fits the types; should it ever not, that is a fault and no handbook.
fn typed(name: &str, source: &Source<'_>) -> Result<Handbook, Box<Fault>> {
    Handbook::deserialize(&source.value).map_err(|error| {
        let detail = characters::visible(&error.to_string());
        Box::new(report::of_file(name, Expected::Other { detail }))
    })
}

/// Reads a handbook from the bytes of a file.
///
/// # Errors
/// As [`read`]; besides, a file that is no text, and text that is not stored as UTF-8, with the place where that shows.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Handbook, Vec<Fault>> {
    if is_another_kind(bytes) {
        return Err(vec![report::of_file(name, Expected::TextFile)]);
    }
    if bytes.len() > BYTES {
        return Err(vec![report::of_file(name, Expected::BytesAtMost { most: count(BYTES) })]);
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        report::of_slips(name, &Lines::of(&good), vec![(good.len(), Expected::Utf8)])
    })?;
    read(name, text)
}

/// Whether this is no text at all, such as an archive, a picture or a document: those have a zero byte near their
/// start. So has text in UTF-16, which is told apart by its mark.
fn is_another_kind(bytes: &[u8]) -> bool {
    let start = bytes.get(..START).unwrap_or(bytes);
    let utf16 = start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]);
    start.contains(&0) && !utf16
}

/// The text without byte order mark and with line ends of one kind, as Windows' own editor leaves
/// neither. Lines and columns stay what they were.
fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// Whether two texts are the same handbook: line ends, a mark in front, space and comments make no other one.
pub fn same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
        || read_accepted(one).is_ok_and(|one| read_accepted(other).is_ok_and(|other| one == other))
}

/// Whether the file goes over a limit, which is then reported. Nothing more is looked at beyond it.
fn too_much(source: &Source<'_>, report: &mut Report<'_>) -> bool {
    let top = Place::top();
    let steps = outline::list(&source.value, "steps");
    let items: usize = steps.iter().map(|step| outline::list(step, "items").len()).sum();
    if source.count > VALUES {
        report.value(&top, Expected::ValuesAtMost { most: count(VALUES) });
    } else if steps.len() > STEPS {
        report.value(&top.key("steps"), Expected::CountAtMost { most: count(STEPS) });
    } else if items > ITEMS {
        report.value(&top.key("steps"), Expected::ItemsAtMost { most: count(ITEMS) });
    } else {
        return false;
    }
    true
}
