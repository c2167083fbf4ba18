//! What can be done about a finding.

use super::findings::MOST_PLACES;
use super::{WayOut, other_runs};
use crate::hours::finding::{Finding, FindingKind, Level};
use crate::hours::roles::Role;
use crate::hours::run::{HoursRunChange, MappingOf, RowPlace, RunContext};
use crate::hours::words;

/// What can be done about a finding, the likeliest first.
pub(super) fn ways_out(finding: &Finding, context: &RunContext) -> Vec<WayOut> {
    let mut ways = other_runs::ways_out(&finding.kind, context);
    match &finding.kind {
        FindingKind::NotANumber { person }
        | FindingKind::LeadingZeros { person }
        | FindingKind::PersonUnknown { person }
        | FindingKind::PersonNotChosen { person, .. }
        | FindingKind::SameNameInLoket { person, .. }
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
        FindingKind::ShiftNotMapped { shift: name } | FindingKind::ShiftUnknown { name, .. }
            if !name.is_empty() =>
        {
            ways.push(WayOut::Map { of: MappingOf::Shift, name: name.clone() });
        }
        FindingKind::TooManyDecimals { .. } => ways.push(WayOut::Change {
            text: words::option("round", &[]),
            change: Box::new(HoursRunChange::AllowRounding { allowed: Some(true) }),
        }),
        FindingKind::NoAmountColumn if has_clock_times(context) => {
            ways.push(WayOut::Change {
                text: words::option("clockTimes", &[]),
                change: Box::new(HoursRunChange::UseClockTimes { used: Some(true) }),
            });
            ways.push(WayOut::Columns { column: None });
        }
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

/// Whether the file has begin and end of shifts, of which hours can be made.
fn has_clock_times(context: &RunContext) -> bool {
    let has =
        |role| context.run.layout.as_ref().is_some_and(|layout| layout.with_role(role).next().is_some());
    has(Role::Start) && has(Role::End)
}
