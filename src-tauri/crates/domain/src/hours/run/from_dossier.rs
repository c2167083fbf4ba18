//! What a dossier of a coupling says about hours: its mapping answers are the first proposal of a run.

use super::mapping::{MappingChoice, MappingOf};
use super::options::{DepartmentUse, PersonNumbers, RunOptions};
use crate::answer::Answer;
use crate::check::CheckId;
use crate::dossier::Dossier;
use crate::field::FieldType;
use crate::handbook::Handbook;
use crate::item::Ask;

/// What was found in a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierMapping {
    pub entries: Vec<(MappingOf, String, MappingChoice)>,
    pub options: RunOptions,
}

/// The mapping answers of a dossier, by what its handbook asks for and not by its names: component codes, cost centres,
/// distribution units, and which number the files hold. None: it says nothing of hours.
pub fn from_dossier(handbook: &Handbook, dossier: &Dossier) -> Option<DossierMapping> {
    let mut entries = vec![];
    let mut options = RunOptions::default();
    for (_, item) in handbook.items() {
        let Some(answer) = dossier.answer(&item.id) else { continue };
        match (&item.ask, answer) {
            (Ask::Mapping(mapping), Answer::Rows { rows, .. }) => {
                let departments = match item.check {
                    Some(CheckId::CostCentersExist) => Some(DepartmentUse::CostCenter),
                    Some(CheckId::DistributionUnitsExist) => Some(DepartmentUse::DistributionUnit),
                    _ => None,
                };
                if departments.is_none() && mapping.to.field_type != FieldType::Componentcode {
                    continue;
                }
                options.departments = departments.unwrap_or(options.departments);
                for row in rows {
                    let [Some(name), Some(to)] = [0, 1].map(|at| row.get(at).and_then(|value| value.clear()))
                    else {
                        continue;
                    };
                    let choice = match departments {
                        None => to.trim().parse().ok().map(|number| MappingChoice::Component { number }),
                        Some(DepartmentUse::DistributionUnit) => {
                            to.trim().parse().ok().map(|number| MappingChoice::DistributionUnit { number })
                        }
                        Some(_) => Some(MappingChoice::CostCenter { code: to.trim().to_owned() }),
                    };
                    let of = if departments.is_none() { MappingOf::Code } else { MappingOf::Department };
                    let choice = choice.filter(|choice| choice.fits(of) && !name.trim().is_empty());
                    entries.extend(choice.map(|choice| (of, name.trim().to_owned(), choice)));
                }
            }
            (Ask::Choice(_), Answer::Value { value }) => match value.clear() {
                Some("payrollId") => options.numbers = Some(PersonNumbers::PayrollId),
                Some("employeeNumber") => options.numbers = Some(PersonNumbers::EmployeeNumber),
                _ => {}
            },
            _ => {}
        }
    }
    (!entries.is_empty()).then_some(DossierMapping { entries, options })
}
