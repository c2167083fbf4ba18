//! Measures what hours files cost: `bench-hours`. `bench-hours peak FILE` reads one file and says how much memory that took.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use hours::bench;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> bench::Result {
    match words {
        [] => bench::print(&std::env::current_exe()?),
        [command, file] if command == "peak" => {
            writeln!(std::io::stdout(), "{}", bench::own_peak(Path::new(file))?)?;
            Ok(())
        }
        _ => Err("bench-hours, or bench-hours peak FILE".into()),
    }
}
