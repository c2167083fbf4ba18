//! What exists in every Loket, from `data/catalogue.toml`: rights, products, roles, activities, applications.

use std::sync::LazyLock;

use serde::Deserialize;
use uuid::Uuid;

use crate::ids::{Kind, id};

/// All of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Catalogue {
    #[serde(rename = "right")]
    pub rights: Vec<RightEntry>,
    #[serde(rename = "product")]
    pub products: Vec<Product>,
    #[serde(rename = "role")]
    pub roles: Vec<String>,
    #[serde(rename = "activity")]
    pub activities: Vec<Activity>,
    #[serde(rename = "application")]
    pub applications: Vec<Application>,
    #[serde(rename = "component")]
    pub components: Vec<Component>,
}

/// A right.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RightEntry {
    pub key: String,
    pub text: String,
    /// How the authorisation model spells it, when that is different.
    model: Option<String>,
    /// Whether a user made at an employer can have it.
    pub employer: bool,
}

impl RightEntry {
    pub fn model_text(&self) -> &str {
        self.model.as_deref().unwrap_or(&self.text)
    }
}

/// A product (module).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Product {
    pub number: u16,
    pub text: String,
    pub bundle: String,
}

impl Product {
    pub fn id(&self) -> Uuid {
        product_id(self.number)
    }
}

/// The id of a product.
pub(crate) fn product_id(number: u16) -> Uuid {
    id(Kind::Product, 0, u32::from(number))
}

/// An activity, and which rights and products give it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Activity {
    pub name: String,
    pub text: String,
    #[serde(default)]
    pub rights: Vec<String>,
    #[serde(default)]
    pub products: Vec<u16>,
    /// Whether a department manager may do it.
    #[serde(default)]
    pub managers: bool,
    /// Whether only users of the office may do it.
    #[serde(default)]
    pub provider: bool,
}

impl Activity {
    /// Numbers of the roles that may do it, as places in [`Catalogue::roles`].
    pub fn roles(&self) -> impl Iterator<Item = usize> + '_ {
        [Some(0), (!self.provider).then_some(1), self.managers.then_some(2)].into_iter().flatten()
    }
}

/// An application of the marketplace.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Application {
    pub key: String,
    pub name: String,
    pub summary: String,
    pub website: String,
    pub kind: String,
    pub activities: Vec<String>,
}

/// A payroll component.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Component {
    pub key: u16,
    pub text: String,
    pub category: (u8, String),
    /// Paid or deducted; neither for hours.
    pub payment: Option<bool>,
    /// Hours that are a Toeslag too.
    #[serde(default)]
    supplement: bool,
}

impl Component {
    /// Whether it counts hours.
    pub fn is_hours(&self) -> bool {
        self.category.0 == 1
    }

    /// Whether it is a Toeslag too, to which a value of a period can be added.
    pub fn can_be_supplemented(&self) -> bool {
        self.supplement || !self.is_hours()
    }
}

static CATALOGUE: LazyLock<Option<Catalogue>> =
    LazyLock::new(|| toml::from_str(include_str!("../data/catalogue.toml")).ok());

static NOTHING: Catalogue = Catalogue {
    rights: Vec::new(),
    products: Vec::new(),
    roles: Vec::new(),
    activities: Vec::new(),
    applications: Vec::new(),
    components: Vec::new(),
};

/// The catalogue. A test reads the file, so that it is never the empty one.
pub(crate) fn catalogue() -> &'static Catalogue {
    CATALOGUE.as_ref().unwrap_or(&NOTHING)
}

impl Catalogue {
    /// The activity with this name.
    pub fn activity(&self, name: &str) -> Option<(u32, &Activity)> {
        numbered(&self.activities).find(|(_, activity)| activity.name == name)
    }

    /// The right with this key.
    pub fn right(&self, key: &str) -> Option<(u32, &RightEntry)> {
        numbered(&self.rights).find(|(_, right)| right.key == key)
    }

    /// The right with this id.
    pub fn right_by_id(&self, given: Uuid) -> Option<&RightEntry> {
        numbered(&self.rights).find(|(number, _)| right_id(*number) == given).map(|(_, right)| right)
    }

    /// The product with this number.
    pub fn product(&self, number: u16) -> Option<&Product> {
        self.products.iter().find(|product| product.number == number)
    }

    /// The application with this id.
    pub fn application_by_id(&self, given: Uuid) -> Option<&Application> {
        numbered(&self.applications)
            .find(|(number, _)| application_id(*number) == given)
            .map(|(_, found)| found)
    }
}

/// Entries with their numbers, which count from 1.
pub(crate) fn numbered<T>(entries: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (1..).zip(entries)
}

/// The id of the `number`th right.
pub(crate) fn right_id(number: u32) -> Uuid {
    id(Kind::Right, 0, number)
}

/// The id of the `number`th application.
pub(crate) fn application_id(number: u32) -> Uuid {
    id(Kind::Application, 0, number)
}

/// Right keys for what the data file writes: `iob` and `asr` are what those couplings need, `all` is everything.
pub(crate) fn rights(written: &[String]) -> impl Iterator<Item = String> + '_ {
    written.iter().flat_map(|word| match word.as_str() {
        "iob" => owned(&["viewWages", "viewEmployments", "viewHrm", "viewPeriodData", "viewLeave"]),
        "asr" => owned(&[
            "manageBsn",
            "viewWages",
            "viewEmployments",
            "viewHrm",
            "viewPayrollOutputLimited",
            "viewPeriodData",
        ]),
        "all" => catalogue().rights.iter().map(|right| right.key.clone()).collect(),
        key => owned(&[key]),
    })
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, catalogue};

    #[test]
    fn the_data_file_reads() {
        let read: Result<Catalogue, _> = toml::from_str(include_str!("../data/catalogue.toml"));
        assert_eq!(read.err(), None);
        assert!(catalogue().activities.len() > 50);
    }

    #[test]
    fn everything_named_exists() {
        let known = catalogue();
        for activity in &known.activities {
            for key in &activity.rights {
                assert!(known.right(key).is_some(), "{}: {key}", activity.name);
            }
            for number in &activity.products {
                assert!(known.product(*number).is_some(), "{}: {number}", activity.name);
            }
        }
        for application in &known.applications {
            for name in &application.activities {
                assert!(known.activity(name).is_some(), "{}: {name}", application.name);
            }
        }
    }

    #[test]
    fn the_rights_of_the_handbooks_are_there_under_their_names() {
        for right in domain::right::Right::ALL {
            let (_, found) = catalogue().right(right.id()).unwrap();
            assert_eq!(found.text, right.name());
        }
    }
}
