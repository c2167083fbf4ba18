//! What an item asks: its names refer to what exists, its columns can be filled in.

use domain::Ask;
use domain::field::FieldType;
use domain::item::{Choosable, Column, Field, Fill, HandOver, Mapping, ResultPage, Secret};
use domain::right::Right;
use domain::variant::Products;

use crate::characters::visible;
use crate::fault::{Expected, NameKind};
use crate::meaning::names::{existing, unique};
use crate::meaning::{braces, fills};
use crate::outline::{ItemOutline, Outline};
use crate::place::Place;
use crate::report::Report;

/// Checks what an item asks.
pub(super) fn check(item: &ItemOutline<'_>, outline: &Outline<'_>, report: &mut Report<'_>) {
    let Some(ask) = &item.ask else { return };
    let place = item.place.key("ask");
    match ask {
        Ask::Confirm(_) | Ask::Wait(_) => {}
        Ask::Field(asked) => field(asked, &place, outline, report),
        Ask::Choice(asked) => {
            options(&asked.options, &place, report);
            fills::check(asked.fill, FieldType::Choice, &asked.options, &place, outline, report);
            proposal(asked.proposal_only, asked.fill, &place, report);
            if let Some(removes) = &asked.removes {
                let place = place.key("removes");
                refer(removes.secret.as_str(), &["secret"], &place.key("secret"), item, outline, report);
                let options = asked.options.iter().map(|option| option.id.as_str()).collect();
                existing(&place.key("option"), NameKind::Option, &removes.option, &options, report);
            }
        }
        Ask::Rights(asked) => {
            let ids = asked.rights.iter().copied().map(Right::id).enumerate();
            unique(ids.map(|(nth, id)| (place.key("rights").index(nth), id)), report);
        }
        Ask::Products(asked) => products(asked, item, &place, outline, report),
        Ask::Secret(asked) => secret(asked, item, &place, outline, report),
        Ask::List(asked) => columns(&asked.columns, &place.key("columns"), report),
        Ask::Mapping(asked) => mapping(asked, &place, report),
        Ask::Result(asked) => result(asked, &place, report),
        Ask::Message(asked) => braces::check(asked, item, &place, outline, report),
        Ask::HandOver(asked) => hand_over(asked, item, &place, outline, report),
    }
}

fn field(asked: &Field, place: &Place, outline: &Outline<'_>, report: &mut Report<'_>) {
    if asked.field_type == FieldType::Choice {
        report.value(&place.key("type"), Expected::ChoiceItem);
    } else {
        fills::check(asked.fill, asked.field_type, &[], place, outline, report);
    }
    proposal(asked.proposal_only, asked.fill, place, report);
    range(asked, place, report);
}

fn proposal(only: bool, fill: Option<Fill>, place: &Place, report: &mut Report<'_>) {
    if only && fill.is_none() {
        report.value(&place.key("proposal_only"), Expected::Key { key: "fill".to_owned() });
    }
}

/// Bounds belong to a whole number, and the least is not more than the most.
fn range(asked: &Field, place: &Place, report: &mut Report<'_>) {
    for (key, _) in [("min", asked.min), ("max", asked.max)].iter().filter(|(_, bound)| bound.is_some()) {
        if asked.field_type != FieldType::Number {
            report.key(&place.key(*key), Expected::WholeNumberField);
        }
    }
    if let (Some(least), Some(most)) = (asked.min, asked.max)
        && most < least
    {
        report.value(&place.key("max"), Expected::NumberAtLeast { least });
    }
}

fn options(options: &[Choosable], place: &Place, report: &mut Report<'_>) {
    let place = place.key("options");
    let ids = options.iter().enumerate();
    unique(ids.map(|(nth, option)| (place.index(nth).key("id"), option.id.as_str())), report);
}

fn columns(columns: &[Column], place: &Place, report: &mut Report<'_>) {
    let ids = columns.iter().enumerate();
    unique(ids.map(|(nth, column)| (place.index(nth).key("id"), column.id.as_str())), report);
    for (nth, one) in columns.iter().enumerate() {
        column(one, &place.index(nth), report);
    }
}

fn column(column: &Column, place: &Place, report: &mut Report<'_>) {
    let is_choice = column.field_type == FieldType::Choice;
    if is_choice && column.options.is_empty() {
        report.value(&place.key("type"), Expected::Options);
    }
    if !is_choice && !column.options.is_empty() {
        report.key(&place.key("options"), Expected::NoOptions);
    }
    options(&column.options, place, report);
}

