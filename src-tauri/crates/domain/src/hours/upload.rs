//! The table that is uploaded: people and codes of the file become numbers of Loket, sums are rounded once.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::exact::Amount;
use super::finding::{Finding, FindingKind, Level};
use super::rows::{Reading, RowStatus};
use super::sheet::Position;

/// What becomes of somebody, a code or a department of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Choice {
    /// A number of Loket: personeelsnummer, component or verdelingseenheid.
    Number { number: u32 },
    /// A code of Loket: kostenplaats.
    Code { code: String },
    /// Does not go along, for this reason.
    NotImported { reason: String },
}

/// What each person, code and department of the file is in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    /// By person as the file names them. Who is not in it has the number of the file.
    #[serde(default)]
    pub people: BTreeMap<String, Choice>,
    /// By code, or head of the column.
    #[serde(default)]
    pub codes: BTreeMap<String, Choice>,
    /// By department; empty where verdelingseenheden are not used.
    #[serde(default)]
    pub departments: BTreeMap<String, Choice>,
    /// By ploeg as the file names it. Which is not in it is the number that it says, 1 to 15; without a name it is 1.
    #[serde(default)]
    pub shifts: BTreeMap<String, Choice>,
    /// Whether the file has a column for verdelingseenheid.
    #[serde(default)]
    pub distribution_units: bool,
    /// Whether departments are kostenplaatsen. The file has no column for them: only what is sent straight to Loket does.
    #[serde(default)]
    pub cost_centers: bool,
}

/// Why there is no table yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum NotReady {
    /// Errors and questions are left.
    Findings { errors: usize, questions: usize },
    /// Not a number of Loket, and nobody chose who it is.
    Person { person: String },
    /// No component was chosen.
    Code { code: String },
    /// No verdelingseenheid or kostenplaats was chosen while they are used.
    Department { department: String },
    /// Not a number of a ploeg, and nobody chose which it is.
    Shift { shift: String },
    /// Two people of the file are the same in Loket.
    SamePerson { number: u32, people: Vec<String> },
    /// Together a thousand hours or more, or less than nothing.
    OutOfBounds { person: u32, component: u32 },
    /// There is nothing to upload.
    Nothing,
}

/// A row of the table: a person, with ploeg and verdelingseenheid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadRow {
    pub person: u32,
    /// Ploeg, 1 to 15.
    pub shift: u8,
    pub distribution_unit: Option<u32>,
    /// Code of the kostenplaats. None: that which Loket proposes for the employment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_center: Option<String>,
    /// By component, rounded. What is not in it was not given; zero was.
    pub amounts: BTreeMap<u32, Amount>,
}

/// The table of one administration and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadTable {
    /// Aansluitnummer.
    pub administration: u32,
    /// In ascending order.
    pub components: Vec<u32>,
    pub distribution_units: bool,
    /// Whether the file says in which ploeg the hours are: then Loket's own proposal does not count.
    #[serde(default)]
    pub shifts: bool,
    pub rows: Vec<UploadRow>,
    /// What was rounded.
    pub rounded: Vec<Finding>,
    /// Rows of the file that do not go along, by the reason that was given.
    pub not_imported: BTreeMap<String, usize>,
}

impl UploadTable {
    /// The sum of each component, of what is written.
    pub fn totals(&self) -> BTreeMap<u32, Amount> {
        let mut totals = BTreeMap::new();
        for (component, amount) in self.rows.iter().flat_map(|row| &row.amounts) {
            let total = totals.entry(*component).or_insert(Amount::ZERO);
            *total = total.plus(*amount).unwrap_or(*total);
        }
        totals
    }

    /// The table with each person in the shift that Loket proposes, where the file says none.
    #[must_use]
    pub fn with_shifts(&self, shift_of: impl Fn(u32) -> Option<u8>) -> Self {
        let mut placed = self.clone();
        for row in placed.rows.iter_mut().filter(|row| !self.shifts && row.shift == 1) {
            row.shift = shift_of(row.person).unwrap_or(row.shift);
        }
        placed
    }

    /// Whether its rows say of which kostenplaats they are.
    pub fn uses_cost_centers(&self) -> bool {
        self.rows.iter().any(|row| row.cost_center.is_some())
    }

    /// How many people are in it.
    pub fn people(&self) -> usize {
        self.rows.iter().map(|row| row.person).collect::<BTreeSet<_>>().len()
    }

    /// How many cells of the table hold nothing, which Loket leaves or sets to zero by its layout.
    pub fn empty_cells(&self) -> usize {
        self.rows.iter().map(|row| self.components.len() - row.amounts.len()).sum()
    }
}

