//! What a change makes of a dossier: decided from the context alone, all of it or nothing.

mod change;
mod keepable;
mod normalise;
mod projection;
mod verdicts;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::answer::{Answer, Personal};
use crate::chain::ChainAction;
use crate::context::{DossierContext, LearntValue};
use crate::dossier::Dossier;
use crate::event::{Action, Event};
use crate::findings;
use crate::hours::proof::{RunFinding, ShownByRun};
use crate::id::{EventId, ItemId, StepId};
use crate::kept_secret;
use crate::known::Known;
use crate::reading::Readings;
use crate::rules::{self, Refusal};
use crate::stamp::Actor;

pub use change::DossierChange;
pub use keepable::has_values_to_seal;
pub use projection::{CouplingUserName, NoteRow, SearchRow, note_rows, search_rows};

/// What becomes of a dossier.
#[derive(Debug, Clone)]
pub struct Decision {
    /// What happened, in order, in clear: still to be sealed and chained. Empty: nothing changes.
    pub events: Vec<Event>,
    /// The dossier with all that bears on it, after these events.
    pub after: DossierContext,
    /// Values that were typed and serve in other dossiers.
    pub learnt: Vec<LearntValue>,
    /// The coupling user, when it is another now: by its name, or because another answer asks for another one.
    pub coupling_user: Option<CouplingUserName>,
}

impl Decision {
    /// Notes that cannot be found any more: those that were undone.
    pub fn withdrawn_notes(&self) -> Vec<EventId> {
        let undone = self.events.iter().filter_map(|event| match event.action {
            Action::Undone { event } => Some(event),
            _ => None,
        });
        undone.collect()
    }
}

/// Decides on a change. The verdicts that an answer changes are judged along with it, on the readings that are kept.
///
/// # Errors
/// Why the change is not made; nothing of it happens then.
pub fn decide(
    context: DossierContext,
    change: DossierChange,
    new_id: impl FnMut() -> EventId,
) -> Result<Decision, Refusal> {
    let actor = context.settings.actor.clone().ok_or(Refusal::NeedsName)?;
    let before = projection::coupling_user(&context);
    let mut course = Course { context, actor, events: vec![], new_id };
    let mut fresh_readings = None;
    match change {
        DossierChange::CompleteStep { step } => course.complete(&step)?,
        DossierChange::AnswerAndComplete { step, answers } => {
            course.give(&step, answers)?;
            course.complete(&step)?;
        }
        DossierChange::RecordCheck { readings } => {
            course.take_all(verdicts::all(&course.context, &readings))?;
            fresh_readings = Some(readings);
        }
        DossierChange::AnswerItem { item, answer } => {
            course.take_all(answered(&course.context, item, answer)?)?;
        }
        DossierChange::TakeFromRun { item } => course.take(taken_from_run(&course.context, item)?)?,
        DossierChange::EndWait { step, item, on } => {
            course.take_all(ended(&course.context.dossier, step, item, on))?;
        }
        other => course.take(action(&course.context, other)?)?,
    }
    if !matches!(course.events.last().map(|event| &event.action), Some(Action::StepCompleted { .. })) {
        course.judge_again(fresh_readings.as_deref())?;
    }
    let Course { context, events, .. } = course;
    Ok(Decision {
        learnt: projection::learnt(&events, &context.handbook),
        coupling_user: projection::coupling_user(&context).filter(|now| before.as_ref() != Some(now)),
        events,
        after: context,
    })
}

