//! What is read of an office, its employers and their payroll.

use super::{Method, Operation};

/// Who is signed in.
pub const GET_USER: &Operation = &Operation {
    activity: "GetUserByToken",
    method: Method::Get,
    path: "/user",
    version: "2018-01-01",
    purpose_nl: "Tonen wie er bij Loket is aangemeld",
    purpose_en: "Show who is signed in at Loket",
};

/// The offices that the user works for.
pub const GET_PROVIDERS: &Operation = &Operation {
    activity: "GetProvidersByUser",
    method: Method::Get,
    path: "/v2/providers",
    version: "2018-01-01",
    purpose_nl: "Het kantoor vinden waarvoor je werkt",
    purpose_en: "Find the office you work for",
};

/// The employers that the user reaches, with name and number only.
pub const GET_EMPLOYERS_MINIMIZED: &Operation = &Operation {
    activity: "GetEmployersMinimizedByUserId",
    method: Method::Get,
    path: "/v2/providers/employers/minimized",
    version: "2025-11-03",
    purpose_nl: "Snel een werkgever laten kiezen",
    purpose_en: "Let you choose an employer quickly",
};

/// One employer.
pub const GET_EMPLOYER: &Operation = &Operation {
    activity: "GetEmployerByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}",
    version: "2018-01-01",
    purpose_nl: "De gegevens van een werkgever overnemen",
    purpose_en: "Take over the details of an employer",
};

/// The payroll administrations of an employer.
pub const GET_PAYROLL_ADMINISTRATIONS: &Operation = &Operation {
    activity: "GetPayrollAdministrationsByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/payrolladministrations",
    version: "2018-01-01",
    purpose_nl: "Loonheffingennummer en aansluitnummer overnemen",
    purpose_en: "Take over the payroll tax number and client number",
};

/// The payroll periods of an administration, without paging.
pub const GET_PAYROLL_PERIODS: &Operation = &Operation {
    activity: "GetPayrollPeriodsByPayrollAdministrationId",
    method: Method::Get,
    path: "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/payrollperiods",
    version: "2018-01-01",
    purpose_nl: "De loonperiode voor het uploadbestand laten kiezen",
    purpose_en: "Let you choose the payroll period of the upload file",
};

/// The payroll components of an administration in a year, without paging.
pub const GET_PAYROLL_COMPONENTS: &Operation = &Operation {
    activity: "GetPayrollComponentsByPayrollAdministrationIdAndYear",
    method: Method::Get,
    path: "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/payrollcomponents/year/{year}",
    version: "2018-01-01",
    purpose_nl: "Looncomponenten koppelen aan kolommen met uren",
    purpose_en: "Match payroll components with columns of hours",
};

/// The distribution units (verdelingseenheden) of an employer.
pub const GET_DISTRIBUTION_UNITS: &Operation = &Operation {
    activity: "GetDistributionUnitsByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/distributionunits",
    version: "2018-01-01",
    purpose_nl: "Verdelingseenheden controleren voor het uploadbestand",
    purpose_en: "Check distribution units for the upload file",
};

/// The journal profiles of an administration.
pub const GET_JOURNAL_PROFILES: &Operation = &Operation {
    activity: "GetJournalProfilesByPayrollAdministrationId",
    method: Method::Get,
    path: "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/journalProfiles",
    version: "2018-01-01",
    purpose_nl: "De kostenplaatsen van een administratie vinden",
    purpose_en: "Find the cost centers of an administration",
};

/// The cost centers (kostenplaatsen) of a journal profile.
pub const GET_COST_CENTERS: &Operation = &Operation {
    activity: "GetCostCentersAtPayrollAdministrationLevelByJournalProfileId",
    method: Method::Get,
    path: "/v2/providers/employers/payrolladministrations/journalProfiles/{journalProfileId}/costCenters",
    version: "2018-01-01",
    purpose_nl: "Kostenplaatsen koppelen aan die van de andere partij",
    purpose_en: "Match cost centers with those of the other party",
};

/// The employments of an employer; the user's own filter shortens the list, see [`GET_FILTER_SETTINGS`].
pub const GET_EMPLOYMENTS: &Operation = &Operation {
    activity: "GetEmploymentsByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/employees/employments",
    version: "2019-12-16",
    purpose_nl: "Dienstverbanden en DGA's herkennen in urenbestanden, en medewerkers als bestand bewaren",
    purpose_en: "Recognise employments and directors in files of hours, and save employees as a file",
};

