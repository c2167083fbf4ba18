use jiff::civil::date;
use proptest::prelude::*;

use super::table::Row;
use super::*;
use crate::hours::finding::Sensitive;
use crate::hours::sensitive::by_head;
use crate::reading::Unread;

const AT: Timestamp = Timestamp::UNIX_EPOCH;

fn read<T>(content: T) -> Source<T> {
    Source::Read { at: AT, operations: vec![], content }
}

fn employee(number: u32, name: &str) -> Employee {
    Employee {
        employment: format!("employment-{number}"),
        employee: format!("employee-{number}"),
        employee_number: Some(number),
        payroll_id: Some(number + 100),
        client_number: Some(101),
        name: name.to_owned(),
        initials: Some("S.".into()),
        first_name: Some("Sam".into()),
        prefix: None,
        last_name: Some(name.to_owned()),
        birth_date: Some(date(1990, 2, 1)),
        start: Some(date(2020, 1, 1)),
        end: None,
    }
}

fn list(people: Vec<Employee>) -> EmployeeList {
    let emails =
        people.iter().map(|one| (one.employee.clone(), Some(format!("{}@voorbeeld.example", one.employee))));
    let emails = read(emails.collect());
    EmployeeList { at: AT, emails, employments: people, filters: read(vec![]) }
}

fn of(columns: &[Column]) -> Choice {
    Choice { columns: columns.to_vec(), ..Choice::default() }
}

const TODAY: Date = date(2026, 11, 30);

fn made(list: &EmployeeList, choice: &Choice) -> EmployeeTable {
    table(list, choice, TODAY)
}

fn shown(list: &EmployeeList, choice: &Choice) -> EmployeesRead {
    let inputs = ViewInputs {
        employer: "Bakkerij",
        linked: true,
        choice,
        last: None,
        last_sealed: false,
        list: Some(list),
        before: None,
        today: TODAY,
    };
    view(inputs).read.unwrap()
}

#[test]
fn no_column_is_named_as_a_bsn_iban_wage_or_address() {
    for column in Column::ALL {
        let Text { nl, en } = column.title();
        for title in [&nl, &en] {
            let holds = by_head(title).filter(|holds| *holds != Sensitive::BirthDate);
            assert_eq!(holds, None, "{title}");
            let plain = title.to_lowercase();
            for word in ["adres", "straat", "postcode", "woonplaats", "address", "salar", "wage", "rekening"]
            {
                assert!(!plain.contains(word), "{title}");
            }
        }
    }
}

#[test]
fn a_birth_date_is_in_the_file_only_where_the_office_asks_for_it() {
    assert!(!Choice::default().columns.contains(&Column::BirthDate));
}

#[test]
fn personnel_numbers_that_are_bsns_do_not_go_along_and_it_is_said() {
    let people = [111_222_333, 123_456_782, 111_111_110].map(|bsn| employee(bsn, "Proef")).to_vec();
    let (list, choice) = (list(people), of(&[Column::LastName, Column::EmployeeNumber]));
    let table = made(&list, &choice);
    assert_eq!(table.columns, [Column::LastName]);
    assert!(table.rows.iter().all(|row| row.cells.len() == 1));
    let column = Column::EmployeeNumber.title();
    let note = EmployeeNote::ColumnSensitive { column, values: table::SensitiveValues::Bsn };
    assert_eq!(shown(&list, &choice).notes, [note]);
}

#[test]
fn one_personnel_number_that_may_be_a_bsn_stays_out_as_well() {
    let only = list(vec![employee(111_222_333, "Proef")]);
    assert_eq!(made(&only, &of(&[Column::EmployeeNumber])).columns, []);
    let ordinary = list(vec![employee(12, "Proef")]);
    assert_eq!(made(&ordinary, &of(&[Column::EmployeeNumber])).columns, [Column::EmployeeNumber]);
}

#[test]
fn a_column_that_was_not_read_is_left_out_and_not_empty() {
    let mut list = list(vec![employee(1, "Proef")]);
    list.emails = Source::Unread { why: Unread::Offline };
    let choice = of(&[Column::EmployeeNumber, Column::WorkEmail]);
    assert_eq!(made(&list, &choice).columns, [Column::EmployeeNumber]);
    let notes = shown(&list, &choice).notes;
    assert!(
        matches!(&notes[..], [EmployeeNote::ColumnUnread { column, .. }] if column.nl == "E-mail werk"),
        "{notes:?}"
    );
}

