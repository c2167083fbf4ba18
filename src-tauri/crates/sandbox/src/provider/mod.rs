//! The fictional office: what stands fixed in its data files, and what changes while people practise.

mod fixed;
mod live;
mod people;
mod plan;

use std::collections::BTreeSet;

pub(crate) use fixed::{Administration, Employee, Employer, Fixed};
pub(crate) use live::{
    ActionItem, CollectiveAction, Coupling, FORM, Live, PeriodRecord, Team, User, known_right, password_hash,
};
pub(crate) use plan::plan;

/// Everything the sandbox knows.
#[derive(Debug)]
pub(crate) struct FictionalProvider {
    /// Employers and their people.
    pub fixed: Fixed,
    /// Users, teams, products, couplings, and what else changes.
    pub live: Live,
}

impl FictionalProvider {
    /// The office as it is at the start, in this payroll year, with the employers and employees made in addition.
    pub fn start(year: i16, employers: u16, employees: u32) -> Self {
        let fixed = Fixed::build(year, employers, employees);
        let live = Live::start(&fixed);
        Self { fixed, live }
    }

    /// Numbers of the products that are on at an employer.
    pub fn products(&self, employer: u16) -> BTreeSet<u16> {
        self.live.products.get(&employer).cloned().unwrap_or_else(|| {
            self.fixed.employer(employer).map(|employer| employer.products.clone()).unwrap_or_default()
        })
    }

    /// Whether `MijnLoket` cannot be switched on before an addendum is signed.
    pub fn waits_for_addendum(&self, employer: u16) -> bool {
        let waits = self.fixed.employer(employer).is_some_and(|employer| employer.addendum);
        waits && !self.live.signed.contains(&employer)
    }

    /// Whether a user can reach an employer at all.
    pub fn reaches(&self, user: u32, employer: u16) -> bool {
        let Some(known) = self.live.user(user) else {
            return false;
        };
        if known.provider {
            self.live
                .teams
                .iter()
                .any(|team| team.users.contains(&user) && team.employers.contains(&employer))
        } else {
            known.employers.contains_key(&employer)
        }
    }

    /// The rights that count for a user at an employer: a user's own rights replace those of the teams.
    pub fn rights(&self, user: u32, employer: u16) -> BTreeSet<String> {
        let Some(known) = self.live.user(user) else {
            return BTreeSet::new();
        };
        if !known.provider {
            return known.employers.get(&employer).cloned().unwrap_or_default();
        }
        let teams = self.live.teams.iter().filter(|team| team.users.contains(&user));
        let team_rights =
            teams.filter(|team| team.employers.contains(&employer)).flat_map(|team| team.rights.clone());
        known.rights.clone().unwrap_or_else(|| team_rights.collect())
    }

    /// The rights that count for a user of the office itself, whatever the employer.
    pub fn provider_rights(&self, user: u32) -> BTreeSet<String> {
        match self.live.user(user) {
            Some(known) if known.provider => known.rights.clone().unwrap_or_else(|| {
                let teams = self.live.teams.iter().filter(|team| team.users.contains(&user));
                teams.flat_map(|team| team.rights.clone()).collect()
            }),
            _ => BTreeSet::new(),
        }
    }

    /// Employers that a user reaches, in the order of their numbers.
    pub fn employers_of(&self, user: u32) -> Vec<&Employer> {
        let Some(known) = self.live.user(user) else {
            return Vec::new();
        };
        let numbers: BTreeSet<u16> = if known.provider {
            let teams = self.live.teams.iter().filter(|team| team.users.contains(&user));
            teams.flat_map(|team| team.employers.iter().copied()).collect()
        } else {
            known.employers.keys().copied().collect()
        };
        numbers.into_iter().filter_map(|number| self.fixed.employer(number)).collect()
    }
}
