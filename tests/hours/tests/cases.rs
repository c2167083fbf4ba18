//! Hours files with their right answers. They lie beside the project and are no part of it; where they are absent, that is said.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::{Path, PathBuf};

use hours::{Choices, Outcome, outcome};
use serde_json::{Value, json};

/// Where the cases lie, from this package's folder.
const PLACE: &str = "../../../shared/hours/cases";

/// What has to be found: the kind, and the rows that it names.
type Found = (&'static str, &'static [u32]);

struct Case {
    file: &'static str,
    /// What a user chooses who answers nothing yet that the program asks.
    open: &'static str,
    /// The answers to what is asked.
    answers: &'static str,
    /// In the order of the right answers.
    problems: &'static [Found],
    warnings: &'static [Found],
    dropped: &'static [Found],
    /// Persons and amounts that look right and are not.
    never: &'static [(&'static str, &'static str)],
}

const CASES: [Case; 12] = [
    Case {
        file: "01-klok-vijf-tijdkolommen.csv",
        open: "--person Personeelsnummer --department Locatie --amount 'Netto (uur)' --period 2026-10",
        answers: "",
        problems: &[("noPerson", &[7]), ("notANumber", &[8]), ("stillRunning", &[9])],
        warnings: &[("sameAmounts", &[])],
        dropped: &[("leftOut", &[5])],
        never: &[("156", "7.5"), ("34", "7.75"), ("12", "480"), ("7", "5.25")],
    },
    Case {
        file: "02-minuten.csv",
        open: "--person personeelsnr --department afdeling --code uursoort --amount duur_minuten",
        answers: "--amount duur_minuten=minutes",
        problems: &[("amountFormat", &[])],
        warnings: &[],
        dropped: &[],
        never: &[("12", "520"), ("156", "996"), ("12", "8.66"), ("12", "450")],
    },
    Case {
        file: "06-clockify-am-pm.csv",
        open: "--person Email --department Project --code Task --amount 'Duration (h)' --date 'Start Date=mdy' --period 2026-11",
        answers: "",
        problems: &[("columnsDisagree", &[3]), ("otherPeriod", &[4]), ("stillRunning", &[6])],
        warnings: &[("runsOn", &[5])],
        dropped: &[],
        never: &[("s.vanoeveren@voorbeeld.example", "0"), ("j.deboer@voorbeeld.example", "16")],
    },
    Case {
        file: "09-iso-duur-maandnamen.csv",
        open: "--date Datum --person Personeelsnummer --code Uursoort --amount Duur --period 2026-11",
        answers: "",
        problems: &[("otherPeriod", &[7]), ("noSuchDay", &[8])],
        warnings: &[],
        dropped: &[],
        never: &[("34", "2"), ("156", "8"), ("7", "8.5")],
    },
    Case {
        file: "10-tekst-die-xls-heet.xls",
        open: "--person Personeelsnummer --department Afdeling --code Looncode --amount Aantal --period 2026-11",
        answers: "",
        problems: &[("tooLarge", &[3]), ("negative", &[4])],
        warnings: &[("misnamed", &[])],
        dropped: &[],
        never: &[("156", "7.5"), ("34", "1.2345")],
    },
    Case {
        file: "11-html-die-xls-heet.xls",
        open: "--person Pers.nr. --department Afdeling --amount Gewerkt=h:mm --amount 'Overwerk 150 %=h:mm' --period 2026-11",
        answers: "",
        problems: &[],
        warnings: &[("misnamed", &[])],
        dropped: &[("leftOut", &[1]), ("leftOut", &[6])],
        never: &[("12", "8.5"), ("12", "0"), ("34", "0")],
    },
    Case {
        file: "12-xls-1904.xls",
        open: "--date Datum --person Personeelsnummer --department Afdeling --code Uursoort --amount Uren --period 2026-11",
        answers: "",
        problems: &[],
        warnings: &[],
        dropped: &[],
        never: &[("12", "2.5"), ("12", "1.104")],
    },
    Case {
        file: "13-gefilterd-en-verborgen.xlsx",
        open: "--person Personeelsnummer --department Afdeling --code Uursoort --amount 'Uren gewerkt' --period 2026-11",
        answers: "--hidden-rows yes",
        problems: &[("hiddenRows", &[3, 5])],
        warnings: &[("hiddenColumn", &[])],
        dropped: &[("leftOut", &[7])],
        never: &[("12", "38"), ("34", "24")],
    },
    Case {
        file: "14-tabblad-per-week.xlsx",
        open: "--person Persnr --code Soort --amount Uren --period 2026-11",
        answers: "--sheet 'wk 45' --sheet 'wk 46'",
        problems: &[("noPerson", &[7])],
        warnings: &[("controlSheet", &[])],
        dropped: &[],
        never: &[("12", "148"), ("12", "110"), ("34", "22"), ("34", "46")],
    },
    Case {
        file: "16-tekens-van-bedragen.csv",
        open: "--person Personeelsnummer --code Component --amount Bedrag=comma --period 2026-11",
        answers: "",
        problems: &[("amountFormat", &[8])],
        warnings: &[("currency", &[])],
        dropped: &[],
        never: &[
            ("7", "2550"),
            ("156", "12.5"),
            ("12", "1107"),
            ("1001", "-950"),
            ("34", "1"),
            ("34", "1000"),
        ],
    },
    Case {
        file: "17-twee-dienstverbanden.csv",
        open: "--person Personeelsnummer+Contract --code Uursoort --amount Uren --period 2026-11",
        answers: "--employment 34/1=34 --employment 34/2=1034",
        problems: &[("contracts", &[2, 3, 4])],
        warnings: &[("severalNames", &[2, 3, 4])],
        dropped: &[],
        never: &[("34", "76.5")],
    },
    Case {
        file: "18-tekstduur-som-nul.xlsx",
        open: "--date Datum --person Personeelsnummer --code Activiteit --amount Duur=h:mm --period 2026-11",
        answers: "",
        problems: &[],
        warnings: &[("controlOfText", &[6])],
        dropped: &[("leftOut", &[6])],
        never: &[("", "0"), ("12", "0")],
    },
];

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLACE);
    if folder.is_dir() {
        return Some(folder);
    }
    let _ = writeln!(
        std::io::stderr(),
        "\nNOT TESTED: the cases of hours files are not at {}\n",
        folder.display()
    );
    None
}

