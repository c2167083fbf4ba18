//! A file with rows for more than one run.

use domain::employer::{Employer, PayrollAdministration, PayrollPeriodType};
use domain::hours::finding::Level;
use domain::hours::run::{HoursRunChange, MappingChoice, RunStatus};
use domain::hours::view::{HoursView, LayoutSourceView, WayOut};
use domain::id::EmployerId;

use office::Refusal;

use super::{ADMINISTRATION, NOVEMBER, Runs, file};
use crate::fixture::card;

/// The ways out beside a finding of this kind.
fn ways<'v>(view: &'v HoursView, kind: &str) -> &'v [WayOut] {
    &file(view).findings.iter().find(|one| one.kind == kind).unwrap().ways_out
}

fn texts(ways: &[WayOut]) -> Vec<&str> {
    ways.iter().filter_map(text).collect()
}

fn text(way: &WayOut) -> Option<&str> {
    match way {
        WayOut::Change { text, .. } | WayOut::OtherRun { text, .. } => Some(text.nl.as_str()),
        _ => None,
    }
}

/// The first change beside a finding of this kind.
fn change(view: &HoursView, kind: &str) -> HoursRunChange {
    let change = ways(view, kind).iter().find_map(|way| match way {
        WayOut::Change { change, .. } => Some((**change).clone()),
        _ => None,
    });
    change.unwrap()
}

fn errors(view: &HoursView) -> Vec<&str> {
    let errors = file(view).findings.iter().filter(|one| one.level == Level::Error);
    errors.map(|one| one.kind.as_str()).collect()
}

/// A second administration of the employer of the run, 396 Winkels; gives that employer.
fn add_administration(runs: &Runs) -> EmployerId {
    let office = &runs.fixture.office;
    let employer = office.hours().open(runs.run).unwrap().run.employer;
    let mut card = office.employer(employer).unwrap().employer;
    card.administrations.push(administration("Winkels", "396"));
    office.save_employer_card(&card).unwrap();
    employer
}

fn administration(name: &str, client_number: &str) -> PayrollAdministration {
    PayrollAdministration {
        name: name.into(),
        client_number: Some(client_number.into()),
        payroll_taxes_number: None,
        payroll_period_type: None,
    }
}

/// A file of which all rows are of what it calls so.
fn only(named: &str) -> String {
    format!("Personeelsnummer;Aansluitnummer;Uursoort;Datum;Uren\r\n9;{named};NORM;02-11-2026;7,25\r\n")
}

fn counted(view: &HoursView) -> u32 {
    file(view).sheets.iter().map(|sheet| sheet.counted_rows).sum()
}

#[test]
fn rows_of_another_period_stay_behind_and_begin_a_run_of_their_own_with_the_same_file() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let text = format!("{NOVEMBER}6;A. Kanarie;NORM;30-10-2026;4,00\r\n9;B. Meeuw;NORM;31-10-2026;2,00\r\n");
    runs.read(&text);
    let view = runs.map("NORM", 2);
    assert_eq!(
        texts(ways(&view, "otherPeriod")),
        [
            "Ga verder met alleen november 2026; de andere rijen blijven achter",
            "Begin met oktober 2026, met hetzelfde bestand"
        ]
    );
    runs.change(change(&view, "otherPeriod"));
    let view = runs.map("OV125", 15);
    assert_eq!((errors(&view).as_slice(), counted(&view)), (&[][..], 3));
    let said: Vec<&str> = view.run.history.iter().map(|line| line.text.nl.as_str()).collect();
    assert_eq!(said[1], "Rijen van andere perioden blijven achter: oktober 2026 (2 rijen)");

    let (own, october) = (view.run.employer, view.run.period.period.before().unwrap());
    let other = office.hours().start_with_same_file(runs.run, own, ADMINISTRATION, october).unwrap();
    assert_eq!(other.run.period.words.nl, "oktober 2026");
    assert_eq!(counted(&other), 2, "of five rows three count in the one run and two in the other");
    assert_eq!(errors(&other), Vec::<&str>::new());
    let remembered = LayoutSourceView::Remembered { run: runs.run, added: vec![], gone: vec![] };
    assert_eq!(file(&other).layout_source, remembered);
    assert_eq!(file(&other).code_mapping[0].choice, Some(MappingChoice::Component { number: 2 }));
    let known = other.run.known_file.as_ref().unwrap();
    assert_eq!(known.sha256, file(&view).sha256, "the same file");

    let again = office.hours().open(runs.run).unwrap();
    assert_eq!(texts(ways(&again, "leftForPeriod"))[0], "Ga naar oktober 2026");
    let there = office.hours().start_with_same_file(runs.run, own, ADMINISTRATION, october).unwrap();
    assert_eq!((there.run.id, there.run.history.len()), (other.run.id, other.run.history.len()));
    assert_eq!(office.hours().list(None).unwrap().len(), 2, "no second run for the same period");
    office.hours().close(runs.run);
    assert!(
        office
            .hours()
            .start_with_same_file(runs.run, own, ADMINISTRATION, october.before().unwrap())
            .is_err()
    );
}

