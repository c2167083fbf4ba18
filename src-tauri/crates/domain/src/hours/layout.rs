//! The layout of a file: which column is what, and how it is read. Guessed, corrected by the user, remembered, and recognised
//! by its head.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::amount_format::FormatChoice;
use super::clock::RepeatedHour;
use super::day::DateOrder;
use super::finding::Sensitive;
use super::head::{DatedHead, Head, HeadChoice, dated_head, find_head};
use super::roles::{Role, plain_head};
use super::sensitive::DroppedColumn;
use super::sheet::{Sheet, Workbook};

mod guess;

/// Why a column has its role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Reason {
    /// This word of its head.
    Head { word: String },
    /// What stands in it.
    Values,
    /// Chosen by the user.
    Chosen,
    /// Its head names a week or day beside this code, and so do others.
    CodeOfHead { code: String },
    /// Another column says the same better, or is what was worked.
    OtherPreferred { column: String },
    /// It is hidden in the file.
    Hidden,
    /// It holds what must not be read.
    Sensitive { holds: Sensitive },
    /// Nothing tells what it is.
    Unknown,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnLayout {
    pub head: String,
    pub role: Role,
    pub reason: Reason,
    /// How its amounts are read, as far as it was chosen.
    #[serde(default)]
    pub format: FormatChoice,
}

/// How a file is read. What is none was not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// In the order of the file.
    pub columns: Vec<ColumnLayout>,
    /// The first row of the head where the user chose it.
    #[serde(default)]
    pub head_row: Option<u32>,
    /// How many rows the head has where the user chose that: 1 or 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_rows: Option<u32>,
    /// Names of the sheets that count, where the user chose them.
    #[serde(default)]
    pub sheets: Option<Vec<String>>,
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// Whether hidden and filtered rows count.
    #[serde(default)]
    pub hidden_rows: Option<bool>,
    /// Whether shifts that are still under way count.
    #[serde(default)]
    pub running: Option<bool>,
    /// Whether hours are what passed between the clock times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_times: Option<bool>,
    /// Which hour is meant in the night in which the clock goes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeated_hour: Option<RepeatedHour>,
    /// Whether amounts of which the head names a week or day are of the code that it names beside that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub joins_codes: bool,
    /// Whether a file of mostly negative amounts may go up after all.
    #[serde(default)]
    pub correction: Option<bool>,
    /// Whether more decimals than are uploaded may be rounded.
    #[serde(default)]
    pub round: Option<bool>,
    /// How many decimals are uploaded.
    pub decimals: usize,
}

/// How a remembered layout fits a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Recognised {
    Same,
    /// All columns that are used are there; others came or went.
    Changed {
        added: Vec<String>,
        gone: Vec<String>,
    },
    /// Columns that are used are gone.
    Other {
        missing: Vec<String>,
    },
}

impl Layout {
    /// Guesses the layout from the head and the rows of the sheets. The head is looked for in each; the columns are those of the
    /// first sheet that has one and is not hidden.
    pub fn guess(workbook: &Workbook, dropped: &[DroppedColumn], head_row: Option<u32>) -> Self {
        Self::guess_below(workbook, dropped, HeadChoice { row: head_row, rows: None })
    }

    /// The same below a head of which the user also chose how many rows it has.
    pub fn guess_below(workbook: &Workbook, dropped: &[DroppedColumn], head: HeadChoice) -> Self {
        let main = main_sheet(workbook, head);
        let columns = main.map(|(sheet, head)| guess::columns(sheet, &head, dropped)).unwrap_or_default();
        Self {
            joins_codes: columns.iter().any(|column| matches!(column.reason, Reason::CodeOfHead { .. })),
            columns,
            head_row: head.row,
            head_rows: head.rows,
            sheets: None,
            date_order: None,
            hidden_rows: None,
            running: None,
            clock_times: None,
            repeated_hour: None,
            correction: None,
            round: None,
            decimals: 2,
        }
    }

    /// The columns with clock times of which hours are made, where the user chose so: begin and end.
    pub fn clock_columns(&self) -> Option<(&ColumnLayout, &ColumnLayout)> {
        let (begin, end) = (self.with_role(Role::Start).next()?, self.with_role(Role::End).next()?);
        (self.clock_times == Some(true)).then_some((begin, end))
    }

    /// The code and the days of a column of amounts, where its head names both and codes are told apart from them.
    pub fn dated(&self, column: &ColumnLayout) -> Option<DatedHead> {
        let joined = self.joins_codes && column.role == Role::Amount;
        joined.then(|| dated_head(&column.head)).flatten()
    }

