//! Dossier files whose maker meant harm: refused with nothing stored, or taken in without harm. A file is changed as
//! somebody would who knows its form: its chain is hashed anew after each change.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use domain::chain::START;
use domain::event::{Action, Event, SealedEvent};
use domain::id::EmployerId;
use domain::{Answer, Employer, Environment, Handbook, Personal};
use exchange::dossier_file::{self, DossierFile};
use jiff::Timestamp;
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};
use uuid::Uuid;

use crate::changes::Changes as _;
use crate::fixture::{Fixture, card};

/// The handbook of the app that the files say they follow.
const BUILT_IN: &str = "asr-werkgever";
/// Stands in every value that a file brings along, and nowhere else.
const CANARY: &str = "Kanarie";
/// The Werkgever ID of an employer that is there already.
const OF_ANOTHER: &str = "7d2a9c10-1111-4222-8333-444455556677";

/// One thing that is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Harm {
    OtherText,
    OtherHandbookId,
    VersionOfNoEvent,
    SeveralVersions,
    VersionThatIsNotThere,
    StartedTwice,
    SameEventTwice,
    SealedByHand,
    TextTooLong,
    TextThatTurns,
    NameTooLong,
    CardThatTurns,
    CardWithControls,
    CardOfAnother,
    CardWithoutId,
    CardTooLarge,
    CardSeenInLoket,
    OtherEnvironment,
    UnknownField,
    UnknownWord,
    CutOff,
}

const ALL: [Harm; 21] = [
    Harm::OtherText,
    Harm::OtherHandbookId,
    Harm::VersionOfNoEvent,
    Harm::SeveralVersions,
    Harm::VersionThatIsNotThere,
    Harm::StartedTwice,
    Harm::SameEventTwice,
    Harm::SealedByHand,
    Harm::TextTooLong,
    Harm::TextThatTurns,
    Harm::NameTooLong,
    Harm::CardThatTurns,
    Harm::CardWithControls,
    Harm::CardOfAnother,
    Harm::CardWithoutId,
    Harm::CardTooLarge,
    Harm::CardSeenInLoket,
    Harm::OtherEnvironment,
    Harm::UnknownField,
    Harm::UnknownWord,
    Harm::CutOff,
];

impl Harm {
    /// Whether a file with this alone is taken in.
    fn is_taken_in(self) -> bool {
        matches!(
            self,
            Self::OtherText
                | Self::SeveralVersions
                | Self::SealedByHand
                | Self::CardOfAnother
                | Self::CardSeenInLoket
        )
    }

    fn done_to(self, file: &mut DossierFile) {
        let (version, text) = file.handbook_texts.first_key_value().unwrap();
        let (version, text) = (*version, text.clone());
        match self {
            Self::OtherText => {
                let other = text.replacen("nl = \"", &format!("nl = \"{CANARY} "), 1);
                assert_ne!(other, text);
                file.handbook_texts.insert(version, other);
            }
            Self::OtherHandbookId => {
                let other = text.replacen(BUILT_IN, "leerrekening-iob", 1);
                file.handbook_texts.insert(version, other);
            }
            Self::VersionOfNoEvent => {
                file.handbook_texts.insert(99, of_version(&text, version, 99));
            }
            Self::SeveralVersions => {
                let next = version + 1;
                file.handbook_texts.insert(next, of_version(&text, version, next));
                events(file, |events| {
                    let moved = Event {
                        id: Uuid::now_v7().into(),
                        version: next,
                        action: Action::HandbookMoved { to: next },
                        ..events[1].clone()
                    };
                    events.push(moved);
                });
            }
            Self::VersionThatIsNotThere => events(file, |events| {
                let action = Action::HandbookMoved { to: 77 };
                events.push(Event { id: Uuid::now_v7().into(), action, ..events[1].clone() });
            }),
            Self::StartedTwice => events(file, |events| {
                events.push(Event { id: Uuid::now_v7().into(), ..events[0].clone() });
            }),
            Self::SameEventTwice => events(file, |events| events.push(events[1].clone())),
            Self::SealedByHand => events(file, |events| {
                let value = Personal::Sealed(format!("sealed1.{CANARY}"));
                let answer = Some(Answer::Value { value });
                let action = Action::ItemAnswered { item: "user-name".into(), answer, origin: None };
                events.push(Event { id: Uuid::now_v7().into(), action, ..events[1].clone() });
            }),
            Self::TextTooLong => note(file, CANARY.repeat(2_000)),
            Self::TextThatTurns => note(file, format!("{CANARY}\u{202E}gpj.exe")),
            Self::NameTooLong => events(file, |events| events[1].actor.name = CANARY.repeat(2_000)),
            Self::CardThatTurns => of(file).company_name = format!("{CANARY}\u{2066} B.V."),
            Self::CardWithControls => of(file).administrations[0].name = format!("{CANARY}\u{0}"),
            Self::CardOfAnother => of(file).employer_id = Some(OF_ANOTHER.into()),
            Self::CardWithoutId => {
                of(file).id = EmployerId::NEW;
                events(file, |events| {
                    if let Action::DossierStarted { employer, .. } = &mut events[0].action {
                        *employer = Some(EmployerId::NEW);
                    }
                });
            }
            Self::CardTooLarge => {
                let one = of(file).administrations[0].clone();
                of(file).administrations = vec![one; 5_000];
            }
            Self::CardSeenInLoket => {
                let seen: Timestamp = "2099-01-01T00:00:00Z".parse().unwrap();
                of(file).loket = Some(domain::employer::InLoket { seen, vanished: false, seen_by: None });
            }
            Self::OtherEnvironment => events(file, |events| {
                if let Action::DossierStarted { environment, .. } = &mut events[0].action {
                    *environment = Some(Environment::Sandbox);
                }
            }),
            // These are done to the bytes.
            Self::UnknownField | Self::UnknownWord | Self::CutOff => {}
        }
    }

