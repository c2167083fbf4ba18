//! Proofs by programs that are not the project's own: what they read and write is held beside what this one does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use domain::hours::sheet::{Cell, Row};
use serde_json::Value;

use crate::fuzz::corpus;
use crate::{Choices, outcome};

/// What a proof gives: nothing when it holds, or why it was not made.
pub type Proof = Result<Option<String>, String>;

fn words(fault: impl std::fmt::Display) -> String {
    fault.to_string()
}

/// The cells of a text file, row by row.
fn cells(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, String> {
    let workbook = exchange::hours::read(bytes, "uren.csv").map_err(|fault| format!("{fault:?}"))?;
    let sheet = workbook.sheets.first().ok_or("no sheet")?;
    let width = usize::try_from(sheet.width()).map_err(words)?;
    let row = |row: Row<'_>| {
        let mut cells: Vec<String> = row
            .cells()
            .map(|cell| if let Cell::Text(text) = cell { text.to_owned() } else { String::new() })
            .collect();
        cells.resize(width, String::new());
        cells
    };
    Ok(sheet.rows().map(row).collect())
}

/// Every file of csv-spectrum reads as its answer says.
///
/// # Errors
/// In words: which does not.
pub fn spectrum() -> Proof {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("spectrum/node_modules/csv-spectrum");
    if !folder.is_dir() {
        return Ok(Some("csv-spectrum is not there; cargo xtask test gets it with npm".to_owned()));
    }
    for entry in fs::read_dir(folder.join("csvs")).map_err(words)? {
        let path = entry.map_err(words)?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let answer = fs::read(folder.join("json").join(format!("{name}.json"))).map_err(words)?;
        // One row alone stands by itself.
        let right = match serde_json::from_slice(&answer).map_err(words)? {
            Value::Array(rows) => rows,
            row => vec![row],
        };
        let mut rows = cells(fs::read(&path).map_err(words)?)?.into_iter();
        let heads = rows.next().ok_or_else(|| format!("{name}: no head"))?;
        let rows: Vec<Vec<String>> = rows.collect();
        let mut wanted: Vec<Vec<String>> = right
            .iter()
            .map(|row| {
                heads
                    .iter()
                    .map(|head| row.get(head).and_then(Value::as_str).unwrap_or_default().to_owned())
                    .collect()
            })
            .collect();
        if let ("location_coordinates", Some(cell)) =
            (name.as_str(), wanted.first_mut().and_then(|row| row.first_mut()))
        {
            // Of this one its answer has another telephone number than the file.
            "2095257564".clone_into(cell);
        }
        // Line ends within quotes stay as they are; the answers have those of Unix.
        let plain = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
            rows.iter().map(|row| row.iter().map(|cell| cell.replace("\r\n", "\n")).collect()).collect()
        };
        if plain(&rows) != plain(&wanted) {
            return Err(format!("{name}: {rows:?} instead of {wanted:?}"));
        }
    }
    Ok(None)
}

/// The upload file of the table of the corpus.
fn upload() -> Result<String, String> {
    let line =
        "--period 2026-11 --administration 395 --component NORM=2 --component OV125=15 --component REIS=4015";
    let choices = Choices::line(line)?;
    let bytes = fs::read(corpus().join("uren.csv")).map_err(words)?;
    let outcome = outcome::outcome(bytes, "uren.csv", &choices)?;
    let json: Value = serde_json::from_str(&outcome::write(&outcome, &choices)?).map_err(words)?;
    json["text"].as_str().map(str::to_owned).ok_or_else(|| "no text".to_owned())
}

const RIGHT: [[&str; 6]; 5] = [
    ["aanslnr", "persnr", "ploeg", "2", "15", "4015"],
    ["395", "12", "1", "15,75", "", ""],
    ["395", "34", "1", "", "0,3", ""],
    ["395", "56", "1", "152,25", "", ""],
    ["395", "78", "1", "", "", "999,99"],
];

