//! The records while they are open.

use std::cell::Cell;
use std::panic::Location;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::archive::{Archive, BackupJob, Made};
use crate::backup::{Backup, Counts, Reason};
use crate::fault::{BackupFault, ReadFault, WriteFault};
use crate::identity::Identity;
use crate::lock::DirectoryLock;
use crate::notice::Notice;
use crate::options::Options;
use crate::place::Place;
use crate::removed;
use crate::retention;
use crate::session;
use crate::setting_key::{self, SettingKey};

/// The office's records. One owner; may move to another thread.
#[derive(Debug)]
pub struct Records {
    // Dropped before the lock in `live`.
    pub(crate) connection: Connection,
    pub(crate) place: Place,
    pub(crate) options: Options,
    /// None: to read only.
    pub(crate) live: Option<Live>,
    /// Changes made, and how many of them the newest backup has.
    changes: u64,
    saved: u64,
    /// Damage was met while reading: the next start has to look closely.
    suspect: Cell<bool>,
}

/// Opened records, and what the user has to know about it.
#[derive(Debug)]
pub struct Opened {
    pub records: Records,
    /// What happened on the way. Usually nothing.
    pub notices: Vec<Notice>,
}

/// What is held while writing is possible.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) identity: Identity,
    _lock: DirectoryLock,
}

impl Live {
    pub(crate) fn new(lock: DirectoryLock, identity: Identity) -> Self {
        Self { identity, _lock: lock }
    }

    /// The same lock, on another file.
    pub(crate) fn with(self, identity: Identity) -> Self {
        Self { identity, ..self }
    }
}

impl Records {
    pub(crate) fn assemble(
        connection: Connection,
        place: Place,
        options: Options,
        live: Option<Live>,
        unsaved: bool,
    ) -> Self {
        Self {
            connection,
            place,
            options,
            live,
            changes: u64::from(unsaved),
            saved: 0,
            suspect: Cell::new(false),
        }
    }

    /// Whether writing is refused.
    pub fn is_read_only(&self) -> bool {
        self.live.is_none()
    }

    /// How often something was written since they were opened, or the file was replaced.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Whether damage was met. Closing and opening again sets the file aside and restores a backup.
    pub fn is_suspect(&self) -> bool {
        self.suspect.get()
    }

    /// Runs one write transaction. Durable when it returns; undone when it fails.
    #[track_caller]
    pub(crate) fn write<T>(
        &mut self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, WriteFault>,
    ) -> Result<T, WriteFault> {
        tracing::trace!(target: "records::write", at = %Location::caller());
        self.present()?;
        let outcome = self.transact(job);
        if matches!(outcome, Err(WriteFault::Damaged(_))) {
            self.suspect.set(true);
        }
        let done = outcome?;
        // Written to a file that was taken away meanwhile is not written.
        self.present()?;
        self.changes += 1;
        Ok(done)
    }

