//! Measures every row and writes the table to the terminal and to `bench.json` in the target folder.

#[cfg(target_os = "linux")]
fn main() -> driver::Outcome {
    use std::io::{Write, stdout};

    use measure::{Programs, Row, rows};

    let programs = Programs::built()?;
    let table = [
        rows::start::measure(&programs)?,
        rows::memory::measure(&programs)?,
        rows::idle::measure(&programs)?,
        rows::size::measure(&programs)?,
    ];
    let mut out = stdout();
    writeln!(out, "{}", Row::head())?;
    for row in &table {
        writeln!(out, "{}", row.line())?;
    }
    let file = programs.target().join("bench.json");
    std::fs::write(&file, serde_json::to_string_pretty(&table)?)?;
    writeln!(out, "\nmedian / 95th percentile; the same in {}", file.display())?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("Measuring needs Linux: it starts a desktop without a screen.");
}
