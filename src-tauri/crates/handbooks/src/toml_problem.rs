//! What is wrong in the TOML itself, told from what the reader of TOML says in English.

use crate::characters::visible;
use crate::fault::{Expected, TomlProblem};

/// What the reader says, by its beginning, and what its writer did. The first that fits counts.
const SAYINGS: [(&str, TomlProblem); 43] = [
    ("invalid basic string, expected `\"`", TomlProblem::UnclosedText),
    ("invalid basic string, expected `\\`", TomlProblem::Backslash),
    ("invalid literal string, expected `'`", TomlProblem::UnclosedText),
    ("invalid multi-line basic string, expected `\"`", TomlProblem::UnclosedText),
    ("invalid multi-line literal string, expected `'`", TomlProblem::UnclosedText),
    ("missing opening quote", TomlProblem::UnquotedText),
    ("string values must be quoted", TomlProblem::UnquotedText),
    ("keys cannot be multi-line", TomlProblem::NoKey),
    ("missing escaped value", TomlProblem::Backslash),
    ("too few unicode value digits", TomlProblem::Backslash),
    ("invalid escape", TomlProblem::Backslash),
    ("invalid value", TomlProblem::Backslash),
    ("invalid comment character", TomlProblem::InvisibleCharacter),
    ("carriage return must be followed by newline", TomlProblem::InvisibleCharacter),
    ("key with no value", TomlProblem::NoEquals),
    ("missing assignment between key-value pairs", TomlProblem::NoEquals),
    ("missing value", TomlProblem::NoValue),
    ("missing key", TomlProblem::NoKey),
    ("invalid unquoted key", TomlProblem::NoKey),
    ("unquoted keys cannot be empty", TomlProblem::NoKey),
    ("invalid key", TomlProblem::NoKey),
    ("missing comma", TomlProblem::NoComma),
    ("extra", TomlProblem::TooMany),
    ("unexpected `=` in array", TomlProblem::TooMany),
    ("unclosed array table", TomlProblem::UnclosedHead),
    ("unclosed array", TomlProblem::UnclosedList),
    ("unclosed inline table", TomlProblem::UnclosedTable),
    ("unclosed table", TomlProblem::UnclosedHead),
    ("missing table open", TomlProblem::UnclosedHead),
    ("invalid table", TomlProblem::UnclosedHead),
    ("invalid array table", TomlProblem::UnclosedHead),
    ("missing array opening", TomlProblem::UnclosedList),
    ("missing inline table opening", TomlProblem::UnclosedTable),
    ("invalid inline table element", TomlProblem::UnclosedTable),
    ("duplicate key", TomlProblem::Twice),
    ("cannot extend value", TomlProblem::Twice),
    ("unexpected key or value", TomlProblem::AfterValue),
    ("unexpected content", TomlProblem::AfterValue),
    ("invalid integer", TomlProblem::Number),
    ("invalid float", TomlProblem::Number),
    ("invalid date-time", TomlProblem::Number),
    ("unexpected leading zero", TomlProblem::Number),
    ("`_` may only go between digits", TomlProblem::Number),
];

/// A fault in the TOML itself; `rest` is the text from the place where the reader found it.
pub(crate) fn fault(said: &str, rest: &str) -> Expected {
    let saying = SAYINGS.iter().find(|(beginning, _)| said.starts_with(beginning));
    let problem = match (saying.map_or(TomlProblem::Other, |(_, problem)| *problem), rest.chars().next()) {
        // The reader says the same of nothing at all and of what looks like a number as of words without quotes.
        (TomlProblem::UnquotedText, None | Some('\n')) => TomlProblem::NoValue,
        (TomlProblem::UnquotedText, Some(first)) if first.is_ascii_digit() => TomlProblem::Number,
        // A list that goes on into what comes after it lacks its end.
        (TomlProblem::NoComma, _) if said.contains("array") && goes_on(rest) => TomlProblem::UnclosedList,
        (problem, _) => problem,
    };
    Expected::Toml { problem, detail: visible(said) }
}

/// Whether what follows is no part of a list: the end or beginning of something else, or a key and `=`.
fn goes_on(rest: &str) -> bool {
    let line = rest.trim_start().split('\n').next().unwrap_or_default();
    let key = line.split_once('=').map(|(key, _)| key.trim()).unwrap_or_default();
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    is_key || line.starts_with(['}', '['])
}
