//! Works on records and says after each durable step what is safe, so that a test can kill it at any moment.
//!
//! `writer DIR append COUNT`, `writer DIR migrate`, `writer DIR backup`, `writer DIR restore NAME`, `writer DIR read`.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use records::{Options, Reason, Records, Schema};

#[path = "../tests/it/sample.rs"]
#[allow(dead_code)]
mod sample;

use sample::{Case, employer, moment};

/// Another day than that of the records it finds, so that the backups of both are kept.
const NEXT_DAY: i64 = 200_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    match words[..] {
        [dir, "append", count] => append(Path::new(dir), count.parse()?),
        [dir, "migrate"] => migrate(Path::new(dir)),
        [dir, "backup"] => backup(Path::new(dir)),
        [dir, "restore", name] => restore(Path::new(dir), name),
        [dir, "read"] => read(Path::new(dir)),
        _ => Err("usage: writer DIR append COUNT | migrate | backup | restore NAME | read".into()),
    }
}

fn say(words: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{words}")?;
    out.flush()
}

fn append(dir: &Path, count: u64) -> Result<(), Box<dyn Error>> {
    let mut records = Records::open(dir, moment(0))?.records;
    let first = employer(1);
    records.save_employer(&first)?;
    let mut case = Case::new(1, Some(first.id));
    case = case.clone().resume(&records.events(case.dossier)?);
    for number in 1..=count {
        let mut going_on = case.clone();
        match records.commit(&going_on.next()) {
            Ok(()) => {
                case = going_on;
                say(&format!("ack {number}"))?;
            }
            Err(fault) => {
                say(&format!("fault {fault:?}"))?;
                say(&format!("read {}", records.events(case.dossier)?.len()))?;
            }
        }
    }
    if let Err(fault) = records.close(moment(100)) {
        say(&format!("close {fault:?}"))?;
    }
    Ok(())
}

fn migrate(dir: &Path) -> Result<(), Box<dyn Error>> {
    let options = Options { schema: Schema::current().then(sample::LATER), ..Options::default() };
    let opened = Records::open_with(dir, moment(NEXT_DAY), options)?;
    say("ack")?;
    opened.records.close(moment(NEXT_DAY))?;
    Ok(())
}

fn backup(dir: &Path) -> Result<(), Box<dyn Error>> {
    let mut records = Records::open(dir, moment(NEXT_DAY))?.records;
    let backup = records.backup(moment(NEXT_DAY), Reason::Asked);
    say(&format!("backup {}", if backup.is_ok() { "made" } else { "failed" }))?;
    records.close(moment(NEXT_DAY))?;
    Ok(())
}

fn restore(dir: &Path, name: &str) -> Result<(), Box<dyn Error>> {
    let mut records = Records::open(dir, moment(NEXT_DAY))?.records;
    records.restore(name, moment(NEXT_DAY))?;
    say("ack")?;
    records.close(moment(NEXT_DAY))?;
    Ok(())
}

fn read(dir: &Path) -> Result<(), Box<dyn Error>> {
    let opened = Records::open(dir, moment(NEXT_DAY))?;
    let dossier = Case::new(1, None).dossier;
    say(&format!("notices {:?}", opened.notices))?;
    say(&format!("read {}", opened.records.events(dossier)?.len()))?;
    say(&format!("refused {:?}", opened.records.is_read_only()))?;
    opened.records.close(moment(NEXT_DAY))?;
    Ok(())
}