/// Makes the table of what was read.
///
/// # Errors
/// All that has to be chosen or put right first.
pub fn table(
    reading: &Reading,
    mapping: &Mapping,
    administration: u32,
    decimals: usize,
) -> Result<UploadTable, Vec<NotReady>> {
    let mut missing = BTreeSet::new();
    let at = |level| reading.findings.iter().filter(|finding| finding.level == level).count();
    let (errors, questions) = (at(Level::Error), at(Level::Question));
    if errors + questions > 0 {
        missing.insert(NotReady::Findings { errors, questions });
    }
    let mut cells = Cells::new();
    let mut names: HashMap<u32, &str> = HashMap::new();
    // Of whom the file has more than one name: hardly ever anybody.
    let mut several: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    let mut not_imported = BTreeMap::new();
    let mut shifts = false;
    for row in reading.sums().filter(|row| row.status == RowStatus::Counts) {
        let person = chosen(&mapping.people, row.person).or_else(|| own_number(row.person).map(Ok));
        let code = chosen(&mapping.codes, row.code);
        let unit = unit_of(mapping, row.department);
        let shift = shift_of(mapping, row.shift);
        shifts |= !row.shift.is_empty();
        let reasons = [
            person.and_then(Result::err),
            code.and_then(Result::err),
            unit.clone().and_then(Result::err),
            shift.and_then(Result::err),
        ];
        if let Some(reason) = reasons.into_iter().flatten().next() {
            *not_imported.entry(reason.to_owned()).or_insert(0) += row.rows;
            continue;
        }
        if person.is_none() {
            missing.insert(NotReady::Person { person: row.person.to_string() });
        }
        if code.is_none() {
            missing.insert(NotReady::Code { code: row.code.to_string() });
        }
        if unit.is_none() {
            missing.insert(NotReady::Department { department: row.department.to_string() });
        }
        if shift.is_none() {
            missing.insert(NotReady::Shift { shift: row.shift.to_string() });
        }
        let (Some(Ok(person)), Some(Ok(code)), Some(Ok(unit)), Some(Ok(shift))) = (person, code, unit, shift)
        else {
            continue;
        };
        let first = *names.entry(person).or_insert(row.person);
        if first != row.person {
            several.entry(person).or_default().extend([first, row.person]);
        }
        let cell =
            cells.entry((person, shift, unit)).or_default().entry(code).or_insert((Amount::ZERO, false));
        cell.0 = cell.0.plus(row.amount).unwrap_or(cell.0);
        cell.1 |= row.is_time;
    }
    for (number, people) in several {
        missing
            .insert(NotReady::SamePerson { number, people: people.into_iter().map(str::to_owned).collect() });
    }
    let (rows, rounded) = rows(cells, decimals, &mut missing);
    if rows.is_empty() {
        missing.insert(NotReady::Nothing);
    }
    if !missing.is_empty() {
        return Err(missing.into_iter().collect());
    }
    let components: BTreeSet<u32> = rows.iter().flat_map(|row| row.amounts.keys().copied()).collect();
    let components = components.into_iter().collect();
    Ok(UploadTable {
        administration,
        components,
        distribution_units: mapping.distribution_units,
        shifts,
        rows,
        rounded,
        not_imported,
    })
}

/// The sum by component of what goes along now, of each person rounded as it is written: also while other rows wait for
/// an answer or a choice.
pub fn counted(reading: &Reading, mapping: &Mapping, decimals: usize) -> BTreeMap<u32, Amount> {
    let mut cells: BTreeMap<(u32, u8, Unit, u32), Amount> = BTreeMap::new();
    for row in reading.sums().filter(|row| row.status == RowStatus::Counts) {
        let person = chosen(&mapping.people, row.person).or_else(|| own_number(row.person).map(Ok));
        let code = chosen(&mapping.codes, row.code);
        let (unit, shift) = (unit_of(mapping, row.department), shift_of(mapping, row.shift));
        let (Some(Ok(person)), Some(Ok(code)), Some(Ok(unit)), Some(Ok(shift))) = (person, code, unit, shift)
        else {
            continue;
        };
        let cell = cells.entry((person, shift, unit, code)).or_insert(Amount::ZERO);
        *cell = cell.plus(row.amount).unwrap_or(*cell);
    }
    let mut totals = BTreeMap::new();
    for ((.., component), amount) in cells {
        let total = totals.entry(component).or_insert(Amount::ZERO);
        *total = total.plus(amount.rounded(decimals)).unwrap_or(*total);
    }
    totals
}

