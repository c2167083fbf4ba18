//! Hours in the last payroll periods. Loket is asked for the category of hours only, so wages are not even sent.

use std::collections::{BTreeMap, BTreeSet};

use domain::reading::{AdministrationReading, PeriodReading};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::components::{counts_hours, is_active};
use super::period_data::{ORDINARY_PAYSLIP, Record};
use super::reader::{Reader, unstated};
use super::values::{Amount, Day, Guid};
use crate::fault::Fault;
use crate::operation::{GET_PAYROLL_COMPONENTS, GET_PAYROLL_PERIODS, GET_PERIOD_DATA};
use crate::request::Request;

/// How many periods back are read.
const PERIODS: usize = 3;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Period {
    id: i32,
    year: i16,
    #[serde(rename = "periodNumber")]
    number: i16,
    start_date: Day,
    test_year: Option<bool>,
}

impl Reader {
    /// The hours of these administrations in the last periods that began, newest first.
    pub(crate) async fn periods(
        &self,
        administrations: &[AdministrationReading],
        today: Date,
    ) -> Result<Vec<PeriodReading>, Fault> {
        let mut all = Vec::new();
        for administration in administrations.iter().filter(|one| is_active(one, today.year())) {
            let components = self.components_of(&administration.id, today.year()).await?;
            // Without components of hours there is nothing to read.
            let Some(category) = components.hours_category else {
                if components.all.iter().all(|one| one.is_hours == Some(false)) {
                    continue;
                }
                return Err(unstated(GET_PAYROLL_COMPONENTS, "category"));
            };
            for period in self.last_periods(&administration.id, today).await? {
                all.push(self.hours(&administration.id, &period, category).await?);
            }
        }
        Ok(all)
    }

    async fn last_periods(&self, administration: &str, today: Date) -> Result<Vec<Period>, Fault> {
        let request = Request::new(GET_PAYROLL_PERIODS).with("payrollAdministrationId", administration);
        let mut found: Vec<Period> = self.unpaged(&request).await?;
        found.retain(|period| period.start_date.0 <= today && period.test_year != Some(true));
        found.sort_by_key(|period| std::cmp::Reverse((period.year, period.number)));
        found.truncate(PERIODS);
        if found.iter().any(|period| period.test_year.is_none()) {
            return Err(unstated(GET_PAYROLL_PERIODS, "testYear"));
        }
        Ok(found)
    }

    async fn hours(
        &self,
        administration: &str,
        period: &Period,
        category: i64,
    ) -> Result<PeriodReading, Fault> {
        let records =
            self.period_records(administration, period.id.into(), ORDINARY_PAYSLIP, category).await?;
        let employments: BTreeSet<&Guid> = records.iter().map(|record| &record.employment.id).collect();
        let employments = u32::try_from(employments.len()).unwrap_or(u32::MAX);
        let (year, number) = (period.year, period.number);
        let administration = administration.to_owned();
        Ok(PeriodReading { administration, year, number, hours: totals(&records)?, employments })
    }
}

/// Totals by component. Anything that is said not to be hours is left out, also when Loket sends it. A value that Loket
/// leaves empty was not entered for the period.
fn totals(records: &[Record]) -> Result<Vec<(i32, Decimal)>, Fault> {
    let mut hours: BTreeMap<i32, Decimal> = BTreeMap::new();
    for entry in records.iter().flat_map(|record| &record.payroll_components) {
        let is_hours = entry.payroll_component.category.as_ref().and_then(counts_hours);
        let is_hours = is_hours.ok_or_else(|| unstated(GET_PERIOD_DATA, "category"))?;
        if let (true, Some(Amount(value))) = (is_hours, entry.value) {
            let total = hours.entry(entry.payroll_component.key).or_default();
            *total = total.saturating_add(value);
        }
    }
    Ok(hours.into_iter().collect())
}
