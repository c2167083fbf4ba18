//! One word a thing, in every text that a user reads.

use crate::sources::{Source, below, none};

/// Folders and files with texts for users: the page, what goes into the records, handbooks, reports, windows of the
/// system, the sandbox, and the documents in Dutch.
const TEXTS: &[(&str, &[&str])] = &[
    ("ui/src/words", &[".ts"]),
    ("src-tauri/crates/domain/words", &[".json"]),
    ("src-tauri/crates/handbooks/content", &[".toml"]),
    ("src-tauri/crates/exchange/src", &[".rs"]),
    ("src-tauri/src", &["questions.rs", "start_faults.rs"]),
    ("src-tauri/crates/sandbox/src/control_panel", &[".rs"]),
    ("src-tauri/crates/sandbox/src/oauth", &[".rs"]),
    ("src-tauri/crates/sandbox/src", &["page.rs"]),
    ("src-tauri/crates/sandbox/data", &["office.toml", "catalogue.toml"]),
    ("docs", &["handboek-schrijven.md", "oefenen.md"]),
    (".", &["README.md"]),
];

/// What has another word, also as a part of a longer one.
const PARTS: &[(&str, &str)] = &[
    ("bladzijde", "pagina"),
    ("inlog", "aanmelden"),
    ("ingelogd", "aangemeld"),
    ("in te loggen", "aan te melden"),
    ("nakijk", "controleren"),
    ("nagekeken", "gecontroleerd"),
    ("kijk het na", "controleer het"),
    ("kijk na wat", "controleer wat"),
    ("verloning", "loonperiode"),
    ("verzegel", "versleuteld"),
    ("verdeeleenhe", "verdelingseenheid"),
    ("werknemer", "medewerker"),
    ("client-id", "client ID"),
    ("bezig met openen", "... laden"),
    ("are your turn", "it is your turn in ..."),
    ("dossier is your turn", "it is your turn in ..."),
    ("nothing is your turn", "nothing is waiting for you"),
    ("rests on", "is based on"),
    ("looks for you", "checks for you"),
    ("right too many", "rights that are not needed"),
    ("rights too many", "rights that are not needed"),
    ("calls it too many", "reports it as not needed"),
    ("here stands", "found"),
    ("stands out", "worth a look"),
];

/// What has another word, as a word of its own.
const WORDS: &[(&str, &str)] = &[
    ("toepassing", "applicatie"),
    ("toepassingen", "applicaties"),
    ("vergeet", "verwijder"),
    ("vergeten", "verwijderd"),
    ("tilt", "wordt hoger"),
    ("tillen", "hoger worden"),
    ("aan jou", "jij bent aan zet"),
    ("geheim", "client secret"),
];

/// Texts of buttons that cancel, in their own letters.
const BUTTONS: &[&str] = &["'Niet doen'", "'Annuleer'", "\"Annuleer\"", "'Sluit'", "'Do not'"];

/// What may stand all the same: where, what, and why.
const ALLOWED: &[(&str, &str, &str)] =
    &[("", "van toepassing", "says what applies"), ("", "Werknemerloket", "a product of Loket, by its name")];

#[test]
fn words_keep_to_what_the_screens_say() {
    let texts = texts();
    assert!(texts.len() > 60, "{} files", texts.len());
    let mut findings = Vec::new();
    for Source { path, text } in &texts {
        for (number, line) in text.lines().enumerate() {
            let wrong = wrong_words(&without_allowed(path, line));
            findings.extend(wrong.iter().map(|wrong| format!("{path}:{}: {wrong}", number + 1)));
            // What goes into the records is read on paper too.
            if path.starts_with("src-tauri/crates/domain/words") && line.contains("scherm") {
                findings.push(format!("{path}:{}: `scherm`", number + 1));
            }
        }
    }
    none("one word a thing", &findings);
}

#[test]
fn only_its_own_file_names_the_keychain_of_the_system() {
    let files = below("ui/src/words", &[".ts"]);
    let names = |source: &&Source| {
        let text = source.text.to_lowercase();
        text.contains("sleutelhanger") || text.contains("sleutelring")
    };
    let found: Vec<&str> = files
        .iter()
        .filter(names)
        .map(|file| &*file.path)
        .filter(|path| !path.ends_with(".test.ts"))
        .collect();
    assert_eq!(found, ["ui/src/words/keychain/nl.ts"]);
}

#[test]
fn a_word_inside_another_is_another_word() {
    for fine in [
        "Controleren",
        "Dit is niet van toepassing",
        "De tilting",
        "onvergetelijk",
        "Pagina",
        "Geheimhouding",
    ] {
        assert_eq!(wrong_words(&without_allowed("", fine)), Vec::<String>::new(), "{fine}");
    }
    for wrong in
        ["Nagekeken in Loket", "De Toepassing", "Vergeet", "Dit tilt op", "Niets is aan jou", "'Niet doen'"]
    {
        assert_eq!(wrong_words(&without_allowed("", wrong)).len(), 1, "{wrong}");
    }
}

fn texts() -> Vec<Source> {
    let all = TEXTS.iter().flat_map(|(folder, endings)| below(folder, endings));
    all.filter(|file| !file.path.ends_with(".test.ts") && !file.path.contains("tests")).collect()
}

fn without_allowed(path: &str, line: &str) -> String {
    let here = ALLOWED.iter().filter(|(file, ..)| file.is_empty() || *file == path);
    here.fold(line.to_owned(), |line, (_, allowed, _)| line.replace(allowed, ""))
}

/// Each word of a line that has a better one.
fn wrong_words(line: &str) -> Vec<String> {
    let lower = line.to_lowercase();
    let parts = PARTS.iter().filter(|(part, _)| lower.contains(part));
    let words = WORDS.iter().filter(|(word, _)| has_word(&lower, word));
    let said = parts.chain(words).map(|(wrong, better)| format!("`{wrong}`, say `{better}`"));
    let buttons = BUTTONS.iter().filter(|button| line.contains(**button));
    said.chain(buttons.map(|button| format!("{button}, say Annuleren, Sluiten or Cancel"))).collect()
}

/// Whether a text has a word, with no letter before or after it.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !letter(text[..start].chars().next_back()) && !letter(text[start + word.len()..].chars().next())
    })
}
