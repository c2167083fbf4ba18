//! Which file stands under the database's name, to notice that another program put a different one there.

use std::io;
use std::path::Path;

use crate::place::Place;

/// The files that stand under the names of the database and of its log.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    db: FileId,
    /// None: there is no log.
    wal: Option<FileId>,
}

/// The volume a file is on and its number there. It stays the same however the file is written to, renamed or dated.
#[derive(Debug, PartialEq, Eq)]
struct FileId {
    volume: u64,
    number: u64,
}

impl Identity {
    /// What stands there now.
    ///
    /// # Errors
    /// When there is no database, or the system does not tell which file it is.
    pub(crate) fn of(place: &Place) -> io::Result<Self> {
        let wal = match FileId::of(&place.wal()) {
            Ok(found) => Some(found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        Ok(Self { db: FileId::of(&place.db())?, wal })
    }

    /// Whether the same files still stand there.
    pub(crate) fn still_there(&self, place: &Place) -> bool {
        let Ok(now) = Self::of(place) else {
            return false;
        };
        // Without write-ahead logging there is no log to watch.
        now.db == self.db && (self.wal.is_none() || now.wal == self.wal)
    }
}

impl FileId {
    /// Asked by name: opening the file here would drop SQLite's locks when it is closed.
    #[cfg(unix)]
    fn of(path: &Path) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path)?;
        Ok(Self { volume: found.dev(), number: found.ino() })
    }

    /// Asked of an opened file: the name alone does not tell. A time of creation would not do, since a file that takes the
    /// name of one that was just removed gets the time of that one.
    #[cfg(windows)]
    fn of(path: &Path) -> io::Result<Self> {
        use std::os::windows::fs::OpenOptionsExt;
        // No access to the content is asked for, so that no other program that has the file open stands in the way.
        let file = std::fs::OpenOptions::new().access_mode(0).open(path)?;
        let found = winapi_util::file::information(&file)?;
        Ok(Self { volume: found.volume_serial_number(), number: found.file_index() })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn notices_a_replaced_file() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        fs::write(place.db(), "one").unwrap();
        let identity = Identity::of(&place).unwrap();
        assert!(identity.still_there(&place));
        fs::write(dir.path().join("other"), "one").unwrap();
        fs::rename(dir.path().join("other"), place.db()).unwrap();
        assert!(!identity.still_there(&place));
        fs::remove_file(place.db()).unwrap();
        assert!(!identity.still_there(&place));
    }

    /// On Windows the new file gets the time of creation of the one whose name it takes.
    #[test]
    fn a_file_that_takes_the_name_at_once_is_another() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        fs::write(place.db(), "one").unwrap();
        let identity = Identity::of(&place).unwrap();
        fs::rename(place.db(), dir.path().join("put away")).unwrap();
        fs::write(place.db(), "one").unwrap();
        assert!(!identity.still_there(&place));
        fs::remove_file(place.db()).unwrap();
        fs::rename(dir.path().join("put away"), place.db()).unwrap();
        assert!(identity.still_there(&place));
    }

    /// Some file systems give the time of the last change as that of creation, and shares may give none.
    #[test]
    fn writing_and_dating_a_file_leaves_it_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        fs::write(place.db(), "one").unwrap();
        fs::write(place.wal(), "one").unwrap();
        let identity = Identity::of(&place).unwrap();
        for path in [place.db(), place.wal()] {
            fs::write(&path, "something longer").unwrap();
            let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
            file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        }
        assert!(identity.still_there(&place));
        fs::remove_file(place.wal()).unwrap();
        assert!(!identity.still_there(&place), "the log is gone");
    }
}
