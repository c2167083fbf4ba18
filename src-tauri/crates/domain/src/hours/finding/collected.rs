//! Findings as they are collected: equal ones are one, with all their places.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FindingKind, Level};
use crate::hours::sheet::Position;

/// One finding, with everything in the file that it was found in: 400 equal ones are one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    #[serde(flatten)]
    pub kind: FindingKind,
    pub level: Level,
    pub places: Vec<Position>,
}

/// Findings as they are collected, equal ones together.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<Finding>,
    /// Where a kind stands in `found`, by its text.
    known: BTreeMap<String, usize>,
}

impl Findings {
    /// Adds a finding, or a place to one that is equal.
    pub fn add(&mut self, kind: FindingKind, place: Option<Position>) {
        // A kind has no order of its own; what it prints as is as good to find it by.
        let key = format!("{kind:?}");
        let index = *self.known.entry(key).or_insert_with(|| {
            self.found.push(Finding { level: kind.level(), kind, places: Vec::new() });
            self.found.len() - 1
        });
        self.found[index].places.extend(place);
    }

    /// Whether something was found that stops everything.
    pub fn stop_everything(&self) -> bool {
        self.found.iter().any(|finding| finding.kind.stops_everything())
    }

    /// All of them, the most serious first, each with its places in order.
    pub fn finish(mut self) -> Vec<Finding> {
        for finding in &mut self.found {
            finding.places.sort();
            finding.places.dedup();
        }
        self.found.sort_by_key(|finding| finding.level);
        self.found
    }
}
