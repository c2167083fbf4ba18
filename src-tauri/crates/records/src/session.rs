//! Whether the last session closed as it should, and nobody touched the file since.
//!
//! A full check reads the whole file, which would make starting slower the more there is in it. So it is skipped when
//! the file is, by size and moment of change, the very one that was closed cleanly; whatever a program, a crash or a
//! copy did to it shows in those. What they cannot show, a disk that forgets, is caught on reading (every event is
//! compared with its hash) and by [`crate::Archive::check`], which runs beside the work.

use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use crate::host::OpenedBy;
use crate::place::{Place, sync_dir};

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "camelCase")]
enum Mark {
    Open {
        /// None: an earlier version wrote it.
        #[serde(default)]
        by: Option<OpenedBy>,
    },
    Closed {
        /// In bytes.
        size: u64,
        /// In nanoseconds since 1970, as text: JSON numbers hold no 128 bits.
        modified: String,
    },
}

/// Whether the last session closed cleanly and the file is still as it was left.
pub(crate) fn was_clean(place: &Place) -> bool {
    let Ok(text) = fs::read(place.session()) else {
        return false;
    };
    let mark: Option<Mark> = serde_json::from_slice(&text).ok();
    mark.is_some() && mark == closed(place).ok() && !place.wal_is_hot()
}

/// Writes down that a session is going on. Doubles as the test whether anything can be written here.
pub(crate) fn begin(place: &Place, by: OpenedBy) -> io::Result<()> {
    write(place, &Mark::Open { by: Some(by) })
}

/// Who has the records in a directory open, or had when the computer stopped. None: they were closed, or it is not known.
pub fn opened_by(dir: &Path) -> Option<OpenedBy> {
    let text = fs::read(Place::new(dir).session()).ok()?;
    match serde_json::from_slice(&text) {
        Ok(Mark::Open { by }) => by,
        _ => None,
    }
}

/// Writes down that the session closed cleanly. The connection must be closed by now.
pub(crate) fn end(place: &Place) -> io::Result<()> {
    write(place, &closed(place)?)
}

fn closed(place: &Place) -> io::Result<Mark> {
    let db = fs::metadata(place.db())?;
    let since = db.modified()?.duration_since(std::time::UNIX_EPOCH);
    Ok(Mark::Closed { size: db.len(), modified: since.map_err(io::Error::other)?.as_nanos().to_string() })
}

/// Written beside and renamed: that is whole or not at all, and fails where no file can be made.
fn write(place: &Place, mark: &Mark) -> io::Result<()> {
    file_access::replace(&place.session(), &serde_json::to_vec(mark)?)?;
    sync_dir(place.dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_untouched_file_is_clean() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        fs::write(place.db(), "content").unwrap();
        assert!(!was_clean(&place), "no mark");
        let by =
            OpenedBy { computer: Some("SERVER1".into()), session: None, since: jiff::Timestamp::UNIX_EPOCH };
        begin(&place, by.clone()).unwrap();
        assert!(!was_clean(&place), "not closed");
        assert_eq!(opened_by(dir.path()), Some(by));
        end(&place).unwrap();
        assert_eq!(opened_by(dir.path()), None);
        assert!(was_clean(&place));
        fs::write(place.wal(), "x").unwrap();
        assert!(!was_clean(&place), "a log with something in it");
        fs::remove_file(place.wal()).unwrap();
        fs::write(place.db(), "c0ntent").unwrap();
        assert!(!was_clean(&place), "written since");
        fs::write(place.session(), "nonsense").unwrap();
        assert!(!was_clean(&place), "unreadable mark");
    }

    #[test]
    fn a_mark_of_an_earlier_version_tells_nothing_of_who_opened() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        fs::write(place.session(), r#"{"state":"open"}"#).unwrap();
        assert_eq!((opened_by(dir.path()), was_clean(&place)), (None, false));
    }
}
