//! Measures every row and writes the table to the terminal and to `bench.txt` and `bench.json` in the target folder.
//! With names of rows, such as `tick search`, only those, and no files: a part is no table. What cannot be measured
//! is said in its place and does not keep the others from being measured; the program then fails at its end.

#[cfg(target_os = "linux")]
fn main() -> driver::Result {
    linux::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("Measuring needs Linux: it starts a desktop without a screen.");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::{Write, stdout};
    use std::time::Instant;
    use std::{env, fs};

    use driver::{Fault, Result};
    use measure::{Large, Programs, Row, rows};

    /// Employers of the large office; with four dossiers each.
    const EMPLOYERS: usize = 500;

    /// In the order in which they are measured: the quick ones first.
    const NAMES: [&str; 10] =
        ["size", "hours", "growth", "reading", "tick", "search", "scroll", "start", "memory", "idle"];

    pub fn main() -> Result {
        let asked: Vec<String> = env::args().skip(1).collect();
        if let Some(unknown) = asked.iter().find(|name| !NAMES.contains(&name.as_str())) {
            return Err(Fault::new(format!("no row is called {unknown}; there are {}", NAMES.join(", "))));
        }
        let programs = Programs::built()?;
        let mut table = Table::default();
        table.say(&machine())?;
        let large = Large::fill(EMPLOYERS)?;
        table.say(&Row::head())?;
        for name in NAMES.into_iter().filter(|name| asked.is_empty() || asked.iter().any(|one| one == name)) {
            let start = Instant::now();
            match rows_of(name, &programs, &large) {
                Ok(rows) => table.add(rows)?,
                Err(fault) => table.miss(name, &fault)?,
            }
            eprintln!("({name} took {} s; {})", start.elapsed().as_secs(), load());
        }
        table.say("\nmedian / 95th percentile")?;
        if asked.is_empty() {
            table.write(&programs)?;
        }
        table.judge()
    }

    fn rows_of(name: &str, programs: &Programs, large: &Large) -> Result<Vec<Row>> {
        Ok(match name {
            "size" => vec![rows::size::measure(programs)?],
            "hours" => rows::hours::measure(programs)?,
            "growth" => rows::growth::measure(large)?,
            "reading" => vec![rows::reading::measure()?],
            "tick" => rows::tick::measure(programs, large)?,
            "search" => rows::search::measure(programs, large)?,
            "scroll" => vec![rows::scroll::measure(programs, large)?],
            "start" => vec![rows::start::measure(programs, large)?],
            "memory" => rows::memory::measure(programs, large)?,
            _ => vec![rows::idle::measure(programs, large)?],
        })
    }

    /// What is written as it comes.
    #[derive(Default)]
    struct Table {
        rows: Vec<Row>,
        text: String,
        missed: Vec<&'static str>,
    }

    impl Table {
        fn say(&mut self, line: &str) -> Result {
            writeln!(stdout(), "{line}")?;
            self.text += line;
            self.text.push('\n');
            Ok(())
        }

        fn add(&mut self, rows: Vec<Row>) -> Result {
            rows.iter().try_for_each(|row| self.say(&row.line()))?;
            self.rows.extend(rows);
            Ok(())
        }

        fn miss(&mut self, name: &'static str, fault: &Fault) -> Result {
            self.missed.push(name);
            self.say(&format!("{name}: NOT MEASURED: {fault}"))
        }

        fn write(&self, programs: &Programs) -> Result {
            let folder = programs.target();
            fs::write(folder.join("bench.txt"), &self.text)?;
            fs::write(folder.join("bench.json"), serde_json::to_string_pretty(&self.rows)?)?;
            writeln!(stdout(), "the same in bench.txt and bench.json in {}", folder.display())?;
            Ok(())
        }

        fn judge(&self) -> Result {
            if self.missed.is_empty() {
                return Ok(());
            }
            Err(Fault::new(format!("not measured: {}", self.missed.join(", "))))
        }
    }

    /// On what is measured: absolute times mean nothing without it.
    fn machine() -> String {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        format!("{processors} processors, {}", load())
    }

    fn load() -> String {
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        format!("load {}", load.split(' ').next().unwrap_or("unknown"))
    }
}
