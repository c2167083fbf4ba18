//! The most memory that reading takes, of a process of its own.

use std::path::Path;
use std::process::Command;

use figures::{Figures, Held, Row};

use super::{Result, made, read_rows};

/// Rows of the file.
const MANY: u32 = 1_000_000;
/// Memory varies far less than time.
const RUNS: usize = 3;

pub(super) fn measure(program: &Path, folder: &Path) -> Result<Row> {
    let path = folder.join("many.csv");
    let bytes = made::csv(MANY);
    let size = bytes.len();
    std::fs::write(&path, bytes)?;
    let mut ours = Vec::new();
    for _ in 0..RUNS {
        let said = Command::new(program).arg("peak").arg(&path).output()?;
        if !said.status.success() {
            return Err(String::from_utf8_lossy(&said.stderr).into_owned().into());
        }
        ours.push(String::from_utf8(said.stdout)?.trim().parse::<f64>()? / 1e6);
    }
    #[expect(clippy::cast_precision_loss, reason = "a file is far below that")]
    let size = size as f64 / 1e6;
    Ok(Row {
        what: "peak memory, 1,000,000 rows CSV, beside its size",
        unit: "MB",
        ours: Figures::of(ours),
        floor: Some(Figures::of(vec![size])),
        held: Held::Ratio,
        goal: 3.0,
    })
}

/// Reads a file to its rows and gives the most memory that this process ever had, in bytes.
///
/// # Errors
/// When the file is not read, or the system does not tell.
pub fn own_peak(path: &Path) -> Result<u64> {
    let reading = read_rows(std::fs::read(path)?, "many.csv")?;
    if reading.rows().len() != MANY as usize {
        return Err("not all rows were read".into());
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1024)
}
