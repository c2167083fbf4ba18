//! Writes the sample report as PDF and HTML into a folder, to look at:
//! `cargo run -p exchange --example report -- FOLDER`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::PathBuf;

use domain::Language;
use exchange::{atomic_write, report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("name a folder")?.into();
    let sample = sample::report();
    let pdf = report::pdf(&sample, Language::Nl)?;
    atomic_write::write(&folder, "report.pdf", &pdf, |_| Ok(()))?;
    let html = report::html(&sample, Language::Nl);
    atomic_write::write(&folder, "report.html", html.as_bytes(), |_| Ok(()))?;
    Ok(())
}
