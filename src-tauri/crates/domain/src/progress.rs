//! How far a dossier is: the status of each step, of the whole, and what comes next.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::answer::Personal;
use crate::dossier::Dossier;
use crate::findings::{self, Holding, OpenLine};
use crate::handbook::{Handbook, Step};
use crate::hours::proof;
use crate::id::{ItemId, StepId};
use crate::item::Item;

/// The status of a step. The words for each stand in the wording set.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum StepStatus {
    NotStarted,
    Busy,
    /// Somebody else has to do something.
    Waiting {
        /// For whom: a party, or a role.
        on: Personal,
        #[specta(type = String)]
        since: Date,
        /// When to ask again.
        #[specta(type = String)]
        due: Date,
    },
    /// Declared done, and nothing in it is missing.
    Done,
    /// Declared done, and something in it is missing or not so any more. It holds back what comes directly after it.
    Outdated,
    /// Other steps come first.
    CannotStart {
        /// Ids of these steps.
        because: Vec<StepId>,
        /// What is wrong at the root of it: in these steps, or in steps that hold these back. Empty when nothing is wrong
        /// and they are only still to be done.
        causes: Vec<Cause>,
    },
    /// Something entered is wrong, or Loket says otherwise.
    Problem,
    /// Whether it applies is not known yet: an item that decides it is still open.
    DependsOn {
        /// Id of the item that decides it.
        item: ItemId,
    },
    /// Falls away: the answer to an item elsewhere rules it out.
    RuledOut {
        /// Id of that item.
        item: ItemId,
    },
    /// Somebody set it aside as not applicable.
    NotApplicable {
        reason: Personal,
    },
}

/// A step in which something is wrong, so that others are held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "StepCause")]
pub struct Cause {
    /// Id of the step.
    pub step: StepId,
    /// Ids of its lines that are missing or wrong. Never empty.
    pub items: Vec<ItemId>,
}

/// A step and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StepProgress {
    /// Id of the step.
    pub step: StepId,
    pub status: StepStatus,
    /// How many of its lines count.
    pub lines: u32,
    /// How many of those are in order.
    pub filled: u32,
    /// Ids of the steps that have to be finished before it can be declared done (again).
    pub held_by: Vec<StepId>,
    /// What is wrong in it, or in the steps that hold it back.
    causes: Vec<Cause>,
    /// Of each line in which something is missing or wrong: the only steps that need it. Empty: all that come after.
    open: Vec<Vec<StepId>>,
}

/// The status of a whole dossier.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum DossierStatus {
    NotStarted,
    /// There is something to do here.
    Busy,
    /// Nothing to do here until somebody else has done something.
    Waiting {
        /// For whom: a party, or a role.
        on: Personal,
        #[specta(type = String)]
        since: Date,
        /// When to ask again.
        #[specta(type = String)]
        due: Date,
    },
    Problem,
    /// Signed off.
    Done,
}

/// How far a dossier is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Progress {
    /// Of the dossier as a whole.
    pub status: DossierStatus,
    /// The steps, in order.
    pub steps: Vec<StepProgress>,
    /// The step to go on with; none when all are done.
    pub next: Option<StepId>,
    pub done: u32,
    /// Steps that do not apply.
    pub set_aside: u32,
}

impl Progress {
    /// Whether every step is done or does not apply, so that the dossier can be signed off.
    pub fn is_complete(&self) -> bool {
        self.steps.iter().all(|step| is_finished(&step.status))
    }

    /// Ids of the steps that have to be finished before this one can be declared done.
    pub fn held_by(&self, id: &StepId) -> &[StepId] {
        self.steps.iter().find(|step| step.step == *id).map_or(&[], |step| step.held_by.as_slice())
    }

    /// The status of one step.
    pub fn step(&self, id: &StepId) -> Option<&StepStatus> {
        self.steps.iter().find(|step| step.step == *id).map(|step| &step.status)
    }
}

/// Whether a step needs nothing more.
pub fn is_finished(status: &StepStatus) -> bool {
    *status == StepStatus::Done || is_aside(status)
}

