//! What has to be read for a check.

use std::collections::BTreeSet;

use domain::DossierContext;
use domain::check::CheckId;
use loket::read::Aspect;

/// The parts of an employer that the checks of a dossier rest on.
pub(super) fn aspects(context: &DossierContext) -> Vec<Aspect> {
    let checks = context.handbook.items().filter_map(|(_, item)| item.check);
    let wanted: BTreeSet<Aspect> = checks.flat_map(needs).copied().collect();
    wanted.into_iter().collect()
}

fn needs(check: CheckId) -> &'static [Aspect] {
    use Aspect as A;
    match check {
        CheckId::UserIsStandard
        | CheckId::UserIsActive
        | CheckId::UserHasEmployer
        | CheckId::UserSeesOnlyThisEmployer
        | CheckId::UserHasRights
        | CheckId::UserHasNoMoreRights
        | CheckId::UserHasExactRights
        | CheckId::ListedUsersHaveRights
        | CheckId::UserIsDedicated => &[A::Employer, A::Users, A::OfficeUsers, A::Teams],
        CheckId::ApplicationIsConnected => {
            &[A::Employer, A::Users, A::OfficeUsers, A::Teams, A::Applications]
        }
        CheckId::PayrollPeriodMatches
        | CheckId::PayrollTaxesNumberMatches
        | CheckId::AdministrationsMatch => &[A::Employer, A::Administrations],
        CheckId::EmployerIdMatches => &[A::Employer],
        CheckId::IobCountMatches | CheckId::DirectorsMatch | CheckId::EmployeesExist => {
            &[A::Employer, A::Administrations, A::Employments, A::Filters]
        }
        CheckId::PersonnelNumbersUnique => &[A::Employer, A::Administrations, A::Employments, A::Filters],
        CheckId::CostCentersExist => &[A::Employer, A::Administrations, A::CostCenters],
        CheckId::DistributionUnitsExist => &[A::Employer, A::DistributionUnits],
        CheckId::HourComponentsExist | CheckId::WageComponentsExist => {
            &[A::Employer, A::Administrations, A::Components]
        }
        CheckId::PeriodTotalsPlausible => &[A::Employer, A::Administrations, A::Components, A::Periods],
        CheckId::MijnLoketIsAvailable
        | CheckId::MijnLoketIsOn
        | CheckId::ImportProductIsOn
        | CheckId::ProductsMatch
        | CheckId::ConditionProductsAreOn
        | CheckId::VariantMatches => &[A::Employer, A::Products, A::OfficeProducts],
    }
}