    fn transact<T>(
        &mut self,
        job: impl FnOnce(&Transaction<'_>) -> Result<T, WriteFault>,
    ) -> Result<T, WriteFault> {
        let behavior = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        let done = job(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Refuses when there is nothing to write to.
    fn present(&self) -> Result<(), WriteFault> {
        let live = self.live.as_ref().ok_or(WriteFault::ReadOnly)?;
        if live.identity.still_there(&self.place) { Ok(()) } else { Err(WriteFault::Gone) }
    }

    /// Reads, and remembers when that met damage.
    #[track_caller]
    pub(crate) fn read<T>(
        &self,
        job: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ReadFault> {
        tracing::trace!(target: "records::read", at = %Location::caller());
        let outcome = job(&self.connection).map_err(ReadFault::from);
        if let Err(ReadFault::Damaged(sign)) = &outcome {
            self.damaged(sign);
        }
        outcome
    }

    pub(crate) fn damaged(&self, sign: &str) {
        tracing::warn!(sign, "damage met while reading");
        self.suspect.set(true);
    }

    /// Another file has taken the place of the one before.
    pub(crate) fn replaced(&mut self) {
        self.suspect.set(false);
        self.changes += 1;
    }

    /// The backups.
    pub fn archive(&self) -> Archive {
        Archive::new(self.place.clone(), self.options.clone())
    }

    /// All backups, newest first, each with how much of it was removed for good since.
    ///
    /// # Errors
    /// Their directory cannot be read.
    pub fn backups(&self) -> Result<Vec<Backup>, BackupFault> {
        let archive = self.archive();
        let removed = self.tombstones();
        let mut all = archive.list()?;
        for backup in all.iter_mut().filter(|backup| backup.counts.is_some()) {
            backup.removed_again = archive.holds_of(&backup.file, &removed).unwrap_or(0);
        }
        Ok(all)
    }

    /// What was removed for good. Of a file that cannot be read: nothing.
    pub(crate) fn tombstones(&self) -> Vec<removed::Tombstone> {
        self.read(removed::all).unwrap_or_default()
    }

    /// Makes a backup and waits for it.
    ///
    /// # Errors
    /// It could not be made, or was not whole when read back.
    pub fn backup(&mut self, now: Timestamp, reason: Reason) -> Result<Backup, BackupFault> {
        let made = self.backup_job(now, reason)?.run()?;
        self.backed_up(&made);
        Ok(made.backup)
    }

    /// A backup to be made on another thread while work goes on here. Report it to [`Records::backed_up`].
    ///
    /// # Errors
    /// The records are open to read only.
    pub fn backup_job(&self, now: Timestamp, reason: Reason) -> Result<BackupJob, BackupFault> {
        if self.is_read_only() {
            return Err(BackupFault::ReadOnly);
        }
        let months = self.read(|connection| setting_key::read(connection, SettingKey::BACKUP_MONTHS));
        let months = months.ok().flatten().and_then(|text| text.parse().ok());
        let months = months.unwrap_or(retention::MOST_MONTHS);
        Ok(self.archive().job(now, reason, self.changes, Some(months)))
    }

    /// Takes note of a backup that was made elsewhere.
    pub fn backed_up(&mut self, made: &Made) {
        self.saved = self.saved.max(made.changes);
    }

    /// Whether something changed since the newest backup, and that one is not of today (UTC).
    pub fn due_backup(&self, now: Timestamp) -> bool {
        let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
        self.is_unsaved() && self.archive().newest().is_none_or(|newest| day(newest) != day(now))
    }

    fn is_unsaved(&self) -> bool {
        !self.is_read_only() && self.changes > self.saved
    }

    /// How much there is in the records.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn counts(&self) -> Result<Counts, ReadFault> {
        self.read(crate::backup::counts)
    }

    /// Closes: a backup when something changed, the log written into the file, and a mark that all went well.
    ///
    /// Without `PRAGMA optimize`: what it notes down of a small office has SQLite go through whole tables once the
    /// office has grown. Every statement here has an index, which it takes when it knows nothing.
    ///
    /// # Errors
    /// The backup or the closing failed. Everything committed is safe all the same; the next start looks closely.
    pub fn close(mut self, now: Timestamp) -> Result<(), BackupFault> {
        if self.is_read_only() {
            return Ok(());
        }
        if self.present().is_err() {
            return Err(BackupFault::Gone);
        }
        let backup = if self.is_unsaved() { self.backup(now, Reason::Closing).map(|_| ()) } else { Ok(()) };
        let suspect = self.suspect.get();
        let (place, live) = (self.place.clone(), self.live.take());
        checkpoint(&self.connection)?;
        self.connection.close().map_err(|(_, error)| error)?;
        backup?;
        if !suspect {
            session::end(&place)?;
        }
        drop(live);
        Ok(())
    }
}

/// Writes the log into the file and empties it. Gives false when another program was reading.
pub(crate) fn checkpoint(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}
