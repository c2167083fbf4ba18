use super::super::amount_format::{DecimalSign, FormatChoice, Unit};
use super::super::finding::Finding;
use super::super::fixture;
use super::super::layout::{Layout, Recognised};
use super::super::roles::Role;
use super::super::sheet::{FileKind, Sheet, TimeCell, Value, Workbook};
use super::super::totals::totals;
use super::super::upload::{Choice, Mapping, NotReady, table};
use super::*;

/// A text file of these lines, with semicolons between the fields.
fn workbook(text: &str) -> Workbook {
    fixture::workbook(text.lines().map(|line| line.split(';')))
}

fn guess(workbook: &Workbook) -> Layout {
    Layout::guess(workbook, &[], None)
}

fn reading_of(workbook: &Workbook, layout: &Layout, period: &str) -> Reading {
    read(workbook, layout, period.parse().ok(), &Answers::default())
}

fn reading(text: &str, period: &str) -> Reading {
    let workbook = workbook(text);
    reading_of(&workbook, &guess(&workbook), period)
}

/// The rows in which a kind was found; none when it was not.
fn found(reading: &Reading, kind: &str) -> Option<Vec<u32>> {
    let is = |finding: &&Finding| format!("{:?}", finding.kind).starts_with(kind);
    reading.findings.iter().find(is).map(|finding| finding.places.iter().map(|place| place.row).collect())
}

fn sums(reading: &Reading) -> Vec<String> {
    totals(reading).iter().map(|total| format!("{} {} {}", total.person, total.code, total.amount)).collect()
}

#[test]
fn a_decimal_that_may_be_minutes_is_asked_and_quarters_are_not() {
    for (amounts, asked) in [
        (["25.07", "8.30"], true),
        (["7,15", "8,00"], true),
        (["25.07", "8.75"], false),
        (["7,50", "8,00"], false),
        (["7.5", "8.3"], false),
        (["7,3", "8,1"], false),
    ] {
        let reading =
            reading(&format!("Persnr;Uursoort;Uren\n12;A;{}\n34;A;{}\n", amounts[0], amounts[1]), "2026-11");
        assert_eq!(found(&reading, "AmountFormat").is_some(), asked, "{amounts:?}");
        assert_eq!(totals(&reading).is_empty(), asked, "{amounts:?}");
    }
}

#[test]
fn hours_with_a_point_before_the_minutes_are_read_so_when_chosen() {
    let workbook = workbook("Persnr;Uursoort;Uren\n12;A;7.30\n34;A;8.05\n56;A;8.75\n");
    let mut layout = guess(&workbook);
    layout.column_mut("Uren").unwrap().format =
        FormatChoice { unit: Some(Unit::HoursMinutes), ..FormatChoice::default() };
    let reading = reading_of(&workbook, &layout, "2026-11");
    assert_eq!(sums(&reading), ["12 A 7.5", "34 A 97/12"]);
    assert_eq!(found(&reading, "AmountOtherFormat"), Some(vec![4]));
}

#[test]
fn whole_numbers_that_are_large_for_hours_are_asked() {
    for (head, amounts, asked) in [
        ("Aantal", ["450", "480"], true),
        ("Aantal", ["8", "7"], false),
        ("Uren", ["152", "40"], false),
        ("Uren", ["9120", "40"], true),
        ("duur_minuten", ["30", "20"], true),
        ("Uren", ["€ 8,00", "7"], true),
        ("Bedrag", ["€ 8,00", "1500"], false),
    ] {
        let reading = reading(
            &format!("Persnr;Uursoort;{head}\n12;A;{}\n34;A;{}\n", amounts[0], amounts[1]),
            "2026-11",
        );
        assert_eq!(found(&reading, "AmountFormat").is_some(), asked, "{head} {amounts:?}");
    }
}

#[test]
fn parts_of_a_day_are_asked() {
    for (amounts, asked) in [
        (["0,3125", "0,25"], true),
        (["0,333333333333333", "0,5"], true),
        (["8,333333333333333", "7,75"], false),
    ] {
        let text = format!("Persnr;Uursoort;Uren\n12;A;{}\n34;A;{}\n", amounts[0], amounts[1]);
        let workbook = workbook(&text);
        let mut layout = guess(&workbook);
        assert_eq!(
            found(&reading_of(&workbook, &layout, "2026-11"), "AmountFormat").is_some(),
            asked,
            "{amounts:?}"
        );
        layout.column_mut("Uren").unwrap().format.unit = Some(Unit::Days);
        let first = reading_of(&workbook, &layout, "2026-11").rows().next().unwrap().amount.written(2, ',');
        assert!(!asked || first == "7,5" || first == "8", "{first}");
    }
}

