//! `cargo xtask test`: every test there is.

use std::io::{self, Write};

use crate::count::Count;
use crate::run::{Failure, cargo, npm, root};
use crate::{page, require};

/// What requests and answers are held against, as seen from the project's folder.
const SPECIFICATION: &str = "../shared/domain/loket-openapi.json";

/// Runs the page's tests, the crates' and the whole program's, also when an earlier suite failed; ends with the sum.
///
/// # Errors
/// When anything is missing that cannot be installed, or any suite fails.
pub fn everything() -> Result<(), Failure> {
    require::programs()?;
    require::packages(require::BUILD)?;
    require::packages(require::DESKTOP)?;
    require::oauth_packages()?;
    require::spectrum_packages()?;
    page()?;
    let mut count = Count::default();
    let mut failed = Vec::new();
    for suite in suites() {
        if let Err(failure) = suite.run_counting(&mut count) {
            failed.push(failure.to_string());
        }
    }
    writeln!(io::stdout(), "\n{} passed, {} failed", count.passed, count.failed)?;
    if !root().join(SPECIFICATION).exists() {
        writeln!(
            io::stdout(),
            "NOT CHECKED: Loket's specification is not beside the project ({SPECIFICATION})"
        )?;
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(failed.join("\n"))) }
}

/// The page's tests, and the workspace's with nextest where it is there; nextest leaves the examples in the
/// documentation to cargo itself.
fn suites() -> Vec<crate::run::Step> {
    let page = npm(["test"]);
    if cargo(["nextest", "--version"]).succeeds() {
        let examples = cargo(["test", "--workspace", "--doc"]);
        vec![page, cargo(["nextest", "run", "--workspace", "--no-fail-fast"]), examples]
    } else {
        vec![page, cargo(["test", "--workspace", "--no-fail-fast"])]
    }
}
