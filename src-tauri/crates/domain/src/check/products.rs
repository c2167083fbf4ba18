//! Checks on products (modules): available, on, and the variant that follows from them.

use std::collections::BTreeSet;

use crate::answer::Answer;
use crate::check::Case;
use crate::check::entered::{self, plain};
use crate::check::verdict_builder::VerdictBuilder;
use crate::item::{Ask, Item};
use crate::reading::{ProductReading, Unread};
use crate::variant::Products;
use crate::verdict::{Discrepancy, Remark, Subject, Verdict};

/// Loket's name of the product that opens `MijnLoket`.
const MIJN_LOKET: &str = "MijnLoket";
/// The number of Werknemerloket, which `MijnLoket` came after: it does not count as it.
const WERKNEMERLOKET: i64 = 500;
/// Import variabele gegevens: without it Loket takes no file of variable data.
const IMPORT: (i64, &str) = (50, "Import variabele gegevens");

/// Whether the office can switch on `MijnLoket`, or it is on.
pub(super) fn mijn_loket_is_available(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    if builder.glance(&case.readings.products).is_some_and(|on| on.iter().any(is_mijn_loket)) {
        return builder.verdict(vec![]);
    }
    let Some(offered) = builder.take(&case.readings.office_products) else { return builder.verdict(vec![]) };
    if offered.iter().any(is_mijn_loket) {
        return builder.verdict(vec![]);
    }
    let discrepancies = vec![Discrepancy::ProductNotAvailable { product: MIJN_LOKET.to_owned() }];
    // To a question whether it is there, "no" is a right answer.
    let says_yes = entered::value(item, case).is_ok_and(|answer| answer == "yes");
    if matches!(item.ask, Ask::Choice(_)) && !says_yes {
        return builder.expectation(discrepancies);
    }
    builder.verdict(discrepancies)
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
    let mut builder = VerdictBuilder::default();
    let Some(on) = builder.take(&case.readings.products) else { return builder.verdict(vec![]) };
    if on.iter().any(&is_it) {
        return builder.verdict(vec![]);
    }
    let offered = builder.glance(&case.readings.office_products);
    let is_offered = offered.is_none_or(|offered| offered.iter().any(&is_it));
    builder.verdict(vec![if is_offered {
        Discrepancy::ProductsOff { products: vec![name.to_owned()] }
    } else {
        Discrepancy::ProductNotAvailable { product: name.to_owned() }
    }])
}

/// Whether what is on is what was chosen, with the extras that it needs.
pub(super) fn match_choice(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let asked = asked(item, case);
    let chosen = builder.entered(chosen(item, asked, case));
    let on = builder.take(&case.readings.products);
    let Some(((products, _), chosen, on)) = asked.zip(chosen).zip(on).map(|((a, c), o)| (a, c, o)) else {
        return builder.verdict(vec![]);
    };
    let todo = products.switching(chosen, &ids_on(products, on));
    let mut discrepancies = off(products, &todo.on, case, &mut builder);
    if !todo.off.is_empty() {
        let products = todo.off.iter().map(|id| name(products, id)).collect();
        discrepancies.push(Discrepancy::ProductsOn { products });
    }
    builder.verdict(discrepancies)
}

/// Whether the products that the item's condition names are on, with the extras that they need.
pub(super) fn of_condition_are_on(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let named = item.when.as_ref().and_then(|when| {
        let (_, decides) = case.handbook.item(&when.item)?;
        let named = when.is.iter().cloned().collect::<BTreeSet<_>>();
        Some((asked(decides, case)?, chosen(decides, asked(decides, case), case), named))
    });
    let Some(((products, _), chosen, named)) = named else {
        builder.unknown(Unread::NotOffered);
        return builder.verdict(vec![]);
    };
    let chosen = builder.entered(chosen);
    let on = builder.take(&case.readings.products);
    let Some((chosen, on)) = chosen.zip(on) else { return builder.verdict(vec![]) };
    let named = named.intersection(chosen).cloned().collect();
    let todo = products.switching(&named, &ids_on(products, on));
    let discrepancies = off(products, &todo.on, case, &mut builder);
    builder.verdict(discrepancies)
}

