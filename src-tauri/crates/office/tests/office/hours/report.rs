//! The report of a run.

use domain::Environment;
use domain::hours::run::{HoursRunChange, MappingChoice, MappingOf};
use domain::id::HoursRunId;
use office::files::FileRequest;

use super::{NOVEMBER, Runs, file};
use crate::fixture::{Fixture, noor};
use crate::privacy::{holds, on_disk};

/// Two people whose hours are no total of anything, with what must never be read.
const CANARIES: &str = "Personeelsnummer;Naam;BSN;Uursoort;Datum;Uren\r\n\
    986543;Petronella Kanarie;111222333;NORM;02-11-2026;7,81\r\n\
    986544;Pietje Kanarievogel;111111110;NORM;02-11-2026;6,47\r\n\
    986544;Pietje Kanarievogel;111111110;NORM;02-11-2026;6,47\r\n\
    986544;Pietje Kanarievogel;111111110;OV125;03-11-2026;999,99\r\n";

fn html(runs: &Runs, run: HoursRunId) -> String {
    let out = runs.fixture.office.file(&FileRequest::HoursReportHtml { run }).unwrap();
    String::from_utf8(out.bytes).unwrap()
}

#[test]
fn the_report_of_a_run_says_what_was_chosen_found_counted_and_made_with_who_and_when() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.change(HoursRunChange::Map {
        of: MappingOf::Code,
        names: vec!["OV125".into()],
        choice: Some(MappingChoice::NotImported { reason: "Wordt los betaald".into() }),
    });
    runs.approve();
    runs.change(HoursRunChange::AddNote { text: "Gebeld met de werkgever".into() });
    let (view, _) = runs.make();
    runs.change(HoursRunChange::Uploaded { on: jiff::civil::date(2026, 11, 20) });
    let said = html(&runs, runs.run);
    for text in [
        "Uren naar Loket, november 2026",
        "Bakkerij Voorbeeld B.V.",
        "Verzonden naar Loket op 20 november 2026.",
        "Nog niet vergeleken met wat in Loket staat.",
        "15,25",
        "gaat niet mee: Wordt los betaald",
        "Gebeld met de werkgever",
        "Uploadbestand gemaakt: uren-395-2026-11.csv",
        "Noor Voorbeeld",
        &view.run.made[0].sha256,
        &view.run.known_file.unwrap().sha256,
        "De keten is volledig",
    ] {
        assert!(said.contains(text), "not in the report: {text}");
    }

    let pdf = runs.fixture.office.file(&FileRequest::HoursReportPdf { run: runs.run }).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF"));
    let name = "Bakkerij Voorbeeld B.V. Uren naar Loket, november 2026 verslag 2026-11-20.pdf";
    assert_eq!(pdf.name, name);
    let target = runs.files.path().join("verslag.pdf");
    assert!(runs.fixture.office.write(pdf, &target).unwrap().recorded);
}

#[test]
fn the_report_of_a_run_in_the_sandbox_is_marked_in_its_name_and_its_text() {
    let fixture = Fixture::of(Environment::Sandbox);
    fixture.office.save_settings(noor()).unwrap();
    let runs = Runs::of(fixture);
    let out = runs.fixture.office.file(&FileRequest::HoursReportHtml { run: runs.run }).unwrap();
    assert!(out.name.starts_with("OEFENEN "), "{}", out.name);
    assert!(html(&runs, runs.run).contains("OEFENEN"));
}

#[test]
fn the_report_of_a_run_that_is_not_open_says_what_was_found_when_the_file_was_made() {
    let runs = Runs::new();
    runs.read(&format!("{NOVEMBER}9;B. Meeuw;NORM;02-11-2026;7,25\r\n"));
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.approve();
    runs.make();
    let run = runs.run;
    let runs = Runs { fixture: runs.fixture.reopened(), ..runs };
    runs.fixture.office.keychain().unwrap();
    let said = html(&runs, run);
    assert!(said.contains("Dubbele rij") && said.contains("Klopt (NV"), "{said}");
}

/// The words of a PDF; none on Windows, which has no pdftotext. What is not printed is looked at there all the same.
fn printed(pdf: &std::path::Path) -> String {
    if cfg!(windows) {
        eprintln!("NOT CHECKED on Windows: the words in the PDF, for which pdftotext is needed");
        return String::new();
    }
    let printed = std::process::Command::new("pdftotext").arg(pdf).arg("-").output();
    String::from_utf8_lossy(&printed.unwrap().stdout).into_owned()
}

#[test]
fn no_hours_name_number_or_bsn_of_a_person_stands_in_the_report_of_a_run() {
    let runs = Runs::new();
    runs.read(CANARIES);
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.change(HoursRunChange::Map {
        of: MappingOf::Person,
        names: vec!["986543".into(), "986544".into()],
        choice: Some(MappingChoice::NotImported { reason: "Stagiair".into() }),
    });
    for (name, number) in [("986543", 986_543), ("986544", 986_544)] {
        runs.change(HoursRunChange::Map {
            of: MappingOf::Person,
            names: vec![name.into()],
            choice: Some(MappingChoice::Employment { number }),
        });
    }
    let view = runs.approve();
    assert!(file(&view).findings.iter().any(|finding| finding.kind == "doubleRow"));
    for made in [false, true] {
        if made {
            runs.make();
        }
        let said = html(&runs, runs.run);
        let pdf = runs.fixture.office.file(&FileRequest::HoursReportPdf { run: runs.run }).unwrap();
        let target = runs.files.path().join(format!("verslag {made}.pdf"));
        runs.fixture.office.write(pdf, &target).unwrap();
        let printed = printed(&target);
        assert!(
            printed.contains("Uren naar Loket") || cfg!(windows),
            "pdftotext of poppler-utils reads the report in this test"
        );
        for canary in
            ["Petronella", "Kanarie", "986543", "986544", "111222333", "111111110", "7,81", "6,47", "12,94"]
        {
            assert!(!said.contains(canary), "in the report: {canary}");
            assert!(!printed.contains(canary), "in the PDF: {canary}");
        }
        assert!(said.contains("gekoppeld aan een personeelsnummer"), "people are counted");
        assert_eq!(said.contains("20,75"), made, "the total of a component is in it once it was made");
    }
    let stored = on_disk(runs.fixture.folder.path());
    assert!(!holds(&stored, "Petronella"));
}
