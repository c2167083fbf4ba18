//! A second kind of chain goes through everything that is written once: chain, sealing, bounds, undo, authenticity.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;

use domain::answer::Personal;
use domain::authenticity::{Authenticity, Mac, MacCheck, authenticity};
use domain::bounds::{Measured, TooLarge};
use domain::chain::{
    ChainAction, ChainFault, Event, Head, START, SealFault, SealedEvent, TextFault, undone, verify,
};
use domain::event::Action;
use domain::id::{DossierId, EventId};
use domain::stamp::Actor;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What can happen in a run of something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", deny_unknown_fields)]
enum RunAction {
    Started,
    Remarked { text: Personal },
    Undone { event: EventId },
}

impl ChainAction for RunAction {
    type Id = DossierId;
    type Rules = ();
    const KIND: Option<&'static str> = Some("run");

    fn starts(&self) -> bool {
        *self == Self::Started
    }

    fn undoes(&self) -> Option<EventId> {
        if let Self::Undone { event } = self { Some(*event) } else { None }
    }

    fn values(&mut self) -> Vec<&mut Personal> {
        if let Self::Remarked { text } = self { vec![text] } else { vec![] }
    }
}

type Sealed = SealedEvent<RunAction>;

fn event(number: u128, previous: &str, action: RunAction) -> Event<RunAction> {
    Event {
        id: Uuid::from_u128(number).into(),
        chain: Uuid::from_u128(77).into(),
        at: Timestamp::from_second(1_795_000_000).unwrap(),
        actor: Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() },
        version: 1,
        previous: previous.to_owned(),
        action,
    }
}

#[allow(clippy::needless_pass_by_value, clippy::unnecessary_wraps, reason = "as the chain calls it")]
fn seal(value: Personal, _: usize) -> Result<Personal, Infallible> {
    Ok(Personal::Sealed(value.clear().unwrap().chars().rev().collect()))
}

fn unseal(value: Personal, _: usize) -> Personal {
    match value {
        Personal::Sealed(text) => Personal::Clear(text.chars().rev().collect()),
        clear @ Personal::Clear(_) => clear,
    }
}

fn chain() -> Vec<Sealed> {
    let remark = RunAction::Remarked { text: "Petronella Kanarie".into() };
    let mut events: Vec<Sealed> = vec![];
    for action in [RunAction::Started, remark, RunAction::Undone { event: Uuid::from_u128(2).into() }] {
        let previous = events.last().map_or(START, SealedEvent::hash);
        let next = event(events.len() as u128 + 1, previous, action);
        events.push(next.seal(&(), seal).unwrap());
    }
    events
}

/// A code that anybody can make: what matters is how codes are judged.
fn mac(event: &Sealed, key: &str) -> Mac {
    Mac { key: key.into(), code: format!("{key} {}", event.hash()) }
}

fn check(hash: &str, mac: &Mac) -> MacCheck {
    match mac.key.as_str() {
        "ours" if mac.code == format!("ours {hash}") => MacCheck::Valid,
        "ours" => MacCheck::Wrong,
        _ => MacCheck::OtherKey,
    }
}

#[test]
fn its_events_are_sealed_stored_read_and_opened() {
    let events = chain();
    let head = verify(&events).unwrap();
    assert_eq!((head.length, head.hash.as_str()), (3, events[2].hash()));
    assert!(events.iter().all(|event| !event.text().contains("Kanarie")));
    let read: Vec<_> = events.iter().map(|event| Sealed::read(event.text().into()).unwrap()).collect();
    assert_eq!(read, events);
    let opened: Vec<_> = read.iter().map(|event| event.open(unseal)).collect();
    assert_eq!(opened[1].action, RunAction::Remarked { text: "Petronella Kanarie".into() });
    assert_eq!(Vec::from_iter(undone(&opened)), [EventId::from(Uuid::from_u128(2))]);
}

#[test]
fn it_is_not_taken_for_a_dossier_nor_a_dossier_for_it() {
    let text = chain().remove(0).text().to_owned();
    assert!(SealedEvent::<Action>::read(text.clone()).is_err());
    let other = text.replace(r#""kind":"run""#, r#""kind":"ride""#);
    assert!(matches!(Sealed::read(other), Err(TextFault::OtherKind)));
    let none = text.replace(r#""kind":"run","#, "");
    assert!(matches!(Sealed::read(none), Err(TextFault::OtherKind)));
    let more = text.replacen('{', r#"{"colour":"red","#, 1);
    assert!(matches!(Sealed::read(more), Err(TextFault::Json(_))));
}

#[test]
fn every_way_to_break_it_is_seen() {
    let events = chain();
    assert_eq!(verify::<RunAction>(&[]), Err(ChainFault::Empty));
    assert_eq!(verify(&events[1..]), Err(ChainFault::Start(Uuid::from_u128(2).into())));
    let mut twice = events.clone();
    twice.push(events[0].clone());
    assert_eq!(verify(&twice), Err(ChainFault::Start(Uuid::from_u128(1).into())));
    let gap = [events[0].clone(), events[2].clone()];
    assert_eq!(verify(&gap), Err(ChainFault::Broken(Uuid::from_u128(3).into())));
    let mut rewritten = events.clone();
    let text = events[1].text().replace("Noor", "Saar");
    rewritten[1] = Sealed::read(text).unwrap();
    assert_eq!(verify(&rewritten), Err(ChainFault::Broken(Uuid::from_u128(3).into())));
    let foreign = Event { chain: Uuid::from_u128(78).into(), ..events[1].open(unseal) };
    let foreign = foreign.seal(&(), seal).unwrap();
    let mut head = Head::start(Uuid::from_u128(77).into());
    head.follow(&events[0]).unwrap();
    assert_eq!(head.follow(&foreign), Err(ChainFault::Foreign(Uuid::from_u128(2).into())));
}

#[test]
fn what_is_too_large_is_not_sealed() {
    let text = "x".repeat(10_001).into();
    let sealed = event(2, START, RunAction::Remarked { text }).seal(&(), |_, _| Err("nothing is sealed"));
    assert_eq!(sealed, Err(SealFault::TooLarge(TooLarge { what: Measured::Text, most: 10_000 })));
}

#[test]
fn a_code_proves_all_before_it_and_a_wrong_one_proves_that_it_was_rewritten() {
    let events = chain();
    let with = |macs: [Option<&str>; 3]| -> Vec<Sealed> {
        let each = events.iter().cloned().zip(macs);
        each.map(|(event, key)| {
            let mac = key.map(|key| mac(&event, key));
            event.with_mac(mac)
        })
        .collect()
    };
    let found = |macs| authenticity(&with(macs), check).map(|a| (a.authenticated_up_to, a.not_authenticated));
    assert_eq!(found([Some("ours"); 3]), Ok((3, 0)));
    assert_eq!(found([None, Some("ours"), None]), Ok((2, 1)), "the code of the last one was taken away");
    assert_eq!(found([Some("ours"), Some("theirs"), Some("theirs")]), Ok((1, 2)));
    assert_eq!(found([None; 3]), Ok((0, 3)));
    let mut forged = with([Some("ours"); 3]);
    forged[1] = forged[1].clone().with_mac(Some(mac(&events[0], "ours")));
    assert_eq!(authenticity(&forged, check), Err(ChainFault::Forged(Uuid::from_u128(2).into())));
    assert_eq!(
        Authenticity::default().followed(true).followed(false),
        Authenticity { authenticated_up_to: 1, not_authenticated: 1 }
    );
}
