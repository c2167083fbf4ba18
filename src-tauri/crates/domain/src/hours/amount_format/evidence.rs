//! What the rows of a column say of the format in which it is written.

use super::{DecimalSign, Unit, is_clock};
use crate::hours::exact::Amount;
use crate::hours::sheet::Cell;
use crate::hours::written::{Number, Written, written};

/// Counts over all rows of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Cells with something in them.
    pub filled: usize,
    /// 7:30
    pub clocks: usize,
    /// 7u30, PT7H30M, and times of a workbook.
    pub durations: usize,
    /// Times of a workbook.
    pub times: usize,
    /// Numbers of a workbook that are not zero.
    pub numbers: usize,
    /// Numbers in text without a separator.
    pub whole: usize,
    pub comma: usize,
    pub point: usize,
    /// 1.000
    pub point_or_thousand: usize,
    /// 1,000
    pub comma_or_thousand: usize,
    pub currency: usize,
    pub unreadable: usize,
    /// Rows that have a date beside an amount above 24.
    pub above_a_day: usize,
    pub with_date: usize,
    /// Plain numbers that are not whole.
    with_decimals: usize,
    /// Of those, with exactly two decimals below 60.
    below_sixty: usize,
    /// Of those, other than 00, 25, 50 and 75.
    no_quarter: usize,
    /// Plain numbers of 60 and more.
    from_sixty: usize,
    largest: Option<Amount>,
    /// Numbers with three decimals and more that are whole minutes as part of a day.
    minutes_of_a_day: usize,
}

impl Evidence {
    /// Takes in a cell; `dated` when its row holds a date.
    pub fn add(&mut self, cell: Cell<'_>, dated: bool) {
        self.add_many(cell, dated, 1);
    }

    /// Takes in so many equal cells.
    pub fn add_many(&mut self, cell: Cell<'_>, dated: bool, count: usize) {
        if count == 0 {
            return;
        }
        match cell {
            Cell::Empty => return,
            Cell::Fault(_) => {}
            Cell::Time(_) => {
                self.times += count;
                self.durations += count;
            }
            Cell::Number(number) => {
                self.numbers += if number.is_zero() { 0 } else { count };
                self.value(number, dated, count);
                let decimals = number.decimals().unwrap_or(0);
                if decimals > 0 {
                    self.decimals(number, decimals <= 2, count);
                }
            }
            Cell::Text(text) => match written(text) {
                Written::Nothing => return,
                Written::Unreadable => self.unreadable += count,
                written @ Written::Hours { .. } if is_clock(written) => self.clocks += count,
                Written::Hours { .. } => self.durations += count,
                Written::Number(number) => self.number(number, dated, count),
            },
        }
        self.filled += count;
    }

    fn number(&mut self, number: Number, dated: bool, count: usize) {
        self.currency += if number.currency { count } else { 0 };
        let Some(amount) = number.comma.or(number.point) else { return };
        if number.is_ambiguous() {
            // The larger of the two is the thousand.
            let comma_is_thousand = number.comma.map(Amount::abs) < number.point.map(Amount::abs);
            if comma_is_thousand {
                self.comma_or_thousand += count;
            } else {
                self.point_or_thousand += count;
            }
            return;
        }
        match (number.comma, number.point) {
            (Some(_), None) => self.comma += count,
            (None, Some(_)) => self.point += count,
            _ => self.whole += count,
        }
        if number.decimals.is_some() {
            self.decimals(amount, number.decimals == Some(2), count);
        }
        self.value(amount, dated, count);
    }

    fn value(&mut self, amount: Amount, dated: bool, count: usize) {
        let counted = |fits: bool| if fits { count } else { 0 };
        self.from_sixty += counted(amount.abs() >= Amount::whole(60));
        self.with_date += counted(dated);
        self.above_a_day += counted(dated && amount.abs() > Amount::whole(24));
        // 20 minutes as part of a day are 0.0138888888888889, seven hours and a half 0.3125.
        if amount.decimals().is_some_and(|decimals| decimals >= 3) {
            let minutes = amount.times(1440);
            let nearly = minutes.and_then(|minutes| minutes.minus(minutes.rounded(0)));
            let whole = nearly.is_some_and(|rest| Some(rest.abs()) < Amount::fraction(1, 1_000_000));
            self.minutes_of_a_day += counted(whole);
        }
        if self.largest.is_none_or(|largest| largest < amount.abs()) {
            self.largest = Some(amount.abs());
        }
    }

