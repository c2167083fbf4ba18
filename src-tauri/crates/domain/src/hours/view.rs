//! A run of hours as the page shows it. What is in the file is in it as long as the file is open, and nowhere else.

mod file;
mod findings;
mod loket;
mod mapping;
mod mapping_rows;
mod other_runs;
mod questions;
mod run;
mod totals;
mod ways_out;

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

use super::amount_format::FormatChoice;
use super::finding::Level;
use super::findings::Judged;
use super::known::LoketData;
use super::period::Period;
use super::roles::Role;
use super::rows::Reading;
use super::run::{
    DepartmentUse, HoursRun, HoursRunChange, MappingOf, OpenedFile, RowPlace, RunContext, RunOptions,
};
use super::sheet::FileKind;
use crate::id::{EmployerId, HoursRunId};
use crate::stamp::Stamp;
use crate::text::Text;

pub use findings::key;
pub use loket::{
    ComparedValue, ComparisonView, LoketDataView, LoketPartView, PersonSentView, SourceRows, TotalInLoket,
    comparison_view, people_sent_view,
};
pub use mapping_rows::{MappingOption, MappingOptions, MappingProposal, MappingRow};
pub use run::{
    AdministrationView, ComparedCountsView, KnownFile, MadeUploadView, PeriodView, PreviousRun,
    RunHistoryLine, RunNote, RunView, SentCountsView, TypedTotalsView,
};

/// A run, with what is in its file while that is open.
#[derive(Debug, Clone, Serialize, Type)]
pub struct HoursView {
    pub run: RunView,
    /// None: the file is not open. Of a run that had one, the same file is asked for again.
    pub file: Option<FileView>,
    pub loket: LoketDataView,
}

/// An open file, and what becomes of it.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename = "HoursFileView", rename_all = "camelCase")]
pub struct FileView {
    pub name: String,
    pub kind: FileKind,
    /// In hexadecimal.
    pub sha256: String,
    /// Rows with something in them, over all sheets.
    pub rows: u32,
    /// People in the rows that were read, and how many of them have a number of Loket.
    pub people: u32,
    pub people_found: u32,
    pub layout_source: LayoutSourceView,
    pub sheets: Vec<SheetView>,
    pub columns: Vec<ColumnView>,
    /// The first row of the head, from 1.
    pub head_row: Option<u32>,
    /// How many rows it has.
    pub head_rows: u32,
    /// Whether hours can be made of begin and end times, and whether that was chosen: then by these rules.
    pub clock_times: ClockTimesView,
    /// Whether columns that name a week or day beside a code are of that code; none where there are no such columns.
    pub joins_codes: Option<bool>,
    /// The first rows below it, as they are read.
    pub preview: Vec<PreviewRow>,
    pub questions: Vec<QuestionView>,
    pub people_mapping: Vec<MappingRow>,
    pub code_mapping: Vec<MappingRow>,
    /// Empty where departments are not used.
    pub department_mapping: Vec<MappingRow>,
    /// Ploegen that the file names; empty where it names none.
    pub shift_mapping: Vec<MappingRow>,
    /// Departments that occur, also while they are not used.
    pub departments: u32,
    /// What can be chosen from; none of a list that was not read from Loket: the number is typed.
    pub choices: MappingOptions,
    /// Errors, warnings and notes; questions stand by themselves.
    pub findings: Vec<FindingView>,
    pub totals: Vec<TotalRow>,
    /// Together, of components that count hours or of which that is not known.
    pub control_total: TotalRow,
    /// What holds back the upload file. Empty: it can be made.
    pub stops: Vec<StopView>,
    /// What to fill in when uploading by hand.
    pub upload: UploadAdvice,
    /// Rows left out by hand, with the reason.
    pub left_out: Vec<LeftOutRow>,
    pub split: bool,
    /// Which administration of the file the run is for, as the file names it; none: nobody chose.
    pub own_administration: Option<String>,
}

/// Where the layout came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum LayoutSourceView {
    /// Guessed from the file.
    Guessed,
    /// That of an earlier run of the employer, recognised by its head; with the columns that came and went since.
    Remembered { run: HoursRunId, added: Vec<String>, gone: Vec<String> },
}

/// Hours from clock times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClockTimesView {
    /// The file has columns with begin and end.
    pub possible: bool,
    pub used: bool,
    /// How they become hours, in words.
    pub rules: Vec<Text>,
}

/// A sheet of the file.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    pub name: String,
    pub rows: u32,
    pub columns: u32,
    pub hidden: bool,
    pub hidden_rows: u32,
    pub hidden_columns: u32,
    pub filtered: bool,
    /// Whether this kind of file tells what is hidden.
    pub shows_hidden: bool,
    /// How many of its rows became hours.
    pub counted_rows: u32,
}

/// A column of the file.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename = "HoursColumnView", rename_all = "camelCase")]
pub struct ColumnView {
    pub head: String,
    /// A, B, AA.
    pub letters: String,
    pub role: Role,
    pub reason: Text,
    /// How its amounts are read, in words; none where it holds none.
    pub format: Option<Text>,
    /// How its amounts are read, as far as it was chosen.
    pub choice: FormatChoice,
    /// It holds what must not be read: it has no other role, and cannot get one.
    pub dropped: bool,
}

