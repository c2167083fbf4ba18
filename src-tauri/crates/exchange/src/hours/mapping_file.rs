//! A mapping as a file: to keep beside the app, or to take to another office. People are in it only when asked for.

use domain::hours::run::{MappingChoice, MappingOf, RunOptions};
use serde::{Deserialize, Serialize};

/// What the first field of such a file says.
const FORMAT: &str = "koppelwijzer-urenkoppeling";
const VERSION: u32 = 1;
/// The largest that is read, in bytes.
pub const LARGEST_MAPPING: u64 = 16 * 1024 * 1024;

/// A mapping as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingFile {
    pub options: RunOptions,
    pub entries: Vec<(MappingOf, String, MappingChoice)>,
}

/// Text that is no mapping of this version of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no mapping of hours that this version reads")]
pub struct NoMapping;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    format: String,
    version: u32,
    options: RunOptions,
    mapping: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    of: MappingOf,
    name: String,
    choice: MappingChoice,
}

impl MappingFile {
    /// As text, the same for the same mapping.
    pub fn written(&self) -> String {
        let entry = |(of, name, choice): &(MappingOf, String, MappingChoice)| Entry {
            of: *of,
            name: name.clone(),
            choice: choice.clone(),
        };
        let stored = Stored {
            format: FORMAT.to_owned(),
            version: VERSION,
            options: self.options.clone(),
            mapping: self.entries.iter().map(entry).collect(),
        };
        // Plain data into memory cannot fail.
        serde_json::to_string_pretty(&stored).unwrap_or_default() + "\n"
    }

    /// Reads such text.
    ///
    /// # Errors
    /// [`NoMapping`], also for a choice that cannot be one of what it is chosen for.
    pub fn read(bytes: &[u8]) -> Result<Self, NoMapping> {
        let stored: Stored = serde_json::from_slice(bytes).map_err(|_| NoMapping)?;
        let fits = |entry: &Entry| entry.choice.fits(entry.of) && entry.name.chars().count() <= 1_000;
        if stored.format != FORMAT || stored.version != VERSION || !stored.mapping.iter().all(fits) {
            return Err(NoMapping);
        }
        let entries = stored.mapping.into_iter().map(|entry| (entry.of, entry.name, entry.choice));
        Ok(Self { options: stored.options, entries: entries.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(choice: MappingChoice) -> MappingFile {
        MappingFile {
            options: RunOptions::default(),
            entries: vec![(MappingOf::Code, "NORM".to_owned(), choice)],
        }
    }

    #[test]
    fn a_mapping_comes_back_as_it_was_written() {
        let whole = file(MappingChoice::Component { number: 4015 });
        assert_eq!(MappingFile::read(whole.written().as_bytes()), Ok(whole));
    }

    #[test]
    fn what_is_no_mapping_or_of_a_later_version_or_says_what_cannot_be_is_refused() {
        let text = file(MappingChoice::Component { number: 2 }).written();
        for (from, to) in [
            ("\"version\": 1", "\"version\": 2"),
            (FORMAT, "iets anders"),
            ("\"code\"", "\"person\""),
            ("\"number\": 2", "\"number\": 0"),
            ("\"mapping\"", "\"koppeling\""),
        ] {
            assert!(text.contains(from), "{from}");
            assert_eq!(MappingFile::read(text.replace(from, to).as_bytes()), Err(NoMapping), "{to}");
        }
        assert_eq!(MappingFile::read(b"\xff\xfe"), Err(NoMapping));
    }
}
