//! The closed catalogue of checks that a handbook item may name.
//!
//! A check says what Loket can be asked to prove. The item that names one stays a line the user
//! ticks; the name says which requirement a reading of Loket settles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What Loket can be asked about a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CheckId {
    /// The coupling user is an ordinary Loket user, not a web-service user.
    UserIsStandard,
    /// The coupling user is not blocked.
    UserIsActive,
    /// The coupling user can reach the employer.
    UserHasEmployer,
    /// The coupling user has all the rights that the handbook lists, counted effectively.
    UserHasRights,
    /// The coupling user has no right that the handbook does not list, counted effectively.
    UserHasNoMoreRights,
    /// The coupling user is used for one coupling only.
    UserIsDedicated,
    /// The partner's application shows as connected for the coupling user.
    ApplicationIsConnected,
    /// The payroll period of the administration is the one that was entered.
    PayrollPeriodMatches,
    /// The number of employees entitled to the IOB is what the employments lead one to expect.
    IobCountMatches,
    /// The loonheffingennummer belongs to a payroll administration of the employer.
    PayrollTaxesNumberMatches,
    /// The Werkgever ID is that of the employer.
    EmployerIdMatches,
    /// The DGA's entered are the employments marked as director and major shareholder.
    DirectorsMatch,
    /// Every cost centre that is linked exists.
    CostCentersExist,
    /// Every distribution unit that is linked exists.
    DistributionUnitsExist,
    /// Every component code that is linked to hours exists and counts hours.
    HourComponentsExist,
    /// Every component code that is linked to wages exists and does not count hours.
    WageComponentsExist,
    /// Every linked employee exists.
    EmployeesExist,
    /// Personnel numbers are unique over all payroll administrations.
    PersonnelNumbersUnique,
    /// The last period's totals are as expected beside the ones before.
    PeriodTotalsPlausible,
    /// The product MijnLoket is available and switched on.
    MijnLoketIsOn,
    /// The products that are switched on are the chosen ones, with the extras they need.
    ProductsMatch,
    /// The variant that follows from what is on is the one that follows from the choice.
    VariantMatches,
}
