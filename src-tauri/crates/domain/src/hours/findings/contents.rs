//! Codes and departments: whether each is linked, and to something that exists (U2, U3).

use std::collections::{BTreeMap, BTreeSet};

use super::{Against, rows, sums};
use crate::hours::finding::{FindingKind, Findings};
use crate::hours::rows::{HoursRow, Reading};
use crate::hours::run::{DepartmentUse, MappingChoice, MappingOf};
use crate::hours::upload::{Choice, shift_of};

pub(super) fn check(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    codes(reading, against, findings);
    departments(reading, against, findings);
    shifts(reading, against, findings);
}

fn codes(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let known: Option<BTreeMap<u32, &str>> = against
        .loket
        .components
        .content()
        .ok()
        .map(|components| components.iter().map(|one| (one.number, one.description.as_str())).collect());
    for code in differing(sums(reading).map(|sum| sum.code)) {
        let kind = match against.mapping.codes.get(code) {
            None => FindingKind::CodeNotMapped { code: code.to_owned() },
            Some(Choice::Number { number })
                if known.as_ref().is_some_and(|known| !known.contains_key(number)) =>
            {
                FindingKind::ComponentUnknown {
                    code: code.to_owned(),
                    component: *number,
                    year: against.run.period.year,
                }
            }
            Some(_) => continue,
        };
        findings.add_all(kind, rows(reading).filter(|row| row.code == code).map(HoursRow::place));
    }
}

fn departments(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let (used, known) = match against.run.options.departments {
        DepartmentUse::NotUsed => return,
        DepartmentUse::CostCenter => (MappingOf::Department, &against.loket.cost_centers),
        DepartmentUse::DistributionUnit => (MappingOf::Department, &against.loket.distribution_units),
    };
    let known = known.content().ok();
    for department in differing(sums(reading).map(|sum| sum.department)) {
        let chosen = against.run.mapping.get(&(used, department.to_owned()));
        let unit = match (chosen.map(|mapped| &mapped.choice), against.run.options.departments) {
            (Some(MappingChoice::NotImported { .. }), _) => continue,
            (Some(MappingChoice::DistributionUnit { number }), DepartmentUse::DistributionUnit) => {
                Some(number.to_string())
            }
            (Some(MappingChoice::CostCenter { code }), DepartmentUse::CostCenter) => Some(code.clone()),
            _ => None,
        };
        let kind = match unit {
            None => FindingKind::DepartmentNotMapped { department: department.to_owned() },
            Some(unit) if known.is_some_and(|known| !known.iter().any(|one| one.code == unit)) => {
                FindingKind::UnitUnknown { department: department.to_owned(), unit }
            }
            Some(_) => continue,
        };
        let here = rows(reading).filter(|row| row.department == department);
        findings.add_all(kind, here.map(HoursRow::place));
    }
}

/// Ploegen (U4): each is a number, and one that Loket has where it has any.
fn shifts(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let known = against.loket.shifts.content().ok().filter(|known| !known.is_empty());
    for name in differing(sums(reading).map(|sum| sum.shift)) {
        let is_known = |shift: u8| known.is_none_or(|known| known.iter().any(|one| one.number == shift));
        let kind = match shift_of(against.mapping, name) {
            None => FindingKind::ShiftNotMapped { shift: name.to_owned() },
            Some(Ok(shift)) if !is_known(shift) => FindingKind::ShiftUnknown { shift, name: name.to_owned() },
            Some(_) => continue,
        };
        if name.is_empty() {
            // A file without ploegen: all of it is meant.
            findings.add(kind, None);
        } else {
            findings.add_all(kind, rows(reading).filter(|row| row.shift == name).map(HoursRow::place));
        }
    }
}

/// Each name once, in the order of the file.
fn differing<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}
