//! Findings with what can be done about each.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{Acknowledged, FindingView, PlaceView, WayOut, number};
use crate::hours::finding::{Finding, FindingKind, Level};
use crate::hours::run::{HoursRun, HoursRunChange, MappingOf, RowPlace};
use crate::hours::sheet::{Position, column_letters};
use crate::hours::words;

/// The most places that go to the page.
const MOST_PLACES: usize = 200;
/// The most people that are named with a finding.
const MOST_PEOPLE: usize = 20;

/// Names a finding for as long as it is found in the same places of the same file: a digest, which says nothing of what
/// is in the file.
pub fn key(finding: &Finding, sha256: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(sha256);
    hash.update(serde_json::to_string(&finding.kind).unwrap_or_default());
    let mut places = String::new();
    for place in &finding.places {
        // Writing to text never fails. Plain pieces, since a finding can have a hundred thousand places.
        places.push('\n');
        places.push_str(&place.sheet);
        let _ = write!(places, "!{}:", place.row);
        match place.column {
            Some(column) => drop(write!(places, "Some({column})")),
            None => places.push_str("None"),
        }
    }
    hash.update(&places);
    format!("{:x}", hash.finalize())
}

pub(super) fn finding_view(
    finding: &Finding,
    run: &HoursRun,
    sha256: &str,
    person_of: &impl Fn(&Position) -> Option<String>,
) -> FindingView {
    let key = key(finding, sha256);
    let acknowledged = run
        .acknowledged
        .get(&key)
        .map(|(reason, stamp)| Acknowledged { reason: reason.clone(), stamp: stamp.clone() });
    let kind: &str = (&finding.kind).into();
    let people: BTreeSet<String> =
        finding.places.iter().take(MOST_PLACES).filter_map(person_of).take(MOST_PEOPLE).collect();
    FindingView {
        key,
        kind: kind.to_owned(),
        level: finding.level,
        text: words::both(|language| words::finding(&finding.kind, language)),
        places: places(&finding.places),
        count: number(finding.places.len()),
        people: people.into_iter().collect(),
        ways_out: ways_out(finding),
        acknowledged,
    }
}

pub(super) fn places(places: &[Position]) -> Vec<PlaceView> {
    let place = |place: &Position| PlaceView {
        sheet: place.sheet.clone(),
        row: place.row,
        cell: place.column.map(|column| format!("{}{}", column_letters(column), place.row)),
    };
    places.iter().take(MOST_PLACES).map(place).collect()
}

/// What can be done about a finding, the likeliest first.
pub(super) fn ways_out(finding: &Finding) -> Vec<WayOut> {
    let mut ways = vec![];
    match &finding.kind {
        FindingKind::NotANumber { person }
        | FindingKind::LeadingZeros { person }
        | FindingKind::PersonUnknown { person }
        | FindingKind::PersonNotSeen { person }
        | FindingKind::NotEmployed { person, .. }
        | FindingKind::SeveralEmployments { person, .. }
        | FindingKind::AddFirst { person } => {
            ways.push(WayOut::Map { of: MappingOf::Person, name: person.clone() });
        }
        FindingKind::Contracts { person, contracts } => {
            ways.extend(contracts.iter().map(|contract| {
                let name = if contract.is_empty() { person.clone() } else { format!("{person}/{contract}") };
                WayOut::Map { of: MappingOf::Person, name }
            }));
        }
        FindingKind::SamePersonTwice { people, .. } => {
            let map = |name: &String| WayOut::Map { of: MappingOf::Person, name: name.clone() };
            ways.extend(people.iter().map(map));
        }
        FindingKind::CodeNotMapped { code } | FindingKind::ComponentUnknown { code, .. } => {
            ways.push(WayOut::Map { of: MappingOf::Code, name: code.clone() });
        }
        FindingKind::DepartmentNotMapped { department } | FindingKind::UnitUnknown { department, .. } => {
            ways.push(WayOut::Map { of: MappingOf::Department, name: department.clone() });
        }
        FindingKind::TooManyDecimals { .. } => ways.push(WayOut::Change {
            text: words::option("round", &[]),
            change: Box::new(HoursRunChange::AllowRounding { allowed: Some(true) }),
        }),
        FindingKind::OtherPeriod { .. } | FindingKind::SeveralPeriods { .. } => ways.push(WayOut::Change {
            text: words::option("split", &[]),
            change: Box::new(HoursRunChange::SplitPeriods { split: true }),
        }),
        FindingKind::AmountOtherFormat | FindingKind::NoAmountColumn | FindingKind::NoPersonColumn => {
            ways.push(WayOut::Columns { column: None });
        }
        FindingKind::AmountFormat { column, .. }
        | FindingKind::DateOrder { column }
        | FindingKind::Currency { column } => ways.push(WayOut::Columns { column: Some(column.clone()) }),
        FindingKind::ColumnsDisagree { used, .. } => {
            ways.push(WayOut::Columns { column: Some(used.clone()) });
        }
        FindingKind::AmountsNotUsed { columns } => {
            ways.push(WayOut::Columns { column: columns.first().cloned() });
        }
        FindingKind::NoHead { .. } => ways.push(WayOut::Columns { column: None }),
        FindingKind::ProductOff
        | FindingKind::NoImportRight
        | FindingKind::PeriodClosed
        | FindingKind::ShiftUnknown { .. }
        | FindingKind::NotRead { .. }
        | FindingKind::Filtered { .. }
        | FindingKind::EmploymentUnclear { .. } => ways.push(WayOut::Loket),
        _ => {}
    }
    if finding.level == Level::Warning {
        ways.push(WayOut::Acknowledge);
    }
    let in_rows = finding.places.iter().any(|place| place.row > 0);
    let rows_can_go = matches!(finding.level, Level::Error | Level::Question)
        || matches!(finding.kind, FindingKind::DoubleRow);
    if in_rows && rows_can_go {
        // They are in order.
        let mut rows: Vec<RowPlace> = vec![];
        for place in &finding.places {
            if rows.len() == MOST_PLACES * 10 {
                break;
            }
            if rows.last().is_none_or(|last| last.sheet != place.sheet || last.row != place.row) {
                rows.push(RowPlace { sheet: place.sheet.clone(), row: place.row });
            }
        }
        ways.push(WayOut::LeaveOut { rows });
    }
    if finding.level == Level::Error && !matches!(ways.first(), Some(WayOut::Map { .. } | WayOut::Loket)) {
        ways.push(WayOut::OtherFile);
    }
    ways
}
