//! What one answer takes: one lock, one read of each thing, one unsealing, one commit.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use domain::employer::PayrollAdministration;
use domain::id::{DossierId, EmployerId};
use domain::{Answer, DossierChange, Employer, Language};
use office::Refusal;

use crate::connected_office::ConnectedOffice;

/// How often each thing was done, as the rooms themselves trace it: every query and transaction of the records by the
/// place it stands in, every lock, every unsealing.
#[derive(Clone, Default)]
struct Counted(Arc<Mutex<BTreeMap<String, u32>>>);

impl Counted {
    /// Counts what a piece of work does.
    fn during(work: impl FnOnce()) -> BTreeMap<String, u32> {
        let counted = Self::default();
        tracing::subscriber::with_default(counted.clone(), work);
        let counts = counted.0.lock().unwrap();
        counts.clone()
    }
}

struct What(String);

impl Visit for What {
    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        self.0 = format!("{} {value:?}", self.0);
    }
}

impl Subscriber for Counted {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let ours = ["records::read", "records::write", "office::lock", "office::unseal"];
        ours.contains(&metadata.target())
    }

    fn event(&self, event: &Event<'_>) {
        let mut what = What(event.metadata().target().to_owned());
        event.record(&mut what);
        *self.0.lock().unwrap().entry(what.0).or_default() += 1;
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn of(counts: &BTreeMap<String, u32>, target: &str) -> u32 {
    counts.iter().filter(|(what, _)| what.starts_with(target)).map(|(_, times)| times).sum()
}

/// One lock and one commit; nothing is read or unsealed twice.
fn holds(counts: &BTreeMap<String, u32>) {
    assert_eq!(of(counts, "office::lock"), 1, "{counts:#?}");
    assert_eq!(of(counts, "records::write"), 1, "{counts:#?}");
    for (what, times) in counts {
        // Readings and known values are asked for by scope: once for the office and once for the employer.
        let scopes = what.contains("tables/readings.rs") || what.contains("tables/known.rs");
        assert!(*times == 1 || (scopes && *times == 2), "{what} {times} times: {counts:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_takes_one_lock_one_read_of_each_thing_one_unsealing_and_one_commit() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Staal");
    let state = connected.check(dossier).await;
    let Some(Answer::Rows { rows, .. }) = state.items["directors"].answer.clone() else {
        panic!("directors")
    };
    let history = state.history_count;
    // Personal, and with a verdict that it changes: as much as an answer can take.
    let fewer = Answer::Rows { rows: rows[..1].to_vec(), none: false };
    let change = DossierChange::AnswerItem { item: "directors".into(), answer: Some(fewer) };
    // Another one was looked at since, so that the history of this one has to be read.
    connected.office.open_dossier(connected.start("leerrekening-iob", "Staal")).unwrap();
    let counts = Counted::during(|| {
        let state = connected.office.change_dossier(dossier, change).unwrap();
        assert_eq!(state.history_count, history + 2, "the answer, and the verdict on it");
    });
    holds(&counts);
    assert_eq!(of(&counts, "office::unseal"), 2, "the history once and the readings once: {counts:#?}");
    assert_eq!(of(&counts, "records::read"), 13, "{counts:#?}");
    // The next one goes on from there.
    let all = DossierChange::AnswerItem {
        item: "directors".into(),
        answer: Some(Answer::Rows { rows: rows.clone(), none: false }),
    };
    let counts = Counted::during(|| {
        connected.office.change_dossier(dossier, all).unwrap();
    });
    holds(&counts);
    assert_eq!(of(&counts, "office::unseal"), 0, "nothing was written since: {counts:#?}");
    assert_eq!(of(&counts, "records::read"), 1, "where the chain has got to: {counts:#?}");
    // What is written elsewhere is gathered anew, and the history is still good.
    connected.office.speak(Language::En).unwrap();
    let fewer = Answer::Rows { rows: rows[..1].to_vec(), none: false };
    let again = DossierChange::AnswerItem { item: "directors".into(), answer: Some(fewer) };
    let counts = Counted::during(|| {
        connected.office.change_dossier(dossier, again).unwrap();
    });
    holds(&counts);
    assert_eq!(of(&counts, "office::unseal"), 1, "the readings: {counts:#?}");
    assert_eq!(of(&counts, "records::read"), 10, "{counts:#?}");
}

/// The card of a fictional employer with these loonheffingennummers, and a dossier for it.
fn started(connected: &ConnectedOffice, numbers: &[&str]) -> DossierId {
    let administration = |number: &&str| PayrollAdministration {
        name: format!("Administratie {number}"),
        payroll_taxes_number: Some((*number).to_owned()),
        client_number: None,
        payroll_period_type: None,
    };
    let card = Employer {
        id: EmployerId::NEW,
        company_name: "Bakkerij Voorbeeld B.V.".into(),
        employer_id: None,
        employer_number: None,
        kvk: None,
        email: None,
        administrations: numbers.iter().map(administration).collect(),
        changed: jiff::Timestamp::UNIX_EPOCH,
        loket: None,
    };
    let employer = connected.office.save_employer_card(&card).unwrap().card.unwrap().employer.id;
    connected.office.start_dossiers(&"asr-werkgever".into(), &[employer], None).unwrap()[0].dossier
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_takes_over_what_is_known_and_is_completed_in_one_commit_or_not_at_all() {
    let connected = ConnectedOffice::connected().await;
    let change = DossierChange::CompleteStep { step: "choose-administration".into() };
    let dossier = started(&connected, &["123456782L01"]);
    let counts = Counted::during(|| {
        let state = connected.office.change_dossier(dossier, change.clone()).unwrap();
        let line = &state.items["number-of-administrations"];
        assert_eq!(line.answer, Some(Answer::of("one")));
        assert!(line.origin.is_some(), "taken over from the card");
    });
    holds(&counts);
    // What is known asks for more: the lines about several administrations are still open.
    let dossier = started(&connected, &["123456782L01", "111222333L01"]);
    let before = connected.office.open_dossier(dossier).unwrap().state;
    let counts = Counted::during(|| {
        let refused = connected.office.change_dossier(dossier, change);
        assert!(matches!(refused, Err(Refusal::Incomplete { .. })), "{refused:?}");
    });
    assert_eq!(of(&counts, "records::write"), 0, "{counts:#?}");
    let after = connected.office.open_dossier(dossier).unwrap().state;
    assert_eq!(after.history_count, before.history_count);
    assert_eq!(after.items["number-of-administrations"].answer, None, "not half of it is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_answer_that_was_judged_a_dossier_moves_to_a_newer_handbook() {
    let connected = ConnectedOffice::connected().await;
    let folder = tempfile::tempdir().unwrap();
    let built_in =
        handbooks::built_in().iter().find(|file| file.text.contains("id = \"asr-werkgever\"")).unwrap();
    let import = |version: u32| {
        let text = built_in.text.replacen("id = \"asr-werkgever\"", "id = \"eigen-asr\"", 1);
        let before = text.lines().find(|line| line.starts_with("version = ")).unwrap().to_owned();
        let file = folder.path().join("eigen.toml");
        std::fs::write(&file, text.replacen(&before, &format!("version = {version}"), 1)).unwrap();
        connected.office.handbooks().import(&file).unwrap();
    };
    import(1);
    let dossier = connected.start("eigen-asr", "Staal");
    let state = connected.check(dossier).await;
    import(2);
    let Some(Answer::Rows { rows, .. }) = state.items["directors"].answer.clone() else {
        panic!("directors")
    };
    let answer = Some(Answer::Rows { rows: rows[..1].to_vec(), none: false });
    let change = DossierChange::AnswerItem { item: "directors".into(), answer };
    connected.office.change_dossier(dossier, change).unwrap();
    let moved = connected.office.change_dossier(dossier, DossierChange::MoveToNewest {}).unwrap();
    assert_eq!(moved.summary.version, 2);
}
