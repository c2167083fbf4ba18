//! What is found in a file: in which rows and cells, how serious it is, and what it says.

mod collected;
mod level;
mod parts;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::amount_format::FormatQuestion;
use super::clock::ClockFault;
use super::exact::Amount;
use super::period::Period;
use super::sheet::FileKind;

pub use collected::{Finding, Findings};
pub use parts::{LeftOut, LoketPart, Sensitive};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename = "FindingLevel", rename_all = "camelCase")]
pub enum Level {
    /// Stops the file until it is put right or the row is left out.
    Error,
    /// Has to be answered; the answer is kept with the layout.
    Question,
    /// Has to be acknowledged.
    Warning,
    /// Is said, and kept in the record.
    Note,
}

/// What was found. Texts are as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum FindingKind {
    // The file
    /// The name says another kind of file than the bytes.
    Misnamed {
        is: FileKind,
    },
    /// Hidden rows and columns cannot be seen in this kind of file.
    HiddenUnknown,
    /// No row looks like a head.
    NoHead {
        sheet: String,
    },
    /// No column has this role.
    NoPersonColumn,
    NoAmountColumn,
    /// Which sheets count: `proposed` do, `control` holds the same again.
    Sheets {
        proposed: Vec<String>,
        control: Vec<String>,
    },
    /// A sheet that repeats the sum of the others and is only compared.
    ControlSheet {
        sheet: String,
    },
    /// A hidden sheet, which is not proposed.
    HiddenSheet {
        sheet: String,
    },
    /// A sheet that was not chosen, or has other columns; `hours` when it looks like one with hours.
    SheetNotRead {
        sheet: String,
        hours: bool,
    },
    DroppedColumn {
        head: String,
        holds: Sensitive,
    },
    HiddenColumn {
        head: String,
    },
    /// Rows that are hidden or filtered away: whether they count is asked.
    HiddenRows {
        filtered: bool,
    },
    /// Another column holds the same amounts and is not used.
    SameAmounts {
        used: String,
        other: String,
    },
    /// Another column says something else in these rows.
    ColumnsDisagree {
        used: String,
        other: String,
        /// The user chose which of them is used.
        chosen: bool,
    },
    /// Columns with amounts that are not used.
    AmountsNotUsed {
        columns: Vec<String>,
    },
    /// How a column is written has to be asked.
    AmountFormat {
        column: String,
        question: FormatQuestion,
    },
    /// Amounts with a euro sign.
    Currency {
        column: String,
    },
    /// Day and month of a column could be either.
    DateOrder {
        column: String,
    },

    // Rows and cells
    NoPerson,
    /// No personnel number of Loket, in a column of numbers.
    NotANumber {
        person: String,
    },
    /// The same number with and without zeros in front.
    LeadingZeros {
        person: String,
    },
    /// Several contracts under one number: which employment each is has to be chosen.
    Contracts {
        person: String,
        contracts: Vec<String>,
    },
    /// One number with several names.
    SeveralNames {
        person: String,
        names: Vec<String>,
    },
    NoCode,
    AmountUnreadable,
    /// Written in another format than the rest of its column.
    AmountOtherFormat,
    /// The workbook holds an error here, or the result of a formula was not stored.
    AmountNoValue,
    AmountIsDate,
    /// A merged cell over several rows: for which of them the amount is cannot be told.
    AmountMerged,
    /// Clock times that are no hours.
    ClockTimes {
        fault: ClockFault,
    },
    /// A time that comes twice in the night in which the clock goes back.
    RepeatedHour,
    /// Clock times without a day: in which nights the clock was changed cannot be told.
    ClockWithoutDay,
    Negative,
    /// A thousand hours or more.
    TooLarge,
    TooManyDecimals {
        decimals: usize,
    },
    /// More fields than the head has: what stands in the row may have moved to another column.
    RowTooWide,
    /// An amount and no date.
    NoDate,
    DateUnreadable,
    NoSuchDay,
    OtherWeekday,
    /// Is not of `period`, that of the run, but of `other`. None: there is no such period.
    OtherPeriod {
        period: Period,
        other: Option<Period>,
    },
    /// The same, of which the user chose that it is for a run of that period.
    LeftForPeriod {
        other: Option<Period>,
    },
    /// Says no period that can be compared, in a file with several.
    PeriodNotStated,
    SeveralPeriods {
        periods: Vec<Period>,
    },
    /// Each with how many rows it has. Which of them the run is for has to be chosen.
    SeveralAdministrations {
        administrations: Vec<(String, usize)>,
    },
    /// All rows are of one administration, and that is another one of the employer than the run is for.
    OtherAdministration {
        administration: String,
    },
    /// All rows name one administration by number, and the employer has none of that number.
    OtherEmployer {
        administration: String,
    },
    /// Of another administration than the one that was chosen: for a run of that.
    LeftForAdministration {
        administration: String,
    },
    /// Says no administration, in a file with several.
    NoAdministration,
    StillRunning,
    /// Begins in the period and ends in a later one; counts whole for the day it began.
    RunsOn,
    DoubleRow,
    /// Mostly negative amounts: the file corrects an earlier one.
    AddsToEarlier,
    /// More hours of a surcharge than hours.
    SurchargeExceeds {
        person: String,
        code: String,
        surcharge: Amount,
        hours: Amount,
    },
    LeftOut {
        why: LeftOut,
    },

    // Totals
    ControlDiffers {
        column: String,
        file: Amount,
        rows: Amount,
    },
    ControlRounding {
        column: String,
        file: Amount,
        rows: Amount,
    },
    /// A total of only the visible rows.
    ControlVisible {
        column: String,
        file: Amount,
        rows: Amount,
    },
    /// A formula over text, which adds up nothing.
    ControlOfText {
        column: String,
        file: Amount,
        rows: Amount,
    },
    Rounded {
        person: String,
        code: String,
        exact: Amount,
        written: String,
    },
    FifthWeek {
        period: Period,
    },
    /// The sum has become too large to be one.
    SumTooLarge {
        person: String,
        code: String,
    },

    // Against what is in Loket, and the last period
    /// The file has no number of Loket for somebody, and nobody chose who it is; so many there are called the same.
    PersonNotChosen {
        person: String,
        same_name: usize,
    },
    /// It was chosen before who this is by name alone, and now so many in Loket are called the same.
    SameNameInLoket {
        person: String,
        count: usize,
    },
    /// No employment of the administration has this number.
    PersonUnknown {
        person: String,
    },
    /// The same, while the list of employments may be shortened by filter settings: nobody is called absent.
    PersonNotSeen {
        person: String,
    },
    /// The employment begins after the period, or ended before it.
    NotEmployed {
        person: String,
        start: Option<Date>,
        end: Option<Date>,
    },
    /// Loket does not tell since when.
    EmploymentUnclear {
        person: String,
    },
    /// Several employments of the period have this number.
    SeveralEmployments {
        person: String,
        count: usize,
    },
    /// Two people of the file are the same in Loket.
    SamePersonTwice {
        number: u32,
        people: Vec<String>,
    },
    /// The person has to be added in Loket first.
    AddFirst {
        person: String,
    },
    /// The two numbers of Loket differ for these people, and nobody chose which one the file holds.
    NumbersDiffer {
        people: Vec<String>,
    },
    CodeNotMapped {
        code: String,
    },
    /// The administration does not have this component in the year.
    ComponentUnknown {
        code: String,
        component: u32,
        year: i16,
    },
    DepartmentNotMapped {
        department: String,
    },
    /// No cost centre or distribution unit has this code.
    UnitUnknown {
        department: String,
        unit: String,
    },
    /// Loket does not have this ploeg. `name` is what the file says; empty where it says none, and the first is meant.
    ShiftUnknown {
        shift: u8,
        name: String,
    },
    /// No number of a ploeg, and nobody chose which it is.
    ShiftNotMapped {
        shift: String,
    },
    /// There is another run for the same period.
    SecondRun {
        totals: Vec<(u32, Option<Amount>, Option<Amount>)>,
    },
    TotalDiffers {
        component: u32,
        before: Amount,
        now: Amount,
        percent: u32,
    },
    /// More hours than the days of the period have, or than the contract makes likely.
    TooManyHours {
        person: String,
        hours: Amount,
        most: Amount,
        contract: bool,
    },
    /// In Loket in this period and not in the file.
    WithoutHours {
        people: Vec<String>,
    },
    /// The import of variable data (product 50) is off.
    ProductOff,
    NoImportRight,
    PeriodClosed,
    PeriodApproved,
    /// A component of the return of wages: any value only forces a result.
    OnlyForces {
        component: u32,
    },
    /// The user's own filter settings shorten the list of employments.
    Filtered {
        filters: Vec<String>,
    },
    /// Something was not read from Loket, so that nothing could be held against it.
    NotRead {
        what: LoketPart,
    },
}