    fn done_to_bytes(self, bytes: Vec<u8>, place: usize) -> Vec<u8> {
        let text = || String::from_utf8(bytes.clone()).unwrap();
        match self {
            Self::UnknownField => text()
                .replacen("\"initials\"", &format!("\"{CANARY}\": \"{CANARY}\", \"initials\""), 1)
                .into_bytes(),
            Self::UnknownWord => text().replacen("\"month\"", &format!("\"{CANARY}\""), 1).into_bytes(),
            Self::CutOff => bytes[..bytes.len() / 2 + place % (bytes.len() / 3)].to_vec(),
            _ => bytes,
        }
    }
}

fn of_version(text: &str, version: u32, other: u32) -> String {
    let other = text.replacen(&format!("version = {version}"), &format!("version = {other}"), 1);
    assert_ne!(other, text);
    other
}

fn of(file: &mut DossierFile) -> &mut Employer {
    file.employer.as_mut().unwrap()
}

fn note(file: &mut DossierFile, text: String) {
    events(file, |events| {
        let action = Action::NoteAdded { step: None, text: text.into() };
        events.push(Event { id: Uuid::now_v7().into(), action, ..events[1].clone() });
    });
}

/// Changes the events of a file, and hashes them anew.
pub fn events(file: &mut DossierFile, change: impl FnOnce(&mut Vec<Event>)) {
    let mut events: Vec<Event> = file.events.iter().map(|event| event.open(|value, _| value)).collect();
    change(&mut events);
    // What is too large to be sealed here is written by hand elsewhere.
    let mut previous = START.to_owned();
    file.events.clear();
    for event in events {
        let json = |event: &Event| {
            let actor = serde_json::to_string(&event.actor).unwrap();
            let action = serde_json::to_string(&event.action).unwrap();
            format!(
                r#"{{"id":"{}","dossier":"{}","at":"{}","actor":{actor},"handbook_version":{},"previous":"{}","action":{action}}}"#,
                event.id, event.chain, event.at, event.version, event.previous,
            )
        };
        let event = SealedEvent::read(json(&Event { previous, ..event })).unwrap();
        event.hash().clone_into(&mut file.head);
        previous = event.hash().into();
        file.events.push(event);
    }
}

/// A dossier as another office exports it.
pub fn exported() -> DossierFile {
    let there = Fixture::new();
    let employer = Employer { company_name: format!("Bakkerij {CANARY} B.V."), ..card("") };
    let employer = there.office.save_employer_card(&employer).unwrap().card.unwrap().employer.id;
    let id = there.office.start_dossiers(&BUILT_IN.into(), &[employer], None).unwrap()[0].dossier;
    there.office.answer(id, "user-name", Some(Answer::of("asr_kanarie"))).unwrap();
    there.office.add_note(id, None, &format!("Gebeld met {CANARY}")).unwrap();
    dossier_file::read(&there.office.dossier_file(id).unwrap().bytes).unwrap()
}

