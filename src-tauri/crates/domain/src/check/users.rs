//! Checks on the coupling user: there, open, and let in where it has to be.

use std::collections::BTreeSet;

use crate::answer::Personal;
use crate::check::Case;
use crate::check::entered::{self, guid};
use crate::check::verdict_builder::VerdictBuilder;
use crate::handbook::Scope;
use crate::reading::{Access, AccessBlock, Source, TeamReading, Unread, UserReading};
use crate::verdict::{Discrepancy, Remark, Unstated, Verdict};

/// An ordinary user, and where it was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct User<'a> {
    pub(super) reading: &'a UserReading,
    pub(super) level: Level,
}

/// Where a user was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Employer,
    /// At the office (AK).
    Office,
}

/// What came of looking for a user.
pub(super) enum Found<'a> {
    There(User<'a>),
    /// No ordinary user has this name.
    Missing,
    /// A list that it can stand in was not read, or holds users without a name; why stands in the basis.
    Unknown,
}

/// Looks for an ordinary user by what `is_meant`, among those made at these levels, in this order.
pub(super) fn find<'a>(
    is_meant: impl Fn(&UserReading) -> bool,
    levels: &[Level],
    case: &Case<'a>,
    builder: &mut VerdictBuilder,
) -> Found<'a> {
    let mut unread = vec![];
    let mut nameless = false;
    for level in levels.iter().copied() {
        let source: &'a Source<Vec<UserReading>> = match level {
            Level::Employer => &case.readings.users,
            Level::Office => &case.readings.office_users,
        };
        if let Err(why) = source.content() {
            unread.push(why);
        }
        let users = builder.glance(source).map(Vec::as_slice).unwrap_or_default();
        if let Some(reading) = users.iter().find(|user| is_meant(user)) {
            return Found::There(User { reading, level });
        }
        nameless |= users.iter().any(|user| user.user_name.is_none());
    }
    if nameless {
        unread.push(Unread::UserNamesMissing);
    }
    if unread.is_empty() {
        return Found::Missing;
    }
    builder.unknowns(unread);
    Found::Unknown
}

/// Whether a user has this user name. Capitals do not tell two of them apart.
pub(super) fn is_called(user: &UserReading, name: &str) -> bool {
    user.user_name.as_deref().is_some_and(|own| own.trim().to_lowercase() == name.trim().to_lowercase())
}

/// The levels at which the coupling user can be made.
pub(super) fn levels(case: &Case<'_>) -> &'static [Level] {
    match case.handbook.scope {
        Scope::Employer => &[Level::Employer, Level::Office],
        Scope::Office => &[Level::Office],
    }
}

/// The coupling user, or the verdict that ends the check: nothing more can be judged.
pub(super) fn coupling_user<'a>(
    case: &Case<'a>,
    mut builder: VerdictBuilder,
) -> Result<(User<'a>, VerdictBuilder), Verdict> {
    let name = match entered::user_name(case) {
        Ok(name) => name,
        Err(why) => {
            builder.unknown(why);
            return Err(builder.verdict(vec![]));
        }
    };
    if entered::is_web_service(case) {
        builder.unknown(Unread::NotOffered);
        return Err(builder.verdict(vec![]));
    }
    match find(|user| is_called(user, &name), levels(case), case, &mut builder) {
        Found::There(user) => Ok((user, builder)),
        Found::Missing => Err(builder.verdict(vec![Discrepancy::NoSuchUser { user_name: name.into() }])),
        Found::Unknown => Err(builder.verdict(vec![])),
    }
}

/// Whether an ordinary user has the name.
pub(super) fn is_standard(case: &Case<'_>) -> Verdict {
    match coupling_user(case, VerdictBuilder::default()) {
        Err(verdict) => verdict,
        Ok((user, mut builder)) => {
            remark_level(user, case, &mut builder);
            let is_web_service = kind(user, &mut builder).unwrap_or(false);
            let user_name = || user.reading.user_name.as_deref().unwrap_or_default().into();
            let discrepancy =
                is_web_service.then(|| Discrepancy::IsWebServiceUser { user_name: user_name() });
            builder.verdict(discrepancy.into_iter().collect())
        }
    }
}

/// Whether a user is a web-service user. Those are made at the office, whose list does not tell kinds apart unless it
/// says so itself; none: it does not, which stands in the basis.
pub(super) fn kind(user: User<'_>, builder: &mut VerdictBuilder) -> Option<bool> {
    let kind = user.reading.is_web_service.or((user.level == Level::Employer).then_some(false));
    if kind.is_none() {
        builder.unknown(Unread::UserKindUnknown);
    }
    kind
}

