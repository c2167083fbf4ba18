//! Payroll components, and which of them count hours.

use domain::reading::{AdministrationReading, ComponentReading};
use serde::Deserialize;

use super::reader::Reader;
use super::values::{Choice, Text};
use crate::fault::Fault;
use crate::operation::GET_PAYROLL_COMPONENTS;
use crate::request::Request;

/// A component as Loket lists it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Component {
    pub(crate) key: i32,
    pub(crate) description: Option<Text>,
    pub(crate) category: Choice,
    /// Whether it is a Toeslag too, to which a value of a period can be added.
    pub(crate) can_be_supplemented: Option<bool>,
}

/// The components of an administration, with the key of the category of hours as Loket numbers it. No key: there are no
/// components of hours, or Loket does not tell which are.
pub(crate) struct Components {
    pub(crate) all: Vec<ComponentReading>,
    pub(crate) hours_category: Option<i64>,
}

/// The category "Uren" tells hours from wages. None: Loket leaves it empty.
pub(crate) fn counts_hours(category: &Choice) -> Option<bool> {
    let words = category.value.clone().and_then(Text::filled)?.to_lowercase();
    Some(words == "uren" || words == "hours")
}

impl Reader {
    /// The components of these administrations in a year. An administration that ended before it has none.
    pub(crate) async fn components(
        &self,
        administrations: &[AdministrationReading],
        year: i16,
    ) -> Result<Vec<ComponentReading>, Fault> {
        let mut all = Vec::new();
        for administration in administrations.iter().filter(|one| is_active(one, year)) {
            all.extend(self.components_of(&administration.id, year).await?.all);
        }
        Ok(all)
    }

    pub(crate) async fn components_of(&self, administration: &str, year: i16) -> Result<Components, Fault> {
        let found = self.component_list(administration, year).await?;
        let hours_category = found
            .iter()
            .filter(|one| counts_hours(&one.category) == Some(true))
            .find_map(|one| one.category.number());
        let all = found.into_iter().map(|component| ComponentReading {
            administration: administration.to_owned(),
            key: component.key,
            is_hours: counts_hours(&component.category),
            description: component.description.unwrap_or_default().0,
        });
        Ok(Components { all: all.collect(), hours_category })
    }

    /// The components of an administration in a year.
    pub(crate) async fn component_list(
        &self,
        administration: &str,
        year: i16,
    ) -> Result<Vec<Component>, Fault> {
        let request = Request::new(GET_PAYROLL_COMPONENTS);
        let request = request.with("payrollAdministrationId", administration).with("year", year.to_string());
        self.unpaged(&request).await
    }
}

/// Whether an administration still went on in a year.
pub(crate) fn is_active(administration: &AdministrationReading, year: i16) -> bool {
    administration.end_date.is_none_or(|end| end.year() >= year)
}
