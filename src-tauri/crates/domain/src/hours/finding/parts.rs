//! What findings are about: columns that are dropped, rows that are left out, parts of Loket.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Columns that are dropped unread.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum Sensitive {
    Bsn,
    Iban,
    Wage,
    BirthDate,
}

/// Why a row was left out.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum LeftOut {
    /// Lines above the head.
    Title,
    Total,
    /// No amount in any of the columns that are used.
    NoAmount,
    /// The head once more, as on a new page.
    RepeatedHead,
    /// Hidden, and chosen not to count.
    Hidden,
    /// Still running, and chosen not to count.
    Running,
    /// Chosen by the user.
    Chosen,
}

/// What of Loket could not be looked at.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum LoketPart {
    Employments,
    Components,
    CostCenters,
    DistributionUnits,
    Shifts,
    Filters,
    Product,
    Right,
    Period,
}
