//! Backups: made whole, read back, named last.

use std::fs;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use crate::backup::{Backup, Counts, NAME, Reason, Unusable, counts, named};
use crate::check::{self, Unsound};
use crate::connection;
use crate::environment;
use crate::fault::BackupFault;
use crate::options::Options;
use crate::place::{self, Place};
use crate::removed::{self, Tombstone};
use crate::retention;
use crate::schema::{self, Found};
use crate::stop::Stop;

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

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
    /// After how many months backups go. None: by their number only.
    months: Option<u32>,
}

/// A backup that was made, to report to [`crate::Records::backed_up`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
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
        if let Err(fault) = self.archive.thin_out(self.now, self.months) {
            tracing::warn!(%fault, "old backups are kept longer");
        }
        Ok(Made { backup, changes: self.changes })
    }
}

impl Archive {
    pub(crate) fn new(place: Place, options: Options) -> Self {
        Self { place, options }
    }

    pub(crate) fn job(&self, now: Timestamp, reason: Reason, changes: u64, months: Option<u32>) -> BackupJob {
        BackupJob { archive: self.clone(), now, reason, changes, months }
    }

    /// All backups, newest first. Those that cannot be used say why, as far as that shows without reading them in
    /// full. Nothing that stands in a file itself, as a view, is run.
    ///
    /// # Errors
    /// The directory cannot be read. One that is not there holds none.
    pub fn list(&self) -> Result<Vec<Backup>, BackupFault> {
        let mut found = self.named()?;
        for backup in &mut found {
            match self.look(&backup.file).and_then(|connection| Ok(counts(&connection)?)) {
                Ok(counts) => backup.counts = Some(counts),
                Err(fault) => backup.unusable = Some(unusable(fault)),
            }
        }
        Ok(found)
    }

    /// How many of what was removed for good are in a backup.
    pub(crate) fn holds_of(&self, file: &Path, removed: &[Tombstone]) -> Result<u64, BackupFault> {
        if removed.is_empty() {
            return Ok(0);
        }
        Ok(removed::held(&self.look(file)?, removed)?)
    }

    /// Opens a backup after finding that it is a file of ours, of this environment, with the app's own schema and
    /// nothing else in it. What goes on for ever is cut off.
    fn look(&self, file: &Path) -> Result<rusqlite::Connection, BackupFault> {
        if fs::symlink_metadata(file)?.file_type().is_symlink() {
            return Err(BackupFault::Unusable(Unusable::Link));
        }
        let connection = connection::open_to_read(file, &self.options)?;
        connection::limit_progress(&connection)?;
        let known = self.options.schema.version();
        let version = match schema::inspect(&connection, &self.options.schema) {
            Ok(Found::Ours(version)) => version,
            Ok(Found::Newer { found, .. }) => return Err(BackupFault::NewerSchema { found, known }),
            Ok(Found::Damaged) => return Err(BackupFault::Damaged("contradicts itself".to_owned())),
            Ok(_) => return Err(BackupFault::Unusable(Unusable::NotOurs)),
            Err(error) => return Err(error.into()),
        };
        schema::compare(&connection, &self.options.schema, version).map_err(|fault| match fault {
            Unsound::Damaged(sign) => BackupFault::Unusable(Unusable::Altered(sign)),
            Unsound::Failed(error) => error.into(),
        })?;
        let own = environment::refuse_other(&connection, &self.options)
            .and_then(|()| environment::refuse_other_chains(&connection, &self.options));
        own.map_err(|stop| match stop {
            Stop::Fault(crate::fault::OpenFault::OtherEnvironment { found }) => {
                BackupFault::Unusable(Unusable::OtherEnvironment { found })
            }
            other => BackupFault::from(other),
        })?;
        Ok(connection)
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
        let now = self.after_the_newest(now);
        let dir = self.place.backups();
        place::create_private(&dir)?;
        let part = self.place.part();
        place::remove_database(&part)?;
        let made = self.copy_to(&part);
        let finished = made.and_then(|counts| {
            let target = place::free(&dir, &format!("{NAME}{}-{}", place::stamp(now), reason.word()));
            file_access::rename(&part, &target)?;
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

    /// The moment of a backup that is made now. Where the clock went back by less than a week, it is called after the
    /// newest one, so that their order stays that in which they were made.
    fn after_the_newest(&self, now: Timestamp) -> Timestamp {
        match self.newest() {
            Some(newest) if now < newest && newest.duration_since(now) < WEEK => {
                newest + SignedDuration::from_secs(1)
            }
            _ => now,
        }
    }

    fn copy_to(&self, part: &Path) -> Result<Counts, BackupFault> {
        let target = part.to_str().ok_or_else(|| BackupFault::Io("the path is not Unicode".to_owned()))?;
        let source = connection::open_to_read(&self.place.db(), &self.options)?;
        source.execute("VACUUM INTO ?1", [target])?;
        drop(source);
        place::owner_only(part, false);
        place::sync_file(part)?;
        self.verify(part)
    }

    /// Reads a backup in full.
    pub(crate) fn verify(&self, file: &Path) -> Result<Counts, BackupFault> {
        let connection = self.look(file)?;
        connection::unlimited(&connection)?;
        check::structure(&connection)?;
        if schema::version(&connection)? == self.options.schema.version() {
            check::contents(&connection)?;
        }
        Ok(counts(&connection)?)
    }

    /// Lets go of the backups that the rule of [`retention`] does not keep.
    fn thin_out(&self, now: Timestamp, months: Option<u32>) -> Result<(), BackupFault> {
        let all = self.named()?;
        let made: Vec<_> = all.iter().map(|backup| (backup.at, backup.reason)).collect();
        let mut kept = retention::kept(&made);
        if let Some(months) = months {
            kept = retention::young(&made, kept, now, months);
        }
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
}

impl From<Unsound> for BackupFault {
    fn from(unsound: Unsound) -> Self {
        match unsound {
            Unsound::Damaged(sign) => Self::Damaged(sign),
            Unsound::Failed(error) => error.into(),
        }
    }
}

/// What a fault makes of a backup in the list.
fn unusable(fault: BackupFault) -> Unusable {
    match fault {
        BackupFault::Unusable(why) => why,
        BackupFault::NewerSchema { found, .. } => Unusable::Newer { found },
        other => Unusable::Damaged(other.to_string()),
    }
}
