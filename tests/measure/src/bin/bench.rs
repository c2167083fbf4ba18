//! Measures every row and writes the table to the terminal and to `bench.json` in the target folder. With names of
//! rows, such as `tick search`, only those, and no file: a part is no table.

#[cfg(target_os = "linux")]
fn main() -> driver::Outcome {
    use std::io::{Write, stdout};

    use measure::{Large, Programs, Row, rows};

    /// Employers of the large office; with four dossiers each.
    const EMPLOYERS: usize = 500;

    let programs = Programs::built()?;
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let names = ["start", "memory", "tick", "search", "growth", "idle", "size"];
    if let Some(unknown) = asked.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(driver::Fault::new(format!(
            "no row is called {unknown}; there are {}",
            names.join(", ")
        )));
    }
    let large = Large::fill(EMPLOYERS)?;
    let mut out = stdout();
    let mut table = Vec::new();
    writeln!(out, "{}", Row::head())?;
    for name in names.into_iter().filter(|name| asked.is_empty() || asked.iter().any(|one| one == name)) {
        let measured = match name {
            "start" => vec![rows::start::measure(&programs, &large)?],
            "memory" => rows::memory::measure(&programs, &large)?,
            "tick" => rows::tick::measure(&programs, &large)?,
            "search" => rows::search::measure(&programs, &large)?,
            "growth" => rows::growth::measure(&large)?,
            "idle" => vec![rows::idle::measure(&programs, &large)?],
            _ => vec![rows::size::measure(&programs)?],
        };
        for row in &measured {
            writeln!(out, "{}", row.line())?;
        }
        table.extend(measured);
    }
    writeln!(out, "\nmedian / 95th percentile")?;
    if asked.is_empty() {
        let file = programs.target().join("bench.json");
        std::fs::write(&file, serde_json::to_string_pretty(&table)?)?;
        writeln!(out, "the same in {}", file.display())?;
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("Measuring needs Linux: it starts a desktop without a screen.");
}
