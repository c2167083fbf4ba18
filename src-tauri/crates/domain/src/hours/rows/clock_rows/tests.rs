//! Files with clock times, where the user chose that hours are made of them.

use crate::hours::clock::RepeatedHour;
use crate::hours::exact::Amount;
use crate::hours::fixture;
use crate::hours::layout::Layout;
use crate::hours::roles::Role;
use crate::hours::rows::{Answers, Reading, read};
use crate::hours::sheet::{FileKind, Sheet, TimeCell, Value, Workbook};
use crate::hours::totals::totals;

/// Read with hours of clock times; `change` chooses more.
fn reading(text: &str, change: impl Fn(&mut Layout)) -> Reading {
    let workbook = fixture::workbook(text.lines().map(|line| line.split(';')));
    let mut layout = Layout::guess(&workbook, &[], None);
    layout.clock_times = Some(true);
    layout.clear(Role::Amount);
    change(&mut layout);
    read(&workbook, &layout, "2026-11".parse().ok(), &Answers::default())
}

fn sums(reading: &Reading) -> Vec<String> {
    totals(reading).iter().map(|total| format!("{} {} {}", total.person, total.code, total.amount)).collect()
}

fn found(reading: &Reading) -> Vec<String> {
    let said = |finding: &crate::hours::finding::Finding| {
        let kind: &str = (&finding.kind).into();
        let rows: Vec<u32> = finding.places.iter().map(|place| place.row).collect();
        format!("{kind} {rows:?}")
    };
    reading.findings.iter().map(said).collect()
}

const HEAD: &str = "Persnr;Datum;Begin;Einde;Pauze (min)\n";

#[test]
fn hours_are_what_passed_without_the_break_and_nights_end_on_the_next_day() {
    let text = format!(
        "{HEAD}6;2026-11-02;08:00;16:50;30\n6;2026-11-03;22:00;06:00;\n9;2026-11-30;22:00;06:00;45\n"
    );
    let reading = reading(&text, |_| {});
    assert_eq!(sums(&reading), ["6 Begin - Einde 49/3", "9 Begin - Einde 7.25"], "to the minute");
    assert_eq!(found(&reading), ["runsOn [4]"], "whole for the day on which it began");
}

#[test]
fn clock_times_become_hours_only_where_that_was_chosen() {
    let text = format!("{HEAD}6;2026-11-02;08:00;16:50;30\n");
    let reading = reading(&text, |layout| layout.clock_times = None);
    assert!(sums(&reading).is_empty());
    assert!(found(&reading).contains(&"noAmountColumn []".to_owned()), "{:?}", found(&reading));
}

#[test]
fn an_open_shift_is_an_error_of_its_cell_and_never_nothing() {
    let text = format!(
        "{HEAD}6;2026-11-02;08:00;;\n6;2026-11-03;08:00;16:00;\n9;2026-11-02;;16:00;\n12;2026-11-02;08:00;12:00;\n"
    );
    let reading = reading(&text, |_| {});
    assert_eq!(sums(&reading), ["12 Begin - Einde 4"], "what waits holds back the person");
    assert_eq!(found(&reading), ["clockTimes [2, 4]"]);
    assert!(reading.rows().all(|row| !row.amount.is_zero()));
}

#[test]
fn times_that_cannot_be_told_are_errors_with_their_rows() {
    let text = format!(
        "{HEAD}6;2026-11-02;08:00;08:00;\n7;2026-11-02;8 uur;16:00;\n9;2026-11-02;08:00;10:00;180\n10;2026-11-02;08:00;2026-11-02T16:00:00Z;\n"
    );
    let reading = reading(&text, |_| {});
    assert!(sums(&reading).is_empty());
    assert_eq!(found(&reading), ["clockTimes [2]", "clockTimes [3, 5]", "clockTimes [4]"]);
}

