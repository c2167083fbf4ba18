//! Whatever way a table is written in, the same amounts come out of it, or it is asked how it is meant.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write;

use domain::hours::exact::Amount;
use hours::{Choices, Outcome, outcome};
use proptest::prelude::*;

/// How the hours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Comma,
    Point,
    Clock,
    Iso,
    Units,
    Minutes,
}

/// In what bytes the text is written.
#[derive(Debug, Clone, Copy)]
enum Coding {
    Utf8,
    Utf8Marked,
    Utf16Little,
    Utf16Big,
    Windows,
}

/// An amount in minutes; in decimals only quarters of an hour are exact.
fn written(minutes: i64, form: Form) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    match form {
        Form::Comma => Amount::fraction(minutes, 60).unwrap().written(2, ','),
        Form::Point => Amount::fraction(minutes, 60).unwrap().written(2, '.'),
        Form::Clock => format!("{hours}:{rest:02}"),
        Form::Iso => format!("PT{hours}H{rest}M"),
        Form::Units => format!("{hours}u{rest:02}"),
        Form::Minutes => minutes.to_string(),
    }
}

fn bytes(text: &str, coding: Coding) -> Vec<u8> {
    let units = |little: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    match coding {
        Coding::Utf8 => text.as_bytes().to_vec(),
        Coding::Utf8Marked => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Coding::Utf16Little => units(true),
        Coding::Utf16Big => [b"\xfe\xff".to_vec(), units(false)].concat(),
        // Every sign of the names below is one byte of its own number there.
        Coding::Windows => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
    }
}

fn read(rows: &[(u32, i64)], form: Form, delimiter: char, coding: Coding, choices: &str) -> Outcome {
    let names = ["S. van Oeveren", "J. de Boer", "P. \u{d6}zkan", "Caf\u{e9}"];
    let head = if form == Form::Minutes { "Duur (min)" } else { "Uren" };
    let mut text = format!("Personeelsnummer{delimiter}Naam{delimiter}Uursoort{delimiter}{head}\r\n");
    for (person, minutes) in rows {
        let amount = written(*minutes, form);
        let amount = if amount.contains(delimiter) { format!("\"{amount}\"") } else { amount };
        let name = names[*person as usize % names.len()];
        let _ = write!(text, "{person:05}{delimiter}{name}{delimiter}UREN{delimiter}{amount}\r\n");
    }
    let choices = Choices::line(choices).unwrap();
    outcome::outcome(bytes(&text, coding), "uren.csv", &choices).unwrap()
}

/// The same table in a container of another kind.
#[derive(Debug, Clone, Copy)]
enum Container {
    Text,
    Xlsx,
    Ods,
    Html,
}

/// Cells in a file of that kind, as text.
fn contained(rows: &[[String; 3]], container: Container) -> Vec<u8> {
    let head = ["Personeelsnummer".to_owned(), "Uursoort".to_owned(), "Uren".to_owned()];
    let all = || std::iter::once(&head).chain(rows);
    let marked = |before: &str, open: &str, close: &str, after: &str| -> String {
        let cells = |row: &[String; 3]| row.each_ref().map(|cell| format!("{open}{cell}{close}")).concat();
        all().map(|row| format!("{before}{}{after}", cells(row))).collect::<Vec<_>>().concat()
    };
    match container {
        Container::Text => all().map(|row| row.join(";") + "\r\n").collect::<String>().into_bytes(),
        Container::Html => {
            format!("<html><body><table>{}</table></body></html>", marked("<tr>", "<td>", "</td>", "</tr>"))
                .into_bytes()
        }
        Container::Xlsx => {
            let mut workbook = rust_xlsxwriter::Workbook::new();
            let sheet = workbook.add_worksheet();
            for (row, cells) in (0..).zip(all()) {
                for (column, cell) in (0..).zip(cells) {
                    match cell.parse::<f64>() {
                        Ok(number) => sheet.write_number(row, column, number).unwrap(),
                        Err(_) => sheet.write_string(row, column, cell).unwrap(),
                    };
                }
            }
            workbook.save_to_buffer().unwrap()
        }
        Container::Ods => {
            let body = marked(
                "<table:table-row>",
                r#"<table:table-cell office:value-type="string"><text:p>"#,
                "</text:p></table:table-cell>",
                "</table:table-row>",
            );
            let content = format!(
                r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Uren">{body}</table:table></office:spreadsheet></office:body></office:document-content>"#
            );
            let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (name, part) in [
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", content.as_str()),
            ] {
                writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                std::io::Write::write_all(&mut writer, part.as_bytes()).unwrap();
            }
            writer.finish().unwrap().into_inner()
        }
    }
}

fn forms() -> impl Strategy<Value = Form> {
    prop_oneof![
        Just(Form::Comma),
        Just(Form::Point),
        Just(Form::Clock),
        Just(Form::Iso),
        Just(Form::Units),
        Just(Form::Minutes)
    ]
}

