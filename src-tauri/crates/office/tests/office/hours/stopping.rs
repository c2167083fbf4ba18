//! A reading that the user stops.

use super::*;

#[test]
fn a_reading_that_is_stopped_leaves_the_run_as_it_was() {
    let runs = Runs::new();
    let rows: Vec<String> =
        (0..400_000).map(|row| format!("{};NORM;02-11-2026;8,00\r\n", row % 900 + 1)).collect();
    let rows = rows.concat();
    let path = runs.file("groot.csv", &format!("Personeelsnummer;Uursoort;Datum;Uren\r\n{rows}"));
    let office = &runs.fixture.office;
    let refused = office.hours().read_file(runs.run, &path, &|_| office.hours().stop_reading());
    assert_eq!(refused.err(), Some(Refusal::Cancelled));
    assert_eq!(office.hours().open(runs.run).unwrap().run.status, RunStatus::NoFile);
}

#[test]
fn a_reading_that_is_stopped_while_cells_become_rows_leaves_the_run_as_it_was() {
    let runs = Runs::new();
    let row = |row: u32| format!("{};NORM;02-11-2026;8,00\r\n", row % 900 + 1);
    let rows: String = (0..20_000).map(row).collect();
    let path = runs.file("groot.csv", &format!("Personeelsnummer;Uursoort;Datum;Uren\r\n{rows}"));
    let office = &runs.fixture.office;
    let most = std::cell::Cell::new(0);
    let stop_at = |progress: HoursProgress| {
        if progress.stage == HoursStage::Reading && progress.rows > 0 && progress.rows < 20_000 {
            most.set(progress.rows.max(most.get()));
            office.hours().stop_reading();
        }
    };
    let refused = office.hours().read_file(runs.run, &path, &stop_at);
    assert_eq!(refused.err(), Some(Refusal::Cancelled));
    // It ended at the first rows after that, and not at the last.
    assert!(most.get() > 0 && most.get() < 10_000, "{}", most.get());
    assert_eq!(office.hours().open(runs.run).unwrap().run.status, RunStatus::NoFile);
}
