//! What a check can be asked of: the kinds of items, the types of values, and the handbooks.

use crate::check::CheckId;
use crate::field::FieldType;

/// What a check needs of the item that names it, and of its handbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// The kinds of items it can be asked of, as a handbook writes them.
    pub kinds: &'static [&'static str],
    /// The types of which the field, or a column of the list or mapping, has to be one; empty: any.
    pub types: &'static [FieldType],
    /// Whether it is about an employer: nothing for a handbook that is done once for the office.
    pub of_employer: bool,
    /// Whether it looks at an ordinary user. A handbook of the old generation asks for a web-service user, which Loket
    /// does not show, unless it names [`CheckId::UserIsStandard`] too.
    pub ordinary_user: bool,
    /// Whether it looks at the products that the item's own `when` names, so that it needs one on an item with products.
    pub condition_on_products: bool,
}

const CONFIRM: &[&str] = &["confirm"];
const MAPPING: &[&str] = &["mapping"];
const CHOICE: &[&str] = &["choice", "confirm"];

impl CheckId {
    /// What the check needs.
    pub const fn support(self) -> Support {
        use FieldType::{Loonheffingennummer, Personeelsnummer, Text, WerkgeverId};
        match self {
            Self::UserIsStandard | Self::UserIsDedicated => of_office(CONFIRM, false),
            Self::UserIsActive => of_office(CONFIRM, true),
            Self::UserHasRights | Self::UserHasNoMoreRights | Self::UserHasExactRights => {
                of_office(&["rights", "confirm"], true)
            }
            Self::ListedUsersHaveRights => of_office(&["rights", "list", "confirm"], false),
            Self::UserHasEmployer
            | Self::PersonnelNumbersUnique
            | Self::MijnLoketIsOn
            | Self::ImportProductIsOn => of_employer(CONFIRM, &[]),
            Self::ConditionProductsAreOn => {
                Support { condition_on_products: true, ..of_employer(CONFIRM, &[]) }
            }
            Self::UserSeesOnlyThisEmployer | Self::ApplicationIsConnected => {
                Support { ordinary_user: true, ..of_employer(CONFIRM, &[]) }
            }
            Self::PayrollPeriodMatches | Self::MijnLoketIsAvailable | Self::IobCountMatches => {
                of_employer(CHOICE, &[])
            }
            Self::PayrollTaxesNumberMatches => of_employer(&["field"], &[Loonheffingennummer]),
            Self::AdministrationsMatch => of_employer(&["list"], &[Loonheffingennummer]),
            Self::EmployerIdMatches => of_employer(&["field"], &[WerkgeverId]),
            Self::DirectorsMatch => of_employer(&["list"], &[Text, Personeelsnummer]),
            Self::CostCentersExist
            | Self::DistributionUnitsExist
            | Self::HourComponentsExist
            | Self::WageComponentsExist => of_employer(MAPPING, &[]),
            Self::EmployeesExist => of_employer(&["list", "mapping"], &[Personeelsnummer]),
            Self::PeriodTotalsPlausible => of_employer(&["list", "choice", "confirm"], &[]),
            Self::ProductsMatch => of_employer(&["products"], &[]),
            Self::VariantMatches => of_employer(&["choice"], &[]),
        }
    }
}

const fn of_employer(kinds: &'static [&'static str], types: &'static [FieldType]) -> Support {
    Support { kinds, types, of_employer: true, ordinary_user: false, condition_on_products: false }
}

const fn of_office(kinds: &'static [&'static str], ordinary_user: bool) -> Support {
    Support { kinds, types: &[], of_employer: false, ordinary_user, condition_on_products: false }
}