    fn decimals(&mut self, amount: Amount, two: bool, count: usize) {
        self.with_decimals += count;
        let Some(hundredths) = amount.split().1.times(100).map(Amount::abs) else { return };
        if two && hundredths < Amount::whole(60) {
            self.below_sixty += count;
            let quarter = [0, 25, 50].iter().any(|quarter| hundredths == Amount::whole(*quarter));
            self.no_quarter += if quarter { 0 } else { count };
        }
    }

    /// Whether everything in the column is an amount, and not only zeros.
    pub fn is_of_amounts(&self) -> bool {
        let other = self.largest.is_some_and(|largest| !largest.is_zero());
        self.filled > 0 && self.unreadable == 0 && (other || self.clocks + self.durations > self.times)
    }

    /// The decimal sign that the rows show; most of them decide, and what does not fit is an error by cell.
    pub(super) fn decimal(&self) -> Option<DecimalSign> {
        match self.comma.cmp(&self.point) {
            std::cmp::Ordering::Greater => Some(DecimalSign::Comma),
            std::cmp::Ordering::Less => Some(DecimalSign::Point),
            std::cmp::Ordering::Equal => None,
        }
    }

    pub(super) fn needs_decimal(&self) -> bool {
        self.comma + self.point + self.point_or_thousand + self.comma_or_thousand > 0
    }

    /// Whether cells such as 1.000 have to be asked about: the other rows say that the point separates thousands.
    pub(super) fn asks_thousands(&self, decimal: Option<DecimalSign>) -> bool {
        match decimal {
            Some(DecimalSign::Comma) => self.point_or_thousand > 0,
            Some(DecimalSign::Point) => self.comma_or_thousand > 0,
            None => false,
        }
    }

    /// Whether there are numbers that do not say their own unit.
    pub(super) fn has_plain_numbers(&self) -> bool {
        self.numbers + self.whole + self.comma + self.point + self.point_or_thousand + self.comma_or_thousand
            > 0
    }

    /// Whether whole numbers are as large as minutes are: half of them 60 or more, or in rows of a day mostly above 24.
    /// Where the head says hours, only what cannot be hours counts.
    pub(super) fn large_whole_numbers(&self, named_hours: bool) -> bool {
        let plain = self.whole + self.numbers;
        if plain == 0 || self.with_decimals > 0 {
            return false;
        }
        let beyond_a_month = self.largest > Some(Amount::whole(744));
        let beyond_a_day = self.with_date > 0 && self.above_a_day * 2 >= self.with_date;
        beyond_a_month || beyond_a_day || (!named_hours && self.from_sixty * 2 >= plain)
    }

    /// Whether all decimals could be minutes, and are not only quarters of an hour: ,25 and ,75 are decimals, and so is a
    /// column in which nothing but ,00 and ,50 occurs.
    pub(super) fn decimals_below_sixty(&self) -> bool {
        self.with_decimals > 0 && self.below_sixty == self.with_decimals && self.no_quarter > 0
    }

    /// Whether the plain numbers are such as a column of this unit holds, where its head states that: no parts of minutes, and none
    /// that are as small as hours are under a head that also names those.
    pub(super) fn fits(&self, unit: Unit, names_hours: bool) -> bool {
        match unit {
            Unit::Minutes | Unit::Seconds => {
                let small = self.largest.is_none_or(|largest| largest <= Amount::whole(24));
                self.with_decimals == 0 && !(names_hours && small)
            }
            // 730 among 7.30 may be half past seven.
            Unit::HoursMinutes => {
                let whole = self.whole + self.numbers;
                let minutes = self.with_decimals > 0 && self.below_sixty == self.with_decimals;
                minutes && (whole == 0 || self.from_sixty == 0)
            }
            Unit::Pieces => true,
            Unit::Hours | Unit::Days | Unit::Money => false,
        }
    }

    /// Whether the numbers are as small as parts of a day, and some are whole minutes as such.
    pub(super) fn parts_of_a_day(&self) -> bool {
        self.minutes_of_a_day > 0 && self.largest < Some(Amount::whole(3))
    }
}
