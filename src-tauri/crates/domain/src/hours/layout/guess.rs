//! What each column of a file is, guessed from its head and from what stands in it.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::amount_format::{Evidence, FormatChoice};
use super::super::day::written_date;
use super::super::finding::Sensitive;
use super::super::head::{Head, HeadDays, dated_head};
use super::super::roles::{Role, is_address, is_no_code, plain_head, preference, role_of_head, stem};
use super::super::sensitive::{self, DroppedColumn};
use super::super::sheet::{Cell, Sheet};
use super::{ColumnLayout, Reason};

/// How many rows are looked at to guess what a column is.
const SAMPLE: usize = 2000;

/// The columns of a sheet with the role that each seems to have.
pub(super) fn columns(sheet: &Sheet, head: &Head, dropped: &[DroppedColumn]) -> Vec<ColumnLayout> {
    let mut columns: Vec<ColumnLayout> = (0..)
        .zip(&head.names)
        .map(|(column, name)| {
            let (role, reason) = guess_role(sheet, head, column, name, dropped);
            ColumnLayout { head: name.clone(), role, reason, format: FormatChoice::default() }
        })
        .collect();
    keep_one_of_each(&mut columns);
    let has_person = columns.iter().any(|column| column.role == Role::Person);
    if let Some(address) = columns.iter_mut().find(|column| !has_person && is_address(&column.head)) {
        address.role = Role::Person;
        address.reason = Reason::Head { word: plain_head(&address.head) };
    }
    let is_amount = |index: &usize| columns[*index].role == Role::Amount;
    let clocks: BTreeSet<usize> =
        (0..columns.len()).filter(is_amount).filter(|index| is_clock(sheet, head, *index)).collect();
    let dated = dated_codes(sheet, head, &columns);
    prefer_amounts(&mut columns, &clocks, &dated);
    for (index, code) in dated {
        columns[index].role = Role::Amount;
        columns[index].reason = Reason::CodeOfHead { code };
    }
    columns
}

/// Columns with amounts of which the heads name a code and a week or day, by their place, with that code: only where there are several,
/// and no column holds codes. `Functie 3-4` beside `Schijf 1-5` names no days: those have to come back with one code.
fn dated_codes(sheet: &Sheet, head: &Head, columns: &[ColumnLayout]) -> BTreeMap<usize, String> {
    if columns.iter().any(|column| matches!(column.role, Role::HoursCode | Role::WageCode)) {
        return BTreeMap::new();
    }
    let code = |(index, column): (usize, &ColumnLayout)| {
        let is_open =
            column.role == Role::Amount || (column.role == Role::NotUsed && column.reason == Reason::Unknown);
        let code = dated_head(&column.head).filter(|_| is_open)?.name;
        // "ma in" and "ma uit" are no codes.
        let other = role_of_head(&code).is_some_and(|(role, _)| role != Role::Amount);
        let counts = !other && !is_no_code(&code) && evidence(sheet, head, index).unreadable == 0;
        counts.then_some((index, code))
    };
    let dated: BTreeMap<usize, String> = columns.iter().enumerate().filter_map(code).collect();
    let mut codes = BTreeSet::new();
    let comes_back = dated.values().any(|code| !codes.insert(code));
    let is_week = |index: &usize| {
        let days = dated_head(&columns[*index].head).map(|dated| dated.days);
        matches!(days, Some(HeadDays::Week { .. }))
    };
    if comes_back || (dated.len() > 1 && dated.keys().all(is_week)) { dated } else { BTreeMap::new() }
}