/// The change as one event, where it is one.
fn action(context: &DossierContext, change: DossierChange) -> Result<Action, Refusal> {
    Ok(match change {
        DossierChange::ReopenStep { step } => Action::StepReopened { step },
        DossierChange::SetStepAside { step, reason } => {
            Action::StepSetAside { step, reason: reason.as_str().into() }
        }
        DossierChange::StartWait { step, item, waiting } => Action::WaitStarted { step, item, waiting },
        DossierChange::AddNote { step, text } => Action::NoteAdded { step, text: text.trim().into() },
        DossierChange::SetDue { due } => Action::DueSet { due },
        DossierChange::Assign { to } => Action::Assigned { to },
        DossierChange::SignOff {} => Action::SignedOff,
        DossierChange::Countersign {} => Action::Countersigned,
        DossierChange::Reopen {} => Action::Reopened,
        DossierChange::Undo { event } => Action::Undone { event },
        DossierChange::GoOn { item, reason } => {
            let over = findings::to_go_on_over(&item, &context.handbook, &context.dossier);
            Action::WentOn { item, reason: reason.trim().into(), over }
        }
        DossierChange::MoveToNewest {} => {
            let newer = context.newest.filter(|version| *version > context.dossier.version);
            Action::HandbookMoved { to: newer.ok_or(Refusal::NoSuchVersion)? }
        }
        DossierChange::StartLoketChange { id, item, change } => {
            Action::LoketChangeStarted { id, item, change }
        }
        DossierChange::RecordLoketChange { closes, outcome } => {
            let open = context.dossier.open_changes.get(&closes).ok_or(Refusal::UnknownItem)?.clone();
            Action::ChangedInLoket { item: open.item, change: open.change, outcome, closes: Some(closes) }
        }
        DossierChange::RecordFile { kind, name, sha256, bytes } => {
            Action::FileMade { kind, name: name.into(), sha256, bytes }
        }
        // Made of more than one event, or of none.
        DossierChange::AnswerItem { .. }
        | DossierChange::TakeFromRun { .. }
        | DossierChange::EndWait { .. }
        | DossierChange::CompleteStep { .. }
        | DossierChange::AnswerAndComplete { .. }
        | DossierChange::RecordCheck { .. } => return Err(Refusal::UnknownItem),
    })
}

/// The answer in the form in which it is kept; nothing when that is what stands there.
fn answered(
    context: &DossierContext,
    item: ItemId,
    answer: Option<Answer>,
) -> Result<Option<Action>, Refusal> {
    let (_, asked) = context.handbook.item(&item).ok_or(Refusal::UnknownItem)?;
    let answer = answer.map(|answer| normalise::normalised(&asked.ask, answer));
    kept_secret::check(asked, answer.as_ref(), context.keeps_secret)?;
    let same = context.dossier.answer(&item) == answer.as_ref();
    Ok((!same).then_some(Action::ItemAnswered { item, answer, origin: None }))
}

/// What a run shows of a line, as its answer. What it contradicts is refused as a tick is.
fn taken_from_run(context: &DossierContext, item: ItemId) -> Result<Action, Refusal> {
    let (_, asked) = context.handbook.item(&item).ok_or(Refusal::UnknownItem)?;
    let shown = context.dossier.shown_by_runs.get(&item).ok_or(Refusal::UnknownItem)?;
    let answer = match &shown.finding {
        RunFinding::Shown { answer, .. } => normalise::normalised(&asked.ask, answer.clone()),
        RunFinding::Contradicted { .. } => Answer::Confirmed,
    };
    Ok(Action::ItemAnswered { item, answer: Some(answer), origin: Some(shown.origin.clone()) })
}

/// The end of a wait; nothing when that is what stands there.
fn ended(dossier: &Dossier, step: StepId, item: Option<ItemId>, on: Date) -> Option<Action> {
    let waits = dossier.step(&step).is_some_and(|state| state.waiting.is_some());
    let same = !waits && item.as_ref().and_then(|item| dossier.arrived.get(item)) == Some(&on);
    (!same).then_some(Action::WaitEnded { step, item, on })
}

