//! Files with a column for each code and week or day.

use crate::hours::fixture;
use crate::hours::layout::{Layout, Reason};
use crate::hours::roles::Role;
use crate::hours::rows::{Answers, Reading, read};
use crate::hours::sheet::Workbook;
use crate::hours::totals::totals;

fn workbook(text: &str) -> Workbook {
    fixture::workbook(text.lines().map(|line| line.split(';')))
}

fn guess(text: &str) -> Layout {
    Layout::guess(&workbook(text), &[], None)
}

fn reading(text: &str, layout: &Layout, split: bool) -> Reading {
    let answers = Answers { split, ..Answers::default() };
    read(&workbook(text), layout, "2026-11".parse().ok(), &answers)
}

fn sums(reading: &Reading) -> Vec<String> {
    totals(reading).iter().map(|total| format!("{} {} {}", total.person, total.code, total.amount)).collect()
}

/// What was found, with its cells.
fn found(reading: &Reading) -> Vec<String> {
    let said = |finding: &crate::hours::finding::Finding| {
        let kind: &str = (&finding.kind).into();
        let cells: Vec<_> = finding.places.iter().map(|place| (place.row, place.column)).collect();
        format!("{kind} {cells:?}")
    };
    reading.findings.iter().map(said).collect()
}

const WEEKS: &str =
    "Persnr;Naam;NORM week 45;NORM week 46;OV125 wk 46;Totaal\n6;A. Kanarie;38;38;2;78\n9;B. Mus;20;;;20\n";

#[test]
fn columns_of_one_code_count_together_whatever_week_they_are_of() {
    let layout = guess(WEEKS);
    let of_code = |code: &str| Reason::CodeOfHead { code: code.to_owned() };
    let reasons: Vec<&Reason> = layout.with_role(Role::Amount).map(|column| &column.reason).collect();
    assert_eq!(reasons, [&of_code("NORM"), &of_code("NORM"), &of_code("OV125")]);
    let reading = reading(WEEKS, &layout, false);
    assert_eq!(sums(&reading), ["6 NORM 76", "6 OV125 2", "9 NORM 20"]);
    assert_eq!(found(&reading), Vec::<String>::new(), "two weeks of 38 hours are no double row");
}

#[test]
fn each_column_is_a_code_of_its_own_where_that_is_chosen_or_only_one_names_a_week() {
    let mut layout = guess(WEEKS);
    layout.join_codes(false);
    let own = ["6 NORM week 45 38", "6 NORM week 46 38", "6 OV125 wk 46 2", "9 NORM week 45 20"];
    assert_eq!(sums(&reading(WEEKS, &layout, false)), own);
    layout.join_codes(true);
    assert_eq!(sums(&reading(WEEKS, &layout, false)).len(), 3);
    let one_week = "Persnr;NORM week 45;OV125 week 45\n6;38;2\n";
    assert_eq!(sums(&reading(one_week, &guess(one_week), false)), ["6 NORM 38", "6 OV125 2"]);
    let single = "Persnr;Normaal week 45;Overwerk\n6;38;2\n";
    assert_eq!(sums(&reading(single, &guess(single), false)), ["6 Normaal week 45 38", "6 Overwerk 2"]);
    let no_days = "Persnr;Toeslag 3-4;Overwerk 1-5\n6;38;2\n";
    assert_eq!(sums(&reading(no_days, &guess(no_days), false)), ["6 Toeslag 3-4 38", "6 Overwerk 1-5 2"]);
}

#[test]
fn what_is_planned_surcharges_of_days_of_the_week_and_times_are_no_code_together() {
    let text = "Persnr;Gepland week 45;Gepland week 46\n6;38;38\n";
    assert_eq!(guess(text).with_role(Role::Amount).count(), 0);
    let text = "Persnr;Toeslag za;Toeslag zo\n6;2;3\n";
    assert_eq!(sums(&reading(text, &guess(text), false)), ["6 Toeslag za 2", "6 Toeslag zo 3"]);
    let text = "Persnr;2-11 in;2-11 uit;3-11 in;3-11 uit\n6;8:00;16:30;8:00;16:30\n";
    assert_eq!(guess(text).with_role(Role::Amount).count(), 0);
    let text = "Persnr;Uursoort;NORM week 45;NORM week 46\n6;A;38;38\n";
    assert!(!guess(text).joins_codes, "codes stand in a column of their own");
}

#[test]
fn days_outside_the_period_are_errors_or_stay_behind() {
    let text = "Persnr;Normaal 30-10;Normaal 2-11;Normaal 3-11\n6;8;8;7,5\n9;;8;8\n";
    let layout = guess(text);
    let whole = reading(text, &layout, false);
    assert_eq!(sums(&whole), ["6 Normaal 15.5", "9 Normaal 16"]);
    assert_eq!(found(&whole), ["otherPeriod [(2, Some(1))]"]);
    let days: Vec<_> = whole.rows().filter_map(|row| row.day).map(|day| day.to_string()).collect();
    assert_eq!(days[..2], ["2026-10-30", "2026-11-02"]);
    assert_eq!(found(&reading(text, &layout, true)), ["leftForPeriod [(2, Some(1))]"]);
    // Week 44 ends on the first of November, week 43 before it.
    let text = "Persnr;NORM week 43;NORM week 44;NORM week 45\n6;8;9;10\n";
    let weeks = reading(text, &guess(text), false);
    assert_eq!(sums(&weeks), ["6 NORM 19"]);
    assert_eq!(found(&weeks), ["otherPeriod [(2, Some(1))]"]);
}

#[test]
fn two_rows_of_head_are_told_apart_in_the_same_way() {
    let text =
        "Persnr;Naam;Normaal;;Overwerk;\n;;week 45;week 46;week 45;week 46\n6;A. Kanarie;38;36,5;1;2\n";
    assert_eq!(sums(&reading(text, &guess(text), false)), ["6 Normaal 74.5", "6 Overwerk 3"]);
}

#[test]
fn a_column_that_came_is_used_or_said() {
    let layout = guess(WEEKS);
    let more =
        "Persnr;Naam;NORM week 45;NORM week 46;NORM week 47;OV125 wk 46;Totaal\n6;A. Kanarie;8;8;9;2;27\n";
    let carried = layout.carried_over(guess(more));
    assert_eq!(sums(&reading(more, &carried, false)), ["6 NORM 25", "6 OV125 2"]);
    let mut apart = layout;
    apart.join_codes(false);
    let reading = reading(more, &apart.carried_over(guess(more)), false);
    assert_eq!(found(&reading), ["amountsNotUsed []"]);
}
