//! What happened for an employer, over all of its dossiers.

use std::cmp::Reverse;

use serde::Serialize;
use specta::Type;

use super::{Happening, HistoryLine, history};
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
    /// What happened; for a run of checks one of them.
    pub line: HistoryLine,
    /// What a run of checks in Loket found, when it is one.
    pub checks: Option<CheckCounts>,
}

/// How many lines a run of checks looked at, by what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Type)]
pub struct CheckCounts {
    pub met: u32,
    pub failed: u32,
    pub unexpected: u32,
    pub unknown: u32,
}

impl CheckCounts {
    /// One line that was looked at; none when it is no check.
    fn of(line: &HistoryLine) -> Option<Self> {
        let none = Self::default();
        match line.what {
            Happening::CheckMet => Some(Self { met: 1, ..none }),
            Happening::CheckFailed => Some(Self { failed: 1, ..none }),
            Happening::CheckUnexpected => Some(Self { unexpected: 1, ..none }),
            Happening::CheckUnknown => Some(Self { unknown: 1, ..none }),
            _ => None,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            met: self.met + other.met,
            failed: self.failed + other.failed,
            unexpected: self.unexpected + other.unexpected,
            unknown: self.unknown + other.unknown,
        }
    }
}

/// What happened in these dossiers, newest first. What one run of checks found in a dossier is one entry.
pub fn timeline(dossiers: &[DossierContext]) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> = dossiers
        .iter()
        .flat_map(|context| {
            let short = &context.handbook.short;
            let lines = history(context).into_iter();
            merged(lines.map(|line| TimelineEntry {
                dossier: context.dossier.id,
                short: short.clone(),
                checks: CheckCounts::of(&line),
                line,
            }))
        })
        .collect();
    // Ids sort by time, also within a second.
    entries.sort_by_key(|entry| Reverse((entry.line.stamp.at, entry.line.id)));
    entries
}

/// The entries of one dossier with each run of checks as one: a run is written in one go, at one moment.
fn merged(entries: impl Iterator<Item = TimelineEntry>) -> Vec<TimelineEntry> {
    let mut merged: Vec<TimelineEntry> = vec![];
    for entry in entries {
        if let Some(last) = merged.last_mut()
            && let (Some(before), Some(more)) = (last.checks, entry.checks)
            && last.line.stamp == entry.line.stamp
        {
            last.checks = Some(before.and(more));
        } else {
            merged.push(entry);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::stamp::{Actor, Stamp};

    fn entry(nth: u128, what: Happening, at: i64) -> TimelineEntry {
        let actor = Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() };
        let stamp = Stamp { actor, at: Timestamp::from_second(at).unwrap() };
        let line = HistoryLine {
            id: Uuid::from_u128(nth).into(),
            stamp,
            what,
            step: None,
            item: None,
            value: None,
            undone: false,
            clock_back: false,
        };
        let short = Text { nl: "Werkgever".into(), en: "Employer".into() };
        TimelineEntry { dossier: Uuid::nil().into(), short, checks: CheckCounts::of(&line), line }
    }

    #[test]
    fn a_run_of_checks_is_one_entry_and_another_run_is_another() {
        let entries = merged(
            [
                entry(1, Happening::Started, 10),
                entry(2, Happening::CheckMet, 20),
                entry(3, Happening::CheckFailed, 20),
                entry(4, Happening::CheckMet, 20),
                entry(5, Happening::CheckUnknown, 30),
            ]
            .into_iter(),
        );
        let counts: Vec<_> = entries.iter().map(|one| one.checks).collect();
        let first = CheckCounts { met: 2, failed: 1, ..CheckCounts::default() };
        let second = CheckCounts { unknown: 1, ..CheckCounts::default() };
        assert_eq!(counts, [None, Some(first), Some(second)]);
    }
}
