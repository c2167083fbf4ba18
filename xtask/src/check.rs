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
    let dependencies = licences_and_advisories();
    judged.and(dependencies)
}

/// What the dependencies are licensed under, where they come from, and what is known against them. The first two
/// need no network; for the last one the database of advisories has to be fetched.
fn licences_and_advisories() -> Result<(), Failure> {
    let deny = || -> Result<Step, Failure> {
        if cargo(["deny", "--version"]).succeeds() {
            return Ok(cargo(["deny"]));
        }
        let tools = target().join("tools");
        let program = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
        if !program.exists() {
            cargo(["install", "--locked", "cargo-deny", "--root"]).arguments([&tools]).run()?;
        }
        Ok(Step::new(program))
    };
    deny()?.arguments(["check", "licenses", "bans", "sources"]).run()?;
    if deny()?.arguments(["fetch", "db"]).run().is_ok() {
        return deny()?.arguments(["check", "--disable-fetch", "advisories"]).run();
    }
    eprintln!(
        "\n!!! The advisories were NOT checked: their database could not be fetched. Run this again with a network. !!!"
    );
    Ok(())
}