#[test]
fn a_list_that_may_be_shortened_is_said_to_be() {
    let mut list = list(vec![employee(1, "Proef")]);
    list.filters = read(vec!["ActiveEmployments".into()]);
    assert!(!list.is_whole());
    let notes = shown(&list, &Choice::default()).notes;
    assert_eq!(notes, [EmployeeNote::Shortened { settings: vec!["ActiveEmployments".into()] }]);
    list.filters = Source::Unread { why: Unread::NotOffered };
    assert!(!list.is_whole(), "unknown is not whole");
    assert!(matches!(&shown(&list, &Choice::default()).notes[..], [EmployeeNote::FiltersUnknown { .. }]));
}

#[test]
fn numbers_that_lack_or_do_not_tell_people_apart_are_said() {
    let mut people = vec![employee(1, "A"), employee(2, "B"), employee(3, "C")];
    (people[1].payroll_id, people[1].client_number) = (Some(101), Some(102));
    people[2].payroll_id = None;
    let list = list(people);
    let column = Column::PayrollId.title();
    let missing = EmployeeNote::NumberMissing { column: column.clone(), people: 1 };
    let twice = EmployeeNote::NumberTwice { column, numbers: 1 };
    assert_eq!(shown(&list, &of(&[Column::PayrollId])).notes, [missing.clone(), twice]);
    assert_eq!(shown(&list, &of(&[Column::PayrollId, Column::ClientNumber])).notes, [missing]);
}

#[test]
fn who_is_in_one_list_of_loket_only_has_an_unknown_e_mail() {
    let mut list = list(vec![employee(1, "A"), employee(2, "B")]);
    list.emails = read([("employee-1".to_owned(), None)].into());
    let notes = shown(&list, &of(&[Column::Name, Column::WorkEmail])).notes;
    assert_eq!(notes, [EmployeeNote::EmailsUnknown { people: 1 }]);
    assert!(shown(&list, &of(&[Column::Name])).notes.is_empty());
}

#[test]
fn who_left_goes_along_only_when_that_is_chosen() {
    let mut left = employee(1, "Weg");
    left.end = Some(date(2026, 11, 29));
    let mut last_day = employee(2, "Vandaag");
    last_day.end = Some(TODAY);
    let list = list(vec![left, last_day, employee(3, "Blijft")]);
    let choice = of(&[Column::Name]);
    assert_eq!(made(&list, &choice).rows.len(), 3);
    let without = made(&list, &Choice { leavers: false, ..choice.clone() });
    assert_eq!(without.texts_of(Column::Name).unwrap(), ["Vandaag", "Blijft"]);
    assert_eq!(without.leavers_left_out, ["employment-1"]);
}

