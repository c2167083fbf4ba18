//! People: whether each is somebody in Loket and employed in the period (U1), who is missing (U13), and whether somebody
//! has more hours than there can be (U11).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Against, rows, sums};
use crate::hours::exact::Amount;
use crate::hours::finding::{FindingKind, Findings};
use crate::hours::known::KnownEmployment;
use crate::hours::rows::{HoursRow, Reading};
use crate::hours::run::{MappingChoice, MappingOf, PersonNumbers};
use crate::hours::upload::{Choice, own_number};

/// One person of the file with the number that goes up.
struct Person<'a> {
    name: &'a str,
    /// None: nobody chose who it is.
    number: Option<u32>,
    hours: Amount,
}

pub(super) fn check(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let people = people(reading, against);
    let mut said = Vec::new();
    add_first(&people, against, &mut said);
    let days = i64::from(against.run.period.days());
    let Ok(employments) = against.loket.employments.content() else {
        for person in &people {
            too_many(person, days, None, &mut said);
        }
        return add(said, reading, findings);
    };
    let filtered = against.loket.filters.content().is_ok_and(|filters| !filters.is_empty());
    differing_numbers(&people, employments, against, findings);
    let mut by_number: HashMap<u32, Vec<&KnownEmployment>> = HashMap::new();
    for employment in employments {
        if let Some(number) = number_of(employment, against) {
            by_number.entry(number).or_default().push(employment);
        }
    }
    let mut with_hours: BTreeSet<&str> = BTreeSet::new();
    for person in &people {
        let Some(number) = person.number else { continue };
        let found = by_number.get(&number).map(Vec::as_slice).unwrap_or_default();
        with_hours.extend(found.iter().map(|employment| employment.id.as_str()));
        employed(person, found, filtered, against, &mut said);
        let contract = match found {
            [one] => one.hours_per_week,
            _ => None,
        };
        too_many(person, days, contract, &mut said);
    }
    add(said, reading, findings);
    missing(employments, &with_hours, against, findings);
}

fn people<'a>(reading: &'a Reading, against: &Against<'_>) -> Vec<Person<'a>> {
    let mut people: Vec<Person<'a>> = vec![];
    let mut known: HashMap<&str, usize> = HashMap::new();
    for sum in sums(reading) {
        let chosen = against.mapping.people.get(sum.person);
        if matches!(chosen, Some(Choice::NotImported { .. })) {
            continue;
        }
        let place = *known.entry(sum.person).or_insert_with(|| {
            let number = match chosen {
                Some(Choice::Number { number }) => Some(*number),
                _ => own_number(sum.person),
            };
            people.push(Person { name: sum.person, number, hours: Amount::ZERO });
            people.len() - 1
        });
        let person = &mut people[place];
        if sum.is_time {
            person.hours = person.hours.plus(sum.amount).unwrap_or(person.hours);
        }
    }
    people
}

fn number_of(employment: &KnownEmployment, against: &Against<'_>) -> Option<u32> {
    match against.run.options.numbers.unwrap_or(PersonNumbers::PayrollId) {
        PersonNumbers::PayrollId => employment.payroll_id,
        PersonNumbers::EmployeeNumber => employment.employee_number,
    }
}

/// What is said of whom.
type Said<'a> = Vec<(&'a str, FindingKind)>;

/// Adds what is said of people, each with all rows of that person.
fn add(said: Said<'_>, reading: &Reading, findings: &mut Findings) {
    let mut places: HashMap<&str, Vec<HoursRow<'_>>> =
        said.iter().map(|(person, _)| (*person, Vec::new())).collect();
    if places.is_empty() {
        return;
    }
    for row in rows(reading) {
        if let Some(of_person) = places.get_mut(row.person) {
            of_person.push(row);
        }
    }
    for (person, kind) in said {
        let of_person = places.get(person).into_iter().flatten();
        findings.add_all(kind, of_person.map(|row| row.place()));
    }
}