fn run(folder: &Path, case: &Case, answers: &str) -> Outcome {
    // Of a choice that is given twice the last counts, except for columns of amounts.
    let open =
        if answers.contains("--amount") { case.open.split("--amount").next().unwrap() } else { case.open };
    let choices = Choices::line(&format!("{open} {answers}")).unwrap();
    let bytes = std::fs::read(folder.join(case.file)).unwrap();
    outcome::outcome(bytes, case.file, &choices).unwrap()
}

fn has(outcome: &Outcome, (kind, rows): &Found) -> bool {
    outcome.findings.iter().any(|finding| {
        let json = serde_json::to_value(finding).unwrap();
        let named: Vec<u32> = finding.places.iter().map(|place| place.row).collect();
        json["kind"] == *kind && rows.iter().all(|row| named.contains(row))
    })
}

/// Rows without a place in an order that matters.
fn sorted(rows: &Value) -> Vec<String> {
    let mut rows: Vec<String> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["person"], row["code"], row["amount"]]).to_string())
        .collect();
    rows.sort();
    rows
}

#[test]
fn the_twelve_files_have_their_right_answers() {
    let Some(folder) = folder() else { return };
    let expected: Value =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    assert_eq!(expected.as_object().unwrap().len(), CASES.len());
    for case in &CASES {
        let right = &expected[case.file];
        let file = case.file;
        let open = run(&folder, case, "");
        let answered = run(&folder, case, case.answers);
        // Every row, with its exact amount and its place.
        assert_eq!(serde_json::to_value(&answered.rows).unwrap(), right["rows"], "{file}");
        // What may go up.
        assert_eq!(
            sorted(&serde_json::to_value(&answered.upload).unwrap()),
            sorted(&right["upload"]),
            "{file}"
        );
        for (row, right) in answered.upload.iter().zip(right["upload"].as_array().unwrap()) {
            assert!(
                right["period"].is_null() || row.period.map(Value::from) == Some(right["period"].clone()),
                "{file}"
            );
        }
        // What has to stop or be asked, before it is answered.
        let problems = right["problems"].as_array().unwrap();
        assert_eq!(problems.len(), case.problems.len(), "{file}");
        for problem in case.problems {
            assert!(has(&open, problem), "{file}: {problem:?} in {:?}", open.problems);
        }
        let sheets = usize::from(file.starts_with("14"));
        assert_eq!(open.problems.len(), case.problems.len() + sheets, "{file}: {:?}", open.problems);
        for warning in case.warnings {
            assert!(has(&answered, warning), "{file}: {warning:?} in {:?}", answered.must_warn);
        }
        for dropped in case.dropped {
            assert!(has(&answered, dropped), "{file}: {dropped:?} in {:?}", answered.dropped);
        }
        for (person, amount) in case.never {
            for outcome in [&open, &answered] {
                assert!(
                    !outcome.rows.iter().any(|row| row.person == *person && row.amount == *amount),
                    "{file}: {person} {amount}"
                );
                assert!(
                    !outcome.upload.iter().any(|row| row.person == *person && row.amount == *amount),
                    "{file}: {person} {amount}"
                );
            }
        }
    }
}

