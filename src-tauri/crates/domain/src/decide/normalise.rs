//! Answers in the form in which they are kept.

use crate::answer::{Answer, Personal};
use crate::field::{self, FieldType};
use crate::item::Ask;

/// The answer with values that read as their type in the form in which they are kept. What does not read stays as
/// typed: nothing entered is lost.
pub(super) fn normalised(ask: &Ask, answer: Answer) -> Answer {
    match (ask, answer) {
        (Ask::Field(asked), Answer::Value { value }) => {
            Answer::Value { value: kept(asked.field_type, value) }
        }
        (ask, Answer::Rows { rows, none }) => {
            let columns = ask.columns();
            let row = |row: Vec<Personal>| {
                let kinds = columns.iter().map(|column| column.field_type);
                row.into_iter().zip(kinds).map(|(value, kind)| kept(kind, value)).collect()
            };
            Answer::Rows { rows: rows.into_iter().map(row).collect(), none }
        }
        (_, other) => other,
    }
}

fn kept(kind: FieldType, value: Personal) -> Personal {
    match value {
        Personal::Clear(typed) => {
            Personal::Clear(field::read(kind, &typed).map_or(typed, |reading| reading.value))
        }
        sealed @ Personal::Sealed(_) => sealed,
    }
}