/// The csv module of Python reads the upload file to the same cells.
///
/// # Errors
/// In words: what it reads instead.
pub fn python() -> Proof {
    let text = upload()?;
    let script = "import csv, json, sys\nprint(json.dumps(list(csv.reader(sys.stdin.read().split('\\r\\n')[:-1], delimiter=';', strict=True))))";
    let started = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = started else { return Ok(Some("python3 is not on this machine".to_owned())) };
    if let Some(mut input) = child.stdin.take() {
        std::io::Write::write_all(&mut input, text.as_bytes()).map_err(words)?;
    }
    let said = child.wait_with_output().map_err(words)?;
    let rows: Vec<Vec<String>> = serde_json::from_slice(&said.stdout)
        .map_err(|fault| format!("{fault}: {}", String::from_utf8_lossy(&said.stderr)))?;
    if rows == RIGHT { Ok(None) } else { Err(format!("python3 reads {rows:?}")) }
}

/// `LibreOffice` reads the upload file to the same cells, and writes the table of the corpus in every form that it has; each reads
/// to the same rows as the text.
///
/// # Errors
/// In words: what differs.
pub fn office() -> Proof {
    if Command::new("soffice").arg("--version").output().is_err() {
        return Ok(Some("LibreOffice is not on this machine (apt-get install libreoffice-calc)".to_owned()));
    }
    let folder = tempfile::tempdir().map_err(words)?;
    let source = folder.path().join("uren.csv");
    fs::copy(corpus().join("uren.csv"), &source).map_err(words)?;
    let right = outcome_of(&source)?;
    // Text, numbers and dates as a Dutch office has them.
    let dutch = "CSV:59,34,UTF-8,1,1/2/2/2/3/2/4/4/5/2/6/1/7/1,1043";
    for (form, ending) in
        [("xlsx:Calc MS Excel 2007 XML", "xlsx"), ("ods:calc8", "ods"), ("xls:MS Excel 97", "xls")]
    {
        let made = converted(&source, dutch, form, ending)?;
        if outcome_of(&made)? != right {
            return Err(format!("{ending} of LibreOffice reads to other rows than the text"));
        }
    }
    let file = folder.path().join("upload.csv");
    fs::write(&file, upload()?).map_err(words)?;
    let columns: Vec<String> = (1..=6).map(|column| format!("{column}/2")).collect();
    let text = format!("CSV:59,34,ANSI,1,{}", columns.join("/"));
    let back = converted(&file, &text, "csv:Text - txt - csv (StarCalc):59,34,76,1", "back/csv")?;
    if cells(fs::read(back).map_err(words)?)? == RIGHT {
        Ok(None)
    } else {
        Err("LibreOffice reads other cells in the upload file".to_owned())
    }
}

/// Who, what, how much and where.
fn outcome_of(path: &Path) -> Result<Vec<outcome::OutcomeRow>, String> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = fs::read(path).map_err(words)?;
    let outcome = outcome::outcome(bytes, &name, &Choices::line("--period 2026-11")?)?;
    if outcome.problems.is_empty() {
        Ok(outcome.rows)
    } else {
        Err(format!("{name}: {:?}", outcome.problems))
    }
}

/// A file in another form, in a folder of its own.
fn converted(source: &Path, read_as: &str, form: &str, ending: &str) -> Result<PathBuf, String> {
    let folder = source.parent().ok_or("no folder")?;
    let out = folder.join(ending);
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", &format!("--infilter={read_as}"), "--convert-to", form, "--outdir"])
        .arg(&out)
        .arg(source)
        .output()
        .map_err(words)?;
    let stem = source.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let path = out.join(stem).with_extension(ending.rsplit('/').next().unwrap_or(ending));
    if path.is_file() { Ok(path) } else { Err(String::from_utf8_lossy(&ran.stderr).into_owned()) }
}

/// All of them, with what came of each.
///
/// # Errors
/// In words: those that do not hold.
pub fn all() -> Result<String, String> {
    type Named = (&'static str, fn() -> Proof);
    let proofs: [Named; 3] =
        [("csv-spectrum", spectrum), ("the csv module of Python", python), ("LibreOffice", office)];
    let mut said = Vec::new();
    for (name, proof) in proofs {
        said.push(match proof().map_err(|fault| format!("{name}: {fault}"))? {
            None => format!("{name}: the same"),
            Some(missing) => format!("{name}: NOT PROVEN: {missing}"),
        });
    }
    Ok(said.join("\n"))
}
