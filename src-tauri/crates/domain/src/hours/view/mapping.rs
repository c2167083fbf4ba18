//! What people, codes and departments of the file are in Loket, with a proposal where nothing was chosen.

use std::collections::{BTreeSet, HashMap};

use super::{MappingOption, MappingOptions, MappingProposal, MappingRow, number};
use crate::hours::findings::sums;
use crate::hours::known::LoketData;
use crate::hours::rows::Reading;
use crate::hours::run::{HoursRun, MappingChoice, MappingOf, PersonNumbers};
use crate::hours::upload::own_number;
use crate::hours::words;

pub(super) fn mapping(
    reading: &Reading,
    run: &HoursRun,
    choices: &MappingOptions,
    of: MappingOf,
) -> Vec<MappingRow> {
    let mut order: Vec<&str> = vec![];
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for sum in sums(reading) {
        let name = match of {
            MappingOf::Person => sum.person,
            MappingOf::Code => sum.code,
            MappingOf::Department => sum.department,
        };
        let count = counts.entry(name).or_insert_with(|| {
            order.push(name);
            0
        });
        *count += sum.rows;
    }
    let known = known(choices, of, run);
    let row = |name: &str| {
        let mapped = run.mapping.get(&(of, name.to_string()));
        let choice = mapped.map(|mapped| mapped.choice.clone());
        let file_name = reading.names.get(name).map(ToString::to_string);
        let meant = choice.clone().or_else(|| {
            let own = own_number(name).filter(|_| of == MappingOf::Person)?;
            Some(MappingChoice::Employment { number: own })
        });
        let found = meant.as_ref().and_then(|meant| known.iter().find(|one| one.choice == *meant));
        let open = match of {
            MappingOf::Person => meant.is_none() || choice == Some(MappingChoice::Add {}),
            MappingOf::Code | MappingOf::Department => choice.is_none(),
        };
        let wants = choice.is_none() && (of != MappingOf::Person || found.is_none());
        MappingRow {
            proposal: if wants { proposal(name, file_name.as_deref(), of, &known) } else { None },
            rows: number(counts.get(name).copied().unwrap_or(0)),
            loket_name: found.map(|one| one.label.clone()),
            source: mapped.map(|mapped| mapped.source.clone()),
            stamp: mapped.map(|mapped| mapped.stamp.clone()),
            name: name.to_string(),
            file_name,
            choice,
            open,
        }
    };
    order.into_iter().map(row).collect()
}

/// The lists of Loket that a choice is made from.
pub(super) fn choices(loket: &LoketData, numbers: Option<PersonNumbers>) -> MappingOptions {
    let codes = |list: &[crate::reading::CodeReading], choice: &dyn Fn(&str) -> Option<MappingChoice>| {
        let one = |code: &crate::reading::CodeReading| {
            let (number, label) = (code.code.clone(), code.description.clone());
            Some(MappingOption { choice: choice(&code.code)?, code: number, label })
        };
        list.iter().filter_map(one).collect()
    };
    MappingOptions {
        components: loket.components.content().ok().map(|components| {
            let one = |one: &crate::hours::known::KnownComponent| MappingOption {
                choice: MappingChoice::Component { number: one.number },
                code: one.number.to_string(),
                label: one.description.clone(),
            };
            components.iter().map(one).collect()
        }),
        cost_centers: loket
            .cost_centers
            .content()
            .ok()
            .map(|list| codes(list, &|code| Some(MappingChoice::CostCenter { code: code.to_owned() }))),
        distribution_units: loket.distribution_units.content().ok().map(|list| {
            codes(list, &|code| Some(MappingChoice::DistributionUnit { number: code.parse().ok()? }))
        }),
        employments: loket.employments.content().ok().map(|employments| {
            let one = |one: &crate::hours::known::KnownEmployment| {
                let number = match numbers.unwrap_or(PersonNumbers::PayrollId) {
                    PersonNumbers::PayrollId => one.payroll_id?,
                    PersonNumbers::EmployeeNumber => one.employee_number?,
                };
                let choice = MappingChoice::Employment { number };
                Some(MappingOption { choice, code: number.to_string(), label: one.name.clone() })
            };
            employments.iter().filter_map(one).collect()
        }),
    }
}

/// Of what a name can be one.
fn known<'a>(choices: &'a MappingOptions, of: MappingOf, run: &HoursRun) -> Vec<&'a MappingOption> {
    use crate::hours::run::DepartmentUse;
    let list = match (of, run.options.departments) {
        (MappingOf::Person, _) => &choices.employments,
        (MappingOf::Code, _) => &choices.components,
        (MappingOf::Department, DepartmentUse::CostCenter) => &choices.cost_centers,
        (MappingOf::Department, _) => &choices.distribution_units,
    };
    list.iter().flatten().collect()
}

/// By number or code, and then by name: never by a name that two have.
fn proposal(
    name: &str,
    file_name: Option<&str>,
    of: MappingOf,
    known: &[&MappingOption],
) -> Option<MappingProposal> {
    let plain = |text: &str| {
        let lower = text.to_lowercase();
        let words: BTreeSet<String> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words
    };
    let proposed = |one: &MappingOption, why: &str| MappingProposal {
        choice: one.choice.clone(),
        label: format!("{} {}", one.code, one.label),
        why: words::mark(why),
    };
    let number = name.split_once('/').map_or(name, |(number, _)| number);
    let by_code: Vec<_> = known.iter().filter(|one| one.code == number).collect();
    if let [one] = by_code.as_slice() {
        return Some(proposed(one, if of == MappingOf::Person { "byNumber" } else { "byCode" }));
    }
    let wanted = match of {
        MappingOf::Person => {
            plain(file_name.unwrap_or(if number.parse::<u32>().is_ok() { "" } else { name }))
        }
        MappingOf::Code | MappingOf::Department => plain(name),
    };
    let same: Vec<_> = known.iter().filter(|one| !wanted.is_empty() && plain(&one.label) == wanted).collect();
    match same.as_slice() {
        [one] => Some(proposed(one, if of == MappingOf::Person { "byName" } else { "byDescription" })),
        _ => None,
    }
}
