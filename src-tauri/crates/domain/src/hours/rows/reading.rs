//! What came of a file: its rows, kept small, and the sums that everything after it works with.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use jiff::civil::Date;

use super::super::exact::{Amount, Sum};
use super::super::finding::Finding;
use super::super::sheet::Position;
use super::texts::TextId;
use super::{ColumnFormat, NamedPerson, RowStatus};

/// A row as it is kept: a large file has a million of them, so it names its texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeptRow {
    /// Its amount, by its place among those that differ.
    pub amount: u32,
    pub person: TextId,
    pub department: TextId,
    pub code: TextId,
    /// Ploeg, as it is written; nothing where the file does not say.
    pub shift_name: TextId,
    /// When the shift began, as it is written, or the head of a column that names a week or day; nothing where the file does not say.
    pub start: TextId,
    pub row: u32,
    pub day: Option<Date>,
    pub sheet: u16,
    pub is_time: bool,
    pub status: RowStatus,
}

/// One amount of one person, as the file says.
#[derive(Debug, Clone, Copy)]
pub struct HoursRow<'a> {
    /// Name of the sheet; empty where the file has only one.
    pub sheet: &'a str,
    /// From 1, as the file counts them.
    pub row: u32,
    /// As the file names the person: the number without zeros in front, with the contract behind it where the file tells
    /// contracts apart: `34/2`.
    pub person: &'a str,
    pub department: &'a str,
    /// Ploeg, as the file names it; empty where it does not say.
    pub shift: &'a str,
    /// The code, or the head of the column where the file has a column a code; without the week or day that it names, where codes are
    /// told apart from those.
    pub code: &'a str,
    /// Hours, or what the column holds otherwise.
    pub amount: Amount,
    /// Whether the amount is hours.
    pub is_time: bool,
    pub day: Option<Date>,
    pub status: RowStatus,
}

impl HoursRow<'_> {
    /// Where it stands.
    pub fn place(self) -> Position {
        Position { sheet: self.sheet.to_owned(), row: self.row, column: None }
    }
}

/// What all rows of a person with the same code, department, ploeg and status are together.
#[derive(Debug, Clone, Copy)]
pub struct SumOfRows<'a> {
    pub person: &'a str,
    pub department: &'a str,
    pub shift: &'a str,
    pub code: &'a str,
    /// Exact.
    pub amount: Amount,
    pub is_time: bool,
    pub status: RowStatus,
    /// How many rows it is the sum of.
    pub rows: usize,
}

#[derive(Debug, Clone, Copy)]
struct KeptSum {
    amount: Sum,
    person: TextId,
    department: TextId,
    code: TextId,
    shift_name: TextId,
    rows: u32,
    is_time: bool,
    status: RowStatus,
}

/// A file that was read into rows.
#[derive(Debug, Clone)]
pub struct Reading {
    pub(super) rows: Vec<KeptRow>,
    sums: Vec<KeptSum>,
    amounts: Vec<Amount>,
    texts: Vec<Arc<str>>,
    /// By place; empty names where the file has only one.
    sheets: Vec<String>,
    pub findings: Vec<Finding>,
    pub formats: Vec<ColumnFormat>,
    /// Names by person, as far as the file holds them.
    pub names: BTreeMap<Arc<str>, Arc<str>>,
    /// Those whom the file only names.
    pub named: BTreeMap<Arc<str>, NamedPerson>,
    /// Whether nothing goes up before a question about the whole file is answered.
    pub stopped: bool,
    /// The only administration that the rows name, as it is written; none where they name none, or more.
    pub administration: Option<String>,
    /// Persons of whom is asked which employment they are; those of whom it was chosen are among them.
    pub asked: Vec<Arc<str>>,
}

impl Reading {
    pub(super) fn new(
        rows: Vec<KeptRow>,
        amounts: Vec<Amount>,
        texts: Vec<Arc<str>>,
        sheets: Vec<String>,
    ) -> Self {
        Self {
            sums: sums(&rows, &amounts),
            rows,
            amounts,
            texts,
            sheets,
            findings: Vec::new(),
            formats: Vec::new(),
            names: BTreeMap::new(),
            named: BTreeMap::new(),
            stopped: false,
            administration: None,
            asked: Vec::new(),
        }
    }

