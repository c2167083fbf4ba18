//! Text in the two languages of the app.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The languages a text can be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch, the language of the handbooks.
    #[default]
    Nl,
    /// English.
    En,
}

/// One text, in Dutch with English beside it. Shown as plain words, never as markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Dutch.
    #[schemars(length(min = 1, max = 4000))]
    pub nl: String,
    /// English.
    #[schemars(length(min = 1, max = 4000))]
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}
