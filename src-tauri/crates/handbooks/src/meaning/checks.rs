//! What Loket and the hours runs can be asked about: whether the item and the handbook give them what they need.

use domain::Ask;
use domain::check::CheckId;
use domain::field::FieldType;
use domain::handbook::{Generation, Scope};
use domain::hours::proof::{BY_FILE, RunProof, STRAIGHT};
use serde::Serialize;

use crate::fault::Expected;
use crate::meaning::fills::type_name;
use crate::outline::{ItemOutline, Outline};
use crate::report::Report;

/// Checks that the item can carry its check, in this handbook.
pub(super) fn check(item: &ItemOutline<'_>, outline: &Outline<'_>, report: &mut Report<'_>) {
    of_runs(item, outline, report);
    let Some(check) = item.check else { return };
    let (place, support) = (item.place.key("check"), check.support());
    let name = written(check);
    if support.of_employer && outline.scope == Some(Scope::Office) {
        report.value(&place, Expected::NoEmployer { name: name.clone() });
    }
    let is_standard = |one: &ItemOutline<'_>| one.check == Some(CheckId::UserIsStandard);
    if support.ordinary_user
        && outline.generation == Some(Generation::Soap)
        && !outline.items().any(is_standard)
    {
        report.value(&place, Expected::OrdinaryUser { name: name.clone() });
    }
    if support.condition_on_products && !names_products(item, outline) {
        report.value(&place, Expected::CheckCondition { name: name.clone() });
    }
    let Some(kind) = item.kind else { return };
    if !support.kinds.contains(&kind) {
        let kinds = support.kinds.iter().map(|kind| (*kind).to_owned()).collect();
        report.value(&place, Expected::CheckKind { name, kinds });
        return;
    }
    let Some(ask) = &item.ask else { return };
    let asked = types(ask);
    if !support.types.is_empty() && !asked.iter().any(|found| support.types.contains(found)) {
        let types = support.types.iter().map(|known| type_name(*known)).collect();
        report.value(&place, Expected::CheckType { name, types });
    }
}

/// Checks that the item can rest on what it asks of the hours runs.
fn of_runs(item: &ItemOutline<'_>, outline: &Outline<'_>, report: &mut Report<'_>) {
    let Some(RunProof { fact, .. }) = item.run else { return };
    let (place, name) = (item.place.key("run").key("fact"), written(fact));
    if outline.scope == Some(Scope::Office) {
        report.value(&place, Expected::NoEmployer { name: name.clone() });
    }
    if item.kind.is_some_and(|kind| kind != fact.kind()) {
        report.value(&place, Expected::RunKind { name, kind: fact.kind().to_owned() });
        return;
    }
    let ways = [BY_FILE, STRAIGHT];
    if let Some(Ask::Choice(asked)) = &item.ask
        && !asked.options.iter().any(|option| ways.contains(&option.id.as_str()))
    {
        let allowed = ways.map(str::to_owned).into();
        report.value(&place, Expected::FillOption { fill: name, allowed });
    }
}

/// Whether the item's condition is on an item with products. One on an item that is not there is a fault already.
fn names_products(item: &ItemOutline<'_>, outline: &Outline<'_>) -> bool {
    item.when.as_ref().is_some_and(|when| {
        outline
            .item(when.item.as_str())
            .is_none_or(|decides| decides.kind.is_none_or(|kind| kind == "products"))
    })
}

/// The types of the values of a field or of the columns.
fn types(ask: &Ask) -> Vec<FieldType> {
    match ask {
        Ask::Field(field) => vec![field.field_type],
        Ask::List(list) => list.columns.iter().map(|column| column.field_type).collect(),
        Ask::Mapping(mapping) => vec![mapping.from.field_type, mapping.to.field_type],
        _ => vec![],
    }
}

/// The name of a check or fact as a handbook writes it.
fn written(named: impl Serialize) -> String {
    let name = serde_json::to_value(named).ok();
    name.as_ref().and_then(|name| name.as_str()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::KINDS;
    use crate::schema::schema;

    #[test]
    fn every_check_can_be_asked_of_kinds_that_exist() {
        let known = schema().pointer("/definitions/CheckId/oneOf").unwrap().as_array().unwrap();
        assert!(known.len() > 25);
        for one in known {
            let check: CheckId = serde_json::from_value(one["const"].clone()).unwrap();
            let kinds = check.support().kinds;
            assert!(!kinds.is_empty() && kinds.iter().all(|kind| KINDS.contains(kind)), "{check:?}");
        }
    }
}
