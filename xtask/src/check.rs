//! `cargo xtask check`: everything that can be judged without running the program.

use crate::run::{Failure, Step, cargo, npm, target};
use crate::{all, require};

/// Format, lints and types on both sides, licences, walls of the house, committed bindings.
///
/// # Errors
/// When any of them finds something, with all that did.
pub fn everything() -> Result<(), Failure> {
    require::programs()?;
    require::packages(require::BUILD)?;
    require::page_packages()?;
    let judged = all(vec![
        cargo(["fmt", "--all", "--check"]),
        cargo(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]),
        npm(["run", "check"]),
        npm(["run", "lint"]),
        cargo([
            "test",
            "--package",
            "koppelwijzer",
            "--lib",
            "--test",
            "architecture",
            "--test",
            "configuration",
        ]),
        cargo(["test", "--package", "xtask"]),
    ]);
    let unused = pinned(CARGO_MACHETE).and_then(Step::run);
    let dependencies = licences_and_advisories();
    judged.and(unused).and(dependencies)
}

/// The version of cargo-deny that `deny.toml` is written for.
const CARGO_DENY: (&str, &str) = ("cargo-deny", "0.20.2");

/// The version of cargo-machete, which finds dependencies that nothing uses.
const CARGO_MACHETE: (&str, &str) = ("cargo-machete", "0.9.2");

/// A subcommand of cargo in one version: the one that is installed, or else one of the project's own below `target`.
fn pinned((name, version): (&str, &str)) -> Result<Step, Failure> {
    let subcommand = name.trim_start_matches("cargo-");
    let installed = cargo([subcommand, "--version"]).output();
    if installed.trim().ends_with(version) {
        return Ok(cargo([subcommand]));
    }
    let tools = target().join("tools").join(format!("{name}-{version}"));
    let program = tools.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        let package = format!("{name}@{version}");
        cargo(["install", "--locked"]).arguments([package.as_str(), "--root"]).arguments([&tools]).run()?;
    }
    Ok(Step::new(program))
}

/// What the dependencies are licensed under, where they come from, and what is known against them. The first two
/// need no network; for the last one the database of advisories has to be fetched. Where that cannot be done, a run in
/// continuous integration fails, and one by hand says so.
fn licences_and_advisories() -> Result<(), Failure> {
    let deny = || pinned(CARGO_DENY);
    deny()?.arguments(["check", "licenses", "bans", "sources"]).run()?;
    if deny()?.arguments(["fetch", "db"]).run().is_ok() {
        return deny()?.arguments(["check", "--disable-fetch", "advisories"]).run();
    }
    let unchecked = "The advisories were NOT checked: their database could not be fetched. Run this again with a network.";
    if std::env::var_os("CI").is_some() {
        return Err(Failure::new(unchecked));
    }
    eprintln!("\n!!! {unchecked} !!!");
    Ok(())
}
