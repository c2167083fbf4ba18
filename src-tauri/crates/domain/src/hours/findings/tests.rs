use jiff::civil::date;

use super::*;
use crate::answer::Personal;
use crate::hours::fixture;
use crate::hours::known::{KnownComponent, KnownEmployment, KnownPeriod, PeriodState};
use crate::hours::layout::Layout;
use crate::hours::rows::read;
use crate::hours::run::{
    DepartmentUse, HoursAction, HoursEvent, HoursRun, HoursRunChange, MappingChoice, MappingEntry, MappingOf,
    MappingSource, PersonNumbers, RunOptions, StoredChoice,
};
use crate::reading::{CodeReading, Source};
use crate::stamp::Actor;

const FILE: &str = "Persnr;Naam;Afdeling;Uursoort;Datum;Uren\n\
    6;A. Voorbeeld;Zaal;NORM;2026-11-02;8\n\
    6;A. Voorbeeld;Zaal;NORM;2026-11-03;7\n\
    9;B. Voorbeeld;Keuken;OV;2026-11-02;5\n";

/// A run for November with these choices, folded from events as they would be stored.
fn run(options: RunOptions, choices: &[(MappingOf, &str, MappingChoice)]) -> HoursRun {
    let created = HoursAction::RunCreated {
        employer: uuid::Uuid::nil().into(),
        administration: 395,
        name: "Administratie".into(),
        period: "2026-11".parse().unwrap(),
        environment: None,
    };
    let entries = choices.iter().map(|(of, name, choice)| MappingEntry::new(*of, name, Some(choice)));
    let actions = [
        created,
        HoursAction::Mapped { entries: entries.collect(), source: MappingSource::Chosen {} },
        HoursAction::OptionsChosen { options },
    ];
    let events: Vec<HoursEvent> = (1..)
        .zip(actions)
        .map(|(number, action)| HoursEvent {
            id: uuid::Uuid::from_u128(number).into(),
            chain: uuid::Uuid::from_u128(77).into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            actor: Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() },
            version: 1,
            previous: String::new(),
            action,
        })
        .collect();
    HoursRun::replay(&events, String::new()).unwrap()
}

fn linked() -> Vec<(MappingOf, &'static str, MappingChoice)> {
    vec![
        (MappingOf::Code, "NORM", MappingChoice::Component { number: 2 }),
        (MappingOf::Code, "OV", MappingChoice::Component { number: 15 }),
    ]
}

fn reading_of(text: &str, run: &HoursRun) -> Reading {
    let workbook = fixture::workbook(text.lines().map(|line| line.split(';')));
    let layout = Layout::guess(&workbook, &[], None);
    read(&workbook, &layout, Some(run.period), &run.answers())
}

fn source<T: serde::Serialize + serde::de::DeserializeOwned>(content: T) -> Source<T> {
    Source::read("Get", jiff::Timestamp::UNIX_EPOCH, content)
}

fn employment(
    number: u32,
    start: Option<jiff::civil::Date>,
    end: Option<jiff::civil::Date>,
) -> KnownEmployment {
    KnownEmployment {
        id: format!("employment {number} {start:?}"),
        employee: number.to_string(),
        employee_number: Some(number),
        payroll_id: Some(number),
        name: format!("Persoon {number}"),
        birth_date: None,
        start,
        end,
        hours_per_week: None,
    }
}

fn loket(employments: Vec<KnownEmployment>) -> LoketData {
    let component = |number, category: &str| KnownComponent {
        number,
        description: format!("Component {number}"),
        category: Some(category.to_owned()),
    };
    LoketData {
        employments: source(employments),
        components: source(vec![component(2, "Uren"), component(15, "Uren"), component(900, "Loonaangifte")]),
        filters: source(vec![]),
        import_product: source(true),
        may_import: source(true),
        period: source(KnownPeriod {
            period: "2026-11".parse().unwrap(),
            state: Some(PeriodState::Open),
            employments_with_data: None,
        }),
        ..LoketData::default()
    }
}

fn both() -> LoketData {
    let start = Some(date(2020, 1, 1));
    loket(vec![employment(6, start, None), employment(9, start, None)])
}

/// What is found besides what the reader itself finds, by kind and rows.
fn found(
    text: &str,
    run: &HoursRun,
    loket: &LoketData,
    previous: Option<&BTreeMap<u32, Amount>>,
) -> Vec<String> {
    found_beside(text, run, loket, previous, None)
}

/// The same, beside a run that was made for the same period.
fn found_beside(
    text: &str,
    run: &HoursRun,
    loket: &LoketData,
    previous: Option<&BTreeMap<u32, Amount>>,
    same_period: Option<&BTreeMap<u32, Amount>>,
) -> Vec<String> {
    let reading = reading_of(text, run);
    let units = run.options.departments == DepartmentUse::DistributionUnit;
    let mapping = crate::hours::run::for_table(&run.mapping, units);
    let totals = counted(&reading, &mapping, 2);
    let against = Against { run, mapping: &mapping, loket, previous, same_period };
    let mut findings = Findings::default();
    contents::check(&reading, &against, &mut findings);
    people::check(&reading, &against, &mut findings);
    in_loket::check(&against, &totals, &mut findings);
    period::check(&reading, &against, &totals, &mut findings);
    let said = |finding: &Finding| {
        let kind: &str = (&finding.kind).into();
        let rows: Vec<u32> = finding.places.iter().map(|place| place.row).collect();
        format!("{kind} {rows:?}")
    };
    findings.finish().iter().map(said).collect()
}

