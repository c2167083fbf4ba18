//! Checks on the coupling user: there, open, let in where it has to be, and nobody else's.

use std::collections::BTreeSet;

use crate::check::Case;
use crate::check::basis::Basis;
use crate::check::entered::{self, guid};
use crate::handbook::Scope;
use crate::reading::{Access, Bar, Source, TeamReading, Unread, UserReading};
use crate::text::Language;
use crate::verdict::{Lack, Remark, Verdict};

/// An ordinary user, and where it was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct User<'a> {
    /// What was read of it.
    pub(super) reading: &'a UserReading,
    /// Where it was made.
    pub(super) level: Level,
}

/// Where a user was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// At the employer.
    Employer,
    /// At the office (AK).
    Office,
}

/// What came of looking for a user.
pub(super) enum Found<'a> {
    /// It is there.
    There(User<'a>),
    /// No ordinary user has this name.
    Missing,
    /// Not every list that it can stand in was read; why stands in the basis.
    Unknown,
}

/// Looks for an ordinary user by what `is_meant`, among those made at these levels, in this order.
pub(super) fn find<'a>(
    is_meant: impl Fn(&UserReading) -> bool,
    levels: &[Level],
    case: &Case<'a>,
    basis: &mut Basis,
) -> Found<'a> {
    let mut unread = vec![];
    for level in levels.iter().copied() {
        let source: &'a Source<Vec<UserReading>> = match level {
            Level::Employer => &case.readings.users,
            Level::Office => &case.readings.office_users,
        };
        if let Err(why) = source.content() {
            unread.push(why);
        }
        let mut users = basis.glance(source).into_iter().flatten();
        if let Some(reading) = users.find(|user| is_meant(user)) {
            return Found::There(User { reading, level });
        }
    }
    if unread.is_empty() {
        return Found::Missing;
    }
    basis.unknowns(unread);
    Found::Unknown
}

/// Whether a user has this user name. Capitals do not tell two of them apart.
pub(super) fn is_called(user: &UserReading, name: &str) -> bool {
    user.user_name.as_deref().is_some_and(|own| own.trim().to_lowercase() == name.trim().to_lowercase())
}

/// The levels at which the coupling user can be made.
fn levels(case: &Case<'_>) -> &'static [Level] {
    match case.handbook.scope {
        Scope::Employer => &[Level::Employer, Level::Office],
        Scope::Office => &[Level::Office],
    }
}

/// The coupling user, or the verdict that ends the check: nothing more can be told.
pub(super) fn coupling_user<'a>(case: &Case<'a>, mut basis: Basis) -> Result<(User<'a>, Basis), Verdict> {
    let name = match entered::user_name(case) {
        Ok(name) => name,
        Err(why) => {
            basis.unknown(why);
            return Err(basis.verdict(vec![]));
        }
    };
    if entered::is_web_service(case) {
        basis.unknown(Unread::NotOffered);
        return Err(basis.verdict(vec![]));
    }
    match find(|user| is_called(user, &name), levels(case), case, &mut basis) {
        Found::There(user) => Ok((user, basis)),
        Found::Missing => Err(basis.verdict(vec![Lack::NoSuchUser { user_name: name }])),
        Found::Unknown => Err(basis.verdict(vec![])),
    }
}

/// Whether an ordinary user has the name.
pub(super) fn is_standard(case: &Case<'_>) -> Verdict {
    match coupling_user(case, Basis::default()) {
        Err(verdict) => verdict,
        Ok((user, mut basis)) => {
            remark_level(user, case, &mut basis);
            remark_second_factor(user, &mut basis);
            basis.verdict(vec![])
        }
    }
}

/// Whether the user may come in.
pub(super) fn is_active(case: &Case<'_>) -> Verdict {
    match coupling_user(case, Basis::default()) {
        Err(verdict) => verdict,
        Ok((user, mut basis)) => {
            remark_second_factor(user, &mut basis);
            basis.verdict(match &user.reading.access {
                Access::Open => vec![],
                Access::Barred { status } => vec![
                    Bar::from_status(status)
                        .map_or_else(|| Lack::Blocked { status: status.clone() }, |by| Lack::Barred { by }),
                ],
            })
        }
    }
}

/// Whether the user reaches the employer.
pub(super) fn has_employer(case: &Case<'_>) -> Verdict {
    if entered::is_web_service(case) {
        return web_service_has_employer(case);
    }
    let (user, mut basis) = match coupling_user(case, Basis::default()) {
        Ok(found) => found,
        Err(verdict) => return verdict,
    };
    remark_level(user, case, &mut basis);
    if user.reading.several_employers {
        basis.remark(Remark::SeveralEmployers);
    }
    if user.reading.department_manager {
        basis.remark(Remark::DepartmentManager);
    }
    let lacks = match user.level {
        Level::Employer => vec![],
        Level::Office => {
            let teams = teams_here(user.reading, case, &mut basis);
            if teams.is_some_and(|teams| teams.is_empty()) { vec![Lack::NoAccess] } else { vec![] }
        }
    };
    basis.verdict(lacks)
}

