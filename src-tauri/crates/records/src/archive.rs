//! Backups: made whole, read back, named last.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::check::{self, Unsound};
use crate::connection;
use crate::fault::BackupFault;
use crate::opening::Options;
use crate::place::{self, Place};
use crate::retention;
use crate::row::count;
use crate::schema::{self, Found};

/// What every backup's name starts with.
const NAME: &str = "koppelwijzer-";

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A day with changes.
    Daily,
    /// The app closed after changes.
    Closing,
    /// Somebody asked for it.
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
    fn word(self) -> &'static str {
        REASONS.iter().find_map(|(reason, word)| (*reason == self).then_some(*word)).unwrap_or_default()
    }
}

/// How much there is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Employers.
    pub employers: u64,
    /// Dossiers.
    pub dossiers: u64,
    /// Events in all dossiers.
    pub events: u64,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// Its name, by which it is asked for.
    pub name: String,
    /// When it was made, in UTC, to the second.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
    /// Its size in bytes.
    pub bytes: u64,
    /// What is in it. None: it cannot be read.
    pub counts: Option<Counts>,
}

/// The backups of one data directory. Can go to another thread, to work beside the records.
#[derive(Debug, Clone)]
pub struct Archive {
    place: Place,
    options: Options,
}

/// A backup that is to be made, on whatever thread.
#[derive(Debug)]
pub struct BackupJob {
    archive: Archive,
    now: Timestamp,
    reason: Reason,
    changes: u64,
}

/// A backup that was made, to report to [`crate::Records::backed_up`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The backup.
    pub backup: Backup,
    /// How many changes the session had made by then.
    pub(crate) changes: u64,
}

impl BackupJob {
    /// Makes the backup, and lets go of those that need not be kept any longer.
    ///
    /// # Errors
    /// The copy could not be made, or was not whole when read back; then it is not kept.
    pub fn run(self) -> Result<Made, BackupFault> {
        let backup = self.archive.make(self.now, self.reason)?;
        if let Err(fault) = self.archive.thin_out() {
            tracing::warn!(%fault, "old backups are kept longer");
        }
        Ok(Made { backup, changes: self.changes })
    }
}

impl Archive {
    pub(crate) fn new(place: Place, options: Options) -> Self {
        Self { place, options }
    }

    pub(crate) fn job(&self, now: Timestamp, reason: Reason, changes: u64) -> BackupJob {
        BackupJob { archive: self.clone(), now, reason, changes }
    }

    /// All backups, newest first.
    ///
    /// # Errors
    /// The directory cannot be read. One that is not there holds none.
    pub fn list(&self) -> Result<Vec<Backup>, BackupFault> {
        let mut found = self.named()?;
        for backup in &mut found {
            backup.counts = self.counts(&backup.file).ok();
        }
        Ok(found)
    }

    /// One backup, read in full and found whole: what restoring it would bring.
    ///
    /// # Errors
    /// It is not there, not whole, or from a newer version.
    pub fn preview(&self, name: &str) -> Result<Backup, BackupFault> {
        let mut found = self.named()?.into_iter().find(|backup| backup.name == name);
        let backup = found.as_mut().ok_or(BackupFault::NotFound)?;
        backup.counts = Some(self.verify(&backup.file)?);
        found.ok_or(BackupFault::NotFound)
    }

    /// Reads the live file in full, beside the work that goes on in it.
    ///
    /// # Errors
    /// It is damaged, or could not be read.
    pub fn check(&self) -> Result<Counts, BackupFault> {
        let connection = connection::open_to_read(&self.place.db(), &self.options)?;
        // One transaction, so that all of it is seen at one moment.
        let moment = connection.unchecked_transaction()?;
        check::structure(&moment)?;
        check::contents(&moment)?;
        Ok(counts(&moment)?)
    }