/// The rows that each value of the table comes from, by personnel number and component, in the order of the file.
pub fn source_rows(reading: &Reading, mapping: &Mapping) -> BTreeMap<(u32, u32), Vec<Position>> {
    let mut sources: BTreeMap<(u32, u32), Vec<Position>> = BTreeMap::new();
    for row in reading.rows().filter(|row| row.status == RowStatus::Counts) {
        let person = chosen(&mapping.people, row.person).or_else(|| own_number(row.person).map(Ok));
        let (Some(Ok(person)), Some(Ok(code))) = (person, chosen(&mapping.codes, row.code)) else {
            continue;
        };
        sources.entry((person, code)).or_default().push(row.place());
    }
    sources
}

/// What a department is: verdelingseenheid, kostenplaats or nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    None,
    Distribution(u32),
    CostCenter(String),
}

/// What a department of the file is; or why it does not go along. None when nothing was chosen while departments are used.
fn unit_of<'a>(mapping: &'a Mapping, department: &str) -> Option<Result<Unit, &'a str>> {
    if !mapping.distribution_units && !mapping.cost_centers {
        return Some(Ok(Unit::None));
    }
    match mapping.departments.get(department)? {
        Choice::NotImported { reason } => Some(Err(reason.as_str())),
        Choice::Number { number } => mapping.distribution_units.then_some(Ok(Unit::Distribution(*number))),
        Choice::Code { code } => mapping.cost_centers.then(|| Ok(Unit::CostCenter(code.clone()))),
    }
}

/// In which ploeg the hours are, or why they do not go along: as it was chosen, or the number that stands in the file; without one
/// the first. None when it is no number of a ploeg, and nobody chose.
pub fn shift_of<'a>(mapping: &'a Mapping, shift: &str) -> Option<Result<u8, &'a str>> {
    let number = |number: u32| u8::try_from(number).ok().filter(|number| (1..=15).contains(number));
    match mapping.shifts.get(shift) {
        Some(Choice::NotImported { reason }) => Some(Err(reason.as_str())),
        Some(Choice::Number { number: chosen }) => number(*chosen).map(Ok),
        Some(Choice::Code { .. }) => None,
        None if shift.is_empty() => Some(Ok(1)),
        None => own_shift(shift).map(Ok),
    }
}

/// The number of a ploeg that is known by it: 1 to 15.
pub fn own_shift(shift: &str) -> Option<u8> {
    shift.parse().ok().filter(|number| (1..=15).contains(number))
}

/// Exact amounts by person, ploeg and what the department is, then by component, and whether they are hours.
type Cells = BTreeMap<(u32, u8, Unit), BTreeMap<u32, (Amount, bool)>>;

fn rows(cells: Cells, decimals: usize, missing: &mut BTreeSet<NotReady>) -> (Vec<UploadRow>, Vec<Finding>) {
    let mut rounded = Vec::new();
    let mut rows = Vec::new();
    for ((person, shift, unit), cells) in cells {
        let mut amounts = BTreeMap::new();
        for (component, (exact, is_time)) in cells {
            let amount = exact.rounded(decimals);
            if is_time && (amount.is_negative() || amount >= Amount::whole(1000)) {
                missing.insert(NotReady::OutOfBounds { person, component });
            }
            if amount != exact {
                let written = amount.written(decimals, ',');
                let kind = FindingKind::Rounded {
                    person: person.to_string(),
                    code: component.to_string(),
                    exact,
                    written,
                };
                rounded.push(Finding { level: kind.level(), kind, places: Vec::new() });
            }
            amounts.insert(component, amount);
        }
        let (distribution_unit, cost_center) = match unit {
            Unit::None => (None, None),
            Unit::Distribution(number) => (Some(number), None),
            Unit::CostCenter(code) => (None, Some(code)),
        };
        rows.push(UploadRow { person, shift, distribution_unit, cost_center, amounts });
    }
    (rows, rounded)
}

/// What was chosen: a number, or the reason why it does not go along. None when nothing was.
fn chosen<'a>(choices: &'a BTreeMap<String, Choice>, name: &str) -> Option<Result<u32, &'a str>> {
    match choices.get(name)? {
        Choice::Number { number } => Some(Ok(*number)),
        Choice::NotImported { reason } => Some(Err(reason.as_str())),
        Choice::Code { .. } => None,
    }
}

/// The number of a person who is known by it. Where a number has one contract only, it is of that one.
pub fn own_number(person: &str) -> Option<u32> {
    let number = person.split_once('/').map_or(person, |(number, _)| number);
    number.parse().ok().filter(|number| *number > 0)
}
