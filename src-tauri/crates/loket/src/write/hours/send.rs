//! Sending what was planned: each record once, four employments at a time, and read back.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::Personal;
use domain::hours::compare::{Comparison, StoredValue, compare};
use domain::hours::sent::{HoursObstacle, PersonSent, SendAnswer};
use futures_util::stream::{self, StreamExt};
use parking_lot::Mutex;
use serde::de::IgnoredAny;
use tokio_util::sync::CancellationToken;

use super::{AT_A_TIME, HoursNotStarted, HoursPlan, PersonPlan, request};
use crate::answer::Answer;
use crate::fault::Fault;
use crate::message::words;
use crate::read::stops;
use crate::request::Request;
use crate::write::Writer;
use crate::write::read_back::{messages_of, refused};

/// After so many answers of which nobody knows what they mean, nothing more is begun: it is read back first.
const MOST_UNCLEAR: u32 = 3;

/// How far sending is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendProgress {
    /// People of whom Loket answered.
    pub people: u32,
    pub of_people: u32,
}

/// Why not everything was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// By the user.
    Cancelled,
    /// Nothing else could go well either.
    Fault(Fault),
    /// Too often it was not known whether something was done.
    Unclear,
}

/// What came of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursSent {
    /// Everybody of the plan, in its order.
    pub people: Vec<PersonSent>,
    pub stopped: Option<Stopped>,
    /// What Loket holds afterwards, against the whole table; or why it could not be read.
    pub read_back: Result<Comparison, Fault>,
}

/// What all employments under way share.
struct Run<'s> {
    cancel: &'s CancellationToken,
    stopped: Mutex<Option<Stopped>>,
    unclear: AtomicU32,
}

impl Run<'_> {
    /// Whether nothing more may be begun.
    fn is_over(&self) -> bool {
        let mut stopped = self.stopped.lock();
        if stopped.is_none() && self.cancel.is_cancelled() {
            *stopped = Some(Stopped::Cancelled);
        }
        stopped.is_some()
    }

    fn stop(&self, why: Stopped) {
        self.stopped.lock().get_or_insert(why);
    }
}

impl Writer<'_> {
    /// Carries out a plan that the user agreed to, and reads back what is so. `start` is awaited after everything was looked at
    /// and before the first byte goes out: it records that the sending starts. Where it fails, nothing is sent.
    ///
    /// Each record is sent once; only one of which Loket says that it did not take it for too many calls is sent when
    /// it may be. `cancel` ends it between employments: what is under way is seen through. A fault with which nothing else
    /// can go well ends it too.
    ///
    /// # Errors
    /// Why it was not begun: above all that what Loket holds is no longer what the plan was made with. Outside is
    /// what `start` says.
    pub async fn send_hours<E: Send>(
        &self,
        plan: &HoursPlan,
        start: impl Future<Output = Result<(), E>> + Send,
        cancel: &CancellationToken,
        on_progress: &(dyn Fn(SendProgress) + Send + Sync),
    ) -> Result<Result<HoursSent, HoursNotStarted>, E> {
        match self.read_again(plan).await {
            Ok(now) if now == plan.before => {}
            Ok(_) => return Ok(Err(HoursObstacle::ChangedMeanwhile.into())),
            Err(fault) => return Ok(Err(fault.into())),
        }
        start.await?;
        let run = Run { cancel, stopped: Mutex::new(None), unclear: AtomicU32::new(0) };
        let of_people = u32::try_from(plan.people.len()).unwrap_or(u32::MAX);
        let answered = AtomicU32::new(0);
        let (run_of, answered_of) = (&run, &answered);
        // By owned items: a future over borrowed ones cannot be moved to another thread.
        let all: Vec<PersonPlan> = plan.people.clone();
        let people = stream::iter(all)
            .map(|person| async move {
                let sent = self.send_person(run_of, &person).await;
                let people = answered_of.fetch_add(1, Ordering::Relaxed) + 1;
                on_progress(SendProgress { people, of_people });
                sent
            })
            // In order, so that the outcome lists people as the plan does.
            .buffered(AT_A_TIME)
            .collect()
            .await;
        let read_back =
            self.read_again(plan).await.map(|now| compare(plan.hours(), &now, Some(&plan.before)));
        if let Err(fault) = &read_back {
            tracing::warn!(%fault, "hours that were sent could not be read back");
        }
        Ok(Ok(HoursSent { people, stopped: run.stopped.into_inner(), read_back }))
    }

    async fn read_again(&self, plan: &HoursPlan) -> Result<Vec<StoredValue>, Fault> {
        plan.reading.read(self.reader, &plan.administration, plan.period).await
    }

    async fn send_person(&self, run: &Run<'_>, person: &PersonPlan) -> PersonSent {
        let mut sent = PersonSent {
            person: person.person,
            employment: person.employment.0.clone(),
            answer: SendAnswer::NotSent,
            messages: Vec::new(),
        };
        for body in &person.records {
            if run.is_over() {
                break;
            }
            let answer = match request(&person.employment, body) {
                Ok(request) => self.send_record(&request).await,
                Err(fault) => Err(fault),
            };
            let (said, messages) = heard(run, answer);
            sent.messages.extend(messages);
            // The worst that was said of any record holds for the person.
            sent.answer = match (sent.answer, said) {
                (SendAnswer::NotSent, said) => said,
                (before, SendAnswer::NotSent) => before,
                (before, said) => before.max(said),
            };
            if said != SendAnswer::Accepted {
                break;
            }
        }
        sent
    }

    /// Sends a record. Where Loket takes no more calls for a while it did nothing with it: it is sent when it may be.
    async fn send_record(&self, request: &Request) -> Result<Answer, Fault> {
        let limits = self.reader.client().limits();
        let mut tries = 1;
        loop {
            let answer = self.reader.client().call(request).await;
            let waits = match &answer {
                Err(Fault::Paused { wait, .. }) => *wait <= limits.longest_pause,
                Err(Fault::TooManyCalls { .. }) => true,
                _ => false,
            };
            if !waits || tries >= limits.tries {
                return answer;
            }
            tries += 1;
            // The client sits out the pause before the next call; this only keeps it from being asked at once.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// What an answer says of a record, and what it means for the rest.
fn heard(run: &Run<'_>, answer: Result<Answer, Fault>) -> (SendAnswer, Vec<Personal>) {
    let fault = match answer {
        Ok(answer) => {
            let messages = answer.detail::<IgnoredAny>().ok().and_then(|detail| detail.messages);
            return (SendAnswer::Accepted, words(&messages.unwrap_or_default()));
        }
        Err(fault) => fault,
    };
    let messages = messages_of(&fault);
    match &fault {
        Fault::Rejected { .. }
        | Fault::NotFound { .. }
        | Fault::Conflict { .. }
        | Fault::Unaskable { .. } => (SendAnswer::Refused, messages),
        // A right or a product that is missing for one is missing for all.
        Fault::Forbidden { .. } => {
            run.stop(Stopped::Fault(fault));
            (SendAnswer::Refused, messages)
        }
        other if refused(other) || stops(other) || matches!(other, Fault::Unreachable { .. }) => {
            run.stop(Stopped::Fault(fault));
            (SendAnswer::NotSent, messages)
        }
        _ => {
            if run.unclear.fetch_add(1, Ordering::Relaxed) + 1 >= MOST_UNCLEAR {
                run.stop(Stopped::Unclear);
            }
            (SendAnswer::Unclear, messages)
        }
    }
}
