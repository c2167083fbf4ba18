//! Why a file could not be placed.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

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

/// What Windows says when another program holds a file: sharing violation and lock violation.
const SHARING: [i32; 2] = [32, 33];
/// Windows: access denied. On a rename of a file just made it means that a program holds it.
const DENIED: i32 = 5;
/// Windows: path not found, not ready, not connected, device gone, network path gone.
const WINDOWS_GONE: [i32; 6] = [3, 21, 53, 55, 433, 1167];
/// Windows: disk full, in its two forms, and quota.
const WINDOWS_FULL: [i32; 3] = [39, 112, 1295];
/// Windows: name too long.
const WINDOWS_LONG: i32 = 206;
/// Unix: no such device (address); the drive was taken out.
const UNIX_GONE: [i32; 2] = [6, 19];

/// Whether a rename failed because another program holds the file.
pub(super) fn in_use(fault: &io::Error) -> bool {
    let held = |raw| SHARING.contains(&raw) || raw == DENIED;
    matches!(fault.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
        || (cfg!(windows) && fault.raw_os_error().is_some_and(held))
}

impl PlaceFault {
    pub(super) fn from_io(fault: &io::Error) -> Self {
        let raw = fault.raw_os_error().unwrap_or_default();
        let one_of = |windows: &[i32]| cfg!(windows) && windows.contains(&raw);
        match fault.kind() {
            _ if one_of(&WINDOWS_GONE) || (cfg!(unix) && UNIX_GONE.contains(&raw)) => Self::Gone,
            _ if one_of(&WINDOWS_FULL) => Self::NoRoom,
            _ if one_of(&[WINDOWS_LONG]) => Self::PathTooLong,
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::NoRoom,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NoRights,
            ErrorKind::InvalidFilename => Self::PathTooLong,
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::StaleNetworkFileHandle => Self::Gone,
            _ => Self::Disk(fault.to_string()),
        }
    }
}
