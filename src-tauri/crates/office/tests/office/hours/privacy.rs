//! What is in a file of hours stands nowhere on disk and in no log.

use domain::hours::run::{HoursRunChange, MappingChoice, MappingOf};

use super::{Runs, file};
use crate::captured_log::Log;
use crate::privacy::{holds, on_disk};

/// Two people whose hours are no total of anything, with what must never be read.
const CANARIES: &str = "Personeelsnummer;Naam;BSN;IBAN;Uursoort;Datum;Uren\r\n\
    986543;Petronella Kanarie;111222333;NL91ABNA0417164300;NORM;02-11-2026;7,81\r\n\
    986544;Pietje Kanarievogel;111111110;NL02RABO0123456789;NORM;02-11-2026;6,47\r\n\
    986544;Pietje Kanarievogel;111111110;NL02RABO0123456789;Kanariedienst;03-11-2026;5,59\r\n";

const NEVER: [&str; 13] = [
    "Petronella Kanarie",
    "Pietje Kanarievogel",
    "986543",
    "986544",
    "111222333",
    "111111110",
    "NL91ABNA0417164300",
    "NL02RABO0123456789",
    "7,81",
    "7.81",
    "6.47",
    "Kanariedienst",
    "Kanarie liep mee",
];

#[test]
fn hours_names_numbers_bsn_and_iban_of_a_file_stand_in_no_table_write_ahead_log_backup_or_log() {
    let log = Log::default();
    let runs = tracing::subscriber::with_default(log.clone(), || {
        let runs = Runs::new();
        let view = runs.read(CANARIES);
        let dropped: Vec<&str> = file(&view)
            .columns
            .iter()
            .filter(|column| column.dropped)
            .map(|column| column.head.as_str())
            .collect();
        assert_eq!(dropped, ["BSN", "IBAN"]);
        assert_eq!(file(&view).preview[0].cells[2], "", "what is dropped is not shown either");
        runs.map("NORM", 2);
        runs.change(HoursRunChange::Map {
            of: MappingOf::Code,
            names: vec!["Kanariedienst".into()],
            choice: Some(MappingChoice::NotImported { reason: "Kanarie liep mee".into() }),
        });
        runs.change(HoursRunChange::Map {
            of: MappingOf::Person,
            names: vec!["986543".into()],
            choice: Some(MappingChoice::Employment { number: 986_543 }),
        });
        runs.approve();
        let refused = HoursRunChange::SetRole {
            column: "Petronella Kanarie".into(),
            role: domain::hours::roles::Role::Amount,
        };
        assert!(runs.fixture.office.hours().change(runs.run, refused).is_err());
        runs.make();
        runs.fixture.office.backups().make().unwrap();
        runs
    });
    // While it is open the newest changes stand in the write-ahead log; after closing in the file and the backup.
    let open = on_disk(runs.fixture.folder.path());
    let runs = Runs { fixture: runs.fixture.reopened(), ..runs };
    let closed = on_disk(runs.fixture.folder.path());
    assert!(holds(&open, "hoursRun") && holds(&closed, "hoursRun"), "the run is there");
    assert!(holds(&closed, "14.28"), "the total of a component may be there");
    let logged = log.words();
    for canary in NEVER {
        assert!(!holds(&open, canary), "on disk while open: {canary}");
        assert!(!holds(&closed, canary), "on disk: {canary}");
        assert!(!logged.contains(canary), "in the log: {canary}");
    }
    runs.fixture.office.keychain().unwrap();
    let view = runs.fixture.office.hours().open(runs.run).unwrap();
    assert!(!view.run.sealed && view.run.history.iter().any(|line| line.text.nl.contains("Kanariedienst")));
}
