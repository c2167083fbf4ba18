//! A dossier as the screens show it: everything that changes, worked out in one go.

use std::collections::BTreeMap;

use crate::answer::{Answer, Origin, Personal};
use crate::answered_before::AnswersOverTime;
use crate::authenticity::Authenticity;
use crate::check::{CheckId, ChoicesInLoket, RowsInLoket};
use crate::context::DossierContext;
use crate::dossier::{Dossier, Unseen};
use crate::employer::Employer;
use crate::event::Waiting;
use crate::field::{self, FieldWarning};
use crate::findings::{self, Finding};
use crate::fix;
use crate::handbook::{Handbook, Step, Who};
use crate::history::{self, HistoryEntry, HistoryLine};
use crate::hours::proof::ShownByRun;
use crate::id::{EventId, ItemId, LoketChangeId, StepId};
use crate::item::{Ask, Item, Product};
use crate::known::{Known, Proposal};
use crate::message::ReadyMessage;
use crate::progress::{Progress, StepStatus};
use crate::stamp::Stamp;
use crate::summary::Summary;
use crate::text::Text;
use crate::variant::{Outcome, Switching};
use crate::verdict::Verdict;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;
use specta::Type;

/// A dossier that was opened: its handbook, and how it stands.
#[derive(Debug, Clone, Serialize, Type)]
pub struct OpenDossier {
    /// The handbook in the version it follows.
    pub handbook: Handbook,
    pub state: DossierState,
    /// What was typed and is not saved yet, by the place of its field. What cannot be opened now is left out.
    pub drafts: BTreeMap<String, String>,
    /// Whether some of that is left out: its key is not at hand (yet).
    pub drafts_sealed: bool,
}

/// How a dossier stands.
#[derive(Debug, Clone, Serialize, Type)]
pub struct DossierState {
    pub summary: Summary,
    /// The employer, unless it is the office's.
    pub employer: Option<Employer>,
    pub started: Stamp,
    /// The steps, in the handbook's order.
    pub steps: Vec<StepState>,
    /// The items by id.
    pub items: BTreeMap<ItemId, Box<ItemState>>,
    /// Notes, newest first.
    pub notes: Vec<NoteState>,
    /// Changes in Loket that were started and whose outcome is not recorded, oldest first.
    pub open_changes: Vec<OpenChangeState>,
    /// What happened last, newest first: a handful. A run of checks is one entry.
    pub history: Vec<HistoryEntry>,
    /// How many things happened in all.
    pub history_count: u32,
    /// What undoing would take back.
    pub undoable: Option<HistoryLine>,
    pub signed_off: Option<Stamp>,
    /// The second pair of eyes.
    pub countersigned: Option<Stamp>,
    /// Whether every step is done, so that it can be signed off.
    pub complete: bool,
    /// A newer version of the handbook, when there is one.
    pub newer: Option<u32>,
    /// Whether values in it are sealed and cannot be read now.
    pub sealed: bool,
    /// How much of what happened is proven to be what this computer wrote.
    pub authenticity: Authenticity,
}

/// A change in Loket that was started and whose outcome is not recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OpenChangeState {
    pub id: LoketChangeId,
    /// The line it is for; none when the handbook does not have it any more.
    pub item: Option<Text>,
    pub stamp: Stamp,
}

/// How a step stands.
#[derive(Debug, Clone, Serialize, Type)]
pub struct StepState {
    pub step: StepId,
    pub status: StepStatus,
    /// Who does it, by what was answered.
    pub who: Who,
    /// Lines that count.
    pub lines: u32,
    /// Of those, lines in order.
    pub filled: u32,
    /// None: not declared done, or opened again since.
    pub completed: Option<Stamp>,
    /// Waiting, whether in the status or not.
    pub waiting: Option<Waiting>,
    /// The wait item that it waits on.
    pub wait_item: Option<ItemId>,
}

/// How an item stands.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ItemState {
    /// Whether it counts now.
    pub applies: bool,
    pub answer: Option<Answer>,
    /// Where the value came from, unless typed.
    pub origin: Option<Origin>,
    pub stamp: Option<Stamp>,
    /// It was answered before it fell away by the answer to another line, and came back since: that line.
    pub fell_away_by: Option<ItemId>,
    /// A value that is known from elsewhere, while nothing was answered.
    pub proposal: Option<Proposal>,
    /// Worth knowing about the value.
    pub warning: Option<FieldWarning>,
    /// What is missing or wrong.
    pub findings: Vec<Finding>,
    /// Why one goes on over what is ticked, where that is not what is asked.
    pub went_on: Option<WentOn>,
    /// What Loket says, for a line that can be checked.
    pub check: Option<CheckState>,
    /// What the hours runs of the employer show of it.
    pub run: Option<ShownByRun>,
    /// The value that Loket has, where the answer or the proposal says otherwise.
    pub in_loket: Option<Proposal>,
    /// The rows that Loket has, where those of the answer are others, for a list or a mapping.
    pub rows_in_loket: Option<RowsInLoket>,
    /// What Loket has to choose from in one of the columns, for a mapping.
    pub choices_in_loket: Option<ChoicesInLoket>,
    /// The day it arrived, for a wait.
    pub arrived: Option<String>,
    /// What follows from the choice, for products.
    pub outcome: Option<Outcome>,
    /// What is to be switched, for products that are compared with a choice.
    pub switching: Option<Switching>,
    /// The value that follows from two others, for a result: a decimal with a point.
    pub product: Option<String>,
    /// The message with its places filled, for a message.
    pub message: Option<ReadyMessage>,
}

