//! What happened for an employer, over all of its dossiers.

use std::cmp::Reverse;

use serde::Serialize;
use specta::Type;

use super::{HistoryEntry, entries, history};
use crate::context::DossierContext;
use crate::id::DossierId;
use crate::text::Text;

/// What happened for an employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Timeline {
    /// Newest first.
    pub entries: Vec<TimelineEntry>,
    /// How many dossiers could not be read: what happened in those is not in it.
    pub unreadable: u32,
}

/// Something that happened in one of its dossiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TimelineEntry {
    pub dossier: DossierId,
    /// The handbook, in a word or two.
    pub short: Text,
    pub entry: HistoryEntry,
}

/// What happened in these dossiers, newest first. What one run of checks found in a dossier is one entry.
pub fn timeline(dossiers: &[DossierContext]) -> Vec<TimelineEntry> {
    let mut all: Vec<TimelineEntry> = vec![];
    for context in dossiers {
        let (dossier, short) = (context.dossier.id, &context.handbook.short);
        let entries = entries(&history(context))
            .map(|entry| TimelineEntry { dossier, short: short.clone(), entry })
            .collect::<Vec<_>>();
        all.extend(entries);
    }
    // Ids sort by time, also within a second.
    all.sort_by_key(|entry| Reverse((entry.entry.line.stamp.at, entry.entry.line.id)));
    all
}