/// The file that was made of a table, as it comes back from where it is kept.
fn kept(table: &EmployeeTable) -> LastFile {
    let text = serde_json::to_string(&LastFile::of(table, "2026-10-31T10:00:00Z".parse().unwrap())).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn new_changed_gone_and_left_are_told_apart() {
    let choice = of(&[Column::EmployeeNumber, Column::LastName, Column::End]);
    let first = list(vec![
        employee(1, "Blijft"),
        employee(2, "Wijzigt"),
        employee(3, "Weg"),
        employee(4, "Vertrekt"),
    ]);
    let last = kept(&made(&first, &choice));
    let mut wijzigt = employee(2, "Wijzigt");
    (wijzigt.last_name, wijzigt.end) = (Some("Anders".into()), Some(date(2027, 1, 1)));
    let mut vertrekt = employee(4, "Vertrekt");
    vertrekt.end = Some(date(2026, 11, 1));
    let now = list(vec![employee(1, "Blijft"), wijzigt, vertrekt, employee(5, "Nieuw")]);
    let choice = Choice { leavers: false, ..choice };
    let changes = last.compared_with(&made(&now, &choice), &now);
    let differs = PersonChanged { name: "Wijzigt".into(), columns: vec![Column::LastName, Column::End] };
    let expected = Changes {
        new: vec!["Nieuw".into()],
        changed: vec![differs],
        gone: vec!["Weg".into()],
        left: vec!["Vertrekt".into()],
        same: 1,
        not_compared: vec![],
    };
    assert_eq!(changes, expected);
}

#[test]
fn a_column_that_is_in_one_of_the_files_only_changes_nobody() {
    let people = list(vec![employee(1, "A")]);
    let last = kept(&made(&people, &of(&[Column::EmployeeNumber, Column::Initials])));
    let now = made(&people, &of(&[Column::BirthDate, Column::EmployeeNumber]));
    let changes = last.compared_with(&now, &people);
    assert_eq!((changes.same, changes.changed), (1, vec![]));
    assert_eq!(changes.not_compared, [Column::BirthDate, Column::Initials]);
}

#[test]
fn what_is_kept_of_a_file_has_names_and_no_other_value() {
    let list = list(vec![employee(4711, "Proef")]);
    let table = made(&list, &of(&Column::ALL));
    assert_eq!(table.columns, Column::ALL);
    let kept = serde_json::to_string(&LastFile::of(&table, "2026-10-31T10:00:00Z".parse().unwrap())).unwrap();
    for value in ["1990", "\"4711\"", "4811", "Sam", "voorbeeld.example", "2020-01-01"] {
        assert!(!kept.contains(value), "{value} in {kept}");
    }
}

#[test]
fn a_column_that_is_chosen_twice_is_in_the_file_once() {
    let choice = of(&[Column::Name, Column::End, Column::Name]).without_doubles();
    assert_eq!(choice.columns, [Column::Name, Column::End]);
}

fn anybody() -> impl Strategy<Value = Employee> {
    let texts = prop::collection::vec(prop::option::of(".{0,12}"), 4);
    let days = prop::collection::vec(prop::option::of((1_950_i16..2_030, 1_i8..13, 1_i8..29)), 3);
    (0_u32..40, ".{0,20}", texts, days).prop_map(|(number, name, texts, days)| {
        let day = |place: usize| days[place].map(|(year, month, day)| date(year, month, day));
        Employee {
            employment: format!("e{number}"),
            employee: format!("p{number}"),
            employee_number: Some(number).filter(|number| *number > 0),
            payroll_id: Some(number * 7),
            client_number: None,
            name,
            initials: texts[0].clone(),
            first_name: texts[1].clone(),
            prefix: texts[2].clone(),
            last_name: texts[3].clone(),
            birth_date: day(0),
            start: day(1),
            end: day(2),
        }
    })
}

fn choices() -> impl Strategy<Value = Choice> {
    (prop::sample::subsequence(Column::ALL.to_vec(), 0..=12).prop_shuffle(), any::<bool>())
        .prop_map(|(columns, leavers)| Choice { columns, leavers, format: FileFormat::Csv })
}

proptest! {
    /// Every cell is what Loket said of that person in that column; nobody is lost or twice, and the order of Loket's list
    /// makes no difference.
    #[test]
    fn a_table_holds_each_person_once_with_what_loket_said(
        people in prop::collection::btree_map(0_u32..40, anybody(), 0..12), choice in choices()
    ) {
        let people: Vec<Employee> = people.into_values().collect::<Vec<_>>();
        let mut seen = std::collections::BTreeSet::new();
        let people: Vec<Employee> = people.into_iter().filter(|one| seen.insert(one.employment.clone())).collect();
        let forward = list(people.clone());
        let backward = EmployeeList { employments: people.iter().rev().cloned().collect(), ..forward.clone() };
        let table = made(&forward, &choice);
        prop_assert_eq!(&table, &made(&backward, &choice));
        let by_id: std::collections::BTreeMap<&str, &Employee> =
            people.iter().map(|one| (one.employment.as_str(), one)).collect();
        prop_assert_eq!(table.rows.len() + table.leavers_left_out.len(), people.len());
        for Row { employment, cells, .. } in &table.rows {
            prop_assert_eq!(cells.len(), table.columns.len());
            let one = by_id[employment.as_str()];
            for (column, cell) in table.columns.iter().zip(cells) {
                let said = match column {
                    Column::EmployeeNumber => one.employee_number.map(|number| number.to_string()),
                    Column::PayrollId => one.payroll_id.map(|number| number.to_string()),
                    Column::ClientNumber => one.client_number.map(|number| number.to_string()),
                    Column::Name => Some(one.name.clone()),
                    Column::Initials => one.initials.clone(),
                    Column::FirstName => one.first_name.clone(),
                    Column::Prefix => one.prefix.clone(),
                    Column::LastName => one.last_name.clone(),
                    Column::BirthDate => one.birth_date.map(|day| day.strftime("%d-%m-%Y").to_string()),
                    Column::Start => one.start.map(|day| day.strftime("%d-%m-%Y").to_string()),
                    Column::End => one.end.map(|day| day.strftime("%d-%m-%Y").to_string()),
                    Column::WorkEmail => Some(format!("{}@voorbeeld.example", one.employee)),
                };
                prop_assert_eq!(cell.shown(), said.unwrap_or_default());
            }
        }
        // The same file again has changed nobody.
        let changes = kept(&table).compared_with(&table, &forward);
        prop_assert_eq!(changes, Changes { same: table.rows.len(), ..Changes::default() });
    }
}