/// The employees of an employer, with how they are reached.
pub const GET_EMPLOYEES: &Operation = &Operation {
    activity: "GetEmployeesByEmployerId",
    method: Method::Get,
    path: "/v2/providers/employers/{employerId}/employees",
    version: "2021-03-29",
    purpose_nl: "Het e-mailadres voor het werk in een bestand met medewerkers zetten",
    purpose_en: "Put work e-mail addresses in a file of employees",
};

/// Which employers were changed, by version number.
pub const GET_EMPLOYERS_CHANGED: &Operation = &Operation {
    activity: "GetEmployerLastModifiedVersionNumbersByUser",
    method: Method::Get,
    path: "/v2/providers/employers/lastmodifiedversionnumbers",
    version: "2018-01-01",
    purpose_nl: "Alleen lezen wat sinds de vorige keer is gewijzigd",
    purpose_en: "Read only what was changed since the last time",
};

/// What stands in a payroll period. Needs one of `payrollComponentSet`, `payrollComponentCategory`,
/// `payrollComponentId` in the query.
pub const GET_PERIOD_DATA: &Operation = &Operation {
    activity: "GetPayrollPeriodDataByPayrollAdministrationIdAndPayrollPeriodId",
    method: Method::Get,
    path: "/v2/providers/employers/payrolladministrations/{payrollAdministrationId}/payrollPeriods/{payrollPeriodId}/payrollperioddata",
    version: "2018-01-01",
    purpose_nl: "Nalezen of een upload goed in Loket staat",
    purpose_en: "Read back whether an upload stands in Loket",
};

/// What a record of period data of an employment is made of unless one says otherwise: to be read before anything is
/// sent. It stands behind [`super::PATCH_PERIOD_DATA`] and comes with its activity; Loket names none of its own.
pub const GET_PERIOD_DATA_DEFAULTS: &Operation = &Operation {
    activity: "PatchPayrollPeriodDataByEmploymentId",
    method: Method::Get,
    path: "/v2/providers/employers/employees/employments/{employmentId}/payrollperioddata/defaults",
    version: "2018-01-01",
    purpose_nl: "Uren in Loket zetten op de plaats die Loket zelf voorstelt",
    purpose_en: "Put hours in Loket in the place that Loket itself proposes",
};

/// The options of period data of an employment in a period, such as its shifts. As [`GET_PERIOD_DATA_DEFAULTS`].
pub const GET_PERIOD_DATA_METADATA: &Operation = &Operation {
    activity: "PatchPayrollPeriodDataByEmploymentId",
    method: Method::Get,
    path: "/v2/providers/employers/employees/employments/{employmentId}/payrollperioddata/metadata/year/{year}/period/{periodNumber}",
    version: "2018-01-01",
    purpose_nl: "De ploegen van een administratie vinden",
    purpose_en: "Find the shifts of an administration",
};

/// What stands behind an operation without an activity of its own.
pub const BEHIND: &[&Operation] = &[GET_PERIOD_DATA_DEFAULTS, GET_PERIOD_DATA_METADATA];

/// The filter that the user set in Loket for an employer, which silently shortens lists. It is outside the
/// specification that the others are held against: the activity is as another client's copy of Loket's texts has it,
/// the version is the usual one and not confirmed.
pub const GET_FILTER_SETTINGS: &Operation = &Operation {
    activity: "GetUserFilterSettingsByEmployerId",
    method: Method::Get,
    path: "/globalfilter/user/filtersettings/{employerId}",
    version: "2018-01-01",
    purpose_nl: "Waarschuwen als een filter in Loket medewerkers verbergt",
    purpose_en: "Warn when a filter in Loket hides employees",
};

/// All of them.
pub(super) const ALL_READS: &[&Operation] = &[
    GET_USER,
    GET_PROVIDERS,
    GET_EMPLOYERS_MINIMIZED,
    GET_EMPLOYER,
    GET_PAYROLL_ADMINISTRATIONS,
    GET_PAYROLL_PERIODS,
    GET_PAYROLL_COMPONENTS,
    GET_DISTRIBUTION_UNITS,
    GET_JOURNAL_PROFILES,
    GET_COST_CENTERS,
    GET_EMPLOYMENTS,
    GET_EMPLOYEES,
    GET_EMPLOYERS_CHANGED,
    GET_PERIOD_DATA,
    GET_FILTER_SETTINGS,
];
