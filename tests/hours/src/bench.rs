//! Measures reading hours files and writing upload files, each beside the least that could do the same.

mod choice;
mod made;
mod memory;
mod stop;
mod tools;

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::Path;

use calamine::{Reader as _, Xlsx};
use domain::hours::head::HeadChoice;
use domain::hours::layout::Layout;
use domain::hours::rows::{Answers, Reading, read};
use domain::hours::sensitive::drop_sensitive;
use domain::hours::upload::{Choice, Mapping, table};
use exchange::hours::{is_of, profiles, upload_file};
use figures::{Figures, Held, Row, timed};

pub use memory::own_peak;

/// Why something was not measured, in words.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;
/// What is measured, or why not.
pub type Result<T = ()> = std::result::Result<T, Fault>;

/// Rows of the files that are read.
const ROWS: u32 = 100_000;
/// How often each is done, in turn with its floor.
const RUNS: usize = 15;

/// A row of the table, or why it was not measured.
pub type Measured = std::result::Result<Row, String>;

/// All rows, in the order in which they are said. `program` is this program, for what needs a process of its own.
///
/// # Errors
/// When a file cannot be made or read.
pub fn rows(program: &Path) -> Result<Vec<Measured>> {
    let folder = tempfile::tempdir()?;
    let files = made::Files::put(folder.path())?;
    let mut rows = vec![Ok(upload(folder.path(), &files)?), Ok(workbook(&files)?), Ok(growth()?)];
    rows.push(Ok(choice::measure(&files)?));
    rows.push(Ok(stop::measure(&files)?));
    rows.push(Ok(memory::measure(program, folder.path())?));
    rows.extend(tools::measure(folder.path(), &files)?);
    Ok(rows)
}

/// An hours file to its upload file, written, synced and verified.
fn upload(folder: &Path, files: &made::Files) -> Result<Row> {
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        floor.push(timed(|| straight_through(&files.csv, &folder.join(format!("through-{run}.csv"))))?);
        ours.push(timed(|| uploaded(&files.csv, folder))?);
    }
    Ok(Row {
        what: "100,000 rows CSV to an upload file, beside csv",
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 2.0,
    })
}

/// The floor: the same bytes from a reader to a writer, synced as well.
fn straight_through(from: &Path, to: &Path) -> Result {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_path(from)?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(File::create_new(to)?);
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        writer.write_byte_record(&record)?;
    }
    writer.flush()?;
    writer.get_ref().sync_all()?;
    Ok(())
}

/// From a file to its rows, as the program does.
fn read_rows(bytes: Vec<u8>, name: &str) -> Result<Reading> {
    let mut workbook = exchange::hours::read(bytes, name).map_err(|fault| format!("{fault:?}"))?;
    let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
    let layout = Layout::guess(&workbook, &dropped, None);
    Ok(read(&workbook, &layout, Some("2026-11".parse()?), &Answers::default()))
}

fn uploaded(from: &Path, folder: &Path) -> Result {
    let reading = read_rows(std::fs::read(from)?, "uren.csv")?;
    let codes = made::CODES.iter().zip([2, 15, 16, 284]);
    let codes = codes.map(|(code, number)| ((*code).to_owned(), Choice::Number { number })).collect();
    let mapping = Mapping { codes, ..Mapping::default() };
    let profile = profiles()?.remove(0);
    let made = table(&reading, &mapping, 395, profile.decimals).map_err(|missing| format!("{missing:?}"))?;
    let file = upload_file(&made, &profile, "2026-11".parse()?)?;
    exchange::atomic_write::write(folder, &file.name, &file.bytes, |read| {
        if is_of(read, &made, &profile) { Ok(()) } else { Err("not the table".to_owned()) }
    })?;
    if made.rows.len() == made::PEOPLE as usize { Ok(()) } else { Err("not everybody is in it".into()) }
}

/// A workbook to its rows.
fn workbook(files: &made::Files) -> Result<Row> {
    let bytes = std::fs::read(&files.xlsx)?;
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        floor.push(timed(|| cells_of(&bytes))?);
        let copy = bytes.clone();
        ours.push(timed(|| counted(&read_rows(copy, "uren.xlsx")?, ROWS))?);
    }
    Ok(Row {
        what: "100,000 rows XLSX read to rows, beside calamine",
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 1.3,
    })
}

/// The floor: every sheet as calamine gives it.
fn cells_of(bytes: &[u8]) -> Result {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name)?;
        if range.height() != ROWS as usize + 1 {
            return Err("not all rows are in it".into());
        }
    }
    Ok(())
}

fn counted(reading: &Reading, rows: u32) -> Result {
    if reading.rows().len() == rows as usize { Ok(()) } else { Err(format!("{:?}", reading.findings).into()) }
}

/// Ten times as many rows, as a multiple of the time that a tenth takes.
fn growth() -> Result<Row> {
    let (small, large) = (made::csv(ROWS / 10), made::csv(ROWS));
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let copy = small.clone();
        floor.push(timed(|| counted(&read_rows(copy, "uren.csv")?, ROWS / 10))?);
        let copy = large.clone();
        ours.push(timed(|| counted(&read_rows(copy, "uren.csv")?, ROWS))?);
    }
    Ok(Row {
        what: "100,000 rows CSV read, beside 10,000",
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 10.5,
    })
}

/// Prints the table.
///
/// # Errors
/// When a row was not measured, or output cannot be written.
pub fn print(program: &Path) -> Result {
    let mut out = std::io::stdout();
    writeln!(out, "{}", Row::head())?;
    let rows = rows(program)?;
    for row in &rows {
        match row {
            Ok(row) => writeln!(out, "{}", row.line())?,
            Err(why) => writeln!(out, "NOT MEASURED: {why}")?,
        }
    }
    writeln!(out, "\nmedian / 95th percentile")?;
    if rows.iter().all(std::result::Result::is_ok) {
        Ok(())
    } else {
        Err("not everything was measured".into())
    }
}
