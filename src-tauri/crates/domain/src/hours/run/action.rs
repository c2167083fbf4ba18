//! What can happen in a run of hours. Never a person's hours: totals by component at most.

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::mapping::{MappingEntry, MappingSource};
use super::options::RunOptions;
use super::summary::ComponentTotal;
use crate::answer::Personal;
use crate::bounds::Bounds;
use crate::chain::{self, ChainAction};
use crate::environment::Environment;
use crate::hours::amount_format::FormatChoice;
use crate::hours::clock::RepeatedHour;
use crate::hours::compare::ComparisonCounts;
use crate::hours::day::DateOrder;
use crate::hours::finding::Level;
use crate::hours::period::Period;
use crate::hours::roles::Role;
use crate::hours::sent::SendCounts;
use crate::id::{EmployerId, EventId, HoursRunId};

/// An event of a run of hours, in clear as far as it could be opened.
pub type HoursEvent = chain::Event<HoursAction>;

/// An event of a run of hours as it is stored.
pub type SealedHoursEvent = chain::SealedEvent<HoursAction>;

/// What can happen in a run of hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", deny_unknown_fields)]
pub enum HoursAction {
    /// Always the first event, and only that.
    RunCreated {
        employer: EmployerId,
        /// Aansluitnummer of the payroll administration.
        administration: u32,
        /// Name of the administration.
        name: Personal,
        period: Period,
        environment: Option<Environment>,
    },
    /// A file was read. What is in it is not kept.
    FileRead {
        name: Personal,
        /// In hexadecimal.
        sha256: String,
        bytes: u64,
        rows: u32,
        sheets: u32,
    },
    /// How the file is read: guessed from it, or as remembered. JSON of a [`crate::hours::layout::Layout`]: heads of
    /// columns can be names of people.
    LayoutChosen {
        layout: Personal,
        source: LayoutSource,
    },
    /// Something of the layout was chosen, or a question about it answered.
    LayoutChanged {
        change: LayoutChange,
    },
    /// Whether rows of another period stay behind, for a run of their own.
    PeriodsSplit {
        split: bool,
        /// How many rows stayed behind then, by their period.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left: Vec<LeftRows>,
    },
    /// Which administration of the file the run is for; rows of others stay behind. None takes the choice away.
    AdministrationChosen {
        /// As the file names it.
        own: Option<Personal>,
        /// How many rows stayed behind then.
        left: u32,
    },
    /// What people, codes or departments of the file are in Loket.
    Mapped {
        entries: Vec<MappingEntry>,
        source: MappingSource,
    },
    RowsLeftOut {
        rows: Vec<StoredRow>,
        reason: Personal,
    },
    /// Rows that were left out count again.
    RowsTakenBack {
        rows: Vec<StoredRow>,
    },
    /// A warning was read and found to be in order.
    FindingAcknowledged {
        /// Digest of the finding with its places and file.
        finding: String,
        /// What kind of finding.
        kind: String,
        reason: Personal,
    },
    /// Several warnings were read and found to be in order, for the same reason.
    FindingsAcknowledged {
        findings: Vec<AcknowledgedFinding>,
        reason: Personal,
    },
    OptionsChosen {
        options: RunOptions,
    },
    /// The upload file was made, and read back.
    FileMade {
        name: Personal,
        /// In hexadecimal.
        sha256: String,
        bytes: u64,
        people: u32,
        rows: u32,
        /// By component, as they are written.
        totals: Vec<ComponentTotal>,
        /// What had been found in the file by then.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        found: Vec<FoundCount>,
    },
    /// It was uploaded in Loket.
    Uploaded {
        on: Date,
    },
    /// Loket processed it.
    Processed {
        on: Date,
    },
    NoteAdded {
        text: Personal,
    },
    /// Its hours are sent straight to Loket from here on. On disk before the first byte goes out.
    SendStarted {
        people: u32,
        /// By component, of the whole table.
        totals: Vec<ComponentTotal>,
    },
    /// What came of it.
    SendEnded {
        /// The event that it closes.
        start: EventId,
        counts: SendCounts,
    },
    /// Loket was read back and held against the table.
    Compared {
        counts: ComparisonCounts,
    },
    /// Totals that somebody typed over from Loket were held against those of the table.
    TotalsTyped {
        /// By component, as Loket showed them.
        typed: Vec<ComponentTotal>,
        /// Of the table at that moment.
        table: Vec<ComponentTotal>,
    },
    /// A file was made of only what differs from what Loket holds.
    DifferencesFileMade {
        name: Personal,
        /// In hexadecimal.
        sha256: String,
        people: u32,
        rows: u32,
    },
    SignedOff,
    Reopened,
    /// An earlier event was undone.
    Undone {
        event: EventId,
    },
}