/// Whether the user may come in.
pub(super) fn is_active(case: &Case<'_>) -> Verdict {
    match coupling_user(case, VerdictBuilder::default()) {
        Err(verdict) => verdict,
        Ok((user, mut builder)) => {
            if user.reading.access == Access::Unstated {
                builder.not_stated(Unstated::Access, vec![named(user.reading)]);
            }
            if user.reading.two_factor.is_none() {
                builder.not_stated(Unstated::SecondFactor, vec![named(user.reading)]);
            }
            let barred = match &user.reading.access {
                Access::Open | Access::Unstated => None,
                Access::Barred { status } => Some(AccessBlock::from_status(status).map_or_else(
                    || Discrepancy::Blocked { status: status.as_str().into() },
                    |by| Discrepancy::Barred { by },
                )),
            };
            let second_factor = (user.reading.two_factor == Some(true)).then_some(Discrepancy::SecondFactor);
            builder.verdict(barred.into_iter().chain(second_factor).collect())
        }
    }
}

/// Whether the user reaches the employer.
pub(super) fn has_employer(case: &Case<'_>) -> Verdict {
    if entered::is_web_service(case) {
        return web_service_has_employer(case);
    }
    let (user, mut builder) = match coupling_user(case, VerdictBuilder::default()) {
        Ok(found) => found,
        Err(verdict) => return verdict,
    };
    remark_level(user, case, &mut builder);
    if user.reading.several_employers {
        builder.remark(Remark::SeveralEmployers);
    }
    let no_access = user.level == Level::Office
        && teams_here(user.reading, case, &mut builder).is_some_and(|teams| teams.is_empty());
    let department_only = user.reading.department_manager.then_some(Discrepancy::DepartmentOnly);
    builder.verdict(no_access.then_some(Discrepancy::NoAccess).into_iter().chain(department_only).collect())
}

/// A web-service user of the office is not shown, but without any team for the employer it has no way in.
fn web_service_has_employer(case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let employer = builder.take(&case.readings.employer);
    let teams = builder.take(&case.readings.teams);
    let discrepancies = match employer.zip(teams) {
        Some((employer, teams)) if !teams.iter().any(|team| opens(team, &employer.id)) => {
            vec![Discrepancy::NoAccess]
        }
        _ => vec![],
    };
    builder.unknown(Unread::NotOffered);
    builder.verdict(discrepancies)
}

/// Whether the user reaches this employer and no other.
pub(super) fn sees_only_this_employer(case: &Case<'_>) -> Verdict {
    let (user, mut builder) = match coupling_user(case, VerdictBuilder::default()) {
        Ok(found) => found,
        Err(verdict) => return verdict,
    };
    let mut discrepancies = vec![];
    match user.level {
        Level::Employer if user.reading.several_employers => {
            discrepancies.push(Discrepancy::SeesOthers { employers: None });
        }
        Level::Employer => {}
        Level::Office => {
            if teams_here(user.reading, case, &mut builder).is_some_and(|teams| teams.is_empty()) {
                discrepancies.push(Discrepancy::NoAccess);
            }
            let own = case.readings.employer.content().map(|employer| guid(&employer.id)).ok();
            let reached = reached(user.reading, case).zip(own);
            let others = reached.map_or(0, |(all, own)| all.iter().filter(|one| **one != own).count());
            if others > 0 {
                discrepancies.push(Discrepancy::SeesOthers { employers: u32::try_from(others).ok() });
            }
        }
    }
    builder.verdict(discrepancies)
}

/// The teams through which a user of the office reaches the employer; none when they were not read.
pub(super) fn teams_here<'a>(
    user: &UserReading,
    case: &Case<'a>,
    builder: &mut VerdictBuilder,
) -> Option<Vec<&'a TeamReading>> {
    let employer = builder.take(&case.readings.employer);
    let teams = builder.take(&case.readings.teams);
    let (employer, teams) = employer.zip(teams)?;
    let here = |team: &&TeamReading| holds(team, &user.id) && opens(team, &employer.id);
    Some(teams.iter().filter(here).collect())
}

/// The employers that a user of the office reaches; none when the teams were not read.
pub(super) fn reached(user: &UserReading, case: &Case<'_>) -> Option<BTreeSet<String>> {
    let teams = case.readings.teams.content().ok()?;
    let own = teams.iter().filter(|team| holds(team, &user.id));
    Some(own.flat_map(|team| &team.employers).map(|employer| guid(employer)).collect())
}

fn holds(team: &TeamReading, user: &str) -> bool {
    team.users.iter().any(|one| guid(one) == guid(user))
}

fn opens(team: &TeamReading, employer: &str) -> bool {
    team.employers.iter().any(|one| guid(one) == guid(employer))
}

pub(super) fn remark_level(user: User<'_>, case: &Case<'_>, builder: &mut VerdictBuilder) {
    if user.level == Level::Office
        && let Some(all) = reached(user.reading, case)
    {
        builder.glance(&case.readings.teams);
        builder.remark(Remark::OfficeUser { employers: u32::try_from(all.len()).unwrap_or(u32::MAX) });
    }
}

/// A user as shown: the user name, or else the name.
fn named(user: &UserReading) -> Personal {
    Personal::from(user.user_name.as_deref().unwrap_or(&user.name))
}
