//! The few things asked of a disk. Tests put one in between that fails at a chosen moment.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

pub(super) trait Disk {
    /// Writes a file that must not be there yet, and syncs it.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Renames, never over another file.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Reads a file whole, opened anew.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Removes a file of ours; that it cannot be removed changes nothing for the caller.
    fn remove(&self, path: &Path);
}

pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.flush()?;
        file.sync_all()
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        // A symbolic link to nowhere counts as there too.
        if to.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut passing = tempfile::TempPath::try_from_path(file_access::extended(from)?)?;
        // The file is not for `tempfile` to remove, whatever becomes of this.
        passing.disable_cleanup(true);
        match passing.persist_noclobber(file_access::extended(to)?) {
            Err(refused) if has_no_links(&refused.error) => std::fs::rename(from, to),
            other => Ok(other?),
        }
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network drives cannot sync a folder; the file itself is synced.
            Err(fault)
                if matches!(fault.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            other => other,
        }
    }

    /// Windows keeps names durable by itself, and opens no folder as a file.
    #[cfg(not(unix))]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        std::fs::metadata(folder).map(|_| ())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = vec![];
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn remove(&self, path: &Path) {
        let _ = file_access::remove_file(path);
    }
}

/// Memory sticks (FAT, exFAT) know neither hard links nor a rename that refuses to overwrite. That
/// the name is free was looked at a moment before.
fn has_no_links(fault: &io::Error) -> bool {
    const EPERM: i32 = 1;
    const ENOTSUP_MACOS: i32 = 45;
    const EOPNOTSUPP: i32 = 95;
    cfg!(unix)
        && (fault.kind() == io::ErrorKind::Unsupported
            || matches!(fault.raw_os_error(), Some(EPERM | ENOTSUP_MACOS | EOPNOTSUPP)))
}
