//! Files that come in: only whole ones of a size that fits, and never anything that is no file.

use std::fs::{self, File};
use std::io::{self, Read, Take};
use std::path::Path;

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It cannot be read, or is no file.
    #[error("no file that can be read")]
    NotThere,
    /// Larger than is taken.
    #[error("larger than is taken")]
    TooLarge,
}

/// How often a file that changes while it is read is read anew.
const TRIES: u32 = 3;

/// Reads a file of at most so many bytes, as it was at one moment: one that changes meanwhile is read anew.
///
/// # Errors
/// [`FileFault::TooLarge`], before anything is read where the file system tells its size, and also when it grows while
/// it is read. [`FileFault::NotThere`] for what cannot be read, goes on changing, or is no file: a device or a pipe could go on
/// for ever.
pub fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
    for _ in 0..TRIES {
        if let Some(bytes) = read_once(path, most, |file, bytes| file.read_to_end(bytes))? {
            return Ok(bytes);
        }
    }
    Err(FileFault::NotThere)
}

/// None: it changed while it was read.
fn read_once(
    path: &Path,
    most: u64,
    read: impl FnOnce(&mut Take<&File>, &mut Vec<u8>) -> io::Result<usize>,
) -> Result<Option<Vec<u8>>, FileFault> {
    let not_there = |_| FileFault::NotThere;
    let found = fs::metadata(path).map_err(not_there)?;
    if !found.is_file() {
        return Err(FileFault::NotThere);
    }
    if found.len() > most {
        return Err(FileFault::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    let file = File::open(path).map_err(not_there)?;
    let before = file.metadata().map_err(not_there)?;
    read(&mut (&file).take(most + 1), &mut bytes).map_err(not_there)?;
    if bytes.len() as u64 > most {
        return Err(FileFault::TooLarge);
    }
    let after = file.metadata().map_err(not_there)?;
    let same = before.modified().ok() == after.modified().ok() && after.len() == bytes.len() as u64;
    Ok(same.then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_fits_is_read_and_a_larger_one_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("boek.toml");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_at_most(&path, 5), Ok(b"12345".to_vec()));
        assert_eq!(read_at_most(&path, 4), Err(FileFault::TooLarge));
        assert_eq!(read_at_most(folder.path(), 5), Err(FileFault::NotThere));
        assert_eq!(read_at_most(&folder.path().join("weg"), 5), Err(FileFault::NotThere));
    }

    #[cfg(unix)]
    #[test]
    fn what_goes_on_for_ever_is_not_read() {
        for endless in ["/dev/zero", "/dev/urandom"] {
            assert_eq!(read_at_most(Path::new(endless), 5), Err(FileFault::NotThere));
        }
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_read_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("uren.csv");
        fs::write(&path, "12;8,00").unwrap();
        let read = read_once(&path, 100, |file, bytes| {
            let count = file.read_to_end(bytes)?;
            fs::write(&path, "12;8,00\n34;7,50")?;
            Ok(count)
        });
        assert_eq!(read, Ok(None));
        assert_eq!(read_at_most(&path, 100), Ok(b"12;8,00\n34;7,50".to_vec()));
    }

    #[test]
    fn a_stick_that_is_pulled_out_gives_nothing_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("uren.csv");
        fs::write(&path, "12;8,00\n34;7,50").unwrap();
        let read = read_once(&path, 100, |file, bytes| {
            file.take(8).read_to_end(bytes)?;
            Err(io::Error::from_raw_os_error(5))
        });
        assert_eq!(read, Err(FileFault::NotThere));
    }
}
