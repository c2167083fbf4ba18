//! Looks at each cell of an upload file.

use std::collections::{BTreeMap, BTreeSet};

use super::{CheckedUpload, MOST_PLACES, UploadColumns, UploadFindingView, UploadLines, UploadProblem};
use crate::hours::exact::Amount;
use crate::hours::finding::Level;
use crate::hours::known::LoketData;
use crate::hours::rows::UploadCell;
use crate::hours::sheet::{Position, column_letters};
use crate::hours::upload::{UploadRow, UploadTable};
use crate::hours::view::PlaceView;
use crate::hours::words;

/// Person, shift and unit.
type Key = (u32, u8, Option<u32>);
/// Amounts by component, and the lines that say so.
type Given = (BTreeMap<u32, Amount>, Vec<u32>);

/// Where the columns are.
pub(super) struct Head {
    pub unit: Option<usize>,
    /// By column: its component, where it is one.
    pub components: Vec<(usize, Option<u32>)>,
    pub width: usize,
}

#[derive(Default)]
pub(super) struct Read {
    pub distribution_units: bool,
    pub administrations: BTreeSet<u32>,
    /// By person, shift and unit, with the lines that say so.
    pub rows: BTreeMap<Key, Given>,
    pub totals: BTreeMap<u32, Amount>,
    pub components: BTreeSet<u32>,
    pub count: usize,
    /// Every value, in the order of the file.
    pub cells: Vec<UploadCell>,
    /// Cells of components without anything in them.
    pub empty: usize,
    /// The same cell was given twice: what counts cannot be told.
    pub twice: bool,
}

pub(super) struct Checking<'a> {
    pub columns: &'a UploadColumns,
    pub found: BTreeMap<UploadProblem, Vec<Position>>,
    /// What shows when it is held against Loket and other runs in its period.
    pub judged: Vec<UploadFindingView>,
}