#[test]
fn the_same_hours_twice_are_no_two_codes() {
    let workbook =
        workbook("Persnr;Normaal (uur);Normaal (min);Overwerk (uur);Overwerk (min)\n12;8,25;495;1,75;105\n");
    let reading = reading_of(&workbook, &guess(&workbook), "2026-11");
    assert_eq!(sums(&reading), ["12 Normaal (uur) 8.25", "12 Overwerk (uur) 1.75"]);
    assert!(found(&reading, "SameAmounts").is_some() && found(&reading, "AmountsNotUsed").is_none());
}

#[test]
fn a_day_of_more_than_24_is_asked() {
    let reading = reading("Datum;Persnr;Uursoort;Uren\n2-11-2026;12;A;48\n3-11-2026;12;A;45\n", "2026-11");
    assert!(found(&reading, "AmountFormat").is_some());
}

#[test]
fn a_thousand_without_other_rows_is_asked() {
    let question = reading("Persnr;Uursoort;Uren\n12;A;1.000\n34;A;8\n", "2026-11");
    assert!(found(&question, "AmountFormat { column: \"Uren\", question: Decimal }").is_some());
    assert!(totals(&question).is_empty());
}

#[test]
fn the_manner_of_most_rows_counts_and_the_others_are_errors_by_cell() {
    let reading = reading("Persnr;Uursoort;Uren\n12;A;7,5\n34;A;8,25\n56;A;7.5\n78;A;zeven\n", "2026-11");
    assert_eq!(sums(&reading), ["12 A 7.5", "34 A 8.25"]);
    assert_eq!(found(&reading, "AmountOtherFormat"), Some(vec![4]));
    assert_eq!(found(&reading, "AmountUnreadable"), Some(vec![5]));
    assert_eq!(reading.formats[0].format.decimal, Some(DecimalSign::Comma));
}

#[test]
fn numbers_beside_times_of_a_workbook_are_asked() {
    let mut sheet = Sheet::new("Uren");
    let rows: [[Option<Value>; 3]; 3] = [
        ["Persnr", "Uursoort", "Uren"].map(|text| Some(Value::Text(text.to_owned()))),
        [
            Some(Value::Number(Amount::whole(12))),
            Some(Value::Text("A".to_owned())),
            Some(Value::Time(TimeCell { hours: Amount::fraction(15, 2), date: None })),
        ],
        [
            Some(Value::Number(Amount::whole(34))),
            Some(Value::Text("A".to_owned())),
            Amount::fraction(1, 4).map(Value::Number),
        ],
    ];
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
    let mut layout = guess(&workbook);
    assert_eq!(found(&reading_of(&workbook, &layout, "2026-11"), "AmountFormat"), Some(vec![3]));
    layout.column_mut("Uren").unwrap().format.unit = Some(Unit::Days);
    assert_eq!(sums(&reading_of(&workbook, &layout, "2026-11")), ["12 A 7.5", "34 A 6"]);
    layout.column_mut("Uren").unwrap().format.unit = Some(Unit::Hours);
    assert_eq!(sums(&reading_of(&workbook, &layout, "2026-11")), ["12 A 7.5", "34 A 0.25"]);
}

#[test]
fn totals_are_taken_out_and_held_against_the_rows() {
    let rows = "Persnr;Naam;Uursoort;Uren\n12;A;UREN;0,67\n12;A;UREN;0,67\n34;B;UREN;0,67\n";
    let with = |total: &str| reading(&format!("{rows}{total}\n"), "2026-11");
    let same = with(";Totaal;;2,01");
    assert_eq!(sums(&same), ["12 UREN 1.34", "34 UREN 0.67"]);
    assert_eq!(found(&same, "Control"), None);
    assert_eq!(found(&same, "LeftOut { why: Total }"), Some(vec![5]));
    assert_eq!(found(&with(";Totaal;;2,00"), "ControlRounding"), Some(vec![5]));
    assert_eq!(found(&with("Eindtotaal;;;3,01"), "ControlDiffers"), Some(vec![5]));
    // Without a word, by its place and its sum; and without either it is hours of nobody.
    assert_eq!(found(&with(";;;2,01"), "LeftOut { why: Total }"), Some(vec![5]));
    assert_eq!(found(&with(";;;2,02"), "NoPerson"), Some(vec![5]));
    let sub = reading(
        "Persnr;Uursoort;Uren\n12;A;8,25\nSubtotaal;;8,25\n34;A;7,25\nSubtotaal;;7,25\nTotaal;;15,50\n",
        "2026-11",
    );
    assert_eq!(found(&sub, "Control"), None);
    assert_eq!(sums(&sub), ["12 A 8.25", "34 A 7.25"]);
}

