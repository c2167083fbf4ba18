//! What people, codes and departments of the file are in Loket, with a proposal where nothing was chosen.

use std::collections::{BTreeMap, HashMap};

use super::{MappingOption, MappingOptions, MappingProposal, MappingRow, number};
use crate::hours::findings::sums;
use crate::hours::known::{KnownEmployment, LoketData};
use crate::hours::person_name::{fits_initials, words_of};
use crate::hours::rows::{NamedPerson, Reading};
use crate::hours::run::{HoursRun, MappingChoice, MappingOf, PersonNumbers};
use crate::hours::upload::{own_number, own_shift};
use crate::hours::words;

pub(super) fn mapping(
    reading: &Reading,
    run: &HoursRun,
    choices: &MappingOptions,
    loket: &LoketData,
    of: MappingOf,
) -> Vec<MappingRow> {
    let mut order: Vec<&str> = vec![];
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for sum in sums(reading) {
        let name = match of {
            MappingOf::Person => sum.person,
            MappingOf::Code => sum.code,
            MappingOf::Department => sum.department,
            MappingOf::Shift => sum.shift,
        };
        // Without a ploeg it is the first.
        if of == MappingOf::Shift && name.is_empty() {
            continue;
        }
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
        let meant = choice.clone().or_else(|| own_choice(of, name));
        let found = meant.as_ref().and_then(|meant| known.iter().find(|one| one.choice == *meant));
        let open = match of {
            MappingOf::Person => meant.is_none() || choice == Some(MappingChoice::Add {}),
            MappingOf::Shift => meant.is_none(),
            MappingOf::Code | MappingOf::Department => choice.is_none(),
        };
        let has_own = matches!(of, MappingOf::Person | MappingOf::Shift);
        let wants = choice.is_none() && (!has_own || found.is_none());
        let proposal = || match reading.named.get(name).filter(|_| of == MappingOf::Person) {
            Some(named) => by_name(named, reading, run, loket),
            None => proposal(name, file_name.as_deref(), of, &known),
        };
        MappingRow {
            proposal: if wants { proposal() } else { None },
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
        shifts: loket.shifts.content().ok().filter(|shifts| !shifts.is_empty()).map(|shifts| {
            let one = |one: &crate::hours::known::KnownShift| MappingOption {
                choice: MappingChoice::Shift { number: one.number },
                code: one.number.to_string(),
                label: one.description.clone(),
            };
            shifts.iter().map(one).collect()
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
        (MappingOf::Shift, _) => &choices.shifts,
        (MappingOf::Department, DepartmentUse::CostCenter) => &choices.cost_centers,
        (MappingOf::Department, _) => &choices.distribution_units,
    };
    list.iter().flatten().collect()
}

/// What a name that is a number of Loket means by itself.
fn own_choice(of: MappingOf, name: &str) -> Option<MappingChoice> {
    match of {
        MappingOf::Person => own_number(name).map(|number| MappingChoice::Employment { number }),
        MappingOf::Shift => own_shift(name).map(|number| MappingChoice::Shift { number }),
        MappingOf::Code | MappingOf::Department => None,
    }
}

/// Whom a name means: by name and date of birth, and by name alone only where that is one in Loket and one in the file. Somebody
/// with another date of birth is somebody else.
fn by_name(
    named: &NamedPerson,
    reading: &Reading,
    run: &HoursRun,
    loket: &LoketData,
) -> Option<MappingProposal> {
    let wanted = words_of(&named.name);
    let number = |one: &KnownEmployment| match run.options.numbers.unwrap_or(PersonNumbers::PayrollId) {
        PersonNumbers::PayrollId => one.payroll_id,
        PersonNumbers::EmployeeNumber => one.employee_number,
    };
    let employments = loket.employments.content().ok()?;
    let there = || employments.iter().filter(|one| one.in_force_in(run.period) != Some(false));
    let called: Vec<&KnownEmployment> = there().filter(|one| words_of(&one.name) == wanted).collect();
    let born = |one: &&KnownEmployment| named.birth_date.is_some() && one.birth_date == named.birth_date;
    let by_number = |found: &mut dyn Iterator<Item = &KnownEmployment>| {
        found.filter_map(|one| Some((number(one)?, one.clone()))).collect::<BTreeMap<_, _>>()
    };
    let by_birth = by_number(&mut called.iter().copied().filter(born));
    // Initials say who it may be, and the date of birth who it is.
    let fitting = there().filter(|one| fits_initials(&named.name, &one.name)).filter(born);
    let by_initials = by_number(&mut fitting.filter(|_| called.is_empty()));
    let in_file = reading.named.values().filter(|other| words_of(&other.name) == wanted).count();
    let only = |found: BTreeMap<u32, KnownEmployment>| match found.len() {
        1 => found.into_iter().next(),
        _ => None,
    };
    let several = by_birth.len() > 1;
    let (number, found, why) = match (only(by_birth), only(by_initials), called.as_slice()) {
        (Some((number, one)), ..) => (number, one, "byNameAndBirthDate"),
        (None, Some((number, one)), _) => (number, one, "byInitialsAndBirthDate"),
        (None, None, [one])
            if !several && in_file == 1 && (named.birth_date.is_none() || one.birth_date.is_none()) =>
        {
            (number(one)?, (*one).clone(), "byNameAlone")
        }
        _ => return None,
    };
    Some(MappingProposal {
        choice: MappingChoice::Employment { number },
        label: format!("{number} {}", found.name),
        why: words::mark(why),
    })
}

/// By number or code, and then by name: never by a name that two have.
fn proposal(
    name: &str,
    file_name: Option<&str>,
    of: MappingOf,
    known: &[&MappingOption],
) -> Option<MappingProposal> {
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
            words_of(file_name.unwrap_or(if number.parse::<u32>().is_ok() { "" } else { name }))
        }
        MappingOf::Code | MappingOf::Department | MappingOf::Shift => words_of(name),
    };
    let same: Vec<_> =
        known.iter().filter(|one| !wanted.is_empty() && words_of(&one.label) == wanted).collect();
    match same.as_slice() {
        [one] => Some(proposed(one, if of == MappingOf::Person { "byName" } else { "byDescription" })),
        _ => None,
    }
}
