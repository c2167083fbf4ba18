//! A file with rows for several runs: each row counts in one of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;

use crate::hours::fixture;
use crate::hours::layout::Layout;
use crate::hours::rows::{Answers, Reading, RowStatus, read};

fn reading(text: &str, period: &str, answers: &Answers) -> Reading {
    let workbook = fixture::workbook(text.lines().map(|line| line.split(';')));
    read(&workbook, &Layout::guess(&workbook, &[], None), period.parse().ok(), answers)
}

/// Which rows of the file go up.
fn counted(reading: &Reading) -> Vec<u32> {
    reading.rows().filter(|row| row.status == RowStatus::Counts).map(|row| row.row).collect()
}

/// What is found, by kind, with its rows.
fn found(reading: &Reading) -> BTreeMap<&str, Vec<u32>> {
    let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for finding in &reading.findings {
        let kind: &str = (&finding.kind).into();
        found.entry(kind).or_default().extend(finding.places.iter().map(|place| place.row));
    }
    found
}

fn split(administration: Option<&str>) -> Answers {
    Answers { split: true, administration: administration.map(str::to_owned), ..Answers::default() }
}

#[test]
fn rows_of_another_period_hold_nothing_back_once_they_stay_behind() {
    let text = "Persnr;Uursoort;Datum;Uren\n6;A;2026-11-02;8\n6;A;2026-10-30;-3\n;A;2026-10-31;veel\n9;A;2026-12-01;4\n";
    let whole = reading(text, "2026-11", &Answers::default());
    assert_eq!(found(&whole)["otherPeriod"], [3, 5]);
    assert!(found(&whole).contains_key("negative") && found(&whole).contains_key("amountUnreadable"));
    let left = reading(text, "2026-11", &split(None));
    assert_eq!(counted(&left), [2]);
    assert_eq!(found(&left), BTreeMap::from([("leftForPeriod", vec![3, 4, 5])]));
    assert_eq!(left.findings.len(), 2, "one for each of the two periods");
}

#[test]
fn a_row_that_says_no_period_among_several_counts_in_none_of_them() {
    let text = "Persnr;Periode;Uursoort;Uren\n6;2026-11;A;8\n9;2026-10;A;4\n12;;A;5\n13;2026-W45;A;5\n";
    let november = reading(text, "2026-11", &split(None));
    assert_eq!(counted(&november), [2]);
    assert_eq!(found(&november)["periodNotStated"], [4, 5]);
    let october = reading(text, "2026-10", &split(None));
    assert_eq!(counted(&october), [3]);
    let alone = reading("Persnr;Periode;Uursoort;Uren\n6;2026-11;A;8\n12;;A;5\n", "2026-11", &split(None));
    assert_eq!(counted(&alone), [2, 3], "where there is no other period nothing has to be said");
}

#[test]
fn of_several_administrations_one_is_chosen_and_a_row_without_one_is_an_error() {
    let text = "Persnr;Administratie;Uursoort;Uren\n6;395;A;8\n9;396;A;4\n12;;A;5\n";
    let open = reading(text, "2026-11", &Answers::default());
    assert!(open.stopped && found(&open).contains_key("severalAdministrations"));
    let chosen = reading(text, "2026-11", &split(Some("395")));
    assert_eq!(counted(&chosen), [2]);
    assert_eq!(
        found(&chosen),
        BTreeMap::from([("noAdministration", vec![4]), ("leftForAdministration", vec![3])])
    );
    let gone = reading(text, "2026-11", &split(Some("397")));
    assert!(gone.stopped, "one that the file does not have was not chosen");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn nothing_is_lost_and_nothing_counts_twice(rows in prop::collection::vec((8_i8..=12, 1_i8..=28, 395_u32..=397, 1_u32..20), 1..40)) {
        let mut text = "Persnr;Administratie;Uursoort;Datum;Uren\n".to_owned();
        for (month, day, administration, person) in &rows {
            let _ = writeln!(text, "{person};{administration};A;2026-{month:02}-{day:02};8");
        }
        let mut times = vec![0; rows.len()];
        for month in 8..=12 {
            for administration in 395..=397 {
                let answers = split(Some(&administration.to_string()));
                let reading = reading(&text, &format!("2026-{month:02}"), &answers);
                // Of an administration that has no row nothing was chosen: then the file has one at most, or all waits.
                if reading.stopped || !rows.iter().any(|row| row.2 == administration) {
                    continue;
                }
                let counts = counted(&reading);
                let left: usize = reading
                    .findings
                    .iter()
                    .filter(|finding| {
                        let kind: &str = (&finding.kind).into();
                        kind.starts_with("leftFor")
                    })
                    .map(|finding| finding.places.len())
                    .sum();
                prop_assert_eq!(counts.len() + left, rows.len(), "what does not count is said");
                for row in counts {
                    times[row as usize - 2] += 1;
                }
            }
        }
        prop_assert!(times.iter().all(|times| *times == 1), "{:?}\n{}", times, text);
    }
}
