//! Dossiers that follow the version before move over with nothing lost: each answer is kept, or its line is listed
//! as no longer there.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

mod answers;

use domain::difference::{Change, ChangeKind, difference};
use domain::dossier::Dossier;
use domain::event::{Action, Event, START, Waiting};
use domain::item::Item;
use domain::stamp::Actor;
use domain::{Handbook, findings};
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use answers::answer;

/// The previous version of each handbook, with the number it had.
const PREVIOUS: [&str; 6] = [
    include_str!("previous/leerrekening-iob.toml"),
    include_str!("previous/asr-salarisverwerker.toml"),
    include_str!("previous/asr-werkgever.toml"),
    include_str!("previous/personeelssysteem-koppeling.toml"),
    include_str!("previous/mijnloket-activeren.toml"),
    include_str!("previous/loket-toegang.toml"),
];

/// Each previous version with the one that follows it.
fn versions() -> Vec<(Handbook, Handbook)> {
    let now = handbooks::read_built_in().unwrap();
    let pair = |text: &&str| {
        let before = handbooks::read_accepted(text).unwrap();
        let now = now.iter().find(|book| book.id == before.id).unwrap().clone();
        (before, now)
    };
    PREVIOUS.iter().map(pair).collect()
}

/// A dossier in which every line of a handbook was answered, whether it counted or not, that then moved on.
fn moved(book: &Handbook, to: u32, pick: usize) -> Dossier {
    let started =
        Action::DossierStarted { handbook: book.id.clone(), employer: None, due: None, environment: None };
    let answered = book.items().flat_map(|(step, item)| {
        if let Some(answer) = answer(item, book, pick) {
            return vec![Action::ItemAnswered { item: item.id.clone(), answer: Some(answer), origin: None }];
        }
        let (step, item, on) = (step.id.clone(), Some(item.id.clone()), date(2026, 11, 20));
        let waiting = Waiting {
            on: "Loket".into(),
            contact: None,
            reason: "antwoord".into(),
            since: on,
            due: on,
            then: "Bel".into(),
        };
        let start = Action::WaitStarted { step: step.clone(), item: item.clone(), waiting };
        vec![start, Action::WaitEnded { step, item, on }]
    });
    let actions = std::iter::once(started).chain(answered).chain([Action::HandbookMoved { to }]);
    let events = (1..).zip(actions).map(|(number, action)| Event {
        id: Uuid::from_u128(number).into(),
        chain: Uuid::from_u128(99).into(),
        at: Timestamp::from_second(1_795_000_000).unwrap(),
        actor: Actor { name: "Noor Visser".into(), initials: "NV".into() },
        version: if matches!(action, Action::HandbookMoved { .. }) { to } else { book.version },
        previous: START.into(),
        action,
    });
    Dossier::replay(&events.collect::<Vec<_>>(), String::new()).unwrap()
}

fn is_listed_as_gone(changes: &[Change], step: &domain::handbook::Step, item: &Item) -> bool {
    changes.iter().any(|change| {
        change.kind == ChangeKind::Removed
            && match &change.item {
                Some(label) => *label == item.label,
                None => change.step.as_ref() == Some(&step.title),
            }
    })
}

#[test]
fn every_version_counts_up_by_one_and_its_changes_can_be_read() {
    for (before, now) in versions() {
        assert_eq!(now.version, before.version + 1, "{}", now.id);
        assert!(!difference(&before, &now).is_empty(), "{}", now.id);
    }
}

#[test]
fn every_answer_is_kept_or_its_line_is_listed_as_gone() {
    for (before, now) in versions() {
        let changes = difference(&before, &now);
        for pick in 0..3 {
            let dossier = moved(&before, now.version, pick);
            for (step, item) in before.items() {
                let place = format!("{} {} by option {pick}", now.id, item.id);
                let answered = dossier.answer(&item.id).is_some() || dossier.arrived.contains_key(&item.id);
                assert!(answered, "{place}: it stays in the dossier whatever the handbook asks");
                match now.item(&item.id) {
                    None => assert!(is_listed_as_gone(&changes, step, item), "{place}: gone unseen"),
                    Some((step, item)) => {
                        let found = findings::item(step, item, &now, &dossier);
                        assert_eq!(found, [], "{place}: not taken as an answer any more");
                    }
                }
            }
        }
    }
}

/// Lines that have to stay where they are: their answers would be asked for a second time.
#[test]
fn no_line_moved_to_another_step() {
    for (before, now) in versions() {
        for (step, item) in before.items() {
            if let Some((other, _)) = now.item(&item.id) {
                assert_eq!(other.id, step.id, "{} {}", now.id, item.id);
            }
        }
    }
}

/// A dossier opens a source of its version by its place in the newest one.
#[test]
fn sources_that_can_be_opened_keep_their_place() {
    for (before, now) in versions() {
        for (place, source) in before.sources.iter().enumerate().filter(|(_, source)| source.url.is_some()) {
            assert_eq!(now.sources[place].url, source.url, "{} {place}", now.id);
        }
    }
}

#[test]
fn another_order_of_the_lines_of_a_step_is_a_change() {
    let (_, now) = versions().remove(0);
    let mut other = now.clone();
    assert_eq!(difference(&now, &other), []);
    other.steps[1].items.swap(0, 1);
    let changes = difference(&now, &other);
    let (step, lines) = (Some(&now.steps[1].title), now.steps[1].items[..2].iter().map(|item| &item.label));
    let lines: Vec<_> = lines.collect();
    assert!(
        matches!(changes.as_slice(), [one] if one.kind == ChangeKind::Moved && one.step.as_ref() == step && one.item.as_ref().is_some_and(|item| lines.contains(&item)))
    );
}
