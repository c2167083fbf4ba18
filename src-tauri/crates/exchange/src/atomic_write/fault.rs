//! Why a file could not be placed.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use file_access::System;

/// Why a file could not be placed. Nothing half stands under its name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceFault {
    /// Another program, Excel most likely, holds the name. The finished file is kept beside it.
    #[error("the place is in use; the file is kept as {}", kept.display())]
    InUse {
        /// The finished file.
        kept: PathBuf,
    },
    /// The disk is full, or a quota is reached.
    #[error("no room")]
    NoRoom,
    /// Writing is not allowed there.
    #[error("no rights")]
    NoRights,
    /// The folder and the name are longer than the system takes.
    #[error("path too long")]
    PathTooLong,
    /// The folder does not take a name like this: a character that it does not know, as on some network drives.
    #[error("bad name")]
    BadName,
    /// The folder is not there (any more): moved, or on a drive that was taken out.
    #[error("folder gone")]
    Gone,
    /// What was read back is not what it should be, says the reader that was given.
    #[error("not what it should be: {0}")]
    Refused(String),
    /// What was read back is not what was written.
    #[error("read back other bytes than written")]
    Differs,
    /// Anything else that the system says.
    #[error("the disk refused: {0}")]
    Disk(String),
}

/// Windows: path not found, not ready, not connected, device gone, network path gone.
const WINDOWS_GONE: [i32; 6] = [3, 21, 53, 55, 433, 1167];
/// Windows: disk full, in its two forms, and quota.
const WINDOWS_FULL: [i32; 3] = [39, 112, 1295];
/// Windows: name too long.
const WINDOWS_LONG: i32 = 206;
/// Windows: path not found. Also said of a path that is too long.
const WINDOWS_NO_PATH: i32 = 3;
/// Windows: a name with a character that is not allowed, or none at all.
const WINDOWS_BAD_NAME: i32 = 123;
/// Unix: no such device (address); the drive was taken out.
const UNIX_GONE: [i32; 2] = [6, 19];

impl PlaceFault {
    /// What an error of the system comes down to, of a file in this folder or at this path.
    pub(super) fn from_io(fault: &io::Error, place: &Path) -> Self {
        Self::of(System::HERE, fault, file_access::is_too_long(place))
    }

    /// `long`: the path is longer than every program on Windows takes.
    fn of(system: System, fault: &io::Error, long: bool) -> Self {
        let raw = fault.raw_os_error().unwrap_or_default();
        let windows = system == System::Windows;
        match fault.kind() {
            _ if windows && (raw == WINDOWS_LONG || raw == WINDOWS_NO_PATH && long) => Self::PathTooLong,
            _ if windows && raw == WINDOWS_BAD_NAME => Self::BadName,
            _ if windows && WINDOWS_GONE.contains(&raw) => Self::Gone,
            _ if windows && WINDOWS_FULL.contains(&raw) => Self::NoRoom,
            _ if !windows && UNIX_GONE.contains(&raw) => Self::Gone,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::NoRoom,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NoRights,
            ErrorKind::InvalidFilename => Self::PathTooLong,
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::StaleNetworkFileHandle => Self::Gone,
            _ => Self::Disk(fault.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_says_of_a_folder_is_told_apart() {
        let said =
            |number, long| PlaceFault::of(System::Windows, &io::Error::from_raw_os_error(number), long);
        assert_eq!(said(3, true), PlaceFault::PathTooLong, "the folder is there, the path is long");
        assert_eq!(said(3, false), PlaceFault::Gone);
        assert_eq!(said(206, false), PlaceFault::PathTooLong);
        for long in [false, true] {
            assert_eq!(said(123, long), PlaceFault::BadName);
            assert_eq!(said(53, long), PlaceFault::Gone);
            assert_eq!(said(112, long), PlaceFault::NoRoom);
        }
    }
}