/// Whether the variant that follows from what is on is the one that follows from the choice.
pub(super) fn variant_matches(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let asked = asked(item, case);
    let chosen = builder.entered(chosen(item, asked, case));
    let on = builder.take(&case.readings.products);
    let Some(((products, _), on)) = asked.zip(on) else { return builder.verdict(vec![]) };
    if !on.iter().any(is_mijn_loket) {
        return builder.verdict(vec![Discrepancy::NoVariant]);
    }
    let is = products.outcome(&ids_on(products, on)).tier;
    builder.remark(Remark::VariantIs { tier: is.clone() });
    let Some(chosen) = chosen else { return builder.verdict(vec![]) };
    let wanted = products.outcome(chosen).tier;
    // What a person read in Loket can be another than follows from the products that are on.
    let answered = entered::answered(item, case.dossier).ok();
    let other = [Some(wanted), answered].into_iter().flatten().find(|entered| *entered != is);
    let differs = |entered: String| Discrepancy::Differs {
        what: Subject::Variant,
        entered: entered.as_str().into(),
        read: vec![is.as_str().into()],
    };
    builder.verdict(other.map(differs).into_iter().collect())
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
    ids_named(products, on.iter().map(|one| one.description.as_str()))
}

/// Ids of the products and extras that Loket lists under one of these names.
pub(crate) fn ids_named<'a>(products: &Products, listed: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let listed: BTreeSet<_> = listed.map(plain).collect();
    let is_listed = |id: &&String| names(products, id).iter().any(|name| listed.contains(&plain(name)));
    ids(products).filter(is_listed).cloned().collect()
}

/// What stands in the way of products that are off: still to switch on, of several that would do one to choose, or
/// unavailable. Functions of `MijnLoket` cannot be on without it: it comes first, and without it they are not told.
fn off(
    products: &Products,
    ids: &[String],
    case: &Case<'_>,
    builder: &mut VerdictBuilder,
) -> Vec<Discrepancy> {
    if ids.is_empty() {
        return vec![];
    }
    let offered = builder.glance(&case.readings.office_products);
    let (mut there, mut discrepancies) = (vec![], vec![]);
    let is_function =
        |id: &String| !products.tiers.is_empty() && products.options.iter().any(|option| option.id == *id);
    let on = case.readings.products.content();
    let needs_mijn_loket = ids.iter().any(is_function) && on.is_ok_and(|on| !on.iter().any(is_mijn_loket));
    let without = needs_mijn_loket && offered.is_some_and(|offered| !offered.iter().any(is_mijn_loket));
    if without {
        discrepancies.push(Discrepancy::ProductNotAvailable { product: MIJN_LOKET.to_owned() });
    } else if needs_mijn_loket {
        let own = offered.and_then(|offered| offered.iter().find(|one| is_mijn_loket(one)));
        there.push(own.map_or_else(|| MIJN_LOKET.to_owned(), |own| own.description.clone()));
    }
    for id in ids.iter().filter(|id| !(without && is_function(id))) {
        let under = offered.map(|offered| offered_under(products, id, offered));
        match under.as_deref() {
            None => there.push(name(products, id)),
            Some([]) => discrepancies.push(Discrepancy::ProductNotAvailable { product: name(products, id) }),
            Some([one]) => there.push(one.clone()),
            Some(several) => discrepancies.push(Discrepancy::OneOfProductsOff { products: several.to_vec() }),
        }
    }
    if !there.is_empty() {
        discrepancies.insert(0, Discrepancy::ProductsOff { products: there });
    }
    discrepancies
}

/// The names under which the office can switch on what an id stands for: several where one of several will do.
fn offered_under(products: &Products, id: &str, offered: &[ProductReading]) -> Vec<String> {
    let known: BTreeSet<_> = names(products, id).into_iter().map(|name| plain(name)).collect();
    let found = offered.iter().filter(|one| known.contains(&plain(&one.description)));
    let found: BTreeSet<_> = found.map(|one| one.description.clone()).collect();
    found.into_iter().collect()
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

/// Whether a product is `MijnLoket` itself.
pub fn is_mijn_loket(product: &ProductReading) -> bool {
    product.number != Some(WERKNEMERLOKET) && plain(&product.description) == plain(MIJN_LOKET)
}
