//! How long it takes until reading a large file has stopped.

use std::cell::Cell;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use domain::hours::head::HeadChoice;
use domain::hours::layout::Layout;
use domain::hours::rows::{Answers, read_while};
use domain::hours::sensitive::drop_sensitive;
use exchange::hours::{ReadFault, ReadProgress, read_with};
use figures::{Figures, Held, Row};

use super::made::{self, Files};
use super::{ROWS, RUNS, Result};

/// Each run is stopped at another moment of both halves: while bytes become cells, and cells rows.
pub(super) fn measure(files: &Files) -> Result<Row> {
    let mut took = Vec::new();
    for run in 1..=RUNS {
        took.push(while_cells_are_read(&files.xlsx, run)?);
        took.push(while_rows_are_read(run)?);
    }
    Ok(Row {
        what: "from stop to stopped, 100,000 rows",
        unit: "ms",
        ours: Figures::of(took.iter().map(|took| took.as_secs_f64() * 1000.0).collect()),
        floor: None,
        held: Held::P95,
        goal: 1000.0,
    })
}

fn while_cells_are_read(path: &std::path::Path, run: usize) -> Result<Duration> {
    let progress = Arc::new(ReadProgress::default());
    let bytes = std::fs::read(path)?;
    let reading = {
        let progress = Arc::clone(&progress);
        thread::spawn(move || (read_with(bytes, "uren.xlsx", &progress).map(drop), Instant::now()))
    };
    let rows = part(run);
    while progress.rows() < rows && !reading.is_finished() {
        thread::yield_now();
    }
    let stopped = Instant::now();
    progress.stop();
    match reading.join() {
        Ok((Err(ReadFault::Stopped), ended)) => Ok(ended.saturating_duration_since(stopped)),
        other => Err(format!("it was not stopped: {other:?}").into()),
    }
}

fn while_rows_are_read(run: usize) -> Result<Duration> {
    let mut workbook =
        exchange::hours::read(made::csv(ROWS), "uren.csv").map_err(|fault| format!("{fault:?}"))?;
    let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
    let layout = Layout::guess(&workbook, &dropped, None);
    let (rows, stopped) = (part(run), Cell::new(None));
    let go_on = |read| {
        if read >= rows && stopped.get().is_none() {
            stopped.set(Some(Instant::now()));
        }
        stopped.get().is_none()
    };
    let read = read_while(&workbook, &layout, Some("2026-11".parse()?), &Answers::default(), &go_on);
    match (read, stopped.get()) {
        (None, Some(stopped)) => Ok(stopped.elapsed()),
        _ => Err("it was not stopped".into()),
    }
}

/// After how many rows a run is stopped.
fn part(run: usize) -> u32 {
    ROWS / 20 * u32::try_from(run).unwrap_or(1)
}