    /// Copies the live file as it is at this moment, reads the copy back, and only then gives it its name.
    pub(crate) fn make(&self, now: Timestamp, reason: Reason) -> Result<Backup, BackupFault> {
        let dir = self.place.backups();
        place::create_private(&dir)?;
        let part = self.place.part();
        place::remove_database(&part)?;
        let made = self.copy_to(&part);
        let finished = made.and_then(|counts| {
            let target = place::free(&dir, &format!("{NAME}{}-{}", place::stamp(now), reason.word()));
            fs::rename(&part, &target)?;
            place::sync_dir(&dir)?;
            let mut backup = named(&target).ok_or(BackupFault::NotFound)?;
            backup.counts = Some(counts);
            Ok(backup)
        });
        if finished.is_err() {
            place::remove_database(&part)?;
        }
        finished
    }

    fn copy_to(&self, part: &Path) -> Result<Counts, BackupFault> {
        let target = part.to_str().ok_or_else(|| BackupFault::Io("the path is not Unicode".to_owned()))?;
        let source = connection::open_to_read(&self.place.db(), &self.options)?;
        source.execute("VACUUM INTO ?1", [target])?;
        drop(source);
        place::sync_file(part)?;
        self.verify(part)
    }

    /// Reads a backup in full.
    pub(crate) fn verify(&self, file: &Path) -> Result<Counts, BackupFault> {
        let connection = connection::open_to_read(file, &self.options)?;
        let known = self.options.schema.version();
        let version = match schema::inspect(&connection, &self.options.schema)? {
            Found::Ours(version) => version,
            Found::Newer { found, .. } => return Err(BackupFault::NewerSchema { found, known }),
            _ => return Err(BackupFault::Damaged("not one of ours".to_owned())),
        };
        check::structure(&connection)?;
        if version == known {
            check::contents(&connection)?;
        }
        Ok(counts(&connection)?)
    }

    /// Lets go of the backups that the rule of [`retention`] does not keep.
    fn thin_out(&self) -> Result<(), BackupFault> {
        let all = self.named()?;
        let made: Vec<_> = all.iter().map(|backup| (backup.at, backup.reason)).collect();
        let kept = retention::kept(&made);
        for (number, backup) in all.iter().enumerate() {
            if !kept.contains(&number) {
                place::remove_database(&backup.file)?;
            }
        }
        Ok(())
    }

    /// How many backups there are.
    pub(crate) fn len(&self) -> u64 {
        self.named().map_or(0, |all| all.len() as u64)
    }

    /// When the newest was made.
    pub(crate) fn newest(&self) -> Option<Timestamp> {
        self.named().ok()?.first().map(|backup| backup.at)
    }

    /// All files with a backup's name, newest first, unread.
    fn named(&self) -> Result<Vec<Backup>, BackupFault> {
        let entries = match fs::read_dir(self.place.backups()) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
            other => other?,
        };
        let mut found = vec![];
        for entry in entries {
            found.extend(named(&entry?.path()));
        }
        found.sort_by(|a, b| (b.at, &b.name).cmp(&(a.at, &a.name)));
        Ok(found)
    }

    fn counts(&self, file: &Path) -> rusqlite::Result<Counts> {
        counts(&connection::open_to_read(file, &self.options)?)
    }
}

impl From<Unsound> for BackupFault {
    fn from(unsound: Unsound) -> Self {
        match unsound {
            Unsound::Damaged(sign) => Self::Damaged(sign),
            Unsound::Failed(error) => error.into(),
        }
    }
}

pub(crate) fn counts(connection: &rusqlite::Connection) -> rusqlite::Result<Counts> {
    connection.query_row(
        "SELECT (SELECT count(*) FROM employers), count(*), coalesce(sum(length), 0) FROM dossiers",
        [],
        |row| Ok(Counts { employers: count(row, 0)?, dossiers: count(row, 1)?, events: count(row, 2)? }),
    )
}

/// What a file's name says: `koppelwijzer-20260301T140312Z-daily.db`, or `...-daily-2.db`.
fn named(file: &Path) -> Option<Backup> {
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
        bytes: fs::metadata(file).ok()?.len(),
        counts: None,
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
