use std::convert::Infallible;

use domain::Answer;
use domain::event::{Event, START};
use domain::id::EmployerId;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn actor() -> Actor {
    Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() }
}

fn chain(actions: Vec<Action>) -> Vec<SealedEvent> {
    let mut previous = START.to_owned();
    let mut events = vec![];
    for (place, action) in actions.into_iter().enumerate() {
        let event = Event {
            id: Uuid::from_u128(place as u128 + 1).into(),
            chain: Uuid::from_u128(77).into(),
            at: "2026-11-20T13:02:00.123Z".parse().unwrap(),
            actor: actor(),
            version: 3,
            previous: previous.clone(),
            action,
        };
        let event = event.seal_all(Ok::<_, Infallible>).unwrap();
        event.hash().clone_into(&mut previous);
        events.push(event);
    }
    events
}

fn card(id: EmployerId) -> Employer {
    Employer {
        id,
        company_name: "Bakkerij Voorbeeld B.V.".into(),
        employer_id: None,
        employer_number: Some("1047".into()),
        kvk: None,
        email: None,
        administrations: vec![],
        changed: Timestamp::UNIX_EPOCH,
        loket: None,
    }
}

fn sealed(text: &str) -> Personal {
    Personal::Sealed(text.into())
}

fn sample() -> DossierFile {
    let employer = EmployerId::from(Uuid::from_u128(5));
    let started = Action::DossierStarted {
        handbook: "asr".into(),
        employer: Some(employer),
        due: Some(jiff::civil::date(2026, 11, 24)),
        environment: Some(domain::Environment::Production),
    };
    let answered = |answer| Action::ItemAnswered { item: "item".into(), answer: Some(answer), origin: None };
    let rows = Answer::Rows { rows: vec![vec![sealed("c2"), "41".into()]], none: false };
    let events = chain(vec![
        started,
        answered(Answer::Value { value: sealed("c1") }),
        answered(rows),
        answered(Answer::Kept),
        Action::NoteAdded { step: None, text: sealed("c3") },
    ]);
    DossierFile {
        made_at: "2026-11-20T14:00:00Z".parse().unwrap(),
        made_by: actor(),
        handbook_texts: BTreeMap::from([(3, "id = \"asr\"\n".to_owned())]),
        employer: Some(card(employer)),
        head: events.last().unwrap().hash().to_owned(),
        opened: BTreeMap::from([("c1".into(), "P. Proef".into()), ("c2".into(), "Q".into())]),
        events,
    }
}

/// The file with one thing in it changed.
fn changed(change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let mut value: serde_json::Value = serde_json::from_slice(&write(&sample())).unwrap();
    let before = value["events"].clone();
    change(&mut value);
    // Events that were not changed keep their exact text.
    let events = value["events"].as_array().unwrap().iter().map(|event| {
        let place = before.as_array().unwrap().iter().position(|one| one == event);
        place.map_or_else(|| event.to_string(), |place| sample().events[place].text().to_owned())
    });
    let events = events.collect::<Vec<_>>().join(" , ");
    value["events"] = "@".into();
    value.to_string().replace("\"@\"", &format!("[\n  {events}\n]")).into_bytes()
}

#[test]
fn a_file_comes_back_as_it_went() {
    let bytes = write(&sample());
    assert_eq!(read(&bytes), Ok(sample()));
    assert_eq!(write(&read(&bytes).unwrap()), bytes);
    let marked = [b"\xef\xbb\xbf", bytes.as_slice()].concat();
    assert_eq!(read(&marked), Ok(sample()));
}

#[test]
fn the_seals_without_words_are_counted() {
    assert_eq!(sample().unopened(), 1);
}

#[test]
fn what_is_not_such_a_file_is_told_apart() {
    use DossierFileFault as Fault;
    assert_eq!(read(b""), Err(Fault::NotReadable { line: 1, column: 0 }));
    assert!(matches!(read(b"{\"format\":"), Err(Fault::NotReadable { .. })));
    assert_eq!(read(b"[]"), Err(Fault::NotOurs));
    assert_eq!(read(b"{\"a\":1}"), Err(Fault::NotOurs));
    let other = changed(|file| file["format"] = "iets-anders".into());
    assert_eq!(read(&other), Err(Fault::NotOurs));
    for version in [0, 4, 4_000_000_000_u32] {
        let newer = changed(|file| {
            file["version"] = version.into();
            file["colour"] = "new in that version".into();
        });
        assert_eq!(read(&newer), Err(Fault::UnknownVersion(version)));
    }
    let more = changed(|file| file["extra"] = 1.into());
    assert!(matches!(read(&more), Err(Fault::Odd { .. })));
    let less = changed(|file| drop(file.as_object_mut().unwrap().remove("opened")));
    assert!(matches!(read(&less), Err(Fault::Odd { .. })));
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    assert!(matches!(read(deep.as_bytes()), Err(Fault::NotOurs | Fault::NotReadable { .. })));
}