/// What is known for the open lines of a step, as answers with their origin.
fn adopted(context: &DossierContext, step: &StepId) -> Result<Vec<Action>, Refusal> {
    let known = Known::of(context);
    let step = context.handbook.step(step).ok_or(Refusal::UnknownStep)?;
    let open = step.items.iter().filter(|item| {
        context.dossier.answer(&item.id).is_none()
            && findings::applies(step, item, &context.handbook, &context.dossier)
    });
    let adopted = open.filter_map(|item| {
        let shown = context.dossier.shown_by_runs.get(&item.id);
        if let Some(ShownByRun { finding: RunFinding::Shown { counts: true, .. }, .. }) = shown {
            return taken_from_run(context, item.id.clone()).ok();
        }
        let proposal = known.proposal(&item.ask)?;
        let answer = Some(Answer::Value { value: proposal.value });
        Some(Action::ItemAnswered { item: item.id.clone(), answer, origin: Some(proposal.origin) })
    });
    Ok(adopted.collect())
}

/// The events of one change, taken in one by one.
struct Course<NewId> {
    context: DossierContext,
    actor: Actor,
    events: Vec<Event>,
    new_id: NewId,
}

impl<NewId: FnMut() -> EventId> Course<NewId> {
    fn take_all(&mut self, actions: impl IntoIterator<Item = Action>) -> Result<(), Refusal> {
        actions.into_iter().try_for_each(|action| self.take(action))
    }

    fn take(&mut self, action: Action) -> Result<(), Refusal> {
        must_be_clear(&action)?;
        let DossierContext { handbook, dossier, .. } = &self.context;
        rules::allow(&action, &self.actor, handbook, dossier)?;
        let version = if let Action::HandbookMoved { to } = action { to } else { dossier.version };
        let event = Event {
            id: (self.new_id)(),
            chain: dossier.id,
            at: self.context.now,
            actor: self.actor.clone(),
            version,
            // The hash of the event before it is known once that is sealed.
            previous: String::new(),
            action,
        };
        self.events.push(event.clone());
        Ok(self.context.follow(event)?)
    }

    /// Answers the lines of a step that count and are open. In the handbook's order: a line may hang on one before it.
    fn give(&mut self, step: &StepId, mut answers: BTreeMap<ItemId, Answer>) -> Result<(), Refusal> {
        let handbook = Arc::clone(&self.context.handbook);
        let step = handbook.step(step).ok_or(Refusal::UnknownStep)?;
        for item in &step.items {
            let Some(answer) = answers.remove(&item.id) else { continue };
            let open = self.context.dossier.answer(&item.id).is_none();
            if open && findings::applies(step, item, &handbook, &self.context.dossier) {
                self.take_all(answered(&self.context, item.id.clone(), Some(answer))?)?;
            }
        }
        if answers.is_empty() { Ok(()) } else { Err(Refusal::UnknownItem) }
    }

    /// Takes over what is known for a step, and declares it done.
    fn complete(&mut self, step: &StepId) -> Result<(), Refusal> {
        self.take_all(adopted(&self.context, step)?)?;
        self.judge_again(None)?;
        self.take(Action::StepCompleted { step: step.clone() })
    }

    /// What Loket said may mean something else with another answer.
    fn judge_again(&mut self, readings: Option<&Readings>) -> Result<(), Refusal> {
        if !self.events.iter().any(|event| bears_on_checks(&event.action)) {
            return Ok(());
        }
        let found = verdicts::changed(&self.context, readings.unwrap_or(&self.context.readings));
        self.take_all(found)
    }
}

/// Refuses what a person does with sealed values in it: with the key away they cannot be changed, and no screen sends
/// one. What checks found may hold values that were hidden.
fn must_be_clear(action: &Action) -> Result<(), Refusal> {
    if matches!(action, Action::Checked { .. }) {
        return Ok(());
    }
    let sealed = action.clone().values().iter().any(|value| matches!(value, Personal::Sealed(_)));
    if sealed { Err(Refusal::Sealed) } else { Ok(()) }
}

fn bears_on_checks(action: &Action) -> bool {
    matches!(action, Action::ItemAnswered { .. } | Action::Undone { .. } | Action::HandbookMoved { .. })
}
