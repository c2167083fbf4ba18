//! Checks on products (modules): available, on, and the variant that follows from them.

use std::collections::BTreeSet;

use crate::answer::Answer;
use crate::check::Case;
use crate::check::basis::Basis;
use crate::check::entered::{self, plain};
use crate::item::{Ask, Item};
use crate::reading::{ProductReading, Unread};
use crate::variant::Products;
use crate::verdict::{Lack, Remark, Thing, Verdict};

/// Loket's name of the product that opens `MijnLoket`.
const MIJN_LOKET: &str = "MijnLoket";
/// The number of Werknemerloket, which `MijnLoket` came after: it does not count as it.
const WERKNEMERLOKET: i64 = 500;
/// Import variabele gegevens: without it Loket takes no file of variable data.
const IMPORT: (i64, &str) = (50, "Import variabele gegevens");

/// Whether the office can switch on `MijnLoket`, or it is on.
pub(super) fn mijn_loket_is_available(item: &Item, case: &Case<'_>) -> Verdict {
    let mut basis = Basis::default();
    if basis.glance(&case.readings.products).is_some_and(|on| on.iter().any(is_mijn_loket)) {
        return basis.verdict(vec![]);
    }
    let Some(offered) = basis.take(&case.readings.office_products) else { return basis.verdict(vec![]) };
    if offered.iter().any(is_mijn_loket) {
        return basis.verdict(vec![]);
    }
    let lacks = vec![Lack::ProductNotAvailable { product: MIJN_LOKET.to_owned() }];
    // To a question whether it is there, "no" is a right answer.
    let says_yes = entered::value(item, case.dossier).is_ok_and(|answer| answer == "yes");
    if matches!(item.ask, Ask::Choice(_)) && !says_yes {
        return basis.expectation(lacks);
    }
    basis.verdict(lacks)
}

/// Whether `MijnLoket` is on.
pub(super) fn mijn_loket_is_on(case: &Case<'_>) -> Verdict {
    is_on(case, MIJN_LOKET, is_mijn_loket)
}

/// Whether product 50 is on.
pub(super) fn import_product_is_on(case: &Case<'_>) -> Verdict {
    is_on(case, IMPORT.1, |product| product.number == Some(IMPORT.0))
}

fn is_on(case: &Case<'_>, name: &str, is_it: impl Fn(&ProductReading) -> bool) -> Verdict {
    let mut basis = Basis::default();
    let Some(on) = basis.take(&case.readings.products) else { return basis.verdict(vec![]) };
    if on.iter().any(&is_it) {
        return basis.verdict(vec![]);
    }
    let offered = basis.glance(&case.readings.office_products);
    let is_offered = offered.is_none_or(|offered| offered.iter().any(&is_it));
    basis.verdict(vec![if is_offered {
        Lack::ProductsOff { products: vec![name.to_owned()] }
    } else {
        Lack::ProductNotAvailable { product: name.to_owned() }
    }])
}

/// Whether what is on is what was chosen, with the extras that it needs.
pub(super) fn match_choice(item: &Item, case: &Case<'_>) -> Verdict {
    let mut basis = Basis::default();
    let asked = asked(item, case);
    let chosen = basis.entered(chosen(item, asked, case));
    let on = basis.take(&case.readings.products);
    let Some(((products, _), chosen, on)) = asked.zip(chosen).zip(on).map(|((a, c), o)| (a, c, o)) else {
        return basis.verdict(vec![]);
    };
    let todo = products.switching(chosen, &ids_on(products, on));
    let mut lacks = off(products, &todo.on, case, &mut basis);
    if !todo.off.is_empty() {
        let products = todo.off.iter().map(|id| name(products, id)).collect();
        lacks.push(Lack::ProductsOn { products });
    }
    basis.verdict(lacks)
}

/// Whether the products that the item's condition names are on, with the extras that they need.
pub(super) fn of_condition_are_on(item: &Item, case: &Case<'_>) -> Verdict {
    let mut basis = Basis::default();
    let named = item.when.as_ref().and_then(|when| {
        let (_, decides) = case.handbook.item(&when.item)?;
        let named = when.is.iter().cloned().collect::<BTreeSet<_>>();
        Some((asked(decides, case)?, chosen(decides, asked(decides, case), case), named))
    });
    let Some(((products, _), chosen, named)) = named else {
        basis.unknown(Unread::NotOffered);
        return basis.verdict(vec![]);
    };
    let chosen = basis.entered(chosen);
    let on = basis.take(&case.readings.products);
    let Some((chosen, on)) = chosen.zip(on) else { return basis.verdict(vec![]) };
    let named = named.intersection(chosen).cloned().collect();
    let todo = products.switching(&named, &ids_on(products, on));
    let lacks = off(products, &todo.on, case, &mut basis);
    basis.verdict(lacks)
}

