//! Products (modules) of employers and of the office.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{ApiResult, Call};
use crate::answer::{Answer, Refusal, message};
use crate::catalogue::{Product, catalogue, product_id};
use crate::ids::{Kind, id};

/// The main product of `MijnLoket`; those from it to the last of its bundle need it.
pub(crate) const MIJN_LOKET: u16 = 600;

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    let on = call.office.products(call.employer_number()?);
    let items =
        catalogue().products.iter().filter(|product| on.contains(&product.number)).map(written).collect();
    Ok(Answer::Whole { items, paging: true, version: true })
}

pub(super) fn of_provider(call: &mut Call<'_>) -> ApiResult {
    call.provider()?;
    let items = catalogue().products.iter().map(written).collect();
    Ok(Answer::Whole { items, paging: true, version: true })
}

fn written(product: &Product) -> Value {
    let first = catalogue().products.iter().find(|other| other.bundle == product.bundle).unwrap_or(product);
    json!({
        "id": product.id(), "description": product.text, "number": product.number,
        "bundle": {"id": id(Kind::Bundle, 0, u32::from(first.number)), "description": product.bundle}
    })
}

pub(super) fn switch(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let asked = read_body(&call.body)?;
    let addendum = call.office.waits_for_addendum(employer);
    let products = switched(&call.office.products(employer), &asked, addendum)?;
    call.office.live.products.insert(employer, products);
    call.office.live.touch_employer(employer);
    Ok(Answer::Done)
}

fn read_body(body: &Value) -> Result<Vec<(u16, bool)>, Refusal> {
    let list = body.as_array().ok_or_else(|| Refusal::rule("The body has to be a list", "body"))?;
    list.iter()
        .map(|entry| {
            let given = entry["id"].as_str().and_then(|text| Uuid::parse_str(text).ok());
            let known = catalogue().products.iter().find(|product| Some(product_id(product.number)) == given);
            let known = known.ok_or_else(|| Refusal::rule("Unknown module", "id"))?;
            match entry["action"].as_str() {
                Some("enable") => Ok((known.number, true)),
                Some("disable") => Ok((known.number, false)),
                _ => Err(Refusal::rule("The action has to be enable or disable", "action")),
            }
        })
        .collect()
}

/// The products after switching.
///
/// # Errors
/// A conflict when they do not go together; a broken rule when an addendum is needed first.
pub(crate) fn switched(
    on: &BTreeSet<u16>,
    asked: &[(u16, bool)],
    addendum: bool,
) -> Result<BTreeSet<u16>, Refusal> {
    let mut after = on.clone();
    for (number, enable) in asked {
        if *enable {
            after.insert(*number);
        } else {
            after.remove(number);
        }
    }
    let mijn_loket = |number: &u16| (MIJN_LOKET..MIJN_LOKET + 100).contains(number);
    if addendum && after.iter().any(mijn_loket) {
        return Err(Refusal::rule(
            "MijnLoket is not available for this employer: an addendum has to be signed",
            "id",
        ));
    }
    let mut conflicts = Vec::new();
    let mut conflict = |number: u16, why: &str| {
        let id = product_id(number).to_string();
        conflicts.push(message("BrokenBusinessRule", why, "id", Some(&id)));
    };
    if !after.contains(&MIJN_LOKET) {
        for number in after.iter().filter(|number| mijn_loket(number)) {
            conflict(*number, "The module needs MijnLoket");
        }
    }
    if after.contains(&71) && after.contains(&72) {
        conflict(72, "Dossiervorming is Lite or Extended, not both");
    }
    if !after.contains(&10) {
        conflict(10, "Salarisverwerking cannot be switched off");
    }
    if conflicts.is_empty() { Ok(after) } else { Err(Refusal::Conflict(conflicts)) }
}
