//! What a check found, and what it rests on.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::answer::Personal;
use crate::hours::period::Period;
use crate::reading::{AccessBlock, Evidence, Unread};
use crate::right::Right;

/// The outcome of a check, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    pub outcome: Outcome,
    /// Worth knowing besides; does not stand in the way.
    pub remarks: Vec<Remark>,
    pub evidence: Vec<Evidence>,
}

/// The outcome of a check.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "VerdictOutcome", tag = "kind", rename_all = "camelCase")]
pub enum Outcome {
    Met,
    /// It is not so.
    Unmet {
        /// What is missing, too much or different. Never empty.
        #[serde(rename = "lacks")]
        discrepancies: Vec<Discrepancy>,
    },
    /// It looks different from what one would expect, which proves nothing: it is shown, and does not stand in the way.
    Unexpected {
        /// What differs. Never empty.
        #[serde(rename = "lacks")]
        discrepancies: Vec<Discrepancy>,
    },
    /// Loket did not give what is needed to judge it.
    Unknown {
        /// Why. Never empty.
        because: Vec<Unread>,
    },
}

/// Something missing, too much, or different.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Discrepancy {
    /// No ordinary user of this name is at the employer or the office: not made yet, misspelt, or a web-service user.
    NoSuchUser {
        user_name: Personal,
    },
    /// An ordinary user has this name, where a web-service user is asked for.
    IsOrdinaryUser {
        user_name: Personal,
    },
    /// A web-service user has this name, where an ordinary user is asked for.
    IsWebServiceUser {
        user_name: Personal,
    },
    /// A second factor is asked of the user, which a coupling cannot give.
    SecondFactor,
    /// The user sees its own department only.
    DepartmentOnly,
    /// The user may not come in, for a reason that is known.
    Barred {
        by: AccessBlock,
    },
    /// The user may not come in, and Loket says why in words that are not known.
    Blocked {
        /// Loket's words.
        status: Personal,
    },
    /// The user cannot reach the employer.
    NoAccess,
    /// The user reaches other employers as well.
    SeesOthers {
        /// How many others; none: Loket does not tell.
        employers: Option<u32>,
    },
    /// Rights that are needed and not there.
    RightsMissing {
        rights: Vec<Right>,
    },
    /// Rights that some of the users that were named do not have.
    RightsMissingFor {
        /// These users, as they were entered.
        users: Vec<Personal>,
        /// The rights that at least one of them lacks.
        rights: Vec<Right>,
    },
    /// Rights that are there and not needed.
    RightsTooMany {
        /// Loket's names.
        rights: Vec<String>,
    },
    /// The user also serves another coupling.
    SharedUser {
        /// Titles of the other handbooks, in Dutch, or names of other applications that use it.
        handbooks: Vec<String>,
    },
    /// The application is not switched on for the employer, or not connected through this user.
    NotConnected {
        /// Names under which it was looked for.
        applications: Vec<String>,
    },
    /// The application is connected through a user of the office, so that it reaches what that user reaches.
    ConnectedThrough {
        user: Personal,
        /// How many employers that user reaches; none: not known.
        employers: Option<u32>,
        /// What that user may at this employer, by Loket's names; empty: not known.
        rights: Vec<String>,
    },
    CouplingBlocked,
    /// Entered and read are not the same.
    Differs {
        what: Subject,
        entered: Personal,
        read: Vec<Personal>,
    },
    /// Entered, but not in Loket.
    NotInLoket {
        what: Subject,
        values: Vec<Personal>,
    },
    /// In Loket, but not entered.
    NotEntered {
        what: Subject,
        values: Vec<Personal>,
    },
    /// Components that count hours where wages are asked, or the other way round.
    WrongCategory {
        /// Component codes.
        values: Vec<Personal>,
    },
    /// Values that stand more than once.
    NotUnique {
        what: Subject,
        values: Vec<Personal>,
    },
    /// Products that were chosen and are off.
    ProductsOff {
        /// Loket's names.
        products: Vec<String>,
    },
    /// Products of which one has to be on, and none is: which one is for the user to choose.
    OneOfProductsOff {
        /// Loket's names.
        products: Vec<String>,
    },
    /// Products that are on and were not chosen.
    ProductsOn {
        /// Loket's names.
        products: Vec<String>,
    },
    /// `MijnLoket` is off, so that no variant follows from what is on.
    NoVariant,
    /// The last period counts a quarter more or less hours than the one before.
    HoursChanged {
        /// Hours of the period before the last.
        #[specta(type = String)]
        before: Decimal,
        /// Hours of the last period.
        #[specta(type = String)]
        last: Decimal,
    },
    /// Hours of a run that were read back in Loket and are other there, or lacking.
    HoursDiffer {
        period: Period,
        different: u32,
        missing: u32,
    },
    /// People whose hours were sent to Loket and did not come through.
    HoursNotSent {
        period: Period,
        people: u32,
    },
    /// The office has no such product to switch on: an addendum is needed.
    ProductNotAvailable {
        /// Loket's name.
        product: String,
    },
}

