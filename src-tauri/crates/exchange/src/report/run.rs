//! What the report of a run of hours says, as parts. Set by the same means as that of a dossier.

use domain::{Environment, Language, Stamp};

use super::content::{
    Content, Line, Part, Row, Table, Tone, chain, facts, files, heading, history, sign_off,
};
use super::{Chain, Fact, Happening, MadeFile};
use crate::environment_words::environment_words;
use crate::words::{moment, words};

/// All that the report of a run says. Never a person's hours, name or number.
#[derive(Debug, Clone, PartialEq)]
pub struct RunReport {
    pub title: String,
    /// The employer.
    pub subject: String,
    pub subtitle: String,
    /// What came of it, in a sentence.
    pub outcome: String,
    /// What the reader should know before anything else.
    pub warnings: Vec<String>,
    pub facts: Vec<Fact>,
    pub sign_off: Option<Stamp>,
    /// What was chosen, found and counted, in order.
    pub tables: Vec<RunTable>,
    /// Notes, each with its writer and moment in it.
    pub notes: Vec<String>,
    /// Everything that happened, oldest first.
    pub history: Vec<Happening>,
    pub chain: Chain,
    pub files: Vec<MadeFile>,
    /// The environment of Loket that everything in it belongs to.
    pub environment: Environment,
    /// When the report was made, in UTC, and by whom.
    pub made: Stamp,
}

/// A table with its heading.
#[derive(Debug, Clone, PartialEq)]
pub struct RunTable {
    pub title: &'static str,
    /// Heads of the columns; the first names the rows.
    pub heads: Vec<&'static str>,
    /// How the width is shared.
    pub shares: &'static [f32],
    /// One cell a column; line ends are kept.
    pub rows: Vec<Vec<String>>,
    /// What stands there when there are no rows.
    pub none: &'static str,
}

/// Puts a report into parts.
pub(super) fn content(report: &RunReport, language: Language) -> Content {
    let words = words(language);
    let environment = environment_words(report.environment, language);
    let mut parts = vec![];
    if let Some(words) = environment {
        parts.push(Part::Notice { title: words.mark.to_owned(), lines: vec![words.sentence.to_owned()] });
    }
    parts.push(Part::Words(report.outcome.clone()));
    if !report.warnings.is_empty() {
        let (title, lines) = (words.warnings.to_owned(), report.warnings.clone());
        parts.push(Part::Notice { title, lines });
    }
    parts.extend(sign_off(report.sign_off.as_ref(), (false, None), words, language));
    parts.extend(facts(words.employer, &report.facts));
    parts.extend(report.tables.iter().flat_map(table));
    if !report.notes.is_empty() {
        let entry = |text: &String| super::content::Entry { text: text.clone(), note: None, link: None };
        parts.push(heading(words.notes));
        parts.push(Part::List { title: None, entries: report.notes.iter().map(entry).collect() });
    }
    parts.extend(files(&report.files, words, language));
    parts.extend(history(&report.history, words, language));
    parts.extend(chain(&report.chain, words, language));
    Content {
        language,
        words,
        mark: environment.map(|words| words.mark),
        title: report.title.clone(),
        subject: report.subject.clone(),
        subtitle: report.subtitle.clone(),
        made: format!("{} {}, {}", words.made_by, report.made.actor.name, moment(report.made.at, language)),
        parts,
    }
}

fn table(table: &RunTable) -> [Part; 2] {
    let part = if table.rows.is_empty() {
        Part::Words(table.none.to_owned())
    } else {
        let lines = |cell: &String| cell.lines().map(|line| Line::new(line, Tone::Plain)).collect();
        let row = |cells: &Vec<String>| Row {
            name: cells.first().cloned().unwrap_or_default(),
            cells: cells.iter().skip(1).map(lines).collect(),
        };
        Part::Table(Table {
            caption: table.title.to_owned(),
            heads: table.heads.clone(),
            shares: table.shares,
            rows: table.rows.iter().map(row).collect(),
        })
    };
    [heading(table.title), part]
}
