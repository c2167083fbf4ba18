//! The words for what stands in the records, in both languages: one source for the screens and for all files.
//!
//! They stand in `words/nl.json` and `words/en.json`, which the page imports too. A text has places such as `{item}`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::history::HistoryLine;
use crate::progress::{DossierStatus, StepStatus};
use crate::reading::AccessBlock;
use crate::text::{Language, Text};
use crate::verdict::Outcome;

type Texts = BTreeMap<String, String>;

/// All words of one language, by group and then by the name of what they are for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordWords {
    happenings: Texts,
    statuses: Texts,
    outcomes: Texts,
    bars: Texts,
}

static DUTCH: LazyLock<RecordWords> = LazyLock::new(|| read(include_str!("../words/nl.json")));
static ENGLISH: LazyLock<RecordWords> = LazyLock::new(|| read(include_str!("../words/en.json")));

/// They are part of the program: a test shows that they read and that nothing is missing.
fn read(text: &str) -> RecordWords {
    serde_json::from_str(text).unwrap_or_default()
}

fn words(language: Language) -> &'static RecordWords {
    match language {
        Language::Nl => &DUTCH,
        Language::En => &ENGLISH,
    }
}

fn text<'a>(texts: &'a Texts, name: &str) -> &'a str {
    texts.get(name).map_or("", String::as_str)
}

/// The name of a variant as it crosses to the page.
fn name_of(variant: impl Serialize) -> String {
    let name = serde_json::to_value(variant).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Fills the places of a text. After a value that ends a sentence no colon follows.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let value = values.iter().find(|(place, _)| *place == name).map_or("", |(_, value)| value);
        filled.push_str(before);
        filled.push_str(value);
        let ends = value.ends_with(['.', '?', '!']);
        rest = after.strip_prefix(':').filter(|_| ends).unwrap_or(after);
    }
    filled + rest
}

/// A line of the history as a sentence.
pub fn happening(line: &HistoryLine, language: Language) -> String {
    let texts = &words(language).happenings;
    let in_language = |text: &Option<Text>| {
        text.as_ref().map(|text| text.in_language(language).to_owned()).unwrap_or_default()
    };
    let (step, item, value) = (in_language(&line.step), in_language(&line.item), in_language(&line.value));
    let subject = if item.is_empty() { &step } else { &item };
    let values = [("step", &*step), ("item", &*item), ("value", &*value), ("subject", subject)];
    let name = name_of(line.what);
    let with = text(texts, &format!("{name}With"));
    let complete =
        values.iter().all(|(place, value)| !value.is_empty() || !with.contains(&format!("{{{place}}}")));
    let chosen = if !with.is_empty() && complete { with } else { text(texts, &name) };
    let words = fill(chosen, &values);
    if line.undone { format!("{words} ({})", text(texts, "undoneMark")) } else { words }
}

/// The status of a step in words. `on` is for whom it waits.
pub fn step_status(status: &StepStatus, on: &str, language: Language) -> String {
    let name = match status {
        StepStatus::NotStarted => "notStarted",
        StepStatus::Busy => "busy",
        StepStatus::Waiting { .. } => "waiting",
        StepStatus::Done => "done",
        StepStatus::CannotStart { .. } => "cannotStart",
        StepStatus::Problem => "problem",
        StepStatus::DependsOn { .. } => "dependsOn",
        StepStatus::NotApplicable { .. } => "notApplicable",
    };
    fill(text(&words(language).statuses, name), &[("on", on)])
}

/// The status of a dossier in words. `on` is for whom it waits.
pub fn dossier_status(status: &DossierStatus, on: &str, language: Language) -> String {
    let name = match status {
        DossierStatus::NotStarted => "notStarted",
        DossierStatus::Busy => "busy",
        DossierStatus::Waiting { .. } => "waiting",
        DossierStatus::Problem => "problem",
        DossierStatus::Done => "done",
    };
    fill(text(&words(language).statuses, name), &[("on", on)])
}

/// That one waits for somebody.
pub fn waiting(on: &str, language: Language) -> String {
    fill(text(&words(language).statuses, "waiting"), &[("on", on)])
}

/// The outcome of a check in words.
pub fn outcome(outcome: &Outcome, language: Language) -> &'static str {
    let name = match outcome {
        Outcome::Met => "met",
        Outcome::Unmet { .. } => "unmet",
        Outcome::Unexpected { .. } => "unexpected",
        Outcome::Unknown { .. } => "unknown",
    };
    text(&words(language).outcomes, name)
}

/// That one went on although a check failed: who, when and why.
pub fn went_on(who: &str, when: &str, reason: &str, language: Language) -> String {
    let values = [("who", who), ("when", when), ("reason", reason)];
    fill(text(&words(language).outcomes, "wentOn"), &values)
}

/// Why a user has no access, to follow "has no access:".
pub fn bar(by: AccessBlock, language: Language) -> &'static str {
    text(&words(language).bars, &name_of(by))
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::history::Happening;

    fn all(words: &RecordWords) -> BTreeMap<String, &str> {
        let RecordWords { happenings, statuses, outcomes, bars } = words;
        let groups =
            [("happenings", happenings), ("statuses", statuses), ("outcomes", outcomes), ("bars", bars)];
        let texts = groups.into_iter().flat_map(|(group, texts)| {
            texts.iter().map(move |(name, text)| (format!("{group}.{name}"), text.as_str()))
        });
        texts.collect()
    }

    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<_> =
            text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn both_languages_have_the_same_words_with_the_same_places() {
        let (dutch, english) = (all(words(Language::Nl)), all(words(Language::En)));
        assert!(dutch.len() > 60, "they read");
        assert_eq!(dutch.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
        for (name, text) in &dutch {
            assert_eq!(places(text), places(english[name]), "{name}");
            assert!(!text.is_empty() && !english[name].is_empty(), "{name}");
        }
    }

    #[test]
    fn everything_that_can_happen_has_words() {
        for language in [Language::Nl, Language::En] {
            for &what in Happening::VARIANTS {
                assert!(!text(&words(language).happenings, &name_of(what)).is_empty(), "{what:?}");
            }
            for &by in AccessBlock::VARIANTS {
                assert!(!bar(by, language).is_empty(), "{by:?}");
            }
        }
    }

    #[test]
    fn words_keep_to_what_the_screens_say() {
        for (name, text) in all(words(Language::Nl)) {
            for other in ["agekeken", "inlog", "verloningsperiode", "werknemer", "scherm"] {
                assert!(!text.contains(other), "{name}: {text}");
            }
        }
    }

    #[test]
    fn a_place_is_filled_once_and_a_question_keeps_its_sign() {
        assert_eq!(
            fill("{item}: {value}", &[("item", "Is het zo?"), ("value", "{item}")]),
            "Is het zo? {item}"
        );
        assert_eq!(fill("{item}: {value}", &[("item", "Naam"), ("value", "Noor")]), "Naam: Noor");
    }
}