fn add_first<'a>(people: &[Person<'a>], against: &Against<'_>, said: &mut Said<'a>) {
    for person in people {
        let key = (MappingOf::Person, person.name.to_string());
        let chosen = against.run.mapping.get(&key).map(|mapped| &mapped.choice);
        if matches!(chosen, Some(MappingChoice::Add {})) {
            said.push((person.name, FindingKind::AddFirst { person: person.name.to_string() }));
        }
    }
}

/// Which of the two numbers the file holds has to be asked only where it makes a difference.
fn differing_numbers(
    people: &[Person<'_>],
    employments: &[KnownEmployment],
    against: &Against<'_>,
    findings: &mut Findings,
) {
    if against.run.options.numbers.is_some() {
        return;
    }
    let numbers: BTreeSet<u32> = people.iter().filter_map(|person| person.number).collect();
    let differ = employments.iter().filter(|one| {
        let pair = (one.payroll_id, one.employee_number);
        let meant = [pair.0, pair.1].into_iter().flatten().any(|number| numbers.contains(&number));
        pair.0.is_some() && pair.1.is_some() && pair.0 != pair.1 && meant
    });
    let people: Vec<String> = differ.map(|one| one.name.clone()).collect();
    if !people.is_empty() {
        findings.add(FindingKind::NumbersDiffer { people }, None);
    }
}

fn employed<'a>(
    person: &Person<'a>,
    found: &[&KnownEmployment],
    filtered: bool,
    against: &Against<'_>,
    said: &mut Said<'a>,
) {
    let name = person.name.to_string();
    if found.is_empty() {
        let kind = if filtered {
            FindingKind::PersonNotSeen { person: name }
        } else {
            FindingKind::PersonUnknown { person: name }
        };
        return said.push((person.name, kind));
    }
    let period = against.run.period;
    let here: Vec<_> = found.iter().filter(|one| one.in_force_in(period) != Some(false)).collect();
    match here.as_slice() {
        [] => {
            let last = found.iter().max_by_key(|one| one.start);
            let (start, end) = last.map_or((None, None), |one| (one.start, one.end));
            let start = start.filter(|start| *start > period.last());
            said.push((person.name, FindingKind::NotEmployed { person: name, start, end }));
        }
        [one] if one.in_force_in(period).is_none() => {
            said.push((person.name, FindingKind::EmploymentUnclear { person: name }));
        }
        [_] => {}
        several => {
            let kind = FindingKind::SeveralEmployments { person: name, count: several.len() };
            said.push((person.name, kind));
        }
    }
}

/// More hours than the days of the period have, or than one and a half times the contract.
fn too_many<'a>(person: &Person<'a>, days: i64, per_week: Option<Amount>, said: &mut Said<'a>) {
    let calendar = Amount::whole(days * 24);
    let contract =
        per_week.filter(|hours| !hours.is_zero()).and_then(|hours| hours.times(days * 3)?.over(14));
    let (most, by_contract) = match contract {
        Some(contract) if person.hours <= calendar => (contract, true),
        _ => (calendar, false),
    };
    if person.hours > most {
        let person_name = person.name.to_string();
        let kind = FindingKind::TooManyHours {
            person: person_name,
            hours: person.hours,
            most: most.rounded(2),
            contract: by_contract,
        };
        said.push((person.name, kind));
    }
}

/// People who are employed in the period and have no hours.
fn missing(
    employments: &[KnownEmployment],
    with_hours: &BTreeSet<&str>,
    against: &Against<'_>,
    findings: &mut Findings,
) {
    let here = employments.iter().filter(|one| one.in_force_in(against.run.period) == Some(true));
    let without = here.filter(|one| !with_hours.contains(one.id.as_str()));
    let people: BTreeMap<Option<u32>, String> = without
        .map(|one| {
            let number = number_of(one, against);
            (number, number.map_or(one.name.clone(), |number| format!("{number} {}", one.name)))
        })
        .collect();
    if !people.is_empty() {
        findings.add(FindingKind::WithoutHours { people: people.into_values().collect() }, None);
    }
}
