//! Made-up records, the same every time.

use std::convert::Infallible;

use domain::employer::{Employer, PayrollAdministration, PayrollPeriodType};
use domain::event::{Action, Event, START, SealedEvent};
use domain::id::{DossierId, EmployerId};
use domain::progress::DossierStatus;
use domain::summary::Summary;
use domain::{Actor, Answer, Text};
use jiff::{SignedDuration, Timestamp};
use records::{Change, SearchRow};
use uuid::{Builder, Uuid};

/// The moment at which everything starts, and seconds after it.
pub fn moment(seconds: i64) -> Timestamp {
    let start = Timestamp::from_second(1_772_352_000).unwrap_or_default();
    start + SignedDuration::from_secs(seconds)
}

/// An id that sorts by its number.
pub fn id<Id: From<Uuid>>(kind: u8, number: u64) -> Id {
    let mut tail = [kind; 10];
    tail[2..].copy_from_slice(&number.to_be_bytes());
    let millis = u64::try_from(moment(0).as_millisecond()).unwrap_or_default();
    Builder::from_unix_timestamp_millis(millis + number, &tail).into_uuid().into()
}

/// The colleague who does everything.
pub fn actor() -> Actor {
    Actor { name: "Sanne Visser".to_owned(), initials: "SV".to_owned() }
}

/// An employer by its number.
pub fn employer(number: u64) -> Employer {
    const NAMES: [&str; 6] = ["Bakkerij", "Garage", "Kwekerij", "Café", "Drukkerij", "Slagerij"];
    const OWNERS: [&str; 5] = ["de Jong", "Özdemir", "van den Berg", "Jansen", "Smit"];
    let pick = |words: &[&'static str], by: u64| words[usize::try_from(by).unwrap_or(0) % words.len()];
    Employer {
        id: id(1, number),
        company_name: format!("{} {} {number}", pick(&NAMES, number), pick(&OWNERS, number / 6)),
        employer_id: None,
        employer_number: Some(format!("W{number:05}")),
        kvk: None,
        email: Some(format!("loon{number}@werkgever.example")),
        administrations: vec![PayrollAdministration {
            name: "Personeel".to_owned(),
            payroll_taxes_number: Some("111111110L01".to_owned()),
            client_number: None,
            payroll_period_type: Some(PayrollPeriodType::Month),
        }],
        changed: moment(0),
        loket: None,
    }
}

/// A dossier that goes on, event by event.
#[derive(Debug, Clone)]
pub struct Case {
    pub dossier: DossierId,
    employer: Option<EmployerId>,
    number: u64,
    length: u64,
    head: String,
}

impl Case {
    /// A dossier that is not there yet.
    pub fn new(number: u64, employer: Option<EmployerId>) -> Self {
        Self { dossier: id(2, number), employer, number, length: 0, head: START.to_owned() }
    }

    /// The same dossier after the events that are stored.
    pub fn resume(mut self, events: &[SealedEvent]) -> Self {
        self.length = events.len() as u64;
        events.last().map_or(START, SealedEvent::hash).clone_into(&mut self.head);
        self
    }

    /// The next thing that happens.
    pub fn next(&mut self) -> Change {
        let action = if self.length == 0 {
            Action::DossierStarted {
                handbook: "uren".into(),
                employer: self.employer,
                due: None,
                environment: None,
            }
        } else {
            Action::ItemAnswered {
                item: format!("item-{}", self.length % 40).into(),
                answer: Some(Answer::of(&format!("waarde {} van {}", self.length, self.number))),
                origin: None,
            }
        };
        self.with(vec![action])
    }

    /// The next things that happen, in one change.
    pub fn with(&mut self, actions: Vec<Action>) -> Change {
        let mut events = vec![];
        for action in actions {
            let event = Event {
                id: id(3, (self.number << 20) + self.length),
                chain: self.dossier,
                at: moment(i64::try_from(self.length).unwrap_or(0)),
                actor: actor(),
                version: 1,
                previous: self.head.clone(),
                action,
            };
            let event = event.seal_all(Ok::<_, Infallible>).expect("small enough");
            event.hash().clone_into(&mut self.head);
            self.length += 1;
            events.push(event);
        }
        Change {
            events,
            summary: self.summary(),
            summary_mac: None,
            search: Some(Self::search()),
            notes: vec![],
            withdrawn_notes: vec![],
            known: vec![],
            coupling_user: None,
        }
    }

    fn summary(&self) -> Summary {
        Summary {
            dossier: self.dossier,
            handbook: "uren".into(),
            short: Text { nl: "Uren naar Loket".to_owned(), en: "Hours to Loket".to_owned() },
            version: 1,
            employer: self.employer,
            status: DossierStatus::Busy,
            since: moment(0),
            next: None,
            done: u32::try_from(self.length).unwrap_or(0),
            set_aside: 0,
            total: 10,
            due: None,
            changed: moment(i64::try_from(self.length).unwrap_or(0)),
            actor: actor(),
            assigned: None,
            failing: 0,
            failing_lines: vec![],
            open_changes: 0,
            worsened: 0,
            checked: None,
            signed_off: None,
        }
    }

    fn search() -> Vec<SearchRow> {
        const STEPS: [&str; 5] = [
            "Vraag de koppeling aan",
            "Geef de rechten",
            "Wacht op het akkoord",
            "Kies de looncomponenten",
            "Controleer de eerste aanlevering",
        ];
        let own =
            SearchRow { step: None, title: "Uren naar Loket".to_owned(), body: "Hours to Loket".to_owned() };
        let steps = STEPS.iter().enumerate().map(|(number, title)| SearchRow {
            step: Some(format!("stap-{number}").into()),
            title: (*title).to_owned(),
            body: "Uren naar Loket".to_owned(),
        });
        std::iter::once(own).chain(steps).collect()
    }
}

/// A step that a later version might add to the schema.
pub const LATER: &str = "
    ALTER TABLE employers ADD COLUMN remark TEXT NOT NULL DEFAULT '';
    CREATE TABLE visits (id TEXT PRIMARY KEY NOT NULL, employer TEXT REFERENCES employers (id)) STRICT;
    INSERT INTO visits (id, employer) SELECT id || '-1', id FROM employers;
    CREATE INDEX visits_by_employer ON visits (employer);
    UPDATE employers SET remark = 'of before';
";
