//! The one error that crosses to the screens: a code and data, no prose.

use domain::bounds::TooLarge;
use domain::connection::LoketFault;
pub use domain::field::Wrong;
use domain::findings::Finding;
use domain::hours::read_fault::ReadFault;
use domain::id::{HandbookId, ItemId, StepId};
use domain::message::TextFault;
use domain::rules;
use domain::text::{Language, Text};
use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

/// The outcome of a use case.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Why something was not done. Nothing that was entered is lost by any of these.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "code", rename_all = "camelCase")]
pub enum Refusal {
    /// It is not there (any more).
    NotFound,
    /// Name and initials are needed first, for the history.
    NeedsName,
    /// Fields that do not read.
    Wrong {
        fields: Vec<Wrong>,
    },
    SignedOff,
    /// Other steps come first.
    CannotStart {
        /// Ids of these steps.
        because: Vec<StepId>,
    },
    /// Lines are missing or wrong.
    Incomplete {
        findings: Vec<Finding>,
    },
    StepsOpen {
        /// Ids of these steps.
        steps: Vec<StepId>,
    },
    /// A reason or text is needed.
    NeedsWords,
    /// The answer says that a password was removed, and it is still kept, or nobody can tell.
    StillKept {
        /// The item of the password.
        secret: ItemId,
    },
    /// The answer says that a password stays, and it is not kept.
    NotKept {
        /// The item of the password.
        secret: ItemId,
    },
    /// The tick says that something is so, and the check of the item or a run of hours found that it is not.
    Contradicted {
        item: ItemId,
        /// When that was read, in UTC.
        read: Timestamp,
    },
    /// A message names places that do not exist, as they are written, with their braces.
    UnknownPlaces {
        places: Vec<String>,
    },
    /// The second pair of eyes is the first.
    SamePerson,
    /// There is nothing to undo or open again.
    NothingToUndo,
    /// There is no day to put in a calendar.
    NothingToRemind,
    /// What came in is not what a screen can send.
    BadInput,
    /// The records of the other environment could not be opened. The one that was open still is.
    EnvironmentClosed,
    /// Loket did not give what was asked.
    Loket {
        fault: LoketFault,
    },
    /// It was not saved.
    NotSaved {
        why: NotSaved,
    },
    /// The records cannot be read.
    Unreadable,
    /// The keychain is needed and not available.
    Keychain {
        why: NoKeychain,
    },
    /// The password does not fit Loket's rules.
    BadPassword,
    /// A handbook file has faults; nothing was imported.
    HandbookFaults {
        faults: Vec<handbooks::Fault>,
    },
    /// A handbook with this id and version is there already, with other contents.
    HandbookTaken {
        id: HandbookId,
        version: u32,
        /// How many dossiers follow it; none: it is one of the app.
        dossiers: Option<u32>,
    },
    /// A handbook is not removed while dossiers follow it.
    HandbookFollowed {
        dossiers: u32,
    },
    /// A file is larger than is taken.
    TooLarge,
    /// Something is larger than is stored.
    OverBound {
        too_large: TooLarge,
    },
    /// A dossier is of another environment than the one that is open.
    OtherEnvironment,
    /// A backup was made by a newer version of the app.
    BackupTooNew,
    /// A file could not be written.
    NotWritten {
        why: NotWritten,
    },
    /// A dossier file cannot be read.
    NotADossierFile,
    /// A dossier file was made by a newer version of the app.
    DossierFileTooNew,
    /// The dossier in the file is here already.
    DossierIsHere,
    /// The browser, the mail program or the clipboard did not take it.
    NotOpened,
    /// A newer version of the program was not found out about, or not installed.
    NotUpdated {
        why: NotUpdated,
    },
    /// The user closed the dialog.
    Cancelled,
    /// A file of hours was not read.
    HoursFile {
        fault: ReadFault,
        /// What happened and what to do next, in the words of the records.
        why: Text,
    },
    /// The file of the run is not open: it has to be chosen again.
    HoursFileClosed,
    /// The employees of the employer were not read from Loket, or the page was left since.
    EmployeesNotRead,
    /// Something has to be answered, put right or approved before the upload file can be made.
    UploadHeldBack,
    /// A file is no mapping of hours that this version reads.
    NotAMapping,
    /// A fault in the app itself.
    Unexpected,
}

