//! Getting going again: a damaged file is set aside, and the newest good backup takes its place.

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::archive::Archive;
use crate::backup::Backup;
use crate::connection;
use crate::fault::OpenFault;
use crate::notice::Notice;
use crate::options::Options;
use crate::pending_notices;
use crate::place::{self, Place};
use crate::removed;
use crate::stop::Stop;

/// What to do where there is no file: the first start, or a file that was taken away.
pub(crate) fn missing(place: &Place, now: Timestamp, options: &Options) -> Result<Option<Notice>, Stop> {
    let orphan = place.wal_is_hot();
    let backup = incoming_from_backup(place, options)?;
    if backup.is_none() {
        create(place, options)?;
    }
    let set_aside = if orphan { Some(place.set_aside(now)?) } else { None };
    let notice = match (backup, set_aside) {
        (Some(backup), set_aside) => Some(restored(&backup, None, set_aside)),
        (None, Some(set_aside)) => Some(Notice::StartedEmpty { set_aside }),
        (None, None) => None,
    };
    if let Some(notice) = &notice {
        pending_notices::remember(place, options, notice);
    }
    place.install()?;
    Ok(notice)
}

/// Sets the damaged file aside and puts the newest good backup, or an empty file, in its place.
pub(crate) fn damaged(place: &Place, now: Timestamp, options: &Options) -> Result<Notice, Stop> {
    let lost_until = last_written(place);
    let backup = incoming_from_backup(place, options)?;
    if backup.is_none() {
        create(place, options)?;
    }
    let set_aside = place.set_aside(now)?;
    let notice = match backup {
        Some(backup) => restored(&backup, lost_until, Some(set_aside)),
        None => Notice::StartedEmpty { set_aside },
    };
    pending_notices::remember(place, options, &notice);
    place.install()?;
    Ok(notice)
}

/// The newest backup that is whole, if any.
pub(crate) fn newest_good(place: &Place, options: &Options) -> Option<Backup> {
    let archive = Archive::new(place.clone(), options.clone());
    let newest_first = archive.list().ok()?;
    newest_first.into_iter().find(|backup| archive.verify(&backup.file).is_ok())
}

/// Copies the newest good backup to where the live file will come from.
fn incoming_from_backup(place: &Place, options: &Options) -> Result<Option<Backup>, Stop> {
    let backup = newest_good(place, options);
    if let Some(backup) = &backup {
        copy_incoming(place, options, backup)?;
    }
    Ok(backup)
}

/// Copies a backup to where the live file will come from, without what the file that stands there says was removed.
pub(crate) fn copy_incoming(place: &Place, options: &Options, backup: &Backup) -> std::io::Result<()> {
    place::copy(&backup.file, &place.incoming())?;
    let removed = connection::open_immutable(&place.db(), options)
        .and_then(|connection| removed::all(&connection))
        .unwrap_or_default();
    if let Err(fault) = removed::apply(&place.incoming(), options, &removed) {
        tracing::warn!(%fault, "what was removed came back with the backup");
        place::copy(&backup.file, &place.incoming())?;
    }
    Ok(())
}

/// Makes an empty file where the live one will come from. It gets its name only when it is whole, so a file under
/// that name that is not whole was damaged later.
pub(crate) fn create(place: &Place, options: &Options) -> Result<(), Stop> {
    let made = || -> Result<(), OpenFault> {
        let failed = |error: rusqlite::Error| OpenFault::Io(error.to_string());
        let mut connection = connection::create(&place.incoming(), options).map_err(failed)?;
        options.schema.migrate(&mut connection)?;
        connection.close().map_err(|(_, error)| failed(error))?;
        place::owner_only(&place.incoming(), false);
        place::sync_file(&place.incoming()).map_err(|error| OpenFault::Io(error.to_string()))
    };
    made().map_err(|fault| {
        Stop::Fault(OpenFault::CannotCreate { dir: place.dir().to_owned(), cause: fault.to_string() })
    })
}

fn restored(backup: &Backup, until: Option<Timestamp>, set_aside: Option<PathBuf>) -> Notice {
    Notice::Restored { lost_since: backup.at, lost_until: until, set_aside }
}

/// When the file or its log was last written.
fn last_written(place: &Place) -> Option<Timestamp> {
    let written = |path| fs::metadata(path).and_then(|found| found.modified()).ok();
    let newest = [place.db(), place.wal()].into_iter().filter_map(written).max()?;
    Timestamp::try_from(newest).ok()
}