#[test]
fn of_two_administrations_in_a_file_each_gets_its_own_run() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let own = add_administration(&runs);
    let text = "Personeelsnummer;Aansluitnummer;Uursoort;Datum;Uren\r\n6;395;NORM;02-11-2026;8,00\r\n\
        9;396;NORM;02-11-2026;7,25\r\n9;396;NORM;03-11-2026;7,25\r\n";
    let view = runs.read(text);
    assert_eq!(
        texts(ways(&view, "severalAdministrations")),
        ["Ga verder met alleen '395'; de andere rijen blijven achter"]
    );
    runs.change(change(&view, "severalAdministrations"));
    let view = runs.map("NORM", 2);
    assert_eq!((errors(&view).as_slice(), counted(&view)), (&[][..], 1));
    assert_eq!(
        view.run.history[1].text.nl,
        "Alleen administratie '395' uit het bestand; 2 rijen van andere blijven achter"
    );
    assert_eq!(
        texts(ways(&view, "leftForAdministration"))[0],
        "Begin met aansluiting 396, met hetzelfde bestand"
    );

    let period = view.run.period.period;
    let other = office.hours().start_with_same_file(runs.run, own, 396, period).unwrap();
    assert_eq!((other.run.administration.client_number, other.run.status), (396, RunStatus::Busy));
    assert_eq!((errors(&other).as_slice(), counted(&other)), (&[][..], 2));
    assert_eq!(file(&other).own_administration.as_deref(), Some("396"));
    assert_eq!(file(&other).code_mapping[0].choice, Some(MappingChoice::Component { number: 2 }));
    let none = HoursRunChange::ChooseAdministration { own: Some("397".into()) };
    assert!(
        office.hours().change(other.run.id, none).is_err(),
        "an administration that the file does not have"
    );
}

#[test]
fn a_file_of_only_another_administration_is_an_error_with_the_run_of_that_as_the_way_out() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let own = add_administration(&runs);
    for named in ["395", "0395", "1047", "Nachtploeg"] {
        runs.read(&only(named));
        assert_eq!(errors(&runs.map("NORM", 2)), Vec::<&str>::new(), "{named}");
    }
    for named in ["396", "Winkels"] {
        let view = runs.read(&only(named));
        assert_eq!(errors(&view), ["otherAdministration"], "{named}");
        assert_eq!(
            texts(ways(&view, "otherAdministration")),
            [
                "Begin met aansluiting 396, met hetzelfde bestand",
                &format!("De rijen van '{named}' horen toch bij deze loonperiode")
            ]
        );
    }
    let period = office.hours().open(runs.run).unwrap().run.period.period;
    let other = office.hours().start_with_same_file(runs.run, own, 396, period).unwrap();
    assert_eq!((errors(&other).as_slice(), counted(&other)), (&[][..], 1));

    // A number that the employer does not have at all is of another employer, unless somebody says otherwise.
    let view = runs.read(&only("777"));
    assert_eq!(errors(&view), ["otherEmployer"]);
    assert!(ways(&view, "otherEmployer").iter().any(|way| matches!(way, WayOut::OtherFile)));
    let view = runs.change(change(&view, "otherEmployer"));
    assert_eq!((errors(&view).as_slice(), counted(&view)), (&[][..], 1));
    assert_eq!(errors(&runs.read(&only("778"))), ["otherEmployer"], "said of 777 only");
}

