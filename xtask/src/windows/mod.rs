//! `cargo xtask windows`: the program built for Windows on a Debian machine, and what of it can be tried there under Wine.
//!
//! Wine has no web view, so the window itself is not tried; `docs/quality.md` says what else is not.

mod build;
mod installed;
mod installers;
mod rooms;
mod sign;
mod test_run;
mod wine;

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use crate::run::Failure;
use crate::{page, require};

use installers::Installers;
use wine::Wine;

/// How the parts are asked for, each by itself.
const USAGE: &str = "\
cargo xtask windows                        everything: the program, the tests, the installers
cargo xtask windows tests [crate...]       the tests alone, of all crates or of these
cargo xtask windows installers             the program and its installers, tried
cargo xtask windows installers --release   the same as they go out, which takes far longer
cargo xtask windows sign FILE              signs a file, where there is a certificate to sign with";

/// Builds the program for Windows, runs the tests of every room there, and makes and tries the installers.
///
/// # Errors
/// When something is missing that cannot be installed, does not build, or fails; and for words that mean nothing here.
pub fn run(words: &[String]) -> Result<(), Failure> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (rooms, installers, release) = match words.as_slice() {
        [] => (Some(&[][..]), true, false),
        ["tests", rooms @ ..] => (Some(rooms), false, false),
        ["installers"] => (None, true, false),
        ["installers", "--release"] => (None, true, true),
        ["sign", file] => return sign::sign(Path::new(file)).map(|_| ()),
        _ => return Err(Failure::new(USAGE)),
    };
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("This builds for Windows on Debian. On Windows itself: cargo xtask test"));
    }
    let mut times = Times::default();
    require::programs()?;
    require::packages(require::WINDOWS)?;
    page()?;
    times.add("packages and page");
    let wine = Wine::prepared()?;
    times.add("Wine, prepared");
    let tested = rooms.map_or(Ok(()), |rooms| tested(&wine, rooms, &mut times));
    let installed = if installers { installed(&wine, release, &mut times) } else { Ok(()) };
    times.print()?;
    tested.and(installed)
}

/// Builds the tests of every room, since they are built for one another, and runs those of some, or of all when none is named.
fn tested(wine: &Wine, rooms: &[&str], times: &mut Times) -> Result<(), Failure> {
    let mut programs = build::tests()?;
    times.add("the tests, built");
    if let Some(unknown) = rooms.iter().find(|room| !programs.iter().any(|program| program.package == **room))
    {
        return Err(Failure::new(format!("{unknown} has no tests for Windows\n{USAGE}")));
    }
    programs.retain(|program| rooms.is_empty() || rooms.contains(&program.package.as_str()));
    let ran = test_run::run(wine, &programs);
    times.add("the tests, run");
    ran
}

fn installed(wine: &Wine, release: bool, times: &mut Times) -> Result<(), Failure> {
    build::app(release)?;
    times.add("the program, built");
    let now = installers::of_the_program(release)?;
    let older = installers::stand_in(installed::OLDER)?;
    times.add("the installers, made");
    let tried = installed::tried(wine, &now, &older);
    times.add("the installers, tried");
    sizes(&now)?;
    tried
}

/// How large what goes out is.
fn sizes(now: &Installers) -> Result<(), Failure> {
    writeln!(io::stdout())?;
    for file in [&now.stage.join(installers::FILES[0]), &now.setup, &now.msi] {
        writeln!(io::stdout(), "{:>12} bytes  {}", std::fs::metadata(file)?.len(), file.display())?;
    }
    Ok(())
}

/// How long each part took, for the end of the run.
struct Times {
    since: Instant,
    parts: Vec<(&'static str, u64)>,
}

impl Default for Times {
    fn default() -> Self {
        Self { since: Instant::now(), parts: Vec::new() }
    }
}

impl Times {
    /// The part that ends now.
    fn add(&mut self, part: &'static str) {
        self.parts.push((part, self.since.elapsed().as_secs()));
        self.since = Instant::now();
    }

    fn print(&self) -> Result<(), Failure> {
        let mut out = io::stdout();
        writeln!(out)?;
        for (part, seconds) in &self.parts {
            writeln!(out, "{seconds:>6} s  {part}")?;
        }
        Ok(())
    }
}
