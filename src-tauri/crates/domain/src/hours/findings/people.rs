//! People: whether each is somebody in Loket and employed in the period (U1), who is missing (U13), and whether somebody
//! has more hours than there can be (U11).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Against, rows};
use crate::hours::exact::Amount;
use crate::hours::finding::{FindingKind, Findings};
use crate::hours::known::KnownEmployment;
use crate::hours::rows::Reading;
use crate::hours::run::{MappingChoice, MappingOf, PersonNumbers};
use crate::hours::sheet::Position;
use crate::hours::upload::{Choice, own_number};

/// One person of the file with the number that goes up.
struct Person<'a> {
    name: &'a Arc<str>,
    /// None: nobody chose who it is.
    number: Option<u32>,
    places: Vec<&'a Position>,
    hours: Amount,
}

pub(super) fn check(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let people = people(reading, against);
    add_first(&people, against, findings);
    let days = i64::from(against.run.period.days());
    let Ok(employments) = against.loket.employments.content() else {
        for person in &people {
            too_many(person, days, None, findings);
        }
        return;
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
        employed(person, found, filtered, against, findings);
        let contract = match found {
            [one] => one.hours_per_week,
            _ => None,
        };
        too_many(person, days, contract, findings);
    }
    missing(employments, &with_hours, against, findings);
}

fn people<'a>(reading: &'a Reading, against: &Against<'_>) -> Vec<Person<'a>> {
    let mut people: Vec<Person<'a>> = vec![];
    let mut known: HashMap<&str, usize> = HashMap::new();
    for row in rows(reading) {
        let chosen = against.mapping.people.get(row.person.as_ref());
        if matches!(chosen, Some(Choice::NotImported { .. })) {
            continue;
        }
        let place = *known.entry(&row.person).or_insert_with(|| {
            let number = match chosen {
                Some(Choice::Number { number }) => Some(*number),
                _ => own_number(&row.person),
            };
            people.push(Person { name: &row.person, number, places: vec![], hours: Amount::ZERO });
            people.len() - 1
        });
        let person = &mut people[place];
        person.places.push(&row.place);
        if row.is_time {
            person.hours = person.hours.plus(row.amount).unwrap_or(person.hours);
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

fn add(person: &Person<'_>, kind: &FindingKind, findings: &mut Findings) {
    for place in &person.places {
        findings.add(kind.clone(), Some((*place).clone()));
    }
}

fn add_first(people: &[Person<'_>], against: &Against<'_>, findings: &mut Findings) {
    for person in people {
        let key = (MappingOf::Person, person.name.to_string());
        let chosen = against.run.mapping.get(&key).map(|mapped| &mapped.choice);
        if matches!(chosen, Some(MappingChoice::Add {})) {
            add(person, &FindingKind::AddFirst { person: person.name.to_string() }, findings);
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

fn employed(
    person: &Person<'_>,
    found: &[&KnownEmployment],
    filtered: bool,
    against: &Against<'_>,
    findings: &mut Findings,
) {
    let name = person.name.to_string();
    if found.is_empty() {
        let kind = if filtered {
            FindingKind::PersonNotSeen { person: name }
        } else {
            FindingKind::PersonUnknown { person: name }
        };
        return add(person, &kind, findings);
    }
    let period = against.run.period;
    let here: Vec<_> = found.iter().filter(|one| one.in_force_in(period) != Some(false)).collect();
    match here.as_slice() {
        [] => {
            let last = found.iter().max_by_key(|one| one.start);
            let (start, end) = last.map_or((None, None), |one| (one.start, one.end));
            let start = start.filter(|start| *start > period.last());
            add(person, &FindingKind::NotEmployed { person: name, start, end }, findings);
        }
        [one] if one.in_force_in(period).is_none() => {
            add(person, &FindingKind::EmploymentUnclear { person: name }, findings);
        }
        [_] => {}
        several => {
            let kind = FindingKind::SeveralEmployments { person: name, count: several.len() };
            add(person, &kind, findings);
        }
    }
}

/// More hours than the days of the period have, or than one and a half times the contract.
fn too_many(person: &Person<'_>, days: i64, per_week: Option<Amount>, findings: &mut Findings) {
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
        add(person, &kind, findings);
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