impl Checking<'_> {
    pub fn add(&mut self, problem: UploadProblem, place: Option<(u32, Option<usize>)>) {
        let place = place.map(|(row, column)| Position {
            sheet: String::new(),
            row,
            column: column.and_then(|column| u32::try_from(column).ok()),
        });
        self.found.entry(problem).or_default().extend(place);
    }

    pub fn head(&mut self, head: &[String]) -> Option<Head> {
        let columns = self.columns;
        let is = |at: usize, name: &str| head.get(at).is_some_and(|is| is.trim().eq_ignore_ascii_case(name));
        let fixed = [&columns.administration, &columns.person, &columns.shift];
        // Two of the three tell an upload file from any other.
        let known = fixed.iter().enumerate().filter(|(at, name)| is(*at, name)).count();
        if known < 2 || head.len() < 4 {
            return None;
        }
        let unit = is(3, &columns.distribution_unit).then_some(3);
        let named = fixed.into_iter().enumerate().chain(unit.map(|at| (at, &columns.distribution_unit)));
        for (at, should) in named {
            if head.get(at).is_some_and(|is| is != should) {
                let is = head.get(at).cloned().unwrap_or_default();
                self.add(UploadProblem::ColumnName { is, should: should.clone() }, Some((1, Some(at))));
            }
        }
        let mut components = vec![];
        let mut before = 0;
        let mut seen = BTreeSet::new();
        for (at, name) in head.iter().enumerate().skip(if unit.is_some() { 4 } else { 3 }) {
            let number = name.trim().parse::<u32>().ok().filter(|number| *number > 0);
            match number {
                None if name.trim().is_empty() && at + 1 == head.len() => continue,
                None => {
                    let head = name.clone();
                    self.add(UploadProblem::ComponentName { head }, Some((1, Some(at))));
                }
                Some(component) if !seen.insert(component) => {
                    self.add(UploadProblem::ComponentTwice { component }, Some((1, Some(at))));
                }
                Some(component) if component < before => {
                    self.add(UploadProblem::ComponentOrder, Some((1, Some(at))));
                }
                Some(component) => before = component,
            }
            components.push((at, number));
        }
        Some(Head { unit, components, width: head.len() })
    }

    pub fn row(&mut self, line: u32, cells: &[String], head: &Head, read: &mut Read) {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        if cells.len() != head.width {
            self.add(UploadProblem::RowWidth, Some((line, None)));
        }
        let administration = cell(0).parse::<u32>().ok().filter(|number| *number > 0);
        match administration {
            Some(number) => drop(read.administrations.insert(number)),
            None => self.add(UploadProblem::NoAdministration, Some((line, Some(0)))),
        }
        let person = cell(1).parse::<u32>().ok().filter(|number| *number > 0);
        if person.is_none() {
            self.add(UploadProblem::NoPerson, Some((line, Some(1))));
        }
        let shift = cell(2).parse::<u8>().ok().filter(|shift| (1..=15).contains(shift));
        if shift.is_none() {
            self.add(UploadProblem::ShiftNumber, Some((line, Some(2))));
        }
        let unit = match head.unit {
            None => Some(None),
            Some(at) => match cell(at).parse::<u32>() {
                Ok(unit) => Some(Some(unit)),
                Err(_) if cell(at).is_empty() => Some(None),
                Err(_) => {
                    self.add(UploadProblem::NoUnit, Some((line, Some(at))));
                    None
                }
            },
        };
        let mut amounts = vec![];
        for (at, component) in &head.components {
            let Some(component) = component else { continue };
            read.empty += usize::from(cell(*at).is_empty());
            if let Some(amount) = self.amount(cell(*at), (line, *at)) {
                amounts.push((*component, amount, *at));
            }
        }
        read.count += 1;
        let (Some(person), Some(shift), Some(unit)) = (person, shift, unit) else { return };
        let (given, lines) = read.rows.entry((person, shift, unit)).or_default();
        if !lines.is_empty() {
            let twice: Vec<usize> = amounts
                .iter()
                .filter(|(component, ..)| given.contains_key(component))
                .map(|(_, _, at)| *at)
                .collect();
            read.twice |= !twice.is_empty();
            if twice.is_empty() {
                self.add(UploadProblem::SplitRow, Some((line, None)));
            }
            for at in twice {
                self.add(UploadProblem::DoubleRow, Some((line, Some(at))));
            }
        }
        lines.push(line);
        for (component, amount, _) in amounts {
            read.cells.push(UploadCell { line, person, unit, component, amount, is_time: false });
            given.insert(component, amount);
            let total = read.totals.entry(component).or_insert(Amount::ZERO);
            *total = total.plus(amount).unwrap_or(*total);
        }
    }

    /// A cell as an amount; none where it is empty or does not read.
    fn amount(&mut self, text: &str, (line, at): (u32, usize)) -> Option<Amount> {
        if text.is_empty() {
            return None;
        }
        let place = Some((line, Some(at)));
        let other = if self.columns.decimal_sign == ',' { '.' } else { ',' };
        let plain = |sign: char| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let parts: Vec<&str> = digits.split(sign).collect();
            let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            (parts.len() <= 2 && parts.iter().all(is_number))
                .then(|| {
                    text.replace(sign, ".")
                        .parse::<Amount>()
                        .ok()
                        .map(|amount| (amount, parts.get(1).map_or(0, |part| part.len())))
                })
                .flatten()
        };
        let (amount, decimals) = match (plain(self.columns.decimal_sign), plain(other)) {
            (Some(read), _) => read,
            // 1.234 with the other sign may be a thousand: with exactly three digits behind it nobody can tell.
            (None, Some((_, 3)) | None) => {
                self.add(UploadProblem::AmountUnreadable, place);
                return None;
            }
            (None, Some(read)) => {
                self.add(UploadProblem::DecimalSign, place);
                read
            }
        };
        if amount.is_negative() {
            self.add(UploadProblem::Negative, place);
        }
        if amount >= Amount::whole(1000) {
            self.add(UploadProblem::TooLarge, place);
        }
        if decimals > self.columns.decimals && amount.rounded(self.columns.decimals) != amount {
            self.add(UploadProblem::TooManyDecimals, place);
        }
        Some(amount)
    }

    pub fn against(&mut self, loket: Option<&LoketData>, head: &Head, read: &Read) {
        let people = loket.and_then(|loket| loket.employments.content().ok());
        let components = loket.and_then(|loket| loket.components.content().ok());
        if let Some(loket) = loket {
            self.in_lists(loket, head, read);
        }
        if people.is_none() || components.is_none() {
            self.add(UploadProblem::NotRead, None);
        }
        for ((person, ..), (_, lines)) in &read.rows {
            let is_known = people.is_none_or(|people| {
                people
                    .iter()
                    .any(|one| one.payroll_id == Some(*person) || one.employee_number == Some(*person))
            });
            if !is_known {
                for line in lines {
                    self.add(UploadProblem::PersonUnknown, Some((*line, Some(1))));
                }
            }
        }
        for (at, component) in head.components.iter().filter_map(|(at, one)| Some((*at, (*one)?))) {
            if components.is_some_and(|known| !known.iter().any(|one| one.number == component)) {
                self.add(UploadProblem::ComponentUnknown { component }, Some((1, Some(at))));
            }
        }
    }

    /// Shifts and units that Loket does not have, where it has any.
    pub fn in_lists(&mut self, loket: &LoketData, head: &Head, read: &Read) {
        let shifts = loket.shifts.content().ok().filter(|shifts| !shifts.is_empty());
        let units = loket.distribution_units.content().ok();
        for ((_, shift, unit), (_, lines)) in &read.rows {
            let no_shift = shifts.is_some_and(|shifts| !shifts.iter().any(|one| one.number == *shift));
            let is_it = |code: &str, unit: u32| code.trim().parse() == Ok(unit);
            let no_unit =
                units.zip(*unit).is_some_and(|(units, unit)| !units.iter().any(|one| is_it(&one.code, unit)));
            for line in lines {
                if no_shift {
                    self.add(UploadProblem::ShiftUnknown, Some((*line, Some(2))));
                }
                if no_unit {
                    self.add(UploadProblem::UnitUnknown, Some((*line, head.unit)));
                }
            }
        }
    }

    pub fn over(mut self, lines: &UploadLines, read: Read) -> CheckedUpload {
        let form = !lines.form.is_empty();
        let stands = |problem: &UploadProblem| problem.level() == Level::Error && !problem.is_mended();
        // What nobody can mend without guessing stays: then nothing is proposed.
        let reads = !self.found.keys().any(stands) && !read.twice && read.administrations.len() == 1;
        let mends = form || self.found.keys().any(UploadProblem::is_mended);
        let table = reads.then(|| table(&read)).filter(|table| !table.rows.is_empty());
        let can_mend = table.is_some();
        let mut findings: Vec<UploadFindingView> = lines
            .form
            .iter()
            .map(|fault| {
                let kind: &'static str = fault.into();
                view(kind, Level::Error, can_mend, &[], &[])
            })
            .collect();
        for (problem, places) in &self.found {
            let mended = can_mend && problem.is_mended();
            findings.push(view(problem.into(), problem.level(), mended, &problem.values(), places));
        }
        findings.append(&mut self.judged);
        findings.sort_by_key(|finding| finding.level);
        CheckedUpload {
            people: read.rows.keys().map(|(person, ..)| *person).collect(),
            rows: read.count,
            administrations: read.administrations,
            totals: read.totals,
            findings,
            table,
            mends,
        }
    }
}

