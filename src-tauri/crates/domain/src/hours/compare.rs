//! Period data of Loket held against the upload table: what will change, and, read back, whether it is as it was meant.

mod preview;
mod remaining;
#[cfg(test)]
mod tests;
mod totals;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use specta::Type;

use super::exact::Amount;
use super::known::KnownEmployment;
use super::period::Period;
use super::upload::UploadTable;

pub use preview::{Preview, PreviewCell, PreviewChange, UploadAction, preview};
pub use totals::{ComparedTotal, TotalResult, compare_totals};

/// A value of an employment in a period, as Loket holds it. It identifies somebody and says what he worked: in memory only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredValue {
    /// Loket's GUID of the employment.
    pub employment: String,
    /// Name as Loket prints it.
    pub name: String,
    /// Ploeg.
    pub shift: u8,
    /// Code of the verdelingseenheid. None: Loket leaves it empty.
    pub distribution_unit: Option<u32>,
    /// Code of the kostenplaats. None: Loket leaves it empty.
    pub cost_center: Option<String>,
    /// Component code.
    pub component: u32,
    pub value: Amount,
    /// Of a component that is a Toeslag too: whether the value is added to it (true) or replaces it (false). None: Loket
    /// leaves it empty.
    pub supplement: Option<bool>,
    /// Whether the component is a Toeslag too. None: Loket leaves it empty.
    pub is_allowance: Option<bool>,
    /// Whether it stands where this program would send to. Another kostenplaats, kostendrager or verdelingseenheid is another
    /// record, which stays beside what is sent.
    pub addressed: bool,
}

/// Whom the people of a table are in Loket: personnel number of the table to GUID of the employment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Employments {
    pub by_number: BTreeMap<u32, String>,
    /// Numbers of which the period has several employments: which is meant has to be chosen.
    pub several: BTreeSet<u32>,
}

impl Employments {
    /// The employments in force in a period, by the number that the file holds. One of which Loket does not say since when
    /// counts: it may be in force.
    pub fn of(
        known: &[KnownEmployment],
        period: Period,
        number: impl Fn(&KnownEmployment) -> Option<u32>,
    ) -> Self {
        let mut found = Self::default();
        for employment in known.iter().filter(|one| one.in_force_in(period) != Some(false)) {
            let Some(number) = number(employment) else { continue };
            if found.by_number.insert(number, employment.id.clone()).is_some() {
                found.several.insert(number);
            }
        }
        found.by_number.retain(|number, _| !found.several.contains(number));
        found
    }

    fn number_of(&self) -> BTreeMap<&str, u32> {
        self.by_number.iter().map(|(number, employment)| (employment.as_str(), *number)).collect()
    }
}

/// Hours as they are meant to stand in Loket.
#[derive(Debug, Clone, Copy)]
pub struct HoursTable<'t> {
    pub table: &'t UploadTable,
    pub employments: &'t Employments,
    /// Of components that are a Toeslag too: whether the hours are added to it (true) or take its place (false). Nothing
    /// is said of one that is not in it.
    pub allowances: &'t BTreeMap<u32, bool>,
}

/// How a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum CellResult {
    Equal,
    /// Both have a value, and not the same; or it does something else with the Toeslag than was meant.
    Different,
    /// In the table and not in Loket.
    Missing,
    /// In Loket and not in the table.
    Extra {
        reason: ExtraReason,
    },
}

/// Why Loket holds a value that the table does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ExtraReason {
    /// It was there before, and was left alone.
    WasThere,
    /// Everybody in the period has a value of it, and the table has no column for it: Automatische processen in Loket
    /// fill it in.
    AutomaticProcesses,
    /// Nothing explains it.
    Unexplained,
}

/// What a value does with the Toeslag of the same component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Allowance {
    /// Comes on top of it.
    Added,
    /// Takes its place.
    Replaced,
    /// Loket does not tell.
    NotStated,
}

