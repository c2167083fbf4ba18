//! What a change makes of a run: decided from the context and the opened file alone, all of it or nothing.

mod in_loket;
mod mapping;
mod of_file;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::action::{FoundCount, HoursAction, HoursEvent, LayoutChange, LayoutSource, StoredRow};
use super::change::{HoursRunChange, RowPlace};
use super::{ComponentTotal, HoursRun, OtherRun, RunOptions, RunStatus, RunSummary, can_be_undone};
use crate::answer::Personal;
use crate::authenticity::Authenticity;
use crate::chain::{ChainAction, undone};
use crate::employer::Employer;
use crate::hours::exact::Amount;
use crate::hours::findings::Judged;
use crate::hours::head::HeadChoice;
use crate::hours::layout::Layout;
use crate::hours::sensitive::DroppedColumn;
use crate::hours::sheet::Workbook;
use crate::id::EventId;
use crate::reading::Readings;
use crate::rules::Refusal;
use crate::stamp::Actor;

/// The most that one event holds; more becomes several events.
const MOST_ENTRIES: usize = 500;

/// One run with all that bears on it, at one moment.
#[derive(Debug, Clone)]
pub struct RunContext {
    pub run: HoursRun,
    /// What happened, opened as far as it can be.
    pub events: Vec<HoursEvent>,
    pub authenticity: Authenticity,
    /// The card of its employer.
    pub employer: Employer,
    /// The other runs of the employer, in any order.
    pub others: Vec<RunSummary>,
    /// The run of another employer for the same period, where every row of the file is of that, and the name of that employer.
    pub elsewhere: Option<(OtherRun, String)>,
    /// What was read of the employer in Loket.
    pub readings: Readings,
    /// Who is at the keyboard; none until name and initials were given.
    pub actor: Option<Actor>,
    /// The moment, in UTC.
    pub now: Timestamp,
    /// The day it is where the user is.
    pub today: Date,
}

impl RunContext {
    /// The last run before this one of the same administration and kind of period.
    pub fn previous(&self) -> Option<&RunSummary> {
        let run = &self.run;
        let earlier = self.others.iter().filter(|other| {
            other.administration == run.administration
                && other.period.kind == run.period.kind
                && other.period < run.period
        });
        earlier.max_by_key(|other| (other.period, !other.totals.is_empty(), other.created))
    }

    /// Other runs for the same administration and period.
    pub fn same_period(&self) -> impl Iterator<Item = &RunSummary> {
        let run = &self.run;
        self.others
            .iter()
            .filter(|other| other.administration == run.administration && other.period == run.period)
    }
}

/// A file that is open: in memory only.
#[derive(Debug, Clone)]
pub struct OpenedFile {
    pub facts: FileFacts,
    pub workbook: Workbook,
    /// Columns that were dropped unread.
    pub dropped: Vec<DroppedColumn>,
}

/// What is kept of a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// Without folder.
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    pub rows: u32,
    pub sheets: u32,
}

/// An upload file that was written and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFile {
    /// Without folder.
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    pub people: u32,
    pub rows: u32,
    /// By component.
    pub totals: BTreeMap<u32, Amount>,
    /// What was found in the file by then.
    pub found: Vec<FoundCount>,
}

/// What becomes of a run.
#[derive(Debug, Clone)]
pub struct RunDecision {
    /// What happened, in order, in clear: still to be sealed and chained. Empty: nothing changes.
    pub events: Vec<HoursEvent>,
    /// The run with all that bears on it, after these events.
    pub after: RunContext,
}

/// Decides on a change. `file` is the file of the run, while it is open, and `judged` what was found in it: only where the change
/// [needs it](HoursRunChange::needs_findings).
///
/// # Errors
/// Why the change is not made; nothing of it happens then.
pub fn decide(
    mut context: RunContext,
    change: HoursRunChange,
    file: Option<&OpenedFile>,
    judged: Option<&Judged>,
    mut new_id: impl FnMut() -> EventId,
) -> Result<RunDecision, Refusal> {
    let actor = context.actor.clone().ok_or(Refusal::NeedsName)?;
    let is_over = matches!(
        change,
        HoursRunChange::Reopen {} | HoursRunChange::AddNote { .. } | HoursRunChange::Undo { .. }
    );
    if context.run.signed_off.is_some() && !is_over {
        return Err(Refusal::SignedOff);
    }
    if context.run.sealed {
        return Err(Refusal::Sealed);
    }
    let mut events = vec![];
    for action in actions(&context, change, file, judged)? {
        let event = HoursEvent {
            id: new_id(),
            chain: context.run.id,
            at: context.now,
            actor: actor.clone(),
            version: 1,
            previous: String::new(),
            action,
        };
        events.push(event.clone());
        context.events.push(event);
    }
    if !events.is_empty() {
        let head = std::mem::take(&mut context.run.head);
        context.run = HoursRun::replay(&context.events, head).map_err(|_| Refusal::Unreadable)?;
    }
    Ok(RunDecision { events, after: context })
}

