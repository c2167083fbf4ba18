//! The way out of a file with rows for other runs: they stay behind, and begin a run of their own.

use super::WayOut;
use crate::hours::finding::FindingKind;
use crate::hours::period::Period;
use crate::hours::run::{HoursRunChange, OtherRun, RunContext, administration_of};
use crate::hours::words;
use crate::text::Text;

/// The most choices that stand beside one finding.
const MOST_CHOICES: usize = 12;

/// What can be done about rows of other runs; nothing for any other finding.
pub(super) fn ways_out(kind: &FindingKind, context: &RunContext) -> Vec<WayOut> {
    match kind {
        FindingKind::SeveralPeriods { .. } => vec![split(context, true)],
        FindingKind::OtherPeriod { other, .. } => {
            let other = other.map(|period| in_period(context, period));
            std::iter::once(split(context, true)).chain(other).collect()
        }
        FindingKind::LeftForPeriod { other } => {
            let other = other.map(|period| in_period(context, period));
            other.into_iter().chain([split(context, false)]).collect()
        }
        FindingKind::SeveralAdministrations { administrations } => {
            of_administrations(administrations, context)
        }
        FindingKind::OtherAdministration { administration } => {
            let mut ways = in_administrations(administration, context);
            ways.push(for_this_one(administration));
            ways
        }
        FindingKind::OtherEmployer { administration } => {
            let elsewhere = context.elsewhere.iter().map(|(other, employer)| of_employer(other, employer));
            elsewhere.chain([for_this_one(administration)]).collect()
        }
        FindingKind::LeftForAdministration { administration } => {
            let mut ways = in_administrations(administration, context);
            ways.push(WayOut::Change {
                text: words::option("noAdministration", &[]),
                change: Box::new(HoursRunChange::ChooseAdministration { own: None }),
            });
            ways
        }
        _ => vec![],
    }
}

/// Rows of other periods stay behind for runs of their own, or no longer.
fn split(context: &RunContext, split: bool) -> WayOut {
    let period = words::both(|language| words::period(context.run.period, language));
    let text = words::option_with(if split { "split" } else { "notSplit" }, &[("period", &period)]);
    WayOut::Change { text, change: Box::new(HoursRunChange::SplitPeriods { split }) }
}

/// The run of the same administration for another period.
fn in_period(context: &RunContext, period: Period) -> WayOut {
    let name = words::both(|language| words::period(period, language));
    in_run(&OtherRun::of(context, context.run.administration, period), &name)
}

/// Which administration of the file the run is for: that which is called so first.
fn of_administrations(administrations: &[(String, usize)], context: &RunContext) -> Vec<WayOut> {
    let is_own = |name: &str| administration_of(&context.employer, name) == Some(context.run.administration);
    let mut names: Vec<&str> = administrations.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_by_key(|name| !is_own(name));
    let known = names.first().is_some_and(|name| is_own(name));
    let change = |name: &str| WayOut::Change {
        text: words::option("ownAdministration", &[("name", name)]),
        change: Box::new(HoursRunChange::ChooseAdministration { own: Some(name.to_owned()) }),
    };
    // Where one is called as this one, the others are not.
    names.into_iter().take(if known { 1 } else { MOST_CHOICES }).map(change).collect()
}

/// Rows of what the file calls so are for this run all the same.
fn for_this_one(written: &str) -> WayOut {
    WayOut::Change {
        text: words::option("forThisOne", &[("name", written)]),
        change: Box::new(HoursRunChange::ChooseAdministration { own: Some(written.to_owned()) }),
    }
}

/// The runs of the same period for another administration.
fn in_administrations(written: &str, context: &RunContext) -> Vec<WayOut> {
    let others = OtherRun::of_administration(context, written).into_iter().take(MOST_CHOICES);
    others
        .map(|other| {
            let number = other.administration.to_string();
            let name = words::option("administration", &[("number", &number)]);
            in_run(&other, &name)
        })
        .collect()
}

/// The run of another employer.
fn of_employer(other: &OtherRun, employer: &str) -> WayOut {
    let number = other.administration.to_string();
    in_run(other, &words::option("administrationOf", &[("number", &number), ("employer", employer)]))
}

fn in_run(other: &OtherRun, name: &Text) -> WayOut {
    let text = match other.there {
        None => "otherRun",
        Some((_, false)) => "otherRunFile",
        Some((_, true)) => "otherRunThere",
    };
    let text = words::option_with(text, &[("name", name)]);
    let OtherRun { employer, administration, period, .. } = *other;
    WayOut::OtherRun { text, employer, administration, period }
}
