//! What the log file holds after an office was worked in and much went wrong: why, and nothing of what was entered.

use std::panic::{catch_unwind, set_hook, take_hook};
use std::path::Path;

use domain::{Answer, Personal};
use office::log_file::{self, LogLayer};
use records::SettingKey;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::changes::Changes as _;
use crate::fixture::{Fixture, card};
use crate::hours::Runs;

/// Names, a BSN, an IBAN, an employer, amounts, an address, and the file that has them in its name.
const CANARIES: [&str; 9] = [
    "Kanarie",
    "Petronella",
    "123456782",
    "NL91ABNA0417164300",
    "NL91",
    "Voorbeeld",
    "1.355,90",
    "98765",
    "kantoor-voorbeeld",
];
const PERSON: &str = "Petronella Kanarie 123456782 NL91ABNA0417164300 1.355,90";

/// The log file: also what another test of this program caused, where tests share one.
fn logged(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("koppelwijzer.log")).unwrap()
}

/// Works in an office as users do, with faults on the way that are logged.
fn work(runs: &Runs, files: &Path) {
    let office = &runs.fixture.office;
    let dossier = runs.fixture.start("asr-werkgever");
    office.save_employer_card(&card("Kanarie & Zoon B.V. 98765")).unwrap();
    office.add_note(dossier, None, PERSON).unwrap();
    office.answer(dossier, "user-name", Some(Answer::of(PERSON))).unwrap();
    let row = vec![Personal::from("Petronella Kanarie"), Personal::from("98765")];
    office.answer(dossier, "directors", Some(Answer::Rows { rows: vec![row], none: false })).unwrap();
    // Answers and searches that are refused.
    office.answer(dossier, PERSON, Some(Answer::of(PERSON))).unwrap_err();
    office.search(PERSON).unwrap();
    // A file that cannot be written, in a folder with a name in it.
    let gone = files.join("Kanarie & Zoon").join("Verslag Petronella Kanarie.html");
    office.write(office.report_html(dossier).unwrap(), &gone).unwrap_err();
    // Files that do not read.
    for (name, text) in [
        ("Kanarie.koppelwijzer", format!("{{\"format\": \"{PERSON}\"}}")),
        ("Kanarie.toml", format!("id = \"{PERSON}\"\nversion = \"{PERSON}\"")),
    ] {
        let path = files.join(name);
        std::fs::write(&path, text).unwrap();
        office.import_dossier(&path).unwrap_err();
    }
    // Hours with names, amounts that do not read, and a file that is none.
    runs.read(&format!(
        "Personeelsnummer;Naam;Uursoort;Datum;Uren;BSN;IBAN\r\n6;{PERSON};NORM;02-11-2026;1.355,90x;123456782;NL91ABNA0417164300\r\n"
    ));
    let none = runs.file("Petronella Kanarie.xlsx", "PK\u{3}\u{4} no workbook 123456782");
    office.hours().read_file(runs.run, &none, &|_| {}).unwrap_err();
}

/// Scribbles over what is stored, so that opening and reading meet values where they do not belong.
fn scribble(folder: &Path) {
    let database = rusqlite::Connection::open(folder.join("koppelwijzer.db")).unwrap();
    database
        .execute("UPDATE dossiers SET summary = ?1", [format!("{{\"{PERSON}\": \"{PERSON}\"}}")])
        .unwrap();
    database
        .execute(
            "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)",
            [SettingKey::CONNECTION.as_str(), PERSON],
        )
        .unwrap();
}

#[test]
fn names_numbers_and_amounts_never_reach_the_log_and_faults_do() {
    let subscriber = tracing_subscriber::registry().with(LogLayer);
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let logs = tempfile::tempdir().unwrap();
    log_file::begin(logs.path());
    assert_eq!(log_file::path().unwrap().parent(), Some(logs.path()));

    let files = tempfile::tempdir().unwrap();
    let runs = Runs::new();
    work(&runs, files.path());
    runs.fixture.office.close().unwrap();
    scribble(runs.fixture.folder.path());
    let Runs { fixture, .. } = runs;
    let Fixture { office, vault, folder } = fixture;
    drop(office);
    let fixture = Fixture::on(folder, vault);
    let _ = fixture.office.startup();
    let _ = fixture.office.board();
    let _ = fixture.office.connection().state();
    // A panic with a value in it, and one that is words of the program alone.
    let before = take_hook();
    set_hook(Box::new(log_file::panicked));
    let name = PERSON.to_owned();
    assert!(catch_unwind(|| assert!(name.is_empty(), "{name}")).is_err());
    assert!(catch_unwind(|| panic!("no more rooms")).is_err());
    set_hook(before);
    // What any part of the app could log without thinking of it.
    tracing::error!(error = ?PERSON, sign = PERSON, rows = ?[PERSON], "made up");

    let log = logged(logs.path());
    for part in ["start ", "WARN office", "PANIC ", "log.rs", "no more rooms", "made up"] {
        assert!(log.contains(part), "{part}: {log}");
    }
    assert!(log.lines().count() > 6, "{log}");
    for canary in CANARIES {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(canary)).collect();
        assert_eq!(lines, Vec::<&str>::new(), "{canary}");
    }
}
