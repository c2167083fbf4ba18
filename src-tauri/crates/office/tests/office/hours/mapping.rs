//! The mapping of runs: first from a dossier, copied, and in and out as a file.

use domain::hours::run::{HoursRunChange, MappingChoice, MappingOf, MappingSource};
use domain::{Answer, DossierChange, Personal};
use office::Refusal;

use super::{ADMINISTRATION, NOVEMBER, Runs, file};

#[test]
fn the_mapping_answers_of_a_dossier_are_the_first_proposal() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    let first = office.hours().open(runs.run).unwrap().run;
    let handbook = "personeelssysteem-koppeling".into();
    let dossier = office.start_dossiers(&handbook, &[first.employer], None).unwrap()[0].dossier;
    let row = |name: &str, code: &str| vec![Personal::from(name), Personal::from(code)];
    let rows = Answer::Rows { rows: vec![row("NORM", "2"), row("Leeg", "")], none: false };
    let answer = |item: &str, answer| DossierChange::AnswerItem { item: item.into(), answer: Some(answer) };
    office.change_dossier(dossier, answer("hour-components", rows)).unwrap();
    office.change_dossier(dossier, answer("personnel-number", Answer::of("employeeNumber"))).unwrap();
    let period = first.period.period.next().unwrap();
    let next = office.hours().create(first.employer, ADMINISTRATION, period).unwrap().run;
    assert_eq!(next.options.numbers, Some(domain::hours::run::PersonNumbers::EmployeeNumber));
    let path = runs.file("uren.csv", &NOVEMBER.replace("-11-", "-12-"));
    let view = office.hours().read_file(next.id, &path, &|_| {}).unwrap();
    let norm = &file(&view).code_mapping[0];
    assert_eq!(norm.choice, Some(MappingChoice::Component { number: 2 }));
    assert_eq!(norm.source, Some(MappingSource::Dossier { dossier }));
    assert_eq!(norm.stamp.as_ref().unwrap().actor.initials, "NV");
}

#[test]
fn a_mapping_is_copied_to_another_employer_without_its_people() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.change(HoursRunChange::Map {
        of: MappingOf::Person,
        names: vec!["6".into()],
        choice: Some(MappingChoice::Employment { number: 66 }),
    });
    let office = &runs.fixture.office;
    let own = office.hours().open(runs.run).unwrap().run;
    let employer = runs.fixture.employer("Café De Proef");
    let other = office.hours().create(employer, ADMINISTRATION, own.period.period).unwrap().run;
    let path = runs.file("uren.csv", NOVEMBER);
    office.hours().read_file(other.id, &path, &|_| {}).unwrap();
    let view = office.hours().copy_mapping(other.id, runs.run).unwrap();
    let norm = &file(&view).code_mapping[0];
    assert_eq!(norm.choice, Some(MappingChoice::Component { number: 2 }));
    assert_eq!(norm.source, Some(MappingSource::Employer { employer: own.employer }));
    assert_eq!(file(&view).people_mapping[0].choice, None);
}

#[test]
fn a_mapping_goes_out_as_a_file_and_comes_in_where_nothing_was_chosen() {
    let runs = Runs::new();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.change(HoursRunChange::Map {
        of: MappingOf::Person,
        names: vec!["6".into()],
        choice: Some(MappingChoice::Employment { number: 66 }),
    });
    let office = &runs.fixture.office;
    let target = runs.files.path().join(office.hours().mapping_name(runs.run).unwrap());
    office.hours().write_mapping(runs.run, false, &target).unwrap();
    let text = std::fs::read_to_string(&target).unwrap();
    assert!(text.contains("NORM") && !text.contains("66"), "people only when asked for: {text}");

    runs.map("NORM", 3);
    let undone =
        runs.change(HoursRunChange::Map { of: MappingOf::Code, names: vec!["NORM".into()], choice: None });
    assert_eq!(file(&undone).code_mapping[0].choice, None);
    let view = office.hours().read_mapping(runs.run, &target).unwrap();
    assert_eq!(file(&view).code_mapping[0].source, Some(MappingSource::File {}));
    runs.map("NORM", 3);
    let view = office.hours().read_mapping(runs.run, &target).unwrap();
    let kept = &file(&view).code_mapping[0];
    assert_eq!(kept.choice, Some(MappingChoice::Component { number: 3 }), "what was chosen here stays");
    let wrong = runs.file("iets.json", "{}");
    assert_eq!(office.hours().read_mapping(runs.run, &wrong).err(), Some(Refusal::NotAMapping));
}
