//! Employers and their payroll administrations, as the office knows them.

use crate::id::EmployerId;
use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

/// An employer the office works for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    /// Id within the app. Not Loket's: that is [`Employer::employer_id`].
    pub id: EmployerId,
    pub company_name: String,
    /// Werkgever ID: Loket's GUID.
    pub employer_id: Option<String>,
    /// Werkgevernummer.
    pub employer_number: Option<String>,
    /// KvK number, eight digits.
    pub kvk: Option<String>,
    pub email: Option<String>,
    pub administrations: Vec<PayrollAdministration>,
    /// When it was last changed, in UTC.
    #[specta(type = String)]
    pub changed: Timestamp,
    /// How it stands in Loket; none while it was entered by hand only.
    #[serde(default)]
    pub loket: Option<InLoket>,
}

/// How an employer stands in Loket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct InLoket {
    /// When it was last seen there, in UTC.
    #[specta(type = String)]
    pub seen: Timestamp,
    /// It is not there any more, or not for the user who signed in.
    pub vanished: bool,
    /// The user in whose list it was seen ([`crate::connection::LoketUser::key`]); none: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_by: Option<Uuid>,
}

/// A payroll administration of an employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PayrollAdministration {
    /// Name, to tell administrations apart.
    pub name: String,
    /// Loonheffingennummer: `111111110L46`.
    pub payroll_taxes_number: Option<String>,
    /// Aansluitnummer.
    pub client_number: Option<String>,
    pub payroll_period_type: Option<PayrollPeriodType>,
}

/// How often is paid. The numbers are Loket's keys.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum PayrollPeriodType {
    /// Every month: key 1.
    Month,
    /// Every four weeks: key 3.
    FourWeeks,
    /// Every week: key 4.
    Week,
}

impl PayrollPeriodType {
    /// The period type of a key of Loket. Its specification names the keys 1, 3 and 4; the words beside them are not to
    /// be relied on.
    pub const fn from_key(key: i32) -> Option<Self> {
        match key {
            1 => Some(Self::Month),
            3 => Some(Self::FourWeeks),
            4 => Some(Self::Week),
            _ => None,
        }
    }

    /// The word as it stands in choices of handbooks.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::FourWeeks => "fourWeeks",
            Self::Week => "week",
        }
    }
}

/// How many loonheffingennummers an employer has, as far as anybody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayrollTaxesNumbers {
    One,
    More,
}

impl PayrollTaxesNumbers {
    /// Counts different numbers, one for each administration. None: there are none, or one that is lacking decides it.
    pub fn of<T: Ord>(numbers: impl IntoIterator<Item = Option<T>>) -> Option<Self> {
        let all: BTreeSet<Option<T>> = numbers.into_iter().collect();
        match all.iter().flatten().count() {
            0 => None,
            1 => (!all.contains(&None)).then_some(Self::One),
            _ => Some(Self::More),
        }
    }

    /// The word as it stands in choices of handbooks.
    pub const fn id(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::More => "more",
        }
    }
}
