//! Backups of the records, and putting one back.

use domain::Environment;
pub use domain::backup::{Backup, Contents, Unusable};

use crate::Office;
use crate::employers::shown;
use crate::environments;
use crate::refusal::Result;

/// Backups of the records of an office, and the records as a whole.
pub struct Backups<'a>(&'a Office);

impl Office {
    /// The backups.
    pub fn backups(&self) -> Backups<'_> {
        Backups(self)
    }
}

impl Backups<'_> {
    /// How many damaged files are kept beside the records.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn count_set_aside(&self) -> Result<u32> {
        Ok(shown(self.0.records()?.set_aside()?))
    }

    /// Deletes the damaged files that are kept beside the records. Returns how many.
    ///
    /// # Errors
    /// [`crate::Refusal::NotSaved`]; those not reached yet stay.
    pub fn remove_set_aside(&self) -> Result<u32> {
        Ok(shown(self.0.records()?.remove_set_aside()?))
    }

    /// All backups, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> Result<Vec<Backup>> {
        Ok(self.0.records()?.backups()?.into_iter().map(listed).collect())
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`]; earlier backups are as they were.
    pub fn make(&self) -> Result<Vec<Backup>> {
        self.0.records()?.backup(self.0.clock.now(), records::Reason::Asked)?;
        self.list()
    }

    /// Makes the day's backup when something changed since the last, without holding up other work.
    ///
    /// # Errors
    /// [`crate::Refusal::NotSaved`]; earlier backups are as they were.
    pub fn make_due(&self) -> Result<()> {
        let job = {
            let records = self.0.records()?;
            let now = self.0.clock.now();
            if !records.due_backup(now) {
                return Ok(());
            }
            records.backup_job(now, records::Reason::Daily)?
        };
        let made = job.run()?;
        self.0.records()?.backed_up(&made);
        Ok(())
    }

    /// Reads all records through and says whether they are whole. What is not is set aside at the next start, and the
    /// newest good backup put in its place.
    ///
    /// # Errors
    /// When they cannot be read at all.
    pub fn records_are_whole(&self) -> Result<bool> {
        let archive = self.0.records()?.archive();
        match archive.check() {
            Ok(_) => Ok(true),
            Err(records::BackupFault::Damaged(sign)) => {
                tracing::error!(sign, "the records are damaged");
                Ok(false)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    /// What the records hold now.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn contents(&self) -> Result<Contents> {
        Ok(contents(self.0.records()?.counts()?))
    }

    /// Puts a backup in the place of the records. What is there now becomes a backup itself first.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such backup; [`Refusal::NotSaved`], and the records are as they were;
    /// [`Refusal::Loket`] while a change in Loket is under way.
    pub fn restore(&self, name: &str) -> Result<()> {
        self.0.link.may_let_go()?;
        self.0.records()?.restore(name, self.0.clock.now())?;
        self.0.remake_summaries()?;
        let mut records = self.0.records()?;
        self.0.notices.forget_recovery(&mut records)?;
        if self.0.keys.is_unlocked() { self.0.index_notes(&mut records) } else { Ok(()) }
    }
}

fn listed(backup: records::Backup) -> Backup {
    Backup {
        name: backup.name,
        at: backup.at,
        contents: backup.counts.map(contents),
        unusable: backup.unusable.map(unusable),
        removed_again: shown(backup.removed_again),
        size: shown(backup.bytes / 1024),
    }
}

fn contents(counts: records::Counts) -> Contents {
    Contents {
        employers: shown(counts.employers),
        dossiers: shown(counts.dossiers),
        events: shown(counts.events),
    }
}

/// Why a backup cannot be used, as the screens show it.
fn unusable(why: records::Unusable) -> Unusable {
    match why {
        records::Unusable::Link => Unusable::Link,
        records::Unusable::NotOurs => Unusable::NotOurs,
        records::Unusable::OtherEnvironment { found } => Unusable::OtherEnvironment {
            environment: Environment::ALL.into_iter().find(|one| environments::word(*one) == found),
        },
        records::Unusable::Newer { .. } => Unusable::Newer,
        records::Unusable::Altered(_) => Unusable::Altered,
        records::Unusable::Damaged(_) => Unusable::Damaged,
    }
}
