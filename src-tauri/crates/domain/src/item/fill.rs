//! Values that the app can know beforehand, by name.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use strum::VariantArray;

/// A value that the app can know beforehand.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type, JsonSchema, VariantArray,
)]
pub enum Fill {
    /// Name of the office, from the settings.
    #[serde(rename = "office.name")]
    OfficeName,
    /// E-mail address of the office, from the settings.
    #[serde(rename = "office.email")]
    OfficeEmail,
    /// The omgevingscode that Loket gave the office: asked once.
    #[serde(rename = "office.environmentCode")]
    OfficeEnvironmentCode,
    /// Name of the employer.
    #[serde(rename = "employer.companyName")]
    EmployerCompanyName,
    /// Werkgever ID: a GUID.
    #[serde(rename = "employer.id")]
    EmployerId,
    /// Werkgevernummer.
    #[serde(rename = "employer.employerNumber")]
    EmployerNumber,
    /// Address at the employer to write to.
    #[serde(rename = "employer.email")]
    EmployerEmail,
    /// How many loonheffingennummers the employer has: `one` or `more`.
    #[serde(rename = "employer.payrollTaxesNumbers")]
    PayrollTaxesNumbers,
    /// Loonheffingennummer of the payroll administration.
    #[serde(rename = "administration.payrollTaxesNumber")]
    PayrollTaxesNumber,
    /// Aansluitnummer of the payroll administration.
    #[serde(rename = "administration.clientNumber")]
    ClientNumber,
    /// Period type of the payroll administration: `month`, `fourWeeks` or `week`.
    #[serde(rename = "administration.payrollPeriodType")]
    PayrollPeriodType,
}

/// Each with its name, as handbooks and the records write it.
static FILL_NAMES: LazyLock<Vec<(Fill, String)>> = LazyLock::new(|| {
    let named = Fill::VARIANTS.iter().filter_map(|fill| {
        let name = serde_json::to_value(fill).ok()?;
        Some((*fill, name.as_str()?.to_owned()))
    });
    named.collect()
});

impl Fill {
    /// Whether it is the office's own: the same for all its employers.
    pub const fn is_of_office(self) -> bool {
        matches!(self, Self::OfficeName | Self::OfficeEmail | Self::OfficeEnvironmentCode)
    }

    /// Its name in handbooks and in the records, such as `office.name`.
    pub fn name(self) -> &'static str {
        FILL_NAMES.iter().find(|(fill, _)| *fill == self).map_or("", |(_, name)| name)
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        FILL_NAMES.iter().find(|(_, known)| known == name).map(|(fill, _)| *fill)
    }
}
