//! The closed catalogue of checks that a handbook item may name, and the checks themselves.
//!
//! A check says what Loket can be asked to prove. The item that names one stays a line the user
//! ticks; the name says which requirement a reading of Loket decides. A check is a pure function of
//! the handbook, the dossier and what was read.

mod administration;
mod answers;
mod applications;
mod choices;
mod coupling;
mod dedicated;
mod directors;
mod entered;
mod iob;
mod listed_users;
mod mapping;
mod parts;
mod people;
mod periods;
mod products;
mod rights;
mod rows;
mod support;
mod tax_numbers;
mod users;
mod verdict_builder;

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use answers::{answer_from, fill};
pub use choices::{ChoicesInLoket, LoketChoice, choices_in_loket};
pub use coupling::{CouplingUser, coupling_user, is_made_at_office};
pub(crate) use products::ids_named;
pub use products::is_mijn_loket;
pub use rows::{CellInLoket, RowsInLoket, rows_in_loket};
pub use support::Support;

use crate::answer::Personal;
use crate::dossier::Dossier;
use crate::handbook::{Handbook, Scope};
use crate::item::Item;
use crate::reading::{Part, PartScope, Readings, Unread};
use crate::text::Text;
use crate::verdict::{Outcome, Verdict};

/// What Loket can be asked about a requirement.
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
    JsonSchema,
    strum::EnumIter,
)]
#[serde(rename_all = "camelCase")]
pub enum CheckId {
    /// The coupling user is an ordinary Loket user, not a web-service user.
    UserIsStandard,
    /// The coupling user is not blocked.
    UserIsActive,
    /// The coupling user can reach the employer.
    UserHasEmployer,
    /// The coupling user can reach the employer, and no other.
    UserSeesOnlyThisEmployer,
    /// The coupling user has all the rights that the handbook lists, counted effectively.
    UserHasRights,
    /// The coupling user has no right that the handbook does not list, counted effectively.
    UserHasNoMoreRights,
    /// The coupling user has the rights that the handbook lists and no other, counted effectively.
    UserHasExactRights,
    /// Every user in the list of the step has the rights that the step asks for.
    ListedUsersHaveRights,
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
    /// The loonheffingennummers in the list are those of the employer's payroll administrations.
    AdministrationsMatch,
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
    /// The last period's totals are what was entered, and as expected beside the ones before.
    PeriodTotalsPlausible,
    /// The office can switch on the product `MijnLoket` for the employer. On a choice between `yes` and
    /// `no` it stands in the way only of `yes`.
    MijnLoketIsAvailable,
    /// The product `MijnLoket` is switched on.
    MijnLoketIsOn,
    /// Product 50, with which Loket takes a file of variable data, is switched on.
    ImportProductIsOn,
    /// The products that are switched on are the chosen ones, with the extras they need.
    ProductsMatch,
    /// The products that the item's condition names are on, with the extras they need.
    ConditionProductsAreOn,
    /// The variant that follows from what is on is the one that follows from the choice.
    VariantMatches,
}

/// All that a check looks at.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The handbook, in the version that the dossier follows.
    pub handbook: &'a Handbook,
    /// The dossier, with sealed values opened as far as they can be.
    pub dossier: &'a Dossier,
    /// What was read for its employer.
    pub readings: &'a Readings,
    /// The coupling users of the office's other dossiers.
    pub others: &'a [OtherCoupling],
    /// The day it is, in the Netherlands.
    pub today: Date,
}

/// The coupling user of another dossier: two couplings never share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCoupling {
    /// Title of its handbook.
    pub handbook: Text,
    /// Its user name; sealed while it cannot be opened.
    pub user_name: Personal,
}

/// What the check of an item finds; none when the item names no check.
pub fn check(item: &Item, case: &Case<'_>) -> Option<Verdict> {
    let mut verdict = found(item, case)?;
    if let Outcome::Unknown { because } = &mut verdict.outcome
        && is_out_of_reach(case)
    {
        // Which right would give a single call says nothing where no call can be made.
        because.retain(|why| !matches!(why, Unread::NotPermitted { .. } | Unread::Vanished));
        because.insert(0, Unread::EmployerOutOfReach);
    }
    Some(verdict)
}

/// Whether the signed-in user cannot reach the employer at all: of what the checks of the handbook ask about it, Loket
/// refuses the employer itself and everything else.
pub fn is_out_of_reach(case: &Case<'_>) -> bool {
    let refused = |part: Part| {
        matches!(case.readings.unread(part), Some(Unread::NotPermitted { .. } | Unread::Vanished))
    };
    let asked = case.handbook.items().filter_map(|(_, item)| item.check).flat_map(CheckId::parts);
    // Filter settings are the user's own, and answered otherwise.
    let asked = asked.filter(|part| part.scope() == PartScope::Employer && **part != Part::Filters);
    let asked: BTreeSet<Part> = asked.copied().collect();
    case.handbook.scope == Scope::Employer && asked.len() > 1 && asked.into_iter().all(refused)
}

fn found(item: &Item, case: &Case<'_>) -> Option<Verdict> {
    Some(match item.check? {
        CheckId::UserIsStandard => users::is_standard(case),
        CheckId::UserIsActive => users::is_active(case),
        CheckId::UserHasEmployer => users::has_employer(case),
        CheckId::UserSeesOnlyThisEmployer => users::sees_only_this_employer(case),
        CheckId::UserIsDedicated => dedicated::is_dedicated(case),
        CheckId::UserHasRights => rights::has_rights(item, case),
        CheckId::UserHasNoMoreRights => rights::has_no_more_rights(item, case),
        CheckId::UserHasExactRights => rights::has_exact_rights(item, case),
        CheckId::ListedUsersHaveRights => listed_users::have_rights(item, case),
        CheckId::ApplicationIsConnected => applications::is_connected(case),
        CheckId::PayrollPeriodMatches => administration::period_matches(item, case),
        CheckId::PayrollTaxesNumberMatches => administration::taxes_number_matches(item, case),
        CheckId::AdministrationsMatch => tax_numbers::are_listed(item, case),
        CheckId::EmployerIdMatches => administration::employer_id_matches(item, case),
        CheckId::IobCountMatches => iob::count_matches(item, case),
        CheckId::DirectorsMatch => directors::matches(item, case),
        CheckId::EmployeesExist => people::exist(item, case),
        CheckId::PersonnelNumbersUnique => people::are_unique(case),
        CheckId::CostCentersExist => mapping::cost_centers_exist(item, case),
        CheckId::DistributionUnitsExist => mapping::distribution_units_exist(item, case),
        CheckId::HourComponentsExist => mapping::components_exist(item, case, true),
        CheckId::WageComponentsExist => mapping::components_exist(item, case, false),
        CheckId::PeriodTotalsPlausible => periods::totals_plausible(item, case),
        CheckId::MijnLoketIsAvailable => products::mijn_loket_is_available(item, case),
        CheckId::MijnLoketIsOn => products::mijn_loket_is_on(case),
        CheckId::ImportProductIsOn => products::import_product_is_on(case),
        CheckId::ProductsMatch => products::match_choice(item, case),
        CheckId::ConditionProductsAreOn => products::of_condition_are_on(item, case),
        CheckId::VariantMatches => products::variant_matches(item, case),
    })
}
