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

/// How many findings are looked through before one is looked up.
const RECENT: usize = 8;

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
        let index = self.index(kind);
        self.found[index].places.extend(place);
    }

    fn index(&mut self, kind: FindingKind) -> usize {
        // Rows beside each other mostly have the same findings.
        let recent = (0..self.found.len()).rev().take(RECENT).find(|at| self.found[*at].kind == kind);
        if let Some(known) = recent {
            return known;
        }
        // A kind has no order of its own; what it prints as is as good to find it by.
        *self.known.entry(format!("{kind:?}")).or_insert_with(|| {
            self.found.push(Finding { level: kind.level(), kind, places: Vec::new() });
            self.found.len() - 1
        })
    }

    /// Adds a finding with all its places.
    pub fn add_all(&mut self, kind: FindingKind, places: impl IntoIterator<Item = Position>) {
        let mut places = places.into_iter();
        let Some(first) = places.next() else { return };
        let index = self.index(kind);
        self.found[index].places.push(first);
        self.found[index].places.extend(places);
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