/// A row of the file, as it is shown.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    pub sheet: String,
    pub row: u32,
    pub hidden: bool,
    /// One a column, as they are written. Empty in columns that are not read.
    pub cells: Vec<String>,
    /// One a column: the amount as it was read, with a point, where the column holds amounts and the cell reads.
    pub amounts: Vec<Option<String>>,
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlaceView {
    /// Empty where the file has one sheet.
    pub sheet: String,
    /// From 1; 0 when it concerns the whole sheet.
    pub row: u32,
    /// F7; none when it concerns the whole row.
    pub cell: Option<String>,
}

/// A question, with the answers that can be given.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuestionView {
    pub key: String,
    /// What kind of finding it is.
    pub kind: String,
    pub text: Text,
    /// The first of them.
    pub places: Vec<PlaceView>,
    /// All of them.
    pub count: u32,
    /// The proposed one first.
    pub answers: Vec<AnswerView>,
    /// What can be done about it besides.
    pub ways_out: Vec<WayOut>,
}

/// An answer to a question: sent back as it is.
#[derive(Debug, Clone, Serialize, Type)]
pub struct AnswerView {
    pub text: Text,
    pub change: HoursRunChange,
}

/// A finding, equal ones as one.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename = "HoursFindingView", rename_all = "camelCase")]
pub struct FindingView {
    /// Names it for as long as it is found in the same places of the same file.
    pub key: String,
    pub kind: String,
    pub level: Level,
    pub text: Text,
    /// The first of them.
    pub places: Vec<PlaceView>,
    /// All of them.
    pub count: u32,
    /// People it is about, as the file names them; the first of them.
    pub people: Vec<String>,
    pub ways_out: Vec<WayOut>,
    /// Why it is in order, when a warning was read.
    pub acknowledged: Option<Acknowledged>,
}

/// A warning that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Acknowledged {
    pub reason: String,
    pub stamp: Stamp,
}

/// What can be done about a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum WayOut {
    /// This change, sent back as it is.
    Change { text: Text, change: Box<HoursRunChange> },
    /// Leave these rows out, with a reason.
    LeaveOut { rows: Vec<RowPlace> },
    /// Choose what this is in Loket.
    Map { of: MappingOf, name: String },
    /// Choose another role or format for a column.
    Columns {
        /// None: it has to be found among them.
        column: Option<String>,
    },
    /// Correct the file, and choose it again.
    OtherFile,
    /// Say that it is in order, with a reason.
    Acknowledge,
    /// Read from Loket, or look there.
    Loket,
    /// Begin another run with the same file, or go to the one that there is.
    OtherRun {
        text: Text,
        employer: EmployerId,
        /// Aansluitnummer.
        administration: u32,
        period: Period,
    },
}

/// A row left out by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeftOutRow {
    pub place: RowPlace,
    pub reason: String,
}

/// A total beside that of the last period. Amounts with a point and without zeros at the end.
#[derive(Debug, Clone, Serialize, Type)]
pub struct TotalRow {
    /// None: of all together.
    pub component: Option<u32>,
    /// Its name in Loket, where that was read.
    pub description: Option<String>,
    /// None: not in this file.
    pub now: Option<String>,
    /// None: not in the last run, or there was none.
    pub previous: Option<String>,
    pub difference: Option<String>,
    /// Of the last period, in whole percents; none where there is nothing to compare with.
    pub percent: Option<i32>,
    /// Whether the difference is worth a look.
    pub remarkable: bool,
}

/// Something that holds back the upload file.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StopView {
    pub kind: StopKind,
    pub text: Text,
    /// How many findings that are; 1 for what is one thing.
    pub count: u32,
}

/// What holds back the upload file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StopKind {
    Questions,
    Errors,
    Warnings,
    OutOfBounds,
    CostCenters,
    Nothing,
}

/// What to fill in in Loket when the file is uploaded by hand, in the order of its window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UploadAdvice {
    /// Aansluitnummer of the administration to choose.
    pub administration: u32,
    /// Name of the file that is made.
    pub file: String,
    pub year: i16,
    /// Number of the period in the year.
    pub period: i8,
    /// Whether the file has the column verdelingseenheid, so that the answer there is Ja.
    pub distribution_units: bool,
}

/// A run as the page shows it. `file` is the open file with what was read of it and what came of that.
pub fn view(
    context: &RunContext,
    loket: &LoketData,
    file: Option<(&OpenedFile, &Reading, &Judged)>,
) -> HoursView {
    let shown = file.map(|(opened, reading, judged)| file::file(context, opened, reading, judged, loket));
    HoursView { run: run::run_view(context), file: shown, loket: loket::data_view(loket) }
}

/// Whether the upload file of a run can be made: nothing holds it back.
pub fn is_ready(run: &HoursRun, judged: &Judged, sha256: &str) -> bool {
    file::is_ready(run, judged, sha256)
}

/// Whether the hours of a run can be sent straight to Loket: nothing holds them back.
pub fn is_ready_to_send(run: &HoursRun, judged: &Judged, sha256: &str) -> bool {
    file::is_ready_to_send(run, judged, sha256)
}

/// The warnings in the file as it is read now: what kind each is, by its key.
pub fn warnings(judged: &Judged, sha256: &str) -> BTreeMap<String, String> {
    file::warnings(judged, sha256)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What departments are used for, where they are.
fn uses_departments(options: &RunOptions) -> bool {
    options.departments != DepartmentUse::NotUsed
}
