//! The rows of an upload file, to be judged as those of any other file.

use super::super::exact::Amount;
use super::RowStatus;
use super::reading::{KeptRow, Reading};
use super::texts::{TextId, Texts};

/// A value of an upload file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadCell {
    /// From 1.
    pub line: u32,
    pub person: u32,
    /// Number of the verdelingseenheid.
    pub unit: Option<u32>,
    pub component: u32,
    pub amount: Amount,
    /// Whether the component is known to count hours.
    pub is_time: bool,
}

/// The values of an upload file as rows that all count, in the order of the file. People, codes and departments are named by their
/// numbers.
pub fn of_upload(cells: &[UploadCell]) -> Reading {
    let mut texts = Texts::new();
    let mut amounts = Vec::with_capacity(cells.len());
    let row = |cell: &UploadCell| {
        amounts.push(cell.amount);
        KeptRow {
            amount: u32::try_from(amounts.len() - 1).unwrap_or(u32::MAX),
            person: texts.add(&cell.person.to_string()),
            department: cell.unit.map_or(TextId::NOTHING, |unit| texts.add(&unit.to_string())),
            code: texts.add(&cell.component.to_string()),
            shift_name: TextId::NOTHING,
            start: TextId::NOTHING,
            row: cell.line,
            day: None,
            sheet: 0,
            is_time: cell.is_time,
            status: RowStatus::Counts,
        }
    };
    let rows = cells.iter().map(row).collect();
    Reading::new(rows, amounts, texts.finish(), vec![String::new()])
}
