//! What a report says, as a row of plain parts: both forms are made of these, so that they cannot
//! say different things.

use domain::{Language, Stamp, record_words};

use super::{AnswerLine, Chain, Fact, Happening, MadeFile, Report, ReportStep, Source, StepStatus};
use crate::environment_words::environment_words;
use crate::words::{Words, came_from_a_file, day, moment, part_of_date, words};

/// A report, ready to be set.
pub(super) struct Content {
    pub language: Language,
    pub words: &'static Words,
    /// The mark of the environment, for the head of every page; none in production.
    pub mark: Option<&'static str>,
    pub title: String,
    /// Above the title.
    pub subject: String,
    pub subtitle: String,
    /// When and by whom it was made.
    pub made: String,
    pub parts: Vec<Part>,
}

/// A part of the text.
pub(super) enum Part {
    /// A heading of level 2 or 3.
    Heading {
        level: u8,
        text: String,
    },
    /// A paragraph.
    Words(String),
    /// How a step stands and who does it, under its heading.
    Status {
        status: StepStatus,
        words: String,
        who: String,
    },
    /// Something to know first.
    Notice {
        title: String,
        lines: Vec<String>,
    },
    List {
        title: Option<String>,
        entries: Vec<Entry>,
    },
    Table(Table),
}

/// An entry of a list.
pub(super) struct Entry {
    pub text: String,
    pub note: Option<String>,
    pub link: Option<String>,
}

/// A table. Without heads it is a list of labels with what belongs to them.
pub(super) struct Table {
    /// What it holds: read out, not shown.
    pub caption: String,
    pub heads: Vec<&'static str>,
    /// How the width is shared.
    pub shares: &'static [f32],
    pub rows: Vec<Row>,
}

/// A row: its first cell names it.
pub(super) struct Row {
    pub name: String,
    pub cells: Vec<Vec<Line>>,
}

/// A line in a cell; long ones go on.
#[derive(Clone)]
pub(super) struct Line {
    pub text: String,
    pub tone: Tone,
}

/// How a line is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// That there is nothing.
    Absent,
    /// About the thing.
    Soft,
    Origin,
    Code,
    Problem,
}

