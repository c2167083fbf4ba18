//! Made-up employees. Which of them look entitled to the IOB follows from hours, start and kind.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde::Deserialize;

use super::fixed::Employee;
use super::plan::PlannedEmployer;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    first: Vec<String>,
    last: Vec<String>,
    prefix: Vec<String>,
}

static NAMES: LazyLock<Names> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/people.toml")).unwrap_or_default());

const STAFF: (u8, &str) = (1, "Personeelslid");
const AGENCY: (u8, &str) = (2, "Uitzendkracht");
const WEEKEND: (u8, &str) = (3, "Weekendkracht");
const HOLIDAY: (u8, &str) = (4, "Vakantiewerker");

/// What an employment is like.
struct Terms {
    hours: u8,
    start: Date,
    end: Option<Date>,
    kind: (u8, &'static str),
    on_call: bool,
    director: bool,
}

/// The employees of an employer: directors first, then those who look entitled, then those who do not.
pub(super) fn people(employer: u16, planned: &PlannedEmployer, year: i16) -> Vec<Employee> {
    let administrations = u32::try_from(planned.administrations.len()).unwrap_or(1).max(1);
    let departments = u32::try_from(planned.departments.len()).unwrap_or(1).max(1);
    (0..planned.people)
        .map(|place| {
            let terms = if place < planned.directors {
                Terms { start: date(2009, 4, 1), director: true, ..usual(40, date(2009, 4, 1)) }
            } else if place < planned.directors + planned.entitled {
                entitled(place, year)
            } else {
                not_entitled(place - planned.directors - planned.entitled, year)
            };
            let seed = place as usize + usize::from(employer) * 7;
            Employee {
                number: place + 1,
                payroll_id: if planned.clash { place / administrations + 1 } else { place + 1 },
                administration: place % administrations + 1,
                department: place % departments + 1,
                first: pick(&NAMES.first, seed),
                prefix: Some(pick(&NAMES.prefix, seed)).filter(|prefix| !prefix.is_empty()),
                last: pick(&NAMES.last, seed + seed / 5),
                birth: day(1966 + cycle(place, 38), place),
                start: terms.start,
                end: terms.end,
                hours: terms.hours,
                director: terms.director,
                on_call: terms.on_call,
                kind: terms.kind,
                indefinite: terms.kind == STAFF && !terms.on_call,
            }
        })
        .collect()
}

fn pick(names: &'static [String], seed: usize) -> &'static str {
    names.get(seed % names.len().max(1)).map_or("", String::as_str)
}

fn cycle(place: u32, length: u32) -> i16 {
    i16::try_from(place % length).unwrap_or_default()
}

/// A first of the month in a year.
fn day(year: i16, seed: u32) -> Date {
    date(year, i8::try_from(seed % 12).unwrap_or_default() + 1, 1)
}

fn usual(hours: u8, start: Date) -> Terms {
    Terms { hours, start, end: None, kind: STAFF, on_call: false, director: false }
}

fn entitled(place: u32, year: i16) -> Terms {
    const HOURS: [u8; 7] = [16, 20, 24, 32, 36, 38, 40];
    usual(HOURS[place as usize % HOURS.len()], day(year - 2 - cycle(place, 8), place))
}

/// Each has one reason not to be entitled.
fn not_entitled(place: u32, year: i16) -> Terms {
    let long_ago = day(year - 3 - cycle(place, 5), place);
    match place % 7 {
        0 => usual(12, long_ago),
        1 => usual(36, date(year - 1, 3, 1)),
        2 => Terms { kind: WEEKEND, ..usual(16, long_ago) },
        3 => Terms { end: Some(date(year - 1, 10, 31)), ..usual(32, long_ago) },
        4 => Terms { on_call: true, ..usual(20, long_ago) },
        5 => Terms { kind: HOLIDAY, ..usual(24, date(year, 6, 1)) },
        _ => Terms { kind: AGENCY, ..usual(40, long_ago) },
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn the_names_read() {
        let names: Names = toml::from_str(include_str!("../../data/people.toml")).unwrap();
        assert!(names.first.iter().chain(&names.last).all(|name| !name.is_empty()));
    }
}