/// One value, with both sides of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ComparedCell {
    /// Personnel number of the table. None: somebody who is not in it.
    pub person: Option<u32>,
    /// Loket's GUID of the employment. None: Loket has no such person in the period, or several.
    pub employment: Option<String>,
    /// Name as Loket prints it; empty where it has no value of this person.
    pub name: String,
    pub shift: u8,
    /// Only where the table uses them; otherwise all of them are added up.
    pub distribution_unit: Option<u32>,
    /// Code of the kostenplaats; also only where the table uses them.
    pub cost_center: Option<String>,
    pub component: u32,
    pub table: Option<Amount>,
    pub loket: Option<Amount>,
    pub result: CellResult,
    /// Of a component that is a Toeslag too.
    pub allowance: Option<Allowance>,
}

/// How many values stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparisonCounts {
    pub equal: u32,
    pub different: u32,
    pub missing: u32,
    /// Of these, `unexplained` have no reason.
    pub extra: u32,
    pub unexplained: u32,
}

/// A table and what Loket holds, value by value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// By person, then component; who is not in the table comes last.
    pub cells: Vec<ComparedCell>,
}

/// Person or employment, shift, unit and cost centre where used, component: what values are compared by.
type Key = (String, u8, Option<u32>, Option<String>, u32);

/// Holds a table against what Loket holds. `before` is what Loket held before the table was sent, where that is known.
pub fn compare(hours: HoursTable<'_>, stored: &[StoredValue], before: Option<&[StoredValue]>) -> Comparison {
    let HoursTable { table, employments, allowances } = hours;
    let numbers = employments.number_of();
    let by = KeyedBy::of(table);
    let stored_cells = cells_of(by, stored);
    let before = before.map(|before| cells_of(by, before));
    let automatic = automatic_components(table, stored);
    let mut cells = Vec::new();
    let mut seen: BTreeSet<Key> = BTreeSet::new();
    for row in &table.rows {
        let employment = employments.by_number.get(&row.person);
        for (component, amount) in &row.amounts {
            let center = row.cost_center.as_ref();
            let key = employment.map(|id| by.key(id, row.shift, row.distribution_unit, center, *component));
            let found = key.as_ref().and_then(|key| stored_cells.get(key));
            let loket = found.map(|cell| cell.value);
            seen.extend(key);
            cells.push(ComparedCell {
                person: Some(row.person),
                employment: employment.cloned(),
                name: found.map(|cell| cell.name.to_owned()).unwrap_or_default(),
                shift: row.shift,
                distribution_unit: row.distribution_unit,
                cost_center: row.cost_center.clone(),
                component: *component,
                table: Some(*amount),
                loket,
                result: match found {
                    Some(cell) if cell.value == *amount && cell.is_meant(allowances.get(component)) => {
                        CellResult::Equal
                    }
                    Some(_) => CellResult::Different,
                    None => CellResult::Missing,
                },
                allowance: found.and_then(|cell| cell.allowance),
            });
        }
    }
    for (key, cell) in stored_cells.iter().filter(|(key, _)| !seen.contains(*key)) {
        let (employment, shift, distribution_unit, cost_center, component) = key;
        let was = before.as_ref().and_then(|before| before.get(key)).map(|cell| cell.value);
        let reason = if was == Some(cell.value) {
            ExtraReason::WasThere
        } else if automatic.contains(component) {
            ExtraReason::AutomaticProcesses
        } else {
            ExtraReason::Unexplained
        };
        cells.push(ComparedCell {
            person: numbers.get(employment.as_str()).copied(),
            employment: Some(employment.clone()),
            name: cell.name.to_owned(),
            shift: *shift,
            distribution_unit: *distribution_unit,
            cost_center: cost_center.clone(),
            component: *component,
            table: None,
            loket: Some(cell.value),
            result: CellResult::Extra { reason },
            allowance: cell.allowance,
        });
    }
    cells.sort_by(|one, other| {
        let order = |cell: &ComparedCell| {
            (cell.person.is_none(), cell.person, cell.component, cell.shift, cell.distribution_unit)
        };
        let centers = || one.cost_center.cmp(&other.cost_center);
        order(one).cmp(&order(other)).then_with(centers).then_with(|| one.employment.cmp(&other.employment))
    });
    Comparison { cells }
}

/// What Loket holds under one key.
struct StoredCell<'a> {
    name: &'a str,
    value: Amount,
    allowance: Option<Allowance>,
}