#[test]
fn the_same_row_twice_is_said_and_two_shifts_are_not() {
    let text = "Datum;Persnr;Uursoort;Start;Einde;Uren\n2-11-2026;12;A;8:00;12:00;4,00\n2-11-2026;12;A;8:00;12:00;4,00\n\
        2-11-2026;12;A;13:00;17:00;4,00\n3-11-2026;12;A;8:00;12:00;4,00\n";
    assert_eq!(found(&reading(text, "2026-11"), "DoubleRow"), Some(vec![2, 3]));
}

#[test]
fn people_are_asked_about_before_anything_of_them_goes_up() {
    let zeros = reading("Persnr;Uursoort;Uren\n0012;A;8,25\n12;A;7,25\n34;A;1,25\n", "2026-11");
    assert_eq!(found(&zeros, "LeadingZeros"), Some(vec![2, 3]));
    assert_eq!(sums(&zeros), ["34 A 1.25"]);
    let odd =
        reading("Persnr;Uursoort;Uren\n0;A;8,25\nA7;A;7,25\n34;A;1,25\n56;A;1,25\n78;A;1,25\n", "2026-11");
    assert_eq!(found(&odd, "NotANumber { person: \"0\" }"), Some(vec![2]));
    assert_eq!(found(&odd, "NotANumber { person: \"A7\" }"), Some(vec![3]));
    assert_eq!(
        found(&reading("Persnr;Uursoort;Uren\n;A;8,25\n12;;7,25\n", "2026-11"), "NoCode"),
        Some(vec![3])
    );
}

#[test]
fn periods_and_administrations_do_not_mix() {
    let text = "Aansluitnummer;Datum;Persnr;Uursoort;Uren\n395;30-11-2026;12;A;8,25\n396;1-12-2026;12;A;7,25\n;;12;A;1\n";
    let chosen = reading(text, "2026-11");
    assert_eq!(found(&chosen, "OtherPeriod"), Some(vec![3]));
    assert_eq!(found(&chosen, "NoDate"), Some(vec![4]));
    assert!(found(&chosen, "SeveralAdministrations").is_some());
    assert!(found(&reading(text, ""), "SeveralPeriods").is_some());
    assert!(found(&reading("Persnr;Uursoort;Uren\n12;A;8,25\n", "2026-P13"), "FifthWeek").is_some());
    assert!(found(&reading("Persnr;Uursoort;Uren\n12;A;8,25\n", "2025-P13"), "FifthWeek").is_none());
}

#[test]
fn dates_that_could_be_either_are_asked() {
    let text = "Datum;Persnr;Uursoort;Uren\n11/05/2026;12;A;8,25\n11/06/2026;12;A;7,25\n";
    let asked = reading(text, "2026-11");
    assert_eq!(found(&asked, "DateOrder"), Some(vec![2, 3]));
    assert!(totals(&asked).is_empty());
    let workbook = workbook(text);
    let mut layout = guess(&workbook);
    layout.date_order = Some(super::super::day::DateOrder::MonthDay);
    assert_eq!(sums(&reading_of(&workbook, &layout, "2026-11")), ["12 A 15.5"]);
}

#[test]
fn a_file_of_negative_hours_and_too_many_night_hours_are_said() {
    let adds = reading("Persnr;Uursoort;Uren\n12;A;-2,25\n34;A;-1,25\n56;A;1,25\n", "2026-11");
    assert!(found(&adds, "AddsToEarlier").is_some());
    assert!(totals(&adds).is_empty());
    let nights = reading("Persnr;Uursoort;Uren\n12;UREN;8,25\n12;Nachttoeslag;13,25\n", "2026-11");
    assert_eq!(found(&nights, "SurchargeExceeds"), Some(vec![3]));
}

