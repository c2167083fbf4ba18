//! The faults in plain English, for logs and tests. The screen has words of its own.

use std::fmt;

use crate::fault::{Expected, NameKind, ValueKind};

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        match self {
            Self::BytesAtMost { .. }
            | Self::ValuesAtMost { .. }
            | Self::ItemsAtMost { .. }
            | Self::TextFile
            | Self::Utf8
            | Self::Toml { .. }
            | Self::Other { .. }
            | Self::Fewer { .. } => self.of_file(f),
            Self::Kind { .. }
            | Self::Key { .. }
            | Self::KnownKey { .. }
            | Self::OneOf { .. }
            | Self::LengthAtLeast { .. }
            | Self::LengthAtMost { .. }
            | Self::CountAtLeast { .. }
            | Self::CountAtMost { .. }
            | Self::NumberAtLeast { .. }
            | Self::NumberAtMost { .. } => self.of_shape(f),
            Self::Name { .. }
            | Self::Day { .. }
            | Self::Date { .. }
            | Self::HttpsAddress { .. }
            | Self::PlainHost { .. }
            | Self::PlainCharacters { .. }
            | Self::KnownPlace { .. }
            | Self::PairedBraces
            | Self::Recipient { .. } => self.of_writing(f),
            _ => self.of_meaning(f),
        }
    }
}

