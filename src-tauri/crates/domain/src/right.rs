//! Rights (rechten) in Loket, under one canonical id each.
//!
//! Loket and its handbooks write the same right in several ways (Beheer/Beheren, HRM/HRM-gegevens);
//! the aliases here bring them back to one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A right that a coupling can need.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Right {
    /// Beheren en raadplegen BSN.
    ManageBsn,
    /// Raadplegen beloningen.
    ViewWages,
    /// Raadplegen dienstverbanden.
    ViewEmployments,
    /// Raadplegen HRM.
    ViewHrm,
    /// Raadplegen variabele gegevens.
    ViewPeriodData,
    /// Raadplegen verlofadministratie.
    ViewLeave,
    /// Raadplegen loonoutput beperkt.
    ViewPayrollOutputLimited,
    /// Raadplegen `MijnLoket` e-mailadres.
    ViewMijnLoketEmail,
}

impl Right {
    /// Every right of the catalogue.
    pub const ALL: [Self; 8] = [
        Self::ManageBsn,
        Self::ViewWages,
        Self::ViewEmployments,
        Self::ViewHrm,
        Self::ViewPeriodData,
        Self::ViewLeave,
        Self::ViewPayrollOutputLimited,
        Self::ViewMijnLoketEmail,
    ];

    /// The name as Loket shows it. Dutch: it is what the user looks for on the screen beside.
    pub fn name(self) -> &'static str {
        match self {
            Self::ManageBsn => "Beheren en raadplegen BSN",
            Self::ViewWages => "Raadplegen beloningen",
            Self::ViewEmployments => "Raadplegen dienstverbanden",
            Self::ViewHrm => "Raadplegen HRM",
            Self::ViewPeriodData => "Raadplegen variabele gegevens",
            Self::ViewLeave => "Raadplegen verlofadministratie",
            Self::ViewPayrollOutputLimited => "Raadplegen loonoutput beperkt",
            Self::ViewMijnLoketEmail => "Raadplegen MijnLoket e-mailadres",
        }
    }

    /// The id as it stands in handbooks and answers.
    pub fn id(self) -> &'static str {
        match self {
            Self::ManageBsn => "manageBsn",
            Self::ViewWages => "viewWages",
            Self::ViewEmployments => "viewEmployments",
            Self::ViewHrm => "viewHrm",
            Self::ViewPeriodData => "viewPeriodData",
            Self::ViewLeave => "viewLeave",
            Self::ViewPayrollOutputLimited => "viewPayrollOutputLimited",
            Self::ViewMijnLoketEmail => "viewMijnLoketEmail",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Right;

    #[test]
    fn ids_are_what_a_handbook_writes() {
        for right in Right::ALL {
            assert_eq!(serde_json::to_value(right).unwrap(), right.id());
        }
    }
}