/// How a line stands that Loket can be asked about.
#[derive(Debug, Clone, Serialize, Type)]
pub struct CheckState {
    pub id: CheckId,
    /// What Loket said last; none: never asked.
    pub verdict: Option<Verdict>,
    /// Who asked Loket last, and when; none: never asked.
    pub stamp: Option<Stamp>,
    /// Who asked since and could not be told, where it failed before.
    pub unseen: Option<Unseen>,
    /// When it was last in order, in UTC.
    #[specta(type = Option<String>)]
    pub last_met: Option<Timestamp>,
    /// Why one went on although it fails.
    pub went_on: Option<WentOn>,
    /// Whether the app can set it right in Loket.
    pub can_do: bool,
}

/// Why one went on although a check fails, or what was ticked is not what is asked.
#[derive(Debug, Clone, Serialize, Type)]
pub struct WentOn {
    pub reason: Personal,
    pub stamp: Stamp,
}

/// A note.
#[derive(Debug, Clone, Serialize, Type)]
pub struct NoteState {
    pub id: EventId,
    /// None: the note is about the dossier as a whole.
    pub step: Option<StepId>,
    pub text: Personal,
    pub stamp: Stamp,
}

impl DossierState {
    /// Works out how a dossier stands.
    pub fn of(context: &DossierContext) -> Self {
        let DossierContext { dossier, handbook, progress, .. } = context;
        let undoable = dossier.undoable.filter(|_| dossier.signed_off.is_none());
        let notes = dossier.notes.iter().rev().map(|note| NoteState {
            id: note.id,
            step: note.step.clone(),
            text: note.text.clone(),
            stamp: note.stamp.clone(),
        });
        Self {
            summary: context.summary(),
            employer: context.employer.clone(),
            started: dossier.started.clone(),
            steps: step_states(progress, handbook, dossier),
            items: item_states(context, &Known::of(context)),
            notes: notes.collect(),
            open_changes: open_changes(context),
            history: history::newest(context, 5),
            history_count: u32::try_from(context.events.len()).unwrap_or(u32::MAX),
            undoable: undoable.and_then(|event| history::of_event(context, event)),
            signed_off: dossier.signed_off.clone(),
            countersigned: dossier.countersigned.clone(),
            complete: progress.is_complete(),
            newer: context.newest.filter(|version| *version > dossier.version),
            sealed: is_sealed(dossier),
            authenticity: context.authenticity,
        }
    }
}

fn open_changes(context: &DossierContext) -> Vec<OpenChangeState> {
    let mut open: Vec<OpenChangeState> = context
        .dossier
        .open_changes
        .iter()
        .map(|(id, open)| OpenChangeState {
            id: *id,
            item: context.handbook.item(&open.item).map(|(_, item)| item.label.clone()),
            stamp: open.stamp.clone(),
        })
        .collect();
    open.sort_by_key(|open| open.stamp.at);
    open
}

fn is_sealed(dossier: &Dossier) -> bool {
    let answers = dossier.answers.values().flat_map(|answered| answered.answer.values());
    let notes = dossier.notes.iter().map(|note| &note.text);
    let waits =
        dossier.steps.values().filter_map(|step| step.waiting.as_ref().map(|(_, waiting)| &waiting.on));
    answers.chain(notes).chain(waits).any(|value| matches!(value, Personal::Sealed(_)))
}

fn step_states(progress: &Progress, handbook: &Handbook, dossier: &Dossier) -> Vec<StepState> {
    let states = handbook.steps.iter().zip(&progress.steps).map(|(asked, step)| {
        let said = dossier.step(&step.step);
        let waiting = said.and_then(|said| said.waiting.as_ref());
        StepState {
            step: step.step.clone(),
            status: step.status.clone(),
            who: asked.who(handbook, dossier).clone(),
            lines: step.lines,
            filled: step.filled,
            completed: said.and_then(|said| said.completed.clone()),
            waiting: waiting.map(|(_, waiting)| waiting.clone()),
            wait_item: waiting.and_then(|(item, _)| item.clone()),
        }
    });
    states.collect()
}

fn item_states(context: &DossierContext, known: &Known) -> BTreeMap<ItemId, Box<ItemState>> {
    let over_time = AnswersOverTime::of(context);
    let items = context.handbook.items();
    let states = items
        .map(|(step, item)| (item.id.clone(), Box::new(item_state(step, item, context, known, &over_time))));
    states.collect()
}

