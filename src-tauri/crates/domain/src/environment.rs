//! Which Loket a reading or a file is of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The Loket that is asked. Kept with every record that comes from it, so that the sandbox never passes for real.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Environment {
    /// The sandbox inside the program: invented employers, on this computer only.
    Sandbox,
    /// Loket's own acceptance environment, with test data.
    Acceptance,
    /// The real one.
    Production,
}

impl Environment {
    /// All of them, the safest first.
    pub const ALL: [Self; 3] = [Self::Sandbox, Self::Acceptance, Self::Production];

    /// The word for it in settings and files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sandbox => "practice",
            Self::Acceptance => "acceptance",
            Self::Production => "production",
        }
    }
}
