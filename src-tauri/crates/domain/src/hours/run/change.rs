//! What can be done in a run of hours.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::decide::{FileFacts, MadeFile};
use super::mapping::{MappingChoice, MappingOf, MappingSource};
use super::options::RunOptions;
use super::summary::ComponentTotal;
use crate::hours::amount_format::FormatChoice;
use crate::hours::clock::RepeatedHour;
use crate::hours::compare::ComparisonCounts;
use crate::hours::day::DateOrder;
use crate::hours::layout::Layout;
use crate::hours::roles::Role;
use crate::hours::run::LayoutSource;
use crate::hours::sent::SendCounts;
use crate::hours::sheet::Position;
use crate::id::EventId;

/// A row of the file, as the page names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct RowPlace {
    /// Name of its sheet; empty where the file has one.
    pub sheet: String,
    /// From 1.
    pub row: u32,
}

impl From<&Position> for RowPlace {
    fn from(place: &Position) -> Self {
        Self { sheet: place.sheet.clone(), row: place.row }
    }
}

/// A total of Loket as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct TypedTotal {
    /// Component number.
    pub component: u32,
    /// With a comma or a point: `1.234,50`.
    pub total: String,
}

/// What one name of the file is in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct NamedChoice {
    /// As it stands in the file.
    pub name: String,
    pub choice: MappingChoice,
}

/// Something that is done in a run. Where an answer is none, it is taken away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum HoursRunChange {
    /// Gives a column a role.
    SetRole {
        /// The head of the column.
        column: String,
        role: Role,
    },
    /// How the amounts of a column are read.
    SetFormat {
        /// The head of the column.
        column: String,
        format: FormatChoice,
    },
    /// The row with the names of the columns. All columns are guessed anew. None: it is looked for.
    SetHeadRow {
        /// Its first row, from 1.
        row: Option<u32>,
        /// How many rows it has: 1 or 2.
        rows: Option<u32>,
    },
    /// The sheets that count.
    SetSheets {
        sheets: Option<Vec<String>>,
    },
    SetDateOrder {
        order: Option<DateOrder>,
    },
    /// Whether hidden and filtered rows count.
    CountHiddenRows {
        count: Option<bool>,
    },
    /// Whether shifts that are still under way count.
    CountRunning {
        count: Option<bool>,
    },
    /// Whether hours are what passed between begin and end; columns of amounts are not used then.
    UseClockTimes {
        used: Option<bool>,
    },
    /// Whether columns of which the heads name a week or day beside a code are of that code.
    JoinCodes {
        joined: bool,
    },
    /// Which hour is meant in the night in which the clock goes back.
    SetRepeatedHour {
        hour: Option<RepeatedHour>,
    },
    /// Whether a file of mostly negative amounts may go up after all.
    AllowCorrection {
        allowed: Option<bool>,
    },
    /// Whether more decimals than are uploaded may be rounded.
    AllowRounding {
        allowed: Option<bool>,
    },
    /// Whether rows of another period stay behind, for a run of their own.
    SplitPeriods {
        split: bool,
    },
    /// Which administration of the file the run is for: rows of others stay behind.
    ChooseAdministration {
        /// As the file names it.
        own: Option<String>,
    },
    /// What names of the file are in Loket: the same for all of them.
    Map {
        of: MappingOf,
        /// As they stand in the file.
        names: Vec<String>,
        choice: Option<MappingChoice>,
    },
    /// The same with a choice for each, as one event.
    MapEach {
        of: MappingOf,
        choices: Vec<NamedChoice>,
    },
    LeaveOut {
        rows: Vec<RowPlace>,
        reason: String,
    },
    TakeBack {
        rows: Vec<RowPlace>,
    },
    /// A warning was read and is in order.
    Acknowledge {
        /// The `key` of the finding.
        finding: String,
        reason: String,
    },
    /// Several warnings were read and are in order, for the same reason.
    AcknowledgeAll {
        /// Their keys.
        findings: Vec<String>,
        reason: String,
    },
    SetOptions {
        options: RunOptions,
    },
    AddNote {
        text: String,
    },
    /// It was uploaded in Loket on this day.
    Uploaded {
        #[specta(type = String)]
        on: Date,
    },
    /// Loket processed it on this day.
    Processed {
        #[specta(type = String)]
        on: Date,
    },
    /// Totals by component, typed over from Loket: held against those of the file or sending.
    CompareTotals {
        typed: Vec<TypedTotal>,
    },
    SignOff {},
    Reopen {},
    Undo {
        event: EventId,
    },
    /// A file was read. Never from outside the program.
    #[serde(skip)]
    TakeFile {
        facts: FileFacts,
        /// How it is read from now on; none: as before.
        layout: Option<(Layout, LayoutSource)>,
    },
    /// What was chosen elsewhere is taken over, where nothing was chosen here. Never from outside the program.
    #[serde(skip)]
    TakeMapping {
        entries: Vec<(MappingOf, String, MappingChoice)>,
        source: MappingSource,
    },
    /// The upload file was made and read back. Never from outside the program.
    #[serde(skip)]
    RecordFile(MadeFile),
    /// Its hours are sent straight to Loket from here on. Never from outside the program.
    #[serde(skip)]
    StartSending {
        people: u32,
        /// By component, of the whole table.
        totals: Vec<ComponentTotal>,
    },
    /// What came of the sending that was started. Never from outside the program.
    #[serde(skip)]
    EndSending(SendCounts),
    /// Loket was read back. Never from outside the program.
    #[serde(skip)]
    RecordComparison(ComparisonCounts),
    /// A file of only what differs from Loket was made. Never from outside the program.
    #[serde(skip)]
    RecordDifferencesFile(MadeFile),
}

impl HoursRunChange {
    /// Whether what was found in the file has to be known to decide on it.
    pub fn needs_findings(&self) -> bool {
        matches!(
            self,
            Self::Acknowledge { .. }
                | Self::AcknowledgeAll { .. }
                | Self::SplitPeriods { .. }
                | Self::ChooseAdministration { .. }
        )
    }
}
