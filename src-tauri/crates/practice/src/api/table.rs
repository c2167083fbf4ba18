//! All operations, in the order of the specification; at the end four that stand beside it.

use super::{
    Operation, administrations, applications, beside, changes, collective, employees, employers, imports, own,
    period_data, products, rights, self_service, teams, users,
};

const FIRST: &[&str] = &["2018-01-01"];
const LABEL: &[&str] = &["SSO_gebruiker"];

/// A line of the table.
const fn operation(
    method: &'static str,
    path: &'static str,
    activity: &'static str,
    versions: &'static [&'static str],
    run: fn(&mut super::Call<'_>) -> super::Outcome,
) -> Operation {
    Operation { method, path, activity, versions, run }
}

pub(crate) static OPERATIONS: &[Operation] = &[
    operation("GET", "/user", "GetUserByToken", FIRST, own::user),
    operation("GET", "/v2/providers", "GetProvidersByUser", FIRST, own::providers),
    operation("GET", "/v2/providers/employers", "GetEmployersByUserId", FIRST, employers::list),
    operation("GET", "/v2/providers/employers/minimized", "GetEmployersMinimizedByUserId", &["2025-11-03","2018-01-01"], employers::minimized),
    operation("GET", "/v2/providers/employers/{employerId}", "GetEmployerByEmployerId", FIRST, employers::one),
    operation("GET", "/v2/providers/employers/{employerId}/payrolladministrations", "GetPayrollAdministrationsByEmployerId", FIRST, administrations::list),
    operation("GET", "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/payrollperiods", "GetPayrollPeriodsByPayrollAdministrationId", FIRST, administrations::periods),
    operation("GET", "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/payrollcomponents/year/{year}", "GetPayrollComponentsByPayrollAdministrationIdAndYear", FIRST, administrations::components),
    operation("GET", "/v2/providers/employers/{employerId}/departments", "GetDepartmentsByEmployerId", FIRST, employers::departments),
    operation("GET", "/v2/providers/employers/{employerId}/distributionunits", "GetDistributionUnitsByEmployerId", FIRST, employers::distribution_units),
    operation("GET", "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/journalProfiles", "GetJournalProfilesByPayrollAdministrationId", FIRST, administrations::journal_profiles),
    operation("GET", "/v2/providers/employers/payrolladministrations/journalProfiles/{journalProfileId}/costCenters", "GetCostCentersAtPayrollAdministrationLevelByJournalProfileId", FIRST, administrations::cost_centers),
    operation("GET", "/v2/providers/employers/payrolladministrations/journalProfiles/{journalProfileId}/costUnits", "GetCostUnitsByJournalProfileId", FIRST, administrations::cost_units),
    operation("GET", "/v2/providers/employers/{employerId}/employees", "GetEmployeesByEmployerId", &["2021-03-29"], employees::list),
    operation("GET", "/v2/providers/employers/{employerId}/employees/employments", "GetEmploymentsByEmployerId", &["2019-12-16"], employees::employments),
    operation("GET", "/v2/providers/employers/{employerId}/employees/employments/minimized", "GetEmploymentsMinimizedByEmployerId", &["2019-12-16"], employees::minimized),
    operation("GET", "/v2/providers/employers/{employerId}/users", "GetEmployerUsersByEmployerId", LABEL, users::list),
    operation("POST", "/v2/providers/employers/{employerId}/users", "PostEmployerUserByEmployerId", FIRST, users::add),
    operation("GET", "/v2/providers/employers/users/{userId}", "GetEmployerUserByUserId", FIRST, users::one),
    operation("POST", "/v2/providers/employers/{employerId}/users/invite", "PostInviteEmployerUserByEmployerId", FIRST, users::invite),
    operation("GET", "/v2/providers/employers/{employerId}/users/{userId}/authorizations", "GetEmployerUserAuthorizationsByEmployerIdAndUserId", FIRST, rights::of_user),
    operation("PATCH", "/v2/providers/employers/{employerId}/users/{userId}/authorizations", "PatchEmployerUserAuthorizationsByEmployerIdAndUserId", FIRST, rights::set_user),
    operation("GET", "/v2/providers/{providerId}/users", "GetProviderUsersByProviderId", LABEL, users::of_provider),
    operation("GET", "/v2/providers/{providerId}/authorizationgroups", "GetAuthorizationGroupsByProviderId", FIRST, teams::list),
    operation("POST", "/v2/providers/{providerId}/authorizationgroups", "PostAuthorizationGroupByProviderId", FIRST, teams::add),
    operation("GET", "/v2/providers/authorizationgroups/{authorizationGroupId}", "GetAuthorizationGroupByAuthorizationGroupId", FIRST, teams::one),
    operation("GET", "/v2/providers/authorizationgroups/{authorizationGroupId}/authorizations", "GetAuthorizationGroupAuthorizationsByAuthorizationGroupId", FIRST, rights::of_team),
    operation("PATCH", "/v2/providers/authorizationgroups/{authorizationGroupId}/authorizations", "PatchAuthorizationGroupAuthorizationsByAuthorizationGroupId", FIRST, rights::set_team),
    operation("GET", "/v2/providers/authorizationgroups/{authorizationGroupId}/employers", "GetAuthorizationGroupEmployersByAuthorizationGroupId", FIRST, teams::employers),
    operation("PATCH", "/v2/providers/authorizationgroups/{authorizationGroupId}/employers", "PatchAuthorizationGroupEmployersByAuthorizationGroupId", FIRST, teams::set_employers),
    operation("GET", "/v2/providers/authorizationgroups/{authorizationGroupId}/users", "GetAuthorizationGroupUsersByAuthorizationGroupId", FIRST, teams::users),
    operation("PATCH", "/v2/providers/authorizationgroups/{authorizationGroupId}/users", "PatchAuthorizationGroupUsersByAuthorizationGroupId", FIRST, teams::set_users),
    operation("GET", "/v2/providers/employers/{employerId}/modules", "GetModulesByEmployerId", FIRST, products::list),
    operation("PATCH", "/v2/providers/employers/{employerId}/modules", "PatchModulesByEmployerId", FIRST, products::switch),
    operation("GET", "/v2/providers/{providerId}/modules", "GetModulesByProviderId", FIRST, products::of_provider),
    operation("GET", "/v2/providers/employers/{employerId}/authorizations", "GetAuthorizationsByEmployerId", &["2019-02-11","2018-01-01"], own::activities),
    operation("GET", "/authorizationmodel", "GetAuthorizationModelByBearerToken", FIRST, own::model),
    operation("GET", "/applications/{applicationId}/authorizations", "GetApplicationAuthorizationsByApplicationId", FIRST, applications::activities),
    operation("GET", "/v2/providers/employers/{employerId}/applications", "GetAvailableApplicationsByEmployerId", FIRST, applications::list),
    operation("GET", "/v2/providers/employers/{employerId}/applications/{applicationId}/users", "GetLinkedUsersByEmployerIdAndApplicationId", FIRST, applications::users),
    operation("POST", "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/import/payrollperioddata", "PostPayrollPeriodImportDataByPayrollAdministrationId", FIRST, imports::one),
    operation("POST", "/v2/providers/employers/payrolladministrations/import/payrollperioddata", "PostPayrollPeriodImportDataByBearerToken", FIRST, imports::several),
    operation("GET", "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/payrollPeriods/{payrollPeriodId}/payrollperioddata", "GetPayrollPeriodDataByPayrollAdministrationIdAndPayrollPeriodId", FIRST, period_data::list),
    operation("PATCH", "/v2/providers/employers/employees/employments/{employmentId}/payrollperioddata", "PatchPayrollPeriodDataByEmploymentId", FIRST, period_data::change),
    operation("PATCH", "/v2/providers/employers/{employerId}/payrollperioddata", "PatchCollectivePayrollPeriodDataByEmployerId", FIRST, period_data::change_many),
    operation("GET", "/users/collectiveactions", "GetCollectiveActionsByBearerToken", FIRST, collective::list),
    operation("GET", "/users/collectiveactions/{collectiveActionId}", "GetCollectiveActionMessagesByCollectiveActionId", FIRST, collective::items),
    operation("GET", "/v2/providers/employers/lastmodifiedversionnumbers", "GetEmployerLastModifiedVersionNumbersByUser", FIRST, changes::employers),
    operation("GET", "/v2/providers/employers/{employerId}/employees/employments/lastmodifiedversionnumbers", "GetEmploymentLastModifiedVersionNumbersByEmployerId", FIRST, changes::employments),
    operation("GET", "/v2/providers/employers/{employerId}/employees/selfservice", "GetEmployeeSelfServiceByEmployerId", FIRST, self_service::list),
    operation("PATCH", "/v2/providers/employers/{employerId}/employees/selfservice", "PatchEmployeeSelfServiceAccessByEmployerId", FIRST, self_service::change),
    operation("GET", "/globalfilter/user/filtersettings/{employerId}", "GetFilterSettingsByEmployerId", FIRST, beside::filter),
    operation("GET", "/v2/providers/employers/employees/employments/{employmentId}/payrollperioddata/defaults", "GetPayrollPeriodDataByPayrollAdministrationIdAndPayrollPeriodId", FIRST, beside::period_data_defaults),
    operation("GET", "/v2/providers/employers/employees/employments/{employmentId}/payrollperioddata/metadata/year/{year}/period/{periodNumber}", "GetPayrollPeriodDataByPayrollAdministrationIdAndPayrollPeriodId", FIRST, beside::period_data_metadata),
    operation("GET", "/v2/providers/employers/employees/employments/{employmentId}/workinghours", "GetEmploymentsByEmployerId", FIRST, beside::working_hours),
];