#[test]
fn decimals_and_bounds_of_the_upload_hold() {
    let text = "Persnr;Uursoort;Uren\n12;A;7,125\n34;A;999,99\n56;A;1000,00\n78;A;8,3333333\n";
    let workbook = workbook(text);
    let mut layout = guess(&workbook);
    let strict = reading_of(&workbook, &layout, "2026-11");
    assert_eq!(found(&strict, "TooManyDecimals"), Some(vec![2]));
    assert_eq!(found(&strict, "TooLarge"), Some(vec![4]));
    layout.round = Some(true);
    assert_eq!(found(&reading_of(&workbook, &layout, "2026-11"), "TooManyDecimals"), None);
}

#[test]
fn an_amount_in_a_merged_cell_belongs_to_nobody_and_a_person_to_all_rows() {
    let mut workbook = workbook("Persnr;Uursoort;Uren\n12;A;8,25\n;B;\n34;A;7,25\n");
    workbook.sheets[0].merge((2, 3), (0, 0));
    workbook.sheets[0].merge((2, 3), (2, 2));
    let reading = reading_of(&workbook, &guess(&workbook), "2026-11");
    assert_eq!(found(&reading, "AmountMerged"), Some(vec![2, 3]));
    assert_eq!(found(&reading, "NoPerson"), None);
    assert_eq!(sums(&reading), ["34 A 7.25"]);
}

#[test]
fn a_row_with_more_fields_than_the_head_is_never_read_shifted() {
    // A decimal comma without quotes, in a file that is separated by commas.
    let shifted = reading("Persnr;Uursoort;Uren\n12;A;7;50\n34;A;8\n", "2026-11");
    assert_eq!(found(&shifted, "RowTooWide"), Some(vec![2]));
    assert_eq!(shifted.rows.len(), 1);
    assert_eq!(sums(&shifted), ["34 A 8"]);
}

#[test]
fn a_second_contract_alone_is_asked_as_well() {
    let text = "Persnr;Contract;Uursoort;Uren\n34;2;A;8,75\n12;1;A;7,25\n56;;A;6,25\n";
    let asked = reading(text, "2026-11");
    assert_eq!(found(&asked, "Contracts"), Some(vec![2]));
    assert_eq!(sums(&asked), ["12/1 A 7.25", "56 A 6.25"]);
}

#[test]
fn a_sheet_with_other_heads_is_never_left_out_without_a_word() {
    let mut several = workbook("Persnr;Uursoort;Uren\n12;A;8,25\n");
    for (name, text) in [
        ("wk 46", "Medewerkernr;Uursoort;Gewerkt\n12;A;7,25\n"),
        ("Uitleg", "Vul hier uw uren in;tot maandag\n"),
    ] {
        let mut other = workbook(text).sheets.remove(0);
        other.name = name.to_owned();
        several.sheets.push(other);
    }
    let reading = reading_of(&several, &guess(&several), "2026-11");
    assert!(found(&reading, "SheetNotRead { sheet: \"wk 46\", hours: true }").is_some());
    assert!(found(&reading, "SheetNotRead { sheet: \"Uitleg\", hours: false }").is_some());
}

#[test]
fn hours_and_minutes_in_a_column_each_are_asked() {
    let workbook = workbook("Persnr;Uursoort;Uren;Minuten\n12;A;7;30\n34;A;8;15\n");
    let mut layout = guess(&workbook);
    let asked = reading_of(&workbook, &layout, "2026-11");
    assert_eq!(found(&asked, "ColumnsDisagree"), Some(vec![2, 3]));
    assert!(totals(&asked).is_empty());
    layout.assign("Uren", Role::Amount).unwrap();
    layout.assign("Minuten", Role::Amount).unwrap();
    layout.column_mut("Minuten").unwrap().format.unit = Some(Unit::Minutes);
    assert_eq!(sums(&reading_of(&workbook, &layout, "2026-11")), ["12 A 7.5", "34 A 8.25"]);
}

#[test]
fn columns_with_amounts_are_used_or_named() {
    let wide = workbook("Persnr;Normale uren;Reisuren;Km;Wijk;284\n12;152,25;4,5;120;3;10\n34;80;;;;\n");
    let reading = reading_of(&wide, &guess(&wide), "2026-11");
    assert_eq!(
        sums(&reading),
        ["12 Normale uren 152.25", "12 Reisuren 4.5", "12 284 10", "34 Normale uren 80"]
    );
    assert!(found(&reading, "AmountsNotUsed { columns: [\"Km\", \"Wijk\"] }").is_some());
}