fn mapping(asked: &Mapping, place: &Place, report: &mut Report<'_>) {
    let (from, to) = (place.key("from"), place.key("to"));
    unique([(from.key("id"), asked.from.id.as_str()), (to.key("id"), asked.to.id.as_str())], report);
    column(&asked.from, &from, report);
    column(&asked.to, &to, report);
    if let Some(remind) = asked.remind.as_ref().filter(|_| !asked.to.options.is_empty()) {
        let known = asked.to.options.iter().map(|option| option.id.as_str()).collect();
        existing(&place.key("remind").key("to"), NameKind::Option, &remind.to, &known, report);
    }
}

fn result(asked: &ResultPage, place: &Place, report: &mut Report<'_>) {
    columns(&asked.fields, &place.key("fields"), report);
    let Some(product) = &asked.product else {
        return;
    };
    for (nth, name) in product.of.iter().enumerate() {
        let place = place.key("product").key("of").index(nth);
        match asked.fields.iter().find(|field| field.id == *name) {
            Some(field) if matches!(field.field_type, FieldType::Number | FieldType::Bedrag) => {}
            Some(_) => report.value(&place, Expected::NumericColumn { name: visible(name) }),
            None => {
                let thing = NameKind::Column;
                report.value(&place, Expected::Existing { thing, name: visible(name), meant: None });
            }
        }
    }
}

fn products(
    asked: &Products,
    item: &ItemOutline<'_>,
    place: &Place,
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    let has_own = !(asked.tiers.is_empty() && asked.options.is_empty() && asked.extras.is_empty());
    if let Some(name) = &asked.compare {
        if has_own {
            report.key(&place.key("compare"), Expected::OptionsOrCompare);
        }
        refer(name.as_str(), &["products"], &place.key("compare"), item, outline, report);
        return;
    }
    if asked.tiers.is_empty() || asked.options.is_empty() {
        report.value(place, Expected::OptionsOrCompare);
    }
    own_products(asked, place, report);
}

fn own_products(asked: &Products, place: &Place, report: &mut Report<'_>) {
    let at = |key: &'static str, nth: usize| place.key(key).index(nth);
    let tiers = asked.tiers.iter().enumerate();
    unique(tiers.map(|(nth, tier)| (at("tiers", nth).key("id"), tier.id.as_str())), report);
    // What is switched on is one set of names, so options and extras share it.
    let options = asked.options.iter().enumerate();
    let options = options.map(|(nth, option)| (at("options", nth).key("id"), option.id.as_str()));
    let extras = asked.extras.iter().enumerate();
    let extras = extras.map(|(nth, extra)| (at("extras", nth).key("id"), extra.id.as_str()));
    unique(options.chain(extras), report);
    let tiers = asked.tiers.iter().map(|tier| tier.id.as_str()).collect();
    let extras = asked.extras.iter().map(|extra| extra.id.as_str()).collect();
    for (nth, option) in asked.options.iter().enumerate() {
        let place = at("options", nth);
        existing(&place.key("tier"), NameKind::Tier, &option.tier, &tiers, report);
        for (nth, need) in option.needs.iter().enumerate() {
            existing(&place.key("needs").index(nth), NameKind::Extra, need, &extras, report);
        }
    }
}

fn secret(
    asked: &Secret,
    item: &ItemOutline<'_>,
    place: &Place,
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    refer(asked.username.as_str(), &["field"], &place.key("username"), item, outline, report);
}

/// The kinds of items whose answer can go into a form.
const IN_FORMS: [&str; 9] =
    ["confirm", "field", "choice", "rights", "products", "secret", "list", "mapping", "result"];

fn hand_over(
    asked: &HandOver,
    item: &ItemOutline<'_>,
    place: &Place,
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    let place = place.key("fields");
    let names = asked.fields.iter().enumerate();
    unique(names.map(|(nth, name)| (place.index(nth), name.as_str())), report);
    for (nth, name) in asked.fields.iter().enumerate() {
        refer(name.as_str(), &IN_FORMS, &place.index(nth), item, outline, report);
    }
}

/// A name of another item, of one of a few kinds.
fn refer(
    name: &str,
    kinds: &[&str],
    place: &Place,
    own: &ItemOutline<'_>,
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    let shown = visible(name);
    if own.id == Some(name) {
        report.value(place, Expected::NotItself { name: shown });
        return;
    }
    match outline.item(name) {
        None => {
            report.value(place, Expected::Existing { thing: NameKind::Item, name: shown, meant: None });
        }
        Some(other) if other.kind.is_some_and(|kind| !kinds.contains(&kind)) => {
            let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            report.value(place, Expected::ItemOfKind { name: shown, kinds });
        }
        Some(_) => {}
    }
}
