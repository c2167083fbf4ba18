//! What was read from Loket, and when. Only the fields that a check or a screen needs: no wages, no BSN.
//!
//! The names are those of Loket's REST API. A reading that is missing says why.

mod part;
mod source;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use part::{ClearPart, Part, PartScope};
pub use source::{Evidence, Source, Unread};

use crate::employer::PayrollPeriodType;
use crate::right::Right;

/// All that was read for one employer. Each field is a [`Part`]: read, kept and refreshed by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Readings {
    pub employer: Source<EmployerReading>,
    pub administrations: Source<Vec<AdministrationReading>>,
    /// Users made at the employer.
    pub users: Source<Vec<UserReading>>,
    /// Users of the office (AK) that can reach this employer or could.
    pub office_users: Source<Vec<UserReading>>,
    /// Teams of the office.
    pub teams: Source<Vec<TeamReading>>,
    /// Products that are on for the employer.
    pub products: Source<Vec<ProductReading>>,
    /// Products that the office can switch on.
    pub office_products: Source<Vec<ProductReading>>,
    /// Payroll components, of all administrations.
    pub components: Source<Vec<ComponentReading>>,
    /// Cost centres, of all journal profiles.
    pub cost_centers: Source<Vec<CodeReading>>,
    pub distribution_units: Source<Vec<CodeReading>>,
    pub employments: Source<Vec<EmploymentReading>>,
    /// The signed-in user's own filter settings, which shorten lists in silence.
    pub filters: Source<Vec<String>>,
    /// Applications of other parties that this employer can use.
    pub applications: Source<Vec<ApplicationReading>>,
    /// Hours in the last payroll periods.
    pub periods: Source<Vec<PeriodReading>>,
}

/// An employer (`GetEmployerByEmployerId`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EmployerReading {
    /// Werkgever ID, lower case with dashes.
    pub id: String,
    /// Werkgevernummer.
    pub employer_number: i32,
    pub company_name: String,
    /// KvK number.
    pub chamber_of_commerce_number: Option<String>,
    pub email_address: Option<String>,
}

/// A payroll administration (`GetPayrollAdministrationsByEmployerId`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AdministrationReading {
    /// Loket's GUID.
    pub id: String,
    pub name: String,
    /// Aansluitnummer.
    pub client_number: i32,
    /// Loonheffingennummer.
    pub payroll_taxes_number: Option<String>,
    /// Key of the period type: 1 month, 3 four weeks, 4 week.
    pub payroll_period_type: i32,
    /// None: it has not ended.
    #[specta(type = Option<String>)]
    pub end_date: Option<Date>,
}

impl AdministrationReading {
    /// Whether it counts on a day: it has not ended, or ends on that day or later. The employer's card and every check
    /// go by this.
    pub fn counts_on(&self, day: Date) -> bool {
        self.end_date.is_none_or(|end| end >= day)
    }

    /// How often is paid; none for a key that is not known.
    pub fn period(&self) -> Option<PayrollPeriodType> {
        PayrollPeriodType::from_key(self.payroll_period_type)
    }
}

/// A user, of an employer or of the office.
// Each is a fact of its own in Loket, in any combination.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserReading {
    /// Loket's GUID.
    pub id: String,
    /// None: Loket does not tell.
    pub user_name: Option<String>,
    /// Whether it is a web-service user; none: nothing in Loket's answer tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_web_service: Option<bool>,
    /// Name as Loket would print it.
    pub name: String,
    /// How the user signs in, as Loket words it.
    pub login_method: String,
    /// Whether and why access is barred.
    pub access: Access,
    /// Whether a second factor is asked for, which a coupling cannot give. None: Loket does not tell.
    pub two_factor: Option<bool>,
    /// Whether the user is linked to several employers.
    pub several_employers: bool,
    /// Whether the user narrows to the own department.
    pub department_manager: bool,
    /// Rights on the user itself, which replace those of the teams.
    pub rights_on_user: bool,
    /// The day on which somebody signed in with it for the last time, as Loket tells it. None: Loket does not tell, or
    /// nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in: Option<Date>,
    /// The rights of the user itself for this employer. Of an office user they cannot be read.
    pub rights: Source<Vec<GrantedRight>>,
}

/// Whether a user may come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Access {
    Open,
    /// No, or not any more: as Loket words it.
    Barred {
        /// Loket's words.
        status: String,
    },
    /// Loket does not tell.
    Unstated,
}

/// Why a user may not come in, where Loket's words for it are known.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "AccessBlock", rename_all = "camelCase")]
pub enum AccessBlock {
    UserBlocked,
    /// The user's way into Loket is blocked.
    AccessBlocked,
    /// The user has none.
    NoAccess,
    /// The invitation was not used yet.
    InvitePending,
    /// The invitation could not be sent.
    InviteFailed,
    InviteCancelled,
    /// The invitation was not used in time.
    InviteExpired,
}

impl AccessBlock {
    /// What Loket's words for an access status say. Its specification lists no words for users; these are the names of
    /// the statuses that it lists for employees (`essAccessStatus`), in the form of the one example for users. None:
    /// other words, which are then shown themselves.
    pub fn from_status(words: &str) -> Option<Self> {
        let letters: String = words.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect();
        match letters.as_str() {
            "userisblocked" | "blocked" | "geblokkeerd" => Some(Self::UserBlocked),
            "accesstoclientisblocked" => Some(Self::AccessBlocked),
            "noaccesstoclient" | "noaccess" => Some(Self::NoAccess),
            "invitepending" => Some(Self::InvitePending),
            "invitefailed" => Some(Self::InviteFailed),
            "invitecancelled" => Some(Self::InviteCancelled),
            "inviteexpired" => Some(Self::InviteExpired),
            _ => None,
        }
    }
}