/// Whether a step does not count: it falls away, or was set aside.
pub fn is_aside(status: &StepStatus) -> bool {
    matches!(status, StepStatus::RuledOut { .. } | StepStatus::NotApplicable { .. })
}

/// Works out how far a dossier is in its handbook.
pub fn progress(handbook: &Handbook, dossier: &Dossier) -> Progress {
    let mut steps: Vec<StepProgress> = vec![];
    for step in &handbook.steps {
        let counting = findings::counting(step, handbook, dossier);
        let open = findings::open_lines(&counting, handbook, dossier);
        let held_by = held_by(step, &steps);
        let first = CannotStart { because: &held_by, causes: causes_in(&held_by, &steps) };
        let status = step_status(step, handbook, dossier, &open, first);
        steps.push(StepProgress {
            step: step.id.clone(),
            causes: causes(step, &status, &open),
            open: open.iter().map(|line| line.item.needed_for.clone()).collect(),
            held_by,
            status,
            lines: u32::try_from(counting.len()).unwrap_or(u32::MAX),
            filled: u32::try_from(counting.len() - open.len()).unwrap_or(u32::MAX),
        });
    }
    let count = |test: fn(&StepStatus) -> bool| {
        u32::try_from(steps.iter().filter(|step| test(&step.status)).count()).unwrap_or(u32::MAX)
    };
    let done = count(|status| matches!(status, StepStatus::Done));
    let set_aside = count(is_aside);
    Progress { status: whole(handbook, dossier, &steps), next: next(&steps), done, set_aside, steps }
}

/// What comes before a step, as its status says it.
struct CannotStart<'a> {
    because: &'a [StepId],
    causes: Vec<Cause>,
}

