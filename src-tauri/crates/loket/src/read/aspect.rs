//! What can be read of an employer, part by part.

use std::fmt;

use domain::reading::{Readings, Source, Unread};

use crate::operation::{self as op, Operation};

/// One field of [`Readings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The employer itself.
    Employer,
    /// Its payroll administrations.
    Administrations,
    /// Its users, with their rights.
    Users,
    /// Users of the office.
    OfficeUsers,
    /// Teams of the office.
    Teams,
    /// Products that are on.
    Products,
    /// Products that the office can switch on.
    OfficeProducts,
    /// Payroll components.
    Components,
    /// Cost centres.
    CostCenters,
    /// Distribution units.
    DistributionUnits,
    /// Departments.
    Departments,
    /// Employments.
    Employments,
    /// The user's own filter settings.
    Filters,
    /// Applications and who connects them.
    Applications,
    /// Hours in the last periods.
    Periods,
}

/// How far reading an employer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// Items of a long list came in.
    Items {
        /// Of which part.
        aspect: Aspect,
        /// Items so far.
        items: u64,
        /// Items in all.
        of_items: u64,
    },
    /// A part is done, read or not.
    Done {
        /// Which part.
        aspect: Aspect,
        /// Parts done.
        parts: usize,
        /// Parts in all.
        of_parts: usize,
    },
}

impl fmt::Display for Aspect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl Aspect {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Employer,
        Self::Administrations,
        Self::Users,
        Self::OfficeUsers,
        Self::Teams,
        Self::Products,
        Self::OfficeProducts,
        Self::Components,
        Self::CostCenters,
        Self::DistributionUnits,
        Self::Departments,
        Self::Employments,
        Self::Filters,
        Self::Applications,
        Self::Periods,
    ];

    /// The operations that this part is read with.
    pub fn operations(self) -> &'static [&'static Operation] {
        match self {
            Self::Employer => &[op::GET_EMPLOYER],
            Self::Administrations => &[op::GET_PAYROLL_ADMINISTRATIONS],
            Self::Users => &[op::GET_EMPLOYER_USERS, op::GET_EMPLOYER_USER_AUTHORIZATIONS],
            Self::OfficeUsers => &[op::GET_PROVIDERS, op::GET_PROVIDER_USERS],
            Self::Teams => &[
                op::GET_PROVIDERS,
                op::GET_AUTHORIZATION_GROUPS,
                op::GET_AUTHORIZATION_GROUP_AUTHORIZATIONS,
                op::GET_AUTHORIZATION_GROUP_EMPLOYERS,
                op::GET_AUTHORIZATION_GROUP_USERS,
            ],
            Self::Products => &[op::GET_EMPLOYER_MODULES],
            Self::OfficeProducts => &[op::GET_PROVIDERS, op::GET_PROVIDER_MODULES],
            Self::Components => &[op::GET_PAYROLL_ADMINISTRATIONS, op::GET_PAYROLL_COMPONENTS],
            Self::CostCenters => {
                &[op::GET_PAYROLL_ADMINISTRATIONS, op::GET_JOURNAL_PROFILES, op::GET_COST_CENTERS]
            }
            Self::DistributionUnits => &[op::GET_DISTRIBUTION_UNITS],
            Self::Departments => &[op::GET_DEPARTMENTS],
            Self::Employments => &[op::GET_EMPLOYMENTS],
            Self::Filters => &[op::GET_FILTER_SETTINGS],
            Self::Applications => &[op::GET_EMPLOYER_APPLICATIONS, op::GET_LINKED_USERS],
            Self::Periods => &[
                op::GET_PAYROLL_ADMINISTRATIONS,
                op::GET_PAYROLL_COMPONENTS,
                op::GET_PAYROLL_PERIODS,
                op::GET_PERIOD_DATA,
            ],
        }
    }

    /// Whether it is the same for every employer of the office, and comes with [`super::ProviderReadings`].
    pub fn is_office_wide(self) -> bool {
        matches!(self, Self::OfficeUsers | Self::Teams | Self::OfficeProducts)
    }

    /// Whether it goes by the administrations, so that none of its operations can be missed.
    pub(crate) fn is_of_payroll(self) -> bool {
        matches!(self, Self::Components | Self::CostCenters | Self::Periods)
    }

    /// Whether it was read.
    pub fn is_read(self, readings: &Readings) -> bool {
        fn read<T>(source: &Source<T>) -> bool {
            matches!(source, Source::Read { .. })
        }
        match self {
            Self::Employer => read(&readings.employer),
            Self::Administrations => read(&readings.administrations),
            Self::Users => read(&readings.users),
            Self::OfficeUsers => read(&readings.office_users),
            Self::Teams => read(&readings.teams),
            Self::Products => read(&readings.products),
            Self::OfficeProducts => read(&readings.office_products),
            Self::Components => read(&readings.components),
            Self::CostCenters => read(&readings.cost_centers),
            Self::DistributionUnits => read(&readings.distribution_units),
            Self::Departments => read(&readings.departments),
            Self::Employments => read(&readings.employments),
            Self::Filters => read(&readings.filters),
            Self::Applications => read(&readings.applications),
            Self::Periods => read(&readings.periods),
        }
    }

    /// Puts down why it was not read.
    pub(crate) fn leave_unread(self, readings: &mut Readings, why: Unread) {
        match self {
            Self::Employer => readings.employer = Source::Unread { why },
            Self::Administrations => readings.administrations = Source::Unread { why },
            Self::Users => readings.users = Source::Unread { why },
            Self::OfficeUsers => readings.office_users = Source::Unread { why },
            Self::Teams => readings.teams = Source::Unread { why },
            Self::Products => readings.products = Source::Unread { why },
            Self::OfficeProducts => readings.office_products = Source::Unread { why },
            Self::Components => readings.components = Source::Unread { why },
            Self::CostCenters => readings.cost_centers = Source::Unread { why },
            Self::DistributionUnits => readings.distribution_units = Source::Unread { why },
            Self::Departments => readings.departments = Source::Unread { why },
            Self::Employments => readings.employments = Source::Unread { why },
            Self::Filters => readings.filters = Source::Unread { why },
            Self::Applications => readings.applications = Source::Unread { why },
            Self::Periods => readings.periods = Source::Unread { why },
        }
    }
}
