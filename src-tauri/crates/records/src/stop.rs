//! Why opening did not go on, and what to do then.

use std::io;

use crate::check::Unsound;
use crate::fault::{BackupFault, Cause, OpenFault, is_forbidden, is_full, is_held};
use crate::notice::ReadOnlyCause;
use crate::options::Options;
use crate::place::Place;
use crate::schema::Found;

/// Why opening for writing did not go on.
pub(crate) enum Stop {
    /// Nothing can be written here; reading may do.
    Unwritable(ReadOnlyCause),
    Damaged(String),
    /// Not to be opened at all.
    Fault(OpenFault),
}

impl From<OpenFault> for Stop {
    fn from(fault: OpenFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        match Cause::of(&error) {
            Cause::Busy => Self::Fault(OpenFault::Busy),
            Cause::DiskFull => Self::Unwritable(ReadOnlyCause::DiskFull),
            Cause::ReadOnly => Self::Unwritable(ReadOnlyCause::NotAllowed),
            // The statements make sense, so it is the header or the schema that does not.
            Cause::Damaged | Cause::Senseless => Self::Damaged(error.to_string()),
            _ => Self::Fault(OpenFault::Io(error.to_string())),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            kind if is_held(kind) => Self::Fault(OpenFault::Busy),
            kind if is_full(kind) => Self::Unwritable(ReadOnlyCause::DiskFull),
            kind if is_forbidden(kind) => Self::Unwritable(ReadOnlyCause::NotAllowed),
            _ => Self::Fault(OpenFault::Io(error.to_string())),
        }
    }
}

impl From<Unsound> for Stop {
    fn from(unsound: Unsound) -> Self {
        match unsound {
            Unsound::Damaged(sign) => Self::Damaged(sign),
            Unsound::Failed(error) => error.into(),
        }
    }
}

impl From<BackupFault> for Stop {
    fn from(fault: BackupFault) -> Self {
        match fault {
            BackupFault::DiskFull => Self::Unwritable(ReadOnlyCause::DiskFull),
            BackupFault::ReadOnly => Self::Unwritable(ReadOnlyCause::NotAllowed),
            BackupFault::Busy => Self::Fault(OpenFault::Busy),
            BackupFault::Damaged(sign) => Self::Damaged(sign),
            BackupFault::Unusable(why) => Self::Damaged(why.to_string()),
            other => Self::Fault(OpenFault::Io(other.to_string())),
        }
    }
}

impl From<Stop> for BackupFault {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Damaged(sign) => Self::Damaged(sign),
            Stop::Unwritable(_) => Self::ReadOnly,
            Stop::Fault(OpenFault::Busy) => Self::Busy,
            Stop::Fault(fault) => Self::Io(fault.to_string()),
        }
    }
}

/// Refuses another program's file and a newer version's.
pub(crate) fn refuse(found: &Found, place: &Place, options: &Options) -> Result<(), Stop> {
    match found {
        Found::Foreign => Err(OpenFault::ForeignFile(place.db()).into()),
        Found::Newer { found, app } => {
            let known = options.schema.version();
            Err(OpenFault::NewerSchema { found: *found, known, app: app.clone() }.into())
        }
        Found::Damaged => Err(Stop::Damaged("contradicts itself".to_owned())),
        Found::Empty | Found::Ours(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use file_access::{System, retry};

    use super::*;

    /// What a file comes down to that another program on Windows goes on holding.
    #[test]
    fn a_file_that_stays_held_is_busy_and_not_a_place_where_nothing_may_be_written() {
        for number in [5, 32, 33] {
            let held = || {
                retry(System::Windows, true, |_| (), || Err::<(), _>(io::Error::from_raw_os_error(number)))
                    .unwrap_err()
            };
            assert!(matches!(Stop::from(held()), Stop::Fault(OpenFault::Busy)), "{number}");
            assert_eq!(BackupFault::from(held()), BackupFault::Busy, "{number}");
        }
        let forbidden = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(matches!(Stop::from(forbidden), Stop::Unwritable(ReadOnlyCause::NotAllowed)));
    }
}
