//! Period data ("variabele gegevens") as Loket lists it: records of employments, each with its components.

use std::collections::BTreeSet;

use domain::hours::compare::StoredValue;
use domain::hours::exact;
use domain::hours::period::Period;
use serde::Deserialize;

use super::reader::{Reader, unstated};
use super::values::{Amount, Choice, Code, Guid, Text};
use crate::fault::Fault;
use crate::operation::GET_PERIOD_DATA;
use crate::request::Request;

/// The ordinary payslip. The specification names the parameter and not its values; 2 is the one for special rates.
pub(crate) const ORDINARY_PAYSLIP: i64 = 1;

/// The values of one employment in a period, of one shift, payslip, unit, cost centre and cost unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Record {
    pub(crate) employment: Employment,
    employee: Option<Employee>,
    pub(crate) shift: Option<Shift>,
    pub(crate) distribution_unit: Option<Keyed>,
    pub(crate) cost_center: Option<Keyed>,
    pub(crate) cost_unit: Option<Keyed>,
    pub(crate) payroll_components: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Employment {
    pub(crate) id: Guid,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Employee {
    formatted_name: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shift {
    pub(crate) shift_number: Option<i32>,
}

/// Something with a key: a GUID of a distribution unit, a number of a cost centre.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Keyed {
    key: Option<Code>,
    code: Option<Code>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entry {
    pub(crate) payroll_component: Component,
    pub(crate) value: Option<Amount>,
    is_supplement: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Component {
    pub(crate) key: i32,
    pub(crate) category: Option<Choice>,
    can_be_supplemented: Option<bool>,
}

/// Where a record stands beside its employment and shift: payslip, and the keys of unit, cost centre and cost unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) payslip: i64,
    pub(crate) unit: Option<String>,
    pub(crate) cost_center: Option<String>,
    pub(crate) cost_unit: Option<String>,
}

impl Keyed {
    /// The key in one form: of a GUID without regard to capitals and braces.
    pub(crate) fn key(&self) -> Option<String> {
        let key = &self.key.as_ref()?.0;
        Some(Guid::of(key).map_or_else(|| key.clone(), |id| id.0))
    }
}

impl Record {
    /// What Loket tells records of one employment apart by; a record has no id.
    pub(crate) fn key(&self) -> String {
        let shift = self.shift.as_ref().and_then(|shift| shift.shift_number);
        let units = [&self.distribution_unit, &self.cost_center, &self.cost_unit];
        let units = units.map(|unit| unit.as_ref().and_then(|unit| unit.key.as_ref()));
        // What is empty is printed as such: it is neither 0 nor an empty code.
        format!("{}/{shift:?}/{units:?}", self.employment.id.0)
    }

    /// Where it stands, when it was read of this payslip.
    pub(crate) fn place(&self, payslip: i64) -> Place {
        let key = |unit: &Option<Keyed>| unit.as_ref().and_then(Keyed::key);
        Place {
            payslip,
            unit: key(&self.distribution_unit),
            cost_center: key(&self.cost_center),
            cost_unit: key(&self.cost_unit),
        }
    }

    /// Its values. What Loket leaves empty was not entered for the period.
    ///
    /// # Errors
    /// [`Fault::Changed`] where Loket leaves out the shift, or a number is none.
    fn values(&self, addressed: bool) -> Result<Vec<StoredValue>, Fault> {
        let shift = self.shift.as_ref().and_then(|shift| u8::try_from(shift.shift_number?).ok());
        let shift = shift.ok_or_else(|| unstated(GET_PERIOD_DATA, "shift.shiftNumber"))?;
        let code = self.distribution_unit.as_ref().and_then(|unit| unit.code.as_ref()?.0.parse().ok());
        let center = self.cost_center.as_ref().and_then(|center| Some(center.code.as_ref()?.0.clone()));
        let name = self.employee.as_ref().and_then(|employee| employee.formatted_name.clone());
        let name = name.unwrap_or_default().0;
        let mut values = Vec::new();
        for entry in &self.payroll_components {
            let Some(Amount(value)) = entry.value else { continue };
            let component = u32::try_from(entry.payroll_component.key).ok();
            let value = value.normalize().to_string().parse::<exact::Amount>().ok();
            let (Some(component), Some(value)) = (component, value) else {
                return Err(unstated(GET_PERIOD_DATA, "payrollComponents.value"));
            };
            values.push(StoredValue {
                employment: self.employment.id.0.clone(),
                name: name.clone(),
                shift,
                distribution_unit: code,
                cost_center: center.clone(),
                component,
                value,
                supplement: entry.is_supplement,
                is_allowance: entry.payroll_component.can_be_supplemented,
                addressed,
            });
        }
        Ok(values)
    }
}

/// The values of records, each once: a record that was listed for one category and holds components of another is not
/// counted twice. `addressed` says whether what is sent would go to this record.
///
/// # Errors
/// As [`Record::values`].
pub(crate) fn values_of(
    records: &[(Place, Record)],
    addressed: impl Fn(&Place, &Record) -> bool,
) -> Result<Vec<StoredValue>, Fault> {
    let mut seen = BTreeSet::new();
    let mut values = Vec::new();
    for (place, record) in records {
        let own = record.values(addressed(place, record))?;
        values.extend(
            own.into_iter()
                .filter(|one| seen.insert((one.employment.clone(), one.shift, place, one.component))),
        );
    }
    Ok(values)
}

impl Reader {
    /// The records of a period with components of a category, on payslips of one kind. `period` is YYYYPP.
    pub(crate) async fn period_records(
        &self,
        administration: &str,
        period: i64,
        payslip: i64,
        category: i64,
    ) -> Result<Vec<Record>, Fault> {
        let request = Request::new(GET_PERIOD_DATA)
            .with("payrollAdministrationId", administration)
            .with("payrollPeriodId", period.to_string())
            .query("payslipType", payslip.to_string())
            .query("payrollComponentCategory", category.to_string());
        self.paged(&request, Record::key).await
    }

    /// All records of a period with components of these categories, each category on each kind of payslip, with where
    /// they stand. A record comes once for each category that it has components of.
    pub(crate) async fn records_of(
        &self,
        administration: &str,
        period: Period,
        payslips: impl IntoIterator<Item = i64>,
        categories: &[i64],
    ) -> Result<Vec<(Place, Record)>, Fault> {
        let mut all = Vec::new();
        for payslip in payslips {
            for category in categories {
                let period = i64::from(period.id());
                let records = self.period_records(administration, period, payslip, *category).await?;
                all.extend(records.into_iter().map(|record| (record.place(payslip), record)));
            }
        }
        Ok(all)
    }
}
