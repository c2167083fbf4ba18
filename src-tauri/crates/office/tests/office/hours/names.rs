//! Files that know people by their names only, and files with clock times.

use domain::hours::clock::RepeatedHour;
use domain::hours::finding::Level;
use domain::hours::known::{KnownEmployment, LoketData};
use domain::hours::run::{HoursRunChange, MappingChoice, MappingOf, NamedChoice};
use domain::hours::view::{HoursView, MappingRow, WayOut};
use domain::reading::Source;
use jiff::civil::{Date, date};

use super::{Runs, file};

fn employment(number: u32, name: &str, birth_date: Option<Date>) -> KnownEmployment {
    KnownEmployment {
        id: format!("e{number}"),
        employee: number.to_string(),
        employee_number: Some(number),
        payroll_id: Some(number),
        name: name.into(),
        birth_date,
        start: Some(date(2020, 1, 1)),
        end: None,
        hours_per_week: None,
    }
}

fn loket(employments: Vec<KnownEmployment>) -> LoketData {
    let employments =
        Source::Read { at: jiff::Timestamp::UNIX_EPOCH, operations: vec![], content: employments };
    LoketData { employments, ..LoketData::default() }
}

fn row<'v>(view: &'v HoursView, name: &str) -> &'v MappingRow {
    file(view).people_mapping.iter().find(|row| row.name == name).unwrap()
}

fn proposed<'v>(view: &'v HoursView, name: &str) -> Option<(&'v str, &'v str)> {
    let proposal = row(view, name).proposal.as_ref()?;
    Some((proposal.label.as_str(), proposal.why.nl.as_str()))
}

#[test]
fn people_are_proposed_by_name_and_birth_date_and_by_name_alone_only_where_there_is_one() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    runs.read(
        "Naam;Geboortedatum;Uursoort;Datum;Uren\r\nJ. de Vries;01-02-1990;NORM;02-11-2026;8,00\r\n\
         P. Mol;;NORM;02-11-2026;4,00\r\nA. Bakker;;NORM;02-11-2026;2,00\r\nC. Smit;03-03-1970;NORM;02-11-2026;1,00\r\n\
         D. Onbekend;;NORM;02-11-2026;1,00\r\n",
    );
    runs.map("NORM", 2);
    let all = vec![
        employment(6, "Vries, J. de", Some(date(1990, 2, 1))),
        employment(7, "J. de Vries", Some(date(1985, 4, 23))),
        employment(8, "P. Mol", Some(date(1970, 1, 1))),
        employment(9, "A. Bakker", None),
        employment(10, "A. Bakker", None),
        employment(11, "C. Smit", Some(date(1971, 1, 1))),
    ];
    let view = office.hours().open_with(runs.run, loket(all)).unwrap();
    assert_eq!(
        proposed(&view, "J. de Vries, 01-02-1990"),
        Some(("6 Vries, J. de", "zelfde naam en geboortedatum in Loket"))
    );
    assert_eq!(
        proposed(&view, "P. Mol"),
        Some(("8 P. Mol", "voorstel: alleen de naam is dezelfde in Loket"))
    );
    assert_eq!(proposed(&view, "A. Bakker"), None, "two are called so: that is asked");
    assert_eq!(proposed(&view, "C. Smit, 03-03-1970"), None, "born on another day is somebody else");
    assert!(file(&view).people_mapping.iter().all(|row| row.open), "nobody goes along before a yes");
    let errors: Vec<&str> = file(&view)
        .findings
        .iter()
        .filter(|one| one.level == Level::Error)
        .map(|one| one.text.nl.as_str())
        .collect();
    assert_eq!(errors.len(), 5, "{errors:?}");
    assert!(errors.contains(
        &"A. Bakker heeft in het bestand geen personeelsnummer van Loket, en in Loket heten 2 medewerkers zo. Kies eenmaal wie dit is."
    ));

    let choices = ["J. de Vries, 01-02-1990", "P. Mol"].map(|name| NamedChoice {
        name: name.into(),
        choice: row(&view, name).proposal.clone().unwrap().choice,
    });
    runs.change(HoursRunChange::MapEach { of: MappingOf::Person, choices: choices.to_vec() });
    for name in ["A. Bakker", "C. Smit, 03-03-1970", "D. Onbekend"] {
        let choice = Some(MappingChoice::NotImported { reason: "Uitzendkracht".into() });
        runs.change(HoursRunChange::Map { of: MappingOf::Person, names: vec![name.into()], choice });
    }
    runs.approve();
    let (view, path) = runs.make();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "aanslnr;persnr;ploeg;2\r\n395;6;1;8\r\n395;8;1;4\r\n");

    // A period later somebody else with the same name is there.
    let period = view.run.period.period.next().unwrap();
    let next = office.hours().create(view.run.employer, 395, period).unwrap().run.id;
    let path = runs
        .file("december.csv", "Naam;Geboortedatum;Uursoort;Datum;Uren\r\nP. Mol;;NORM;02-12-2026;4,00\r\n");
    let read = office.hours().read_file(next, &path, &|_| {}).unwrap();
    assert_eq!(row(&read, "P. Mol").choice, Some(MappingChoice::Employment { number: 8 }));
    let two = vec![employment(8, "P. Mol", None), employment(12, "P. Mol", None)];
    let view = office.hours().open_with(next, loket(two)).unwrap();
    let warned = file(&view).findings.iter().find(|one| one.kind == "sameNameInLoket").unwrap();
    assert_eq!(warned.level, Level::Warning);
}

