//! Putting a finished file into a folder, so that it is there whole or not at all.
//!
//! The file is written beside its place under a passing name, flushed, synced and read back; only
//! then does it get its name, and never over a file that is there. After that the folder is synced
//! and the file is read again by a second reader. Only when that gives the same bytes is it made.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

mod disk;
mod fault;
mod name;
#[cfg(test)]
mod tests;

use disk::{Disk, RealDisk};
pub use fault::PlaceFault;
pub use name::{file_name, numbered};

/// A file that stands where it should, read back and the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where it stands; not always under the name asked for.
    pub path: PathBuf,
    /// SHA-256 over its bytes, in hexadecimal.
    pub sha256: String,
    pub bytes: u64,
}

/// Names of files in the making start and end with these.
const PASSING: (&str, &str) = (".koppelwijzer-", ".part");
/// How many numbered names are tried: `naam (2).csv` and on.
const NAMES: u32 = 1000;

/// Writes a file into a folder under this name, or the next free one: `naam (2).csv`.
///
/// `verify` is given what was read back, to say with other eyes whether it is what it should be.
///
/// # Errors
/// See [`PlaceFault`]. In all of them nothing half stands under the name, and nothing that was
/// there is changed.
pub fn write(
    folder: &Path,
    file_name: &str,
    bytes: &[u8],
    verify: impl FnOnce(&[u8]) -> Result<(), String>,
) -> Result<Placed, PlaceFault> {
    write_on(&RealDisk, folder, file_name, bytes, verify)
}

/// A file that stands in a folder under this name with exactly these bytes; none: there is none, or it is another.
pub fn standing(folder: &Path, wanted: &str, bytes: &[u8]) -> Option<Placed> {
    let path = folder.join(file_name(wanted));
    let there = crate::file_in::read_at_most(&path, bytes.len() as u64).ok()?;
    // Its bytes were on disk before it got its name; that it has that may not be yet.
    let is_it = there == bytes && RealDisk.sync_folder(folder).is_ok();
    is_it.then(|| Placed { path, sha256: sha256(bytes), bytes: bytes.len() as u64 })
}

/// Removes files in the making that an earlier run left in a folder, and says how many.
///
/// # Errors
/// When the folder cannot be read. A file that cannot be removed is left and not counted.
pub fn clean(folder: &Path) -> Result<usize, PlaceFault> {
    let entries = std::fs::read_dir(folder).map_err(|fault| PlaceFault::from_io(&fault, folder))?;
    let stray = entries.filter_map(Result::ok).filter(|entry| {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        is_file && entry.file_name().to_str().is_some_and(is_passing)
    });
    let removed = stray.filter(|entry| std::fs::remove_file(entry.path()).is_ok());
    Ok(removed.count())
}

fn is_passing(name: &str) -> bool {
    let middle = name.strip_prefix(PASSING.0).and_then(|rest| rest.strip_suffix(PASSING.1));
    middle.is_some_and(|id| uuid::Uuid::try_parse(id).is_ok())
}

fn write_on(
    disk: &impl Disk,
    folder: &Path,
    wanted: &str,
    bytes: &[u8],
    verify: impl FnOnce(&[u8]) -> Result<(), String>,
) -> Result<Placed, PlaceFault> {
    let wanted = file_name(wanted);
    let passing = make(disk, folder, bytes)?;
    if let Err(why) = verify_at(disk, &passing, bytes, verify) {
        disk.remove(&passing);
        return Err(why);
    }
    let path = match take_name(disk, &passing, folder, &wanted) {
        Ok(path) => path,
        Err(fault) if fault.kind() == io::ErrorKind::ResourceBusy => {
            return Err(keep(disk, passing, folder, &wanted, bytes));
        }
        Err(fault) => {
            disk.remove(&passing);
            return Err(PlaceFault::from_io(&fault, folder));
        }
    };
    sync_and_verify(disk, folder, path, bytes)
}

/// Writes the bytes under a passing name.
fn make(disk: &impl Disk, folder: &Path, bytes: &[u8]) -> Result<PathBuf, PlaceFault> {
    // The name only has to be nobody else's, and making the file fails when it is.
    let id = uuid::Uuid::now_v7();
    let path = folder.join(format!("{}{id}{}", PASSING.0, PASSING.1));
    match disk.write_new(&path, bytes) {
        Ok(()) => Ok(path),
        Err(fault) => {
            disk.remove(&path);
            Err(PlaceFault::from_io(&fault, folder))
        }
    }
}

fn verify_at(
    disk: &impl Disk,
    path: &Path,
    bytes: &[u8],
    verify: impl FnOnce(&[u8]) -> Result<(), String>,
) -> Result<(), PlaceFault> {
    let read = disk.read(path).map_err(|fault| PlaceFault::from_io(&fault, path))?;
    if read != bytes {
        return Err(PlaceFault::Differs);
    }
    verify(&read).map_err(PlaceFault::Refused)
}

/// Gives the file the first free name, with patience for a name that another program holds.
fn take_name(disk: &impl Disk, from: &Path, folder: &Path, wanted: &str) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let to = folder.join(numbered(wanted, number));
        match file_access::retry_while_held(|| disk.rename_new(from, &to)) {
            Ok(()) => return Ok(to),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists && number < NAMES => {
                number += 1;
            }
            Err(fault) => return Err(fault),
        }
    }
}

/// The name stays held: the finished file gets another that says it was kept.
fn keep(disk: &impl Disk, passing: PathBuf, folder: &Path, wanted: &str, bytes: &[u8]) -> PlaceFault {
    let name = name::kept(wanted);
    if let Ok(kept) = first_free(disk, &passing, folder, &name) {
        return PlaceFault::InUse { kept };
    }
    // The passing file itself is held, by a virus scanner most likely: a second one can be named.
    let Ok(second) = make(disk, folder, bytes) else {
        return PlaceFault::InUse { kept: passing };
    };
    if let Ok(kept) = first_free(disk, &second, folder, &name) {
        disk.remove(&passing);
        return PlaceFault::InUse { kept };
    }
    disk.remove(&second);
    PlaceFault::InUse { kept: passing }
}

fn first_free(disk: &impl Disk, from: &Path, folder: &Path, name: &str) -> io::Result<PathBuf> {
    for number in 1..NAMES {
        let to = folder.join(numbered(name, number));
        match disk.rename_new(from, &to) {
            Ok(()) => return Ok(to),
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Makes the name durable and reads the file once more from its place.
fn sync_and_verify(
    disk: &impl Disk,
    folder: &Path,
    path: PathBuf,
    bytes: &[u8],
) -> Result<Placed, PlaceFault> {
    let verified = disk
        .sync_folder(folder)
        .and_then(|()| disk.read(&path))
        .map_err(|fault| PlaceFault::from_io(&fault, folder))
        .and_then(|read| if read == bytes { Ok(sha256(&read)) } else { Err(PlaceFault::Differs) });
    match verified {
        Ok(sha256) => Ok(Placed { path, sha256, bytes: bytes.len() as u64 }),
        Err(fault) => {
            // It is our own file of a moment ago, under a name that nobody had: better gone than doubtful.
            disk.remove(&path);
            Err(fault)
        }
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
