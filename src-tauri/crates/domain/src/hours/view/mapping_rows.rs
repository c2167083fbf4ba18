//! What names of the file are in Loket, as the page shows it.

use serde::Serialize;
use specta::Type;

use crate::hours::run::{MappingChoice, MappingSource};
use crate::stamp::Stamp;
use crate::text::Text;

/// A name of the file and what it is in Loket.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MappingRow {
    /// As it stands in the file; names the row in a change.
    pub name: String,
    /// Of a person: the name in the file; of a component, unit or person in Loket, its name there.
    pub file_name: Option<String>,
    pub loket_name: Option<String>,
    /// How many rows of the file have it.
    pub rows: u32,
    /// None: nothing was chosen. A person then has the number of the file, when that is one.
    pub choice: Option<MappingChoice>,
    /// Where the choice came from.
    pub source: Option<MappingSource>,
    /// Who chose it, and when.
    pub stamp: Option<Stamp>,
    /// What is proposed, and why; only while nothing was chosen.
    pub proposal: Option<MappingProposal>,
    /// Whether something has to be chosen before the file can be made.
    pub open: bool,
}

/// What a name probably is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MappingProposal {
    pub choice: MappingChoice,
    pub label: String,
    pub why: Text,
}

/// What can be chosen from in Loket.
#[derive(Debug, Clone, Default, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MappingOptions {
    pub components: Option<Vec<MappingOption>>,
    pub cost_centers: Option<Vec<MappingOption>>,
    pub distribution_units: Option<Vec<MappingOption>>,
    /// Ploegen; none as well where Loket has none.
    pub shifts: Option<Vec<MappingOption>>,
    /// By the number that the office chose.
    pub employments: Option<Vec<MappingOption>>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MappingOption {
    pub choice: MappingChoice,
    /// Its number or code.
    pub code: String,
    pub label: String,
}