    /// Chooses whether amounts of which the head names a week or day are of the code that it names beside that.
    pub fn join_codes(&mut self, joined: bool) {
        self.joins_codes = joined;
        for column in self.columns.iter_mut().filter(|column| column.role == Role::Amount) {
            if let Some(DatedHead { name: code, .. }) = dated_head(&column.head) {
                column.reason = if joined { Reason::CodeOfHead { code } } else { Reason::Chosen };
            }
        }
    }

    /// Where the head is, as far as the user chose that.
    pub fn head(&self) -> HeadChoice {
        HeadChoice { row: self.head_row, rows: self.head_rows }
    }

    /// Gives a column a role, as chosen by the user. A role of which there is only one is taken from the column that had it.
    ///
    /// # Errors
    /// [`NoSuchColumn`], also for a column that was dropped.
    pub fn assign(&mut self, head: &str, role: Role) -> Result<(), NoSuchColumn> {
        let wanted = plain_head(head);
        let index = self.columns.iter().position(|column| column.head == head);
        let index =
            index.or_else(|| self.columns.iter().position(|column| plain_head(&column.head) == wanted));
        let index = index.filter(|index| self.columns[*index].role != Role::Dropped).ok_or(NoSuchColumn)?;
        if !matches!(role, Role::Amount | Role::Name | Role::Remark | Role::NotUsed) {
            self.clear(role);
        }
        self.columns[index].role = role;
        self.columns[index].reason = Reason::Chosen;
        Ok(())
    }

    /// Takes a role from all columns that have it.
    pub fn clear(&mut self, role: Role) {
        for column in self.columns.iter_mut().filter(|column| column.role == role) {
            column.role = Role::NotUsed;
            column.reason = Reason::Chosen;
        }
    }

    /// The column with this head, to choose its format.
    pub fn column_mut(&mut self, head: &str) -> Option<&mut ColumnLayout> {
        let wanted = plain_head(head);
        let index = self.columns.iter().position(|column| column.head == head);
        let index =
            index.or_else(|| self.columns.iter().position(|column| plain_head(&column.head) == wanted))?;
        self.columns.get_mut(index)
    }

    /// The columns with a role, in the order of the file.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &ColumnLayout> {
        self.columns.iter().filter(move |column| column.role == role)
    }

    /// What was chosen here, for a file with other columns: as `guessed` from that, with the roles, formats and answers of
    /// this layout where they still mean something. That a file may add to an earlier one, and which hour of a night is meant, was
    /// said of one file alone.
    #[must_use]
    pub fn carried_over(&self, guessed: Self) -> Self {
        let mut columns = guessed.columns;
        for column in columns.iter_mut().filter(|column| column.role != Role::Dropped) {
            let known = self.columns.iter().find(|known| known.head == column.head);
            if let Some(known) = known.filter(|known| known.role != Role::Dropped) {
                *column = known.clone();
            } else if !(self.joins_codes && matches!(column.reason, Reason::CodeOfHead { .. })) {
                column.role = Role::NotUsed;
                column.reason = Reason::Unknown;
            }
        }
        Self {
            columns,
            correction: None,
            repeated_hour: None,
            sheets: None,
            head_row: guessed.head_row,
            head_rows: guessed.head_rows,
            ..self.clone()
        }
    }

    /// Whether the layout fits a file, by its head.
    pub fn recognise(&self, workbook: &Workbook) -> Recognised {
        let heads: BTreeSet<String> = main_sheet(workbook, self.head())
            .map(|(_, head)| head.names.into_iter().collect())
            .unwrap_or_default();
        let known: BTreeSet<&str> = self.columns.iter().map(|column| column.head.as_str()).collect();
        let used = self
            .columns
            .iter()
            .filter(|column| !matches!(column.role, Role::NotUsed | Role::Dropped | Role::Remark));
        let missing: Vec<String> =
            used.filter(|column| !heads.contains(&column.head)).map(|column| column.head.clone()).collect();
        if !missing.is_empty() {
            return Recognised::Other { missing };
        }
        let added: Vec<String> =
            heads.iter().filter(|head| !known.contains(head.as_str())).cloned().collect();
        let gone: Vec<String> =
            known.iter().filter(|head| !heads.contains(**head)).map(|head| (*head).to_owned()).collect();
        if added.is_empty() && gone.is_empty() {
            Recognised::Same
        } else {
            Recognised::Changed { added, gone }
        }
    }
}

/// A name that no column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such column, or one that is never read")]
pub struct NoSuchColumn;

/// The first sheet with a head that is not hidden.
pub(super) fn main_sheet(workbook: &Workbook, chosen: HeadChoice) -> Option<(&Sheet, Head)> {
    let with_head = |sheet| find_head(sheet, chosen).map(|head| (sheet, head));
    let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden).find_map(with_head);
    visible.or_else(|| workbook.sheets.iter().find_map(with_head))
}