#[test]
fn a_file_of_another_employer_begins_the_run_of_that_with_the_same_file() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let other_card = |name: &str, number: &str| {
        let administrations = vec![administration("Zaak", number)];
        let card = Employer { administrations, employer_number: None, ..card(name) };
        office.save_employer_card(&card).unwrap().card.unwrap().employer.id
    };
    let advice = "De rijen van '777' horen toch bij deze loonperiode";
    assert_eq!(texts(ways(&runs.read(&only("777")), "otherEmployer")), [advice], "nobody has that number");

    let restaurant = other_card("Restaurant Voorbeeld", "777");
    let view = runs.map("NORM", 2);
    let begin = "Begin met aansluiting 777 van Restaurant Voorbeeld, met hetzelfde bestand";
    assert_eq!(texts(ways(&view, "otherEmployer")), [begin, advice]);
    let way = ways(&view, "otherEmployer").iter().find_map(|way| match way {
        WayOut::OtherRun { employer, administration, period, .. } => {
            Some((*employer, *administration, *period))
        }
        _ => None,
    });
    let (employer, number, period) = way.unwrap();
    assert_eq!((employer, number, period), (restaurant, 777, view.run.period.period));

    let other = office.hours().start_with_same_file(runs.run, employer, number, period).unwrap();
    assert_eq!((other.run.employer, other.run.administration.client_number), (restaurant, 777));
    assert_eq!((file(&other).sha256.as_str(), counted(&other)), (file(&view).sha256.as_str(), 1));
    assert!(!errors(&other).contains(&"otherEmployer"));
    assert_eq!(file(&other).code_mapping[0].choice, None, "links of one employer are not those of another");
    let again = office.hours().open(runs.run).unwrap();
    assert_eq!(errors(&again), ["otherEmployer"], "nothing goes up twice");
    let there = "Ga naar aansluiting 777 van Restaurant Voorbeeld";
    assert_eq!(texts(ways(&again, "otherEmployer")), [there, advice]);
    let gone_to = office.hours().start_with_same_file(runs.run, employer, number, period).unwrap();
    assert_eq!((gone_to.run.id, gone_to.run.history.len()), (other.run.id, other.run.history.len()));

    // Two employers have that number: which is meant cannot be told.
    other_card("Winkel Voorbeeld", "0777");
    let view = office.hours().open(runs.run).unwrap();
    assert_eq!(texts(ways(&view, "otherEmployer")), [advice]);
}

#[test]
fn an_employer_that_is_paid_by_another_kind_of_period_is_not_offered() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let weekly = PayrollAdministration {
        payroll_period_type: Some(PayrollPeriodType::FourWeeks),
        ..administration("Zaak", "777")
    };
    let card = Employer { administrations: vec![weekly], ..card("Restaurant Voorbeeld") };
    office.save_employer_card(&card).unwrap();
    let view = runs.read(&only("777"));
    assert!(!ways(&view, "otherEmployer").iter().any(|way| matches!(way, WayOut::OtherRun { .. })));
    let period = view.run.period.period;
    let nobody = office.hours().start_with_same_file(runs.run, view.run.employer, 777, period);
    assert_eq!(nobody.err(), Some(Refusal::NotFound), "the employer has no such administration");
}

#[test]
fn all_proposals_and_all_warnings_are_one_event_each_and_undone_at_once() {
    use domain::hours::run::{MappingOf, NamedChoice};
    let runs = Runs::new();
    let before = runs.read(&format!("{NOVEMBER}6;A. Kanarie;NORM;02-11-2026;8,00\r\n")).run.history.len();
    let choice =
        |name: &str, number| NamedChoice { name: name.into(), choice: MappingChoice::Component { number } };
    let choices = vec![choice("NORM", 2), choice("OV125", 15)];
    let view = runs.change(HoursRunChange::MapEach { of: MappingOf::Code, choices });
    assert_eq!(view.run.history.len(), before + 1);
    assert!(file(&view).code_mapping.iter().all(|row| !row.open));
    let undone = runs.change(HoursRunChange::Undo { event: view.run.undoable.unwrap() });
    assert!(file(&undone).code_mapping.iter().all(|row| row.open), "both at once");
    let choices = vec![choice("NORM", 2), choice("OV125", 15)];
    let view = runs.change(HoursRunChange::MapEach { of: MappingOf::Code, choices });

    let warnings = |view: &HoursView| -> Vec<String> {
        let open = file(view)
            .findings
            .iter()
            .filter(|one| one.level == Level::Warning && one.acknowledged.is_none());
        open.map(|one| one.key.clone()).collect()
    };
    let open = warnings(&view);
    assert!(!open.is_empty());
    let all = HoursRunChange::AcknowledgeAll { findings: open.clone(), reason: "Twee diensten".into() };
    let after = runs.change(all);
    assert_eq!((warnings(&after).len(), after.run.history.len()), (0, view.run.history.len() + 1));
    let office = &runs.fixture.office;
    let wrong = HoursRunChange::AcknowledgeAll {
        findings: vec![open[0].clone(), "onbekend".into()],
        reason: "Klopt".into(),
    };
    assert!(office.hours().change(runs.run, wrong).is_err(), "all of it or nothing");
    let nothing = HoursRunChange::MapEach { of: MappingOf::Code, choices: vec![] };
    assert!(office.hours().change(runs.run, nothing).is_err());
}
