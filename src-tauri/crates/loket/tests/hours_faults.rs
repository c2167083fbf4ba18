//! Hours that are sent while something goes wrong: nothing is sent twice, and what is read back counts.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod hours_fixture;
mod rehearsal;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use domain::hours::sent::{HoursObstacle, SendAnswer, SendVerdict};
use domain::hours::upload::UploadTable;
use hours_fixture::{Fixture, amounts, obstacle, table};
use loket::Fault;
use loket::write::{Stopped, Writer};
use rehearsal::Meddling;
use tokio_util::sync::CancellationToken;

/// Overtime of everybody who is in force.
fn overtime(fixture: &Fixture) -> UploadTable {
    let rows: Vec<_> = fixture.working().map(|person| (person, amounts(&[(15, "2.5")]))).collect();
    table(&rows)
}

/// Between the client and the sandbox: meddles with the call of this number, counted from when it is set.
#[derive(Clone, Default)]
struct Cut {
    at: Arc<Mutex<Option<(usize, Meddling)>>>,
    seen: Arc<AtomicUsize>,
}

impl Cut {
    async fn fixture(&self) -> Fixture {
        let cut = self.clone();
        Fixture::start_with(Arc::new(move |_, _| {
            let seen = cut.seen.fetch_add(1, Ordering::SeqCst);
            let at = *cut.at.lock().unwrap();
            at.filter(|(at, _)| *at == seen).map_or(Meddling::Pass, |(_, meddling)| meddling)
        }))
        .await
    }

    fn set(&self, at: usize, meddling: Meddling) {
        self.seen.store(0, Ordering::SeqCst);
        *self.at.lock().unwrap() = Some((at, meddling));
    }
}