impl StoredCell<'_> {
    /// Whether it does with the Toeslag what was meant. What Loket leaves empty takes its place, as what is not said to be
    /// added does.
    fn is_meant(&self, added: Option<&bool>) -> bool {
        added.is_none_or(|added| *added == (self.allowance == Some(Allowance::Added)))
    }
}

fn cells_of(by: KeyedBy, stored: &[StoredValue]) -> BTreeMap<Key, StoredCell<'_>> {
    let mut cells: BTreeMap<Key, StoredCell<'_>> = BTreeMap::new();
    for one in stored {
        let center = one.cost_center.as_ref();
        let key = by.key(&one.employment, one.shift, one.distribution_unit, center, one.component);
        let empty = StoredCell { name: &one.name, value: Amount::ZERO, allowance: None };
        let cell = cells.entry(key).or_insert(empty);
        // Amounts are read within bounds that no number of them can add up beyond.
        cell.value = cell.value.plus(one.value).unwrap_or(cell.value);
        cell.allowance = cell.allowance.or(one.allowance());
    }
    cells
}

/// Which of unit and cost centre a table tells apart; of the others all are added up.
#[derive(Debug, Clone, Copy)]
struct KeyedBy {
    units: bool,
    cost_centers: bool,
}

impl KeyedBy {
    fn of(table: &UploadTable) -> Self {
        Self { units: table.distribution_units, cost_centers: table.uses_cost_centers() }
    }

    fn key(
        self,
        employment: &str,
        shift: u8,
        unit: Option<u32>,
        center: Option<&String>,
        component: u32,
    ) -> Key {
        let center = center.filter(|_| self.cost_centers).cloned();
        (employment.to_owned(), shift, unit.filter(|_| self.units), center, component)
    }
}

/// Components that the table has no column for, and of which everybody in the period has a value.
fn automatic_components(table: &UploadTable, stored: &[StoredValue]) -> BTreeSet<u32> {
    let people: BTreeSet<&str> = stored.iter().map(|one| one.employment.as_str()).collect();
    let mut holders: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for one in stored.iter().filter(|one| !table.components.contains(&one.component)) {
        holders.entry(one.component).or_default().insert(&one.employment);
    }
    // Of one person alone, everybody says nothing.
    let everybody = holders.into_iter().filter(|(_, who)| who.len() > 1 && who.len() == people.len());
    everybody.map(|(component, _)| component).collect()
}

impl StoredValue {
    fn allowance(&self) -> Option<Allowance> {
        (self.is_allowance == Some(true)).then_some(match self.supplement {
            Some(true) => Allowance::Added,
            Some(false) => Allowance::Replaced,
            None => Allowance::NotStated,
        })
    }
}

impl Comparison {
    /// How many values stand how.
    pub fn counts(&self) -> ComparisonCounts {
        let mut counts = ComparisonCounts::default();
        for cell in &self.cells {
            match cell.result {
                CellResult::Equal => counts.equal += 1,
                CellResult::Different => counts.different += 1,
                CellResult::Missing => counts.missing += 1,
                CellResult::Extra { reason } => {
                    counts.extra += 1;
                    counts.unexplained += u32::from(reason == ExtraReason::Unexplained);
                }
            }
        }
        counts
    }

    /// Whether everything in the table stands in Loket as it was meant. What Loket holds beside it is not looked at.
    pub fn is_as_sent(&self) -> bool {
        let counts = self.counts();
        counts.different == 0 && counts.missing == 0
    }

    /// The sums of both sides by component, of what the table holds and what Loket holds of these people and others.
    pub fn totals(&self) -> BTreeMap<u32, (Amount, Amount)> {
        let mut totals: BTreeMap<u32, (Amount, Amount)> = BTreeMap::new();
        for cell in &self.cells {
            let total = totals.entry(cell.component).or_insert((Amount::ZERO, Amount::ZERO));
            total.0 = cell.table.and_then(|one| total.0.plus(one)).unwrap_or(total.0);
            total.1 = cell.loket.and_then(|one| total.1.plus(one)).unwrap_or(total.1);
        }
        totals
    }
}
