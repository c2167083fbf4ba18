//! What changes while people practise: users, teams, rights, products, couplings, period data.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::fixed::Fixed;
use super::plan::{PlannedUser, plan};
use crate::catalogue::{catalogue, rights};

/// The form in which this is kept; a file of another form is not read.
pub(crate) const FORM: u32 = 1;

/// When everything of the fictional office was made.
const MADE: Timestamp = Timestamp::constant(1_725_177_600, 0);

/// The changing part of the office. This is what is kept in the state file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Live {
    pub form: u32,
    pub users: Vec<User>,
    pub teams: Vec<Team>,
    /// Products that are on, of employers where that was changed.
    pub products: BTreeMap<u16, BTreeSet<u16>>,
    pub couplings: Vec<Coupling>,
    pub filters: Vec<FilterSetting>,
    /// Activities that the connecting application was not given.
    pub withheld: BTreeSet<String>,
    /// Employers whose addendum was signed.
    #[serde(default)]
    pub signed: BTreeSet<u16>,
    /// Periods that take no period data any more: employer, place of the administration, YYYYPP.
    #[serde(default)]
    pub closed: BTreeSet<(u16, u32, i32)>,
    /// Employers for which Automatische processen fill in period data by themselves.
    #[serde(default)]
    pub automatic: BTreeSet<u16>,
    pub period_data: Vec<PeriodRecord>,
    /// `MijnLoket` access of employees where that was changed, by employee id.
    pub self_service: BTreeMap<Uuid, String>,
    pub actions: Vec<CollectiveAction>,
    /// Refresh tokens that still hold, by their hash, with the user they belong to.
    pub refresh: BTreeMap<String, u32>,
    versions: Versions,
}

/// A user. Its number is its place in the list, from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own in Loket")]
pub(crate) struct User {
    pub name: String,
    /// A hash, so that a password that was made up elsewhere is not kept.
    password: Option<String>,
    pub initials: String,
    pub first: Option<String>,
    pub prefix: Option<String>,
    pub last: String,
    pub email: String,
    pub phone: Option<String>,
    /// A user of the office, and not of an employer.
    pub provider: bool,
    pub webservice: bool,
    pub blocked: bool,
    pub department_manager: bool,
    pub two_factor: bool,
    /// Invited, but has not chosen a password.
    pub invited: bool,
    /// Own rights of a user of the office: they replace those of the teams.
    pub rights: Option<BTreeSet<String>>,
    /// Rights of an employer user, per employer.
    pub employers: BTreeMap<u16, BTreeSet<String>>,
    pub created: Timestamp,
    pub last_login: Option<Timestamp>,
}

/// A team of users and employers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Team {
    pub name: String,
    pub rights: BTreeSet<String>,
    pub users: BTreeSet<u32>,
    pub employers: BTreeSet<u16>,
}

/// An application that is connected for an employer by a user.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Coupling {
    pub application: String,
    pub employer: u16,
    pub user: u32,
    pub created: Timestamp,
    pub last_login: Option<Timestamp>,
}

/// A user's filter setting at an employer; without one everything is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FilterSetting {
    pub user: u32,
    pub employer: u16,
    pub employed_status: String,
}

/// Values of one employment in one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PeriodRecord {
    pub employment: Uuid,
    /// YYYYPP.
    pub period: i32,
    pub shift: u8,
    pub payslip: i32,
    pub unit: Uuid,
    pub cost_center: Option<i32>,
    pub cost_unit: Option<i32>,
    /// By component; nothing means deleted. The flag says that the value supplements the fixed data.
    pub components: BTreeMap<u16, (Option<Decimal>, bool)>,
}

impl PeriodRecord {
    /// Whether two records have the same key.
    pub fn same_key(&self, other: &Self) -> bool {
        let key = |record: &Self| {
            (record.employment, record.period, record.shift, record.payslip, record.unit, record.cost_center)
        };
        key(self) == key(other) && self.cost_unit == other.cost_unit
    }
}

