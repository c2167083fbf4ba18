//! What came of a file, in the form of the cases.

use domain::hours::finding::{Finding, FindingKind, Level};
use domain::hours::layout::{ColumnLayout, Layout};
use domain::hours::period::Period;
use domain::hours::rows::{ColumnFormat, Reading, read};
use domain::hours::sensitive::drop_sensitive;
use domain::hours::sheet::Position;
use domain::hours::totals::totals;
use domain::hours::upload::{Choice, own_number, table};
use domain::hours::words::sentence;
use domain::text::Language;
use exchange::hours::{is_of, profiles, upload_file};
use serde::Serialize;
use serde_json::Value;

use crate::Choices;

/// One amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeRow {
    pub person: String,
    pub department: String,
    pub code: String,
    pub amount: String,
    /// A number, or sheet and row where the file has several sheets.
    pub row: Value,
}

/// What may go up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UploadRow {
    pub person: String,
    pub code: String,
    pub amount: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<u32>,
}

/// What came of a file.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub rows: Vec<OutcomeRow>,
    /// Errors, questions, and what columns disagree about.
    pub problems: Vec<String>,
    pub must_warn: Vec<String>,
    pub dropped: Vec<String>,
    pub upload: Vec<UploadRow>,
    /// How the columns were read, and why.
    pub columns: Vec<ColumnLayout>,
    pub formats: Vec<ColumnFormat>,
    pub findings: Vec<Finding>,
    #[serde(skip)]
    pub reading: Reading,
}

/// Reads a file with what was chosen.
///
/// # Errors
/// In words: why the file is refused, or a choice that does not fit it.
pub fn outcome(bytes: Vec<u8>, name: &str, choices: &Choices) -> Result<Outcome, String> {
    let mut workbook = exchange::hours::read(bytes, name).map_err(|fault| fault.words(Language::Nl))?;
    let head = choices.head()?;
    let dropped = drop_sensitive(&mut workbook, head);
    let mut layout = Layout::guess_below(&workbook, &dropped, head);
    choices.apply(&mut layout)?;
    let period = choices.period()?;
    let reading = read(&workbook, &layout, period, &choices.answers()?);
    let mut outcome = Outcome {
        rows: reading
            .rows()
            .map(|row| OutcomeRow {
                person: row.person.to_string(),
                department: row.department.to_string(),
                code: row.code.to_string(),
                amount: row.amount.to_string(),
                row: place(&row.place()),
            })
            .collect(),
        problems: Vec::new(),
        must_warn: Vec::new(),
        dropped: Vec::new(),
        upload: upload(&reading, choices, period)?,
        columns: layout.columns,
        formats: reading.formats.clone(),
        findings: reading.findings.clone(),
        reading,
    };
    for finding in &outcome.findings {
        let said = sentence(finding, Language::Nl);
        match (&finding.kind, finding.level) {
            (
                FindingKind::LeftOut { .. }
                | FindingKind::LeftForPeriod { .. }
                | FindingKind::LeftForAdministration { .. }
                | FindingKind::DroppedColumn { .. },
                _,
            ) => {
                outcome.dropped.push(said);
            }
            (FindingKind::ColumnsDisagree { .. }, _) | (_, Level::Error | Level::Question) => {
                outcome.problems.push(said);
            }
            _ => outcome.must_warn.push(said),
        }
    }
    Ok(outcome)
}

fn place(place: &Position) -> Value {
    if place.sheet.is_empty() {
        Value::from(place.row)
    } else {
        Value::from(format!("{}!{}", place.sheet, place.row))
    }
}

fn upload(reading: &Reading, choices: &Choices, period: Option<Period>) -> Result<Vec<UploadRow>, String> {
    let mapping = choices.mapping()?;
    let rows = totals(reading).into_iter().map(|total| {
        let person = match mapping.people.get(total.person) {
            Some(Choice::Number { number }) => number.to_string(),
            _ => {
                own_number(total.person).map_or_else(|| total.person.to_string(), |number| number.to_string())
            }
        };
        UploadRow {
            person,
            code: total.code.to_string(),
            amount: total.amount.to_string(),
            period: period.map(Period::id),
        }
    });
    Ok(rows.collect())
}

/// The upload file, with its control totals, as JSON; put in a folder when one was chosen.
///
/// # Errors
/// In words: what stands in its way, or why it could not be written. A file that is there is never written over: the new one
/// gets the next free name.
pub fn write(outcome: &Outcome, choices: &Choices) -> Result<String, String> {
    let period = choices.period()?.ok_or("--period is needed")?;
    let administration = choices.one("administration").and_then(|number| number.parse().ok());
    let administration = administration.ok_or("--administration is needed: the aansluitnummer")?;
    let profiles = profiles().map_err(|fault| fault.to_string())?;
    let wanted = choices.one("profile");
    let profile = profiles.iter().find(|profile| wanted.is_none_or(|name| name == profile.name));
    let profile = profile.ok_or("no such profile")?;
    let made = table(&outcome.reading, &choices.mapping()?, administration, profile.decimals);
    let table = made.map_err(|missing| {
        let missing: Vec<String> = missing.iter().map(|missing| format!("{missing:?}")).collect();
        format!("No upload file yet:\n{}\n{}", missing.join("\n"), outcome.problems.join("\n"))
    })?;
    let mut file = upload_file(&table, profile, period).map_err(|fault| fault.to_string())?;
    if let Some(folder) = choices.one("out") {
        let same =
            |read: &[u8]| if is_of(read, &table, profile) { Ok(()) } else { Err("not the table".to_owned()) };
        let folder = std::path::Path::new(folder);
        let placed = exchange::atomic_write::write(folder, &file.name, &file.bytes, same);
        let placed = placed.map_err(|fault| format!("{}: {fault}", folder.display()))?;
        file.name = placed.path.file_name().map_or(file.name, |name| name.to_string_lossy().into_owned());
    }
    let totals: serde_json::Map<String, Value> = file
        .totals
        .iter()
        .map(|(component, total)| (component.to_string(), Value::from(total.to_string())))
        .collect();
    let rounded: Vec<String> = table.rounded.iter().map(|finding| sentence(finding, Language::Nl)).collect();
    let json = serde_json::json!({
        "name": file.name,
        "text": String::from_utf8_lossy(&file.bytes),
        "sha256": file.sha256,
        "people": file.people,
        "rows": file.rows,
        "totals": totals,
        "rounded": rounded,
        "empty_cells": file.empty_cells,
        "must_warn": outcome.must_warn,
        "dropped": outcome.dropped,
    });
    serde_json::to_string_pretty(&json).map_err(|fault| fault.to_string())
}
