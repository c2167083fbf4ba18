//! What the app can put right in Loket after a check: whether it can, what to ask of Loket, and what follows from it.

use std::collections::BTreeSet;

use serde::Serialize;
use specta::Type;

use crate::check::{self, CheckId};
use crate::context::DossierContext;
use crate::dossier::Dossier;
use crate::field::FieldType;
use crate::handbook::{Handbook, Scope};
use crate::item::{Ask, Item};
use crate::loket_change::LoketChange;
use crate::reading::Readings;
use crate::right::Right;
use crate::text::Text;
use crate::variant::{ProductOption, Products};
use crate::verdict::{Discrepancy, Outcome, Remark, Verdict};

/// A user as it would be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UserToMake {
    pub initials: String,
    pub last_name: String,
    pub email: String,
}

/// A variant that changes with the products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct VariantChange {
    /// The variant now; none while `MijnLoket` is off.
    pub from: Option<Text>,
    pub to: Text,
    /// What causes it: the products that come and lift it there, or that go and had lifted it higher.
    pub because: Vec<Text>,
}

/// Name of a user that is made for a coupling: Loket wants a person's.
const INITIALS: &str = "K";
const LAST_NAME: &str = "Koppeling";

/// Whether the app can set right what the check of an item found. Only where Loket has a call for it, and never on what
/// could not be seen any more when it was looked at last.
pub fn can_fix(item: &Item, handbook: &Handbook, dossier: &Dossier) -> bool {
    let Some((check, checked)) = item.check.zip(dossier.checks.get(&item.id)) else { return false };
    let Verdict { outcome: Outcome::Unmet { discrepancies }, remarks, .. } = &checked.verdict else {
        return false;
    };
    if handbook.scope == Scope::Office || checked.unseen.is_some() {
        return false;
    }
    let any = |test: fn(&Discrepancy) -> bool| discrepancies.iter().any(test);
    match check {
        CheckId::UserIsStandard => {
            any(|one| matches!(one, Discrepancy::NoSuchUser { .. }))
                && !check::is_made_at_office(handbook, dossier)
        }
        // What a user of the office may hangs on teams, which serve other employers too.
        CheckId::UserHasRights | CheckId::UserHasNoMoreRights | CheckId::UserHasExactRights => {
            any(|one| matches!(one, Discrepancy::RightsMissing { .. } | Discrepancy::RightsTooMany { .. }))
                && !remarks.iter().any(|one| matches!(one, Remark::OfficeUser { .. } | Remark::RightsOnUser))
        }
        CheckId::MijnLoketIsOn
        | CheckId::ImportProductIsOn
        | CheckId::ProductsMatch
        | CheckId::ConditionProductsAreOn => {
            !matches!(item.ask, Ask::Choice(_))
                && any(|one| matches!(one, Discrepancy::ProductsOff { .. } | Discrepancy::ProductsOn { .. }))
        }
        _ => false,
    }
}

/// What is missing or too much, as what to ask of Loket. Everything by Loket's names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The coupling user has to be made.
    pub user: bool,
    /// Rights to give.
    pub give: Vec<String>,
    /// Rights to take.
    pub take: Vec<String>,
    /// Products to switch on.
    pub on: Vec<String>,
    /// Products to switch off.
    pub off: Vec<String>,
}

impl Wanted {
    /// What the check of an item found, as what to ask of Loket. None: there is nothing the app can do about it.
    pub fn of(item: &Item, handbook: &Handbook, dossier: &Dossier) -> Option<Self> {
        if !can_fix(item, handbook, dossier) {
            return None;
        }
        let Outcome::Unmet { discrepancies } = &dossier.checks.get(&item.id)?.verdict.outcome else {
            return None;
        };
        let mut wanted = Self::default();
        for discrepancy in discrepancies {
            match discrepancy {
                Discrepancy::NoSuchUser { .. } => wanted.user = true,
                Discrepancy::RightsMissing { rights } => {
                    wanted.give.extend(rights.iter().map(|right| right.name().to_owned()));
                }
                Discrepancy::RightsTooMany { rights } => wanted.take.extend(rights.iter().cloned()),
                Discrepancy::ProductsOff { products } => wanted.on.extend(products.iter().cloned()),
                Discrepancy::ProductsOn { products } => wanted.off.extend(products.iter().cloned()),
                _ => {}
            }
        }
        Some(wanted)
    }
}

