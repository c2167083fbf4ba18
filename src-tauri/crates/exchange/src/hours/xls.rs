//! XLS, the workbook of Excel 5 to 2003. Its records are looked through first: for what is hidden, which calamine does not tell,
//! and for sizes that no sheet has.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xls, XlsError};
use domain::hours::sheet::{Sheet, Value};

use super::package_xml::Hidden;
use super::progress::ReadProgress;
use super::workbook::{
    mark_sum, merge, number_value, put, text_value, time_cell, truth_value, whole, with_formula,
};
use domain::hours::read_fault::ReadFault;

/// The most cells that all sheets span together: they are held as rectangles while they are read.
const MOST_SPANNED: u64 = 8_000_000;

pub(super) fn read(bytes: &[u8], progress: &ReadProgress) -> Result<Vec<Sheet>, ReadFault> {
    let scanned = scan(&stream(bytes)?)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|fault| xls_fault(&fault))?;
    let tables = workbook.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        if table.typ != calamine::SheetType::WorkSheet {
            continue;
        }
        let hidden = scanned.get(&index);
        let mut sheet = Sheet::new(&table.name);
        sheet.hidden = table.visible != calamine::SheetVisible::Visible;
        sheet.shows_hidden = hidden.is_some();
        let hidden = hidden.cloned().unwrap_or_default();
        sheet.filtered = hidden.filtered;
        let range = workbook.worksheet_range(&table.name).map_err(|fault| xls_fault(&fault))?;
        let formulas = workbook.worksheet_formula(&table.name).map_err(|fault| xls_fault(&fault))?;
        let start = range.start().unwrap_or((0, 0));
        for (row, cells) in (start.0..).zip(range.rows()) {
            for (column, value) in (start.1..).zip(cells) {
                let formula = formulas.get_value((row, column)).filter(|formula| !formula.is_empty());
                let value = with_formula(value_of(value), formula.is_some());
                put(&mut sheet, (row, column), value, |row| hidden.rows.contains(&row), progress)?;
                if let Some(formula) = formula {
                    mark_sum(&mut sheet, (row, column), formula);
                }
            }
        }
        sheet.hidden_columns = hidden.columns;
        sheet.finish();
        let merged = workbook.merge_cells_by_sheet_name(&table.name).map_err(|fault| xls_fault(&fault))?;
        merge(&mut sheet, &merged);
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn stream(bytes: &[u8]) -> Result<Vec<u8>, ReadFault> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadFault::Damaged)?;
    let path = if file.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
    let stream = file.open_stream(path).map_err(|_| ReadFault::Damaged)?;
    let mut records = Vec::new();
    stream.take(super::LARGEST).read_to_end(&mut records).map_err(|_| ReadFault::Damaged)?;
    Ok(records)
}

/// The records from a place on: type and content.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(from..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (head, behind) = rest.split_at_checked(4)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (content, next) = behind.split_at_checked(length)?;
        rest = next;
        Some((kind, content))
    })
}

fn short(content: &[u8], at: usize) -> Option<u32> {
    let bytes = content.get(at..at + 2)?;
    Some(u32::from(u16::from_le_bytes([bytes[0], bytes[1]])))
}

fn long(content: &[u8], at: usize) -> Option<u32> {
    let bytes = content.get(at..at + 4)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

const FILE_PASS: u16 = 0x002f;
const BOUND_SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007d;
const FILTER_MODE: u16 = 0x009b;
/// Blank cells, numbers, texts, formulas: what begins with a row and a column.
const CELLS: [u16; 10] = [0x0006, 0x00bd, 0x00be, 0x00d6, 0x00fd, 0x0201, 0x0203, 0x0204, 0x0205, 0x027e];

/// What is hidden in each sheet, by its place among the sheets.
fn scan(stream: &[u8]) -> Result<BTreeMap<usize, Hidden>, ReadFault> {
    let mut starts = Vec::new();
    for (kind, content) in records(stream, 0) {
        match kind {
            FILE_PASS if short(content, 0) != Some(0) => return Err(ReadFault::Password),
            BOUND_SHEET => starts.push(long(content, 0).ok_or(ReadFault::Damaged)?),
            END => break,
            _ => {}
        }
    }
    let mut spanned = 0;
    let mut sheets = BTreeMap::new();
    for (index, start) in starts.into_iter().enumerate() {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        if start >= stream.len() {
            return Err(ReadFault::Damaged);
        }
        sheets.insert(index, scan_sheet(stream, start, &mut spanned)?);
    }
    Ok(sheets)
}

fn scan_sheet(stream: &[u8], start: usize, spanned: &mut u64) -> Result<Hidden, ReadFault> {
    let mut hidden = Hidden::default();
    let (mut depth, mut rows, mut columns) = (0, 0, 0);
    for (kind, content) in records(stream, start) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => declared(content)?,
            ROW => {
                let flags = short(content, 12).unwrap_or(0);
                if let (Some(row), true) = (short(content, 0), flags & 0x20 != 0) {
                    hidden.rows.insert(row + 1);
                }
            }
            COLUMNS => {
                let flags = short(content, 8).unwrap_or(0);
                if let (Some(first), Some(last), true) =
                    (short(content, 0), short(content, 2), flags & 1 != 0)
                {
                    hidden.columns.extend(first..=last.min(255));
                }
            }
            FILTER_MODE => hidden.filtered = true,
            _ if CELLS.contains(&kind) => {
                rows = rows.max(short(content, 0).unwrap_or(0) + 1);
                // A record of several cells ends with the last of its columns.
                let last =
                    if matches!(kind, 0x00bd | 0x00be) { content.len().checked_sub(2) } else { Some(2) };
                columns = columns.max(last.and_then(|at| short(content, at)).unwrap_or(0) + 1);
            }
            _ => {}
        }
    }
    // Values and formulas are a rectangle each.
    *spanned += 2 * u64::from(rows) * u64::from(columns);
    if *spanned > MOST_SPANNED { Err(ReadFault::TooManyCells) } else { Ok(hidden) }
}

/// A sheet that says it is larger than a sheet can be, or ends before it begins, is damaged.
fn declared(content: &[u8]) -> Result<(), ReadFault> {
    let (rows, columns) = if content.len() >= 14 {
        ((long(content, 0), long(content, 4)), (short(content, 8), short(content, 10)))
    } else {
        ((short(content, 0), short(content, 2)), (short(content, 4), short(content, 6)))
    };
    let fits = |first: Option<u32>, last: Option<u32>, most: u32| matches!((first, last), (Some(first), Some(last)) if first <= last && last <= most);
    if fits(rows.0, rows.1, 65_536) && fits(columns.0, columns.1, 256) {
        Ok(())
    } else {
        Err(ReadFault::Damaged)
    }
}

fn value_of(value: &Data) -> Option<Value> {
    match value {
        Data::Empty => None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text_value(text),
        Data::Int(number) => Some(whole(*number)),
        Data::Float(number) => Some(number_value(*number)),
        Data::Bool(truth) => Some(truth_value(*truth)),
        Data::DateTime(moment) => Some(Value::Time(time_cell(moment))),
        Data::Error(error) => Some(Value::Fault(error.to_string())),
    }
}

fn xls_fault(fault: &XlsError) -> ReadFault {
    if matches!(fault, XlsError::Password) { ReadFault::Password } else { ReadFault::Damaged }
}
