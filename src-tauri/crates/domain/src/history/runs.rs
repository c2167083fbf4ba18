//! The history with each run of checks in Loket as one entry.

use serde::Serialize;
use specta::Type;

use super::{Happening, HistoryLine};

/// An entry of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HistoryEntry {
    /// What happened; for a run of checks the first of them.
    #[serde(flatten)]
    pub line: HistoryLine,
    /// The run of checks that it is; none: it is something else.
    pub checks: Option<CheckRun>,
}

/// Checks in Loket that were made in one go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CheckRun {
    pub counts: CheckCounts,
    /// Each check, in the order in which they were made. Never empty.
    pub lines: Vec<HistoryLine>,
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

/// The entries of lines that are in the order of the chain: a run of checks is written in one go, at one moment. A check
/// that was undone is not counted among those that hold.
pub fn entries(lines: &[HistoryLine]) -> impl DoubleEndedIterator<Item = HistoryEntry> {
    let of_one_run = |before: &HistoryLine, line: &HistoryLine| {
        before.stamp == line.stamp
            && before.undone == line.undone
            && CheckCounts::of(before).is_some()
            && CheckCounts::of(line).is_some()
    };
    lines.chunk_by(of_one_run).filter_map(|run| {
        let counts = run.iter().filter_map(CheckCounts::of).reduce(CheckCounts::and);
        let checks = counts.map(|counts| CheckRun { counts, lines: run.to_vec() });
        Some(HistoryEntry { line: run.first()?.clone(), checks })
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::record_words;
    use crate::stamp::{Actor, Stamp};
    use crate::text::{Language, Text};

    fn line(nth: u128, what: Happening, at: i64) -> HistoryLine {
        let actor = Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() };
        let words = format!("Regel {nth}");
        HistoryLine {
            id: Uuid::from_u128(nth).into(),
            stamp: Stamp { actor, at: Timestamp::from_second(at).unwrap() },
            what,
            step: None,
            item: Some(Text { nl: words.clone(), en: words }),
            value: None,
            undone: false,
            clock_back: false,
        }
    }

    #[test]
    fn a_run_of_checks_is_one_entry_and_another_run_is_another() {
        let lines = [
            line(1, Happening::Started, 10),
            line(2, Happening::CheckMet, 20),
            line(3, Happening::CheckFailed, 20),
            line(4, Happening::CheckMet, 20),
            line(5, Happening::CheckUnknown, 30),
        ];
        let entries: Vec<_> = entries(&lines).collect();
        let counts: Vec<_> = entries.iter().map(|one| one.checks.as_ref().map(|run| run.counts)).collect();
        let first = CheckCounts { met: 2, failed: 1, ..CheckCounts::default() };
        let second = CheckCounts { unknown: 1, ..CheckCounts::default() };
        assert_eq!(counts, [None, Some(first), Some(second)]);
        let run = entries[1].checks.as_ref().unwrap();
        assert_eq!(run.lines, lines[1..4], "nothing of it is lost");
        let newest_first: Vec<_> = super::entries(&lines).rev().collect();
        assert_eq!(newest_first.into_iter().rev().collect::<Vec<_>>(), entries);
    }

    #[test]
    fn a_check_that_was_undone_stands_beside_the_run_that_it_was_in() {
        let undone = HistoryLine { undone: true, ..line(3, Happening::CheckFailed, 20) };
        let lines = [line(1, Happening::CheckMet, 20), line(2, Happening::CheckMet, 20), undone.clone()];
        let entries: Vec<_> = entries(&lines).collect();
        let counts: Vec<_> = entries.iter().map(|one| one.checks.as_ref().unwrap().counts).collect();
        assert_eq!(
            counts,
            [
                CheckCounts { met: 2, ..CheckCounts::default() },
                CheckCounts { failed: 1, ..CheckCounts::default() }
            ]
        );
        assert_eq!(entries[1].line, undone);
    }

    #[test]
    fn a_run_says_how_many_were_in_order_and_names_those_that_were_not() {
        let lines = [
            line(1, Happening::CheckMet, 20),
            line(2, Happening::CheckMet, 20),
            line(3, Happening::CheckFailed, 20),
            line(4, Happening::CheckUnexpected, 20),
            line(5, Happening::CheckUnknown, 20),
            line(6, Happening::CheckFailed, 30),
        ];
        let said = |language| {
            let said = entries(&lines).map(|entry| record_words::entry(&entry, language));
            said.collect::<Vec<_>>()
        };
        assert_eq!(
            said(Language::Nl),
            [
                "Gecontroleerd in Loket: 2 in orde, 1 niet in orde (Regel 3), 1 om op te letten (Regel 4), \
                 1 niet te controleren",
                "Gecontroleerd in Loket, klopt niet: Regel 6"
            ]
        );
        assert_eq!(
            said(Language::En)[0],
            "Checked in Loket: 2 in order, 1 not in order (Regel 3), 1 to look at (Regel 4), \
             1 could not be checked"
        );
    }
}
