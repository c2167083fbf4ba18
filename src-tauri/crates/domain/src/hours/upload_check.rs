//! Whether an upload file that somebody else made is one that Loket takes, and the table that it stands for.

mod against;
mod checking;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use specta::Type;

use super::exact::Amount;
use super::finding::Level;
use super::known::LoketData;
use super::run::{ComponentTotal, RunContext};
use super::upload::UploadTable;
use super::view::{PeriodView, PlaceView};
use crate::text::Text;
use checking::{Checking, Read};

/// The most places that are shown of one finding.
const MOST_PLACES: usize = 200;

/// An upload file in cells, as it was split. Rows have their line in the file, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UploadLines {
    pub head: Vec<String>,
    pub rows: Vec<(u32, Vec<String>)>,
    /// What is not as Loket wants it before a cell is looked at.
    pub form: Vec<UploadFormFault>,
}

/// The names of the columns before the components, and how amounts are written: those of a layout of upload files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadColumns {
    pub administration: String,
    pub person: String,
    pub shift: String,
    pub distribution_unit: String,
    pub decimal_sign: char,
    pub decimals: usize,
    /// What an empty cell means: it becomes 0, or what is there stays.
    pub empty_is_zero: bool,
}

/// What is not as Loket wants it in the file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
pub enum UploadFormFault {
    /// A byte order mark, or signs that are not ASCII.
    NotAscii,
    Separator,
    LineEnd,
    Quotes,
    /// Lines without anything in them.
    EmptyLines,
}

/// What is wrong with an upload file, or worth a look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
pub enum UploadProblem {
    /// It has not the columns of an upload file.
    NoHead,
    /// A column is called something else.
    ColumnName {
        is: String,
        should: String,
    },
    /// A name where the number of a component belongs.
    ComponentName {
        head: String,
    },
    ComponentTwice {
        component: u32,
    },
    /// The numbers do not go up.
    ComponentOrder,
    RowWidth,
    NoAdministration,
    SeveralAdministrations,
    NoPerson,
    /// A shift is 1 to 15.
    ShiftNumber,
    NoUnit,
    AmountUnreadable,
    DecimalSign,
    Negative,
    TooLarge,
    TooManyDecimals,
    /// The same person, shift and unit more than once, with different components.
    SplitRow,
    /// The same, with an amount for the same component.
    DoubleRow,
    PersonUnknown,
    ComponentUnknown {
        component: u32,
    },
    ShiftUnknown,
    /// No such verdelingseenheid in Loket.
    UnitUnknown,
    /// Cells that Loket sets to 0, as the layout of the file has it.
    EmptyIsZero {
        count: usize,
    },
    /// People and components could not be held against Loket.
    NotRead,
    Nothing,
}

/// Something that was found, with its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UploadFindingView {
    pub kind: String,
    pub level: Level,
    pub text: Text,
    /// Whether the file that is proposed has it right.
    pub mended: bool,
    /// The first of them.
    pub places: Vec<PlaceView>,
    /// All of them.
    pub count: u32,
}

/// An upload file as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UploadCheckView {
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    /// Aansluitnummer; none where it holds none, or more than one.
    pub administration: Option<u32>,
    /// The employer of that administration; none: there is no card with it.
    pub employer: Option<String>,
    /// The period that it was held against; none: nobody chose, and what depends on it is not known.
    pub period: Option<PeriodView>,
    /// Those that can be chosen, the newest first; empty where the administration is not known.
    pub periods: Vec<PeriodView>,
    /// Name of the layout that it was read by, and of those that can be chosen.
    pub profile: String,
    pub profiles: Vec<String>,
    pub people: u32,
    pub rows: u32,
    /// Of what reads.
    pub totals: Vec<ComponentTotal>,
    /// The most serious first.
    pub findings: Vec<UploadFindingView>,
    /// Names this file for saving a mended one; none: it is in order, or cannot be mended without guessing.
    pub mended: Option<u32>,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedUpload {
    pub administrations: BTreeSet<u32>,
    pub people: BTreeSet<u32>,
    pub rows: usize,
    pub totals: BTreeMap<u32, Amount>,
    pub findings: Vec<UploadFindingView>,
    /// The table that it stands for; none where something in it does not read.
    pub table: Option<UploadTable>,
    /// Whether writing the table anew puts something right.
    pub mends: bool,
}

impl UploadProblem {
    fn level(&self) -> Level {
        match self {
            Self::DoubleRow | Self::SplitRow | Self::PersonUnknown => Level::Warning,
            Self::ComponentOrder | Self::EmptyIsZero { .. } | Self::NotRead => Level::Note,
            _ => Level::Error,
        }
    }

    /// Whether it is right in the table that is written anew.
    fn is_mended(&self) -> bool {
        matches!(self, Self::ColumnName { .. } | Self::ComponentOrder | Self::DecimalSign | Self::SplitRow)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ColumnName { is, should } => vec![("is", is.clone()), ("should", should.clone())],
            Self::ComponentName { head } => vec![("head", head.clone())],
            Self::ComponentTwice { component } | Self::ComponentUnknown { component } => {
                vec![("component", component.to_string())]
            }
            Self::EmptyIsZero { count } => vec![("count", count.to_string())],
            _ => vec![],
        }
    }
}

/// What an upload file is held against.
#[derive(Debug, Clone)]
pub enum HeldAgainst {
    /// What is known of its administration in Loket, whatever the period.
    Administration(Box<LoketData>),
    /// All that a run of its administration and period is held against.
    Period { context: Box<RunContext>, loket: Box<LoketData> },
}

/// Reads the cells of an upload file and says what is wrong with each. `against` is what is known of the administration by
/// its number.
pub fn check_upload(
    lines: &UploadLines,
    columns: &UploadColumns,
    against: impl Fn(u32) -> Option<HeldAgainst>,
) -> CheckedUpload {
    let mut checking = Checking { columns, found: BTreeMap::new(), judged: vec![] };
    let Some(head) = checking.head(&lines.head) else {
        checking.add(UploadProblem::NoHead, None);
        return checking.over(lines, Read::default());
    };
    let components = head.components.iter().filter_map(|(_, component)| *component).collect();
    let mut read = Read { distribution_units: head.unit.is_some(), components, ..Read::default() };
    for (line, cells) in &lines.rows {
        checking.row(*line, cells, &head, &mut read);
    }
    if read.administrations.len() > 1 {
        checking.add(UploadProblem::SeveralAdministrations, None);
    }
    if lines.rows.is_empty() {
        checking.add(UploadProblem::Nothing, None);
    }
    if columns.empty_is_zero && read.empty > 0 {
        checking.add(UploadProblem::EmptyIsZero { count: read.empty }, None);
    }
    if let Some(administration) = read.administrations.first() {
        match against(*administration) {
            Some(HeldAgainst::Period { context, loket }) => {
                checking.in_lists(&loket, &head, &read);
                checking.judged = against::judged(&context, &loket, &read, columns.decimals);
            }
            Some(HeldAgainst::Administration(loket)) => checking.against(Some(&loket), &head, &read),
            None => checking.against(None, &head, &read),
        }
    }
    checking.over(lines, read)
}
