//! The folder of the records, where an earlier version kept them elsewhere.
//!
//! On Windows that was in the part of the profile that travels to other computers, without the key, which stays.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use records::Notice;

use crate::{Environments, OpenFault, Rescue};

/// The name of the database in the folder of an environment.
const DATABASE: &str = "koppelwijzer.db";
/// A copy in the making, and one that is whole and on its way to its place.
const HALF: &str = "koppelwijzer-copying";
const WHOLE: &str = "koppelwijzer-copied";
/// What stays: where the window was is kept there still.
const STAYS: &str = ".window-state.json";
/// After the name of the earlier folder, once everything is in its new place.
const MOVED: &str = ".moved";

/// The folder to open, and what the user has to know of it.
#[derive(Debug, PartialEq, Eq)]
pub struct DataFolder {
    pub path: PathBuf,
    pub(crate) notice: Option<Notice>,
}

impl DataFolder {
    /// A folder that was never elsewhere.
    pub fn new(path: PathBuf) -> Self {
        Self { path, notice: None }
    }

    /// The folder `now`. Records that an earlier version kept in the folder `before` are moved there as a whole: copied,
    /// compared, and only then given their names and removed from where they were. Cut off at any moment, they are
    /// whole in one of both, and the next start goes on. Where both have records nothing is done, and the user is told.
    ///
    /// # Errors
    /// [`OpenFault::AlreadyOpen`] while another program has the records open; otherwise why they could not be moved.
    /// They are then whole where they were.
    pub fn moved(before: &Path, now: &Path) -> Result<Self, OpenFault> {
        let folder = |notice| Self { path: now.to_owned(), notice };
        if before == now {
            return Ok(folder(None));
        }
        let had = has_records(before);
        if now.join(WHOLE).is_dir() || had && !has_records(now) {
            // No other program opens what is being moved.
            let _locks = locked(before)?;
            move_records(before, now).map_err(|error| fault(&error))?;
        } else if !had {
            forget(before);
            return Ok(folder(None));
        }
        match leave(before, now) {
            Ok(true) => Ok(folder(None)),
            Ok(false) => Ok(folder(Some(both(before)))),
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "the earlier folder stays");
                Ok(folder(Some(both(before))))
            }
        }
    }
}

fn both(before: &Path) -> Notice {
    Notice::OtherFolder { folder: before.display().to_string() }
}

fn fault(error: &io::Error) -> OpenFault {
    match error.kind() {
        ErrorKind::ResourceBusy => OpenFault::Busy,
        _ => OpenFault::Io(error.to_string()),
    }
}

/// Whether there are records of any environment.
fn has_records(folder: &Path) -> bool {
    Environments::folders(folder).iter().any(|folder| folder.join(DATABASE).exists())
}

fn locked(folder: &Path) -> Result<Vec<Rescue>, OpenFault> {
    let folders = Environments::folders(folder);
    let there = folders.iter().filter(|folder| folder.join(DATABASE).exists());
    there.map(|folder| Rescue::of(folder, records::Options::default())).collect()
}

/// Copies everything to the new folder, compares it, and gives it its names there.
fn move_records(before: &Path, now: &Path) -> io::Result<()> {
    let (half, whole) = (now.join(HALF), now.join(WHOLE));
    if !whole.is_dir() {
        remove_folder(&half)?;
        fs::create_dir_all(now)?;
        copy_folder(before, &half).inspect_err(|_| {
            if let Err(error) = remove_folder(&half) {
                tracing::warn!(kind = ?error.kind(), "a copy that was not finished stays");
            }
        })?;
        file_access::rename(&half, &whole)?;
    }
    put_in_place(&whole, now)?;
    remove_folder(&whole)
}

/// Gives everything in a folder its place in another, in which there are no records.
fn put_in_place(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if target.is_dir() && entry.file_type()?.is_dir() {
            put_in_place(&entry.path(), &target)?;
        } else {
            file_access::rename(&entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Copies a folder with what is in it, each file compared with the original and on disk. Locks are of a running program.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut fs::DirBuilder::new(), 0o700).create(to)?;
    #[cfg(not(unix))]
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_folder(&source, &target)?;
        } else if !stays(&source) {
            file_access::copy(&source, &target)?;
            file_access::open(OpenOptions::new().write(true), &target)?.sync_all()?;
            if !is_same(&source, &target)? {
                return Err(io::Error::other("a copy differs from its original"));
            }
        }
    }
    Ok(())
}

fn stays(file: &Path) -> bool {
    file.ends_with(STAYS) || file.extension().is_some_and(|end| end == "lock")
}

fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut left, mut right) = (vec![], vec![]);
    loop {
        left.clear();
        right.clear();
        let read = (&mut one).take(1 << 20).read_to_end(&mut left)?;
        (&mut other).take(1 << 20).read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
    }
}

/// Takes the earlier folder away, in one step. False: its records are not those that were moved, and stay.
fn leave(before: &Path, now: &Path) -> io::Result<bool> {
    for (old, new) in Environments::folders(before).iter().zip(Environments::folders(now)) {
        let old = old.join(DATABASE);
        if old.exists() && !is_same(&old, &new.join(DATABASE))? {
            return Ok(false);
        }
    }
    let moved = aside(before);
    remove_folder(&moved)?;
    file_access::rename(before, &moved)?;
    if moved.join(STAYS).exists() {
        fs::create_dir_all(before)?;
        file_access::rename(&moved.join(STAYS), &before.join(STAYS))?;
    }
    forget(before);
    Ok(true)
}

/// Removes what was moved. What cannot be removed now goes at the next start.
fn forget(before: &Path) {
    if let Err(error) = remove_folder(&aside(before)) {
        tracing::warn!(kind = ?error.kind(), "what was moved is not removed yet");
    }
}

fn aside(before: &Path) -> PathBuf {
    let mut name = before.as_os_str().to_owned();
    name.push(MOVED);
    name.into()
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match file_access::retry_while_held(|| fs::remove_dir_all(folder)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests;