fn actions(
    context: &RunContext,
    change: HoursRunChange,
    file: Option<&OpenedFile>,
    judged: Option<&Judged>,
) -> Result<Vec<HoursAction>, Refusal> {
    let run = &context.run;
    if let Some(change) = answered(&change) {
        return Ok(vec![HoursAction::LayoutChanged { change }]);
    }
    let layout = |change| vec![HoursAction::LayoutChanged { change }];
    Ok(match change {
        HoursRunChange::SetRole { column, role } => {
            let mut tried = run.layout.clone().ok_or(Refusal::UnknownItem)?;
            tried.assign(&column, role).map_err(|_| Refusal::UnknownItem)?;
            layout(LayoutChange::Role { column: column.into(), role })
        }
        HoursRunChange::SetFormat { column, format } => {
            let known = run.layout.clone().is_some_and(|mut layout| layout.column_mut(&column).is_some());
            if !known {
                return Err(Refusal::UnknownItem);
            }
            layout(LayoutChange::Format { column: column.into(), format })
        }
        HoursRunChange::SetHeadRow { row, rows } => vec![head_chosen(file, HeadChoice { row, rows })?],
        HoursRunChange::Map { of, names, choice } => mapping::chosen(of, &names, choice.as_ref())?,
        HoursRunChange::MapEach { of, choices } => mapping::chosen_each(of, &choices)?,
        HoursRunChange::LeaveOut { rows, reason } => {
            let reason = words(&reason)?;
            rows_in_parts(&rows)
                .map(|rows| HoursAction::RowsLeftOut { rows, reason: reason.clone() })
                .collect()
        }
        HoursRunChange::TakeBack { rows } => {
            rows_in_parts(&rows).map(|rows| HoursAction::RowsTakenBack { rows }).collect()
        }
        change @ (HoursRunChange::SplitPeriods { .. }
        | HoursRunChange::ChooseAdministration { .. }
        | HoursRunChange::Acknowledge { .. }
        | HoursRunChange::AcknowledgeAll { .. }) => of_file::happened(run, change, file, judged)?,
        HoursRunChange::SetOptions { options } => options_chosen(run, options)?,
        HoursRunChange::AddNote { text } => vec![HoursAction::NoteAdded { text: words(&text)? }],
        HoursRunChange::Uploaded { on } => {
            let made = run.made.last().ok_or(Refusal::NothingFails)?;
            day_of(on, made.stamp.at, context)?;
            vec![HoursAction::Uploaded { on }]
        }
        HoursRunChange::Processed { on } => {
            let uploaded = run.uploaded.ok_or(Refusal::NothingFails)?;
            if on < uploaded || on > context.today {
                return Err(Refusal::UnknownItem);
            }
            vec![HoursAction::Processed { on }]
        }
        HoursRunChange::SignOff {} => match run.status() {
            RunStatus::Uploaded | RunStatus::Processed => vec![HoursAction::SignedOff],
            _ => return Err(Refusal::StepsOpen { steps: vec![] }),
        },
        HoursRunChange::Reopen {} if run.signed_off.is_none() => return Err(Refusal::NothingToUndo),
        HoursRunChange::Reopen {} => vec![HoursAction::Reopened],
        HoursRunChange::Undo { event } => vec![undo(context, event)?],
        HoursRunChange::TakeFile { facts, layout } => {
            let mut actions = vec![HoursAction::FileRead {
                name: facts.name.into(),
                sha256: facts.sha256,
                bytes: facts.bytes,
                rows: facts.rows,
                sheets: facts.sheets,
            }];
            if let Some((layout, source)) = layout {
                actions.push(layout_chosen(&layout, source)?);
            }
            actions
        }
        HoursRunChange::TakeMapping { entries, source } => mapping::taken_over(run, entries, &source),
        // Answers that stand in the layout.
        HoursRunChange::SetSheets { .. }
        | HoursRunChange::SetDateOrder { .. }
        | HoursRunChange::CountHiddenRows { .. }
        | HoursRunChange::CountRunning { .. }
        | HoursRunChange::UseClockTimes { .. }
        | HoursRunChange::JoinCodes { .. }
        | HoursRunChange::SetRepeatedHour { .. }
        | HoursRunChange::AllowCorrection { .. }
        | HoursRunChange::AllowRounding { .. } => return Err(Refusal::UnknownItem),
        HoursRunChange::RecordFile(made) => vec![HoursAction::FileMade {
            name: made.name.into(),
            sha256: made.sha256,
            bytes: made.bytes,
            people: made.people,
            rows: made.rows,
            totals: made
                .totals
                .into_iter()
                .map(|(component, total)| ComponentTotal { component, total })
                .collect(),
            found: made.found,
        }],
        change @ (HoursRunChange::StartSending { .. }
        | HoursRunChange::EndSending(_)
        | HoursRunChange::RecordComparison(_)
        | HoursRunChange::RecordDifferencesFile(_)
        | HoursRunChange::CompareTotals { .. }) => vec![in_loket::happened(run, change)?],
    })
}

