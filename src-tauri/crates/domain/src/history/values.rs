//! Answers in a few words, as a person writes them.

use super::{clear, day, in_both, same};
use crate::answer::{Answer, Personal};
use crate::display;
use crate::handbook::Handbook;
use crate::item::{Ask, Choosable, Column, Item};
use crate::record_words::{self, Mark};
use crate::text::{Language, Text};

/// How many rows are named; how many more there are is counted.
const NAMED_ROWS: usize = 20;

/// An answer in a few words, in both languages; none when it is sealed or has no short form. The handbook names the
/// products that are compared with a choice.
pub fn shown(item: &Item, answer: &Answer, handbook: &Handbook) -> Option<Text> {
    match (answer, &item.ask) {
        (Answer::Value { value }, Ask::Choice(choice)) => {
            let id = value.clear()?;
            choice.options.iter().find(|option| option.id == id).map(|option| option.text.clone())
        }
        (Answer::Value { value }, Ask::Field(field)) => {
            value.clear().map(|words| same(&display::value(field.field_type, words)))
        }
        (Answer::Value { value }, _) => clear(value),
        (Answer::Set { ids }, Ask::Rights(asked)) => Some(in_both(|language| {
            let (ticked, not) = asked.ticked_and_not(ids);
            let ticked = (!ticked.is_empty()).then(|| ticked.join(", "));
            let both = [ticked, record_words::not_ticked(&not, language)];
            both.into_iter().flatten().collect::<Vec<_>>().join("; ")
        })),
        (Answer::Set { ids }, Ask::Products(products)) => Some(in_both(|language| {
            let (on, off) = products.on_and_off(ids, handbook);
            if on.is_empty() && off.is_empty() {
                return record_words::mark(Mark::NoProducts, language).to_owned();
            }
            if products.compare.is_some() {
                record_words::switched(&on, &off, language)
            } else {
                on.join(", ")
            }
        })),
        (Answer::Rows { rows, none }, ask) => Some(in_both(|language| {
            if rows.is_empty() && *none {
                return record_words::no_rows(ask, language).to_owned();
            }
            self::rows(rows, ask, language)
        })),
        (Answer::HandedOver { filled, sent, processed }, _) => processed.or(*sent).or(*filled).map(day),
        _ => None,
    }
}

/// Rows by name: what stands in the first cell, with the other cells after it. Where something is sealed, how many.
fn rows(rows: &[Vec<Personal>], ask: &Ask, language: Language) -> String {
    let count = |count| record_words::rows(count, language);
    if rows.iter().flatten().any(|value| value.clear().is_none()) {
        return count(rows.len());
    }
    let columns = ask.columns();
    let labelled = matches!(ask, Ask::Result(_));
    let named = rows.iter().take(NAMED_ROWS).map(|row| row_name(row, &columns, labelled, language));
    let mut named: Vec<String> = named.filter(|name| !name.is_empty()).collect();
    if named.is_empty() {
        return count(rows.len());
    }
    if rows.len() > NAMED_ROWS {
        named.push(record_words::more_rows(rows.len() - NAMED_ROWS, language));
    }
    named.join("; ")
}

fn row_name(row: &[Personal], columns: &[&Column], labelled: bool, language: Language) -> String {
    let cells = row.iter().zip(columns).filter_map(|(value, column)| {
        let value = value.clear().map(str::trim).filter(|value| !value.is_empty())?;
        let value = option_text(&column.options, &display::value(column.field_type, value), language);
        Some(if labelled { format!("{}: {value}", column.label.in_language(language)) } else { value })
    });
    let cells: Vec<String> = cells.collect();
    match cells.split_first() {
        Some((name, more)) if !labelled && !more.is_empty() => format!("{name} ({})", more.join(", ")),
        _ => cells.join(", "),
    }
}