impl Line {
    pub(super) fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

const FACTS: &[f32] = &[0.34, 0.66];

/// Puts a report into parts.
pub(super) fn content(report: &Report, language: Language) -> Content {
    let words = words(language);
    let made = format!("{} {}, {}", words.made_by, report.made.actor.name, moment(report.made.at, language));
    let environment = environment_words(report.environment, language);
    let mut parts = vec![];
    if let Some(words) = environment {
        parts.push(Part::Notice { title: words.mark.to_owned(), lines: vec![words.sentence.to_owned()] });
    }
    parts.push(Part::Words(counted(report, language)));
    if !report.warnings.is_empty() {
        let (title, lines) = (words.warnings.to_owned(), report.warnings.clone());
        parts.push(Part::Notice { title, lines });
    }
    // That nobody has looked yet says something only where somebody is asked to.
    let asks_second = report.second_person || report.countersign.is_some();
    parts.extend(sign_off(
        report.sign_off.as_ref(),
        (asks_second, report.countersign.as_ref()),
        words,
        language,
    ));
    parts.extend(facts(words.employer, &report.employer));
    parts.extend(facts(words.office, &report.office));
    parts.extend(steps(report, words));
    parts.extend(files(&report.files, words, language));
    parts.extend(sources(&report.sources, words, language));
    parts.extend(history(&report.history, words, language));
    parts.extend(chain(&report.chain, words, language));
    parts.extend(checks(report, words, language));
    Content {
        language,
        words,
        mark: environment.map(|words| words.mark),
        title: report.title.clone(),
        subject: report.subject.clone(),
        subtitle: format!(
            "{} {} {}, {}",
            words.handbook,
            words.version.to_lowercase(),
            report.handbook_version,
            report.partner
        ),
        made,
        parts,
    }
}

pub(super) fn heading(text: &str) -> Part {
    Part::Heading { level: 2, text: text.to_owned() }
}

fn plain(text: impl Into<String>) -> Vec<Line> {
    vec![Line::new(text, Tone::Plain)]
}

fn counted(report: &Report, language: Language) -> String {
    let count = |status| report.steps.iter().filter(|step| step.status == status).count();
    let (done, aside) = (count(StepStatus::Done), count(StepStatus::NotApplicable));
    format!("{}.", record_words::progress(done, report.steps.len() - aside, aside, language))
}

/// Who declared it done, and who looked at it as a second person where that is said.
pub(super) fn sign_off(
    signed: Option<&Stamp>,
    (asks_second, second): (bool, Option<&Stamp>),
    words: &Words,
    language: Language,
) -> [Part; 2] {
    let row = |name: &str, stamp: Option<&Stamp>, note: Option<&str>| {
        let mut cell = match stamp {
            Some(stamp) => vec![
                Line::new(stamp.actor.name.clone(), Tone::Plain),
                Line::new(moment(stamp.at, language), Tone::Soft),
            ],
            None => vec![Line::new(words.not_yet, Tone::Absent)],
        };
        if stamp.is_some() {
            cell.extend(note.map(|note| Line::new(note, Tone::Soft)));
        }
        Row { name: name.to_owned(), cells: vec![cell] }
    };
    let mut rows = vec![row(record_words::signed_by(language), signed, None)];
    if asks_second {
        let name = record_words::countersigned_by(language);
        rows.push(row(name, second, Some(words.countersign_proves)));
    }
    let table = Table { caption: words.sign_off.to_owned(), heads: vec![], shares: FACTS, rows };
    [heading(words.sign_off), Part::Table(table)]
}

pub(super) fn facts(title: &str, facts: &[Fact]) -> Vec<Part> {
    if facts.is_empty() {
        return vec![];
    }
    let row = |fact: &Fact| Row { name: fact.label.clone(), cells: vec![plain(fact.value.clone())] };
    let table = Table {
        caption: title.to_owned(),
        heads: vec![],
        shares: FACTS,
        rows: facts.iter().map(row).collect(),
    };
    vec![heading(title), Part::Table(table)]
}

fn steps(report: &Report, words: &Words) -> Vec<Part> {
    let mut parts = vec![];
    let mut group = None;
    for (place, step) in report.steps.iter().enumerate() {
        if group != Some(&step.part) {
            group = Some(&step.part);
            parts.push(heading(if step.part.is_empty() { words.step } else { &step.part }));
        }
        parts.extend(one_step(place + 1, step, words));
    }
    parts
}

fn one_step(number: usize, step: &ReportStep, words: &Words) -> Vec<Part> {
    let text = format!("{number}. {}", step.title);
    let who = if step.who.is_empty() { String::new() } else { format!("{}: {}", words.done_by, step.who) };
    let mut parts = vec![
        Part::Heading { level: 3, text },
        Part::Status { status: step.status, words: step.status_words.clone(), who },
    ];
    if !step.lines.is_empty() {
        parts.push(Part::Table(Table {
            caption: format!("{}: {}", words.answers, step.title),
            heads: vec![],
            shares: FACTS,
            rows: step.lines.iter().map(|line| answer(line, words)).collect(),
        }));
    }
    for (title, texts) in [(words.waits, &step.waits), (words.notes, &step.notes)] {
        if !texts.is_empty() {
            let entry = |text: &String| Entry { text: text.clone(), note: None, link: None };
            let entries = texts.iter().map(entry).collect();
            parts.push(Part::List { title: Some(title.to_owned()), entries });
        }
    }
    parts
}

fn answer(line: &AnswerLine, words: &Words) -> Row {
    let mut lines: Vec<_> = line.answer.iter().map(|text| Line::new(text.clone(), Tone::Plain)).collect();
    if lines.is_empty() {
        lines.push(Line::new(words.unanswered, Tone::Absent));
    }
    if let Some(requirement) = &line.requirement {
        let text = format!("{}: {requirement}", words.requirement);
        lines.push(Line::new(text, Tone::Soft));
    }
    lines.extend(line.loket.iter().map(|text| Line::new(text.clone(), Tone::Soft)));
    lines.extend(line.origin.iter().map(|text| Line::new(text.clone(), Tone::Origin)));
    lines.extend(line.by.iter().map(|text| Line::new(text.clone(), Tone::Soft)));
    Row { name: line.label.clone(), cells: vec![lines] }
}

pub(super) fn files(files: &[MadeFile], words: &'static Words, language: Language) -> Vec<Part> {
    if files.is_empty() {
        return vec![];
    }
    let rows = files.iter().map(|file| Row {
        name: file.name.clone(),
        cells: vec![plain(moment(file.at, language)), vec![Line::new(file.sha256.clone(), Tone::Code)]],
    });
    let table = Table {
        caption: words.files.to_owned(),
        heads: vec![words.file, words.made, words.fingerprint],
        shares: &[0.34, 0.22, 0.44],
        rows: rows.collect(),
    };
    vec![heading(words.files), Part::Table(table)]
}

fn sources(sources: &[Source], words: &Words, language: Language) -> Vec<Part> {
    if sources.is_empty() {
        return vec![];
    }
    let entry = |source: &Source| {
        let address = Some(source.url.clone()).filter(|url| !url.is_empty());
        let dated =
            source.dated.as_deref().map(|date| format!("{} {}", words.dated, part_of_date(date, language)));
        let read = source.read.map(|date| format!("{} {}", words.read_on, day(date, language)));
        Entry {
            text: source.title.clone(),
            note: Some([address, dated, read].into_iter().flatten().collect::<Vec<_>>().join(", ")),
            link: is_link(&source.url).then(|| source.url.clone()),
        }
    };
    let entries = sources.iter().map(entry).collect();
    vec![heading(words.sources), Part::List { title: None, entries }]
}

/// Whether an address may become a link: https, and nothing in it that an address does not hold.
fn is_link(url: &str) -> bool {
    let rest = url.strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !"\"'<>\\`{}|^".contains(c);
    rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(plain)
}

pub(super) fn history(happened: &[Happening], words: &'static Words, language: Language) -> Vec<Part> {
    if happened.is_empty() {
        return vec![];
    }
    let rows = happened.iter().map(|happening| Row {
        name: moment(happening.at, language),
        cells: vec![plain(happening.who.clone()), plain(happening.what.clone())],
    });
    let table = Table {
        caption: words.history.to_owned(),
        heads: vec![words.when, words.who, words.what],
        shares: &[0.27, 0.2, 0.53],
        rows: rows.collect(),
    };
    vec![heading(words.history), Part::Table(table)]
}

/// The appendix with what stands as one line a run in the history.
fn checks(report: &Report, words: &'static Words, language: Language) -> Vec<Part> {
    if report.checks.is_empty() {
        return vec![];
    }
    let soft =
        |texts: &[String]| texts.iter().map(|text| Line::new(text.clone(), Tone::Soft)).collect::<Vec<_>>();
    let rows = report.checks.iter().map(|check| {
        // The operations have long names, which break in a column of their own.
        let asked: Vec<String> =
            check.asked.iter().map(|asked| format!("{}: {asked}", words.asked)).collect();
        let found = [plain(check.what.clone()), soft(&check.details), soft(&asked)].concat();
        let when = format!("{}, {}", moment(check.at, language), check.who);
        Row { name: when, cells: vec![found] }
    });
    let table = Table {
        caption: words.checks.to_owned(),
        heads: vec![words.when, words.what],
        shares: &[0.24, 0.76],
        rows: rows.collect(),
    };
    vec![heading(words.checks), Part::Table(table)]
}

/// How many events are proven, and what that means and does not mean.
fn proven(chain: &Chain, words: &Words, language: Language) -> Vec<Line> {
    let Chain { events, authenticated, imported, .. } = *chain;
    // Events from a file got their codes here when they came in: that proves nothing of where they were before.
    let proven = authenticated.saturating_sub(imported);
    let text = match language {
        Language::Nl => format!("{proven} van {events}"),
        Language::En => format!("{proven} of {events}"),
    };
    let mut lines = vec![Line::new(text, Tone::Plain), Line::new(words.code_proves, Tone::Soft)];
    if imported > 0 {
        lines.push(Line::new(came_from_a_file(imported, language), Tone::Soft));
    }
    lines.push(Line::new(words.chain_proves, Tone::Soft));
    lines
}

pub(super) fn chain(chain: &Chain, words: &'static Words, language: Language) -> [Part; 2] {
    let checked = if chain.verified {
        Line::new(words.is_whole, Tone::Plain)
    } else {
        Line::new(words.is_broken, Tone::Problem)
    };
    let cell = |name: &str, lines| Row { name: name.to_owned(), cells: vec![lines] };
    let row = |name: &str, line| cell(name, vec![line]);
    let table = Table {
        caption: words.chain.to_owned(),
        heads: vec![],
        shares: FACTS,
        rows: vec![
            row(words.events, Line::new(chain.events.to_string(), Tone::Plain)),
            row(words.head, Line::new(chain.head.clone(), Tone::Code)),
            row(words.whole, checked),
            cell(words.authenticated, proven(chain, words, language)),
        ],
    };
    [heading(words.chain), Part::Table(table)]
}
