//! The files that are read: as many people a row in twenty, each day another, all of it right.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::{ROWS, Result};

/// Codes that occur in it.
pub const CODES: [&str; 4] = ["NORM", "OV125", "OV150", "REIS"];
/// Rows of each person: a day each.
const DAYS: u32 = 20;
/// People in the file of [`ROWS`] rows.
pub const PEOPLE: u32 = ROWS / DAYS;

const HEADS: [&str; 7] = ["Personeelsnummer", "Naam", "Afdeling", "Datum", "Uursoort", "Uren", "Opmerking"];
const DEPARTMENTS: [&str; 5] = ["Bediening", "Keuken", "Afwas", "Receptie", "Schoonmaak"];

/// One row of a file.
struct One {
    person: u32,
    day: u32,
    code: &'static str,
    department: &'static str,
    /// In hundredths of an hour.
    hundredths: u32,
}

fn one(row: u32) -> One {
    let (person, day) = (row / DAYS + 1, row % DAYS + 1);
    One {
        person,
        day,
        code: CODES[((person + day) % 4) as usize],
        department: DEPARTMENTS[(person % 5) as usize],
        hundredths: 400 + (row % 17) * 25,
    }
}

/// An hours file of so many rows.
pub fn csv(rows: u32) -> Vec<u8> {
    delimited(rows, ',')
}

fn delimited(rows: u32, sign: char) -> Vec<u8> {
    let mut text = HEADS.join(";") + "\r\n";
    for row in 0..rows {
        let One { person, day, code, department, hundredths } = one(row);
        let (hours, part) = (hundredths / 100, hundredths % 100);
        // Writing to text never fails.
        let _ = write!(
            text,
            "{person};M. Voorbeeld-{person};{department};{day:02}-11-2026;{code};{hours}{sign}{part:02};dienst {day}\r\n"
        );
    }
    text.into_bytes()
}

/// The files on disk.
pub struct Files {
    pub csv: PathBuf,
    /// With decimal points, for tools that know no other.
    pub points: PathBuf,
    pub xlsx: PathBuf,
}

impl Files {
    /// Writes them into a folder.
    pub fn put(folder: &Path) -> Result<Self> {
        let files = Self {
            csv: folder.join("uren.csv"),
            points: folder.join("points.csv"),
            xlsx: folder.join("uren.xlsx"),
        };
        std::fs::write(&files.csv, csv(ROWS))?;
        std::fs::write(&files.points, delimited(ROWS, '.'))?;
        workbook(&files.xlsx)?;
        Ok(files)
    }
}

fn workbook(path: &Path) -> Result {
    let mut workbook = Workbook::new();
    let dates = Format::new().set_num_format("dd-mm-yyyy");
    let sheet = workbook.add_worksheet();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(0, column, head)?;
    }
    for row in 0..ROWS {
        let One { person, day, code, department, hundredths } = one(row);
        let line = row + 1;
        sheet.write_number(line, 0, person)?;
        sheet.write_string(line, 1, format!("M. Voorbeeld-{person}"))?;
        sheet.write_string(line, 2, department)?;
        let date = ExcelDateTime::from_ymd(2026, 11, u8::try_from(day)?)?;
        sheet.write_datetime_with_format(line, 3, date, &dates)?;
        sheet.write_string(line, 4, code)?;
        sheet.write_number(line, 5, f64::from(hundredths) / 100.0)?;
        sheet.write_string(line, 6, format!("dienst {day}"))?;
    }
    workbook.save(path)?;
    Ok(())
}
