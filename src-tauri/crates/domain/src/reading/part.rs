//! The parts that a reading of an employer is made of, and everything that holds for each of them.

use std::any::Any;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Readings, Source, Unread};

/// One field of [`Readings`]. Its name (`as_ref`, `from_str`) is that of the field in JSON, and the one under which the
/// part is stored.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::AsRefStr,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "camelCase")]
pub enum Part {
    Employer,
    Administrations,
    Users,
    OfficeUsers,
    Teams,
    Products,
    OfficeProducts,
    Components,
    CostCenters,
    DistributionUnits,
    Employments,
    Filters,
    Applications,
    Periods,
}

/// Whom a part is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartScope {
    /// The provider (the payroll office): the same for all its employers, so it is read and stored once.
    Provider,
    Employer,
}

/// A part that may be stored in clear. Only [`Part::in_clear`] makes one, so that code which writes a part unsealed has
/// to ask for it, and a part that is not on the list cannot be written so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClearPart(Part);

/// The parts that may be stored in clear: the data of a company and its set-up, which name nobody and say nothing of
/// anybody's work or pay. Every other part is sealed, also one that is added later.
const IN_CLEAR: [Part; 7] = [
    Part::Employer,
    Part::Administrations,
    Part::Products,
    Part::OfficeProducts,
    Part::Components,
    Part::CostCenters,
    Part::DistributionUnits,
];

impl Part {
    /// All of them, in the order in which they are read.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// What is shown of an employer itself. Small, and wanted with each of its dossiers.
    pub const EMPLOYER_DETAILS: [Self; 2] = [Self::Employer, Self::Administrations];

    /// Whom it is about.
    pub const fn scope(self) -> PartScope {
        match self {
            Self::OfficeUsers | Self::Teams | Self::OfficeProducts => PartScope::Provider,
            Self::Employer
            | Self::Administrations
            | Self::Users
            | Self::Products
            | Self::Components
            | Self::CostCenters
            | Self::DistributionUnits
            | Self::Employments
            | Self::Filters
            | Self::Applications
            | Self::Periods => PartScope::Employer,
        }
    }

    /// Whether it says what was so in a payroll period, and not what is so now.
    pub const fn is_of_a_period(self) -> bool {
        matches!(self, Self::Periods)
    }

    /// Leave to store it in clear; none: it is stored sealed.
    pub fn in_clear(self) -> Option<ClearPart> {
        IN_CLEAR.contains(&self).then_some(ClearPart(self))
    }

    /// The activities of Loket's API that it is read with, the deciding one first. They stand in the evidence of every
    /// verdict on the part.
    pub const fn activities(self) -> &'static [&'static str] {
        match self {
            Self::Employer => &["GetEmployerByEmployerId"],
            Self::Administrations => &["GetPayrollAdministrationsByEmployerId"],
            Self::Users => {
                &["GetEmployerUsersByEmployerId", "GetEmployerUserAuthorizationsByEmployerIdAndUserId"]
            }
            Self::OfficeUsers => &["GetProvidersByUser", "GetProviderUsersByProviderId"],
            Self::Teams => &[
                "GetProvidersByUser",
                "GetAuthorizationGroupsByProviderId",
                "GetAuthorizationGroupAuthorizationsByAuthorizationGroupId",
                "GetAuthorizationGroupEmployersByAuthorizationGroupId",
                "GetAuthorizationGroupUsersByAuthorizationGroupId",
            ],
            Self::Products => &["GetModulesByEmployerId"],
            Self::OfficeProducts => &["GetProvidersByUser", "GetModulesByProviderId"],
            Self::Components => &[
                "GetPayrollAdministrationsByEmployerId",
                "GetPayrollComponentsByPayrollAdministrationIdAndYear",
            ],
            Self::CostCenters => &[
                "GetPayrollAdministrationsByEmployerId",
                "GetJournalProfilesByPayrollAdministrationId",
                "GetCostCentersAtPayrollAdministrationLevelByJournalProfileId",
            ],
            Self::DistributionUnits => &["GetDistributionUnitsByEmployerId"],
            Self::Employments => &["GetEmploymentsByEmployerId"],
            Self::Filters => &["GetUserFilterSettingsByEmployerId"],
            Self::Applications => {
                &["GetAvailableApplicationsByEmployerId", "GetLinkedUsersByEmployerIdAndApplicationId"]
            }
            Self::Periods => &[
                "GetPayrollAdministrationsByEmployerId",
                "GetPayrollComponentsByPayrollAdministrationIdAndYear",
                "GetPayrollPeriodsByPayrollAdministrationId",
                "GetPayrollPeriodDataByPayrollAdministrationIdAndPayrollPeriodId",
            ],
        }
    }
}

