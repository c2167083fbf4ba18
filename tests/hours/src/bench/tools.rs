//! The same done by tools that an office would use without a screen.

use std::path::Path;
use std::process::{Command, Stdio};

use figures::{Figures, Held, Row, timed};

use super::made::Files;
use super::{Measured, Result, counted, read_rows, uploaded};

/// They take seconds.
const RUNS: usize = 3;

pub(super) fn measure(folder: &Path, files: &Files) -> Result<Vec<Measured>> {
    let converts = |file: &Path| {
        let mut command = Command::new("soffice");
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        command.arg(profile).args([
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):59,34,76,1",
        ]);
        command.arg("--outdir").arg(folder.join("converted")).arg(file);
        command
    };
    let mut sums = Command::new("mlr");
    sums.args([
        "--icsv",
        "--ifs",
        ";",
        "--ocsv",
        "stats1",
        "-a",
        "sum",
        "-f",
        "Uren",
        "-g",
        "Personeelsnummer,Uursoort",
    ]);
    sums.arg(&files.points);
    let csv = || uploaded(&files.csv, folder);
    let xlsx = || counted(&read_rows(std::fs::read(&files.xlsx)?, "uren.xlsx")?, super::ROWS);
    Ok(vec![
        beside("100,000 rows CSV to upload, beside LibreOffice", "soffice", converts(&files.csv), csv)?,
        beside("100,000 rows CSV to upload, beside mlr", "mlr", sums, csv)?,
        beside("100,000 rows XLSX to rows, beside LibreOffice", "soffice", converts(&files.xlsx), xlsx)?,
    ])
}

fn beside(
    what: &'static str,
    tool: &str,
    mut command: Command,
    ours: impl Fn() -> Result,
) -> Result<Measured> {
    if Command::new(tool).arg("--version").output().is_err() {
        return Ok(Err(format!("{what}: {tool} is not on this machine")));
    }
    let (mut own, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        floor.push(timed(|| -> Result {
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
            if status.success() { Ok(()) } else { Err(format!("{tool}: {status}").into()) }
        })?);
        own.push(timed(&ours)?);
    }
    Ok(Ok(Row {
        what,
        unit: "ms",
        ours: Figures::of(own),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 1.0,
    }))
}
