//! The few things that are changed at Loket, each only after the user agreed to exactly that.

use super::{Method, Operation};

/// Makes an employer user.
pub const POST_EMPLOYER_USER: &Operation = &Operation {
    activity: "PostEmployerUserByEmployerId",
    method: Method::Post,
    path: "/v2/providers/employers/{employerId}/users",
    version: "2018-01-01",
    purpose_nl: "De koppelgebruiker voor je aanmaken, na jouw akkoord",
    purpose_en: "Make the coupling user for you, after you agree",
};

/// Replaces the whole set of rights of a user at an employer: only what is sent as enabled stays.
pub const PATCH_EMPLOYER_USER_AUTHORIZATIONS: &Operation = &Operation {
    activity: "PatchEmployerUserAuthorizationsByEmployerIdAndUserId",
    method: Method::Patch,
    path: "/v2/providers/employers/{employerId}/users/{userId}/authorizations",
    version: "2018-01-01",
    purpose_nl: "De rechten van de koppelgebruiker instellen, na jouw akkoord",
    purpose_en: "Set the rights of the coupling user, after you agree",
};

/// Switches products of an employer on or off.
pub const PATCH_EMPLOYER_MODULES: &Operation = &Operation {
    activity: "PatchModulesByEmployerId",
    method: Method::Patch,
    path: "/v2/providers/employers/{employerId}/modules",
    version: "2018-01-01",
    purpose_nl: "Producten bij de werkgever aanzetten, na jouw akkoord",
    purpose_en: "Switch products on at the employer, after you agree",
};

/// Changes period data of an employment: the record with the same period, shift, payslip, unit, cost centre and cost unit,
/// or a new one. Components that are not sent stay as they are. Of the two operations that change period data this is the
/// one that can be told what to do with a value that is there already.
pub const PATCH_PERIOD_DATA: &Operation = &Operation {
    activity: "PatchPayrollPeriodDataByEmploymentId",
    method: Method::Patch,
    path: "/v2/providers/employers/employees/employments/{employmentId}/payrollperioddata",
    version: "2018-01-01",
    purpose_nl: "Uren rechtstreeks in Loket zetten, na jouw akkoord",
    purpose_en: "Put hours straight into Loket, after you agree",
};

/// All of them.
pub(super) const ALL_WRITES: &[&Operation] =
    &[POST_EMPLOYER_USER, PATCH_EMPLOYER_USER_AUTHORIZATIONS, PATCH_EMPLOYER_MODULES, PATCH_PERIOD_DATA];
