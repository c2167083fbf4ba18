//! Compares the rows that Loket has for a list or a mapping with those that were entered.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use crate::answer::{Answer, Personal};
use crate::check::mapping::{self, same_code};
use crate::check::verdict_builder::VerdictBuilder;
use crate::check::{Case, CheckId, administration, directors, entered, people, tax_numbers};
use crate::field::FieldType;
use crate::item::{Column, Item};
use crate::reading::{CodeReading, Source};

/// What Loket has for the rows of a list or a mapping, where that is not what was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RowsInLoket {
    /// When it was read, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// Rows that Loket has and that were not entered, as they would be answered. What Loket does not know is empty.
    pub missing: Vec<Vec<Personal>>,
    /// Values that are others in Loket, of rows that it has.
    pub differing: Vec<CellInLoket>,
    /// Entered rows that Loket does not have, counted from 0.
    pub strange: Vec<u32>,
}

/// A value of a row that is another in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CellInLoket {
    /// The entered row, counted from 0.
    pub row: u32,
    /// Its column, counted from 0.
    pub column: u32,
    pub read: Personal,
}

/// A row that Loket has.
struct Known {
    /// A value for each column; empty where Loket knows none.
    cells: Vec<String>,
    /// Other ways in which the row is written: of a number that Loket keeps in two forms.
    also: Vec<String>,
    /// Whether it is worth proposing: not of somebody who left.
    current: bool,
}

/// Tells the place of the row that is meant by what was entered.
type Find<'a> = Box<dyn Fn(&[&str], &[Known]) -> Option<usize> + 'a>;

/// All that Loket has for an item, and how to find an entered row in it.
struct Table<'a> {
    at: Timestamp,
    rows: Vec<Known>,
    /// The columns by which a row is known.
    keys: Vec<usize>,
    /// Whether the user's own filter in Loket, or what Loket leaves empty, may hide some.
    filtered: bool,
    /// The row that is meant by what was entered.
    find: Find<'a>,
    /// Whether a value says the same as the known one of this column.
    same: fn(FieldType, &str, &str) -> bool,
}

/// What Loket has for the rows of an item, where that is not what was entered. None: nothing was read, a value is
/// sealed, or all is the same.
pub fn rows_in_loket(item: &Item, case: &Case<'_>) -> Option<RowsInLoket> {
    let table = match item.check? {
        CheckId::DirectorsMatch => director_rows(item, case)?,
        CheckId::AdministrationsMatch => administration_rows(item, case)?,
        CheckId::EmployeesExist => employee_rows(item, case)?,
        CheckId::CostCentersExist => code_rows(&case.readings.cost_centers)?,
        CheckId::DistributionUnitsExist => code_rows(&case.readings.distribution_units)?,
        CheckId::HourComponentsExist => component_rows(case, true)?,
        CheckId::WageComponentsExist => component_rows(case, false)?,
        _ => return None,
    };
    let found = compare(item, &table, case)?;
    let differs = !(found.missing.is_empty() && found.differing.is_empty() && found.strange.is_empty());
    differs.then_some(found)
}

fn compare(item: &Item, table: &Table<'_>, case: &Case<'_>) -> Option<RowsInLoket> {
    let columns = item.ask.columns();
    let typed = match case.dossier.answer(&item.id) {
        Some(Answer::Rows { rows, .. }) => rows.as_slice(),
        _ => &[],
    };
    let mut found = RowsInLoket { at: table.at, missing: vec![], differing: vec![], strange: vec![] };
    let mut met = BTreeSet::new();
    for (row, cells) in (0..).zip(typed) {
        let cells: Option<Vec<&str>> = cells.iter().map(Personal::clear).collect();
        let cells = cells?;
        let is_blank = |place: &usize| cells.get(*place).is_none_or(|cell| cell.trim().is_empty());
        if table.keys.iter().all(is_blank) {
            continue;
        }
        let Some(place) = (table.find)(&cells, &table.rows) else {
            found.strange.push(row);
            continue;
        };
        met.insert(place);
        let known = &table.rows[place];
        for ((column, asked), (cell, read)) in (0..).zip(&columns).zip(cells.iter().zip(&known.cells)) {
            let also = known.also.iter().any(|also| also == &entered::kept(asked.field_type, cell));
            if !read.is_empty() && !also && !(table.same)(asked.field_type, cell, read) {
                found.differing.push(CellInLoket { row, column, read: read.as_str().into() });
            }
        }
    }
    if table.filtered {
        // Whoever is not shown may be hidden.
        found.strange.clear();
    }
    let missing =
        table.rows.iter().enumerate().filter(|(place, known)| known.current && !met.contains(place));
    let row = |known: &Known| known.cells.iter().map(|cell| Personal::from(cell.as_str())).collect();
    found.missing = missing.map(|(_, known)| row(known)).collect();
    Some(found)
}

/// Rows of a mapping of which Loket knows the second value: the code.
fn codes(at: Timestamp, codes: Vec<String>) -> Table<'static> {
    let rows =
        codes.into_iter().map(|code| Known { cells: vec![String::new(), code], also: vec![], current: true });
    Table {
        at,
        rows: rows.collect(),
        keys: vec![mapping::TO],
        filtered: false,
        find: Box::new(|typed, rows| {
            let code = typed.get(mapping::TO)?;
            rows.iter().position(|known| same_code(code, &known.cells[mapping::TO]))
        }),
        same: |_, typed, read| same_code(typed, read),
    }
}

