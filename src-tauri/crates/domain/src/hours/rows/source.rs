//! What is said of the file itself, and which of its sheets count.

use std::collections::BTreeMap;

use super::super::amount_format::read_amount;
use super::super::exact::Amount;
use super::super::finding::{FindingKind, Findings};
use super::super::layout::{Layout, Reason};
use super::super::roles::Role;
use super::super::sheet::{FileKind, Sheet, Workbook};
use super::Reader;
use super::columns::cell_text;

pub(super) fn describe(workbook: &Workbook, findings: &mut Findings) {
    if workbook.misnamed {
        findings.add(FindingKind::Misnamed { is: workbook.kind }, None);
    }
    if workbook.sheets.iter().any(|sheet| !sheet.shows_hidden) {
        findings.add(FindingKind::HiddenUnknown, None);
    }
}

/// Says what is missing before anything can be read.
pub(super) fn missing(workbook: &Workbook, layout: &Layout, findings: &mut Findings) {
    if layout.columns.is_empty() {
        for sheet in &workbook.sheets {
            findings.add(FindingKind::NoHead { sheet: sheet.name.clone() }, None);
        }
        return;
    }
    if layout.with_role(Role::Person).chain(layout.with_role(Role::Name)).next().is_none() {
        findings.add(FindingKind::NoPersonColumn, None);
    }
    if layout.with_role(Role::Amount).next().is_none() {
        findings.add(FindingKind::NoAmountColumn, None);
    }
}

/// The sheets that count, by their place in the file: those that were chosen, or else all that have the columns, except hidden
/// ones and one that repeats the sum of the others. Where there is a choice it is asked.
pub(super) fn choose_sheets(reader: &mut Reader<'_>) -> Vec<usize> {
    describe_columns(reader);
    let sheets = &reader.workbook.sheets;
    let candidates: Vec<usize> = (0..sheets.len())
        .filter(|index| {
            reader.columns.of_sheet(*index).is_some_and(|columns| has_rows(reader, *index, columns.head))
        })
        .collect();
    for index in candidates.iter().filter(|index| sheets[**index].hidden) {
        reader.findings.add(FindingKind::HiddenSheet { sheet: sheets[*index].name.clone() }, None);
    }
    for (index, sheet) in sheets.iter().enumerate() {
        if !sheet.hidden && !sheet.is_empty() && !candidates.contains(&index) {
            let hours = looks_like_hours(sheet);
            reader.findings.add(FindingKind::SheetNotRead { sheet: sheet.name.clone(), hours }, None);
        }
    }
    let name = |index: &usize| sheets[*index].name.clone();
    if let Some(chosen) = &reader.layout.sheets {
        let (counted, others): (Vec<usize>, Vec<usize>) =
            candidates.into_iter().partition(|index| chosen.contains(&sheets[*index].name));
        let sum = together(reader, &counted);
        for index in others.iter().filter(|index| !sheets[**index].hidden) {
            let same = !sum.is_empty() && totals(reader, *index) == sum;
            let sheet = name(index);
            let kind = if same {
                FindingKind::ControlSheet { sheet }
            } else {
                FindingKind::SheetNotRead { sheet, hours: true }
            };
            reader.findings.add(kind, None);
        }
        return counted;
    }
    let visible: Vec<usize> = candidates.iter().copied().filter(|index| !sheets[*index].hidden).collect();
    if visible.len() < 2 {
        return visible;
    }
    // The last one that repeats the others.
    let control = visible.iter().rev().copied().find(|index| {
        let others: Vec<usize> = visible.iter().copied().filter(|other| other != index).collect();
        let own = totals(reader, *index);
        !own.is_empty() && own == together(reader, &others)
    });
    let counted: Vec<usize> = visible.into_iter().filter(|index| Some(*index) != control).collect();
    let proposed = counted.iter().map(name).collect();
    reader.findings.add(FindingKind::Sheets { proposed, control: control.iter().map(name).collect() }, None);
    counted
}

/// Whether a sheet by itself has a column of people and one of amounts, by whatever heads.
fn looks_like_hours(sheet: &Sheet) -> bool {
    let alone = Workbook { kind: FileKind::Text, misnamed: false, sheets: vec![sheet.clone()] };
    let layout = Layout::guess(&alone, &[], None);
    let has = |role| layout.with_role(role).next().is_some();
    has(Role::Amount) && (has(Role::Person) || has(Role::Name))
}

fn has_rows(reader: &Reader<'_>, index: usize, head: u32) -> bool {
    reader.workbook.sheets[index].last_row().is_some_and(|last| last > head)
}

/// Columns that were dropped and columns that are hidden.
fn describe_columns(reader: &mut Reader<'_>) {
    for column in &reader.layout.columns {
        let head = column.head.clone();
        if let Reason::Sensitive { holds } = column.reason {
            reader.findings.add(FindingKind::DroppedColumn { head, holds }, None);
        } else if column.reason == Reason::Hidden && column.role == Role::NotUsed {
            reader.findings.add(FindingKind::HiddenColumn { head }, None);
        }
    }
}

type Totals = BTreeMap<(String, String), Amount>;

/// The sums of a sheet by person and code, as far as its rows have both.
fn totals(reader: &Reader<'_>, index: usize) -> Totals {
    let mut totals = Totals::new();
    let Some(columns) = reader.columns.of_sheet(index) else { return totals };
    for row in reader.workbook.sheets[index].rows().filter(|row| row.number() > columns.head) {
        let Some(person) = cell_text(row, columns.person) else { continue };
        let code = cell_text(row, columns.code);
        for amount in columns.amounts.iter().filter(|amount| !amount.clock) {
            let Ok(Some(value)) = read_amount(row.cell(amount.column), amount.format) else { continue };
            let code = code.clone().unwrap_or_else(|| amount.head.clone());
            let number = person.trim_start_matches('0').to_owned();
            let sum = totals.entry((number, code)).or_insert(Amount::ZERO);
            *sum = sum.plus(value).unwrap_or(*sum);
        }
    }
    totals.retain(|_, sum| !sum.is_zero());
    totals
}

fn together(reader: &Reader<'_>, sheets: &[usize]) -> Totals {
    let mut sum = Totals::new();
    for index in sheets {
        for (key, amount) in totals(reader, *index) {
            let total = sum.entry(key).or_insert(Amount::ZERO);
            *total = total.plus(amount).unwrap_or(*total);
        }
    }
    sum
}
