//! Whatever is written is read back, and no question is too odd.

use domain::Answer;
use domain::answer::Personal;
use domain::event::{Action, Waiting};
use jiff::civil::date;
use proptest::prelude::*;

use crate::sample::{Case, employer};
use crate::support::{directory, open};

fn personal() -> impl Strategy<Value = Personal> {
    prop_oneof![any::<String>().prop_map(Personal::Clear), "[A-Za-z0-9+/]{0,40}".prop_map(Personal::Sealed)]
}

fn answer() -> impl Strategy<Value = Answer> {
    let rows = prop::collection::vec(prop::collection::vec(personal(), 0..4), 0..4);
    prop_oneof![
        Just(Answer::Confirmed),
        personal().prop_map(|value| Answer::Value { value }),
        prop::collection::btree_set(any::<String>(), 0..5).prop_map(|ids| Answer::Set { ids }),
        (rows, any::<bool>()).prop_map(|(rows, none)| Answer::Rows { rows, none }),
        Just(Answer::HandedOver { filled: Some(date(2026, 2, 28)), sent: None, processed: None }),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    let waiting = (personal(), prop::option::of(personal())).prop_map(|(on, contact)| Waiting {
        on,
        contact,
        reason: "".into(),
        since: date(2026, 1, 1),
        due: date(2026, 2, 1),
        then: "bel".into(),
    });
    prop_oneof![
        (any::<String>(), prop::option::of(answer())).prop_map(|(item, answer)| Action::ItemAnswered {
            item: item.into(),
            answer,
            origin: None
        }),
        (any::<String>(), personal())
            .prop_map(|(step, reason)| Action::StepSetAside { step: step.into(), reason }),
        (any::<String>(), waiting).prop_map(|(step, waiting)| Action::WaitStarted {
            step: step.into(),
            item: None,
            waiting
        }),
        (prop::option::of(any::<String>()), personal())
            .prop_map(|(step, text)| Action::NoteAdded { step: step.map(Into::into), text }),
        Just(Action::SignedOff),
        Just(Action::Reopened),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn events_are_read_back_as_written(
        changes in prop::collection::vec(prop::collection::vec(action(), 0..5), 0..6),
    ) {
        let dir = directory();
        let mut records = open(dir.path());
        let mut case = Case::new(1, None);
        let first = case.next();
        let mut written = first.events.clone();
        records.commit(&first).unwrap();
        for actions in changes {
            let change = case.with(actions);
            records.commit(&change).unwrap();
            written.extend(change.events);
        }
        prop_assert_eq!(records.events(case.dossier).unwrap(), written);
        drop(records);
        // Not closed: opening checks everything.
        open(dir.path());
    }

    #[test]
    fn employers_are_read_back_as_written(name in any::<String>(), other in prop::option::of(any::<String>())) {
        let dir = directory();
        let mut records = open(dir.path());
        let mut one = employer(1);
        one.company_name = name;
        one.kvk = other;
        records.save_employer(&one).unwrap();
        prop_assert_eq!(records.employer(one.id).unwrap(), Some(one));
        records.archive().check().unwrap();
    }
}

#[test]
fn no_question_is_too_odd() {
    let dir = directory();
    let mut records = open(dir.path());
    records.save_employer(&employer(1)).unwrap();
    records.commit(&Case::new(1, Some(employer(1).id)).next()).unwrap();
    let odd = [
        "\"",
        "\"\"",
        "a\"",
        "*",
        "a*",
        "^a",
        "a:b",
        "title:x",
        "a NEAR b",
        "NOT",
        "AND OR",
        "(a",
        "a\0b",
        "{a}",
        "-a",
        "a - b",
        "'; DROP TABLE events; --",
        "\u{feff}",
        "\u{202e}abc",
        "é",
        "²",
        "日本語",
        "🙂",
        "🙂a",
    ];
    for asked in odd {
        records.search(asked, 9).unwrap_or_else(|fault| panic!("{asked:?}: {fault:?}"));
    }
    let check = |asked: &str| {
        records.search(asked, 9).map(|_| ()).map_err(|fault| TestCaseError::fail(fault.to_string()))
    };
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(600));
    runner.run(&any::<String>(), |asked| check(&asked)).unwrap();
    let syntax = proptest::string::string_regex("[\"*^:(){}+ \\-a-cNOTANDREAR\\PC]{0,30}").unwrap();
    runner.run(&syntax, |asked| check(&asked)).unwrap();
}