    pub(super) fn amount(&self, row: &KeptRow) -> Amount {
        self.amounts.get(row.amount as usize).copied().unwrap_or(Amount::ZERO)
    }

    fn text(&self, id: TextId) -> &str {
        self.texts.get(id.0 as usize).map(AsRef::as_ref).unwrap_or_default()
    }

    pub(super) fn place(&self, row: &KeptRow) -> Position {
        self.shown(row).place()
    }

    fn shown(&self, row: &KeptRow) -> HoursRow<'_> {
        HoursRow {
            sheet: self.sheets.get(usize::from(row.sheet)).map(String::as_str).unwrap_or_default(),
            row: row.row,
            person: self.text(row.person),
            department: self.text(row.department),
            shift: self.text(row.shift_name),
            code: self.text(row.code),
            amount: self.amount(row),
            is_time: row.is_time,
            day: row.day,
            status: row.status,
        }
    }

    /// All amounts that were read, in the order of the file.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = HoursRow<'_>> + ExactSizeIterator {
        self.rows.iter().map(|row| self.shown(row))
    }

    /// What was read of one row of the file.
    pub fn rows_at(&self, place: &Position) -> impl Iterator<Item = HoursRow<'_>> {
        let sheet = self.sheets.iter().position(|name| *name == place.sheet);
        let sheet = sheet.and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX);
        let first = self.rows.partition_point(|row| (row.sheet, row.row) < (sheet, place.row));
        let here =
            self.rows[first..].iter().take_while(move |row| (row.sheet, row.row) == (sheet, place.row));
        here.map(|row| self.shown(row))
    }

    /// Rows that belong together, in the order in which the file names them first: each row is in one of them.
    pub fn sums(&self) -> impl Iterator<Item = SumOfRows<'_>> {
        self.sums.iter().map(|sum| SumOfRows {
            person: self.text(sum.person),
            department: self.text(sum.department),
            shift: self.text(sum.shift_name),
            code: self.text(sum.code),
            amount: sum.amount.amount(),
            is_time: sum.is_time,
            status: sum.status,
            rows: sum.rows as usize,
        })
    }
}

impl KeptSum {
    fn of(row: &KeptRow) -> Self {
        Self {
            amount: Sum::default(),
            person: row.person,
            department: row.department,
            code: row.code,
            shift_name: row.shift_name,
            rows: 0,
            is_time: row.is_time,
            status: row.status,
        }
    }

    /// What its rows have in common.
    fn key(&self) -> impl Hash + Eq + use<> {
        (self.person, self.department, self.code, self.shift_name, self.status, self.is_time)
    }
}

fn sums(rows: &[KeptRow], amounts: &[Amount]) -> Vec<KeptSum> {
    let mut sums: Vec<KeptSum> = Vec::new();
    // Places in `sums`, so that a file of many people does not have what they have in common twice.
    let mut known: HashTable<u32> = HashTable::new();
    let hasher = DefaultHashBuilder::default();
    for row in rows {
        let new = KeptSum::of(row);
        let key = new.key();
        let is_same = |place: &u32| sums[*place as usize].key() == key;
        let hash = |place: &u32| hasher.hash_one(sums[*place as usize].key());
        let place = match known.entry(hasher.hash_one(&key), is_same, hash) {
            Entry::Occupied(place) => *place.get(),
            Entry::Vacant(vacant) => {
                let place = u32::try_from(sums.len()).unwrap_or(u32::MAX);
                sums.push(new);
                *vacant.insert(place).get()
            }
        };
        let sum = &mut sums[place as usize];
        if let Some(amount) = amounts.get(row.amount as usize) {
            sum.amount.add(*amount);
        }
        sum.rows += 1;
    }
    sums.shrink_to_fit();
    sums
}
