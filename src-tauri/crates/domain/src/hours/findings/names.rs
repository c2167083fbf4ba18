//! People whom the file does not know by a number of Loket: who they are is chosen, and never taken from a name that two have.

use std::collections::{BTreeMap, BTreeSet};

use super::{Against, rows, sums};
use crate::hours::finding::{FindingKind, Findings};
use crate::hours::known::KnownEmployment;
use crate::hours::person_name::words_of;
use crate::hours::rows::{HoursRow, Reading};
use crate::hours::run::{MappingChoice, MappingOf, MappingSource};
use crate::hours::upload::own_number;

pub(super) fn check(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let said: BTreeSet<&str> = reading
        .findings
        .iter()
        .filter_map(|finding| match &finding.kind {
            FindingKind::NotANumber { person } => Some(person.as_str()),
            _ => None,
        })
        .collect();
    let employments = against.loket.employments.content().ok();
    let mut found: BTreeMap<&str, FindingKind> = BTreeMap::new();
    for person in sums(reading).map(|sum| sum.person).collect::<BTreeSet<_>>() {
        let number = person.split_once('/').map_or(person, |(number, _)| number);
        if own_number(person).is_some() || said.contains(number) {
            continue;
        }
        let name = reading.named.get(person).map_or(number, |named| &named.name);
        let same_name = employments.map_or(0, |all| called(all, name, against).count());
        let mapped = against.run.mapping.get(&(MappingOf::Person, person.to_owned()));
        let kind = match mapped.map(|mapped| (&mapped.choice, &mapped.source)) {
            None => FindingKind::PersonNotChosen { person: person.to_owned(), same_name },
            Some((MappingChoice::Employment { .. }, source))
                if same_name > 1
                    && *source != MappingSource::Chosen {}
                    && reading.named.get(person).is_some_and(|named| named.birth_date.is_none()) =>
            {
                FindingKind::SameNameInLoket { person: person.to_owned(), count: same_name }
            }
            Some(_) => continue,
        };
        found.insert(person, kind);
    }
    if found.is_empty() {
        return;
    }
    let mut places: BTreeMap<&str, Vec<HoursRow<'_>>> = BTreeMap::new();
    for row in rows(reading).filter(|row| found.contains_key(row.person)) {
        places.entry(row.person).or_default().push(row);
    }
    for (person, kind) in found {
        let of_person = places.remove(person).unwrap_or_default();
        findings.add_all(kind, of_person.into_iter().map(HoursRow::place));
    }
}

/// The employments that may be in force in the period of somebody who is called so.
fn called<'a>(
    all: &'a [KnownEmployment],
    name: &str,
    against: &'a Against<'_>,
) -> impl Iterator<Item = &'a KnownEmployment> {
    let words = words_of(name);
    let period = against.run.period;
    all.iter().filter(move |one| {
        !words.is_empty() && words_of(&one.name) == words && one.in_force_in(period) != Some(false)
    })
}