fn step_status(
    step: &Step,
    handbook: &Handbook,
    dossier: &Dossier,
    open: &[OpenLine<'_>],
    first: CannotStart<'_>,
) -> StepStatus {
    let holding = step.when.as_ref().map_or(Holding::Yes, |when| findings::holding(when, handbook, dossier));
    if let Holding::No { item } = holding {
        return StepStatus::RuledOut { item: item.cloned().unwrap_or_else(|| "".into()) };
    }
    let state = dossier.step(&step.id);
    if let Some((reason, _)) = state.and_then(|state| state.set_aside.as_ref()) {
        return StepStatus::NotApplicable { reason: reason.clone() };
    }
    if let Holding::Open { item } = holding {
        return StepStatus::DependsOn { item: item.clone() };
    }
    let completed = state.is_some_and(|state| state.completed.is_some());
    let waiting = state.and_then(|state| state.waiting.as_ref());
    let waiting = waiting.map(|(_, waiting)| StepStatus::Waiting {
        on: waiting.on.clone(),
        since: waiting.since,
        due: waiting.due,
    });
    // What was done or asked of somebody stays so, whatever became of the steps before it.
    if !first.because.is_empty() && !completed && waiting.is_none() {
        return StepStatus::CannotStart { because: first.because.to_vec(), causes: first.causes };
    }
    if open.iter().any(|line| line.is_wrong || (line.check_fails && !completed)) {
        return StepStatus::Problem;
    }
    if completed && open.iter().any(|line| line.check_fails) {
        return StepStatus::Outdated;
    }
    if let Some(waiting) = waiting {
        return waiting;
    }
    if completed {
        return if open.is_empty() { StepStatus::Done } else { StepStatus::Outdated };
    }
    let touched = state.is_some_and(|state| state.touched.is_some())
        || step
            .items
            .iter()
            .any(|item| dossier.answers.contains_key(&item.id) || dossier.arrived.contains_key(&item.id));
    if touched { StepStatus::Busy } else { StepStatus::NotStarted }
}

/// Steps that come before this one and in which something that it needs is not finished. A step that comes later in the
/// list cannot hold it back.
fn held_by(step: &Step, earlier: &[StepProgress]) -> Vec<StepId> {
    let only_others_need_it =
        |needed_for: &Vec<StepId>| !needed_for.is_empty() && !needed_for.contains(&step.id);
    let holds = |before: &&StepProgress| {
        let is_asked = !matches!(before.status, StepStatus::DependsOn { .. }) && !is_finished(&before.status);
        if is_asked && before.open.iter().any(|needed_for| needed_for.contains(&step.id)) {
            return true;
        }
        let is_ready_for_it =
            matches!(before.status, StepStatus::Busy | StepStatus::Problem | StepStatus::Outdated)
                && !before.open.is_empty()
                && before.open.iter().all(only_others_need_it);
        step.after.contains(&before.step) && !is_finished(&before.status) && !is_ready_for_it
    };
    earlier.iter().filter(holds).map(|before| before.step.clone()).collect()
}

/// What is wrong in these steps, or in those that hold them back, each once.
fn causes_in(ids: &[StepId], earlier: &[StepProgress]) -> Vec<Cause> {
    let mut causes: Vec<Cause> = vec![];
    for cause in earlier.iter().filter(|step| ids.contains(&step.step)).flat_map(|step| &step.causes) {
        if !causes.contains(cause) {
            causes.push(cause.clone());
        }
    }
    causes
}

/// What is wrong in a step itself; in those before it where it is held back by them.
fn causes(step: &Step, status: &StepStatus, open: &[OpenLine<'_>]) -> Vec<Cause> {
    match status {
        StepStatus::CannotStart { causes, .. } => causes.clone(),
        StepStatus::Problem | StepStatus::Outdated => {
            let is_wrong = |line: &&OpenLine<'_>| line.is_wrong || line.check_fails;
            let only_wrong = open.iter().any(|line| is_wrong(&line));
            let items = open.iter().filter(|line| !only_wrong || is_wrong(line));
            let items = items.map(|line| line.item.id.clone()).collect();
            vec![Cause { step: step.id.clone(), items }]
        }
        _ => vec![],
    }
}

fn next(steps: &[StepProgress]) -> Option<StepId> {
    let find = |test: fn(&StepStatus) -> bool| {
        steps.iter().find(|step| test(&step.status)).map(|step| step.step.clone())
    };
    find(|status| matches!(status, StepStatus::Problem | StepStatus::Outdated))
        .or_else(|| find(|status| matches!(status, StepStatus::Busy | StepStatus::NotStarted)))
        .or_else(|| find(|status| matches!(status, StepStatus::Waiting { .. })))
}

fn whole(handbook: &Handbook, dossier: &Dossier, steps: &[StepProgress]) -> DossierStatus {
    if dossier.signed_off.is_some() {
        // What was fine when it was signed off, and is not now, has to be seen.
        let ticked = |item: &Item| dossier.answers.contains_key(&item.id);
        let is_contradicted = |item: &Item| ticked(item) && proof::in_the_way(item, dossier).is_some();
        let worsened = dossier.checks.values().any(crate::dossier::Checked::worsened)
            || handbook.items().any(|(_, item)| is_contradicted(item));
        return if worsened { DossierStatus::Problem } else { DossierStatus::Done };
    }
    let any = |test: fn(&StepStatus) -> bool| steps.iter().any(|step| test(&step.status));
    if any(|status| matches!(status, StepStatus::Problem | StepStatus::Outdated)) {
        return DossierStatus::Problem;
    }
    let can_go_on = any(|status| matches!(status, StepStatus::Busy | StepStatus::NotStarted));
    if !can_go_on && let Some(waiting) = longest_wait(steps) {
        return waiting;
    }
    let touched =
        any(|status| matches!(status, StepStatus::Busy | StepStatus::Done | StepStatus::Waiting { .. }));
    if touched { DossierStatus::Busy } else { DossierStatus::NotStarted }
}

/// The wait whose day comes first.
fn longest_wait(steps: &[StepProgress]) -> Option<DossierStatus> {
    let waits = steps.iter().filter_map(|step| match &step.status {
        StepStatus::Waiting { on, since, due } => Some((on, since, due)),
        _ => None,
    });
    waits.min_by_key(|(_, _, due)| **due).map(|(on, since, due)| DossierStatus::Waiting {
        on: on.clone(),
        since: *since,
        due: *due,
    })
}
