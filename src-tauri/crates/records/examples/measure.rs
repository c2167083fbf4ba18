//! Measures records of a given size beside the bare SQL that does the same.
//!
//! `measure DIR`, on a directory that `fill` made. Adds events to it.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use records::Records;

#[path = "../tests/it/sample.rs"]
#[allow(dead_code)]
mod sample;

use sample::{Case, employer, moment};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: measure DIR")?;
    let dir = Path::new(&dir);
    let (opening, opened) = timed(|| Records::open(dir, moment(0)));
    let mut records = opened?.records;
    say("open, closed cleanly before", &mut [opening])?;
    say("board", &mut repeat(15, |_| records.summaries().map(drop))?)?;
    say("employers", &mut repeat(15, |_| records.employers().map(drop))?)?;

    let first = Case::new(1, Some(employer(1).id));
    let mut case = first.clone().resume(&records.events(first.dossier)?);
    say("events of a dossier", &mut repeat(15, |_| records.events(case.dossier).map(drop))?)?;
    let ticks = repeat(200, |_| records.commit(&case.next()));
    say("tick, durable", &mut ticks?)?;

    for asked in ["g", "gar", "garage öz", "rechten", "w00042", "uren de jong rechten"] {
        let mut took = repeat(50, |_| records.search(asked, 20).map(drop))?;
        say(&format!("search {asked:?}"), &mut took)?;
    }
    let mut checks = repeat(3, |_| records.archive().check().map(drop))?;
    say("full check", &mut checks)?;
    let mut listed = repeat(3, |_| records.backups().map(drop))?;
    say("list of backups", &mut listed)?;
    let (closing, closed) = timed(|| records.close(moment(200_000)));
    closed?;
    say("close, with a backup", &mut [closing])?;

    bare(dir)?;
    std::fs::remove_file(dir.join("koppelwijzer.session"))?;
    let (opening, opened) = timed(|| Records::open(dir, moment(0)));
    say("open, with a full check", &mut [opening])?;
    Ok(opened?.records.close(moment(200_000))?)
}

/// What a prepared INSERT costs with the same settings and nothing else.
fn bare(dir: &Path) -> Result<(), Box<dyn Error>> {
    let file = dir.join("bare.db");
    let connection = rusqlite::Connection::open(&file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON;
         CREATE TABLE IF NOT EXISTS events (content TEXT NOT NULL) STRICT;",
    )?;
    let content = "x".repeat(420);
    let mut insert = connection.prepare("INSERT INTO events (content) VALUES (?1)")?;
    let mut took = repeat(200, |_| insert.execute([&content]).map(drop))?;
    drop(insert);
    connection.close().map_err(|(_, error)| error)?;
    std::fs::remove_file(file)?;
    say("bare INSERT, durable", &mut took)
}

fn timed<T>(job: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = job();
    (start.elapsed(), done)
}

fn repeat<E>(times: usize, mut job: impl FnMut(usize) -> Result<(), E>) -> Result<Vec<Duration>, E> {
    (0..times)
        .map(|number| {
            let (took, done) = timed(|| job(number));
            done.map(|()| took)
        })
        .collect()
}

fn say(what: &str, took: &mut [Duration]) -> Result<(), Box<dyn Error>> {
    took.sort();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    writeln!(std::io::stdout(), "{what:32} median {:9.3} ms   p95 {:9.3} ms", at(50), at(95))?;
    Ok(())
}
