//! The small values that Loket's answers are made of, read as widely as its own examples vary.

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Number;
use uuid::Uuid;

/// A GUID, brought to lower case with dashes. Loket's pattern allows braces, capitals and missing dashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Guid(pub(crate) String);

impl Guid {
    /// The GUID in a text, when it is one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let bare = text.trim().trim_matches(['{', '}', '(', ')']);
        Uuid::try_parse(bare).ok().map(|id| Self(id.hyphenated().to_string()))
    }
}

impl<'de> Deserialize<'de> for Guid {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        // The text itself stays out of the error: it could be anything.
        Self::of(&String::deserialize(source)?).ok_or_else(|| D::Error::custom("no GUID"))
    }
}

/// The longest text that is kept, in characters. No name, code or description of Loket comes near it.
pub(crate) const LONGEST_TEXT: usize = 1000;

/// A text without spaces around it, cut off after [`LONGEST_TEXT`] characters: what is kept has a bound, whatever Loket
/// sends. Every text that goes into a reading is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text(pub(crate) String);

impl Text {
    /// The text, when it is not empty.
    pub(crate) fn filled(self) -> Option<String> {
        Some(self.0).filter(|text| !text.is_empty())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        let text = text.trim();
        let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) else { return Self(text.to_owned()) };
        tracing::warn!(bytes = text.len(), "a text of Loket was too long and is cut off");
        Self(text[..end].trim_end().to_owned())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        Ok(Self::from(String::deserialize(source)?.as_str()))
    }
}

/// A date, written as one or as a moment: the specification says `yyyy-MM-dd`, bodies hold both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let text = String::deserialize(source)?;
        // The local date before the T is the date meant: an offset would move midnight into another day.
        let date = text.split(['T', ' ']).next().unwrap_or_default();
        date.parse().map(Self).map_err(|_| D::Error::custom("no date"))
    }
}

/// A code that is a number for one kind of thing and a text for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code(pub(crate) String);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Code;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a code")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Code, E> {
                Ok(Code(Text::from(text).0))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Code, E> {
                Ok(Code(number.to_string()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Code, E> {
                Ok(Code(number.to_string()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Code, E> {
                // 40.0 prints as 40.
                Ok(Code(number.to_string()))
            }
        }
        source.deserialize_any(Either)
    }
}

/// A number with a point, read by its digits: a float would round 0.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount(pub(crate) Decimal);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let digits = Number::deserialize(source)?.to_string();
        let read = digits.parse().or_else(|_| Decimal::from_scientific(&digits));
        read.map(Self).map_err(|_| D::Error::custom("no amount"))
    }
}

/// One of Loket's `{key, value}` choices. The set of choices is open: a new one is kept as Loket words it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Choice {
    pub(crate) key: Option<Code>,
    pub(crate) value: Option<Text>,
}

impl Choice {
    /// The words of the choice; its key when it has none.
    pub(crate) fn words(&self) -> String {
        let words = self.value.clone().and_then(Text::filled);
        words.unwrap_or_else(|| self.key.as_ref().map_or_else(String::new, |key| key.0.clone()))
    }

    /// The key as a number, when it is one.
    pub(crate) fn number(&self) -> Option<i64> {
        self.key.as_ref()?.0.parse().ok()
    }
}

/// The names of a person, of which users and employees have different ones.
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Names {
    pub(crate) initials: Option<Text>,
    pub(crate) prefix: Option<Text>,
    pub(crate) last_name: Option<Text>,
    pub(crate) formatted_name: Option<Text>,
}

impl Names {
    /// Loket's own formatted name, or else initials, prefix and last name.
    pub(crate) fn formatted(&self) -> String {
        let filled = |part: &Option<Text>| part.clone().unwrap_or_default().0;
        let own = filled(&self.formatted_name);
        if !own.is_empty() {
            return own;
        }
        let parts = [dotted(&filled(&self.initials)), filled(&self.prefix), filled(&self.last_name)];
        let parts: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        Text::from(parts.join(" ").as_str()).0
    }
}

/// `SL` as `S.L.`; initials that have dots stay as they are.
fn dotted(initials: &str) -> String {
    if initials.chars().all(char::is_alphabetic) {
        initials.chars().flat_map(|letter| [letter, '.']).collect()
    } else {
        initials.to_owned()
    }
}

