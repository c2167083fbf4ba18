//! What the difference between two versions of a handbook tells: every change, each once.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

use domain::difference::{Change, ChangeKind, difference};
use domain::handbook::Handbook;
use domain::text::Text;

fn same(words: &str) -> Text {
    Text { nl: words.into(), en: words.into() }
}

/// A handbook of three steps, `a` to `c`, with two lines each: `a1`, `a2` and so on.
fn handbook() -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let line = |id: String| serde_json::json!({ "id": id, "label": text(&id), "ask": { "kind": "confirm" } });
    let steps = ["a", "b", "c"].map(|id| {
        serde_json::json!({ "id": id, "title": text(id), "hint": text("h"), "who": "office",
            "items": [line(format!("{id}1")), line(format!("{id}2"))] })
    });
    serde_json::from_value(serde_json::json!({
        "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p", "scope": "employer",
        "generation": "rest", "summary": text("t"), "afterwards": text("t"), "steps": steps,
    }))
    .unwrap()
}

/// What changed, each as its kind, step, line and former words.
fn told(change: impl FnOnce(&mut Handbook)) -> Vec<(ChangeKind, String, Option<String>, Option<String>)> {
    let mut new = handbook();
    change(&mut new);
    let words = |text: Option<Text>| text.map(|text| text.nl);
    let told = difference(&handbook(), &new).into_iter().map(|Change { kind, step, item, was }| {
        (kind, words(step).unwrap_or_default(), words(item), words(was))
    });
    told.collect()
}

#[test]
fn every_change_between_two_versions_is_told_and_each_once() {
    use ChangeKind::{Added, Changed, Moved, Removed, Reworded};
    assert_eq!(told(|_| {}), []);
    // A step that moved while something else changed.
    let moved = told(|book| {
        book.steps.rotate_left(1);
        book.steps[0].hint = same("other");
    });
    assert_eq!(moved, [(Changed, "b".into(), None, None), (Moved, "a".into(), None, None)]);
    // A line that was reworded and is asked for now.
    let reworded = told(|book| {
        book.steps[0].items[0].label = same("new");
        book.steps[0].items[0].optional = true;
    });
    let a1 = Some("new".into());
    assert_eq!(
        reworded,
        [(Reworded, "a".into(), a1.clone(), Some("a1".into())), (Changed, "a".into(), a1, None)]
    );
    // A line that stands in another step now: neither gone nor new.
    let elsewhere = told(|book| {
        let taken = book.steps[0].items.remove(0);
        book.steps[2].items.push(taken);
    });
    assert_eq!(elsewhere, [(Moved, "c".into(), Some("a1".into()), Some("a".into()))]);
    // A step that is gone, with one of its lines in a new one.
    let new_step = told(|book| {
        book.steps[0].items.remove(1);
        book.steps[0].id = "n".into();
        book.steps[0].title = same("n");
    });
    let gone = (Removed, "a".into(), None, None);
    assert_eq!(
        new_step,
        [(Added, "n".into(), None, None), (Moved, "n".into(), Some("a1".into()), Some("a".into())), gone]
    );
    // The order of lines, a line that is new and one that is gone, and the handbook's own words and rules.
    let lines = told(|book| {
        book.steps[1].items.swap(0, 1);
        book.steps[2].items.remove(0);
        book.steps[2].items[0].id = "new".into();
        book.title = same("other");
        book.summary = same("other");
    });
    let expected = [
        (Reworded, String::new(), None, Some("t".into())),
        (Changed, String::new(), None, None),
        (Moved, "b".into(), Some("b2".into()), None),
        (Added, "c".into(), Some("c2".into()), None),
        (Removed, "c".into(), Some("c1".into()), None),
        (Removed, "c".into(), Some("c2".into()), None),
    ];
    assert_eq!(lines, expected);
}
