//! Totals of Loket, typed by hand, held against those of the table: for who works without a connection.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::hours::exact::Amount;

/// How a total stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TotalResult {
    Equal,
    Different,
    /// In the table, and nobody typed what Loket says: unknown.
    NotTyped,
    /// Typed, and the table has no such component.
    NotInTable,
}

/// The total of a component on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparedTotal {
    pub component: u32,
    #[specta(type = Option<String>)]
    pub table: Option<Amount>,
    /// As typed from a screen or list of Loket.
    #[specta(type = Option<String>)]
    pub typed: Option<Amount>,
    pub result: TotalResult,
}

/// Holds totals by component that were typed from Loket against those of the table, in ascending order.
pub fn compare_totals(table: &BTreeMap<u32, Amount>, typed: &BTreeMap<u32, Amount>) -> Vec<ComparedTotal> {
    let components: BTreeSet<u32> = table.keys().chain(typed.keys()).copied().collect();
    let compared = components.into_iter().map(|component| {
        let (table, typed) = (table.get(&component).copied(), typed.get(&component).copied());
        let result = match (table, typed) {
            (Some(table), Some(typed)) if table == typed => TotalResult::Equal,
            (Some(_), Some(_)) => TotalResult::Different,
            (Some(_), None) => TotalResult::NotTyped,
            (None, _) => TotalResult::NotInTable,
        };
        ComparedTotal { component, table, typed, result }
    });
    compared.collect()
}