/// An office that has a dossier and another employer of its own.
fn here() -> Fixture {
    let here = Fixture::new();
    let other = Employer { employer_id: Some(OF_ANOTHER.into()), ..card("Slagerij Voorbeeld B.V.") };
    let other = here.office.save_employer_card(&other).unwrap().card.unwrap().employer.id;
    here.office.start_dossiers(&"leerrekening-iob".into(), &[other], None).unwrap();
    // So that asking for the key changes nothing any more.
    here.office.add_note(here.office.board().unwrap().rows[0].summary.dossier, None, "Een notitie").unwrap();
    here
}

/// Every row of every table.
fn tables(fixture: &Fixture) -> BTreeMap<String, Vec<Vec<Value>>> {
    let records = Connection::open(fixture.folder.path().join("koppelwijzer.db")).unwrap();
    let mut names = records.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let rows = names.into_iter().map(|name| {
        let mut statement = records.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|nth| row.get(nth)).collect()).unwrap();
        (name, rows.collect::<Result<_, _>>().unwrap())
    });
    rows.collect()
}

/// Everything that is logged, at any level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        use std::fmt::Write as _;
        let mut log = self.0.lock().unwrap();
        writeln!(log, "{field} {value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut self.clone());
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The handbook of the app, read from what it comes with.
fn of_the_app() -> Handbook {
    let mut read = handbooks::built_in().iter().map(|file| handbooks::read_accepted(file.text).unwrap());
    read.find(|book| book.id == BUILT_IN).unwrap()
}

fn written(fixture: &Fixture, bytes: &[u8]) -> PathBuf {
    let path = fixture.folder.path().join("vreemd.koppelwijzer");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Takes a file in, or not, and looks whether that did any harm. Tells whether it was taken in.
fn takes_in_without_harm(harms: &[Harm], file: &DossierFile, place: usize) -> bool {
    let here = here();
    let mut file = file.clone();
    for harm in harms {
        harm.done_to(&mut file);
    }
    let bytes = harms.iter().fold(dossier_file::write(&file), |bytes, harm| harm.done_to_bytes(bytes, place));
    let path = written(&here, &bytes);
    let (before, catalogue) = (tables(&here), here.office.handbooks().catalogue().unwrap());
    let log = Log::default();
    let outcome = tracing::subscriber::with_default(log.clone(), || here.office.import_dossier(&path));
    let log = log.0.lock().unwrap();
    assert!(!log.contains(CANARY), "{harms:?}: {log}");
    assert_eq!(
        serde_json::to_value(here.office.handbooks().catalogue().unwrap()).unwrap(),
        serde_json::to_value(catalogue).unwrap(),
        "{harms:?}"
    );
    let Ok(summary) = outcome else {
        assert!(before == tables(&here), "{harms:?} left something");
        return false;
    };
    // The dossier follows the text that came with it, and no other does.
    let taken_in = here.office.open_dossier(summary.dossier).unwrap();
    let carried = &file.handbook_texts[&summary.version];
    assert_eq!(taken_in.handbook, handbooks::read_accepted(carried).unwrap(), "{harms:?}");
    let started = here.start(BUILT_IN);
    assert_eq!(here.office.open_dossier(started).unwrap().handbook, of_the_app(), "{harms:?}");
    assert_eq!(here.office.handbooks().newest(&BUILT_IN.into()).unwrap(), of_the_app(), "{harms:?}");
    // Who was there keeps its card, and nothing says that Loket was asked.
    let cards = here.office.employers().unwrap();
    assert!(cards.iter().any(|row| row.employer.company_name == "Slagerij Voorbeeld B.V."));
    let of_another = |row: &&office::employers::EmployerRow| {
        row.employer.employer_id.as_deref().is_some_and(|id| id.eq_ignore_ascii_case(OF_ANOTHER))
    };
    assert_eq!(cards.iter().filter(of_another).count(), 1, "{harms:?}");
    assert_eq!(here.office.connection().state().unwrap().employers, 0, "{harms:?}");
    true
}

#[test]
fn each_hostile_file_is_refused_or_taken_in_without_harm() {
    let file = exported();
    assert!(takes_in_without_harm(&[], &file, 0));
    for harm in ALL {
        assert_eq!(takes_in_without_harm(&[harm], &file, 0), harm.is_taken_in(), "{harm:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_a_refusal_every_table_is_as_it_was(
        harms in proptest::sample::subsequence(ALL.to_vec(), 2..5),
        place in any::<usize>(),
    ) {
        static FILE: std::sync::OnceLock<DossierFile> = std::sync::OnceLock::new();
        let taken_in = takes_in_without_harm(&harms, FILE.get_or_init(exported), place);
        prop_assert!(!taken_in || harms.iter().all(|harm| harm.is_taken_in()));
    }
}
