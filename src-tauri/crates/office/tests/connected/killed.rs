//! Fault 79: killed, locked out or switched while a change in Loket is planned, sent or answered. Its start is on disk
//! before the first byte, its outcome is recorded once, and it is never sent twice.

use std::sync::Arc;
use std::time::Duration;

use domain::connection::LoketFault;
use domain::history::Happening;
use domain::id::{DossierId, ItemId};
use office::connection::loket_changes::LoketChangeResult;
use office::refusal::{NotSaved, Refusal};
use peer::{Act, Rule, on};
use rusqlite::Connection;

use crate::connected_office::{ConnectedOffice, is_met, silent};
use crate::loket_changes::aalst;

const RIGHTS: &str = ".*/authorizations";

/// What the history says of changes: how many were started, and what came of them.
fn recorded_changes(connected: &ConnectedOffice, dossier: DossierId) -> (usize, Vec<Happening>) {
    let history = connected.office.dossier_history(dossier).unwrap();
    let all = || history.iter().map(|line| line.what);
    let outcomes = [Happening::RightsSet, Happening::ChangeFailed, Happening::ChangeUncertain];
    let started = all().filter(|what| *what == Happening::ChangeStarted).count();
    (started, all().filter(|what| outcomes.contains(what)).collect())
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..4_000 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("{what} did not come");
}

/// Begins to set the rights on a runtime of its own, and kills the program once `is_so`: whatever it does is dropped,
/// and its records are opened again without having been closed.
async fn killed_when(
    connected: ConnectedOffice,
    dossier: DossierId,
    rule: Rule,
    is_so: impl Fn(&ConnectedOffice) -> bool,
) -> ConnectedOffice {
    let before = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.loket.script(rule);
    let program = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let office = Arc::clone(&connected.office);
    program.spawn(async move {
        office.apply_loket_change(dossier, &"rights".into(), &before.token, |_| true, silent()).await
    });
    until("the moment to be killed", || is_so(&connected)).await;
    program.shutdown_background();
    until("the end of the program", || Arc::strong_count(&connected.office) == 1).await;
    connected.killed()
}

/// Killed at each message of the write.
#[tokio::test(flavor = "multi_thread")]
async fn killed_at_each_message_a_change_is_sent_once_at_most_and_its_outcome_recorded_once() {
    let sent = |connected: &ConnectedOffice| connected.loket.count("PATCH", "");
    // Read after the preview: for the plan, for what the preview may name, before sending, and back.
    for (when, rule, reads, sends, is_done) in [
        ("before the first byte", on("GET", RIGHTS).from(3).then(Act::Never), 3, 0, false),
        ("sent, and not done", on("PATCH", RIGHTS).then(Act::Never), 3, 1, false),
        ("sent and done, and not answered", on("PATCH", RIGHTS).then(Act::HangAfterHead), 3, 1, true),
        ("answered, and not recorded", on("GET", RIGHTS).from(4).then(Act::Never), 4, 1, true),
    ] {
        let connected = ConnectedOffice::connected().await;
        let dossier = aalst(&connected).await;
        let read = |connected: &ConnectedOffice| connected.loket.count("GET", "/authorizations");
        let own_preview = 2;
        let already = read(&connected) + own_preview;
        let connected = killed_when(connected, dossier, rule, |connected| {
            read(connected) == already + reads && sent(connected) == sends
        })
        .await;
        connected.loket.make_well();
        let open = connected.state(dossier).open_changes;
        assert_eq!(open.len(), 1, "{when}: it is on disk and shown as open");
        assert_eq!(open[0].stamp.actor.initials, "NV");
        assert!(open[0].item.is_some());
        assert_eq!(recorded_changes(&connected, dossier), (1, vec![]), "{when}");
        connected.office.read_back_open_changes().await.unwrap();
        connected.office.read_back_open_changes().await.unwrap();
        let state = connected.check(dossier).await;
        assert_eq!(is_met(&state, "rights"), is_done, "{when}");
        assert!(state.open_changes.is_empty(), "{when}");
        // Loket may still be at work on what was sent a moment ago.
        let outcome = if is_done { Happening::RightsSet } else { Happening::ChangeUncertain };
        assert_eq!(recorded_changes(&connected, dossier), (1, vec![outcome]), "{when}");
        assert_eq!(sent(&connected), sends, "{when}: never sent again");
    }
}

