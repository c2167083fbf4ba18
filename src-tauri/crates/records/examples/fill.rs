//! Fills a data directory with made-up records of a given size, for measuring.
//!
//! `fill DIR [EMPLOYERS DOSSIERS EVENTS]`, by default 500 employers, 2,000 dossiers and 60,000 events, evenly spread.
//! Every dossier has a row for itself and five steps to be found by.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use records::{Batch, Change, Records};

#[path = "../tests/it/sample.rs"]
#[allow(dead_code)]
mod sample;

use sample::{Case, employer, moment};

/// Dossiers in one transaction.
const AT_ONCE: u64 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let (dir, employers, dossiers, events) = match words[..] {
        [dir] => (dir, 500, 2_000, 60_000),
        [dir, employers, dossiers, events] => (dir, employers.parse()?, dossiers.parse()?, events.parse()?),
        _ => return Err("usage: fill DIR [EMPLOYERS DOSSIERS EVENTS]".into()),
    };
    let mut records = Records::open(Path::new(dir), moment(0))?.records;
    records.commit_batch(&Batch {
        handbooks: vec![],
        employers: (1..=employers).map(employer).collect(),
        changes: vec![],
    })?;
    let mut number = 0;
    while number < dossiers {
        let until = dossiers.min(number + AT_ONCE);
        let share = |number: u64| (number + 1) * events / dossiers - number * events / dossiers;
        let changes = (number..until).map(|number| dossier(number, employers, share(number)));
        records.commit_batch(&Batch { handbooks: vec![], employers: vec![], changes: changes.collect() })?;
        number = until;
    }
    let counts = records.counts()?;
    records.close(moment(1))?;
    writeln!(std::io::stdout(), "{counts:?}")?;
    Ok(())
}

/// A dossier with so many events, in one change.
fn dossier(number: u64, employers: u64, events: u64) -> Change {
    let mut case = Case::new(number + 1, Some(employer(number % employers + 1).id));
    let mut change = case.next();
    for _ in 1..events {
        let next = case.next();
        change.events.extend(next.events);
        change.summary = next.summary;
    }
    change
}