fn table(read: &Read) -> UploadTable {
    let rows = read.rows.iter().map(|((person, shift, unit), (amounts, _))| UploadRow {
        person: *person,
        shift: *shift,
        distribution_unit: *unit,
        cost_center: None,
        amounts: amounts.clone(),
    });
    UploadTable {
        administration: read.administrations.first().copied().unwrap_or_default(),
        components: read.components.iter().copied().collect(),
        distribution_units: read.distribution_units,
        shifts: true,
        rows: rows.collect(),
        rounded: vec![],
        not_imported: BTreeMap::new(),
    }
}

pub(super) fn places(places: &[Position]) -> Vec<PlaceView> {
    let place = |place: &Position| PlaceView {
        sheet: String::new(),
        row: place.row,
        cell: place.column.map(|column| format!("{}{}", column_letters(column), place.row)),
    };
    places.iter().take(MOST_PLACES).map(place).collect()
}

fn view(
    kind: &str,
    level: Level,
    mended: bool,
    values: &[(&'static str, String)],
    found: &[Position],
) -> UploadFindingView {
    UploadFindingView {
        kind: kind.to_owned(),
        level,
        text: words::both(|language| words::upload_problem(kind, values, language)),
        mended,
        places: places(found),
        count: u32::try_from(found.len()).unwrap_or(u32::MAX),
    }
}