#[test]
fn a_file_in_which_everything_is_right_has_no_findings() {
    assert_eq!(found(FILE, &run(RunOptions::default(), &linked()), &both(), None), Vec::<String>::new());
}

#[test]
fn who_is_not_in_loket_is_unknown_and_not_seen_where_filters_shorten_the_list() {
    let run = run(RunOptions::default(), &linked());
    let one = loket(vec![employment(6, Some(date(2020, 1, 1)), None)]);
    assert_eq!(found(FILE, &run, &one, None), ["personUnknown [4]"]);
    let filtered = LoketData { filters: source(vec!["Alleen actieve".to_owned()]), ..one };
    assert_eq!(found(FILE, &run, &filtered, None), ["personNotSeen [4]", "filtered []"]);
    let unread = LoketData { employments: Source::default(), ..both() };
    assert_eq!(found(FILE, &run, &unread, None), ["notRead []"], "nobody is called absent");
}

#[test]
fn who_is_not_employed_in_the_period_or_has_two_employments_is_an_error() {
    let run = run(RunOptions::default(), &linked());
    let start = Some(date(2020, 1, 1));
    let six = employment(6, start, None);
    let with = |nine: Vec<KnownEmployment>| loket([vec![six.clone()], nine].concat());
    let left = with(vec![employment(9, start, Some(date(2026, 10, 31)))]);
    assert_eq!(found(FILE, &run, &left, None), ["notEmployed [4]"]);
    let later = with(vec![employment(9, Some(date(2026, 12, 1)), None)]);
    assert_eq!(found(FILE, &run, &later, None), ["notEmployed [4]"]);
    let unclear = with(vec![employment(9, None, None)]);
    assert_eq!(found(FILE, &run, &unclear, None), ["employmentUnclear [4]"]);
    let two = with(vec![employment(9, start, None), employment(9, Some(date(2026, 11, 15)), None)]);
    assert_eq!(found(FILE, &run, &two, None), ["severalEmployments [4]"]);
    let followed = with(vec![
        employment(9, start, Some(date(2026, 10, 31))),
        employment(9, Some(date(2026, 11, 1)), None),
    ]);
    assert_eq!(found(FILE, &run, &followed, None), Vec::<String>::new(), "one after the other is one");
}

#[test]
fn codes_and_departments_have_to_be_linked_to_something_that_exists() {
    let none = run(RunOptions::default(), &[]);
    assert_eq!(found(FILE, &none, &both(), None), ["codeNotMapped [2, 3]", "codeNotMapped [4]"]);
    let mut choices = linked();
    choices[1].2 = MappingChoice::Component { number: 16 };
    assert_eq!(found(FILE, &run(RunOptions::default(), &choices), &both(), None), ["componentUnknown [4]"]);

    let options = RunOptions { departments: DepartmentUse::DistributionUnit, ..RunOptions::default() };
    let unit = |code: &str| CodeReading { id: code.into(), code: code.into(), description: "Zaal".into() };
    let loket = LoketData { distribution_units: source(vec![unit("10")]), ..both() };
    let mut choices = linked();
    choices.push((MappingOf::Department, "Zaal", MappingChoice::DistributionUnit { number: 11 }));
    let found = found(FILE, &run(options, &choices), &loket, None);
    assert_eq!(found, ["unitUnknown [2, 3]", "departmentNotMapped [4]"]);
}

#[test]
fn which_number_is_meant_is_asked_only_where_it_makes_a_difference() {
    let mut six = employment(6, Some(date(2020, 1, 1)), None);
    six.employee_number = Some(60);
    let loket = loket(vec![six, employment(9, Some(date(2020, 1, 1)), None)]);
    let open = run(RunOptions::default(), &linked());
    assert_eq!(found(FILE, &open, &loket, None), ["numbersDiffer []"]);
    let chosen = RunOptions { numbers: Some(PersonNumbers::PayrollId), ..RunOptions::default() };
    assert_eq!(found(FILE, &run(chosen, &linked()), &loket, None), Vec::<String>::new());
    let other = RunOptions { numbers: Some(PersonNumbers::EmployeeNumber), ..RunOptions::default() };
    let found = found(FILE, &run(other, &linked()), &loket, None);
    assert_eq!(found, ["personUnknown [2, 3]", "withoutHours []"]);
}

