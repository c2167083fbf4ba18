//! A run as it stands in the records, whether its file is open or not.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use specta::Type;

use crate::authenticity::Authenticity;
use crate::chain::undone;
use crate::hours::compare::{ComparedTotal, ComparisonCounts};
use crate::hours::exact::Amount;
use crate::hours::period::Period;
use crate::hours::run::{ComponentTotal, RunContext, RunOptions, RunStatus};
use crate::hours::sent::SendCounts;
use crate::hours::words;
use crate::id::{EmployerId, EventId, HoursRunId};
use crate::stamp::Stamp;
use crate::text::Text;

/// A run as it stands in the records.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename = "HoursRunView", rename_all = "camelCase")]
pub struct RunView {
    pub id: HoursRunId,
    pub employer: EmployerId,
    pub employer_name: String,
    pub administration: AdministrationView,
    pub period: PeriodView,
    pub status: RunStatus,
    pub options: RunOptions,
    /// The file that was read last; none: there was none yet.
    pub known_file: Option<KnownFile>,
    /// Upload files that were made, newest first.
    pub made: Vec<MadeUploadView>,
    #[specta(type = Option<String>)]
    pub uploaded: Option<Date>,
    #[specta(type = Option<String>)]
    pub processed: Option<Date>,
    pub signed_off: Option<Stamp>,
    /// Newest first.
    pub notes: Vec<RunNote>,
    /// The event that undoing would take back.
    pub undoable: Option<EventId>,
    /// When a sending started of which it is not known what came of it.
    pub sending: Option<Stamp>,
    pub sent: Option<SentCountsView>,
    pub compared: Option<ComparedCountsView>,
    pub typed: Option<TypedTotalsView>,
    /// The totals of what was made or sent last, by component: to hold those of Loket against. Empty: neither was.
    pub totals: Vec<ComponentTotal>,
    /// What happened, newest first.
    pub history: Vec<RunHistoryLine>,
    /// The run that it is compared with: the last one before it of the administration.
    pub previous: Option<PreviousRun>,
    /// Something in it cannot be opened now: it can be looked at and not be worked on.
    pub sealed: bool,
    pub authenticity: Authenticity,
}

/// A payroll administration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AdministrationView {
    /// Aansluitnummer.
    pub client_number: u32,
    pub name: String,
    /// Loonheffingennummer, as the card has it now.
    pub payroll_taxes_number: Option<String>,
}

/// A period, with its days and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PeriodView {
    pub period: Period,
    /// As Loket writes it: 202611.
    pub id: u32,
    #[specta(type = String)]
    pub first: Date,
    #[specta(type = String)]
    pub last: Date,
    pub words: Text,
}

impl From<Period> for PeriodView {
    fn from(period: Period) -> Self {
        let words = words::both(|language| words::period(period, language));
        Self { period, id: period.id(), first: period.first(), last: period.last(), words }
    }
}

/// What is kept of the file that was read last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KnownFile {
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    pub rows: u32,
    pub stamp: Stamp,
}

/// An upload file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MadeUploadView {
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    pub people: u32,
    pub rows: u32,
    pub totals: Vec<ComponentTotal>,
    pub stamp: Stamp,
}

/// What came of the last sending, by how many people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentCountsView {
    pub counts: SendCounts,
    pub stamp: Stamp,
}

/// What came of reading Loket back the last time, by how many values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparedCountsView {
    pub counts: ComparisonCounts,
    pub stamp: Stamp,
}

/// Totals that were typed over from Loket the last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TypedTotalsView {
    pub lines: Vec<ComparedTotal>,
    pub stamp: Stamp,
}

/// What a colleague wrote with a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RunNote {
    /// Empty while it is sealed.
    pub text: String,
    pub stamp: Stamp,
}

/// A line of the history of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RunHistoryLine {
    pub id: EventId,
    pub stamp: Stamp,
    pub text: Text,
    pub undone: bool,
}

/// The run that this one is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PreviousRun {
    pub run: HoursRunId,
    pub period: PeriodView,
    pub people: u32,
}

pub(super) fn run_view(context: &RunContext) -> RunView {
    let run = &context.run;
    let card = context.employer.administrations.iter();
    let number = run.administration.to_string();
    let on_card = card.clone().find(|one| one.client_number.as_deref() == Some(&number));
    let gone = undone(&context.events);
    let history = context.events.iter().rev().map(|event| RunHistoryLine {
        id: event.id,
        stamp: event.stamp(),
        text: words::both(|language| words::happening(&event.action, language)),
        undone: gone.contains(&event.id),
    });
    let made = run.made.iter().rev().map(|made| MadeUploadView {
        name: made.name.clone(),
        sha256: made.sha256.clone(),
        people: made.people,
        rows: made.rows,
        totals: component_totals(&made.totals),
        stamp: made.stamp.clone(),
    });
    RunView {
        id: run.id,
        employer: run.employer,
        employer_name: context.employer.company_name.clone(),
        administration: AdministrationView {
            client_number: run.administration,
            name: run.name.clone(),
            payroll_taxes_number: on_card.and_then(|one| one.payroll_taxes_number.clone()),
        },
        period: run.period.into(),
        status: run.status(),
        options: run.options.clone(),
        known_file: run.file.as_ref().map(|file| KnownFile {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            rows: file.rows,
            stamp: file.stamp.clone(),
        }),
        made: made.collect(),
        uploaded: run.uploaded,
        processed: run.processed,
        signed_off: run.signed_off.clone(),
        notes: run
            .notes
            .iter()
            .rev()
            .map(|(text, stamp)| RunNote { text: text.clone(), stamp: stamp.clone() })
            .collect(),
        undoable: run.undoable,
        sending: run.sending.as_ref().map(|(_, stamp)| stamp.clone()),
        sent: run.sent.clone().map(|(counts, stamp)| SentCountsView { counts, stamp }),
        compared: run.compared.clone().map(|(counts, stamp)| ComparedCountsView { counts, stamp }),
        typed: run.typed.clone().map(|(lines, stamp)| TypedTotalsView { lines, stamp }),
        totals: run.last_totals().map(component_totals).unwrap_or_default(),
        history: history.collect(),
        previous: context.previous().map(|previous| PreviousRun {
            run: previous.run,
            period: previous.period.into(),
            people: previous.people,
        }),
        sealed: run.sealed,
        authenticity: context.authenticity,
    }
}

fn component_totals(totals: &BTreeMap<u32, Amount>) -> Vec<ComponentTotal> {
    let total = |(component, total): (&u32, &Amount)| ComponentTotal { component: *component, total: *total };
    totals.iter().map(total).collect()
}
