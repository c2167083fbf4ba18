//! Employees as a file for the HR system: CSV as Dutch Excel takes it, or XLSX.
//!
//! People look at such a file before another program takes it in, so nothing in it is ever a formula: in CSV an apostrophe
//! stands before what could be one, as in every file for people; in XLSX it is a cell of text. Numbers of people are text in
//! both, and a day is `dd-mm-jjjj` in CSV and a day of Excel in XLSX.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use domain::employees::{Cell, EmployeeTable, FileFormat};
use domain::{Environment, Language};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::environment_words;
use crate::table::{human, human_cell, marked, readable};

/// The first day that Excel counts right: before it, it has a day that never was.
const FIRST_DAY: Date = date(1900, 3, 1);

/// How wide a column of the workbook is at least and at most, in characters.
const WIDTHS: (usize, usize) = (10, 40);

/// How a file is written.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    pub format: FileFormat,
    pub environment: Environment,
    pub language: Language,
    /// When it is made, in UTC: XLSX says so.
    pub at: Timestamp,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum EmployeesFault {
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] XlsxError),
    #[error("a day that Excel does not know")]
    Day,
}

/// The table as a file. The same table gives the same bytes.
///
/// # Errors
/// [`EmployeesFault`], of a workbook that cannot be written.
pub fn file(table: &EmployeeTable, how: Written) -> Result<Vec<u8>, EmployeesFault> {
    match how.format {
        FileFormat::Csv => Ok(csv(table, how)),
        FileFormat::Xlsx => xlsx(table, how),
    }
}

/// The rows that a file should show to who reads it: its head first.
pub fn expected(table: &EmployeeTable, how: Written) -> Vec<Vec<String>> {
    let text = |text: &str| match how.format {
        FileFormat::Csv => human_cell(text).0,
        FileFormat::Xlsx => readable(text),
    };
    let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| text(&cell.shown())).collect());
    std::iter::once(heads(table, how)).chain(rows).collect()
}

/// The rows of a file as another program reads them; none when it cannot be read as this format.
pub fn read_back(bytes: &[u8], format: FileFormat) -> Option<Vec<Vec<String>>> {
    match format {
        FileFormat::Csv => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes())?;
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(bytes);
            let rows = reader.records().map(|row| Some(row.ok()?.iter().map(str::to_owned).collect()));
            rows.collect()
        }
        FileFormat::Xlsx => {
            let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
            let range = workbook.worksheet_range_at(0)?.ok()?;
            // A formula is not what it shows: the file has none.
            let name = workbook.sheet_names().first()?.clone();
            if workbook.worksheet_formula(&name).ok()?.used_cells().next().is_some() {
                return None;
            }
            range.rows().map(|row| row.iter().map(shown).collect()).collect()
        }
    }
}

/// Whether a file holds this table, cell by cell.
pub fn is_of(bytes: &[u8], table: &EmployeeTable, how: Written) -> bool {
    read_back(bytes, how.format).is_some_and(|read| read == expected(table, how))
}

fn heads(table: &EmployeeTable, how: Written) -> Vec<String> {
    let titles: Vec<_> = table.columns.iter().map(|column| column.title()).collect();
    let heads: Vec<&str> = titles.iter().map(|title| title.in_language(how.language)).collect();
    marked(&heads, how.environment, how.language)
}

fn csv(table: &EmployeeTable, how: Written) -> Vec<u8> {
    let rows = table.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect());
    human(heads(table, how), rows).bytes
}

fn xlsx(table: &EmployeeTable, how: Written) -> Result<Vec<u8>, EmployeesFault> {
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let day = Format::new().set_num_format("dd-mm-yyyy");
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_timestamp(how.at.as_second())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let name = match how.language {
        Language::Nl => "Medewerkers",
        Language::En => "Employees",
    };
    let sheet = workbook.add_worksheet();
    sheet.set_name(environment_words::marked(name, how.environment, how.language))?;
    sheet.set_freeze_panes(1, 0)?;
    let rows = expected(table, how);
    for (column, head) in (0_u16..).zip(heads(table, how)) {
        let longest =
            rows.iter().filter_map(|row| row.get(usize::from(column))).map(|cell| cell.chars().count());
        let width = longest.max().unwrap_or(0).clamp(WIDTHS.0, WIDTHS.1);
        sheet.set_column_width(column, f64::from(u8::try_from(width).unwrap_or(u8::MAX)) + 2.0)?;
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    for (place, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(&row.cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Day(date) if *date >= FIRST_DAY => {
                    sheet.write_datetime_with_format(place, column, &excel_day(*date)?, &day)?
                }
                Cell::Text(_) | Cell::Day(_) => {
                    sheet.write_string_with_format(place, column, readable(&cell.shown()), &text)?
                }
            };
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn excel_day(date: Date) -> Result<ExcelDateTime, EmployeesFault> {
    let unsigned = |number: i8| u8::try_from(number).map_err(|_| EmployeesFault::Day);
    let year = u16::try_from(date.year()).map_err(|_| EmployeesFault::Day)?;
    Ok(ExcelDateTime::from_ymd(year, unsigned(date.month())?, unsigned(date.day())?)?)
}

/// A cell of a workbook in words; none for what is never written.
fn shown(cell: &Data) -> Option<String> {
    match cell {
        Data::Empty => Some(String::new()),
        Data::String(text) => Some(text.clone()),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Some(format!("{day:02}-{month:02}-{year:04}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