/// A text; none when there is nothing in it. Loket keeps what was typed, spaces and all.
pub(crate) fn filled(text: Option<Text>) -> Option<String> {
    text.and_then(Text::filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "b14acd0d-75d7-4fc8-8b22-4a3924585cab";

    #[test]
    fn guids_are_read_in_every_form_of_lokets_pattern_and_kept_in_one() {
        for form in [
            ID.to_owned(),
            ID.to_uppercase(),
            format!("{{{ID}}}"),
            format!("({})", ID.to_uppercase()),
            ID.replace('-', ""),
        ] {
            assert_eq!(
                serde_json::from_value::<Guid>(form.clone().into()).unwrap(),
                Guid(ID.into()),
                "{form}"
            );
        }
        let fault = serde_json::from_str::<Guid>("\"20720-secret\"").unwrap_err().to_string();
        assert!(fault.contains("no GUID") && !fault.contains("secret"));
    }

    #[test]
    fn dates_are_read_with_and_without_a_time() {
        for form in ["1980-01-01", "1980-01-01T00:00:00+01:00", "1980-01-01T00:00:00", "1980-01-01T23:30:00Z"]
        {
            let read: Day = serde_json::from_value(form.into()).unwrap();
            assert_eq!(read.0.to_string(), "1980-01-01", "{form}");
        }
        for bad in ["", "01-01-1980", "T", "soon"] {
            assert!(serde_json::from_value::<Day>(bad.into()).is_err(), "{bad}");
        }
    }

    #[test]
    fn codes_are_texts_whatever_they_were() {
        let read = |text: &str| serde_json::from_str::<Code>(text).unwrap().0;
        assert_eq!(read("2"), "2");
        assert_eq!(read("40.0"), "40");
        assert_eq!(read("\" SAL073 \""), "SAL073");
        assert!(serde_json::from_str::<Code>("null").is_err());
    }

    #[test]
    fn a_text_is_cut_off_after_a_thousand_characters() {
        let read = |text: &str| serde_json::from_value::<Text>(text.into()).unwrap().0;
        assert_eq!(read("  Bakkerij "), "Bakkerij");
        // Characters and not bytes, so that none is cut in half.
        assert_eq!(read(&"é".repeat(1000)), "é".repeat(1000));
        assert_eq!(read(&format!("é{}", "ë".repeat(5000))), format!("é{}", "ë".repeat(999)));
        assert_eq!(serde_json::from_value::<Code>("9".repeat(5000).into()).unwrap().0.len(), 1000);
        let long = Some(Text("x".repeat(1000)));
        let names = Names { prefix: long.clone(), last_name: long, ..Names::default() };
        assert_eq!(names.formatted().chars().count(), 1000);
    }

    #[test]
    fn amounts_keep_their_digits() {
        let read = |text: &str| serde_json::from_str::<Amount>(text).map(|amount| amount.0.to_string());
        assert_eq!(read("144").unwrap(), "144");
        assert_eq!(read("0.1").unwrap(), "0.1");
        assert_eq!(read("-7.25").unwrap(), "-7.25");
        assert!(read("1e300").is_err() && read("\"12\"").is_err());
    }

    #[test]
    fn a_choice_is_kept_as_it_is_worded() {
        let read = |text: &str| serde_json::from_str::<Choice>(text).unwrap();
        assert_eq!(read(r#"{"key":99,"value":"Something new","isoCode":"x"}"#).words(), "Something new");
        assert_eq!(read(r#"{"key":99}"#).words(), "99");
        assert_eq!(read(r#"{"key":99,"value":null}"#).number(), Some(99));
        assert_eq!(read("{}").words(), "");
    }

    #[test]
    fn names_are_printed_as_loket_would() {
        let read = |text: &str| serde_json::from_str::<Names>(text).unwrap().formatted();
        assert_eq!(read(r#"{"initials":"SL","prefix":"van","lastName":"Bergen"}"#), "S.L. van Bergen");
        assert_eq!(read(r#"{"initials":"S.L.","prefix":null,"lastName":" Bergen "}"#), "S.L. Bergen");
        assert_eq!(
            read(r#"{"lastName":"Bergen","formattedName":"Wiel - van Bergen S.L."}"#),
            "Wiel - van Bergen S.L."
        );
        assert_eq!(read("{}"), "");
    }
}
