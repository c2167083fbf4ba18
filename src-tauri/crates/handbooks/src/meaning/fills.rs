//! What can fill a value, and which types of value it can fill.

use domain::employer::{PayrollPeriodType, PayrollTaxesNumbers};
use domain::field::FieldType;
use domain::handbook::Scope;
use domain::item::{Choosable, Fill};

use crate::fault::Expected;
use crate::outline::Outline;
use crate::place::Place;
use crate::report::Report;

/// Each fill with its name in a handbook and the types it can fill.
pub(super) const FILLS: [(Fill, &str, &[FieldType]); 11] = [
    (Fill::OfficeName, "office.name", &[FieldType::Text]),
    (Fill::OfficeEmail, "office.email", &[FieldType::Email]),
    (Fill::OfficeEnvironmentCode, "office.environmentCode", &[FieldType::Omgevingscode]),
    (Fill::EmployerCompanyName, "employer.companyName", &[FieldType::Text]),
    (Fill::EmployerId, "employer.id", &[FieldType::WerkgeverId]),
    (Fill::EmployerNumber, "employer.employerNumber", &[FieldType::Number, FieldType::Text]),
    (Fill::EmployerEmail, "employer.email", &[FieldType::Email]),
    (Fill::PayrollTaxesNumbers, "employer.payrollTaxesNumbers", &[FieldType::Choice]),
    (Fill::PayrollTaxesNumber, "administration.payrollTaxesNumber", &[FieldType::Loonheffingennummer]),
    (Fill::ClientNumber, "administration.clientNumber", &[FieldType::Number, FieldType::Text]),
    (Fill::PayrollPeriodType, "administration.payrollPeriodType", &[FieldType::Choice]),
];

const PERIODS: [&str; 3] =
    [PayrollPeriodType::Month.id(), PayrollPeriodType::FourWeeks.id(), PayrollPeriodType::Week.id()];
const NUMBERS: [&str; 2] = [PayrollTaxesNumbers::One.id(), PayrollTaxesNumbers::More.id()];

/// The ids of options that a fill can choose; none for a fill of a field.
const fn choosable(fill: Fill) -> &'static [&'static str] {
    match fill {
        Fill::PayrollPeriodType => &PERIODS,
        Fill::PayrollTaxesNumbers => &NUMBERS,
        _ => &[],
    }
}

/// Checks that a fill belongs with a type of value; `options` are those of a choice.
pub(super) fn check(
    fill: Option<Fill>,
    field_type: FieldType,
    options: &[Choosable],
    place: &Place,
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    let Some((fill, name, types)) = FILLS.iter().find(|(known, ..)| Some(*known) == fill) else {
        return;
    };
    let place = place.key("fill");
    if let Some(expected) = of_employer(name, outline) {
        report.value(&place, expected);
    }
    if !types.contains(&field_type) {
        let types = types.iter().map(|known| type_name(*known)).collect();
        report.value(&place, Expected::FillFits { fill: (*name).to_owned(), types });
        return;
    }
    let choosable = choosable(*fill);
    if !choosable.is_empty() && !options.iter().any(|option| choosable.contains(&option.id.as_str())) {
        let allowed = choosable.iter().map(|id| (*id).to_owned()).collect();
        report.value(&place, Expected::FillOption { fill: (*name).to_owned(), allowed });
    }
}

/// The fault of naming a value of an employer in a handbook that is done once for the office.
pub(super) fn of_employer(name: &str, outline: &Outline<'_>) -> Option<Expected> {
    let refused = outline.scope == Some(Scope::Office) && !name.starts_with("office.");
    refused.then(|| Expected::NoEmployer { name: name.to_owned() })
}

/// The name of a type as a handbook writes it.
pub(super) fn type_name(field_type: FieldType) -> String {
    let name = serde_json::to_value(field_type).ok();
    name.as_ref().and_then(|name| name.as_str()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::schema;

    #[test]
    fn every_fill_stands_here_under_its_own_name() {
        let known = schema().pointer("/definitions/Fill/oneOf").unwrap().as_array().unwrap();
        let mut schema: Vec<_> = known.iter().map(|fill| fill["const"].as_str().unwrap()).collect();
        let mut here: Vec<_> = FILLS.iter().map(|(_, name, _)| *name).collect();
        schema.sort_unstable();
        here.sort_unstable();
        assert_eq!(here, schema);
        for (fill, name, _) in FILLS {
            assert_eq!(serde_json::to_value(fill).unwrap(), name);
        }
    }
}