#[test]
fn initials_are_proposed_with_the_same_birth_date_and_never_by_themselves() {
    let runs = Runs::new();
    runs.read(
        "Naam;Geboortedatum;Uursoort;Datum;Uren\r\nJ. de Vries;01-02-1990;NORM;02-11-2026;8,00\r\n\
         P. Mol;;NORM;02-11-2026;4,00\r\nA. Bakker;05-05-1980;NORM;02-11-2026;2,00\r\n",
    );
    let all = vec![
        employment(6, "Jan de Vries", Some(date(1990, 2, 1))),
        employment(7, "Johanna de Vries", Some(date(1985, 4, 23))),
        employment(8, "Piet Mol", Some(date(1970, 1, 1))),
        employment(9, "Anna Bakker", Some(date(1980, 5, 5))),
        employment(10, "Arie Bakker", Some(date(1980, 5, 5))),
    ];
    let view = runs.fixture.office.hours().open_with(runs.run, loket(all)).unwrap();
    let why = "voorletters en achternaam passen, en de geboortedatum is dezelfde";
    assert_eq!(proposed(&view, "J. de Vries, 01-02-1990"), Some(("6 Jan de Vries", why)));
    assert_eq!(proposed(&view, "P. Mol"), None, "no day of birth tells a Piet from a Petra");
    assert_eq!(proposed(&view, "A. Bakker, 05-05-1980"), None, "two fit");
}

#[test]
fn clock_times_become_hours_when_the_user_says_so_and_that_is_remembered() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let text = "Personeelsnummer;Uursoort;Datum;Begin;Einde\r\n6;NORM;02-11-2026;22:00;06:20\r\n9;NORM;02-11-2026;08:00;\r\n";
    let view = runs.read(text);
    let missing = file(&view).findings.iter().find(|one| one.kind == "noAmountColumn").unwrap();
    let WayOut::Change { text: offered, change } = &missing.ways_out[0] else {
        panic!("{:?}", missing.ways_out)
    };
    assert_eq!(offered.nl, "Maak uren van de begintijd en de eindtijd");
    assert!(file(&view).clock_times.possible && !file(&view).clock_times.used);
    let view = runs.change((**change).clone());
    assert!(file(&view).clock_times.used && file(&view).clock_times.rules.len() == 5);
    assert_eq!(file(&view).preview[0].amounts[4].as_deref(), Some("8.3333"));
    let open = file(&view).findings.iter().find(|one| one.kind == "clockTimes").unwrap();
    assert_eq!((open.level, open.places[0].cell.as_deref()), (Level::Error, Some("E3")));
    let view = runs.map("NORM", 2);
    assert_eq!(file(&view).totals[0].now.as_deref(), Some("8.33"), "an open shift is never nothing");

    let period = view.run.period.period.next().unwrap();
    let next = office.hours().create(view.run.employer, 395, period).unwrap().run.id;
    let path = runs.file("december.csv", &text.replace("-11-", "-12-").replace("08:00;", "08:00;09:00"));
    let view = office.hours().read_file(next, &path, &|_| {}).unwrap();
    assert!(file(&view).clock_times.used);
    assert_eq!(file(&view).totals[0].now.as_deref(), Some("9.33"));
    let hour = HoursRunChange::SetRepeatedHour { hour: Some(RepeatedHour::First) };
    assert!(office.hours().change(next, hour).is_ok());
}
