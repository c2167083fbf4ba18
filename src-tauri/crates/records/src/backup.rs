//! A backup: what its name says, and what was found in it.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::row::count;

/// What every backup's name starts with.
pub(crate) const NAME: &str = "koppelwijzer-";

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A day with changes.
    Daily,
    /// The app closed after changes.
    Closing,
    Asked,
    /// The file was about to be brought to a newer schema.
    BeforeMigration,
    /// Another backup was about to take the file's place.
    BeforeRestore,
}

const REASONS: [(Reason, &str); 5] = [
    (Reason::Daily, "daily"),
    (Reason::Closing, "closing"),
    (Reason::Asked, "asked"),
    (Reason::BeforeMigration, "before-migration"),
    (Reason::BeforeRestore, "before-restore"),
];

impl Reason {
    pub(crate) fn word(self) -> &'static str {
        REASONS.iter().find_map(|(reason, word)| (*reason == self).then_some(*word)).unwrap_or_default()
    }
}

/// How much there is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub employers: u64,
    pub dossiers: u64,
    pub events: u64,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub file: PathBuf,
    /// Its name, by which it is asked for.
    pub name: String,
    /// When it was made, in UTC, to the second.
    pub at: Timestamp,
    pub reason: Reason,
    pub bytes: u64,
    /// What is in it. None: it cannot be used.
    pub counts: Option<Counts>,
    /// Why it cannot be used. None: it can, as far as was looked.
    pub unusable: Option<Unusable>,
    /// How many employers and dossiers are in it that were removed for good since, and that restoring it does not
    /// bring back. Only [`crate::Records::backups`] and [`crate::Records::preview_restore`] count them.
    pub removed_again: u64,
}

impl Backup {
    /// Whether it is what was live before another backup took its place.
    pub fn is_before_restore(&self) -> bool {
        self.reason == Reason::BeforeRestore
    }
}

/// Why a backup cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is a link to a file elsewhere.
    #[error("a link, not a file")]
    Link,
    /// It is another program's database, or none at all.
    #[error("not a database of this app")]
    NotOurs,
    /// It is of another environment than the records that are open.
    #[error("of environment {found}")]
    OtherEnvironment {
        /// The environment it is of.
        found: String,
    },
    /// A newer version of the app made it.
    #[error("schema {found} is newer")]
    Newer {
        /// Its schema.
        found: u32,
    },
    /// Something was added to its schema or changed in it, as a trigger or a view.
    #[error("its schema is not the app's own: {0}")]
    Altered(String),
    /// It is damaged, or cannot be read.
    #[error("damaged: {0}")]
    Damaged(String),
}

pub(crate) fn counts(connection: &rusqlite::Connection) -> rusqlite::Result<Counts> {
    connection.query_row(
        "SELECT (SELECT count(*) FROM employers), count(*), coalesce(sum(length), 0) FROM dossiers",
        [],
        |row| Ok(Counts { employers: count(row, 0)?, dossiers: count(row, 1)?, events: count(row, 2)? }),
    )
}

/// What a file's name says: `koppelwijzer-20260301T140312Z-daily.db`, or `...-daily-2.db`.
pub(crate) fn named(file: &Path) -> Option<Backup> {
    let name = file.file_name()?.to_str()?;
    let (stamp, rest) = name.strip_prefix(NAME)?.strip_suffix(".db")?.split_once('-')?;
    let at = DateTime::strptime("%Y%m%dT%H%M%SZ", stamp).ok()?;
    let word = rest.trim_end_matches(|end: char| end.is_ascii_digit());
    let word = if word == rest { rest } else { word.strip_suffix('-')? };
    let (reason, _) = REASONS.iter().find(|(_, known)| *known == word)?;
    Some(Backup {
        file: file.to_owned(),
        name: name.to_owned(),
        at: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
        reason: *reason,
        bytes: fs::symlink_metadata(file).ok()?.len(),
        counts: None,
        unusable: None,
        removed_again: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_own_names_and_no_others() {
        let dir = tempfile::tempdir().unwrap();
        let read = |name: &str| {
            let file = dir.path().join(name);
            fs::write(&file, "x").unwrap();
            named(&file).map(|backup| (backup.at.to_string(), backup.reason))
        };
        let at = "2026-03-01T14:03:12Z".to_owned();
        for (reason, word) in REASONS {
            for end in ["", "-2", "-12"] {
                let name = format!("koppelwijzer-20260301T140312Z-{word}{end}.db");
                assert_eq!(read(&name), Some((at.clone(), reason)));
            }
        }
        for name in [
            "koppelwijzer-20260301T140312Z.db",
            "koppelwijzer-20260301T140312Z-daily2.db",
            "koppelwijzer-20260301T140312Z-other.db",
            "koppelwijzer-20261301T140312Z-daily.db",
            "koppelwijzer.part",
            "mine.db",
        ] {
            assert_eq!(read(name), None, "{name}");
        }
    }
}
