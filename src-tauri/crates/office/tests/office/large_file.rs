//! A large dossier file does not hold up other work while it is taken in.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::ThreadId;
use std::time::Duration;

use domain::Environment;
use domain::event::{Action, Event};
use exchange::dossier_file;
use jiff::Timestamp;
use jiff::civil::Date;
use office::{Clock, Office, Vault};
use uuid::Uuid;

use crate::changes::Changes as _;
use crate::fixture::{Ticking, card, noor};
use crate::hostile_files::{events, exported};

/// The last id that an import takes, after all events were sealed and chained, waits for work of another thread.
struct Waiting {
    ticking: Ticking,
    importer: ThreadId,
    reached: Mutex<Sender<()>>,
    done: Mutex<Receiver<()>>,
    waited: Mutex<bool>,
}

impl Clock for Waiting {
    fn now(&self) -> Timestamp {
        self.ticking.now()
    }

    fn today(&self) -> Date {
        self.ticking.today()
    }

    fn new_id(&self) -> Uuid {
        if std::thread::current().id() == self.importer {
            self.reached.lock().unwrap().send(()).unwrap();
            let done = self.done.lock().unwrap().recv_timeout(Duration::from_mins(1));
            *self.waited.lock().unwrap() = done.is_ok();
        }
        Uuid::now_v7()
    }
}

#[test]
fn work_goes_on_while_fifty_thousand_events_are_taken_in() {
    let mut file = exported();
    let first = file.events.len();
    events(&mut file, |events| {
        let like = events[1].clone();
        let due = |nth: usize| jiff::civil::date(2026, 1, 1 + i8::try_from(nth % 28).unwrap());
        events.extend((first..dossier_file::MOST_EVENTS).map(|nth| Event {
            id: Uuid::now_v7().into(),
            action: if nth % 50 == 0 {
                Action::NoteAdded { step: None, text: format!("Notitie {nth}").into() }
            } else {
                Action::DueSet { due: Some(due(nth)) }
            },
            ..like.clone()
        }));
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("groot.koppelwijzer");
    std::fs::write(&path, dossier_file::write(&file)).unwrap();
    let (reached, is_reached) = channel();
    let (done, is_done) = channel();
    let (given, office) = channel();
    let data = folder.path().to_owned();
    let importer = std::thread::spawn(move || {
        let vault =
            Vault::with_store("test", keyring_core::mock::Store::new().unwrap(), Duration::from_secs(2));
        let clock = Arc::new(Waiting {
            ticking: Ticking::default(),
            importer: std::thread::current().id(),
            reached: Mutex::new(reached),
            done: Mutex::new(is_done),
            waited: Mutex::new(false),
        });
        let office =
            Office::open(&data, Environment::Production, vault, Arc::clone(&clock) as _, None).unwrap();
        office.save_settings(noor()).unwrap();
        let office = Arc::new(office);
        given.send(Arc::clone(&office)).unwrap();
        let summary = office.import_dossier(&path).unwrap();
        assert!(*clock.waited.lock().unwrap(), "the other work was not done while the import waited for it");
        // With the event that says where they came from, and two of the other dossier.
        assert_eq!(office.backups().contents().unwrap().events, 50_003);
        summary
    });
    let office = office.recv().unwrap();
    is_reached.recv().unwrap();
    // All is judged, sealed and chained, and nothing is stored yet.
    let employer =
        office.save_employer_card(&card("Slagerij Voorbeeld B.V.")).unwrap().card.unwrap().employer.id;
    let other = office.start_dossiers(&"leerrekening-iob".into(), &[employer], None).unwrap()[0].dossier;
    office.set_due(other, Some(jiff::civil::date(2026, 12, 1))).unwrap();
    assert_eq!(office.board().unwrap().rows.len(), 1);
    done.send(()).unwrap();
    importer.join().unwrap();
    assert_eq!(office.board().unwrap().rows.len(), 2);
}