fn code_rows(source: &Source<Vec<CodeReading>>) -> Option<Table<'static>> {
    let known = source.content().ok()?.iter().map(|one| one.code.clone());
    Some(codes(source.at()?, known.collect()))
}

/// Components of the kind that is asked for; those of the other kind are reported by the check.
fn component_rows(case: &Case<'_>, hours: bool) -> Option<Table<'static>> {
    let source = &case.readings.components;
    let here = mapping::components_here(source.content().ok()?, case);
    let mut all: Vec<_> = here.iter().map(|one| (one.key, one.is_hours == Some(hours))).collect();
    all.sort_unstable();
    all.dedup();
    let mut table = codes(source.at()?, all.iter().map(|(key, _)| key.to_string()).collect());
    for (known, (_, asked)) in table.rows.iter_mut().zip(all) {
        known.current = asked;
    }
    Some(table)
}

fn employee_rows<'a>(item: &Item, case: &Case<'a>) -> Option<Table<'a>> {
    let source = &case.readings.employments;
    let columns = item.ask.columns();
    let place = columns.iter().position(|column| column.field_type == FieldType::Personeelsnummer)?;
    let (width, numbers) = (columns.len(), people::numbers(case));
    let mut seen = BTreeSet::new();
    let mut employments: Vec<_> = source.content().ok()?.iter().collect();
    // Of somebody with more employments the one that goes on is proposed.
    employments.sort_by_key(|one| !people::goes_on(one, case));
    let rows = employments.into_iter().filter(|one| seen.insert(numbers[0].of(one))).map(|one| {
        let mut cells = vec![String::new(); width];
        cells[place] = numbers[0].of(one).to_string();
        let also = numbers.iter().map(|kind| kind.of(one).to_string()).collect();
        Known { cells, also, current: people::goes_on(one, case) }
    });
    Some(Table {
        at: source.at()?,
        rows: rows.collect(),
        keys: vec![place],
        filtered: VerdictBuilder::default().filtered(case.readings),
        find: Box::new(move |typed, rows| {
            let number = entered::kept(FieldType::Personeelsnummer, typed.get(place)?);
            rows.iter().position(|known| known.also.contains(&number))
        }),
        same: |_, typed, read| typed == read,
    })
}

fn director_rows<'a>(item: &'a Item, case: &Case<'a>) -> Option<Table<'a>> {
    let source = &case.readings.employments;
    let employments = source.content().ok()?;
    let all = directors::current(employments, case);
    // Who may be a director all the same is not said to be none.
    let is_untold = !directors::unstated(employments, case).is_empty();
    let here = directors::of_administration(&all, case);
    let columns = item.ask.columns();
    let is_key = |column: &Column| matches!(column.field_type, FieldType::Text | FieldType::Personeelsnummer);
    let keys = (0..columns.len()).filter(|place| is_key(columns[*place])).collect();
    let rows = all.iter().map(|one| Known {
        cells: directors::cells(&columns, one),
        also: vec![one.payroll_id.to_string()],
        current: here.iter().any(|own| own.employee == one.employee),
    });
    Some(Table {
        at: source.at()?,
        rows: rows.collect(),
        keys,
        filtered: is_untold || VerdictBuilder::default().filtered(case.readings),
        find: Box::new(move |typed, _| {
            let meant = directors::meant(&columns, typed, &all)?;
            all.iter().position(|one| one.employee == meant.employee)
        }),
        same: |kind, typed, read| match kind {
            FieldType::Text => directors::same_name(typed, read),
            kind => entered::kept(kind, typed) == read,
        },
    })
}

/// Stands between the names of administrations.
const NAMES: &str = ", ";

/// One row for each loonheffingennummer, with the names of the administrations that have it. What the list asks
/// besides is not Loket's to know.
fn administration_rows(item: &Item, case: &Case<'_>) -> Option<Table<'static>> {
    let all = administration::active(case, &mut VerdictBuilder::default())?;
    let columns = item.ask.columns();
    let place = |kind| columns.iter().position(|column| column.field_type == kind);
    let (name, number) = (place(FieldType::Text), place(FieldType::Loonheffingennummer)?);
    let rows = tax_numbers::named(&all).into_iter().map(|(own, names)| {
        let mut cells = vec![String::new(); columns.len()];
        cells[number] = own;
        if let Some(name) = name {
            cells[name] = names.join(NAMES);
        }
        Known { cells, also: names.into_iter().map(str::to_owned).collect(), current: true }
    });
    Some(Table {
        at: case.readings.administrations.at()?,
        rows: rows.collect(),
        keys: name.into_iter().chain([number]).collect(),
        filtered: false,
        find: Box::new(move |typed, rows| {
            let own = entered::kept(FieldType::Loonheffingennummer, typed.get(number)?);
            let by_name = |known: &Known| {
                let typed = name.and_then(|name| typed.get(name)).map(|typed| entered::plain(typed));
                known.also.iter().any(|also| Some(entered::plain(also)) == typed)
            };
            rows.iter().position(|known| known.cells[number] == own).or_else(|| rows.iter().position(by_name))
        }),
        same: |kind, typed, read| match kind {
            // One of the administrations with this number will do.
            FieldType::Text => std::iter::once(read)
                .chain(read.split(NAMES))
                .any(|name| entered::plain(typed) == entered::plain(name)),
            kind => entered::kept(kind, typed) == read,
        },
    })
}
