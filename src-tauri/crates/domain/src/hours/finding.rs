//! What is found in a file: in which rows and cells, how serious it is, and what it says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::amount_format::FormatQuestion;
use super::exact::Amount;
use super::period::Period;
use super::sheet::{FileKind, Position};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
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

/// Columns that are dropped unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sensitive {
    Bsn,
    Iban,
    Wage,
    BirthDate,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LeftOut {
    /// Lines above the head.
    Title,
    Total,
    /// No amount in any of the columns that are used.
    NoAmount,
    /// The head once more, as on a new page.
    RepeatedHead,
    /// Hidden, and chosen not to count.
    Hidden,
    /// Still running, and chosen not to count.
    Running,
    /// Of another period, of which the user chose that it goes in a file of its own.
    OtherPeriod,
    /// Chosen by the user.
    Chosen,
}

/// What was found. Texts are as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    OtherPeriod {
        period: Period,
    },
    SeveralPeriods {
        periods: Vec<Period>,
    },
    SeveralAdministrations {
        administrations: Vec<String>,
    },
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
}

impl FindingKind {
    /// How serious it is, the same for every file.
    pub fn level(&self) -> Level {
        match self {
            Self::NoHead { .. }
            | Self::NoPersonColumn
            | Self::NoAmountColumn
            | Self::NoPerson
            | Self::NotANumber { .. }
            | Self::NoCode
            | Self::AmountUnreadable
            | Self::AmountOtherFormat
            | Self::AmountNoValue
            | Self::AmountIsDate
            | Self::AmountMerged
            | Self::Negative
            | Self::TooLarge
            | Self::TooManyDecimals { .. }
            | Self::RowTooWide
            | Self::NoDate
            | Self::DateUnreadable
            | Self::NoSuchDay
            | Self::OtherWeekday
            | Self::OtherPeriod { .. }
            | Self::SeveralPeriods { .. }
            | Self::SeveralAdministrations { .. }
            | Self::ControlDiffers { .. }
            | Self::SumTooLarge { .. } => Level::Error,
            Self::Sheets { .. }
            | Self::HiddenRows { .. }
            | Self::AmountFormat { .. }
            | Self::DateOrder { .. }
            | Self::LeadingZeros { .. }
            | Self::Contracts { .. }
            | Self::StillRunning
            | Self::ColumnsDisagree { chosen: false, .. }
            | Self::AddsToEarlier => Level::Question,
            Self::ColumnsDisagree { .. }
            | Self::SheetNotRead { hours: true, .. }
            | Self::AmountsNotUsed { .. }
            | Self::SeveralNames { .. }
            | Self::RunsOn
            | Self::DoubleRow
            | Self::SurchargeExceeds { .. }
            | Self::ControlRounding { .. }
            | Self::ControlOfText { .. }
            | Self::FifthWeek { .. } => Level::Warning,
            Self::Misnamed { .. }
            | Self::HiddenUnknown
            | Self::ControlSheet { .. }
            | Self::HiddenSheet { .. }
            | Self::SheetNotRead { .. }
            | Self::DroppedColumn { .. }
            | Self::HiddenColumn { .. }
            | Self::SameAmounts { .. }
            | Self::Currency { .. }
            | Self::LeftOut { .. }
            | Self::ControlVisible { .. }
            | Self::Rounded { .. } => Level::Note,
        }
    }

    /// Whether nothing at all goes up before it is answered: it concerns the whole file.
    pub fn stops_everything(&self) -> bool {
        matches!(
            self,
            Self::NoHead { .. }
                | Self::NoPersonColumn
                | Self::NoAmountColumn
                | Self::Sheets { .. }
                | Self::DateOrder { .. }
                | Self::SeveralAdministrations { .. }
                | Self::AddsToEarlier
        ) || matches!(self, Self::AmountFormat { question, .. } if !matches!(question, FormatQuestion::Thousands))
    }
}

/// One finding, with everything in the file that it was found in: 400 equal ones are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    #[serde(flatten)]
    pub kind: FindingKind,
    pub level: Level,
    pub places: Vec<Position>,
}

/// Findings as they are collected, equal ones together.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<Finding>,
    /// Where a kind stands in `found`, by its text.
    known: BTreeMap<String, usize>,
}

impl Findings {
    /// Adds a finding, or a place to one that is equal.
    pub fn add(&mut self, kind: FindingKind, place: Option<Position>) {
        // A kind has no order of its own; what it prints as is as good to find it by.
        let key = format!("{kind:?}");
        let index = *self.known.entry(key).or_insert_with(|| {
            self.found.push(Finding { level: kind.level(), kind, places: Vec::new() });
            self.found.len() - 1
        });
        self.found[index].places.extend(place);
    }

    /// Whether something was found that stops everything.
    pub fn stop_everything(&self) -> bool {
        self.found.iter().any(|finding| finding.kind.stops_everything())
    }

    /// All of them, the most serious first, each with its places in order.
    pub fn finish(mut self) -> Vec<Finding> {
        for finding in &mut self.found {
            finding.places.sort();
            finding.places.dedup();
        }
        self.found.sort_by_key(|finding| finding.level);
        self.found
    }
}