/// Why something was not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NotSaved {
    /// Another program holds the database.
    Busy,
    DiskFull,
    /// The disk failed.
    Disk,
    /// The database can only be read.
    ReadOnly,
    /// The data folder is gone, or another took its place.
    Gone,
    /// The dossier changed meanwhile.
    Stale,
    Damaged,
}

/// Why the keychain cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NoKeychain {
    /// It is locked, or did not answer in time.
    Locked,
    /// There is none.
    Missing,
    /// Secrets are kept for this run only; a seal that outlives it is not possible.
    SessionOnly,
    /// It has no key that can be read, though there are sealed values.
    KeyMissing,
    /// What stands where a password should cannot be read.
    Unreadable,
    /// It has nothing under this name.
    NotThere,
}

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NotWritten {
    /// Another program has it open. The finished file is kept beside it.
    InUse {
        /// Name of the file that is kept.
        kept: String,
    },
    /// The disk is full.
    NoRoom,
    NoRights,
    PathTooLong,
    /// The folder does not take a name like this.
    BadName,
    /// The folder is gone.
    Gone,
    /// What was read back is not what was written, or something else failed.
    Failed,
}

/// Why a newer version of the program was not found out about, or not installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NotUpdated {
    /// The address of the newest version did not answer, or broke off.
    NotReached,
    /// What it answered does not say which version there is.
    NotUnderstood,
    /// The newest version is not there for this kind of computer.
    NotForThisSystem,
    /// The file is not signed for this version with the key that the program knows.
    NotSigned,
    /// The system did not let it be put in the place of this version.
    NotInstalled,
}

impl From<NotUpdated> for Refusal {
    fn from(why: NotUpdated) -> Self {
        Self::NotUpdated { why }
    }
}

impl From<rules::Refusal> for Refusal {
    fn from(refusal: rules::Refusal) -> Self {
        match refusal {
            // The page offers to go on only where a check fails.
            rules::Refusal::UnknownStep | rules::Refusal::UnknownItem | rules::Refusal::NothingFails => {
                Self::BadInput
            }
            rules::Refusal::SignedOff => Self::SignedOff,
            rules::Refusal::CannotStart { because } => Self::CannotStart { because },
            rules::Refusal::Incomplete { findings } => Self::Incomplete { findings },
            rules::Refusal::StepsOpen { steps } => Self::StepsOpen { steps },
            rules::Refusal::NeedsWords => Self::NeedsWords,
            rules::Refusal::SamePerson => Self::SamePerson,
            rules::Refusal::StillKept { secret } => Self::StillKept { secret },
            rules::Refusal::NotKept { secret } => Self::NotKept { secret },
            rules::Refusal::Contradicted { item, read } => Self::Contradicted { item, read },
            rules::Refusal::NothingToUndo => Self::NothingToUndo,
            rules::Refusal::NeedsName => Self::NeedsName,
            rules::Refusal::Sealed => Self::Keychain { why: NoKeychain::Locked },
            rules::Refusal::NoSuchVersion => Self::NotFound,
            rules::Refusal::Unreadable => Self::Unreadable,
        }
    }
}

impl From<TextFault> for Refusal {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::NoMessage => Self::NotFound,
            TextFault::Wrong(fields) => Self::Wrong { fields },
            TextFault::UnknownPlaces(places) => Self::UnknownPlaces { places },
        }
    }
}

impl From<records::ReadFault> for Refusal {
    fn from(fault: records::ReadFault) -> Self {
        tracing::error!(%fault, "reading");
        match fault {
            records::ReadFault::Busy => Self::NotSaved { why: NotSaved::Busy },
            records::ReadFault::Io(_) | records::ReadFault::Damaged(_) => Self::Unreadable,
        }
    }
}

impl From<records::WriteFault> for Refusal {
    fn from(fault: records::WriteFault) -> Self {
        tracing::error!(%fault, "writing");
        let why = match fault {
            records::WriteFault::Busy => NotSaved::Busy,
            records::WriteFault::DiskFull => NotSaved::DiskFull,
            records::WriteFault::Io(_) => NotSaved::Disk,
            records::WriteFault::ReadOnly => NotSaved::ReadOnly,
            records::WriteFault::Gone => NotSaved::Gone,
            records::WriteFault::Stale => NotSaved::Stale,
            records::WriteFault::Damaged(_) => NotSaved::Damaged,
            records::WriteFault::OtherEnvironment => return Self::OtherEnvironment,
            records::WriteFault::Refused(_) => return Self::Unexpected,
        };
        Self::NotSaved { why }
    }
}

