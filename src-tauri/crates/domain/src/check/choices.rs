//! What can be chosen in the rows of a list or a mapping: what Loket has, by name.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use crate::answer::Personal;
use crate::check::{Case, CheckId, mapping, people};
use crate::field::FieldType;
use crate::item::{Ask, Item};
use crate::reading::{CodeReading, Source};

/// What Loket has for one column of a list or a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChoicesInLoket {
    /// When it was read, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// The column, counted from 0.
    pub column: u32,
    /// In order of their values. Never empty.
    pub choices: Vec<LoketChoice>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LoketChoice {
    /// As it is answered: a number or a code.
    pub value: String,
    /// What it stands for: the name of an employee, of a cost centre.
    pub name: Personal,
}

/// What can be chosen for an item. None: it is about nothing that Loket lists, or that was not read.
pub fn choices_in_loket(item: &Item, case: &Case<'_>) -> Option<ChoicesInLoket> {
    let Ask::Mapping(_) = &item.ask else { return None };
    let readings = case.readings;
    let (at, column, choices) = match item.check? {
        CheckId::CostCentersExist => codes(&readings.cost_centers)?,
        CheckId::DistributionUnitsExist => codes(&readings.distribution_units)?,
        CheckId::HourComponentsExist => components(case, true)?,
        CheckId::WageComponentsExist => components(case, false)?,
        CheckId::EmployeesExist => employees(item, case)?,
        _ => return None,
    };
    let choices: Vec<_> =
        choices.into_iter().map(|((_, value), name)| LoketChoice { value, name: name.into() }).collect();
    let column = u32::try_from(column).ok()?;
    (!choices.is_empty()).then_some(ChoicesInLoket { at, column, choices })
}

/// Names by value, in the order of numbers where they are numbers.
type Names = BTreeMap<(i64, String), String>;

fn by_value(value: String) -> (i64, String) {
    (value.parse().unwrap_or(i64::MAX), value)
}

fn codes(source: &Source<Vec<CodeReading>>) -> Option<(Timestamp, usize, Names)> {
    let names =
        source.content().ok()?.iter().map(|one| (by_value(one.code.clone()), one.description.clone()));
    Some((source.at()?, mapping::TO, names.collect()))
}

/// Components of the kind that is asked for, and those of which Loket does not tell it.
fn components(case: &Case<'_>, hours: bool) -> Option<(Timestamp, usize, Names)> {
    let source = &case.readings.components;
    let here = mapping::components_here(source.content().ok()?, case);
    let asked = here.into_iter().filter(|one| one.is_hours != Some(!hours));
    let names = asked.map(|one| (by_value(one.key.to_string()), one.description.clone()));
    Some((source.at()?, mapping::TO, names.collect()))
}

fn employees(item: &Item, case: &Case<'_>) -> Option<(Timestamp, usize, Names)> {
    let source = &case.readings.employments;
    let columns = item.ask.columns();
    let column = columns.iter().position(|column| column.field_type == FieldType::Personeelsnummer)?;
    let number = *people::numbers(case).first()?;
    let mut names = Names::new();
    for one in source.content().ok()? {
        let name = names.entry(by_value(number.of(one).to_string())).or_default();
        if name.is_empty() || people::goes_on(one, case) {
            name.clone_from(&one.name);
        }
    }
    Some((source.at()?, column, names))
}