#[test]
fn what_was_changed_or_is_missing_is_seen() {
    use DossierFileFault as Fault;
    let edited = changed(|file| file["events"][1]["action"]["item"] = "other".into());
    assert_eq!(read(&edited), Err(Fault::Chain(ChainFault::Broken(Uuid::from_u128(3).into()))));
    let last = changed(|file| file["events"][4]["action"]["step"] = "other".into());
    assert_eq!(read(&last), Err(Fault::Head));
    let words = changed(|file| file["opened"]["c1"] = "Q. Proef".into());
    assert_eq!(read(&words), Err(Fault::Opened));
    let short = changed(|file| drop(file["events"].as_array_mut().unwrap().pop()));
    assert_eq!(read(&short), Err(Fault::Head));
    let none = changed(|file| file["events"] = serde_json::json!([]));
    assert_eq!(read(&none), Err(Fault::Chain(ChainFault::Empty)));
    let book = changed(|file| file["handbook_texts"] = serde_json::json!({"2": ""}));
    assert_eq!(read(&book), Err(Fault::HandbookMissing(3)));
    let nobody = changed(|file| file["employer"] = serde_json::Value::Null);
    assert_eq!(read(&nobody), Err(Fault::EmployerDiffers));
    let id = serde_json::json!(Uuid::from_u128(6));
    let another = changed(|file| file["employer"]["id"] = id);
    assert_eq!(read(&another), Err(Fault::EmployerDiffers));
}

/// One word of what can be read in the file and is no event: the card, the handbook, who made it and when.
#[test]
fn a_word_changed_beside_the_events_is_seen() {
    for (place, word) in [
        ("/employer/company_name", "Bakkerij Andersson B.V."),
        ("/employer/employer_number", "1048"),
        ("/handbook_texts/3", "id = \"ander\"\n"),
        ("/made_by/name", "Iemand Anders"),
        ("/made_at", "2026-11-21T14:00:00Z"),
    ] {
        let bytes = changed(|file| *file.pointer_mut(place).unwrap() = word.into());
        assert_eq!(read(&bytes), Err(DossierFileFault::Beside), "{place}");
    }
    let without = changed(|file| drop(file.as_object_mut().unwrap().remove("beside_sha256")));
    assert_eq!(read(&without), Err(DossierFileFault::Beside));
    // Version 2 had no such hash. What such a file says beside its events is taken in, and the report says so.
    let earlier = changed(|file| {
        file["version"] = 2.into();
        drop(file.as_object_mut().unwrap().remove("beside_sha256"));
    });
    assert_eq!(read(&earlier), Ok(sample()));
}

#[test]
fn there_is_a_most_of_everything() {
    use DossierFileFault as Fault;
    assert_eq!(read(&vec![b' '; LARGEST + 1]), Err(Fault::TooLarge));
    let text = "x".repeat(LONGEST_TEXT + 1);
    let long = changed(|file| file["handbook_texts"] = serde_json::json!({"3": text}));
    assert_eq!(read(&long), Err(Fault::TooMuch));
    let mut many = sample();
    many.handbook_texts = (0..=100).map(|version| (version, String::new())).collect();
    assert_eq!(read(&write(&many)), Err(Fault::TooMuch));
    let mut events = sample();
    events.events = vec![events.events[3].clone(); MOST_EVENTS + 1];
    events.opened.clear();
    let bytes = serde_json::to_vec(&serde_json::from_slice::<serde_json::Value>(&write(&events)).unwrap());
    let bytes = bytes.unwrap();
    assert!(bytes.len() <= LARGEST, "the count is met before the size");
    assert_eq!(read(&bytes), Err(Fault::TooMuch));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_file_that_was_damaged_is_refused_or_says_the_same(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in proptest::bool::ANY,
    ) {
        let mut bytes = write(&sample());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        // Only space is under no hash.
        if let Ok(file) = read(&bytes) {
            prop_assert_eq!(file, sample());
        }
    }
}

#[test]
fn a_file_of_the_first_version_is_taken_in_as_it_was_hashed() {
    // Written by version 1 of the format: events laid out over lines, and texts that are sealed by now in clear.
    let bytes = include_bytes!("../../tests/sample/first-version.koppelwijzer");
    let file = read(bytes).unwrap();
    assert_eq!(file.events.len(), 3);
    let Action::WaitStarted { waiting, .. } = file.events[1].action() else { panic!("{:?}", file.events[1]) };
    assert_eq!(waiting.on.clear(), Some("Keylane \\ \"NL\""));
    assert_eq!(domain::chain::hash(file.events[2].text()), file.head);
}
