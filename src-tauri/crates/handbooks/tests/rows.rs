//! Every requirement that the handbooks are to cover is covered, and nothing else is claimed.

use std::collections::{BTreeMap, BTreeSet};

use domain::Handbook;
use domain::id::HandbookId;
use handbooks::read_built_in;

/// For each handbook, the letters of its requirements with the first and last number.
const ROWS: [(&str, &str, u8, u8); 5] = [
    ("leerrekening-iob", "LR", 1, 13),
    ("asr-salarisverwerker", "SV", 0, 11),
    ("personeelssysteem-koppeling", "PS", 1, 15),
    ("asr-werkgever", "AW", 1, 16),
    ("mijnloket-activeren", "ML", 1, 9),
];

/// The requirements that a reading of Loket can decide.
const CHECKED: [&str; 23] = [
    "LR3", "LR4", "LR11", "LR13", "PS5", "PS6", "PS7", "PS8", "PS9", "PS13", "AW1", "AW2", "AW3", "AW4",
    "AW8", "AW9", "AW10", "AW11", "ML1", "ML3", "ML5", "ML6", "ML7",
];

fn handbooks() -> BTreeMap<HandbookId, Handbook> {
    let handbooks = read_built_in().expect("the handbooks have no faults");
    handbooks.into_iter().map(|handbook| (handbook.id.clone(), handbook)).collect()
}

/// The guide to the office's own access: no requirement of another party.
const GUIDE: &str = "loket-toegang";

#[test]
fn the_handbooks_are_these_and_the_guide_to_loket() {
    let expected = ROWS.iter().map(|(id, ..)| *id).chain([GUIDE]);
    let expected: BTreeSet<_> = expected.map(HandbookId::from).collect();
    assert_eq!(handbooks().into_keys().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_requirement_is_covered_and_none_is_invented() {
    let handbooks = handbooks();
    for (id, letters, first, last) in ROWS {
        let expected: BTreeSet<_> = (first..=last).map(|number| format!("{letters}{number}")).collect();
        let covered: BTreeSet<_> = handbooks[id].rows().map(str::to_owned).collect();
        assert_eq!(covered, expected, "{id}");
    }
    assert_eq!(handbooks[GUIDE].rows().count(), 0);
}

#[test]
fn what_loket_can_answer_names_a_check() {
    let handbooks = handbooks();
    let with_check: BTreeSet<_> = handbooks
        .values()
        .flat_map(Handbook::items)
        .filter(|(_, item)| item.check.is_some())
        .flat_map(|(_, item)| &item.rows)
        .map(String::as_str)
        .collect();
    let without: Vec<_> = CHECKED.iter().filter(|row| !with_check.contains(*row)).collect();
    assert_eq!(without, Vec::<&&str>::new());
}

#[test]
fn every_step_covers_something_or_asks_something() {
    for handbook in handbooks().values() {
        for step in &handbook.steps {
            assert!(!step.items.is_empty(), "{}: {}", handbook.id, step.id);
        }
    }
}