/// All columns are guessed anew below the head.
fn head_chosen(file: Option<&OpenedFile>, head: HeadChoice) -> Result<HoursAction, Refusal> {
    let file = file.ok_or(Refusal::UnknownItem)?;
    if head.rows.is_some_and(|rows| !(1..=2).contains(&rows)) {
        return Err(Refusal::UnknownItem);
    }
    let guessed = Layout::guess_below(&file.workbook, &file.dropped, head);
    layout_chosen(&guessed, LayoutSource::Guessed {})
}

fn options_chosen(run: &HoursRun, options: RunOptions) -> Result<Vec<HoursAction>, Refusal> {
    if options.due_day.is_some_and(|day| !(1..=31).contains(&day)) {
        return Err(Refusal::UnknownItem);
    }
    Ok(if options == run.options { vec![] } else { vec![HoursAction::OptionsChosen { options }] })
}

/// The change as an answer that stands in the layout; none where it is no such answer.
fn answered(change: &HoursRunChange) -> Option<LayoutChange> {
    Some(match change {
        HoursRunChange::SetSheets { sheets } => {
            let names = |sheets: &Vec<String>| sheets.iter().map(|sheet| sheet.as_str().into()).collect();
            LayoutChange::Sheets { sheets: sheets.as_ref().map(names) }
        }
        HoursRunChange::SetDateOrder { order } => LayoutChange::DateOrder { order: *order },
        HoursRunChange::CountHiddenRows { count } => LayoutChange::HiddenRows { count: *count },
        HoursRunChange::CountRunning { count } => LayoutChange::Running { count: *count },
        HoursRunChange::UseClockTimes { used } => LayoutChange::ClockTimes { used: *used },
        HoursRunChange::JoinCodes { joined } => LayoutChange::JoinCodes { joined: *joined },
        HoursRunChange::SetRepeatedHour { hour } => LayoutChange::RepeatedHour { hour: *hour },
        HoursRunChange::AllowCorrection { allowed } => LayoutChange::Correction { allowed: *allowed },
        HoursRunChange::AllowRounding { allowed } => LayoutChange::Rounding { allowed: *allowed },
        _ => return None,
    })
}

/// Takes an event back; after the sign-off only the last one.
fn undo(context: &RunContext, event: EventId) -> Result<HoursAction, Refusal> {
    let run = &context.run;
    if run.signed_off.is_some() && run.undoable != Some(event) {
        return Err(Refusal::SignedOff);
    }
    let gone = undone(&context.events);
    let found = context.events.iter().find(|one| one.id == event && !gone.contains(&one.id));
    let found = found.filter(|one| can_be_undone(&one.action)).ok_or(Refusal::NothingToUndo)?;
    Ok(HoursAction::Undone { event: found.id })
}

fn layout_chosen(layout: &Layout, source: LayoutSource) -> Result<HoursAction, Refusal> {
    let text = serde_json::to_string(layout).map_err(|_| Refusal::Unreadable)?;
    Ok(HoursAction::LayoutChosen { layout: text.into(), source })
}

/// What has to be said in words is not empty.
fn words(text: &str) -> Result<Personal, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::NeedsWords) } else { Ok(text.into()) }
}

/// A day between that on which something was made, wherever that was, and today.
fn day_of(on: Date, made: Timestamp, context: &RunContext) -> Result<(), Refusal> {
    let made = made.to_zoned(jiff::tz::TimeZone::UTC).date();
    let earliest = made.yesterday().unwrap_or(made);
    if on < earliest || on > context.today { Err(Refusal::UnknownItem) } else { Ok(()) }
}

fn rows_in_parts(rows: &[RowPlace]) -> impl Iterator<Item = Vec<StoredRow>> + '_ {
    let stored = |row: &RowPlace| StoredRow { sheet: row.sheet.as_str().into(), row: row.row };
    rows.chunks(MOST_ENTRIES * 2).map(move |part| part.iter().map(stored).collect())
}

/// Whether something in these events has to be sealed before it is stored.
pub fn has_values_to_seal(events: &[HoursEvent]) -> bool {
    let to_seal = |value: &&mut Personal| value.clear().is_some_and(|text| !text.is_empty());
    events.iter().any(|event| event.action.clone().values().iter().any(to_seal))
}