/// A web-service user of the office is not shown, but without any team for the employer it has no way in.
fn web_service_has_employer(case: &Case<'_>) -> Verdict {
    let mut basis = Basis::default();
    let employer = basis.take(&case.readings.employer);
    let teams = basis.take(&case.readings.teams);
    let lacks = match employer.zip(teams) {
        Some((employer, teams)) if !teams.iter().any(|team| opens(team, &employer.id)) => {
            vec![Lack::NoAccess]
        }
        _ => vec![],
    };
    basis.unknown(Unread::NotOffered);
    basis.verdict(lacks)
}

/// Whether the user reaches this employer and no other.
pub(super) fn sees_only_this_employer(case: &Case<'_>) -> Verdict {
    let (user, mut basis) = match coupling_user(case, Basis::default()) {
        Ok(found) => found,
        Err(verdict) => return verdict,
    };
    let mut lacks = vec![];
    match user.level {
        Level::Employer if user.reading.several_employers => lacks.push(Lack::SeesOthers { employers: None }),
        Level::Employer => {}
        Level::Office => {
            if teams_here(user.reading, case, &mut basis).is_some_and(|teams| teams.is_empty()) {
                lacks.push(Lack::NoAccess);
            }
            let own = case.readings.employer.content().map(|employer| guid(&employer.id)).ok();
            let reached = reached(user.reading, case).zip(own);
            let others = reached.map_or(0, |(all, own)| all.iter().filter(|one| **one != own).count());
            if others > 0 {
                lacks.push(Lack::SeesOthers { employers: u32::try_from(others).ok() });
            }
        }
    }
    basis.verdict(lacks)
}

/// Whether the user serves this coupling and nothing else, as far as is known.
pub(super) fn is_dedicated(case: &Case<'_>) -> Verdict {
    let mut basis = Basis::default();
    let Some(name) = basis.entered(entered::user_name(case)) else { return basis.verdict(vec![]) };
    let is_same = |other: &str| other.trim().to_lowercase() == name.to_lowercase();
    let others = case.others.iter().filter(|other| is_same(&other.user_name));
    let mut shared: BTreeSet<String> =
        others.map(|other| other.handbook.in_language(Language::Nl).to_owned()).collect();
    let mut lacks = vec![];
    match find(|user| is_called(user, &name), levels(case), case, &mut basis) {
        Found::There(_) if entered::is_web_service(case) => {
            lacks.push(Lack::IsOrdinaryUser { user_name: name.clone() });
        }
        Found::There(user) => {
            shared.extend(super::applications::others_through(user.reading, case, &mut basis));
            remark_level(user, case, &mut basis);
            if user.reading.several_employers {
                basis.remark(Remark::SeveralEmployers);
            }
        }
        Found::Missing if !entered::is_web_service(case) => {
            lacks.push(Lack::NoSuchUser { user_name: name.clone() });
        }
        Found::Missing | Found::Unknown => {}
    }
    if !shared.is_empty() {
        lacks.push(Lack::SharedUser { handbooks: shared.into_iter().collect() });
    }
    basis.verdict(lacks)
}

/// The teams through which a user of the office reaches the employer; none when they were not read.
pub(super) fn teams_here<'a>(
    user: &UserReading,
    case: &Case<'a>,
    basis: &mut Basis,
) -> Option<Vec<&'a TeamReading>> {
    let employer = basis.take(&case.readings.employer);
    let teams = basis.take(&case.readings.teams);
    let (employer, teams) = employer.zip(teams)?;
    let here = |team: &&TeamReading| holds(team, &user.id) && opens(team, &employer.id);
    Some(teams.iter().filter(here).collect())
}

/// The employers that a user of the office reaches; none when the teams were not read.
fn reached(user: &UserReading, case: &Case<'_>) -> Option<BTreeSet<String>> {
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

fn remark_level(user: User<'_>, case: &Case<'_>, basis: &mut Basis) {
    if user.level == Level::Office
        && let Some(all) = reached(user.reading, case)
    {
        basis.glance(&case.readings.teams);
        basis.remark(Remark::OfficeUser { employers: u32::try_from(all.len()).unwrap_or(u32::MAX) });
    }
}

fn remark_second_factor(user: User<'_>, basis: &mut Basis) {
    if user.reading.two_factor {
        basis.remark(Remark::SecondFactor);
    }
}
