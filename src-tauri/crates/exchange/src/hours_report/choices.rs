//! What codes, departments and people of the file are in Loket, with why. People are counted and not named.

use std::collections::BTreeMap;

use domain::Language;
use domain::hours::known::LoketData;
use domain::hours::run::{HoursRun, Mapped, MappingChoice, MappingOf, MappingSource};

use super::words::RunWords;
use crate::report::RunTable;
use crate::words::moment;

const SHARES: &[f32] = &[0.3, 0.36, 0.34];

/// A component with its name in Loket, where that was read.
pub(super) fn component(number: u32, loket: &LoketData) -> String {
    let known = loket.components.content().ok();
    let known = known.and_then(|known| known.iter().find(|one| one.number == number));
    known.map_or_else(|| number.to_string(), |one| format!("{number} {}", one.description))
}

pub(super) fn codes(run: &HoursRun, loket: &LoketData, words: &RunWords, language: Language) -> RunTable {
    let choice = |choice: &MappingChoice| match choice {
        MappingChoice::Component { number } => component(*number, loket),
        other => said(other, words),
    };
    table(run, MappingOf::Code, (words.codes, words.code), choice, words, language)
}

pub(super) fn departments(run: &HoursRun, words: &RunWords, language: Language) -> RunTable {
    let choice = |choice: &MappingChoice| said(choice, words);
    table(run, MappingOf::Department, (words.departments, words.department), choice, words, language)
}

/// Ploegen, where something was chosen for them.
pub(super) fn shifts(run: &HoursRun, words: &RunWords, language: Language) -> Option<RunTable> {
    let choice = |choice: &MappingChoice| said(choice, words);
    let chosen = run.mapping.keys().any(|(of, _)| *of == MappingOf::Shift);
    chosen.then(|| table(run, MappingOf::Shift, (words.shifts, words.shift), choice, words, language))
}

fn table(
    run: &HoursRun,
    of: MappingOf,
    (title, head): (&'static str, &'static str),
    choice: impl Fn(&MappingChoice) -> String,
    words: &RunWords,
    language: Language,
) -> RunTable {
    let own = run.mapping.iter().filter(|((kind, _), _)| *kind == of);
    let row = |((_, name), mapped): (&(MappingOf, String), &Mapped)| {
        let name = if name.is_empty() { words.no_name.to_owned() } else { name.clone() };
        vec![name, choice(&mapped.choice), source(mapped, words, language)]
    };
    RunTable {
        title,
        heads: vec![head, words.in_loket, words.how_chosen],
        shares: SHARES,
        rows: own.map(row).collect(),
        none: words.nothing_chosen,
    }
}

fn said(choice: &MappingChoice, words: &RunWords) -> String {
    match choice {
        MappingChoice::Component { number } => number.to_string(),
        MappingChoice::Shift { number } => number.to_string(),
        MappingChoice::DistributionUnit { number } => format!("{} {number}", words.distribution_unit),
        MappingChoice::CostCenter { code } => format!("{} {code}", words.cost_center),
        MappingChoice::Employment { .. } => words.linked.to_owned(),
        MappingChoice::Add {} => words.to_add.to_owned(),
        MappingChoice::NotImported { reason } => format!("{}: {reason}", words.not_imported),
    }
}

fn source(mapped: &Mapped, words: &RunWords, language: Language) -> String {
    let how = match mapped.source {
        MappingSource::Chosen {} => words.chosen,
        MappingSource::LastRun { .. } => words.last_run,
        MappingSource::Dossier { .. } => words.from_dossier,
        MappingSource::Employer { .. } => words.from_employer,
        MappingSource::File {} => words.from_file,
    };
    format!("{how}, {}, {}", mapped.stamp.actor.initials, moment(mapped.stamp.at, language))
}

/// How many people were linked by hand, have to be added, or do not go along and why. Who has nothing chosen has the number
/// of the file.
pub(super) fn people(run: &HoursRun, words: &RunWords) -> RunTable {
    let own = run.mapping.iter().filter(|((kind, _), _)| *kind == MappingOf::Person);
    let said: Vec<String> = own.map(|(_, mapped)| said(&mapped.choice, words)).collect();
    RunTable {
        title: words.people,
        heads: vec![words.in_loket, words.count],
        shares: &[0.8, 0.2],
        rows: counted(said.iter().map(String::as_str)),
        none: words.people_by_number,
    }
}

/// Equal texts as one row with their number, in the order of the texts.
pub(super) fn counted<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Vec<String>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().map(|(text, count)| vec![text.to_owned(), count.to_string()]).collect()
}
