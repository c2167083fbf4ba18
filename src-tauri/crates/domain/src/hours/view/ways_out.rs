//! What can be done about a finding.

use super::WayOut;
use super::findings::MOST_PLACES;
use crate::hours::finding::{Finding, FindingKind, Level};
use crate::hours::period::Period;
use crate::hours::roles::Role;
use crate::hours::run::{HoursRunChange, MappingOf, OtherRun, RowPlace, RunContext, administration_of};
use crate::hours::words;
use crate::text::Text;

/// The most choices that stand beside one finding.
const MOST_CHOICES: usize = 12;

/// What can be done about a finding, the likeliest first.
pub(super) fn ways_out(finding: &Finding, context: &RunContext) -> Vec<WayOut> {
    let mut ways = vec![];
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
        FindingKind::SeveralPeriods { .. } => ways.push(split(context, true)),
        FindingKind::OtherPeriod { other, .. } => {
            ways.push(split(context, true));
            ways.extend(other.map(|period| in_period(context, period)));
        }
        FindingKind::LeftForPeriod { other } => {
            ways.extend(other.map(|period| in_period(context, period)));
            ways.push(split(context, false));
        }
        FindingKind::SeveralAdministrations { administrations } => {
            ways.extend(of_administrations(administrations, context));
        }
        FindingKind::LeftForAdministration { administration } => {
            ways.extend(in_administrations(administration, context));
            ways.push(WayOut::Change {
                text: words::option("noAdministration", &[]),
                change: Box::new(HoursRunChange::ChooseAdministration { own: None }),
            });
        }
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

/// Rows of other periods stay behind for runs of their own, or no longer.
fn split(context: &RunContext, split: bool) -> WayOut {
    let period = words::both(|language| words::period(context.run.period, language));
    let text = words::option_with(if split { "split" } else { "notSplit" }, &[("period", &period)]);
    WayOut::Change { text, change: Box::new(HoursRunChange::SplitPeriods { split }) }
}

/// The run of the same administration for another period.
fn in_period(context: &RunContext, period: Period) -> WayOut {
    let name = words::both(|language| words::period(period, language));
    in_run(OtherRun::of(context, context.run.administration, period), &name)
}

/// Which administration of the file the run is for: that which is called so first.
fn of_administrations(administrations: &[(String, usize)], context: &RunContext) -> Vec<WayOut> {
    let is_own = |name: &str| administration_of(&context.employer, name) == Some(context.run.administration);
    let mut names: Vec<&str> = administrations.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_by_key(|name| !is_own(name));
    let known = names.first().is_some_and(|name| is_own(name));
    let change = |name: &str| WayOut::Change {
        text: words::option("ownAdministration", &[("name", name)]),
        change: Box::new(HoursRunChange::ChooseAdministration { own: Some(name.to_owned()) }),
    };
    // Where one is called as this one, the others are not.
    names.into_iter().take(if known { 1 } else { MOST_CHOICES }).map(change).collect()
}

/// The runs of the same period for another administration.
fn in_administrations(written: &str, context: &RunContext) -> Vec<WayOut> {
    let others = OtherRun::of_administration(context, written).into_iter().take(MOST_CHOICES);
    others
        .map(|other| {
            let number = other.administration.to_string();
            let name = words::option("administration", &[("number", &number)]);
            in_run(other, &name)
        })
        .collect()
}

fn in_run(other: OtherRun, name: &Text) -> WayOut {
    let text = match other.there {
        None => "otherRun",
        Some((_, false)) => "otherRunFile",
        Some((_, true)) => "otherRunThere",
    };
    let text = words::option_with(text, &[("name", name)]);
    WayOut::OtherRun { text, administration: other.administration, period: other.period }
}