fn codings() -> impl Strategy<Value = Coding> {
    prop_oneof![
        Just(Coding::Utf8),
        Just(Coding::Utf8Marked),
        Just(Coding::Utf16Little),
        Just(Coding::Utf16Big),
        Just(Coding::Windows)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_table_in_any_form_reads_back_exactly_or_is_asked_about(
        rows in prop::collection::vec((1_u32..2000, 0_i64..3000), 1..25),
        form in forms(),
        delimiter in prop::sample::select(vec![';', ',', '\t', '|']),
        coding in codings(),
    ) {
        let quarters = matches!(form, Form::Comma | Form::Point);
        let rows: Vec<(u32, i64)> =
            rows.into_iter().map(|(person, minutes)| (person, if quarters { minutes / 15 * 15 } else { minutes })).collect();
        let outcome = read(&rows, form, delimiter, coding, "");
        let exact = |outcome: &Outcome| {
            let right: Vec<(String, String)> =
                rows.iter().map(|(person, minutes)| (person.to_string(), Amount::fraction(*minutes, 60).unwrap().to_string())).collect();
            let read: Vec<(String, String)> = outcome.rows.iter().map(|row| (row.person.clone(), row.amount.clone())).collect();
            read == right
        };
        let asked = outcome.findings.iter().any(|finding| finding.kind.stops_everything());
        prop_assert!(asked || exact(&outcome), "{form:?} {:?} {:?}", outcome.rows, outcome.problems);
        // Asked means that nothing goes up; answered, everything is there.
        if asked {
            prop_assert!(outcome.upload.is_empty());
            let answer = if form == Form::Minutes { "--amount 'Duur (min)=minutes'" } else { "--amount Uren=hours" };
            let answered = read(&rows, form, delimiter, coding, answer);
            prop_assert!(exact(&answered), "{form:?} {:?} {:?}", answered.rows, answered.problems);
        }
    }

    #[test]
    fn the_form_makes_no_difference_to_the_totals(
        rows in prop::collection::vec((1_u32..20, 0_i64..600), 1..25),
        one in forms(),
        other in forms(),
    ) {
        let rows: Vec<(u32, i64)> = rows.into_iter().map(|(person, minutes)| (person, minutes / 15 * 15)).collect();
        let totals = |form: Form| -> BTreeMap<String, String> {
            let answer = if form == Form::Minutes { "--amount 'Duur (min)=minutes'" } else { "--amount Uren=hours" };
            read(&rows, form, ';', Coding::Utf8, answer).upload.into_iter().map(|row| (row.person, row.amount)).collect()
        };
        prop_assert_eq!(totals(one), totals(other));
    }

    /// On paper: the hundredths of each person and code added up, and written once. Nothing is lost and nothing is there twice.
    #[test]
    fn totals_on_paper_are_those_of_the_upload_file_in_every_container(
        rows in prop::collection::vec((1_u32..30, 0_usize..3, 1_i64..99_999), 1..40),
        container in prop::sample::select(vec![Container::Text, Container::Xlsx, Container::Ods, Container::Html]),
    ) {
        const CODES: [(&str, u32); 3] = [("NORM", 2), ("OV125", 15), ("REIS", 4015)];
        let cells: Vec<[String; 3]> = rows
            .iter()
            .map(|(person, code, hundredths)| [person.to_string(), CODES[*code].0.to_owned(), format!("{}.{:02}", hundredths / 100, hundredths % 100)])
            .collect();
        let mut paper: BTreeMap<(u32, u32), i64> = BTreeMap::new();
        for (person, code, hundredths) in &rows {
            *paper.entry((*person, CODES[*code].1)).or_default() += hundredths;
        }
        prop_assume!(paper.values().all(|sum| *sum < 100_000));
        let line = "--period 2026-11 --administration 395 --amount Uren=hours,point --component NORM=2 --component OV125=15 --component REIS=4015";
        let choices = Choices::line(line).unwrap();
        let outcome = outcome::outcome(contained(&cells, container), "uren", &choices).unwrap();
        prop_assert_eq!(outcome.rows.len(), rows.len(), "{:?}", outcome.problems);
        let written: serde_json::Value = serde_json::from_str(&outcome::write(&outcome, &choices).unwrap()).unwrap();
        let mut lines = written["text"].as_str().unwrap().lines();
        let components: Vec<u32> = lines.next().unwrap().split(';').skip(3).map(|number| number.parse().unwrap()).collect();
        let mut file: BTreeMap<(u32, u32), i64> = BTreeMap::new();
        for line in lines {
            let fields: Vec<&str> = line.split(';').collect();
            for (component, cell) in components.iter().zip(&fields[3..]).filter(|(_, cell)| !cell.is_empty()) {
                let (whole, part) = cell.split_once(',').unwrap_or((cell, ""));
                let hundredths = whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap();
                prop_assert_eq!(file.insert((fields[1].parse().unwrap(), *component), hundredths), None);
            }
        }
        prop_assert_eq!(file, paper);
    }

    /// Only the sum is rounded: thirds of an hour of a person make whole hours.
    #[test]
    fn nothing_is_rounded_but_the_sum(rows in prop::collection::vec((1_u32..5, 1_i64..600), 1..40)) {
        let outcome = read(&rows, Form::Minutes, ';', Coding::Utf8, "--amount 'Duur (min)=minutes'");
        let mut paper: BTreeMap<String, i64> = BTreeMap::new();
        for (person, minutes) in &rows {
            *paper.entry(person.to_string()).or_default() += minutes;
        }
        let totals: BTreeMap<String, String> = outcome.upload.into_iter().map(|row| (row.person, row.amount)).collect();
        let paper = paper.into_iter().map(|(person, minutes)| (person, Amount::fraction(minutes, 60).unwrap().to_string()));
        prop_assert_eq!(totals, paper.collect::<BTreeMap<_, _>>());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9A-Za-z;,\t\n\r\"'.:€ -]{0,300}", head in prop::bool::ANY) {
        let text = if head { format!("Persnr;Datum;Code;Uren\n{text}") } else { text };
        let choices = Choices::line("--period 2026-11").unwrap();
        let _ = outcome::outcome(text.into_bytes(), "uren.csv", &choices);
    }
}
