//! A handbook: the whole way through one coupling, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::dossier::Dossier;
use crate::findings;
use crate::id::{HandbookId, ItemId, StepId};
use crate::item::{Condition, Item};
use crate::item_places::ItemPlaces;
use crate::text::Text;
use url::Url;

/// One handbook, as read from its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Koppelwijzer handbook")]
pub struct Handbook {
    /// Name of the handbook, unique: small letters, digits and dashes.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 60))]
    pub id: HandbookId,
    /// Counts up by one with each published change. A dossier keeps the version it began with.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// What the user does with it, as a heading.
    pub title: Text,
    /// The same in one or two words, for the board.
    pub short: Text,
    /// The other party.
    #[schemars(length(min = 1, max = 80))]
    pub partner: String,
    /// Names under which the partner's application can stand in Loket.
    #[serde(default)]
    pub applications: Vec<String>,
    /// Whether it is done for each employer or once for the office.
    pub scope: Scope,
    /// Which generation of Loket's interfaces the coupling uses.
    pub generation: Generation,
    /// What it is for, in a sentence or two.
    pub summary: Text,
    /// What the handbook was made from.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// What must be known before starting.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// What happens after the last step, and when.
    pub afterwards: Text,
    /// Handbooks that this one leads to.
    #[serde(default)]
    pub leads_to: Vec<HandbookId>,
    /// The steps, in order.
    #[schemars(length(min = 1, max = 200))]
    pub steps: Vec<Step>,
    /// Where its items stand, by id. Made when it is first asked for.
    #[serde(skip)]
    #[specta(skip)]
    #[schemars(skip)]
    pub(crate) places: ItemPlaces,
}

/// For whom a handbook is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Once for the office.
    Office,
    /// For each employer.
    Employer,
}

/// The generation of Loket's interfaces that a coupling uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Generation {
    /// Web services with a web-service user and an omgevingscode.
    Soap,
    /// The REST interface with a standard user.
    Rest,
}

/// Something the handbook was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Title of the source.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// Its address, https, when it has one.
    #[serde(default)]
    #[schemars(regex(pattern = "^https://"))]
    pub url: Option<String>,
    /// When the document itself is of, where it says so: yyyy, yyyy-mm or yyyy-mm-dd.
    #[serde(default)]
    #[schemars(regex(pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$"))]
    pub dated: Option<String>,
    /// The day it was read: yyyy-mm-dd.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub read: String,
}

/// Something to know before starting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// The requirements this covers.
    #[serde(default)]
    pub rows: Vec<String>,
    /// What to know.
    pub text: Text,
}

/// One step: a page of the wizard, a row of the task list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Name of the step, unique in the handbook.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 60))]
    pub id: StepId,
    /// The requirements this covers.
    #[serde(default)]
    pub rows: Vec<String>,
    /// The heading over this step and those after it, where a new part begins.
    #[serde(default)]
    pub part: Option<Text>,
    /// What to do, starting with a verb.
    pub title: Text,
    /// One short sentence under it.
    pub hint: Text,
    /// Who does it.
    pub who: Who,
    /// Who does it instead while a condition holds.
    #[serde(default)]
    pub who_when: Option<WhoWhen>,
    /// Where it is done.
    #[serde(default)]
    pub place: Place,
    /// Steps that come first. Until they are done this one cannot start.
    #[serde(default)]
    pub after: Vec<StepId>,
    /// The step counts only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The lines of the step, in the order of the screen that stands beside it.
    #[serde(default)]
    pub items: Vec<Item>,
    /// What to do when it does not work.
    #[serde(default)]
    pub help: Vec<Help>,
}

/// Who does a step.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// The payroll office itself.
    Office,
    /// The employer.
    Employer,
    /// The other party, or Loket.
    Third,
}

/// Who does a step where an answer decides that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhoWhen {
    /// When it holds.
    pub when: Condition,
    /// Who does the step then.
    pub who: Who,
}

impl Step {
    /// Who does it in a dossier, by the answers that were given. While they are open: who does it otherwise.
    pub fn who(&self, handbook: &Handbook, dossier: &Dossier) -> &Who {
        let other = self.who_when.as_ref().filter(|other| findings::holds(&other.when, handbook, dossier));
        other.map_or(&self.who, |other| &other.who)
    }
}

/// Where a step is done. All empty: in the app itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The way through the menu of the new Loket.
    #[serde(default)]
    pub loket: Vec<String>,
    /// The way through the menu of the old Loket.
    #[serde(default)]
    pub loket_old: Vec<String>,
    /// The way through another program, after its name.
    #[serde(default)]
    pub elsewhere: Vec<String>,
    /// A page outside Loket.
    #[serde(default)]
    pub page: Option<Page>,
}

/// A page that opens in the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// What to look for there.
    #[schemars(length(min = 1, max = 200))]
    pub label: String,
    /// Its address: https only.
    #[schemars(regex(pattern = "^https://"))]
    pub url: String,
}

/// A thing that can go wrong, and what to do then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// The requirements this covers.
    #[serde(default)]
    pub rows: Vec<String>,
    /// What is seen.
    pub problem: Text,
    /// What to do.
    pub advice: Text,
    /// A page that tells more.
    #[serde(default)]
    pub page: Option<Page>,
}

impl Handbook {
    /// The step with this id.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == *id)
    }

    /// The item with this id, and the step it stands in.
    pub fn item(&self, id: &ItemId) -> Option<(&Step, &Item)> {
        let (step, item) = self.places.of(id, self)?;
        let step = self.steps.get(step)?;
        step.items.get(item).map(|item| (step, item))
    }

    /// Every item with the step it stands in, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Step, &Item)> {
        self.steps.iter().flat_map(|step| step.items.iter().map(move |item| (step, item)))
    }

    /// The ids of all requirements that the handbook says it covers.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        let warnings = self.warnings.iter().flat_map(|warning| &warning.rows);
        let steps = self.steps.iter().flat_map(|step| &step.rows);
        let help = self.steps.iter().flat_map(|step| step.help.iter().flat_map(|help| &help.rows));
        let items = self.items().flat_map(|(_, item)| &item.rows);
        warnings.chain(steps).chain(help).chain(items).map(String::as_str)
    }

    /// The address of the page of a step, or of one of its help entries; none when the handbook names none there.
    pub fn page_address(&self, step: &StepId, help: Option<u32>) -> Option<Url> {
        let step = self.step(step)?;
        let page = match help {
            None => step.place.page.as_ref(),
            Some(number) => step.help.get(number as usize)?.page.as_ref(),
        };
        https(&page?.url)
    }

    /// The address of one of the sources; none when it has none.
    pub fn source_address(&self, source: u32) -> Option<Url> {
        https(self.sources.get(source as usize)?.url.as_ref()?)
    }

    /// Every page that the handbook names, and so the only ones that may be opened from it.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.steps.iter().flat_map(|step| {
            step.place.page.iter().chain(step.help.iter().filter_map(|help| help.page.as_ref()))
        })
    }
}

fn https(address: &str) -> Option<Url> {
    Url::parse(address).ok().filter(|url| url.scheme() == "https")
}
