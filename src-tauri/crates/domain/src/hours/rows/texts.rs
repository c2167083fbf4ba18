//! What stands in the cells that are read, each different text once: a file of a hundred thousand rows has few of them.

use std::hash::BuildHasher;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::super::amount_format::{AmountFault, AmountFormat, read_amount};
use super::super::day::{DateFault, WrittenDate, written_date};
use super::super::exact::Amount;
use super::super::head::plain_text;
use super::super::sheet::{Cell, Row};
use super::columns::written_decimals;
use super::controls::says_total;

/// How many different texts of a column are remembered. Beyond that they are hardly ever equal, and each is read by itself.
pub(super) const MOST_KNOWN: usize = 50_000;

/// A text of the file by its place among those that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TextId(pub u32);

impl TextId {
    /// An empty cell, or a column that there is not.
    pub const NOTHING: Self = Self(0);

    pub fn filled(self) -> Option<Self> {
        (self != Self::NOTHING).then_some(self)
    }
}

/// Texts as they are compared: without spaces around them, and within only single plain ones.
pub(super) struct Texts<'a> {
    as_written: HashMap<&'a str, TextId>,
    /// By column what stood in it last, which is often what stands in the next row too.
    last: Vec<(&'a str, TextId)>,
    whole: HashMap<i64, TextId>,
    /// By what they say: places in `all`, so that no text is named twice.
    plain: HashTable<TextId>,
    hasher: DefaultHashBuilder,
    all: Vec<Arc<str>>,
    /// Whether each says that its row is a total.
    totals: Vec<bool>,
}

impl<'a> Texts<'a> {
    pub fn new() -> Self {
        let mut texts = Self {
            as_written: HashMap::new(),
            last: Vec::new(),
            whole: HashMap::new(),
            plain: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
            all: Vec::new(),
            totals: Vec::new(),
        };
        texts.add("");
        texts
    }

    /// What stands in a cell of a column; nothing where there is no such column.
    pub fn of(&mut self, row: Row<'a>, column: Option<u32>) -> TextId {
        let Some(column) = column else { return TextId::NOTHING };
        match row.cell(column) {
            Cell::Empty => TextId::NOTHING,
            Cell::Text(text) | Cell::Fault(text) => {
                let column = column as usize;
                match self.last.get(column) {
                    Some((last, id)) if *last == text => return *id,
                    Some(_) => {}
                    None => self.last.resize(column + 1, ("", TextId::NOTHING)),
                }
                let id = self.written(text);
                self.last[column] = (text, id);
                id
            }
            Cell::Number(number) => match number.to_whole() {
                Some(whole) => {
                    if let Some(known) = self.whole.get(&whole) {
                        return *known;
                    }
                    let id = self.add(&whole.to_string());
                    self.whole.insert(whole, id);
                    id
                }
                None => self.add(&number.to_string()),
            },
            Cell::Time(time) => match time.date {
                Some(date) => self.add(&date.to_string()),
                None => TextId::NOTHING,
            },
        }
    }

    fn written(&mut self, text: &'a str) -> TextId {
        if let Some(known) = self.as_written.get(text) {
            return *known;
        }
        let id = self.add(&plain_text(text));
        self.as_written.insert(text, id);
        id
    }

    /// A text that is plain already.
    pub fn add(&mut self, text: &str) -> TextId {
        let Self { plain, hasher, all, totals, .. } = self;
        let hash = hasher.hash_one(text);
        if let Some(known) = plain.find(hash, |id| text_of(all, *id) == text) {
            return *known;
        }
        let id = TextId(u32::try_from(all.len()).unwrap_or(u32::MAX));
        totals.push(says_total(text));
        all.push(Arc::from(text));
        plain.insert_unique(hash, id, |id| hasher.hash_one(text_of(all, *id)));
        id
    }

    pub fn text(&self, id: TextId) -> &str {
        text_of(&self.all, id)
    }

    /// The text itself, without a copy of it.
    pub fn shared(&self, id: TextId) -> Arc<str> {
        self.all.get(id.0 as usize).map(Arc::clone).unwrap_or_default()
    }

    pub fn says_total(&self, id: TextId) -> bool {
        self.totals.get(id.0 as usize) == Some(&true)
    }

    /// All of them, by their place.
    pub fn finish(self) -> Vec<Arc<str>> {
        self.all
    }
}

fn text_of(all: &[Arc<str>], id: TextId) -> &str {
    all.get(id.0 as usize).map(AsRef::as_ref).unwrap_or_default()
}

/// Dates as they are written.
#[derive(Default)]
pub(super) struct Dates<'a>(HashMap<&'a str, Result<Option<WrittenDate>, DateFault>>);

impl<'a> Dates<'a> {
    pub fn of(&mut self, cell: Cell<'a>) -> Result<Option<WrittenDate>, DateFault> {
        let Cell::Text(text) = cell else { return written_date(cell) };
        if let Some(known) = self.0.get(text) {
            return *known;
        }
        let date = written_date(cell);
        if self.0.len() < MOST_KNOWN {
            self.0.insert(text, date);
        }
        date
    }
}

/// What a cell of a column of amounts holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadAmount {
    /// None: nothing stands in it.
    pub amount: Result<Option<Amount>, AmountFault>,
    /// With how many decimals it is written.
    pub decimals: usize,
    /// Its place among the amounts that differ.
    pub id: u32,
}

/// The amounts of one column, in its format.
pub(super) struct Amounts<'a> {
    format: AmountFormat,
    known: HashMap<&'a str, ReadAmount>,
}

impl<'a> Amounts<'a> {
    pub fn new(format: AmountFormat) -> Self {
        Self { format, known: HashMap::new() }
    }

    /// `all` are the amounts of the file that differ, as far as they were remembered.
    pub fn of(&mut self, cell: Cell<'a>, all: &mut Vec<Amount>) -> ReadAmount {
        let text = if let Cell::Text(text) = cell { Some(text) } else { None };
        if let Some(known) = text.and_then(|text| self.known.get(text)) {
            return *known;
        }
        let amount = read_amount(cell, self.format);
        let id = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.extend(amount.ok().flatten());
        let read = ReadAmount { amount, decimals: written_decimals(cell), id };
        if let Some(text) = text.filter(|_| self.known.len() < MOST_KNOWN) {
            self.known.insert(text, read);
        }
        read
    }
}
