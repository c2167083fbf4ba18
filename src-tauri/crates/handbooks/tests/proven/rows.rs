//! Compares the rows that Loket has for lists and mappings with those that were entered.

use domain::answer::{Answer, Personal};
use domain::check::RowsInLoket;
use domain::reading::Readings;

use crate::books;
use crate::fixture::{Fixture, rows};
use crate::loket::{administration, component, employment, people, read};

fn cells(rows: &[Vec<Personal>]) -> Vec<Vec<&str>> {
    rows.iter().map(|row| row.iter().map(|cell| cell.clear().unwrap()).collect()).collect()
}

fn missing(found: Option<&RowsInLoket>) -> Vec<Vec<&str>> {
    found.map(|found| cells(&found.missing)).unwrap_or_default()
}

#[test]
fn directors_are_proposed_row_by_row_and_stand_beside_those_entered() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    assert_eq!(fixture.rows_in_loket("directors"), None, "all is the same, in another form of the name");
    let mut second = employment(7, "F. de Wit");
    second.is_director = Some(true);
    second.payroll_id = 70;
    fixture.readings.employments = read(people().into_iter().chain([second]).collect());
    fixture.answers.remove("directors");
    let found = fixture.rows_in_loket("directors").unwrap();
    assert_eq!(cells(&found.missing), [["A. Bakker", "1"], ["F. de Wit", "7"]]);
    assert_eq!(found.at.to_string(), "2026-11-20T13:02:00Z");
    fixture.answer("directors", rows(&[&["A. Bakker", "9"], &["Wit, de", "70"], &["Z. Zomer", "3"]]));
    let found = fixture.rows_in_loket("directors").unwrap();
    assert_eq!(found.missing, Vec::<Vec<Personal>>::new(), "the number of payroll is hers too");
    let differing: Vec<_> =
        found.differing.iter().map(|one| (one.row, one.column, one.read.clear().unwrap())).collect();
    assert_eq!(differing, [(0, 1, "1")]);
    assert_eq!(found.strange, [2]);
    fixture.readings.filters = read(vec!["ActiveEmployments".to_owned()]);
    assert!(
        fixture.rows_in_loket("directors").unwrap().strange.is_empty(),
        "whoever is not shown may be hidden"
    );
}

#[test]
fn administrations_are_proposed_by_their_number_without_what_only_the_employer_knows() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    let named = |name: &str, number: &str| {
        let mut one = administration(number);
        one.name = name.into();
        one
    };
    let mut ended = named("Oud", "111222333L01");
    ended.end_date = Some(jiff::civil::date(2026, 6, 30));
    let shop = named("Winkel", "123456782L02");
    let all = vec![named("Bakkerij", "111111110L01"), shop, named("Magazijn", "123456782L02"), ended];
    fixture.readings.administrations = read(all);
    let found = fixture.rows_in_loket("administrations").unwrap();
    let both = [["Bakkerij", "111111110L01", ""], ["Winkel, Magazijn", "123456782L02", ""]];
    assert_eq!(cells(&found.missing), both, "not the one that ended");
    fixture.answer("administrations", rows(&[&["De zaak", "1111 11 110 L01", "yes"], &["winkel", "", "no"]]));
    let found = fixture.rows_in_loket("administrations").unwrap();
    let differing: Vec<_> =
        found.differing.iter().map(|one| (one.row, one.column, one.read.clear().unwrap())).collect();
    assert_eq!(differing, [(0, 0, "Bakkerij"), (1, 1, "123456782L02")]);
    assert!(found.missing.is_empty() && found.strange.is_empty());
    let right = ["Bakkerij", "111111110L01", "yes"];
    fixture.answer(
        "administrations",
        rows(&[&right, &["Magazijn", "123456782L02", "no"], &["Oud", "111222333L01", "no"]]),
    );
    let found = fixture.rows_in_loket("administrations").unwrap();
    assert_eq!((found.strange.as_slice(), found.differing.as_slice()), (&[2][..], &[][..]));
    fixture.answer("administrations", rows(&[&right, &["Winkel, magazijn", "123456782L02", "no"]]));
    assert_eq!(fixture.rows_in_loket("administrations"), None);
}