impl Expected {
    fn of_file(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BytesAtMost { most } => write!(f, "a file of at most {most} bytes"),
            Self::ValuesAtMost { most } => write!(f, "a file of at most {most} values"),
            Self::ItemsAtMost { most } => write!(f, "at most {most} items in all steps together"),
            Self::TextFile => f.write_str("a text file"),
            Self::Utf8 => f.write_str("text stored as UTF-8"),
            Self::Toml { detail, .. } => write!(f, "TOML: {detail}"),
            Self::Other { detail } => write!(f, "a handbook: {detail}"),
            Self::Fewer { more } => write!(f, "fewer faults: {more} more are not listed"),
            _ => Ok(()),
        }
    }

    fn of_shape(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind { kind, found } => write!(f, "{}, found {}", kind.words(), found.words()),
            Self::Key { key } => write!(f, "the key `{key}`, which is missing"),
            Self::KnownKey { key, allowed, meant } => {
                write!(f, "one of the keys {}, found `{key}`{}", list(allowed), suggested(meant.as_ref()))
            }
            Self::OneOf { found, allowed, meant } => {
                write!(f, "one of {}, found `{found}`{}", list(allowed), suggested(meant.as_ref()))
            }
            Self::LengthAtLeast { least } => write!(f, "at least {least} characters"),
            Self::LengthAtMost { most } => write!(f, "at most {most} characters"),
            Self::CountAtLeast { least } => write!(f, "a list of at least {least}"),
            Self::CountAtMost { most } => write!(f, "a list of at most {most}"),
            Self::NumberAtLeast { least } => write!(f, "a number of at least {least}"),
            Self::NumberAtMost { most } => write!(f, "a number of at most {most}"),
            _ => Ok(()),
        }
    }

    fn of_writing(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { found } => {
                write!(f, "a name of small letters, digits and dashes, found `{found}`")
            }
            Self::Day { found } => {
                write!(f, "a day that exists, as yyyy-mm-dd, found `{found}`")
            }
            Self::Date { found } => {
                write!(f, "a date as yyyy, yyyy-mm or yyyy-mm-dd, found `{found}`")
            }
            Self::HttpsAddress { found } => {
                write!(f, "an address that starts with https:// and names a host, found `{found}`")
            }
            Self::PlainHost { host } => {
                write!(f, "the host in plain letters: `{host}`")
            }
            Self::PlainCharacters { character } => {
                write!(f, "no character {character}: it does not show as what it is")
            }
            Self::KnownPlace { found, allowed, meant } => {
                let (allowed, meant) = (list(allowed), suggested(meant.as_ref()));
                write!(f, "an item or one of {allowed} between the braces, found `{found}`{meant}")
            }
            Self::PairedBraces => f.write_str("braces in pairs, around a place to fill"),
            Self::Recipient { found } => {
                write!(f, "an e-mail address, a place to fill or nothing, found `{found}`")
            }
            _ => Ok(()),
        }
    }

    fn of_meaning(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unique { name, first } => {
                write!(f, "a name of its own, `{name}` stands in line {first} already")
            }
            Self::Existing { thing, name, meant } => {
                write!(f, "{} that exists, there is no `{name}`{}", thing.words(), suggested(meant.as_ref()))
            }
            Self::NotItself { name } => write!(f, "something else than `{name}` itself"),
            Self::Earlier { name } => {
                write!(f, "an item that stands earlier, `{name}` comes later")
            }
            Self::NoCircle { steps } => {
                write!(f, "steps that do not wait for each other in a circle: {}", list(steps))
            }
            Self::ShorterChain { most } => {
                write!(f, "a chain of at most {most} conditions on conditions")
            }
            Self::ItemOfKind { name, kinds } => {
                write!(f, "an item of kind {}, `{name}` is of another", list(kinds))
            }
            Self::PossibleAnswer { name, found, allowed, .. } if allowed.is_empty() => {
                write!(f, "a value that `{name}` can have, as it is kept, found `{found}`")
            }
            Self::PossibleAnswer { name, found, allowed, meant } => {
                let (allowed, meant) = (list(allowed), suggested(meant.as_ref()));
                write!(f, "an answer to `{name}`, one of {allowed}, found `{found}`{meant}")
            }
            Self::Options => f.write_str("options, because this is a choice"),
            Self::NoOptions => f.write_str("no options, because this is not a choice"),
            Self::ChoiceItem => f.write_str("kind = \"choice\" with options, not a field"),
            Self::WholeNumberField => f.write_str("type = \"number\": only whole numbers have a min or max"),
            Self::OptionsOrCompare => f.write_str("either options with their tiers, or compare"),
            Self::FillFits { fill, types } => {
                write!(f, "one of the types {}, which `{fill}` can fill", list(types))
            }
            Self::FillOption { fill, allowed } => {
                write!(f, "an option with one of the ids {}, for `{fill}`", list(allowed))
            }
            Self::NoEmployer { name } => {
                write!(f, "nothing of an employer in a handbook for the office, found `{name}`")
            }
            Self::CheckKind { name, kinds } => {
                write!(f, "a check for this kind of item, `{name}` is for {}", list(kinds))
            }
            Self::RunKind { name, kind } => {
                write!(f, "a fact of the hours runs for this kind of item, `{name}` is for `{kind}`")
            }
            Self::CheckType { name, types } => {
                write!(f, "a value of type {}, which `{name}` looks at", list(types))
            }
            Self::OrdinaryUser { name } => {
                write!(f, "`userIsStandard` on another item: `{name}` needs an ordinary user")
            }
            Self::CheckCondition { name } => {
                write!(
                    f,
                    "a `when` on an item of kind `products`: `{name}` looks at the products named there"
                )
            }
            Self::NumericColumn { name } => {
                write!(f, "a column of numbers or amounts, `{name}` is not")
            }
            _ => Ok(()),
        }
    }
}

impl ValueKind {
    fn words(self) -> &'static str {
        match self {
            Self::Text => "text between quotes",
            Self::WholeNumber => "a whole number",
            Self::Number => "a number with a fraction",
            Self::TrueOrFalse => "true or false",
            Self::List => "a list",
            Self::Table => "a table",
        }
    }
}

impl NameKind {
    fn words(self) -> &'static str {
        match self {
            Self::Step => "a step",
            Self::Item => "an item",
            Self::Tier => "a tier",
            Self::Extra => "an extra",
            Self::Column => "a column",
            Self::Option => "an option",
        }
    }
}

fn list(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn suggested(meant: Option<&String>) -> String {
    meant.map(|name| format!(", did you mean `{name}`?")).unwrap_or_default()
}