/// A change of many things at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CollectiveAction {
    pub user: u32,
    pub employer: u16,
    pub administration: u32,
    pub kind: String,
    pub submitted: Timestamp,
    pub items: Vec<ActionItem>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ActionItem {
    pub entity: Uuid,
    pub messages: Vec<Value>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Versions {
    last: u64,
    employers: BTreeMap<u16, u64>,
    employments: BTreeMap<Uuid, u64>,
}

impl Live {
    /// The state at the start.
    pub fn start(fixed: &Fixed) -> Self {
        let mut live = Self {
            form: FORM,
            users: Vec::new(),
            teams: Vec::new(),
            products: BTreeMap::new(),
            couplings: Vec::new(),
            filters: Vec::new(),
            withheld: BTreeSet::from(["PatchEmployeeSelfServiceAccessByEmployerId".to_owned()]),
            signed: BTreeSet::new(),
            closed: BTreeSet::new(),
            automatic: BTreeSet::new(),
            period_data: Vec::new(),
            self_service: BTreeMap::new(),
            actions: Vec::new(),
            refresh: BTreeMap::new(),
            versions: Versions {
                last: 900_000_000,
                employers: BTreeMap::new(),
                employments: BTreeMap::new(),
            },
        };
        live.users = plan().users.iter().map(|planned| User::planned(planned, true)).collect();
        live.add_teams(fixed);
        for (number, employer) in (1..).zip(&plan().employers) {
            live.filters.extend(employer.filter.iter().map(|status| FilterSetting {
                user: 1,
                employer: number,
                employed_status: status.clone(),
            }));
            for planned in &employer.users {
                let mut user = User::planned(planned, false);
                let own = rights(planned.rights.as_deref().unwrap_or_default()).collect();
                user.employers.insert(number, own);
                live.users.push(user);
                live.couple(number, &planned.name, &planned.coupled);
            }
            for (name, applications) in &employer.couples {
                live.couple(number, name, applications);
            }
        }
        live
    }

    fn add_teams(&mut self, fixed: &Fixed) {
        for planned in &plan().teams {
            let users = planned.users.iter().filter_map(|name| self.user_named(name)).collect();
            let mut team = Team {
                name: planned.name.clone(),
                rights: rights(&planned.rights).collect(),
                users,
                employers: planned.employers.iter().copied().collect(),
            };
            // What is made for measurements belongs to the first user.
            if team.users.contains(&1) {
                team.employers.extend(
                    fixed.employers.iter().filter(|known| known.lesson.is_none()).map(|known| known.number),
                );
            }
            self.teams.push(team);
        }
    }

    fn couple(&mut self, employer: u16, user: &str, applications: &[String]) {
        let Some(user) = self.user_named(user) else {
            return;
        };
        self.couplings.extend(applications.iter().map(|application| Coupling {
            application: application.clone(),
            employer,
            user,
            created: MADE,
            last_login: Some(MADE),
        }));
    }

    /// The user with this number.
    pub fn user(&self, number: u32) -> Option<&User> {
        self.users.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// The user with this number, to change.
    pub fn user_mut(&mut self, number: u32) -> Option<&mut User> {
        self.users.get_mut(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// The number of the user with this name, without regard to capitals.
    pub fn user_named(&self, name: &str) -> Option<u32> {
        let place = self.users.iter().position(|user| user.name.eq_ignore_ascii_case(name))?;
        u32::try_from(place + 1).ok()
    }

    /// Adds a user; gives its number.
    pub fn add_user(&mut self, user: User) -> u32 {
        self.users.push(user);
        u32::try_from(self.users.len()).unwrap_or(u32::MAX)
    }

    /// The filter setting of a user at an employer.
    pub fn filter(&self, user: u32, employer: u16) -> &str {
        self.filters
            .iter()
            .find(|setting| setting.user == user && setting.employer == employer)
            .map_or("AllEmployments", |setting| setting.employed_status.as_str())
    }

    /// Whether an application is connected for an employer.
    pub fn connected(&self, application: &str, employer: u16) -> bool {
        self.couplings.iter().any(|known| known.application == application && known.employer == employer)
    }

    /// Counts a change of an employer's fixed data.
    pub fn touch_employer(&mut self, employer: u16) {
        self.versions.last += 1;
        self.versions.employers.insert(employer, self.versions.last);
    }

    /// Counts a change of an employment's fixed data, and so of its employer.
    pub fn touch_employment(&mut self, employer: u16, employment: Uuid) {
        self.touch_employer(employer);
        self.versions.employments.insert(employment, self.versions.last);
    }

    /// The number of an employer's last change.
    pub fn employer_version(&self, employer: u16) -> u64 {
        self.versions.employers.get(&employer).copied().unwrap_or(1_000_000 + u64::from(employer))
    }

    /// The number of an employment's last change.
    pub fn employment_version(&self, employer: u16, employment: Uuid, number: u32) -> u64 {
        let first = 2_000_000 + u64::from(employer) * 20_000 + u64::from(number);
        self.versions.employments.get(&employment).copied().unwrap_or(first)
    }
}

impl User {
    fn planned(planned: &PlannedUser, provider: bool) -> Self {
        let coupling = planned.coupling || !provider && !planned.person;
        let own = planned.rights.as_ref().map(|written| rights(written).collect());
        Self {
            password: Some(password_hash(&planned.name, &plan().password)),
            initials: planned.initials.clone().unwrap_or_else(|| "K".to_owned()),
            first: planned.first.clone(),
            last: planned.last.clone().unwrap_or_else(|| "Koppeling".to_owned()),
            webservice: planned.webservice,
            blocked: planned.blocked,
            rights: own.filter(|_| provider),
            last_login: (!coupling).then(|| MADE + jiff::SignedDuration::from_hours(24 * 300)),
            ..Self::new(&planned.name, provider, MADE)
        }
    }

    /// A user without rights.
    pub fn new(name: &str, provider: bool, created: Timestamp) -> Self {
        Self {
            name: name.to_owned(),
            password: None,
            initials: String::new(),
            first: None,
            prefix: None,
            last: String::new(),
            email: format!("{}@oefenkantoor.example", name.to_lowercase().replace(['@', '_'], "-")),
            phone: None,
            provider,
            webservice: false,
            blocked: false,
            department_manager: false,
            two_factor: false,
            invited: false,
            rights: None,
            employers: BTreeMap::new(),
            created,
            last_login: None,
        }
    }

    /// Gives the user a password.
    pub fn set_password(&mut self, password: &str) {
        self.password = Some(password_hash(&self.name, password));
    }

    /// Whether this is the user's password.
    pub fn has_password(&self, given: &str) -> bool {
        self.password.as_deref() == Some(password_hash(&self.name, given).as_str())
    }

    /// "K. Koppeling".
    pub fn formatted_name(&self) -> String {
        let prefix = self.prefix.as_ref().map(|prefix| format!("{prefix} ")).unwrap_or_default();
        format!("{}. {prefix}{}", self.initials, self.last)
    }

    /// Whether the user is of an employer and of this one.
    pub fn is_of(&self, employer: u16) -> bool {
        !self.provider && self.employers.contains_key(&employer)
    }
}

/// The hash under which a secret is kept: of the sandbox only, where nothing real is behind it.
pub(crate) fn password_hash(salt: &str, secret: &str) -> String {
    let digest = Sha256::digest(format!("{}\n{secret}", salt.to_lowercase()));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The key of a right that is known, if it is.
pub(crate) fn known_right(given: Uuid) -> Option<String> {
    catalogue().right_by_id(given).map(|right| right.key.clone())
}