/// Meddles with the first change that is asked for.
fn first_patch(meddling: Meddling) -> rehearsal::Meddler {
    let seen = AtomicUsize::new(0);
    Arc::new(move |_, call| {
        let is_first = call.method == "PATCH" && seen.fetch_add(1, Ordering::SeqCst) == 0;
        if is_first { meddling } else { Meddling::Pass }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_cut_off_at_any_message_are_read_back_and_never_sent_twice() {
    // Without a cut: how many messages a sending has.
    let cut = Cut::default();
    let fixture = cut.fixture().await;
    let plan = fixture.plan(&overtime(&fixture)).await.unwrap();
    cut.set(usize::MAX, Meddling::Pass);
    fixture.send(&plan).await.unwrap();
    let messages = cut.seen.load(Ordering::SeqCst);
    assert!(messages > fixture.working().count(), "{messages}");
    for meddling in [Meddling::LoseRequest, Meddling::LoseAnswer] {
        for at in 0..messages {
            cut_at(at, meddling).await;
        }
    }
}

async fn cut_at(at: usize, meddling: Meddling) {
    let name = format!("{meddling:?} at {at}");
    let cut = Cut::default();
    let fixture = cut.fixture().await;
    let table = overtime(&fixture);
    let plan = fixture.plan(&table).await.unwrap();
    cut.set(at, meddling);
    let sent = fixture.send(&plan).await.unwrap();
    let read_back = sent.read_back.as_ref().unwrap();
    let count = |verdict| sent.people.iter().filter(|one| one.verdict(Some(read_back)) == verdict).count();
    let (done, unclear) = (count(SendVerdict::Done), count(SendVerdict::Uncertain));
    assert_eq!(done + unclear, table.rows.len(), "{name}: one is unclear at most, the others are done");
    // A change whose answer was lost was read back and is done; one that never arrived is uncertain.
    assert!(unclear <= usize::from(meddling == Meddling::LoseRequest), "{name}: {sent:?}");
    // Taken up again, only what did not come through is sent.
    match fixture.plan(&table).await {
        Ok(again) => {
            assert_eq!((again.people(), unclear), (1, 1), "{name}");
            let sent = fixture.send(&again).await.unwrap();
            assert!(sent.read_back.unwrap().is_as_sent(), "{name}");
        }
        Err(why) => assert_eq!((why, unclear), (obstacle(HoursObstacle::NothingToDo), 0), "{name}"),
    }
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    for call in fixture.patches() {
        *asked.entry(call.path).or_default() += 1;
    }
    let twice = asked.values().filter(|times| **times > 1).count();
    assert_eq!(twice, unclear, "{name}: only what never arrived was sent again");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_calls_are_waited_for_and_everything_is_sent_once() {
    let fixture = Fixture::start_with(first_patch(Meddling::Refuse(429))).await;
    let table = overtime(&fixture);
    let plan = fixture.plan(&table).await.unwrap();
    let sent = fixture.send(&plan).await.unwrap();
    assert!(sent.people.iter().all(|one| one.answer == SendAnswer::Accepted), "{sent:?}");
    assert!(sent.read_back.unwrap().is_as_sent() && sent.stopped.is_none());
    // The one that was not taken, and each of them once.
    assert_eq!(fixture.patches().len(), table.rows.len() + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_employment_that_is_refused_keeps_none_of_the_others_back() {
    let mut fixture = Fixture::start().await;
    let known = fixture.read(1, hours_fixture::PERIOD).await;
    let gone = known.employments.content().unwrap().iter().find(|one| one.end.is_some()).unwrap().clone();
    let number = gone.payroll_id.unwrap();
    fixture.people.by_number.insert(number, gone.id);
    let table = overtime(&fixture);
    let plan = fixture.plan(&table).await.unwrap();
    let sent = fixture.send(&plan).await.unwrap();
    let read_back = sent.read_back.as_ref().unwrap();
    for person in &sent.people {
        if person.person == number {
            assert_eq!(person.verdict(Some(read_back)), SendVerdict::NotDone);
            assert!(person.messages[0].clear().unwrap().contains("payrollPeriod"), "{person:?}");
        } else {
            assert_eq!(person.verdict(Some(read_back)), SendVerdict::Done);
            assert!(person.messages.is_empty());
        }
    }
    assert_eq!(sent.stopped, None);
    assert_eq!(read_back.remaining(&table).rows.iter().map(|row| row.person).collect::<Vec<_>>(), [number]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sending_that_is_cancelled_sees_through_what_is_under_way_and_the_rest_is_taken_up_later() {
    let fixture = Fixture::start().await;
    let table = overtime(&fixture);
    let plan = fixture.plan(&table).await.unwrap();
    let cancel = CancellationToken::new();
    let sent = fixture.send_until(&plan, &cancel, &|_| cancel.cancel()).await.unwrap();
    assert_eq!(sent.stopped, Some(Stopped::Cancelled));
    let read_back = sent.read_back.as_ref().unwrap();
    let verdicts: Vec<_> = sent.people.iter().map(|one| one.verdict(Some(read_back))).collect();
    let done = verdicts.iter().filter(|one| **one == SendVerdict::Done).count();
    assert!((1..=5).contains(&done), "{verdicts:?}");
    assert!(
        verdicts.iter().all(|one| matches!(one, SendVerdict::Done | SendVerdict::NotSent)),
        "{verdicts:?}"
    );
    let again = fixture.plan(&table).await.unwrap();
    assert_eq!(again.people(), table.rows.len() - done);
    fixture.send(&again).await.unwrap();
    assert_eq!(fixture.patches().len(), table.rows.len(), "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_record_of_the_start_nothing_is_sent() {
    let fixture = Fixture::start().await;
    let plan = fixture.plan(&overtime(&fixture)).await.unwrap();
    let writer = Writer::new(&fixture.rehearsal.reader);
    let cancel = CancellationToken::new();
    let outcome = writer.send_hours(&plan, async { Err("the disk is full") }, &cancel, &|_| {}).await;
    assert_eq!(outcome, Err("the disk is full"));
    assert!(fixture.patches().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_that_somebody_changed_since_the_preview_are_not_sent() {
    let fixture = Fixture::start().await;
    let plan = fixture.plan(&overtime(&fixture)).await.unwrap();
    let other = fixture.plan(&table(&[(1, amounts(&[(16, "1")]))])).await.unwrap();
    fixture.send(&other).await.unwrap();
    assert_eq!(fixture.send(&plan).await, Err(obstacle(HoursObstacle::ChangedMeanwhile)));
    assert_eq!(fixture.patches().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_back_is_uncertain() {
    let sent_some = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&sent_some);
    let fixture = Fixture::start_with(Arc::new(move |_, call| {
        if call.method == "PATCH" {
            seen.fetch_add(1, Ordering::SeqCst);
        }
        let fails = call.method == "GET" && seen.load(Ordering::SeqCst) > 0;
        if fails { Meddling::Refuse(500) } else { Meddling::Pass }
    }))
    .await;
    let plan = fixture.plan(&overtime(&fixture)).await.unwrap();
    let sent = fixture.send(&plan).await.unwrap();
    assert!(matches!(sent.read_back, Err(Fault::ServerFault { status: 500, .. })), "{sent:?}");
    assert!(sent.people.iter().all(|one| one.verdict(None) == SendVerdict::Uncertain));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_unclear_answers_nothing_more_is_begun() {
    let fixture = Fixture::start_with(Arc::new(|_, call| {
        if call.method == "PATCH" { Meddling::LoseAnswer } else { Meddling::Pass }
    }))
    .await;
    let table = overtime(&fixture);
    let plan = fixture.plan(&table).await.unwrap();
    let sent = fixture.send(&plan).await.unwrap();
    assert_eq!(sent.stopped, Some(Stopped::Unclear));
    let asked = fixture.patches().len();
    assert!((3..=6).contains(&asked) && asked < table.rows.len(), "{asked}");
    let read_back = sent.read_back.as_ref().unwrap();
    let done = sent.people.iter().filter(|one| one.verdict(Some(read_back)) == SendVerdict::Done);
    assert_eq!(done.count(), asked, "all that arrived is done, whatever became of the answers");
}
