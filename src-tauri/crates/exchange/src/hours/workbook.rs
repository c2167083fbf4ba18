//! Workbooks of Excel: XLSX, cell by cell, so that a million empty rows cost nothing.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use domain::hours::exact::Amount;
use domain::hours::sheet::{Sheet, TimeCell, Value};
use jiff::civil::DateTime;

use super::package::{self, Seen};
use super::package_xml::{self, Hidden};
use super::progress::ReadProgress;
use domain::hours::read_fault::ReadFault;

/// What Excel holds.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

/// The most cells that one merged cell is filled into.
const MOST_MERGED: u32 = 100_000;

pub(super) fn xlsx(bytes: &[u8], progress: &ReadProgress) -> Result<Vec<Sheet>, ReadFault> {
    let mut archive = package::open(bytes)?;
    let seen = package::look_through(&mut archive)?;
    let parts = package_xml::sheet_parts(&mut archive)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|fault| xlsx_fault(&fault))?;
    let mut sheets = Vec::new();
    for (name, hidden_sheet) in names(workbook.sheets_metadata()) {
        let part = parts.get(&name);
        let seen_in = part.and_then(|part| seen.iter().find(|(name, _)| name.eq_ignore_ascii_case(part)));
        let found = seen_in.map_or(Seen { hidden: true, formulas: true, merged: true }, |(_, seen)| *seen);
        let hidden = match part {
            Some(part) if found.hidden => package_xml::hidden(&mut archive, part)?,
            _ => Hidden::default(),
        };
        let mut sheet = Sheet::new(&name);
        sheet.hidden = hidden_sheet;
        sheet.shows_hidden = part.is_some();
        sheet.filtered = hidden.filtered;
        read_xlsx(&mut workbook, &mut sheet, &name, found.formulas, &hidden, progress)?;
        sheet.hidden_columns = hidden.columns;
        sheet.finish();
        if found.merged {
            let merged = workbook.merge_cells_by_sheet_name(&name).map_err(|fault| xlsx_fault(&fault))?;
            merge(&mut sheet, &merged);
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The sheets with cells, and whether each is hidden.
pub(super) fn names(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let tables = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    tables.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

fn read_xlsx(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &mut Sheet,
    name: &str,
    formulas: bool,
    hidden: &Hidden,
    progress: &ReadProgress,
) -> Result<(), ReadFault> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|fault| xlsx_fault(&fault))?;
    loop {
        let (position, value, formula) = if formulas {
            let Some(cell) = cells.next_cell_with_formula().map_err(|fault| xlsx_fault(&fault))? else {
                break;
            };
            (cell.pos, cell.value, cell.formula)
        } else {
            let Some(cell) = cells.next_cell().map_err(|fault| xlsx_fault(&fault))? else { break };
            (cell.get_position(), cell.get_value().clone(), None)
        };
        let value = with_formula(value_of(value), formula.is_some());
        put(sheet, position, value, |row| hidden.rows.contains(&row), progress)?;
        if let Some(formula) = formula {
            mark_sum(sheet, position, &formula);
        }
    }
    Ok(())
}

/// Puts a cell at its place, from 0. Rows come in order; a file in which they do not is damaged.
pub(super) fn put(
    sheet: &mut Sheet,
    (row, column): (u32, u32),
    value: Option<Value>,
    hidden: impl Fn(u32) -> bool,
    progress: &ReadProgress,
) -> Result<(), ReadFault> {
    let Some(value) = value else { return Ok(()) };
    if row >= MOST_ROWS || column >= MOST_COLUMNS {
        return Err(ReadFault::Damaged);
    }
    let number = row + 1;
    match sheet.last_row() {
        Some(last) if last > number => return Err(ReadFault::Damaged),
        Some(last) if last == number => {}
        _ => {
            progress.grown(sheet)?;
            sheet.begin_row(number, hidden(number));
        }
    }
    sheet.put(column, value);
    Ok(())
}

/// A formula without a stored result is no empty cell.
pub(super) fn with_formula(value: Option<Value>, is_formula: bool) -> Option<Value> {
    match value {
        None if is_formula => Some(Value::Fault("formule zonder waarde".to_owned())),
        value => value,
    }
}

pub(super) fn mark_sum(sheet: &mut Sheet, (row, column): (u32, u32), formula: &str) {
    let upper = formula.trim_start_matches(['=', '+']).to_ascii_uppercase();
    let subtotal = upper.starts_with("SUBTOTAL(") || upper.starts_with("AGGREGATE(");
    if upper.starts_with("SUM(") || subtotal {
        sheet.mark_sum(row + 1, column, subtotal);
    }
}

pub(super) fn merge(sheet: &mut Sheet, merged: &[Dimensions]) {
    for range in merged {
        let (first, last) = (range.start, range.end);
        let wide = last.1.saturating_sub(first.1).saturating_add(1);
        let high = last.0.saturating_sub(first.0).saturating_add(1);
        let fits = first.0 <= last.0 && first.1 <= last.1 && last.1 < MOST_COLUMNS;
        if fits
            && wide.saturating_mul(high.min(u32::try_from(sheet.len()).unwrap_or(u32::MAX))) <= MOST_MERGED
        {
            sheet.merge((first.0 + 1, last.0 + 1), (first.1, last.1));
        }
    }
}

pub(super) fn value_of(value: DataRef<'_>) -> Option<Value> {
    match value {
        DataRef::Empty => None,
        DataRef::String(text) => text_value(&text),
        DataRef::SharedString(text) => text_value(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(Value::Text(text)),
        DataRef::Int(number) => Some(whole(number)),
        DataRef::Float(number) => Some(number_value(number)),
        DataRef::Bool(truth) => Some(truth_value(truth)),
        DataRef::DateTime(moment) => Some(Value::Time(time_cell(&moment))),
        DataRef::Error(error) => Some(Value::Fault(error.to_string())),
    }
}

pub(super) fn text_value(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

pub(super) fn whole(number: i64) -> Value {
    if number.unsigned_abs() < 1_000_000_000_000 {
        Value::Number(Amount::whole(number))
    } else {
        Value::Fault(number.to_string())
    }
}

pub(super) fn number_value(number: f64) -> Value {
    match Amount::from_workbook(number) {
        Some(amount) => Value::Number(amount),
        None => Value::Fault(number.to_string()),
    }
}

pub(super) fn truth_value(truth: bool) -> Value {
    Value::Text(if truth { "WAAR" } else { "ONWAAR" }.to_owned())
}

/// A date, time or duration: hours by the part of a day, and the date by the date system of the workbook.
pub(super) fn time_cell(moment: &ExcelDateTime) -> TimeCell {
    let days = moment.as_f64();
    let date = (0.0..2_958_466.0).contains(&days).then(|| {
        let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
        let narrow = |number: u8| i8::try_from(number).ok();
        let (year, month, day) = (i16::try_from(year).ok()?, narrow(month)?, narrow(day)?);
        DateTime::new(year, month, day, narrow(hour)?, narrow(minute)?, narrow(second)?, 0).ok()
    });
    TimeCell { hours: Amount::from_days(days), date: date.flatten() }
}

fn xlsx_fault(fault: &XlsxError) -> ReadFault {
    if matches!(fault, XlsxError::Password) { ReadFault::Password } else { ReadFault::Damaged }
}
