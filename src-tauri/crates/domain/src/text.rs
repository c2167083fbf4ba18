//! Text in the two languages of the app.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;

/// The languages a text can be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch, the language of the handbooks.
    #[default]
    Nl,
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

/// A text in the two languages, or a name that is the same in both.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum NameOrText {
    /// The same in both languages.
    Name(#[schemars(length(min = 1, max = 80))] String),
    /// One for each language.
    Text(Text),
}

/// Reads a [`NameOrText`] as a text.
///
/// # Errors
/// When it is neither.
pub(crate) fn name_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    Ok(match NameOrText::deserialize(deserializer)? {
        NameOrText::Name(name) => Text { nl: name.clone(), en: name },
        NameOrText::Text(text) => text,
    })
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

/// Whether a character has no place in text that people are to trust: it does not show, or makes others show in another
/// order. A line break is judged apart.
pub fn is_unwelcome(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Soft hyphen, combining grapheme joiner, Arabic letter mark, Mongolian vowel separator.
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}'
            // Fillers of Korean writing that show as nothing.
            | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'
            // Zero width, direction marks, line and paragraph separators, embeddings, overrides.
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            // Word joiner, invisible operators, isolates, deprecated format characters.
            | '\u{2060}'..='\u{206F}'
            // Byte order mark, interlinear annotations, tags.
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
            // Stands where a character was lost: the file was not stored as UTF-8.
            | '\u{FFFD}')
}

/// Whether a text holds nothing but what shows as it is, line breaks and tabs.
pub fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| is_unwelcome(c) && !matches!(c, '\n' | '\r' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_is_not_plain() {
        assert!(is_plain("Bakkerij 't Voorbeeld B.V.\r\n\tregel 2, € 12,50"));
        for hidden in ["a\u{202E}b", "a\u{200B}b", "a\0b", "\u{FEFF}a", "a\u{2066}b"] {
            assert!(!is_plain(hidden), "{hidden:?}");
        }
    }
}
