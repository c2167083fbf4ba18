//! A handbook of one's own with the same words in every text there is, and one with them where they are wrong.

use serde_json::{Value, json};

/// What it is called: markup too, in few words.
pub const TITLE: &str = "Proef <b>vet</b>";

/// The words that would run, load or lead away. The report is tried with the same ones.
pub fn payloads() -> Vec<&'static str> {
    include_str!("../../../src-tauri/crates/exchange/tests/payloads.txt").lines().collect()
}

/// A handbook with a step for each of these words: as title, hint, part, label, advice, option, help and all else.
pub fn book(payloads: &[&str]) -> String {
    let text = |words: &str| json!({ "nl": words, "en": words });
    let warnings: Vec<Value> = payloads.iter().map(|words| json!({ "text": text(words) })).collect();
    // Every step lists them all, so a part of them has to do.
    let sources: Vec<Value> =
        payloads.iter().step_by(5).map(|words| json!({ "title": words, "read": "2026-11-02" })).collect();
    let steps: Vec<Value> = payloads.iter().enumerate().map(|(number, words)| step(number, words)).collect();
    top(&json!({
        "id": "eigen-proef", "version": 1, "title": text(TITLE), "short": text(TITLE), "partner": TITLE,
        "scope": "employer", "generation": "rest", "summary": text(payloads[0]),
        "afterwards": text(payloads[1]), "warnings": warnings, "sources": sources, "steps": steps,
    }))
}

/// The same steps, but these words also stand where only a few words may.
pub fn wrong_book(payloads: &[&str]) -> String {
    let text = json!({ "nl": "Stap", "en": "Step" });
    let steps: Vec<Value> = payloads
        .iter()
        .enumerate()
        .map(|(number, words)| {
            json!({ "id": format!("step-{number}"), "title": text, "hint": text, "who": words, "items": [] })
        })
        .collect();
    top(&json!({
        "id": "eigen-proef", "version": 1, "title": text, "short": text, "partner": "Proef",
        "scope": "employer", "generation": "rest", "summary": text, "afterwards": text, "steps": steps,
    }))
}

fn step(number: usize, words: &str) -> Value {
    let text = json!({ "nl": words, "en": words });
    let page = json!({ "label": words, "url": "https://proef.example/" });
    let mut items = vec![json!({
        "id": format!("line-{number}"), "label": text, "hint": text, "find": text, "advice": text,
        "ask": { "kind": "confirm" },
    })];
    if number == 0 {
        let open = json!({ "nl": "Open vraag", "en": "Open question" });
        items.push(json!({ "id": "open", "label": open, "ask": { "kind": "field", "type": "text" } }));
    }
    items.push(json!({ "id": format!("other-{number}"), "label": text, "optional": true, "ask": ask(number, words) }));
    json!({
        "id": format!("step-{number}"), "part": text, "title": text, "hint": text, "who": "office",
        "place": { "loket": [words], "page": page }, "items": items,
        "help": [{ "problem": text, "advice": text, "page": page }],
    })
}

/// Each kind of line in its turn, the words wherever it has any.
fn ask(number: usize, words: &str) -> Value {
    let text = json!({ "nl": words, "en": words });
    let options = json!([{ "id": "a", "text": text, "hint": text }, { "id": "b", "text": text }]);
    let column = |id: &str, kind: &str| json!({ "id": id, "label": text, "type": kind });
    // In a message braces are places to fill, so that words with braces of their own are refused there.
    let braces = words.contains(['{', '}']);
    match number % 9 {
        0 => json!({ "kind": "choice", "options": options }),
        1 => json!({ "kind": "list", "none": text, "columns": [column("a", "text"),
            { "id": "b", "label": text, "type": "choice", "options": options }] }),
        2 => json!({ "kind": "mapping", "from": column("a", "text"), "to": column("b", "text"),
            "remind": { "to": "x", "text": text } }),
        3 => json!({ "kind": "result", "fields": [column("a", "number"), column("b", "bedrag")],
            "product": { "label": text, "of": ["a", "b"] } }),
        4 => {
            json!({ "kind": "wait", "on": words.chars().take(80).collect::<String>(), "for": text, "days": 5,
            "then": text })
        }
        5 if !braces => json!({ "kind": "message", "subject": text, "body": text }),
        6 => json!({ "kind": "secret", "username": "open", "holder": text }),
        7 => json!({ "kind": "products", "tiers": [{ "id": "start", "name": text, "always": [text] }],
            "options": [{ "id": "a", "product": words, "text": text, "hint": text, "tier": "start", "needs": ["x"] }],
            "extras": [{ "id": "x", "product": words, "text": text }] }),
        8 => json!({ "kind": "hand-over", "fields": ["open"] }),
        _ => json!({ "kind": "field", "type": "text" }),
    }
}

/// TOML: each key of the top on a line of its own.
fn top(book: &Value) -> String {
    let keys = book.as_object().into_iter().flatten();
    keys.map(|(key, value)| format!("{key} = {}", inline(value))).collect::<Vec<_>>().join("\n")
}

fn inline(value: &Value) -> String {
    match value {
        Value::Array(values) => format!("[{}]", values.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(values) => {
            let pairs = values.iter().map(|(key, value)| format!("{key} = {}", inline(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        // A string or number of JSON is one of TOML too.
        other => other.to_string(),
    }
}
