//! Findings with their places and the people they are about.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::ways_out::ways_out;
use super::{Acknowledged, FindingView, PlaceView, number};
use crate::hours::finding::Finding;
use crate::hours::run::RunContext;
use crate::hours::sheet::{Position, column_letters};
use crate::hours::words;

/// The most places that go to the page.
pub(super) const MOST_PLACES: usize = 200;
/// The most people that are named with a finding.
const MOST_PEOPLE: usize = 20;

/// Names a finding for as long as it is found in the same places of the same file: a digest, which says nothing of what
/// is in the file.
pub fn key(finding: &Finding, sha256: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(sha256);
    hash.update(serde_json::to_string(&finding.kind).unwrap_or_default());
    let mut places = String::new();
    for place in &finding.places {
        // Writing to text never fails. Plain pieces, since a finding can have a hundred thousand places.
        places.push('\n');
        places.push_str(&place.sheet);
        let _ = write!(places, "!{}:", place.row);
        match place.column {
            Some(column) => drop(write!(places, "Some({column})")),
            None => places.push_str("None"),
        }
    }
    hash.update(&places);
    format!("{:x}", hash.finalize())
}

pub(super) fn finding_view(
    finding: &Finding,
    context: &RunContext,
    sha256: &str,
    person_of: &impl Fn(&Position) -> Option<String>,
) -> FindingView {
    let key = key(finding, sha256);
    let acknowledged = context
        .run
        .acknowledged
        .get(&key)
        .map(|(reason, stamp)| Acknowledged { reason: reason.clone(), stamp: stamp.clone() });
    let kind: &str = (&finding.kind).into();
    let people: BTreeSet<String> =
        finding.places.iter().take(MOST_PLACES).filter_map(person_of).take(MOST_PEOPLE).collect();
    FindingView {
        key,
        kind: kind.to_owned(),
        level: finding.level,
        text: words::both(|language| words::finding(&finding.kind, language)),
        places: places(&finding.places),
        count: number(finding.places.len()),
        people: people.into_iter().collect(),
        ways_out: ways_out(finding, context),
        acknowledged,
    }
}

pub(super) fn places(places: &[Position]) -> Vec<PlaceView> {
    let place = |place: &Position| PlaceView {
        sheet: place.sheet.clone(),
        row: place.row,
        cell: place.column.map(|column| format!("{}{}", column_letters(column), place.row)),
    };
    places.iter().take(MOST_PLACES).map(place).collect()
}
