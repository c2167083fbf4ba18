//! The project's own commands: `cargo xtask start | test | windows | macos | deb | winget | latest | check | bench | pictures | hours | licences`.

mod check;
mod count;
mod deb;
mod debian_rust;
mod latest;
mod licences;
mod macos;
mod require;
mod run;
mod test;
mod windows;
mod winget;

use std::process::ExitCode;

use crate::run::{Failure, Step, cargo, npm};

const USAGE: &str = "\
cargo xtask <command>

  start      install what is missing, build the page and the program, open it
  test       every test: the page's, the crates', the whole program's
  windows    on Debian: the program built for Windows, the tests of its crates run there under Wine, its installers made and tried
  macos      on Debian: the program, type-checked for macOS
  deb        on Debian: the program as a package, installed, opened and removed
  winget     what Microsoft's list of packages wants of an installer: cargo xtask winget INSTALLER URL
  latest     by what the program finds its newest version: cargo xtask latest FOLDER ADDRESS NOTES
  check      format, lints, types, licences, walls of the house
  bench      measure, and write the table to target/bench.txt and bench.json; bench hours measures hours files alone
  pictures   every screen as PNG in pictures/
  hours      read an hours file, write its upload file, prove the readers, or try them on changed files:
             cargo xtask hours shows how
  licences   write the list of software and licences anew from the lock files
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = words.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let done = match command {
        "start" => start(rest),
        "test" => test::everything(),
        "windows" => windows::run(rest),
        "macos" => macos::check(),
        "deb" => deb::run(rest),
        "winget" => winget::write(rest),
        "latest" => latest::write(rest),
        "check" => check::everything(),
        "bench" if rest == ["hours"] => bench_hours(),
        "bench" => measured("bench", true, rest),
        "hours" => hours(rest),
        "licences" => licences::write(),
        "pictures" => measured("pictures", false, rest),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Builds and opens the program; `rest` goes to `cargo run`, for instance `--release`.
fn start(rest: &[String]) -> Result<(), Failure> {
    require::programs()?;
    require::packages(require::BUILD)?;
    page()?;
    if cfg!(target_os = "linux") && !require::has_screen() {
        cargo(["build", "--package", "koppelwijzer"]).arguments(rest).run()?;
        return Err(Failure::new(
            "The program is built, but there is no screen here to open it on (DISPLAY and WAYLAND_DISPLAY are empty). \
             With the package xvfb: xvfb-run -a cargo xtask start",
        ));
    }
    cargo(["run", "--package", "koppelwijzer"]).arguments(rest).run()
}

/// Builds the program and runs one of the measuring programs on it.
fn measured(name: &str, release: bool, rest: &[String]) -> Result<(), Failure> {
    require::programs()?;
    require::packages(require::BUILD)?;
    require::packages(require::DESKTOP)?;
    page()?;
    let profile: &[&str] = if release { &["--release"] } else { &[] };
    // Only what is needed: for release each program takes minutes.
    cargo(["build", "--package", "koppelwijzer", "--package", "measure", "--package", "hours"])
        .arguments(["--bin", "koppelwijzer", "--bin", "bare", "--bin", "bench-hours", "--bin", name])
        .arguments(profile)
        .run()?;
    // Not through `cargo run`, which would build both again with the features of one.
    let folder = run::target().join(if release { "release" } else { "debug" });
    Step::new(folder.join(name)).arguments(rest).run()
}

/// Measures hours files, for which the whole program need not be built.
fn bench_hours() -> Result<(), Failure> {
    beside_hours();
    cargo(["build", "--release", "--package", "hours", "--bin", "bench-hours"]).run()?;
    Step::new(run::target().join("release").join("bench-hours")).run()
}

/// What hours files are held beside. Without it that part is not measured or proven, which is said in its place.
fn beside_hours() {
    if let Err(failure) = require::packages(require::HOURS) {
        eprintln!("{failure}");
    }
}

/// Reads an hours file with the program's own code; a program of its own, so that this one stays quick to build.
fn hours(rest: &[String]) -> Result<(), Failure> {
    if rest == ["proof"] {
        require::programs()?;
        require::spectrum_packages()?;
        beside_hours();
    }
    // Files are named from where the command is given, and the program is run from there.
    cargo(["build", "--quiet", "--package", "hours"]).run()?;
    let program = run::target().join("debug").join(format!("hours{}", std::env::consts::EXE_SUFFIX));
    Step::new(program).where_given().arguments(rest).run()
}

/// Builds the page that the program compiles in.
fn page() -> Result<(), Failure> {
    require::page_packages()?;
    npm(["run", "build"]).run()
}

/// Runs every step, also after one failed, and says at the end which failed.
fn all(steps: Vec<Step>) -> Result<(), Failure> {
    let failed: Vec<String> =
        steps.into_iter().filter_map(|step| step.run().err()).map(|failure| failure.to_string()).collect();
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(failed.join("\n"))) }
}