fn guess_role(
    sheet: &Sheet,
    head: &Head,
    column: u32,
    name: &str,
    dropped: &[DroppedColumn],
) -> (Role, Reason) {
    let was_dropped = dropped.iter().find(|dropped| dropped.sheet == sheet.name && dropped.head == name);
    let by_head = sensitive::by_head(name)
        .filter(|holds| *holds != Sensitive::BirthDate || !sensitive::needs_birth_dates(&head.names));
    if let Some(holds) = was_dropped.map(|dropped| dropped.holds).or(by_head) {
        return (Role::Dropped, Reason::Sensitive { holds });
    }
    if sheet.hidden_columns.contains(&column) {
        return (Role::NotUsed, Reason::Hidden);
    }
    let (mut filled, mut dates) = (0_usize, 0_usize);
    let mut evidence = Evidence::default();
    let mut take = |cell: Cell<'_>, count: usize| {
        match written_date(cell) {
            Ok(None) => return,
            Ok(Some(_)) => dates += count,
            Err(_) => {}
        }
        filled += count;
        evidence.add_many(cell, false, count);
    };
    // Each different text once.
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for row in sheet.rows().filter(|row| row.number() > head.row).take(SAMPLE) {
        match row.cell(column) {
            Cell::Text(text) => *texts.entry(text).or_default() += 1,
            cell => take(cell, 1),
        }
    }
    for (text, count) in texts {
        take(Cell::Text(text), count);
    }
    let amounts = evidence.filled - evidence.unreadable;
    if let Some((role, word)) = role_of_head(name) {
        // A head that promises amounts or dates and holds none of them is something else: "Uren" with names of codes.
        let fits = match role {
            Role::Amount | Role::Break => amounts * 2 >= filled,
            Role::Date | Role::EndDate => dates * 2 >= filled,
            _ => true,
        };
        if fits {
            return (role, Reason::Head { word: word.to_owned() });
        }
    }
    if filled > 0 && dates == filled {
        return (Role::Date, Reason::Values);
    }
    // A component number as head, with amounts below it.
    if name.bytes().all(|byte| byte.is_ascii_digit()) && filled > 0 && amounts == filled {
        return (Role::Amount, Reason::Values);
    }
    (Role::NotUsed, Reason::Unknown)
}

/// Of the roles that one column has, the first keeps it: of the dates, start times and the like that a clock writes twice.
fn keep_one_of_each(columns: &mut [ColumnLayout]) {
    let mut seen = BTreeSet::new();
    let mut first = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let single =
            !matches!(column.role, Role::Amount | Role::Name | Role::Remark | Role::NotUsed | Role::Dropped);
        if single && !seen.insert(column.role) {
            let kept = columns[..index].iter().find(|earlier| earlier.role == column.role);
            first.push((index, kept.map(|kept| kept.head.clone()).unwrap_or_default()));
        }
    }
    for (index, column) in first {
        columns[index].role = Role::NotUsed;
        columns[index].reason = Reason::OtherPreferred { column };
    }
}

/// Where a column holds codes, one column holds the amounts: what was worked and not what was planned. Without a column of
/// codes each amount column is a code of its own, except those that are no hours that were worked.
/// Those of a code and a week or day, in `dated`, stand by themselves.
fn prefer_amounts(columns: &mut [ColumnLayout], clocks: &BTreeSet<usize>, dated: &BTreeMap<usize, String>) {
    // Of the same hours twice, 1:20 is exact and 1.33 is not.
    let rank = |index: usize| (preference(&columns[index].head), clocks.contains(&index));
    let is_other = |index: &usize| columns[*index].role == Role::Amount && !dated.contains_key(index);
    let amounts: Vec<usize> = (0..columns.len()).filter(is_other).collect();
    let best = amounts.iter().copied().reduce(|best, next| if rank(next) > rank(best) { next } else { best });
    let Some(best) = best else { return };
    let has_codes = columns.iter().any(|column| matches!(column.role, Role::HoursCode | Role::WageCode));
    // The same hours in minutes and in decimals are no two codes: of those the best is used.
    let best_of_stem = |index: usize| {
        let own = stem(&columns[index].head);
        let same = amounts.iter().copied().filter(|other| stem(&columns[*other].head) == own);
        same.reduce(|best, next| if rank(next) > rank(best) { next } else { best })
    };
    let is_code = |index: usize| preference(&columns[index].head) >= 0 && best_of_stem(index) == Some(index);
    let used: Vec<usize> = amounts
        .iter()
        .copied()
        .filter(|index| (dated.is_empty() && *index == best) || (!has_codes && is_code(*index)))
        .collect();
    let name = columns[dated.keys().next().copied().unwrap_or(best)].head.clone();
    for index in amounts.into_iter().filter(|index| !used.contains(index)) {
        columns[index].role = Role::NotUsed;
        columns[index].reason = Reason::OtherPreferred { column: name.clone() };
    }
}

/// What the first rows say of how a column is written.
fn evidence(sheet: &Sheet, head: &Head, column: usize) -> Evidence {
    let mut evidence = Evidence::default();
    let Ok(column) = u32::try_from(column) else { return evidence };
    let rows = sheet.rows().filter(|row| row.number() > head.row).take(SAMPLE);
    rows.for_each(|row| evidence.add(row.cell(column), false));
    evidence
}

/// Whether a column is written as times: 7:30.
fn is_clock(sheet: &Sheet, head: &Head, column: usize) -> bool {
    let evidence = evidence(sheet, head, column);
    let times = evidence.clocks + evidence.durations;
    times > 0 && times == evidence.filled
}