/// What a value is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "VerdictSubject", rename_all = "camelCase")]
pub enum Subject {
    /// Werkgever ID.
    EmployerId,
    /// Loonheffingennummer.
    PayrollTaxesNumber,
    /// Period type: `month`, `fourWeeks`, `week`.
    PayrollPeriodType,
    /// Number of employees entitled to the IOB.
    EntitledEmployees,
    /// DGA.
    Director,
    CostCenter,
    DistributionUnit,
    Component,
    Employee,
    PersonnelNumber,
    /// Hours of a component in a period.
    Hours,
    /// Variant that follows from the products.
    Variant,
    User,
}

/// Worth knowing, without standing in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Remark {
    /// A user of the office (AK) sees other employers too: one at the employer is better.
    OfficeUser {
        /// How many employers it can reach.
        employers: u32,
    },
    /// Rights on the user itself replace those of its teams.
    RightsOnUser,
    /// The user is linked to several employers.
    SeveralEmployers,
    /// Somebody signed in with the user, which a person may have done.
    SignedInLast {
        /// The last time.
        #[specta(type = String)]
        on: Date,
    },
    /// As [`Discrepancy::SecondFactor`], in verdicts of earlier versions.
    SecondFactor,
    /// Loket leaves empty what the check asks about.
    NotStated {
        /// What.
        what: Unstated,
        /// Of whom or what, by name and number.
        values: Vec<Personal>,
    },
    /// As [`Discrepancy::DepartmentOnly`]: with rights, and in verdicts of earlier versions.
    DepartmentManager,
    /// What was entered as Werkgever ID is the werkgevernummer.
    IsEmployerNumber,
    /// The signed-in user's own filter settings shorten the list.
    Filtered { filters: Vec<Personal> },
    /// Hours a week cannot be read, so the expectation may be too high.
    HoursUnknown,
    /// Employees who look entitled.
    Candidates {
        /// Names with personnel numbers.
        people: Vec<Personal>,
    },
    /// What the number of employees costs in a period.
    Budget {
        /// Number times the budget for one, in euros.
        #[specta(type = String)]
        total: Decimal,
    },
    /// The variant that follows from what is on.
    VariantIs {
        /// Id of the tier in the handbook.
        tier: String,
    },
    /// Personnel number and payroll's own number are not the same for some.
    NumbersDiffer { employments: u32 },
    /// Hours of the last periods side by side.
    HoursBeside { lines: Vec<HoursLine> },
}

/// What Loket leaves empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "UnstatedFact", rename_all = "camelCase")]
pub enum Unstated {
    /// Whether somebody is a director and major shareholder (DGA).
    Director,
    /// Whether a component counts hours or is about wages.
    Hours,
    /// Whether a user needs a second factor.
    SecondFactor,
    /// Whether a user may come in.
    Access,
    /// Through which user an application is connected.
    LinkedUser,
}

/// Hours of a component in two periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct HoursLine {
    /// Component code.
    pub component: i32,
    /// Hours in the period before the last.
    #[specta(type = String)]
    pub before: Decimal,
    /// Hours in the last period.
    #[specta(type = String)]
    pub last: Decimal,
}

impl Verdict {
    /// Whether it stands in the way of declaring a step done.
    pub fn blocks(&self) -> bool {
        matches!(self.outcome, Outcome::Unmet { .. })
    }

    /// When the newest reading that it rests on was made, in UTC; none where it rests on none.
    pub fn read_at(&self) -> Option<Timestamp> {
        self.evidence.iter().map(|evidence| evidence.at).max()
    }

    /// Whether two verdicts say the same, whenever they were read.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.outcome == other.outcome && self.remarks == other.remarks
    }

    /// Every value in it that a person or Loket wrote. Names from a catalogue are none: rights, products, applications.
    pub fn values(&mut self) -> Vec<&mut Personal> {
        let mut values: Vec<&mut Personal> = vec![];
        match &mut self.outcome {
            Outcome::Unmet { discrepancies } | Outcome::Unexpected { discrepancies } => {
                values.extend(discrepancies.iter_mut().flat_map(Discrepancy::values));
            }
            Outcome::Unknown { because } => values.extend(because.iter_mut().flat_map(Unread::values)),
            Outcome::Met => {}
        }
        for remark in &mut self.remarks {
            if let Remark::Candidates { people: texts }
            | Remark::Filtered { filters: texts }
            | Remark::NotStated { values: texts, .. } = remark
            {
                values.extend(texts);
            }
        }
        values
    }
}

impl Remark {
    /// Whether what it says stands in a coupling's way: a verdict that says so is not met.
    pub fn hinders(&self) -> bool {
        matches!(self, Self::SecondFactor | Self::DepartmentManager | Self::IsEmployerNumber)
    }
}

impl Discrepancy {
    fn values(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::NoSuchUser { user_name: text }
            | Self::IsOrdinaryUser { user_name: text }
            | Self::IsWebServiceUser { user_name: text }
            | Self::ConnectedThrough { user: text, .. }
            | Self::Blocked { status: text } => vec![text],
            Self::Differs { entered, read, .. } => std::iter::once(entered).chain(read).collect(),
            Self::NotInLoket { values, .. }
            | Self::NotEntered { values, .. }
            | Self::WrongCategory { values }
            | Self::RightsMissingFor { users: values, .. }
            | Self::NotUnique { values, .. } => values.iter_mut().collect(),
            _ => vec![],
        }
    }
}
