//! `hours read FILE [choices]`, `hours write FILE [choices]` `hours proof` and `hours fuzz SECONDS [READER]`.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use exchange::file_in::{FileFault, read_at_most};
use exchange::hours::{LARGEST, ReadFault};
use hours::{Choices, USAGE, fuzz, outcome, proof};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(json) => {
            let written = writeln!(std::io::stdout(), "{json}");
            if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<String, String> {
    match words {
        [command] if command == "proof" => return proof::all(),
        [command, rest @ ..] if command == "fuzz" => return fuzz(rest),
        _ => {}
    }
    let [command, file, rest @ ..] = words else { return Err(USAGE.to_owned()) };
    let choices = Choices::parse(rest).map_err(|fault| format!("{fault}\n\n{USAGE}"))?;
    let path = Path::new(file);
    let bytes = read_at_most(path, LARGEST).map_err(|fault| match fault {
        FileFault::TooLarge => ReadFault::TooLarge.words(domain::text::Language::Nl),
        FileFault::NotThere => format!("{file}: {fault}"),
    })?;
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let outcome = outcome::outcome(bytes, name, &choices)?;
    match command.as_str() {
        "read" => serde_json::to_string_pretty(&outcome).map_err(|fault| fault.to_string()),
        "write" => hours::outcome::write(&outcome, &choices),
        _ => Err(USAGE.to_owned()),
    }
}

/// `hours fuzz SECONDS [READER]`: of each reader for so long.
fn fuzz(words: &[String]) -> Result<String, String> {
    let (seconds, readers) = words.split_first().ok_or(USAGE)?;
    let seconds = seconds.parse().map_err(|_| USAGE)?;
    let readers: Vec<&str> = if readers.is_empty() {
        fuzz::READERS.to_vec()
    } else {
        readers.iter().map(String::as_str).collect()
    };
    let folder = std::env::temp_dir().join("hours-fuzz");
    let said: Result<Vec<String>, String> =
        readers.into_iter().map(|reader| fuzz::run(reader, seconds, &folder)).collect();
    said.map(|said| said.join("\n"))
}
