use std::collections::BTreeSet;

use strum::VariantNames;

use super::*;
use crate::hours::amount_format::{Unit, UnitReason};
use crate::hours::finding::{FindingKind, LeftOut, LoketPart, Sensitive};
use crate::hours::layout::Reason;
use crate::hours::read_fault::{LooksLike, ReadFault};
use crate::hours::roles::Role;
use crate::hours::sheet::FileKind;
use crate::hours::upload_check::{UploadFormFault, UploadProblem};

fn all(language: Language) -> BTreeMap<String, Texts> {
    let text = match language {
        Language::Nl => include_str!("../../../words/hours/nl.json"),
        Language::En => include_str!("../../../words/hours/en.json"),
    };
    serde_json::from_str(text).unwrap()
}

fn places_of(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn both_languages_say_the_same_things_about_the_same_places() {
    let (dutch, english) = (all(Language::Nl), all(Language::En));
    assert_eq!(dutch.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    for (group, texts) in &dutch {
        assert_eq!(texts.keys().collect::<Vec<_>>(), english[group].keys().collect::<Vec<_>>(), "{group}");
        for (name, text) in texts {
            assert!(!text.is_empty() && !english[group][name].is_empty(), "{group}.{name}");
            assert_eq!(places_of(text), places_of(&english[group][name]), "{group}.{name}");
        }
    }
}

#[test]
fn every_kind_has_words() {
    for language in [Language::Nl, Language::En] {
        let words = words(language);
        let lacks = |texts: &Texts, names: &[&str]| -> Vec<String> {
            let missing = names.iter().filter(|name| !texts.contains_key(**name));
            missing.map(|name| (*name).to_owned()).collect()
        };
        assert_eq!(lacks(&words.findings, FindingKind::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.kinds, FindingKind::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.upload_problems, UploadProblem::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.upload_problems, UploadFormFault::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.units, Unit::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.unit_reasons, UnitReason::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.left_out, LeftOut::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.sensitive, Sensitive::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.file_kinds, FileKind::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.loket_parts, LoketPart::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.roles, Role::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.reasons, Reason::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.read_faults, ReadFault::VARIANTS), Vec::<String>::new());
        assert_eq!(lacks(&words.looks_like, LooksLike::VARIANTS), Vec::<String>::new());
    }
}

#[test]
fn a_finding_is_said_in_both_languages_with_its_amounts_as_they_are_written_there() {
    let kind = FindingKind::ControlDiffers {
        column: "Uren".into(),
        file: "1234.5".parse().unwrap(),
        rows: "12".parse().unwrap(),
    };
    let dutch = "Het totaal van 'Uren' in het bestand is 1.234,5, de rijen samen zijn 12.";
    assert_eq!(finding(&kind, Language::Nl), dutch);
    assert_eq!(
        finding(&kind, Language::En),
        "The total of 'Uren' in the file is 1,234.5, the rows together are 12."
    );
    let place = Position { sheet: "wk 46".into(), row: 7, column: Some(5) };
    let found = Finding { level: kind.level(), kind, places: vec![place] };
    assert_eq!(sentence(&found, Language::Nl), format!("wk 46, rij 7 (cel F7): {dutch}"));
}

#[test]
fn a_period_is_said_as_people_say_it() {
    let said = |text: &str, language| period(text.parse().unwrap(), language);
    assert_eq!(said("2026-11", Language::Nl), "november 2026");
    assert_eq!(said("2026-P13", Language::Nl), "periode 13 van 2026");
    assert_eq!(said("2026-W45", Language::En), "week 45 of 2026");
}