fn item_state(
    step: &Step,
    item: &Item,
    context: &DossierContext,
    known: &Known,
    over_time: &AnswersOverTime,
) -> ItemState {
    let DossierContext { dossier, handbook, .. } = context;
    let answered = dossier.answers.get(&item.id);
    let answer = answered.map(|answered| &answered.answer);
    let unanswered = answer.is_none() && dossier.signed_off.is_none();
    let applies = findings::applies(step, item, handbook, dossier);
    let fell_away_by =
        (applies && answer.is_some()).then(|| over_time.fell_away_by(step, item, context)).flatten();
    ItemState {
        applies,
        fell_away_by: fell_away_by.cloned(),
        answer: answer.cloned(),
        origin: answered.and_then(|answered| answered.origin.clone()),
        stamp: answered.map(|answered| answered.stamp.clone()),
        proposal: if unanswered { known.proposal(&item.ask) } else { None },
        warning: answer.and_then(|answer| warning(&item.ask, answer)),
        findings: findings::item(step, item, handbook, dossier)
            .into_iter()
            .chain(findings::failing(step, item, dossier))
            .collect(),
        went_on: findings::went_on(item, handbook, dossier)
            .map(|given| WentOn { reason: given.reason.clone(), stamp: given.stamp.clone() }),
        check: item.check.map(|id| check_state(id, item, handbook, dossier)),
        run: dossier.shown_by_runs.get(&item.id).cloned(),
        in_loket: in_loket(item, answer, known),
        rows_in_loket: known.rows_in_loket(&item.id),
        choices_in_loket: known.choices_in_loket(&item.id),
        arrived: dossier.arrived.get(&item.id).map(ToString::to_string),
        outcome: outcome(&item.ask, answer),
        switching: switching(&item.ask, answer, dossier, handbook),
        product: product(&item.ask, answer),
        message: ReadyMessage::of(item, context, known),
    }
}

fn check_state(id: CheckId, item: &Item, handbook: &Handbook, dossier: &Dossier) -> CheckState {
    let checked = dossier.checks.get(&item.id);
    let went_on = checked.and_then(|checked| checked.went_on.clone());
    CheckState {
        id,
        verdict: checked.map(|checked| checked.verdict.clone()),
        stamp: checked.map(|checked| checked.stamp.clone()),
        unseen: checked.and_then(|checked| checked.unseen.clone()),
        last_met: checked.and_then(|checked| checked.last_met),
        went_on: went_on.map(|(reason, stamp)| WentOn { reason, stamp }),
        can_do: fix::can_fix(item, handbook, dossier),
    }
}

/// The value that Loket has for a field, where what stands here is another.
fn in_loket(item: &Item, answer: Option<&Answer>, known: &Known) -> Option<Proposal> {
    let read = known.in_loket(&item.ask)?;
    let here = match answer {
        Some(Answer::Value { value }) => value.clear().map(str::to_owned),
        _ => known.proposal(&item.ask).and_then(|known| known.value.clear().map(str::to_owned)),
    };
    (here.as_deref() != read.value.clear()).then_some(read)
}

fn warning(ask: &Ask, answer: &Answer) -> Option<FieldWarning> {
    let (Ask::Field(asked), Answer::Value { value }) = (ask, answer) else { return None };
    field::read(asked.field_type, value.clear()?).ok()?.warning
}

fn outcome(ask: &Ask, answer: Option<&Answer>) -> Option<Outcome> {
    let Ask::Products(products) = ask else { return None };
    let none = std::collections::BTreeSet::new();
    let chosen = if let Some(Answer::Set { ids }) = answer { ids } else { &none };
    products.compare.is_none().then(|| products.outcome(chosen))
}

fn switching(
    ask: &Ask,
    answer: Option<&Answer>,
    dossier: &Dossier,
    handbook: &Handbook,
) -> Option<Switching> {
    let Ask::Products(compared) = ask else { return None };
    let (_, chosen) = handbook.item(compared.compare.as_ref()?)?;
    let Ask::Products(products) = &chosen.ask else { return None };
    let Some(Answer::Set { ids }) = dossier.answer(&chosen.id) else { return None };
    let none = std::collections::BTreeSet::new();
    let on = if let Some(Answer::Set { ids }) = answer { ids } else { &none };
    Some(products.switching(ids, on))
}

/// One value of a result times another, when both read as numbers.
fn product(ask: &Ask, answer: Option<&Answer>) -> Option<String> {
    let Ask::Result(page) = ask else { return None };
    let Product { of, .. } = page.product.as_ref()?;
    let Some(Answer::Rows { rows, .. }) = answer else { return None };
    let row = rows.first()?;
    let number = |id: &String| -> Option<Decimal> {
        let place = page.fields.iter().position(|field| field.id == *id)?;
        let typed = row.get(place)?.clear()?;
        field::read(page.fields.get(place)?.field_type, typed).ok()?.value.parse().ok()
    };
    number(&of[0])?.checked_mul(number(&of[1])?).map(|value| value.to_string())
}
