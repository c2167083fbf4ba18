//! What a fictional office types: values that read, and products that ask for something.

use std::collections::{BTreeMap, BTreeSet};

use domain::field::FieldType;
use domain::handbook::Handbook;
use domain::id::ItemId;
use domain::item::{Ask, Field};
use domain::variant::Products;

/// A value of a kind, as one types it.
pub fn sample(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text | FieldType::Choice => "Zonneveld 12",
        FieldType::LongText => "Twee mensen zijn nieuw deze maand.",
        FieldType::Number => "12",
        FieldType::Bedrag => "1.250,50",
        FieldType::Datum => "20-11-2026",
        FieldType::Email => "koppeling@kantoor.example",
        FieldType::Telefoon => "0612345678",
        FieldType::Loonheffingennummer => "111222333L01",
        FieldType::WerkgeverId => "0f8fad5b-d9cb-469f-a165-70867728950e",
        FieldType::Raamwerkcontractnummer => "A020.12345",
        FieldType::Kvk => "12345678",
        FieldType::Personeelsnummer => "7",
        FieldType::Omgevingscode => "OMG-4711",
        FieldType::Gebruikersnaam => "koppeling.zonneveld",
        FieldType::Voorletters => "K",
        FieldType::Achternaam => "Koppeling",
        FieldType::Componentcode => "310",
    }
}

/// A value for a field, within its bounds.
pub fn sample_of(asked: &Field) -> &'static str {
    // The only one above twelve is a year.
    if asked.min.is_some_and(|least| least > 12) { "2026" } else { sample(asked.field_type) }
}

/// The products to tick, as id and words on the page: to choose, those that were planned or one out of two; to
/// compare, all that were chosen and what they need.
pub fn products(
    asked: &Products,
    handbook: &Handbook,
    said: &BTreeMap<ItemId, BTreeSet<String>>,
    planned: Option<&str>,
) -> Vec<(String, String)> {
    let Some(compared) = &asked.compare else {
        let options = asked.options.iter().enumerate();
        let wanted = options.filter(|(place, option)| match planned {
            Some(ids) => ids.split(',').any(|id| id == option.id),
            None => place % 2 == 0,
        });
        return wanted.map(|(_, option)| (option.id.clone(), option.text.nl.clone())).collect();
    };
    let Some(Ask::Products(source)) = handbook.item(compared).map(|(_, item)| &item.ask) else {
        return vec![];
    };
    let chosen = said.get(compared).cloned().unwrap_or_default();
    let needed: BTreeSet<String> = source.outcome(&chosen).needs.into_iter().map(|need| need.extra).collect();
    let options = source.options.iter().map(|option| (&option.id, &option.product));
    let extras = source.extras.iter().map(|extra| (&extra.id, &extra.product));
    options
        .chain(extras)
        .filter(|(id, _)| chosen.contains(*id) || needed.contains(*id))
        .map(|(id, name)| (id.clone(), name.clone()))
        .collect()
}