#[test]
fn codes_that_are_not_linked_are_proposed_and_unknown_ones_pointed_out() {
    let mut fixture = Fixture::good(&books()["personeelssysteem-koppeling"]);
    assert_eq!(fixture.rows_in_loket("cost-centers"), None);
    fixture.answer("cost-centers", rows(&[&["Keuken", "0010"], &["Zaal", "K9"], &["Tuin", ""]]));
    let found = fixture.rows_in_loket("cost-centers").unwrap();
    assert_eq!(cells(&found.missing), [["", "K2"]]);
    assert_eq!(found.strange, [1], "an empty code is not one that Loket lacks");
    let units = fixture.rows_in_loket("distribution-units");
    assert_eq!(missing(units.as_ref()), [["", "20"]]);
}

#[test]
fn components_are_proposed_by_kind_once_each() {
    let mut fixture = Fixture::good(&books()["personeelssysteem-koppeling"]);
    fixture.readings.components =
        read(vec![component(15, true), component(2, true), component(2, true), component(372, false)]);
    assert_eq!(missing(fixture.rows_in_loket("hour-components").as_ref()), [["", "15"]]);
    fixture.answer("hour-components", rows(&[&["Gewerkt", "2"], &["Ziek", "15"], &["Fooi", "372"]]));
    assert_eq!(fixture.rows_in_loket("hour-components"), None, "that it is of another kind is for the check");
    fixture.answers.remove("wage-components");
    assert_eq!(missing(fixture.rows_in_loket("wage-components").as_ref()), [["", "372"]]);
}

#[test]
fn employees_are_proposed_by_the_number_that_is_meant_and_not_after_they_left() {
    let mut fixture = Fixture::good(&books()["personeelssysteem-koppeling"]);
    let mut left = employment(8, "G. Vos");
    left.until = Some(jiff::civil::date(2026, 6, 30));
    fixture.readings.employments = read(people().into_iter().chain([left]).collect());
    let found = fixture.rows_in_loket("employees").unwrap();
    assert_eq!(cells(&found.missing), [["1", ""], ["4", ""], ["5", ""]]);
    assert!(found.strange.is_empty() && found.differing.is_empty());
    fixture.answer("employees", rows(&[&["8", "skip"], &["99", "add"]]));
    assert_eq!(fixture.rows_in_loket("employees").unwrap().strange, [1], "who left is still known");
}

#[test]
fn what_loket_has_is_there_to_choose_by_name() {
    let mut fixture = Fixture::good(&books()["personeelssysteem-koppeling"]);
    let choices = |fixture: &Fixture, item: &str| {
        let (column, named) = fixture.choices_in_loket(item).unwrap();
        (column, named.into_iter().map(|(value, name)| format!("{value} {name}")).collect::<Vec<_>>())
    };
    let (column, people) = choices(&fixture, "employees");
    assert_eq!((column, people.len()), (0, 5));
    assert_eq!(people[1..3], ["2 B. de Vries", "3 C. Smit"]);
    fixture.readings.components = read(vec![component(15, true), component(2, true), component(372, false)]);
    let codes = |fixture: &Fixture, item: &str| {
        let (column, named) = fixture.choices_in_loket(item).unwrap();
        (column, named.into_iter().map(|(value, _)| value).collect::<Vec<_>>())
    };
    assert_eq!(codes(&fixture, "hour-components"), (1, vec!["2".to_owned(), "15".to_owned()]), "in order");
    assert_eq!(codes(&fixture, "wage-components"), (1, vec!["372".to_owned()]));
    assert_eq!(codes(&fixture, "cost-centers"), (1, vec!["10".to_owned(), "K2".to_owned()]));
    fixture.readings = Readings::default();
    assert_eq!(fixture.choices_in_loket("employees"), None, "what was not read, or is sealed, is typed");
}

#[test]
fn without_a_reading_or_with_a_sealed_value_nothing_is_said() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    fixture.answers.remove("directors");
    let sealed = Personal::Sealed("versleuteld".into());
    fixture.answer("directors", Answer::Rows { rows: vec![vec![sealed, "1".into()]], none: false });
    assert_eq!(fixture.rows_in_loket("directors"), None);
    fixture.answers.remove("directors");
    fixture.readings = Readings::default();
    assert_eq!(fixture.rows_in_loket("directors"), None);
}
