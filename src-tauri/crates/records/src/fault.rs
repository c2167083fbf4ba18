//! What can go wrong, sorted by what can be done about it.

use std::io::ErrorKind;
use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the records were not opened. Every variant leaves the file as it was, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// Another running program holds the data directory.
    #[error("the records are already open in another program")]
    AlreadyOpen,
    /// A newer version of the app made or changed the file.
    #[error("the records have schema {found}, made by version {app}; this version knows up to {known}")]
    NewerSchema {
        /// The schema of the file.
        found: u32,
        /// The newest schema this version knows.
        known: u32,
        /// The version of the app that is needed at least.
        app: String,
    },
    /// A database of another program.
    #[error("{0} is a database of another program")]
    ForeignFile(PathBuf),
    /// The records belong to another environment than the one that was asked for.
    #[error("the records are of environment {found}")]
    OtherEnvironment {
        /// The environment they are of.
        found: String,
    },
    /// Another program kept the file locked, or held it so that it could not be replaced, longer than the waiting time.
    #[error("another program holds the records")]
    Busy,
    /// There is nothing yet, and nothing can be made here.
    #[error("cannot make the records in {dir}: {cause}")]
    CannotCreate {
        dir: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// Damaged, without a good backup, in a place where it cannot be set aside.
    #[error("the records are damaged, nothing can be written here, and there is no good backup: {0}")]
    Damaged(String),
    /// SQLite did not take over a setting that the records rely on.
    #[error("setting {0} was not accepted")]
    Setting(&'static str),
    /// Reading or writing failed.
    #[error("reading or writing failed: {0}")]
    Io(String),
}

/// Why something was not written. Nothing of it is stored then, and reading goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteFault {
    /// Another program kept the file locked longer than the waiting time. Trying again may help.
    #[error("another program holds the records")]
    Busy,
    /// No room left.
    #[error("the disk is full")]
    DiskFull,
    /// Reading or writing failed. A backup elsewhere is wise.
    #[error("reading or writing failed: {0}")]
    Io(String),
    /// The records were opened to read only.
    #[error("the records are open to read only")]
    ReadOnly,
    /// The file, or its directory, was removed or replaced under the running program.
    #[error("the records were removed or replaced while in use")]
    Gone,
    /// The dossier went on since it was read: its last event is not the one that the new event follows.
    #[error("the dossier has changed since it was read")]
    Stale,
    /// The dossier is of another environment than the records.
    #[error("the dossier is of another environment")]
    OtherEnvironment,
    /// The file is damaged. Opening again sets it aside and restores a backup.
    #[error("the records are damaged: {0}")]
    Damaged(String),
    /// It does not fit what is stored: an unknown employer or dossier, an id that is taken, a broken chain.
    #[error("does not fit what is stored: {0}")]
    Refused(String),
}

/// Why something could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// Another program kept the file locked, or held it so that it could not be replaced, longer than the waiting time.
    #[error("another program holds the records")]
    Busy,
    #[error("reading failed: {0}")]
    Io(String),
    /// What is stored is not what was written. Opening again sets the file aside and restores a backup.
    #[error("the records are damaged: {0}")]
    Damaged(String),
}

/// Why a backup was not made, shown or restored. The records and the earlier backups are as they were.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    /// There is no backup of that name.
    #[error("there is no such backup")]
    NotFound,
    /// The backup, or the copy just made, is not whole.
    #[error("not whole: {0}")]
    Damaged(String),
    /// It is no backup that can be used here.
    #[error(transparent)]
    Unusable(#[from] crate::backup::Unusable),
    /// The backup comes from a newer version of the app.
    #[error("the backup has schema {found}; this version knows up to {known}")]
    NewerSchema {
        /// The schema of the backup.
        found: u32,
        /// The newest schema this version knows.
        known: u32,
    },
    /// Another program kept the file locked, or held it so that it could not be replaced, longer than the waiting time.
    #[error("another program holds the records")]
    Busy,
    /// No room left.
    #[error("the disk is full")]
    DiskFull,
    /// The records were opened to read only.
    #[error("the records are open to read only")]
    ReadOnly,
    /// The file, or its directory, was removed or replaced under the running program.
    #[error("the records were removed or replaced while in use")]
    Gone,
    /// Reading or writing failed.
    #[error("reading or writing failed: {0}")]
    Io(String),
}

/// What an error of SQLite comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    Busy,
    DiskFull,
    ReadOnly,
    Gone,
    CannotOpen,
    Damaged,
    Constraint,
    /// SQLite cannot make sense of the statement, or of the schema that it names.
    Senseless,
    Io,
    Other,
}

/// The database file was renamed or removed: an extended code of "read only".
const READONLY_DBMOVED: i32 = 8 | (4 << 8);

impl Cause {
    pub(crate) fn of(error: &rusqlite::Error) -> Self {
        let failure = match error {
            rusqlite::Error::SqliteFailure(failure, _) => failure,
            rusqlite::Error::SqlInputError { error, .. } => error,
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => return Self::Damaged,
            _ => return Self::Other,
        };
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::ReadOnly if failure.extended_code == READONLY_DBMOVED => Self::Gone,
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::CannotOpen => Self::CannotOpen,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
            ErrorCode::ConstraintViolation => Self::Constraint,
            ErrorCode::SystemIoFailure => Self::Io,
            ErrorCode::Unknown => Self::Senseless,
            _ => Self::Other,
        }
    }
}

/// Whether the system says that there is no room.
pub(crate) fn is_full(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// Whether another program went on holding a file.
pub(crate) fn is_held(kind: ErrorKind) -> bool {
    kind == ErrorKind::ResourceBusy
}

/// Whether the system says that writing is not allowed here.
pub(crate) fn is_forbidden(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

impl From<rusqlite::Error> for WriteFault {
    fn from(error: rusqlite::Error) -> Self {
        match Cause::of(&error) {
            Cause::Busy => Self::Busy,
            Cause::DiskFull => Self::DiskFull,
            Cause::ReadOnly => Self::ReadOnly,
            Cause::Gone => Self::Gone,
            Cause::Damaged => Self::Damaged(error.to_string()),
            Cause::Constraint => Self::Refused(error.to_string()),
            Cause::CannotOpen | Cause::Senseless | Cause::Io | Cause::Other => Self::Io(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for ReadFault {
    fn from(error: rusqlite::Error) -> Self {
        match Cause::of(&error) {
            Cause::Busy => Self::Busy,
            Cause::Damaged => Self::Damaged(error.to_string()),
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for BackupFault {
    fn from(error: rusqlite::Error) -> Self {
        match Cause::of(&error) {
            Cause::Busy => Self::Busy,
            Cause::DiskFull => Self::DiskFull,
            Cause::ReadOnly => Self::ReadOnly,
            Cause::Damaged => Self::Damaged(error.to_string()),
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<std::io::Error> for BackupFault {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::NotFound,
            kind if is_held(kind) => Self::Busy,
            kind if is_full(kind) => Self::DiskFull,
            kind if is_forbidden(kind) => Self::ReadOnly,
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<ReadFault> for WriteFault {
    fn from(fault: ReadFault) -> Self {
        match fault {
            ReadFault::Busy => Self::Busy,
            ReadFault::Io(cause) => Self::Io(cause),
            ReadFault::Damaged(sign) => Self::Damaged(sign),
        }
    }
}