/// Rows of another period that stayed behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftRows {
    /// None: of no period that there is.
    pub period: Option<Period>,
    pub rows: u32,
}

/// One warning of several that were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgedFinding {
    /// Digest of the finding with its places and file.
    pub finding: String,
    /// What kind of finding.
    pub kind: String,
}

/// How often something was found: nothing of what is in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundCount {
    /// What kind of finding.
    pub kind: String,
    pub level: Level,
    /// Findings of this kind.
    pub findings: u32,
    /// Places in the file where they are.
    pub places: u32,
}

/// Where the layout of a run came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum LayoutSource {
    /// Guessed from the file.
    Guessed {},
    /// That of an earlier run of the employer, recognised by its head.
    Remembered {
        run: HoursRunId,
        /// Heads that came since.
        added: Vec<Personal>,
        /// Heads that went.
        gone: Vec<Personal>,
    },
}

/// One choice in a layout. None takes an answer away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum LayoutChange {
    Role { column: Personal, role: Role },
    Format { column: Personal, format: FormatChoice },
    Sheets { sheets: Option<Vec<Personal>> },
    DateOrder { order: Option<DateOrder> },
    HiddenRows { count: Option<bool> },
    Running { count: Option<bool> },
    Correction { allowed: Option<bool> },
    Rounding { allowed: Option<bool> },
    ClockTimes { used: Option<bool> },
    JoinCodes { joined: bool },
    RepeatedHour { hour: Option<RepeatedHour> },
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredRow {
    /// Name of its sheet; empty where the file has one.
    pub sheet: Personal,
    /// From 1.
    pub row: u32,
}

impl LayoutChange {
    fn values(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::Role { column, .. } | Self::Format { column, .. } => vec![column],
            Self::Sheets { sheets } => sheets.iter_mut().flatten().collect(),
            Self::DateOrder { .. }
            | Self::HiddenRows { .. }
            | Self::Running { .. }
            | Self::Correction { .. }
            | Self::Rounding { .. }
            | Self::ClockTimes { .. }
            | Self::JoinCodes { .. }
            | Self::RepeatedHour { .. } => vec![],
        }
    }
}

impl ChainAction for HoursAction {
    type Id = HoursRunId;
    type Rules = ();
    const KIND: Option<&'static str> = Some("hoursRun");
    // A layout of many columns is one text.
    const BOUNDS: Bounds = Bounds { text: 200_000, ..Bounds::STANDARD };

    fn starts(&self) -> bool {
        matches!(self, Self::RunCreated { .. })
    }

    fn environment(&self) -> Option<Environment> {
        if let Self::RunCreated { environment, .. } = self { *environment } else { None }
    }

    fn undoes(&self) -> Option<EventId> {
        if let Self::Undone { event } = self { Some(*event) } else { None }
    }

    fn values(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::RunCreated { name, .. }
            | Self::FileRead { name, .. }
            | Self::FileMade { name, .. }
            | Self::DifferencesFileMade { name, .. } => vec![name],
            Self::LayoutChosen { layout, source } => {
                let heads = match source {
                    LayoutSource::Guessed {} => vec![],
                    LayoutSource::Remembered { added, gone, .. } => added.iter_mut().chain(gone).collect(),
                };
                std::iter::once(layout).chain(heads).collect()
            }
            Self::LayoutChanged { change } => change.values(),
            Self::Mapped { entries, .. } => entries.iter_mut().flat_map(MappingEntry::values).collect(),
            Self::RowsLeftOut { rows, reason } => {
                rows.iter_mut().map(|row| &mut row.sheet).chain([reason]).collect()
            }
            Self::RowsTakenBack { rows } => rows.iter_mut().map(|row| &mut row.sheet).collect(),
            Self::FindingAcknowledged { reason, .. } | Self::FindingsAcknowledged { reason, .. } => {
                vec![reason]
            }
            Self::AdministrationChosen { own, .. } => own.iter_mut().collect(),
            Self::NoteAdded { text } => vec![text],
            Self::PeriodsSplit { .. }
            | Self::OptionsChosen { .. }
            | Self::Uploaded { .. }
            | Self::Processed { .. }
            | Self::SendStarted { .. }
            | Self::SendEnded { .. }
            | Self::Compared { .. }
            | Self::TotalsTyped { .. }
            | Self::SignedOff
            | Self::Reopened
            | Self::Undone { .. } => vec![],
        }
    }
}
