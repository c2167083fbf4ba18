//! Files that other programs wrote: each holds the same table, and gives the same exact amounts. `hours proof` writes them anew.

use std::fs;

use hours::{Choices, fuzz, outcome, proof};

/// Who, of which code, how much and in which row: as `uren.csv` says.
const RIGHT: [(&str, &str, &str, u32); 6] = [
    ("12", "NORM", "8", 2),
    ("12", "NORM", "7.75", 3),
    ("34", "OV125", "0.1", 4),
    ("34", "OV125", "0.2", 5),
    ("56", "NORM", "152.25", 6),
    ("78", "REIS", "999.99", 7),
];

#[test]
fn workbooks_of_other_programs_give_the_same_exact_amounts() {
    for name in [
        "uren.csv",
        "libreoffice.xlsx",
        "libreoffice.ods",
        "libreoffice.xls",
        "libreoffice.html",
        "gnumeric-biff5.xls",
        "sheetjs.xlsb",
    ] {
        // The web page shows dates as an American would, and that has to be asked.
        let line =
            if name.ends_with("html") { "--period 2026-11 --date Datum=mdy" } else { "--period 2026-11" };
        let bytes = fs::read(fuzz::corpus().join(name)).unwrap();
        let outcome = outcome::outcome(bytes, name, &Choices::line(line).unwrap()).unwrap();
        assert_eq!(outcome.problems, Vec::<String>::new(), "{name}");
        let rows: Vec<_> = outcome
            .rows
            .iter()
            .map(|row| {
                let at = row.row.as_u64().and_then(|row| u32::try_from(row).ok()).unwrap();
                (row.person.as_str(), row.code.as_str(), row.amount.as_str(), at)
            })
            .collect();
        assert_eq!(rows, RIGHT, "{name}");
    }
}

#[test]
fn a_workbook_written_here_gives_the_same_exact_amounts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("uren.xlsx");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, head) in (0..).zip(["Personeelsnummer", "Uursoort", "Uren"]) {
        sheet.write_string(0, column, head).unwrap();
    }
    for (row, (person, code, amount, _)) in (1..).zip(RIGHT) {
        sheet.write_string(row, 0, person).unwrap();
        sheet.write_string(row, 1, code).unwrap();
        sheet.write_number(row, 2, amount.parse::<f64>().unwrap()).unwrap();
    }
    workbook.save(&path).unwrap();
    let choices = Choices::line("--period 2026-11").unwrap();
    let outcome = outcome::outcome(fs::read(&path).unwrap(), "uren.xlsx", &choices).unwrap();
    assert_eq!(outcome.problems, Vec::<String>::new());
    let rows: Vec<_> = outcome
        .rows
        .iter()
        .map(|row| (row.person.as_str(), row.code.as_str(), row.amount.as_str()))
        .collect();
    assert_eq!(rows, RIGHT.map(|(person, code, amount, _)| (person, code, amount)));
}

#[test]
fn a_binary_workbook_with_cells_that_cannot_be_read_is_refused() {
    let bytes = fs::read(fuzz::corpus().join("sheetjs-short-cells.xlsb")).unwrap();
    let refused = outcome::outcome(bytes, "uren.xlsb", &Choices::default()).unwrap_err();
    assert!(refused.contains(".xlsx"), "{refused}");
}

/// A mistake that is found by `hours fuzz` gets its file in the folder, and is tried here for ever after.
#[test]
fn changed_files_end_in_cells_or_a_reason() {
    let mut numbers = fuzz::Numbers(20_261_130);
    for reader in fuzz::READERS {
        let seeds = fuzz::seeds(reader).unwrap();
        assert!(!seeds.is_empty(), "{reader}");
        for seed in &seeds {
            fuzz::through(seed.clone(), &format!("uren.{reader}"));
            for _ in 0..40 {
                fuzz::through(fuzz::changed(seed, &mut numbers), &format!("uren.{reader}"));
            }
        }
    }
}

#[test]
fn the_csv_spectrum_reads_as_it_says() {
    if let Some(missing) = proof::spectrum().unwrap() {
        eprintln!("\nNOT TESTED: {missing}\n");
    }
}

#[test]
fn the_upload_file_gives_the_same_cells_to_python() {
    if let Some(missing) = proof::python().unwrap() {
        eprintln!("\nNOT TESTED: {missing}\n");
    }
}