impl ClearPart {
    /// Which part.
    pub const fn part(self) -> Part {
        self.0
    }
}

/// What all fields of [`Readings`] can do, whatever they hold.
trait PartSource {
    fn unread(&self) -> Option<&Unread>;
    fn at(&self) -> Option<Timestamp>;
    fn leave_unread(&mut self, why: Unread);
    fn to_json(&self) -> serde_json::Result<String>;
    fn read_json(&mut self, json: &str) -> serde_json::Result<()>;
    fn copy_from(&mut self, other: &dyn Any);
    fn as_any(&self) -> &dyn Any;
}

impl<T: Clone + Serialize + DeserializeOwned + 'static> PartSource for Source<T> {
    fn unread(&self) -> Option<&Unread> {
        match self {
            Self::Read { .. } => None,
            Self::Unread { why } => Some(why),
        }
    }

    fn at(&self) -> Option<Timestamp> {
        Self::at(self)
    }

    fn leave_unread(&mut self, why: Unread) {
        *self = Self::Unread { why };
    }

    fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    fn read_json(&mut self, json: &str) -> serde_json::Result<()> {
        *self = serde_json::from_str(json)?;
        Ok(())
    }

    fn copy_from(&mut self, other: &dyn Any) {
        if let Some(other) = other.downcast_ref::<Self>() {
            self.clone_from(other);
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Readings {
    /// Whether a part was read.
    pub fn is_read(&self, part: Part) -> bool {
        self.unread(part).is_none()
    }

    /// Why a part was not read; none: it was.
    pub fn unread(&self, part: Part) -> Option<&Unread> {
        self.source(part).unread()
    }

    /// When a part was read, in UTC.
    pub fn read_at(&self, part: Part) -> Option<Timestamp> {
        self.source(part).at()
    }

    /// Puts down why a part was not read.
    pub fn leave_unread(&mut self, part: Part, why: Unread) {
        self.source_mut(part).leave_unread(why);
    }

    /// Takes a part over from other readings.
    pub fn take_over(&mut self, part: Part, other: &Self) {
        self.source_mut(part).copy_from(other.source(part).as_any());
    }

    /// A part as it is stored: the JSON of its [`Source`].
    ///
    /// # Errors
    /// None with the types that there are: plain data always becomes JSON.
    pub fn part_to_json(&self, part: Part) -> serde_json::Result<String> {
        self.source(part).to_json()
    }

    /// Puts a part in its place as it was stored.
    ///
    /// # Errors
    /// When it was stored in a form that this version does not know. The part is then left as it was.
    pub fn part_from_json(&mut self, part: Part, json: &str) -> serde_json::Result<()> {
        self.source_mut(part).read_json(json)
    }

    fn source(&self, part: Part) -> &dyn PartSource {
        match part {
            Part::Employer => &self.employer,
            Part::Administrations => &self.administrations,
            Part::Users => &self.users,
            Part::OfficeUsers => &self.office_users,
            Part::Teams => &self.teams,
            Part::Products => &self.products,
            Part::OfficeProducts => &self.office_products,
            Part::Components => &self.components,
            Part::CostCenters => &self.cost_centers,
            Part::DistributionUnits => &self.distribution_units,
            Part::Employments => &self.employments,
            Part::Filters => &self.filters,
            Part::Applications => &self.applications,
            Part::Periods => &self.periods,
        }
    }

    fn source_mut(&mut self, part: Part) -> &mut dyn PartSource {
        match part {
            Part::Employer => &mut self.employer,
            Part::Administrations => &mut self.administrations,
            Part::Users => &mut self.users,
            Part::OfficeUsers => &mut self.office_users,
            Part::Teams => &mut self.teams,
            Part::Products => &mut self.products,
            Part::OfficeProducts => &mut self.office_products,
            Part::Components => &mut self.components,
            Part::CostCenters => &mut self.cost_centers,
            Part::DistributionUnits => &mut self.distribution_units,
            Part::Employments => &mut self.employments,
            Part::Filters => &mut self.filters,
            Part::Applications => &mut self.applications,
            Part::Periods => &mut self.periods,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::str::FromStr;

    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn every_field_of_readings_has_one_part_and_every_part_a_field() {
        let fields = serde_json::to_value(Readings::default()).unwrap();
        let fields: Vec<String> = fields.as_object().unwrap().keys().cloned().collect();
        let mut names: Vec<&str> = Part::ALL.iter().map(<&str>::from).collect();
        names.sort_unstable();
        assert_eq!(fields, names);
        for part in Part::ALL {
            assert_eq!(Part::from_str(part.as_ref()), Ok(*part));
            // What is said of a part lands in the field of its name, and in no other.
            let mut readings = Readings::default();
            readings.leave_unread(*part, Unread::Filtered);
            let said = serde_json::to_value(&readings).unwrap();
            let changed: Vec<&String> = said
                .as_object()
                .unwrap()
                .iter()
                .filter(|(_, field)| field["why"]["kind"] == "filtered")
                .map(|(name, _)| name)
                .collect();
            assert_eq!(changed, [part.as_ref()]);
            assert_eq!(readings.unread(*part), Some(&Unread::Filtered));
        }
    }

    /// The list itself: who adds to it does so here too, on purpose.
    #[test]
    fn these_parts_are_stored_in_clear_and_all_others_sealed() {
        let in_clear: BTreeSet<&str> =
            Part::ALL.iter().filter(|part| part.in_clear().is_some()).map(AsRef::as_ref).collect();
        let expected = [
            "administrations",
            "components",
            "costCenters",
            "distributionUnits",
            "employer",
            "officeProducts",
            "products",
        ];
        assert_eq!(in_clear, expected.into());
        assert!(
            Part::ALL.iter().filter_map(|part| part.in_clear()).all(|one| one.part().in_clear().is_some())
        );
    }

    #[test]
    fn a_part_goes_into_json_and_comes_back() {
        let at = "2026-11-20T13:02:00Z".parse().unwrap();
        let filters = Source::read("GetUserFilterSettingsByEmployerId", at, vec!["Active".to_owned()]);
        let readings = Readings { filters, ..Readings::default() };
        let json = readings.part_to_json(Part::Filters).unwrap();
        let mut back = Readings::default();
        back.part_from_json(Part::Filters, &json).unwrap();
        assert_eq!(back, readings);
        assert_eq!((back.is_read(Part::Filters), back.read_at(Part::Filters)), (true, Some(at)));
        let mut other = Readings::default();
        other.take_over(Part::Filters, &readings);
        assert_eq!(other, readings);
    }

    /// As earlier versions stored them: the keys in any order.
    #[test]
    fn a_part_that_was_stored_before_still_opens_and_one_of_another_form_changes_nothing() {
        let kept = json!({"at": "2026-11-20T13:02:00Z", "content": [{"administration": "a", "employments": 2,
            "hours": [[2, "144.25"]], "number": 3, "year": 2026}], "kind": "read", "operations": ["X"]});
        let mut readings = Readings::default();
        readings.part_from_json(Part::Periods, &kept.to_string()).unwrap();
        assert_eq!(readings.periods.content().unwrap()[0].number, 3);
        let other: Value = json!({"kind": "read", "content": "something else"});
        assert!(readings.part_from_json(Part::Periods, &other.to_string()).is_err());
        assert!(readings.is_read(Part::Periods));
    }

    #[test]
    fn every_part_says_with_what_it_is_read() {
        for part in Part::ALL {
            let activities: BTreeSet<_> = part.activities().iter().collect();
            assert!(!activities.is_empty(), "{part}");
            assert_eq!(activities.len(), part.activities().len(), "{part} names one twice");
        }
        let of_periods: Vec<_> = Part::ALL.iter().filter(|part| part.is_of_a_period()).collect();
        assert_eq!(of_periods, [&Part::Periods]);
        assert!(Part::EMPLOYER_DETAILS.iter().all(|part| part.scope() == PartScope::Employer));
    }
}
