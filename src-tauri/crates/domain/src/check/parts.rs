//! Which parts of a reading a check looks at.

use crate::check::CheckId;
use crate::reading::Part;

impl CheckId {
    /// The parts that have to be read for the check. The employer itself is one of every check: without it nothing that
    /// was read can be said to be of this employer.
    pub const fn parts(self) -> &'static [Part] {
        use Part as P;
        match self {
            Self::UserIsStandard
            | Self::UserIsActive
            | Self::UserHasEmployer
            | Self::UserSeesOnlyThisEmployer
            | Self::UserHasRights
            | Self::UserHasNoMoreRights
            | Self::UserHasExactRights
            | Self::ListedUsersHaveRights => &[P::Employer, P::Users, P::OfficeUsers, P::Teams],
            Self::UserIsDedicated | Self::ApplicationIsConnected => {
                &[P::Employer, P::Users, P::OfficeUsers, P::Teams, P::Applications]
            }
            Self::PayrollPeriodMatches | Self::PayrollTaxesNumberMatches | Self::AdministrationsMatch => {
                &[P::Employer, P::Administrations]
            }
            Self::EmployerIdMatches => &[P::Employer],
            Self::IobCountMatches
            | Self::DirectorsMatch
            | Self::EmployeesExist
            | Self::PersonnelNumbersUnique => &[P::Employer, P::Administrations, P::Employments, P::Filters],
            Self::CostCentersExist => &[P::Employer, P::Administrations, P::CostCenters],
            Self::DistributionUnitsExist => &[P::Employer, P::DistributionUnits],
            Self::HourComponentsExist | Self::WageComponentsExist => {
                &[P::Employer, P::Administrations, P::Components]
            }
            Self::PeriodTotalsPlausible => &[P::Employer, P::Administrations, P::Components, P::Periods],
            Self::MijnLoketIsAvailable
            | Self::MijnLoketIsOn
            | Self::ImportProductIsOn
            | Self::ProductsMatch
            | Self::ConditionProductsAreOn
            | Self::VariantMatches => &[P::Employer, P::Products, P::OfficeProducts],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn no_part_is_read_that_no_check_looks_at() {
        let wanted: BTreeSet<Part> = CheckId::iter().flat_map(CheckId::parts).copied().collect();
        assert_eq!(wanted.into_iter().collect::<Vec<_>>(), Part::ALL);
    }

    #[test]
    fn every_check_asks_for_the_employer_first_and_for_nothing_twice() {
        for check in CheckId::iter() {
            let parts = check.parts();
            assert_eq!(parts.first(), Some(&Part::Employer), "{check:?}");
            assert_eq!(parts.iter().collect::<BTreeSet<_>>().len(), parts.len(), "{check:?}");
        }
    }
}
