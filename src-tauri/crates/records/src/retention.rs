//! Which backups are kept.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::backup::Reason;

/// How many days, weeks and months with a backup keep one.
const DAYS: usize = 12;
const WEEKS: usize = 10;
const MONTHS: usize = 9;
/// How many of those made before a risky step are kept besides: the way back must outlive the day it is missed.
const BEFORE: usize = 3;
/// How many of those that somebody asked for are kept besides: the backup of closing must not take the place of one that
/// was made before a big change.
const ASKED: usize = 3;

/// After how many months backups go, unless a setting says otherwise.
pub(crate) const MOST_MONTHS: u32 = 12;

/// Of those that are kept, the ones that are no older than so many months, in UTC, and the newest of all: what was
/// removed stays in a backup for so long at most.
pub(crate) fn young(
    backups: &[(Timestamp, Reason)],
    kept: BTreeSet<usize>,
    now: Timestamp,
    months: u32,
) -> BTreeSet<usize> {
    let span = Span::new().try_months(i64::from(months));
    let limit = span.and_then(|span| now.to_zoned(TimeZone::UTC).checked_sub(span));
    let Ok(limit) = limit.map(|limit| limit.timestamp()) else { return kept };
    let newest = (0..backups.len()).max_by_key(|&number| (backups[number].0, number));
    kept.into_iter().filter(|&number| backups[number].0 >= limit || Some(number) == newest).collect()
}

/// Which of these backups are kept, by their place in the list: the newest of each of the last 12 days, 10 weeks
/// (Monday to Sunday) and 9 months that have one, in UTC, and the last three made before a migration or a restore,
/// and the last three that were asked for.
pub fn kept(backups: &[(Timestamp, Reason)]) -> BTreeSet<usize> {
    let mut newest_first: Vec<usize> = (0..backups.len()).collect();
    newest_first.sort_by_key(|&number| std::cmp::Reverse((backups[number].0, number)));
    let day = |number: usize| backups[number].0.to_zoned(TimeZone::UTC).date();
    let mut kept = BTreeSet::new();
    kept.extend(newest_of_each(&newest_first, DAYS, day));
    kept.extend(newest_of_each(&newest_first, WEEKS, |number| week(day(number))));
    kept.extend(newest_of_each(&newest_first, MONTHS, |number| day(number).first_of_month()));
    let made = |reasons: &'static [Reason]| {
        newest_first.iter().copied().filter(move |&number| reasons.contains(&backups[number].1))
    };
    kept.extend(made(&[Reason::BeforeMigration, Reason::BeforeRestore]).take(BEFORE));
    kept.extend(made(&[Reason::Asked]).take(ASKED));
    kept
}

fn week(day: Date) -> (i16, i8) {
    let week = day.iso_week_date();
    (week.year(), week.week())
}

fn newest_of_each<P: PartialEq>(
    newest_first: &[usize],
    most: usize,
    period: impl Fn(usize) -> P,
) -> Vec<usize> {
    let mut found: Vec<usize> = vec![];
    for &number in newest_first {
        let new = found.last().is_none_or(|&last| period(last) != period(number));
        if new && found.len() < most {
            found.push(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    fn at(hours: i64) -> Timestamp {
        let start: Timestamp = "2024-01-01T00:00:00Z".parse().unwrap();
        start + SignedDuration::from_hours(hours)
    }

    fn reason() -> impl Strategy<Value = Reason> {
        prop_oneof![
            4 => Just(Reason::Daily),
            2 => Just(Reason::Closing),
            1 => Just(Reason::BeforeRestore),
            1 => Just(Reason::Asked),
        ]
    }

    fn backups() -> impl Strategy<Value = Vec<(Timestamp, Reason)>> {
        prop::collection::vec(((0..20_000_i64).prop_map(at), reason()), 0..200)
    }

    proptest! {
        #[test]
        fn keeps_the_newest_and_not_too_many(backups in backups()) {
            let kept = kept(&backups);
            prop_assert!(kept.len() <= DAYS + WEEKS + MONTHS + BEFORE + ASKED);
            let newest = backups.iter().map(|(at, _)| at).max();
            prop_assert_eq!(kept.iter().map(|&number| &backups[number].0).max(), newest);
        }

        #[test]
        fn keeps_the_same_when_asked_again(backups in backups()) {
            let once: Vec<_> = kept(&backups).into_iter().map(|number| backups[number]).collect();
            prop_assert_eq!(kept(&once).len(), once.len());
        }

        #[test]
        fn keeps_one_of_each_recent_day(backups in backups()) {
            let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
            let days: BTreeSet<_> = backups.iter().map(|(at, _)| day(*at)).collect();
            let kept = kept(&backups);
            for recent in days.iter().rev().take(DAYS) {
                let newest = backups.iter().map(|(at, _)| *at).filter(|at| day(*at) == *recent).max();
                prop_assert!(kept.iter().any(|&number| Some(backups[number].0) == newest));
            }
        }
    }

    #[test]
    fn thinned_out_every_day_for_two_years_reaches_back_nine_months() {
        let mut there: Vec<(Timestamp, Reason)> = vec![];
        for day in 0..730 {
            there.push((at(day * 24 + 9), Reason::Daily));
            there.push((at(day * 24 + 17), Reason::Closing));
            there = kept(&there).into_iter().map(|number| there[number]).collect();
        }
        let newest = there.iter().map(|(at, _)| *at).max().unwrap();
        let oldest = there.iter().map(|(at, _)| *at).min().unwrap();
        let days =
            there.iter().filter(|(at, _)| newest.duration_since(*at) < SignedDuration::from_hours(12 * 24));
        assert_eq!(days.count(), DAYS);
        assert!(newest.duration_since(oldest) > SignedDuration::from_hours(240 * 24));
        assert!(there.len() <= DAYS + WEEKS + MONTHS);
    }

    #[test]
    fn what_is_older_than_the_limit_goes_but_never_the_newest() {
        let backups =
            [(at(0), Reason::Daily), (at(24 * 40), Reason::BeforeRestore), (at(24 * 300), Reason::Daily)];
        let all: BTreeSet<usize> = (0..3).collect();
        assert_eq!(young(&backups, all.clone(), at(24 * 310), 12), all);
        assert_eq!(young(&backups, all.clone(), at(24 * 310), 9), [1, 2].into());
        assert_eq!(young(&backups, all.clone(), at(24 * 310), 1), [2].into());
        assert_eq!(young(&backups, all, at(24 * 4_000), 1), [2].into(), "the newest stays");
    }

    #[test]
    fn keeps_what_was_asked_for_when_the_app_closes_later_that_day() {
        assert_eq!(kept(&[(at(9), Reason::Asked), (at(17), Reason::Closing)]), [0, 1].into());
    }

    #[test]
    fn keeps_the_way_back_from_a_restore() {
        let mut backups = vec![(at(0), Reason::BeforeRestore)];
        backups.extend((1..400).map(|day| (at(day * 24), Reason::Daily)));
        assert!(kept(&backups).contains(&0));
    }
}