/// A right that is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GrantedRight {
    /// Loket's GUID.
    pub id: String,
    /// Loket's name for it.
    pub description: String,
    /// The right it is, when the catalogue knows it.
    pub right: Option<Right>,
    pub enabled: bool,
}

/// A team of the office (`authorizationgroup`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamReading {
    /// Loket's GUID.
    pub id: String,
    /// Name.
    pub description: String,
    /// GUIDs of the users in it.
    pub users: Vec<String>,
    /// GUIDs of the employers it opens.
    pub employers: Vec<String>,
    pub rights: Vec<GrantedRight>,
}

/// A product (`module`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductReading {
    /// Loket's GUID.
    pub id: String,
    /// Loket's name for it.
    pub description: String,
    /// None where Loket gives none, or one that is no number.
    pub number: Option<i64>,
    /// Name of the bundle that it is part of; none where Loket gives none.
    pub bundle: Option<String>,
}

/// A payroll component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ComponentReading {
    /// GUID of the administration.
    pub administration: String,
    /// Component code.
    pub key: i32,
    /// Name.
    pub description: String,
    /// Whether it counts hours; otherwise it is about wages. None: Loket does not tell.
    pub is_hours: Option<bool>,
}

/// Something with a code: a cost centre, a distribution unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeReading {
    /// Loket's GUID.
    pub id: String,
    pub code: String,
    /// Name.
    pub description: String,
}

/// An employment with the employee it is of. Identifies a person: sealed on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmploymentReading {
    /// Loket's GUID.
    pub id: String,
    /// GUID of the employee.
    pub employee: String,
    /// Personnel number: unique in the employer, can be set.
    pub employee_number: i32,
    /// Personnel number that payroll uses: generated, for each employment.
    pub payroll_id: i32,
    /// Name as Loket would print it.
    pub name: String,
    /// GUID of the payroll administration.
    pub administration: Option<String>,
    /// In service since; the earlier date when Loket keeps one.
    pub since: Date,
    /// None: it has no end.
    pub until: Option<Date>,
    /// Director and major shareholder (DGA). None: Loket does not tell.
    pub is_director: Option<bool>,
    /// On call. None: Loket does not tell.
    pub is_on_call: Option<bool>,
    /// Kind of employee and of contract, as Loket words them: tells agency, weekend and holiday workers.
    pub kinds: Vec<String>,
}

/// An application of another party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationReading {
    /// Loket's GUID.
    pub id: String,
    pub name: String,
    pub is_activated: bool,
    /// Users through whom it is connected. Read for activated applications only.
    pub users: Source<Vec<LinkedUser>>,
}

/// A user through whom an application is connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkedUser {
    /// GUID of the user. None: Loket leaves it out, as of a user that may not be seen.
    pub id: Option<String>,
    pub is_blocked: bool,
}

/// Hours in a payroll period of an administration. Wages are not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PeriodReading {
    /// GUID of the administration.
    pub administration: String,
    pub year: i16,
    /// Number in the year.
    pub number: i16,
    /// Hours by component code.
    pub hours: Vec<(i32, Decimal)>,
    /// Employments with any period data.
    pub employments: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_access_status_are_known_or_shown_as_they_are() {
        assert_eq!(AccessBlock::from_status("User is blocked"), Some(AccessBlock::UserBlocked));
        assert_eq!(AccessBlock::from_status(" userIsBlocked "), Some(AccessBlock::UserBlocked));
        assert_eq!(
            AccessBlock::from_status("Access to Client is blocked."),
            Some(AccessBlock::AccessBlocked)
        );
        assert_eq!(AccessBlock::from_status("Invite pending"), Some(AccessBlock::InvitePending));
        for other in ["", "Has access to Client", "User is blocked by owner"] {
            assert_eq!(AccessBlock::from_status(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_not_there_reads_as_never_read() {
        let readings: Readings = serde_json::from_str("{}").unwrap();
        assert_eq!(readings.users.content(), Err(Unread::Never));
        assert_eq!(readings.users.evidence(), None);
    }

    #[test]
    fn the_same_reading_has_the_same_digest_and_another_has_not() {
        let at = "2026-11-20T13:02:00Z".parse().unwrap();
        let read = |code: &str| {
            let code = CodeReading { id: "1".into(), code: code.into(), description: "Keuken".into() };
            Source::read("GetDistributionUnitsByEmployerId", at, vec![code]).evidence().unwrap().digest
        };
        assert_eq!(read("10"), read("10"));
        assert_ne!(read("10"), read("11"));
    }

    #[test]
    fn readings_come_back_as_they_were_kept() {
        let at = "2026-11-20T13:02:00Z".parse().unwrap();
        let readings = Readings {
            filters: Source::read("GetFilterSettings", at, vec!["ActiveEmployments".to_owned()]),
            users: Source::Unread {
                why: Unread::NotPermitted { activity: "A".into(), rights: vec![], products: vec![] },
            },
            ..Readings::default()
        };
        let text = serde_json::to_string(&readings).unwrap();
        assert_eq!(serde_json::from_str::<Readings>(&text).unwrap(), readings);
    }
}
