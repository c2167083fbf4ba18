//! Totals that stand in a file: they are taken out and held against the rows.

use super::super::amount_format::read_amount;
use super::super::exact::{Amount, Sum};
use super::super::finding::{FindingKind, Findings};
use super::super::roles::plain_head;
use super::super::sheet::{Cell, Position, Row, Sheet};
use super::columns::{AmountColumn, SheetColumns};
use super::texts::{TextId, Texts};

const TOTAL_WORDS: [&str; 13] = [
    "totaal",
    "totalen",
    "subtotaal",
    "eindtotaal",
    "som",
    "sum",
    "total",
    "totals",
    "subtotal",
    "weektotaal",
    "maandtotaal",
    "dagtotaal",
    "grandtotal",
];

/// The sums of a column.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    all: Sum,
    hidden: Sum,
    rows: usize,
}

impl Sums {
    fn all(&self) -> Amount {
        self.all.amount()
    }

    /// Of what can be seen.
    fn visible(&self) -> Amount {
        self.all().minus(self.hidden.amount()).unwrap_or(self.all())
    }

    fn add(&mut self, amount: Amount, hidden: bool) {
        self.all.add(amount);
        if hidden {
            self.hidden.add(amount);
        }
        self.rows += 1;
    }

    /// Both together.
    fn with(mut self, other: &Self) -> Self {
        self.all.add(other.all.amount());
        self.hidden.add(other.hidden.amount());
        self.rows += other.rows;
        self
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct ColumnSums {
    /// Up to the last total.
    before: Sums,
    /// Since then.
    since: Sums,
    /// Amounts that are no quarters of an hour, and may have been rounded.
    rounded: i64,
}

/// What the totals of a sheet are held against.
pub(super) struct Controls {
    columns: Vec<ColumnSums>,
}

impl Controls {
    pub fn new(columns: usize) -> Self {
        Self { columns: vec![ColumnSums::default(); columns] }
    }

    /// Takes in the amount of a row.
    pub fn add(&mut self, column: usize, amount: Amount, hidden: bool) {
        let Some(sums) = self.columns.get_mut(column) else { return };
        sums.since.add(amount, hidden);
        sums.rounded += i64::from(!amount.is_quarters());
    }

    /// Whether the row is a total: it says so, or adds up others, or has no person and code and is the sum of the rows before it.
    pub fn is_total<'a>(
        &self,
        sheet: &'a Sheet,
        row: Row<'a>,
        columns: &SheetColumns,
        person: TextId,
        code: TextId,
        texts: &mut Texts<'a>,
    ) -> bool {
        let is_person = person.filled().is_some();
        let says = texts.says_total(person) || texts.says_total(code);
        if is_person && !says {
            return false;
        }
        let is_filled = |amount: &&AmountColumn| !amount.clock && row.cell(amount.column) != Cell::Empty;
        let amounts = || columns.amounts.iter().filter(is_filled);
        if amounts().next().is_none() {
            return false;
        }
        if says {
            return true;
        }
        let is_amount = |column| columns.amounts.iter().any(|amount| amount.column == column);
        let mut others = (0..row.width()).filter(|column| !is_amount(*column));
        if others.any(|column| {
            let text = texts.of(row, Some(column));
            texts.says_total(text)
        }) {
            return true;
        }
        if code.filled().is_some() {
            return false;
        }
        if amounts().all(|amount| sheet.is_sum(row.number(), amount.column)) {
            return true;
        }
        let others = [columns.name, columns.department, columns.date, columns.start];
        let alone = others.into_iter().all(|column| texts.of(row, column) == TextId::NOTHING);
        alone && self.is_sum_of_rows(row, columns)
    }

    fn is_sum_of_rows(&self, row: Row<'_>, columns: &SheetColumns) -> bool {
        let mut found = false;
        for (sums, amount) in self.columns.iter().zip(&columns.amounts) {
            match read_amount(row.cell(amount.column), amount.format) {
                Ok(None) => {}
                Ok(Some(total)) => {
                    let whole = sums.before.with(&sums.since);
                    if total != sums.since.all() && total != whole.all() {
                        return false;
                    }
                    found |= whole.rows > 1 && !total.is_zero();
                }
                Err(_) => return false,
            }
        }
        found
    }

    /// Holds a total against the rows, and begins to add up anew.
    pub fn compare(
        &mut self,
        sheet: &Sheet,
        row: Row<'_>,
        columns: &SheetColumns,
        findings: &mut Findings,
        place: &Position,
    ) {
        for (sums, amount) in self.columns.iter_mut().zip(&columns.amounts) {
            let Ok(Some(file)) = read_amount(row.cell(amount.column), amount.format) else { continue };
            let since = std::mem::take(&mut sums.since);
            sums.before = sums.before.with(&since);
            let whole = sums.before;
            let agrees =
                |with: fn(&Sums) -> Amount| [&since, &whole].into_iter().any(|sums| with(sums) == file);
            if agrees(Sums::all) {
                continue;
            }
            let rows = if since.rows > 0 { since.all() } else { whole.all() };
            let column = amount.head.clone();
            let is_sum = sheet.is_sum(row.number(), amount.column);
            let kind = if agrees(Sums::visible) {
                FindingKind::ControlVisible { column, file, rows }
            } else if is_sum && file == of_numbers(sheet, row, columns.head, amount.column) {
                FindingKind::ControlOfText { column, file, rows }
            } else if is_rounding(file, rows, sums.rounded) {
                FindingKind::ControlRounding { column, file, rows }
            } else {
                FindingKind::ControlDiffers { column, file, rows }
            };
            findings.add(kind, Some(Position { column: Some(amount.column), ..place.clone() }));
        }
    }
}

/// What a formula adds up: numbers only, since it passes over text.
fn of_numbers(sheet: &Sheet, total: Row<'_>, head: u32, column: u32) -> Amount {
    let rows = sheet.rows().filter(|row| row.number() > head && row.number() < total.number());
    let numbers = rows.map(|row| match row.cell(column) {
        Cell::Number(number) => number,
        Cell::Time(time) => time.hours.unwrap_or(Amount::ZERO),
        _ => Amount::ZERO,
    });
    let sum: Option<Amount> = numbers.sum();
    sum.unwrap_or(Amount::ZERO)
}

/// Whether the difference may come from rounding each row to hundredths: half a hundredth for each amount that is no quarter
/// of an hour and half a hundredth for the total itself, and never more than a tenth.
fn is_rounding(file: Amount, rows: Amount, rounded: i64) -> bool {
    let most = Amount::fraction(5 * (rounded + 1).min(20), 1000);
    rounded > 0 && file.minus(rows).map(Amount::abs) <= most
}

/// Whether a text says that its row is a total.
pub(super) fn says_total(text: &str) -> bool {
    let plain = plain_head(text);
    plain.split(' ').any(|word| TOTAL_WORDS.contains(&word))
}