/// The coupling user as it would be made: what was typed in its step, else what serves everybody.
pub fn user_to_make(context: &DossierContext) -> UserToMake {
    let typed = |kind| typed(context, kind);
    UserToMake {
        initials: typed(FieldType::Voorletters).unwrap_or_else(|| INITIALS.to_owned()),
        last_name: typed(FieldType::Achternaam).unwrap_or_else(|| LAST_NAME.to_owned()),
        email: typed(FieldType::Email).unwrap_or_else(|| context.settings.office_email.clone()),
    }
}

/// The rights that a handbook asks for.
pub fn asked_rights(handbook: &Handbook) -> Vec<Right> {
    let asked = handbook.items().find_map(|(_, item)| match &item.ask {
        Ask::Rights(rights) => Some(rights.rights.clone()),
        _ => None,
    });
    asked.unwrap_or_default()
}

/// A value of this type that was typed in the step of the coupling user.
fn typed(context: &DossierContext, kind: FieldType) -> Option<String> {
    let user = check::coupling_user(&context.handbook, &context.dossier)?;
    let is_of_kind = |item: &&Item| matches!(&item.ask, Ask::Field(field) if field.field_type == kind);
    let answer = context.dossier.answer(&user.step.items.iter().find(is_of_kind)?.id)?;
    answer.values().first().and_then(|value| value.clear()).map(str::to_owned)
}

/// How the variant moves when products are switched. None: it does not, or the products were not read.
pub fn variant_change(
    handbook: &Handbook,
    readings: &Readings,
    change: &LoketChange,
) -> Option<VariantChange> {
    let LoketChange::SwitchProducts { on, off } = change else { return None };
    let products = handbook.items().find_map(|(_, item)| match &item.ask {
        Ask::Products(products) if !products.tiers.is_empty() => Some(products),
        _ => None,
    })?;
    let named = |names: &[String]| check::ids_named(products, names.iter().map(String::as_str));
    let read = readings.products.content().ok()?;
    let now = check::ids_named(products, read.iter().map(|product| product.description.as_str()));
    let (on, off) = (named(on), named(off));
    let then: BTreeSet<String> = now.union(&on).filter(|id| !off.contains(*id)).cloned().collect();
    // Without MijnLoket itself there is no variant to move from.
    let before = read.iter().any(check::is_mijn_loket).then(|| products.outcome(&now).tier);
    let after = products.outcome(&then).tier;
    if before.as_ref() == Some(&after) {
        return None;
    }
    let rank = |id: &str| products.tiers.iter().position(|tier| tier.id == id).unwrap_or(0);
    let falls = before.as_ref().is_some_and(|before| rank(before) > rank(&after));
    // It falls by what goes and lifted it above where it comes to be, and rises by what comes and lifts it there.
    let is_cause = |option: &&ProductOption| {
        if falls {
            now.contains(&option.id) && !then.contains(&option.id) && rank(&option.tier) > rank(&after)
        } else {
            then.contains(&option.id)
                && (before.is_none() || !now.contains(&option.id))
                && rank(&option.tier) == rank(&after)
                && rank(&option.tier) > 0
        }
    };
    Some(VariantChange {
        from: before.as_deref().and_then(|before| tier(products, before)),
        to: tier(products, &after)?,
        because: products.options.iter().filter(is_cause).map(|option| option.text.clone()).collect(),
    })
}

fn tier(products: &Products, id: &str) -> Option<Text> {
    products.tiers.iter().find(|tier| tier.id == id).map(|tier| tier.name.clone())
}
