//! The guide to writing a handbook tells what works, and all of it.

use std::collections::BTreeSet;

use handbooks::{read, schema};
use serde_json::Value;

const GUIDE: &str = include_str!("../../../../docs/handboek-schrijven.md");

/// The TOML in the guide: first the example, then items to add to it.
fn blocks() -> Vec<String> {
    let guide = GUIDE.replace("\r\n", "\n");
    let blocks = guide.split("```toml\n").skip(1);
    blocks.filter_map(|block| Some(block.split_once("\n```")?.0.to_owned())).collect()
}

fn faults_of(text: &str) -> Vec<String> {
    let faults = read("handboek-schrijven.md", text).err().unwrap_or_default();
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_example_is_read_without_faults() {
    assert_eq!(faults_of(&blocks()[0]), Vec::<String>::new());
}

/// An editor that knows TOML 1.0 shows no faults in what the guide advises.
#[test]
fn every_block_is_toml_1_0() {
    for block in blocks() {
        let read = block.parse::<toml_1_0::Table>();
        assert!(read.is_ok(), "{block}\n{}", read.unwrap_err());
    }
}

#[test]
fn the_fault_it_shows_is_the_one_that_comes() {
    let broken = blocks()[0].replacen("type = \"gebruikersnaam\"", "type = \"gebruiker\"", 1);
    let faults = read("salarisarchief.toml", &broken).unwrap_err();
    let shown = faults[0].to_string();
    let start = shown.split(", `number`").next().unwrap();
    assert!(GUIDE.contains(start), "{shown}");
}

#[test]
fn everything_else_can_be_added_to_the_example() {
    let blocks = blocks();
    assert!(blocks.len() > 10);
    assert_eq!(faults_of(&blocks.join("\n\n")), Vec::<String>::new());
}

#[test]
fn every_kind_of_item_is_shown() {
    let text = blocks().join("\n\n");
    let handbook = read("handboek-schrijven.md", &text).unwrap();
    let asks = handbook.items().map(|(_, item)| serde_json::to_value(&item.ask).unwrap());
    let shown: BTreeSet<_> = asks.map(|ask| ask["kind"].clone().to_string()).collect();
    let branches = schema().pointer("/definitions/Ask/oneOf").unwrap().as_array().unwrap();
    let kinds = branches.iter().map(|branch| branch["properties"]["kind"]["const"].to_string());
    assert_eq!(shown, kinds.collect());
}

#[test]
fn every_key_and_every_word_is_named() {
    let mut names = BTreeSet::new();
    collect(schema(), &mut names);
    assert!(names.len() > 100);
    let is_named = |name: &String| {
        // As code, as a key with its value, or at the head of a table.
        let forms = [
            format!("`{name}`"),
            format!("{name} = "),
            format!("\"{name}\""),
            format!("[[{name}]]"),
            format!("[[steps.{name}]]"),
        ];
        forms.iter().any(|form| GUIDE.contains(form))
    };
    let missing: Vec<_> = names.iter().filter(|name| !is_named(name)).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// The keys and the fixed words of a schema.
fn collect(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(parts) => {
            let keys = parts.get("properties").and_then(Value::as_object);
            names.extend(keys.into_iter().flat_map(|keys| keys.keys().cloned()));
            names.extend(parts.get("const").and_then(Value::as_str).map(str::to_owned));
            parts.values().for_each(|part| collect(part, names));
        }
        Value::Array(parts) => parts.iter().for_each(|part| collect(part, names)),
        _ => {}
    }
}