impl From<records::BackupFault> for Refusal {
    fn from(fault: records::BackupFault) -> Self {
        tracing::error!(%fault, "backups");
        let why = match fault {
            records::BackupFault::NotFound => return Self::NotFound,
            records::BackupFault::NewerSchema { .. } => return Self::BackupTooNew,
            records::BackupFault::Damaged(_) | records::BackupFault::Unusable(_) => NotSaved::Damaged,
            records::BackupFault::Busy => NotSaved::Busy,
            records::BackupFault::Gone => NotSaved::Gone,
            records::BackupFault::DiskFull => NotSaved::DiskFull,
            records::BackupFault::ReadOnly => NotSaved::ReadOnly,
            records::BackupFault::Io(_) => NotSaved::Disk,
        };
        Self::NotSaved { why }
    }
}

impl From<exchange::atomic_write::PlaceFault> for Refusal {
    fn from(fault: exchange::atomic_write::PlaceFault) -> Self {
        use exchange::atomic_write::PlaceFault;
        tracing::warn!(%fault, "writing a file");
        let why = match fault {
            PlaceFault::InUse { kept } => NotWritten::InUse { kept: kept.display().to_string() },
            PlaceFault::NoRoom => NotWritten::NoRoom,
            PlaceFault::NoRights => NotWritten::NoRights,
            PlaceFault::PathTooLong => NotWritten::PathTooLong,
            PlaceFault::BadName => NotWritten::BadName,
            PlaceFault::Gone => NotWritten::Gone,
            PlaceFault::Refused(_) | PlaceFault::Differs | PlaceFault::Disk(_) => NotWritten::Failed,
        };
        Self::NotWritten { why }
    }
}

impl From<exchange::file_in::FileFault> for Refusal {
    fn from(fault: exchange::file_in::FileFault) -> Self {
        match fault {
            exchange::file_in::FileFault::NotThere => Self::NotFound,
            exchange::file_in::FileFault::TooLarge => Self::TooLarge,
        }
    }
}

impl From<ReadFault> for Refusal {
    fn from(fault: ReadFault) -> Self {
        if fault == ReadFault::Stopped {
            return Self::Cancelled;
        }
        let why = Text { nl: fault.words(Language::Nl), en: fault.words(Language::En) };
        Self::HoursFile { fault, why }
    }
}

impl From<vault::VaultError> for Refusal {
    fn from(error: vault::VaultError) -> Self {
        tracing::warn!(%error, "keychain");
        let why = match error {
            vault::VaultError::NotThere => NoKeychain::NotThere,
            vault::VaultError::Locked | vault::VaultError::TimedOut => NoKeychain::Locked,
            vault::VaultError::Unreadable => NoKeychain::Unreadable,
            _ => NoKeychain::Missing,
        };
        Self::Keychain { why }
    }
}

impl From<vault::SealError> for Refusal {
    fn from(error: vault::SealError) -> Self {
        let why = match error {
            vault::SealError::Keychain(error) => return error.into(),
            vault::SealError::SessionOnly => NoKeychain::SessionOnly,
            vault::SealError::KeyMissing | vault::SealError::KeyUnreadable => NoKeychain::KeyMissing,
            vault::SealError::NotUnlocked => NoKeychain::Locked,
            vault::SealError::KeyStillThere
            | vault::SealError::OtherKey
            | vault::SealError::Damaged
            | vault::SealError::NoRandomness => {
                tracing::warn!(%error, "seal");
                return Self::Unexpected;
            }
        };
        tracing::warn!(%error, "seal");
        Self::Keychain { why }
    }
}

impl From<LoketFault> for Refusal {
    fn from(fault: LoketFault) -> Self {
        Self::Loket { fault }
    }
}

impl From<loket::Fault> for Refusal {
    fn from(fault: loket::Fault) -> Self {
        LoketFault::from(fault).into()
    }
}
