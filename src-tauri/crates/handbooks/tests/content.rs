//! The handbooks that come with the app: complete, linked, and written as the house writes.

use std::collections::BTreeSet;
use std::path::Path;

use domain::{Handbook, Text};
use handbooks::{built_in, read_built_in};
use serde_json::Value;

/// The first line of each file: it tells editors which schema helps while typing.
const SCHEMA_LINE: &str = "#:schema ../../../../docs/handboek.schema.json";

/// A text, and where it stands.
struct Written {
    path: String,
    text: Text,
}

/// Every text in the two languages of a handbook.
fn texts(handbook: &Handbook) -> Vec<Written> {
    fn collect(value: &Value, path: &str, found: &mut Vec<Written>) {
        if let Ok(text) = serde_json::from_value::<Text>(value.clone()) {
            found.push(Written { path: path.to_owned(), text });
            return;
        }
        match value {
            Value::Object(keys) => {
                keys.iter().for_each(|(key, value)| collect(value, &format!("{path}.{key}"), found));
            }
            Value::Array(list) => {
                list.iter()
                    .enumerate()
                    .for_each(|(nth, value)| collect(value, &format!("{path}[{nth}]"), found));
            }
            _ => {}
        }
    }
    let mut found = vec![];
    collect(&serde_json::to_value(handbook).expect("a handbook is JSON"), handbook.id.as_str(), &mut found);
    found
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty())
}

#[test]
fn every_file_of_the_folder_is_built_in_under_its_own_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files: BTreeSet<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let listed: BTreeSet<_> = built_in().iter().map(|file| file.file.to_owned()).collect();
    assert_eq!(listed, files);
    for (file, handbook) in built_in().iter().zip(read_built_in().unwrap()) {
        assert_eq!(file.file, format!("{}.toml", handbook.id));
    }
}

#[test]
fn every_file_is_read_without_faults() {
    for file in built_in() {
        let faults = handbooks::read(file.file, file.text).err().unwrap_or_default();
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_file_names_the_schema_and_its_sources() {
    for file in built_in() {
        assert_eq!(file.text.lines().next(), Some(SCHEMA_LINE), "{}", file.file);
    }
    for handbook in read_built_in().unwrap() {
        assert!(!handbook.sources.is_empty(), "{}", handbook.id);
    }
}

#[test]
fn handbooks_lead_to_handbooks_that_are_there() {
    let handbooks = read_built_in().unwrap();
    for handbook in &handbooks {
        for next in &handbook.leads_to {
            assert!(handbooks.iter().any(|other| other.id == *next), "{} -> {next}", handbook.id);
        }
    }
}

#[test]
fn both_languages_say_something_of_their_own() {
    // A name is the same in both languages; a sentence is not.
    let mut same = vec![];
    for written in read_built_in().unwrap().iter().flat_map(texts) {
        let Text { nl, en } = &written.text;
        assert!(!nl.trim().is_empty() && !en.trim().is_empty(), "{}", written.path);
        if nl == en && nl.split_whitespace().count() > 5 {
            same.push(written.path);
        }
    }
    assert_eq!(same, Vec::<String>::new());
}

#[test]
fn nothing_is_left_untrimmed() {
    for written in read_built_in().unwrap().iter().flat_map(texts) {
        // A message may end in a line break: it is the end of its last line.
        for text in [written.text.nl.trim_end_matches('\n'), written.text.en.trim_end_matches('\n')] {
            assert_eq!(text, text.trim(), "{}", written.path);
            assert!(!text.contains("  "), "two spaces in {}", written.path);
        }
    }
}

#[test]
fn dutch_says_je() {
    let formal = ["u", "uw", "uzelf", "gelieve", "dient", "dienen", "middels"];
    let mut found = vec![];
    for written in read_built_in().unwrap().iter().flat_map(texts) {
        let stiff = words(&written.text.nl).find(|word| formal.contains(&word.as_str()));
        found.extend(stiff.map(|word| format!("{}: {word}", written.path)));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn hints_are_sentences() {
    let mut found = vec![];
    for written in read_built_in().unwrap().iter().flat_map(texts) {
        let ends = |text: &str| text.ends_with(['.', '?', '!', ':', ')']);
        let is_hint = |key| written.path.ends_with(key);
        // Under an option stands a word, not a sentence.
        let is_hint_of_line = is_hint(".hint") && !written.path.contains(".options[");
        let is_sentence = is_hint_of_line || is_hint(".advice") || is_hint(".then");
        // A list of signs may end with one of them.
        let ends_in_a_word = |text: &str| text.ends_with(char::is_alphanumeric);
        if is_sentence && (ends_in_a_word(&written.text.nl) || ends_in_a_word(&written.text.en)) {
            found.push(written.path.clone());
        }
        let step_hint = is_hint(".hint") && !written.path.contains(".items[");
        if step_hint && !(ends(&written.text.nl) && ends(&written.text.en)) {
            found.push(written.path);
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn titles_are_short_and_have_no_full_stop() {
    for handbook in read_built_in().unwrap() {
        let steps = handbook.steps.iter().map(|step| (step.id.as_str(), &step.title));
        let items = handbook.items().map(|(_, item)| (item.id.as_str(), &item.label));
        for (id, title) in steps.chain(items) {
            for text in [&title.nl, &title.en] {
                // A short form such as n.v.t. ends in one of its own.
                let last = text.rsplit(' ').next().unwrap_or_default();
                let ended = last.ends_with('.') && last.matches('.').count() == 1;
                assert!(!ended, "{}: {id}: {text}", handbook.id);
                assert!(text.chars().count() <= 100, "{}: {id}: {text}", handbook.id);
            }
        }
    }
}

#[test]
fn every_step_says_what_to_do_when_it_fails() {
    for handbook in read_built_in().unwrap() {
        let with_help = handbook.steps.iter().filter(|step| !step.help.is_empty()).count();
        // Not each small step can go wrong, but most can.
        assert!(with_help * 3 >= handbook.steps.len() * 2, "{}", handbook.id);
    }
}

#[test]
fn example_addresses_are_example_addresses() {
    // Addresses of the parties themselves stand in the sources; anybody else's would be invented.
    let known = ["api@loket.nl"];
    for file in built_in() {
        for word in file.text.split(|c: char| c.is_whitespace() || "\"',;()<>".contains(c)) {
            let address = word.trim_matches(['.', '?', '!']);
            let is_address =
                address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
            let allowed = known.contains(&address) || address.ends_with(".example");
            assert!(!is_address || allowed, "{}: {address}", file.file);
        }
    }
}

/// Sentences of the sources the handbooks were made from: the FNV-1a hash of their words, small and
/// with single spaces. Facts are free to take; sentences are not.
const SOURCES: &str = include_str!("source-sentences.txt");

fn hash(sentence: &str) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    sentence.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[test]
fn no_sentence_is_taken_from_a_source() {
    assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
    let sources: BTreeSet<_> = SOURCES.lines().map(|line| u64::from_str_radix(line, 16).unwrap()).collect();
    let mut sentences = 0;
    for written in read_built_in().unwrap().iter().flat_map(texts) {
        for sentence in written.text.nl.split(['.', '!', '?', '\n']) {
            let words: String = sentence.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
            let words = words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(!sources.contains(&hash(&words)), "{}: {sentence}", written.path);
            sentences += 1;
        }
    }
    assert!(sources.len() > 50 && sentences > 500);
}
