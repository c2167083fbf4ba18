//! One row of a sheet, to look at.

use super::stored::{Kind, Other, QUOTES, position};
use super::{Cell, Sheet};

/// One row of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    index: usize,
}

impl<'a> Row<'a> {
    pub(super) fn new(sheet: &'a Sheet, index: usize) -> Self {
        Self { sheet, index }
    }

    /// From 1, as the file counts them.
    pub fn number(self) -> u32 {
        self.sheet.rows[self.index].number
    }

    /// Whether it is hidden or filtered away.
    pub fn hidden(self) -> bool {
        self.sheet.rows[self.index].hidden
    }

    /// How many cells it has, up to the last that is filled.
    pub fn width(self) -> u32 {
        position(self.sheet.bounds(self.index).len())
    }

    /// A cell by its column, from 0; empty beyond the last.
    pub fn cell(self, column: u32) -> Cell<'a> {
        match self.sheet.stored_at(self.index, column).kind() {
            Kind::Empty => Cell::Empty,
            Kind::Text(start) => Cell::Text(self.sheet.plain_at(start, self.index, column)),
            Kind::Quoted(start) => Cell::Text(self.sheet.text_to(start, QUOTES)),
            Kind::Other(index) => match self.sheet.others.get(index as usize) {
                Some(Other::Number(number)) => Cell::Number(*number),
                Some(Other::Time(time)) => Cell::Time(*time),
                Some(Other::Text { start, length }) => Cell::Text(self.sheet.apart_at(*start, *length)),
                Some(Other::Fault { start, length }) => Cell::Fault(self.sheet.apart_at(*start, *length)),
                None => Cell::Empty,
            },
        }
    }

    /// Its cells from the first column on.
    pub fn cells(self) -> impl Iterator<Item = Cell<'a>> {
        (0..self.width()).map(move |column| self.cell(column))
    }
}