/// Nobody is signed in at the next start: it stays open, is shown, and the next check tells.
#[tokio::test(flavor = "multi_thread")]
async fn what_loket_cannot_be_asked_about_stays_open_until_it_can() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let rule = on("PATCH", RIGHTS).then(Act::HangAfterHead);
    let is_sent = |connected: &ConnectedOffice| connected.loket.count("PATCH", "") == 1;
    let connected = killed_when(connected, dossier, rule, is_sent).await;
    connected.loket.make_well();
    connected.office.connection().sign_out().await.unwrap();
    let signed_out = Refusal::Loket { fault: LoketFault::SignedOut };
    assert_eq!(connected.office.read_back_open_changes().await.unwrap_err(), signed_out);
    assert_eq!(connected.state(dossier).open_changes.len(), 1);
    connected.sign_in("oefenen").await;
    connected.loket.script(on("GET", ".*/users.*").then(Act::say(503)));
    connected.office.read_back_open_changes().await.unwrap();
    assert_eq!(connected.state(dossier).open_changes.len(), 1, "Loket did not say");
    connected.loket.make_well();
    let state = connected.check(dossier).await;
    assert!(state.open_changes.is_empty() && is_met(&state, "rights"));
    assert_eq!(recorded_changes(&connected, dossier), (1, vec![Happening::RightsSet]));
    assert_eq!(connected.loket.count("PATCH", ""), 1);
}

/// The start is written first: where it cannot be, nothing goes out.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_recorded_is_not_sent() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let rights = ItemId::from("rights");
    let preview = connected.office.preview_loket_change(dossier, &rights).await.unwrap();
    let file = connected.folder.path().join("koppelwijzer.db");
    let mut held = None;
    let lock_records = |_: &_| {
        let other = Connection::open(&file).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        held = Some(other);
        true
    };
    let apply = connected.office.apply_loket_change(dossier, &rights, &preview.token, lock_records, silent());
    assert_eq!(apply.await.unwrap_err(), Refusal::NotSaved { why: NotSaved::Busy });
    assert_eq!(connected.loket.count("PATCH", ""), 0, "another program holds the records");
    drop(held);
    let close = |_: &_| {
        connected.office.close().unwrap();
        true
    };
    let apply = connected.office.apply_loket_change(dossier, &rights, &preview.token, close, silent());
    apply.await.unwrap_err();
    assert_eq!(connected.loket.count("PATCH", ""), 0, "the records are closed");
    let connected = connected.reopened();
    assert_eq!(recorded_changes(&connected, dossier), (0, vec![]));
}

/// The outcome cannot be recorded: it is reported, it stays open, and the next check records it.
#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_that_cannot_be_recorded_now_is_reported_and_recorded_later() {
    let connected = ConnectedOffice::connected().await;
    let dossier = aalst(&connected).await;
    let preview = connected.office.preview_loket_change(dossier, &"rights".into()).await.unwrap();
    connected.loket.script(on("PATCH", RIGHTS).then(Act::Late(Duration::from_millis(500))));
    let office = Arc::clone(&connected.office);
    let applied = tokio::spawn(async move {
        office.apply_loket_change(dossier, &"rights".into(), &preview.token, |_| true, silent()).await
    });
    until("the request", || connected.loket.count("PATCH", "") == 1).await;
    let busy = Refusal::Loket { fault: LoketFault::Busy };
    assert_eq!(
        connected.office.remove_dossier(dossier).unwrap_err(),
        busy,
        "its outcome is still to be recorded in it"
    );
    assert_eq!(connected.office.backups().restore("any").unwrap_err(), busy);
    let other = Connection::open(connected.folder.path().join("koppelwijzer.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let LoketChangeResult { outcome, state, refused } = applied.await.unwrap().unwrap();
    assert_eq!(outcome, domain::loket_change::LoketChangeOutcome::Done);
    assert_eq!(refused, Some(Refusal::NotSaved { why: NotSaved::Busy }));
    assert_eq!(state.open_changes.len(), 1, "and the dossier shows it");
    drop(other);
    assert!(connected.check(dossier).await.open_changes.is_empty());
    assert_eq!(recorded_changes(&connected, dossier), (1, vec![Happening::RightsSet]));
    assert_eq!(connected.loket.count("PATCH", ""), 1);
}