#[test]
fn what_is_not_answered_does_not_go_up() {
    let Some(folder) = folder() else { return };
    let case = |start: &str| CASES.iter().find(|case| case.file.starts_with(start)).unwrap();
    let people = |outcome: &Outcome| -> Vec<String> {
        let mut people: Vec<String> = outcome.upload.iter().map(|row| row.person.clone()).collect();
        people.dedup();
        people
    };
    // Minutes or hours: nothing at all.
    assert_eq!(people(&run(&folder, case("02"), "")), Vec::<String>::new());
    // Hidden rows: not those people, neither before the answer nor after no.
    assert_eq!(people(&run(&folder, case("13"), "")), ["12", "7", "1001"]);
    let without = run(&folder, case("13"), "--hidden-rows no");
    assert_eq!(people(&without), ["12", "7", "1001"]);
    assert_eq!(without.rows.len(), 3);
    // Which sheets: nothing at all; the control is proposed as control.
    let sheets = run(&folder, case("14"), "");
    assert_eq!(people(&sheets), Vec::<String>::new());
    let asked =
        serde_json::to_value(sheets.findings.iter().find(|finding| finding.kind.stops_everything()).unwrap())
            .unwrap();
    assert_eq!(asked["proposed"], json!(["wk 45", "wk 46"]));
    assert_eq!(asked["control"], json!(["Totaal maand"]));
    // A thousand or one: not that person.
    assert!(!people(&run(&folder, case("16"), "")).contains(&"34".to_owned()));
    let thousand = run(&folder, case("16"), "--thousands yes");
    assert_eq!(thousand.upload.iter().find(|row| row.person == "34").unwrap().amount, "2234.5");
    // Two employments: nothing of that number.
    assert_eq!(people(&run(&folder, case("17"), "")), ["12"]);
    // Still running: after a yes it counts.
    let running = run(&folder, case("01"), "--running yes");
    assert_eq!(running.upload.iter().find(|row| row.person == "12").unwrap().amount, "10");
}

#[test]
fn an_upload_file_comes_only_when_nothing_stands_in_its_way() {
    let Some(folder) = folder() else { return };
    let case = &CASES[1];
    let mapped = "--amount duur_minuten=minutes --period 2026-11 --administration 395 --component UREN=2 --component ZIEK=15";
    let write = |answers: &str| {
        let open = case.open.split("--amount").next().unwrap();
        let choices = Choices::line(&format!("{open} {answers}")).unwrap();
        let bytes = std::fs::read(folder.join(case.file)).unwrap();
        let outcome = outcome::outcome(bytes, case.file, &choices).unwrap();
        outcome::write(&outcome, &choices)
    };
    let file: Value = serde_json::from_str(&write(mapped).unwrap()).unwrap();
    assert_eq!(
        file["text"],
        "aanslnr;persnr;ploeg;2;15\r\n395;12;1;8,67;\r\n395;34;1;24;0\r\n395;156;1;16,6;\r\n"
    );
    assert_eq!(file["name"], "uren-395-2026-11.csv");
    assert_eq!(file["totals"]["2"], "49.27");
    assert!(write(&mapped.replace("=minutes", "")).is_err());
    assert!(write(&mapped.replace("--component ZIEK=15", "")).unwrap_err().contains("ZIEK"));
}
