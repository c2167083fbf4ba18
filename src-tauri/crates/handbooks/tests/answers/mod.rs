//! Good answers to any line of a handbook.

use std::collections::BTreeSet;

use domain::Handbook;
use domain::answer::{Answer, Personal};
use domain::field::FieldType;
use domain::item::{Ask, Column, Item};
use jiff::civil::date;

fn value(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Number | FieldType::Personeelsnummer => "7",
        FieldType::Bedrag => "12.50",
        FieldType::Datum => "2026-11-20",
        FieldType::Email => "koppeling@kantoor.example",
        FieldType::Telefoon => "0612345678",
        FieldType::Loonheffingennummer => "111222333L01",
        FieldType::WerkgeverId => "0f8fad5b-d9cb-469f-a165-70867728950e",
        FieldType::Raamwerkcontractnummer => "A02012345",
        FieldType::Kvk => "12345678",
        FieldType::Omgevingscode => "KV-77",
        FieldType::Gebruikersnaam => "koppel.bakker",
        FieldType::Voorletters => "K",
        FieldType::Achternaam => "Koppeling",
        FieldType::Componentcode => "310",
        FieldType::Text | FieldType::LongText | FieldType::Choice => "Zonneveld",
    }
}

fn cell(column: &Column) -> Personal {
    column.options.last().map_or(value(column.field_type), |option| option.id.as_str()).into()
}

/// A good answer to an item, with the `pick`th option of a choice; none for a wait.
pub fn answer(item: &Item, book: &Handbook, pick: usize) -> Option<Answer> {
    let day = Some(date(2026, 11, 20));
    Some(match &item.ask {
        Ask::Wait(_) => return None,
        Ask::Confirm(_) => Answer::Confirmed,
        Ask::Field(_) if item.id == "upload-year" => Answer::of("2026"),
        Ask::Field(asked) => Answer::of(value(asked.field_type)),
        Ask::Choice(asked) => Answer::of(&asked.options[pick % asked.options.len()].id),
        Ask::Rights(asked) => {
            Answer::Set { ids: asked.rights.iter().map(|right| right.id().into()).collect() }
        }
        Ask::Products(asked) => {
            let of = |products: &domain::variant::Products| -> BTreeSet<String> {
                products.options.iter().map(|option| option.id.clone()).collect()
            };
            let chosen = asked.compare.as_ref().and_then(|other| book.item(other));
            match chosen.map(|(_, item)| &item.ask) {
                Some(Ask::Products(chosen)) => {
                    let extras = chosen.extras.iter().map(|extra| extra.id.clone());
                    Answer::Set { ids: of(chosen).into_iter().chain(extras).collect() }
                }
                _ => Answer::Set { ids: of(asked) },
            }
        }
        Ask::Secret(_) => Answer::Kept,
        Ask::Message(_) => Answer::Sent,
        Ask::HandOver(_) => Answer::HandedOver { filled: day, sent: day, processed: day },
        Ask::List(_) | Ask::Mapping(_) | Ask::Result(_) => {
            let row = item.ask.columns().into_iter().map(cell).collect();
            Answer::Rows { rows: vec![row], none: false }
        }
    })
}