#[test]
fn totals_that_differ_much_and_more_hours_than_there_can_be_are_said() {
    let run = run(RunOptions::default(), &linked());
    let before = BTreeMap::from([(2, Amount::whole(10)), (15, Amount::whole(6)), (16, Amount::whole(1))]);
    let found_all = found(FILE, &run, &both(), Some(&before));
    assert_eq!(found_all, ["totalDiffers []", "totalDiffers []"], "15 differs by 17 percent only");
    let much = FILE.replace(";7\n", ";720\n");
    assert_eq!(found(&much, &run, &both(), None), ["tooManyHours [2, 3]"]);
    let mut part_time = both();
    if let Source::Read { content, .. } = &mut part_time.employments {
        content[0].hours_per_week = Some(Amount::whole(2));
    }
    // Thirty days of two hours a week, one and a half times: 12,86.
    assert_eq!(found(FILE, &run, &part_time, None), ["tooManyHours [2, 3]"]);
    if let Source::Read { content, .. } = &mut part_time.employments {
        content[0].hours_per_week = Some(Amount::whole(3));
    }
    assert_eq!(found(FILE, &run, &part_time, None), Vec::<String>::new());
}

#[test]
fn how_things_stand_in_loket_stops_warns_or_is_said_to_be_unknown() {
    let run = run(RunOptions::default(), &linked());
    let off = LoketData { import_product: source(false), may_import: source(false), ..both() };
    assert_eq!(found(FILE, &run, &off, None), ["productOff []", "noImportRight []"]);
    let period = |state| {
        let period = "2026-11".parse().unwrap();
        LoketData { period: source(KnownPeriod { period, state, employments_with_data: None }), ..both() }
    };
    assert_eq!(found(FILE, &run, &period(Some(PeriodState::Closed)), None), ["periodClosed []"]);
    assert_eq!(found(FILE, &run, &period(Some(PeriodState::Approved)), None), ["periodApproved []"]);
    assert_eq!(found(FILE, &run, &period(None), None), ["notRead []"]);
    let nothing = found(FILE, &run, &LoketData::default(), None);
    assert_eq!(nothing, vec!["notRead []"; 6], "each part that was not read by itself");
}

#[test]
fn a_component_of_the_return_of_wages_is_said_and_people_without_hours_are_named() {
    let mut choices = linked();
    choices[1].2 = MappingChoice::Component { number: 900 };
    let start = Some(date(2020, 1, 1));
    let three =
        loket(vec![employment(6, start, None), employment(9, start, None), employment(12, start, None)]);
    let found = found(FILE, &run(RunOptions::default(), &choices), &three, None);
    assert_eq!(found, ["withoutHours []", "onlyForces []"]);
}

#[test]
fn who_has_to_be_added_first_holds_the_file_back_and_who_is_not_imported_does_not() {
    let mut choices = linked();
    choices.push((MappingOf::Person, "9", MappingChoice::Add {}));
    let six = loket(vec![employment(6, Some(date(2020, 1, 1)), None)]);
    let found_all = found(FILE, &run(RunOptions::default(), &choices), &six, None);
    assert_eq!(found_all, ["addFirst [4]", "personUnknown [4]"]);
    choices[2].2 = MappingChoice::NotImported { reason: "Stagiair".into() };
    assert_eq!(found(FILE, &run(RunOptions::default(), &choices), &six, None), Vec::<String>::new());
}

#[test]
fn names_and_numbers_of_people_in_a_mapping_are_values_to_seal() {
    use crate::chain::ChainAction as _;
    let choice = MappingChoice::Employment { number: 986_543 };
    let entry = MappingEntry::new(MappingOf::Person, "P. Kanarie", Some(&choice));
    let mut action = HoursAction::Mapped { entries: vec![entry], source: MappingSource::Chosen {} };
    for value in action.values() {
        *value = Personal::Sealed("v1".into());
    }
    let text = serde_json::to_string(&action).unwrap();
    assert!(!text.contains("986543") && !text.contains("Kanarie"), "{text}");
    let HoursAction::Mapped { entries, .. } = action else { panic!() };
    assert_eq!(entries[0].choice.as_ref().and_then(StoredChoice::clear), None);
}

#[test]
fn a_change_that_only_the_program_makes_is_not_taken_from_outside() {
    let read = |text: &str| serde_json::from_str::<HoursRunChange>(text);
    assert!(read(r#"{"kind":"signOff"}"#).is_ok());
    for forged in [
        r#"{"kind":"takeFile","facts":{},"layout":null}"#,
        r#"{"kind":"takeMapping","entries":[],"source":{"kind":"file"}}"#,
        r#"{"kind":"recordFile","name":"a","sha256":"b","bytes":1,"people":1,"rows":1,"totals":{}}"#,
        r#"{"kind":"signOff","more":1}"#,
    ] {
        assert!(read(forged).is_err(), "{forged}");
    }
}

#[test]
fn a_second_file_of_a_period_that_may_only_add_to_the_first_is_asked_about() {
    let run = run(RunOptions::default(), &linked());
    let beside = |norm: i64, over: i64| {
        let earlier = BTreeMap::from([(2, Amount::whole(norm)), (15, Amount::whole(over))]);
        found_beside(FILE, &run, &both(), None, Some(&earlier))
    };
    assert_eq!(beside(40, 12), ["addsToEarlier []", "secondRun []"]);
    assert_eq!(beside(16, 4), ["secondRun []"], "nearly the same is a correction");
    assert_eq!(found_beside(FILE, &run, &both(), None, Some(&BTreeMap::new())), ["secondRun []"]);
}
