//! What happened in a run of hours, in words.

use super::finding::other_period;
use super::{filled, words};
use crate::answer::Personal;
use crate::display;
use crate::hours::compare::{TotalResult, compare_totals};
use crate::hours::run::{ComponentTotal, HoursAction, LayoutChange, LeftRows, MappingOf, MappingSource};
use crate::record_words;
use crate::text::Language;

/// The most names that one line says.
const NAMED: usize = 4;

/// An event of a run as a sentence.
pub fn happening(action: &HoursAction, language: Language) -> String {
    let (name, values) = said(action, language);
    let values: Vec<(&str, &str)> = values.iter().map(|(place, value)| (*place, value.as_str())).collect();
    filled(&words(language).happenings, name, &values)
}

/// The same, without the people that a mapping names.
pub fn happening_without_people(action: &HoursAction, language: Language) -> String {
    match action {
        HoursAction::Mapped { entries, source: MappingSource::Chosen {} }
            if entries.iter().any(|entry| entry.of == MappingOf::Person) =>
        {
            let count = entries.len().to_string();
            filled(&words(language).happenings, "mappedMany", &[("count", &count)])
        }
        _ => happening(action, language),
    }
}

fn said(action: &HoursAction, language: Language) -> (&'static str, Vec<(&'static str, String)>) {
    let shown = |value: &Personal| record_words::shown(value, language).to_owned();
    match action {
        HoursAction::RunCreated { .. } => ("runCreated", vec![]),
        HoursAction::FileRead { name, rows, .. } => {
            ("fileRead", vec![("name", shown(name)), ("rows", rows.to_string())])
        }
        HoursAction::LayoutChosen { .. } => ("layoutChosen", vec![]),
        HoursAction::LayoutChanged {
            change: LayoutChange::Role { column, .. } | LayoutChange::Format { column, .. },
        } => ("layoutChangedWith", vec![("column", shown(column))]),
        HoursAction::LayoutChanged { .. } => ("layoutChanged", vec![]),
        HoursAction::PeriodsSplit { split: false, .. } => ("periodsNotSplit", vec![]),
        HoursAction::PeriodsSplit { left, .. } if left.is_empty() => ("periodsSplit", vec![]),
        HoursAction::PeriodsSplit { left, .. } => {
            ("periodsSplitWith", vec![("rows", left_rows(left, language))])
        }
        HoursAction::AdministrationChosen { own: Some(own), left } => {
            ("administrationChosen", vec![("name", shown(own)), ("rows", rows(*left, language))])
        }
        HoursAction::AdministrationChosen { own: None, .. } => ("administrationNotChosen", vec![]),
        HoursAction::Mapped { entries, source: MappingSource::Chosen {} } if entries.len() <= NAMED => {
            let names: Vec<String> = entries.iter().map(|entry| shown(&entry.name)).collect();
            ("mapped", vec![("names", names.join(", "))])
        }
        HoursAction::Mapped { entries, source } => {
            let chosen = matches!(source, MappingSource::Chosen {});
            (if chosen { "mappedMany" } else { "mappedFrom" }, vec![("count", entries.len().to_string())])
        }
        HoursAction::RowsLeftOut { rows, reason } => {
            let name = if rows.len() == 1 { "rowsLeftOutOne" } else { "rowsLeftOut" };
            (name, vec![("count", rows.len().to_string()), ("reason", shown(reason))])
        }
        HoursAction::RowsTakenBack { .. } => ("rowsTakenBack", vec![]),
        HoursAction::FindingAcknowledged { reason, .. } => {
            ("findingAcknowledged", vec![("reason", shown(reason))])
        }
        HoursAction::FindingsAcknowledged { findings, reason } => {
            let name = if findings.len() == 1 { "findingAcknowledged" } else { "findingsAcknowledged" };
            (name, vec![("count", findings.len().to_string()), ("reason", shown(reason))])
        }
        HoursAction::OptionsChosen { .. } => ("optionsChosen", vec![]),
        HoursAction::FileMade { name, people, .. } => {
            ("fileMade", vec![("name", shown(name)), ("people", people.to_string())])
        }
        HoursAction::Uploaded { on } => ("uploaded", vec![("on", display::day(*on))]),
        HoursAction::Processed { on } => ("processed", vec![("on", display::day(*on))]),
        HoursAction::SendStarted { people, .. } => ("sendStarted", vec![("people", people.to_string())]),
        HoursAction::SendEnded { counts, .. } => (
            if counts.read_back { "sendEnded" } else { "sendNotReadBack" },
            vec![
                ("done", counts.done.to_string()),
                ("notDone", counts.not_done.to_string()),
                ("uncertain", counts.uncertain.to_string()),
                ("notSent", counts.not_sent.to_string()),
            ],
        ),
        HoursAction::Compared { counts } => (
            "compared",
            vec![
                ("equal", counts.equal.to_string()),
                ("different", counts.different.to_string()),
                ("missing", counts.missing.to_string()),
                ("extra", counts.extra.to_string()),
            ],
        ),
        HoursAction::TotalsTyped { typed, table } => ("totalsTyped", typed_counts(typed, table)),
        HoursAction::DifferencesFileMade { name, people, .. } => {
            ("differencesFile", vec![("name", shown(name)), ("people", people.to_string())])
        }
        HoursAction::NoteAdded { text } => ("noteAdded", vec![("text", shown(text))]),
        HoursAction::SignedOff => ("signedOff", vec![]),
        HoursAction::Reopened => ("reopened", vec![]),
        HoursAction::Undone { .. } => ("undone", vec![]),
    }
}

/// Rows that stay behind: `oktober 2026 (3 rijen)`.
fn left_rows(left: &[LeftRows], language: Language) -> String {
    let one = |one: &LeftRows| {
        let name = other_period(one.period, language);
        format!("{name} ({})", rows(one.rows, language))
    };
    left.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn rows(count: u32, language: Language) -> String {
    let name = if count == 1 { "rowsOne" } else { "rowsMany" };
    filled(&words(language).marks, name, &[("count", &count.to_string())])
}

fn typed_counts(typed: &[ComponentTotal], table: &[ComponentTotal]) -> Vec<(&'static str, String)> {
    let of = |totals: &[ComponentTotal]| totals.iter().map(|one| (one.component, one.total)).collect();
    let compared = compare_totals(&of(table), &of(typed));
    let count = |results: &[TotalResult]| {
        compared.iter().filter(|one| results.contains(&one.result)).count().to_string()
    };
    vec![
        ("equal", count(&[TotalResult::Equal])),
        ("different", count(&[TotalResult::Different, TotalResult::NotInTable])),
        ("notTyped", count(&[TotalResult::NotTyped])),
    ]
}
