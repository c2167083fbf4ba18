use domain::employees::{Choice, Column, Employee, EmployeeList, table};
use domain::reading::Source;
use proptest::prelude::*;

use super::*;

fn read<T>(content: T) -> Source<T> {
    Source::Read { at: Timestamp::UNIX_EPOCH, operations: vec![], content }
}

fn made(people: Vec<Employee>) -> EmployeeTable {
    let list = EmployeeList {
        at: Timestamp::UNIX_EPOCH,
        employments: people,
        emails: read([("p1".to_owned(), Some("sam@werk.example".to_owned()))].into()),
        filters: read(vec![]),
    };
    let choice = Choice { columns: Column::ALL.to_vec(), ..Choice::default() };
    table(&list, &choice, date(2026, 11, 30))
}

fn employee(last_name: &str) -> Employee {
    Employee {
        employment: "e1".into(),
        employee: "p1".into(),
        employee_number: Some(12),
        payroll_id: Some(7),
        client_number: Some(395),
        name: "Proef, Sam".into(),
        initials: Some("S.".into()),
        first_name: Some("Sam".into()),
        prefix: None,
        last_name: Some(last_name.into()),
        birth_date: Some(date(1990, 2, 28)),
        start: Some(date(2020, 1, 1)),
        end: None,
    }
}

fn how(format: FileFormat) -> Written {
    let at = "2026-11-30T10:00:00Z".parse().unwrap();
    Written { format, environment: Environment::Production, language: Language::Nl, at }
}

const FORMATS: [FileFormat; 2] = [FileFormat::Csv, FileFormat::Xlsx];

#[test]
fn a_csv_is_what_dutch_excel_takes_in() {
    let bytes = file(&made(vec![employee("Proef")]), how(FileFormat::Csv)).unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "\u{feff}Personeelsnummer;Personeelsnummer verloning;Aansluitnummer;Naam;Voorletters;Roepnaam;Voorvoegsel;\
         Achternaam;Geboortedatum;In dienst;Uit dienst;E-mail werk\r\n\
         12;7;395;Proef, Sam;S.;Sam;;Proef;28-02-1990;01-01-2020;;sam@werk.example\r\n"
    );
}

#[test]
fn a_workbook_has_days_that_excel_counts_with_and_numbers_that_nobody_counts_with() {
    let bytes = file(&made(vec![employee("Proef")]), how(FileFormat::Xlsx)).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    assert_eq!(workbook.sheet_names(), ["Medewerkers"]);
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    let cell = |column: u32| range.get_value((1, column)).unwrap();
    assert_eq!(cell(0), &Data::String("12".into()));
    assert!(matches!(cell(8), Data::DateTime(day) if day.to_ymd_hms_milli() == (1990, 2, 28, 0, 0, 0, 0)));
    assert_eq!(cell(10), &Data::Empty);
}

#[test]
fn what_looks_like_a_formula_is_text_in_both_forms() {
    for text in
        ["=1+1", "+31612345678", "-4", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x.example\";\"klik\")"]
    {
        let table = made(vec![employee(text)]);
        let csv = read_back(&file(&table, how(FileFormat::Csv)).unwrap(), FileFormat::Csv).unwrap();
        assert_eq!(csv[1][7], format!("'{text}"));
        let bytes = file(&table, how(FileFormat::Xlsx)).unwrap();
        // The second reader refuses a workbook with a formula in it.
        assert_eq!(read_back(&bytes, FileFormat::Xlsx).unwrap()[1][7], text);
    }
}

#[test]
fn numbers_keep_the_zeros_in_front() {
    let mut table = made(vec![employee("Proef")]);
    table.rows[0].cells[0] = Cell::Text("0012".into());
    for format in FORMATS {
        let bytes = file(&table, how(format)).unwrap();
        assert_eq!(read_back(&bytes, format).unwrap()[1][0], "0012");
    }
}

#[test]
fn what_is_made_in_the_sandbox_says_so_on_its_first_line() {
    for format in FORMATS {
        let how = Written { environment: Environment::Sandbox, ..how(format) };
        let bytes = file(&made(vec![employee("Proef")]), how).unwrap();
        assert_eq!(read_back(&bytes, format).unwrap()[0][0], "OEFENEN Personeelsnummer");
    }
}

#[test]
fn the_same_table_gives_the_same_bytes_and_another_is_told_apart() {
    let (one, other) = (made(vec![employee("Proef")]), made(vec![employee("Ander")]));
    for format in FORMATS {
        let bytes = file(&one, how(format)).unwrap();
        assert_eq!(bytes, file(&one, how(format)).unwrap());
        assert!(is_of(&bytes, &one, how(format)) && !is_of(&bytes, &other, how(format)));
        assert!(!is_of(b"no file of employees", &one, how(format)));
    }
}

#[test]
fn a_workbook_with_a_formula_is_not_taken_for_the_table() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_formula(0, 0, "=1+1").unwrap();
    assert_eq!(read_back(&workbook.save_to_buffer().unwrap(), FileFormat::Xlsx), None);
}

/// Excel counts a day in 1900 that never was: such a day is written in words.
#[test]
fn a_day_that_excel_counts_wrong_is_text() {
    let mut table = made(vec![employee("Proef")]);
    for day in [date(1900, 2, 28), date(1899, 12, 31), date(1900, 3, 1)] {
        table.rows[0].cells[8] = Cell::Day(day);
        let bytes = file(&table, how(FileFormat::Xlsx)).unwrap();
        let shown = Cell::Day(day).shown();
        assert_eq!(read_back(&bytes, FileFormat::Xlsx).unwrap()[1][8], shown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever people are called: both forms hold the same table, cell by cell, and never a formula.
    #[test]
    fn both_forms_read_back_as_the_table(names in prop::collection::vec("(?s).{0,24}", 1..6)) {
        let people = (1_u32..).zip(&names).map(|(number, name)| Employee {
            employment: format!("e{number}"),
            employee_number: Some(number),
            first_name: Some(name.clone()).filter(|name| !name.is_empty()),
            ..employee(name)
        });
        let table = made(people.collect());
        for format in FORMATS {
            let bytes = file(&table, how(format)).unwrap();
            let rows = read_back(&bytes, format).unwrap();
            prop_assert_eq!(&rows, &expected(&table, how(format)));
            prop_assert_eq!(rows.len(), names.len() + 1);
            if format == FileFormat::Csv {
                let signs = ['=', '+', '-', '@', '\t', '\r', '\n'];
                prop_assert!(rows.iter().flatten().all(|cell| !cell.starts_with(signs)));
            }
        }
    }
}