#[test]
fn the_hour_that_comes_twice_is_asked_and_the_one_that_is_not_there_is_an_error() {
    let october = |repeated| {
        let text = format!(
            "{HEAD}6;2026-10-24;22:00;02:30;\n6;2026-10-25;00:30;06:00;\n7;2026-03-28;22:00;06:00;\n"
        );
        let workbook = fixture::workbook(text.lines().map(|line| line.split(';')));
        let mut layout = Layout::guess(&workbook, &[], None);
        (layout.clock_times, layout.repeated_hour) = (Some(true), repeated);
        read(&workbook, &layout, None, &Answers::default())
    };
    let asked = october(None);
    assert!(found(&asked).contains(&"repeatedHour [2]".to_owned()), "{:?}", found(&asked));
    assert_eq!(sums(&asked), ["7 Begin - Einde 7"]);
    assert_eq!(sums(&october(Some(RepeatedHour::First)))[0], "6 Begin - Einde 11", "4.5 and 6.5");
    assert_eq!(sums(&october(Some(RepeatedHour::Second)))[0], "6 Begin - Einde 12");
    let gap = reading(&format!("{HEAD}6;2026-03-28;22:00;02:30;\n"), |_| {});
    assert!(found(&gap).contains(&"clockTimes [2]".to_owned()));
}

#[test]
fn a_day_may_stand_with_its_time_and_without_one_the_clock_alone_counts() {
    let text =
        "Persnr;Begin;Einde\n6;02-11-2026 22:00;03-11-2026 06:20\n9;2026-11-30T22:00;2026-12-01T06:00\n";
    let reading = reading(text, |_| {});
    assert_eq!(sums(&reading), ["6 Begin - Einde 25/3", "9 Begin - Einde 8"]);
    assert_eq!(found(&reading), ["runsOn [3]"]);
    let alone = self::reading("Persnr;Begin;Einde\n6;22:00;06:20\n", |_| {});
    assert_eq!(
        (sums(&alone), found(&alone)),
        (vec!["6 Begin - Einde 25/3".into()], vec!["clockWithoutDay []".into()])
    );
}

#[test]
fn how_breaks_are_written_is_asked_where_the_head_does_not_say_it() {
    let read_below = |head: &str, cell: &str| {
        let text = format!("Persnr;Datum;Begin;Einde;{head}\n6;2026-11-02;08:00;16:50;{cell}\n");
        let reading = reading(&text, |_| {});
        (reading.stopped, sums(&reading), found(&reading))
    };
    let asked = (true, vec![], vec!["amountFormat []".to_owned()]);
    assert_eq!(read_below("Pauze", "30"), asked);
    // Half an hour, or half a minute.
    assert_eq!(read_below("Pauze (min)", "0:30"), asked);
    let answer = (false, vec!["6 Begin - Einde 25/3".to_owned()], vec![]);
    for head in ["Pauze (min)", "Pauze in minuten", "Break (minutes)", "Break in minutes", "Pauze [min]"] {
        assert_eq!(read_below(head, "30"), answer, "{head}");
    }
    let text = format!("{HEAD}6;2026-11-02;08:00;16:50;30\n7;2026-11-02;08:00;16:00;0:30\n");
    let mixed = reading(&text, |_| {});
    assert_eq!((sums(&mixed), found(&mixed)), (answer.1, vec!["clockTimes [3]".to_owned()]));
}

#[test]
fn times_of_other_days_in_columns_of_their_own_are_never_left_out_without_a_word() {
    let text = "Persnr;2-11 begin;2-11 eind;3-11 begin;3-11 eind\n6;08:00;16:00;09:00;17:00\n";
    assert!(found(&reading(text, |_| {})).contains(&"amountsNotUsed []".to_owned()));
    // Times of a workbook are no text.
    let time = |hours| Some(Value::Time(TimeCell { hours: Some(Amount::whole(hours)), date: None }));
    let heads = ["Persnr", "2-11 begin", "2-11 eind", "3-11 begin", "3-11 eind"];
    let rows = [
        heads.map(|head| Some(Value::Text(head.to_owned()))),
        [Some(Value::Number(Amount::whole(6))), time(8), time(16), time(9), time(17)],
    ];
    let mut sheet = Sheet::new("Uren");
    for (number, row) in (1..).zip(rows) {
        sheet.begin_row(number, false);
        for (column, value) in (0..).zip(row) {
            if let Some(value) = value {
                sheet.put(column, value);
            }
        }
    }
    sheet.finish();
    let workbook = Workbook { kind: FileKind::Xlsx, misnamed: false, sheets: vec![sheet] };
    let mut layout = Layout::guess(&workbook, &[], None);
    layout.clock_times = Some(true);
    let reading = read(&workbook, &layout, "2026-11".parse().ok(), &Answers::default());
    assert!(found(&reading).contains(&"amountsNotUsed []".to_owned()), "{:?}", found(&reading));
}