/// Whether the variant that follows from what is on is the one that follows from the choice.
pub(super) fn variant_matches(item: &Item, case: &Case<'_>) -> Verdict {
    let mut basis = Basis::default();
    let asked = asked(item, case);
    let chosen = basis.entered(chosen(item, asked, case));
    let on = basis.take(&case.readings.products);
    let Some(((products, _), on)) = asked.zip(on) else { return basis.verdict(vec![]) };
    let is = products.outcome(&ids_on(products, on)).tier;
    basis.remark(Remark::VariantIs { tier: is.clone() });
    let Some(chosen) = chosen else { return basis.verdict(vec![]) };
    let wanted = products.outcome(chosen).tier;
    if is == wanted {
        return basis.verdict(vec![]);
    }
    let read = vec![is.as_str().into()];
    basis.verdict(vec![Lack::Differs { what: Thing::Variant, entered: wanted.as_str().into(), read }])
}

/// The products that an item is about, with the item in which they are chosen.
pub(super) fn asked<'a>(item: &Item, case: &Case<'a>) -> Option<(&'a Products, &'a Item)> {
    let (_, own) = case.handbook.item(&item.id)?;
    let of = |item: &'a Item| match &item.ask {
        Ask::Products(products) => match &products.compare {
            None => Some((products, item)),
            Some(other) => case.handbook.item(other).and_then(|(_, item)| match &item.ask {
                Ask::Products(products) => Some((products, item)),
                _ => None,
            }),
        },
        _ => None,
    };
    of(own).or_else(|| entered::items(case).find_map(|(_, item)| of(item)))
}

/// The ids that were chosen.
fn chosen<'a>(
    item: &Item,
    asked: Option<(&'a Products, &'a Item)>,
    case: &Case<'a>,
) -> Result<&'a BTreeSet<String>, Unread> {
    let (_, decides) = asked.ok_or_else(|| entered::missing(item))?;
    match case.dossier.answer(&decides.id) {
        Some(Answer::Set { ids }) => Ok(ids),
        _ => Err(entered::missing(decides)),
    }
}

/// Ids of the products and extras that are on.
pub(super) fn ids_on(products: &Products, on: &[ProductReading]) -> BTreeSet<String> {
    let on: BTreeSet<_> = on.iter().map(|one| plain(&one.description)).collect();
    let is_on = |id: &&String| names(products, id).iter().any(|name| on.contains(&plain(name)));
    ids(products).filter(is_on).cloned().collect()
}

/// What stands in the way of products that are off: unavailable, or still to switch on.
fn off(products: &Products, ids: &[String], case: &Case<'_>, basis: &mut Basis) -> Vec<Lack> {
    if ids.is_empty() {
        return vec![];
    }
    let offered = basis.glance(&case.readings.office_products);
    let offered = offered.map(|offered| ids_on(products, offered));
    let is_offered = |id: &&String| offered.as_ref().is_none_or(|offered| offered.contains(*id));
    let (there, gone): (Vec<_>, Vec<_>) = ids.iter().partition(is_offered);
    let mut lacks = vec![];
    if !there.is_empty() {
        let products = there.into_iter().map(|id| name(products, id)).collect();
        lacks.push(Lack::ProductsOff { products });
    }
    lacks.extend(gone.into_iter().map(|id| Lack::ProductNotAvailable { product: name(products, id) }));
    lacks
}

fn ids(products: &Products) -> impl Iterator<Item = &String> {
    let options = products.options.iter().map(|option| &option.id);
    options.chain(products.extras.iter().map(|extra| &extra.id))
}

/// The names under which Loket lists a product, the one to show first.
fn names<'a>(products: &'a Products, id: &str) -> Vec<&'a String> {
    let option = products.options.iter().find(|option| option.id == id);
    let extra = products.extras.iter().find(|extra| extra.id == id);
    let option = option.map(|option| (&option.product, &option.names));
    let both = option.or_else(|| extra.map(|extra| (&extra.product, &extra.names)));
    both.map(|(product, names)| std::iter::once(product).chain(names).collect()).unwrap_or_default()
}

fn name(products: &Products, id: &str) -> String {
    names(products, id).first().map_or_else(|| id.to_owned(), |name| (*name).clone())
}

fn is_mijn_loket(product: &ProductReading) -> bool {
    product.number != Some(WERKNEMERLOKET) && plain(&product.description) == plain(MIJN_LOKET)
}
