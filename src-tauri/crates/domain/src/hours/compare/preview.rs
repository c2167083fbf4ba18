//! What sending a table would change, before anything is sent.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Allowance, CellResult, HoursTable, StoredValue, compare};
use crate::hours::exact::Amount;

/// What happens with a value that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UploadAction {
    /// Overschrijven.
    Overwrite,
    /// Optellen.
    AddUp,
}

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PreviewChange {
    New,
    Changed,
    /// It is so already.
    Same,
    /// Not in the table: it stays as it is.
    LeftAlone,
}

/// One value of Loket, now and afterwards. Not a [`ComparedCell`](super::ComparedCell), which has the table on the one side and
/// Loket on the other: with Optellen what a value becomes is neither of those, and what is left alone is in no table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "HoursPreviewCell", rename_all = "camelCase")]
pub struct PreviewCell {
    /// Personnel number of the table. None: somebody who is not in it.
    pub person: Option<u32>,
    /// Name as Loket prints it; empty where it has no value of this person.
    pub name: String,
    pub shift: u8,
    pub distribution_unit: Option<u32>,
    /// Code of the kostenplaats, where the table uses them.
    pub cost_center: Option<String>,
    pub component: u32,
    #[specta(type = Option<String>)]
    pub now: Option<Amount>,
    #[specta(type = Option<String>)]
    pub becomes: Option<Amount>,
    pub change: PreviewChange,
    /// What stands beside it in another record of the same person: under another kostenplaats, kostendrager or
    /// verdelingseenheid. It stays, and counts as well.
    #[specta(type = Option<String>)]
    pub elsewhere: Option<Amount>,
    /// Of a component that is a Toeslag too: what the value does with it now.
    pub allowance: Option<Allowance>,
    /// What it will do with it.
    pub allowance_becomes: Option<Allowance>,
}

/// What sending a table would change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename = "HoursChanges", rename_all = "camelCase")]
pub struct Preview {
    /// By person, then component; who is not in the table comes last.
    pub cells: Vec<PreviewCell>,
    /// Personnel numbers of the table that are nobody in Loket in this period, or several.
    pub unknown: Vec<u32>,
}

impl Preview {
    /// How many values become what.
    pub fn counts(&self) -> BTreeMap<PreviewChange, u32> {
        let mut counts = BTreeMap::new();
        for cell in &self.cells {
            *counts.entry(cell.change).or_default() += 1;
        }
        counts
    }

    /// Whether anything would change.
    pub fn changes_anything(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell.change, PreviewChange::New | PreviewChange::Changed))
    }
}

/// What sending a table would change in what Loket holds now.
pub fn preview(hours: HoursTable<'_>, stored: &[StoredValue], action: UploadAction) -> Preview {
    let HoursTable { table, employments, allowances } = hours;
    let (addressed, elsewhere): (Vec<StoredValue>, Vec<StoredValue>) =
        stored.iter().cloned().partition(|one| one.addressed);
    let cells = compare(hours, &addressed, None).cells.into_iter().map(|cell| {
        let becomes = match (cell.table, cell.loket, action) {
            (Some(table), Some(now), UploadAction::AddUp) => now.plus(table),
            (Some(table), _, _) => Some(table),
            (None, now, _) => now,
        };
        let change = match cell.result {
            CellResult::Extra { .. } => PreviewChange::LeftAlone,
            CellResult::Missing => PreviewChange::New,
            // What does something else with the Toeslag changes too, though its number does not.
            CellResult::Equal if becomes == cell.loket => PreviewChange::Same,
            CellResult::Different if action == UploadAction::AddUp && becomes == cell.loket => {
                PreviewChange::Same
            }
            _ => PreviewChange::Changed,
        };
        let of_cell = elsewhere.iter().filter(|one| {
            cell.table.is_some()
                && Some(&one.employment) == cell.employment.as_ref()
                && one.component == cell.component
        });
        let mut of_cell = of_cell.map(|one| one.value).peekable();
        let elsewhere = of_cell.peek().is_some().then(|| of_cell.sum::<Option<Amount>>()).flatten();
        PreviewCell {
            person: cell.person,
            name: cell.name,
            shift: cell.shift,
            distribution_unit: cell.distribution_unit,
            cost_center: cell.cost_center,
            component: cell.component,
            now: cell.loket,
            becomes,
            change,
            elsewhere,
            allowance: cell.allowance,
            allowance_becomes: if cell.table.is_some() {
                let chosen = allowances.get(&cell.component);
                chosen.map(|added| if *added { Allowance::Added } else { Allowance::Replaced })
            } else {
                cell.allowance
            },
        }
    });
    let unknown: BTreeSet<u32> = table.rows.iter().map(|row| row.person).collect();
    let unknown = unknown.into_iter().filter(|person| !employments.by_number.contains_key(person));
    Preview { cells: cells.collect(), unknown: unknown.collect() }
}
