//! What is left to do after Loket was read back.

use std::collections::{BTreeMap, BTreeSet};

use super::{CellResult, ComparedCell, Comparison};
use crate::hours::upload::{UploadRow, UploadTable};

impl Comparison {
    /// The people of the table of whom something is missing or different, while Loket holds something of them in a shift in
    /// which the table has nothing: their hours may stand there.
    pub fn people_in_other_shifts(&self) -> BTreeSet<u32> {
        let of_people = |wanted: &dyn Fn(&ComparedCell) -> bool| -> BTreeSet<u32> {
            self.cells.iter().filter(|cell| wanted(cell)).filter_map(|cell| cell.person).collect()
        };
        let extra = of_people(&|cell| matches!(cell.result, CellResult::Extra { .. }) && cell.shift != 1);
        let wrong = of_people(&|cell| matches!(cell.result, CellResult::Different | CellResult::Missing));
        extra.intersection(&wrong).copied().collect()
    }

    /// The people of the table of whom everything stands in Loket as it was meant.
    pub fn people_as_sent(&self) -> BTreeSet<u32> {
        let differs =
            |cell: &&ComparedCell| matches!(cell.result, CellResult::Different | CellResult::Missing);
        let wrong: BTreeSet<u32> = self.cells.iter().filter(differs).filter_map(|cell| cell.person).collect();
        let in_table = self.cells.iter().filter(|cell| cell.table.is_some());
        in_table.filter_map(|cell| cell.person).filter(|person| !wrong.contains(person)).collect()
    }

    /// The table with only what differs or is missing: overwriting with it puts Loket right, and leaves the rest alone.
    pub fn remaining(&self, table: &UploadTable) -> UploadTable {
        let differs =
            |cell: &&ComparedCell| matches!(cell.result, CellResult::Different | CellResult::Missing);
        let wanted: BTreeSet<_> = self
            .cells
            .iter()
            .filter(differs)
            .map(|cell| {
                (cell.person, cell.shift, cell.distribution_unit, cell.cost_center.as_ref(), cell.component)
            })
            .collect();
        let left = |row: &UploadRow| {
            let mut row = row.clone();
            let (person, shift, unit) = (Some(row.person), row.shift, row.distribution_unit);
            let center = row.cost_center.as_ref();
            row.amounts.retain(|component, _| wanted.contains(&(person, shift, unit, center, *component)));
            row
        };
        let rows: Vec<UploadRow> =
            table.rows.iter().map(left).filter(|row| !row.amounts.is_empty()).collect();
        let components: BTreeSet<u32> = rows.iter().flat_map(|row| row.amounts.keys().copied()).collect();
        UploadTable {
            administration: table.administration,
            components: components.into_iter().collect(),
            distribution_units: table.distribution_units,
            shifts: table.shifts,
            rows,
            rounded: Vec::new(),
            not_imported: BTreeMap::new(),
        }
    }
}
