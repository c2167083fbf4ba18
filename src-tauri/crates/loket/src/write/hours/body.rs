//! The record of period data that is sent for an employment.

use std::collections::BTreeMap;

use domain::hours::exact::Amount;
use domain::hours::period::Period;
use domain::hours::upload::UploadRow;
use serde::Serialize;
use serde_json::Number;

use crate::fault::Fault;
use crate::operation::PATCH_PERIOD_DATA;
use crate::read::{Guid, NumberKey, PeriodDefaults, Place};

/// The form that Loket's specification gives it, without the fields that are read only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    payroll_period: PeriodKey,
    shift: ShiftKey,
    payslip_type: Key<i64>,
    payslip_text: Option<()>,
    distribution_unit: Option<Key<String>>,
    cost_center: Option<Key<i64>>,
    cost_unit: Option<Key<i64>>,
    processing_method: &'static str,
    payroll_components: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct PeriodKey {
    year: i16,
    period_number: i8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ShiftKey {
    shift_number: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Key<T> {
    key: T,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    payroll_component: Key<u32>,
    value: Number,
    is_supplement: bool,
}

impl Body {
    /// A row of the table in the place that Loket proposes, or in the unit and cost centre that the row names.
    ///
    /// # Errors
    /// [`Fault::Unaskable`] when an amount has no decimal form: it should have been rounded in the table.
    pub(super) fn of(
        row: &UploadRow,
        unit: Option<&Guid>,
        cost_center: Option<i64>,
        defaults: &PeriodDefaults,
        period: Period,
        allowances: &BTreeMap<u32, bool>,
    ) -> Result<Self, Fault> {
        let own_unit = || defaults.distribution_unit.as_ref().and_then(|unit| unit.key.as_ref());
        let number = |key: &Option<NumberKey>| key.as_ref().and_then(|key| key.key).map(|key| Key { key });
        let entry = |(component, amount): (&u32, &Amount)| {
            Ok(Entry {
                payroll_component: Key { key: *component },
                value: number_of(*amount)?,
                is_supplement: allowances.get(component).copied().unwrap_or(false),
            })
        };
        Ok(Self {
            payroll_period: PeriodKey { year: period.year, period_number: period.number },
            shift: ShiftKey { shift_number: row.shift },
            payslip_type: Key { key: defaults.payslip() },
            payslip_text: None,
            distribution_unit: unit.or_else(own_unit).map(|unit| Key { key: unit.0.clone() }),
            cost_center: cost_center.map(|key| Key { key }).or_else(|| number(&defaults.cost_center)),
            cost_unit: number(&defaults.cost_unit),
            processing_method: "overwrite",
            payroll_components: row.amounts.iter().map(entry).collect::<Result<_, Fault>>()?,
        })
    }

    /// Where the record stands.
    pub(super) fn place(&self) -> Place {
        let number = |key: &Option<Key<i64>>| key.as_ref().map(|key| key.key.to_string());
        Place {
            payslip: self.payslip_type.key,
            unit: self.distribution_unit.as_ref().map(|unit| unit.key.clone()),
            cost_center: number(&self.cost_center),
            cost_unit: number(&self.cost_unit),
        }
    }

    /// Takes out the components of which `keep` says no.
    pub(super) fn retain(&mut self, keep: impl Fn(u32) -> bool) {
        self.payroll_components.retain(|entry| keep(entry.payroll_component.key));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.payroll_components.is_empty()
    }
}

/// An amount by its digits: a float would round some.
fn number_of(amount: Amount) -> Result<Number, Fault> {
    let unaskable = Fault::Unaskable { operation: PATCH_PERIOD_DATA, part: "value" };
    // A fraction is written with a slash and is no number.
    amount.to_string().parse().map_err(|_| unaskable)
}
