//! How a cell is kept.

use super::TimeCell;
use crate::hours::exact::Amount;

/// A stored cell in four bytes: of what kind it is, and where its text begins or its place among the others. Text lies in one
/// buffer for the whole sheet, that of a text file is the file itself: so a large file costs little more than its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stored(u32);

/// What a stored cell says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Empty,
    /// Text that goes on to the next sign that ends a cell.
    Text(u32),
    /// Text that goes on to the next quote.
    Quoted(u32),
    Other(u32),
}

impl Stored {
    pub const EMPTY: Self = Self(3);
    const MOST: usize = 1 << 30;

    pub fn new(place: usize, mark: u32) -> Option<Self> {
        (place < Self::MOST).then(|| Self(position(place) << 2 | mark))
    }

    pub fn kind(self) -> Kind {
        let place = self.0 >> 2;
        match self.0 & 3 {
            0 => Kind::Text(place),
            1 => Kind::Quoted(place),
            2 => Kind::Other(place),
            _ => Kind::Empty,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Other {
    Number(Amount),
    Time(TimeCell),
    Text { start: u32, length: u32 },
    Fault { start: u32, length: u32 },
}

pub(super) const QUOTES: [u8; 3] = [b'"'; 3];

/// How many bytes come before the first of these signs.
pub(super) fn length_to(bytes: &[u8], ends: [u8; 3]) -> usize {
    memchr::memchr3(ends[0], ends[1], ends[2], bytes).unwrap_or(bytes.len())
}

/// A place, which no file has more of.
pub(super) fn position(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