fn option_text(options: &[Choosable], id: &str, language: Language) -> String {
    let option = options.iter().find(|option| option.id == id);
    option.map_or_else(|| id.to_owned(), |option| option.text.in_language(language).to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn handbook() -> Handbook {
        let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
        let item = |id: &str, ask| serde_json::json!({ "id": id, "label": text("l"), "ask": ask });
        let column = |id: &str, kind: &str| serde_json::json!({ "id": id, "label": text(id), "type": kind });
        let option =
            |id: &str| serde_json::json!({ "id": id, "product": id, "text": text(id), "tier": "start" });
        let book = serde_json::json!({
            "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p",
            "scope": "employer", "generation": "rest", "summary": text("t"), "afterwards": text("t"),
            "steps": [ { "id": "first", "title": text("t"), "hint": text("t"), "who": "office", "items": [
                item("rights", serde_json::json!({ "kind": "rights", "rights": ["viewHrm", "viewLeave"] })),
                item("chosen", serde_json::json!({
                    "kind": "products", "tiers": [{ "id": "start", "name": text("Start") }],
                    "options": [option("Verlof"), option("Declaraties"), option("Assistent")],
                    "extras": [{ "id": "workflow", "product": "Workflow", "text": text("w") }]
                })),
                item("on", serde_json::json!({ "kind": "products", "compare": "chosen" })),
                item("directors", serde_json::json!({
                    "kind": "list", "columns": [column("name", "text"), column("number", "personeelsnummer")],
                    "none": text("Geen enkele DGA")
                })),
                item("departments", serde_json::json!({
                    "kind": "mapping", "from": column("department", "text"), "to": column("code", "text")
                })),
                item("result", serde_json::json!({
                    "kind": "result", "fields": [column("medewerkers", "number"), column("dag", "datum")]
                })) ] } ]
        });
        serde_json::from_value(book).unwrap()
    }

    fn said(id: &str, answer: &Answer) -> [String; 2] {
        let handbook = handbook();
        let (_, item) = handbook.item(&id.into()).unwrap();
        let text = shown(item, answer, &handbook).unwrap();
        [text.nl, text.en]
    }

    fn set(ids: &[&str]) -> Answer {
        Answer::Set { ids: ids.iter().map(ToString::to_string).collect::<BTreeSet<_>>() }
    }

    fn rows(rows: &[[&str; 2]]) -> Answer {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).into()).collect());
        Answer::Rows { rows: rows.collect(), none: false }
    }

    #[test]
    fn products_are_named_and_those_that_are_compared_are_on_or_off() {
        let on = set(&["Verlof", "workflow"]);
        assert_eq!(
            said("on", &on),
            [
                "aan: Verlof, Workflow; uit: Declaraties, Assistent",
                "on: Verlof, Workflow; off: Declaraties, Assistent"
            ]
        );
        assert_eq!(said("on", &set(&[]))[0], "uit: Verlof, Declaraties, Assistent");
        assert_eq!(said("chosen", &set(&["Verlof", "Assistent"]))[0], "Verlof, Assistent");
    }

    #[test]
    fn rights_are_named_and_so_are_those_that_are_not_ticked() {
        assert_eq!(
            said("rights", &set(&["viewHrm"])),
            [
                "Raadplegen HRM; niet aangevinkt: Raadplegen verlofadministratie",
                "Raadplegen HRM; not ticked: Raadplegen verlofadministratie"
            ]
        );
        assert_eq!(
            said("rights", &set(&["viewHrm", "viewLeave"]))[0],
            "Raadplegen HRM, Raadplegen verlofadministratie"
        );
    }

    #[test]
    fn rows_are_named_with_what_belongs_to_them() {
        let directors = rows(&[["P. Proef", "14"], ["Z. Voorbeeld", ""]]);
        assert_eq!(said("directors", &directors)[0], "P. Proef (14); Z. Voorbeeld");
        assert_eq!(said("departments", &rows(&[["Keuken", "100"]]))[0], "Keuken (100)");
        assert_eq!(said("result", &rows(&[["12", "2026-11-20"]]))[0], "medewerkers: 12, dag: 20-11-2026");
        let none = Answer::Rows { rows: vec![], none: true };
        assert_eq!(said("directors", &none)[0], "Geen enkele DGA");
        assert_eq!(said("departments", &none)[0], "Er is er geen");
    }

    #[test]
    fn rows_that_cannot_be_read_or_are_many_are_counted() {
        let sealed = vec![vec![Personal::Sealed("AAAA".into()), "14".into()]];
        assert_eq!(said("directors", &Answer::Rows { rows: sealed.clone(), none: false })[0], "1 regel");
        let two = [sealed.clone(), sealed].concat();
        assert_eq!(said("directors", &Answer::Rows { rows: two, none: false }), ["2 regels", "2 rows"]);
        let many = said("departments", &rows(&[["Keuken", "100"]; 23]));
        assert!(many[0].ends_with("; Keuken (100); en nog 3"), "{}", many[0]);
        assert_eq!(many[0].matches("Keuken").count(), NAMED_ROWS);
    }
}
