//! Codes and departments: whether each is linked, and to something that exists (U2, U3).

use std::collections::BTreeMap;

use super::{Against, rows};
use crate::hours::finding::{FindingKind, Findings};
use crate::hours::rows::Reading;
use crate::hours::run::{DepartmentUse, MappingChoice, MappingOf};
use crate::hours::upload::Choice;

pub(super) fn check(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    codes(reading, against, findings);
    departments(reading, against, findings);
}

fn codes(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let known: Option<BTreeMap<u32, &str>> = against
        .loket
        .components
        .content()
        .ok()
        .map(|components| components.iter().map(|one| (one.number, one.description.as_str())).collect());
    for row in rows(reading) {
        let code = row.code.as_ref();
        match against.mapping.codes.get(code) {
            None => {
                let kind = FindingKind::CodeNotMapped { code: code.to_owned() };
                findings.add(kind, Some(row.place.clone()));
            }
            Some(Choice::Number { number }) => {
                if known.as_ref().is_some_and(|known| !known.contains_key(number)) {
                    let kind = FindingKind::ComponentUnknown {
                        code: code.to_owned(),
                        component: *number,
                        year: against.run.period.year,
                    };
                    findings.add(kind, Some(row.place.clone()));
                }
            }
            Some(Choice::NotImported { .. }) => {}
        }
    }
}

fn departments(reading: &Reading, against: &Against<'_>, findings: &mut Findings) {
    let (used, known) = match against.run.options.departments {
        DepartmentUse::NotUsed => return,
        DepartmentUse::CostCenter => (MappingOf::Department, &against.loket.cost_centers),
        DepartmentUse::DistributionUnit => (MappingOf::Department, &against.loket.distribution_units),
    };
    let known = known.content().ok();
    for row in rows(reading) {
        let department = row.department.as_ref();
        let chosen = against.run.mapping.get(&(used, department.to_owned()));
        let unit = match (chosen.map(|mapped| &mapped.choice), against.run.options.departments) {
            (Some(MappingChoice::NotImported { .. }), _) => continue,
            (Some(MappingChoice::DistributionUnit { number }), DepartmentUse::DistributionUnit) => {
                number.to_string()
            }
            (Some(MappingChoice::CostCenter { code }), DepartmentUse::CostCenter) => code.clone(),
            _ => {
                let kind = FindingKind::DepartmentNotMapped { department: department.to_owned() };
                findings.add(kind, Some(row.place.clone()));
                continue;
            }
        };
        if known.is_some_and(|known| !known.iter().any(|one| one.code == unit)) {
            let kind = FindingKind::UnitUnknown { department: department.to_owned(), unit };
            findings.add(kind, Some(row.place.clone()));
        }
    }
}