#[test]
fn a_layout_is_recognised_by_its_head() {
    let layout = guess(&workbook("Persnr;Naam;Uursoort;Uren\n12;A;UREN;8\n"));
    let fits = |head: &str| layout.recognise(&workbook(&format!("{head}\n12;A;UREN;8\n")));
    assert_eq!(fits("Persnr;Naam;Uursoort;Uren"), Recognised::Same);
    assert_eq!(
        fits("Persnr;Naam;Uursoort;Uren;Functie"),
        Recognised::Changed { added: vec!["Functie".to_owned()], gone: Vec::new() }
    );
    assert_eq!(fits("Persnr;Naam;Uursoort;Aantal"), Recognised::Other { missing: vec!["Uren".to_owned()] });
    let stored = serde_json::to_string(&layout).unwrap();
    assert_eq!(serde_json::from_str::<Layout>(&stored).unwrap(), layout);
}

#[test]
fn what_was_worked_is_proposed_and_what_was_planned_is_not() {
    let workbook = workbook("Persnr;Uursoort;Uren gepland;Uren gewerkt;Pauze (min)\n12;A;8;7;30\n");
    let amounts: Vec<String> =
        guess(&workbook).with_role(Role::Amount).map(|column| column.head.clone()).collect();
    assert_eq!(amounts, ["Uren gewerkt"]);
    let mut layout = guess(&workbook);
    assert!(layout.assign("Bestaat niet", Role::Person).is_err());
    layout.assign("uren gepland", Role::Amount).unwrap();
    assert_eq!(layout.with_role(Role::Amount).count(), 2);
}

#[test]
fn the_upload_table_holds_numbers_of_loket_only() {
    let text =
        "Persnr;Uursoort;Uren\n12;UREN;7:20\n12;UREN;0:20\n12;UREN;0:40\n34;UREN;8:00\n34;KLETS;1:00\n";
    let reading = reading(text, "2026-11");
    let number = |number| Choice::Number { number };
    let mut mapping = Mapping { codes: [("UREN".to_owned(), number(2))].into(), ..Mapping::default() };
    assert_eq!(table(&reading, &mapping, 395, 2), Err(vec![NotReady::Code { code: "KLETS".to_owned() }]));
    mapping.codes.insert("KLETS".to_owned(), Choice::NotImported { reason: "geen loon".to_owned() });
    let made = table(&reading, &mapping, 395, 2).unwrap();
    assert_eq!(
        (made.components.clone(), made.people(), made.totals()[&2].written(2, ',')),
        (vec![2], 2, "16,33".to_owned())
    );
    assert_eq!((made.rounded.len(), made.not_imported["geen loon"]), (1, 1));
    // Two people of the file who are the same in Loket are asked about, and not added up.
    mapping.people.insert("34".to_owned(), number(12));
    let same = NotReady::SamePerson { number: 12, people: vec!["12".to_owned(), "34".to_owned()] };
    assert_eq!(table(&reading, &mapping, 395, 2), Err(vec![same]));
}

#[test]
fn nothing_is_uploaded_while_something_stands_open() {
    let reading = reading("Persnr;Uursoort;Uren\n12;A;8,25\n;A;7,25\n", "2026-11");
    let mapping =
        Mapping { codes: [("A".to_owned(), Choice::Number { number: 2 })].into(), ..Mapping::default() };
    assert_eq!(table(&reading, &mapping, 395, 2), Err(vec![NotReady::Findings { errors: 1, questions: 0 }]));
}

#[test]
fn reading_rows_ends_at_the_first_question_that_is_answered_with_no() {
    let rows = (1..=20_000).map(|row| format!("{row};A;8,00\n")).collect::<Vec<_>>().concat();
    let workbook = workbook(&format!("Persnr;Uursoort;Uren\n{rows}"));
    let layout = guess(&workbook);
    for stop_at in [4096, 24_576] {
        let asked = std::cell::Cell::new(0);
        let go_on = |rows| {
            asked.set(rows);
            rows < stop_at
        };
        assert!(read_while(&workbook, &layout, None, &Answers::default(), &go_on).is_none());
        assert_eq!(asked.get(), stop_at);
    }
    assert!(read_while(&workbook, &layout, None, &Answers::default(), &|_| true).is_some());
}
