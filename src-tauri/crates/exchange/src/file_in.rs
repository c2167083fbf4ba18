//! Files that come in: only whole ones of a size that fits, and never anything that is no file.

use std::fs::{self, File};
use std::io::Read;
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

/// Reads a file of at most so many bytes.
///
/// # Errors
/// [`FileFault::TooLarge`], before anything is read where the file system tells its size, and also when it grows while
/// it is read. [`FileFault::NotThere`] for what cannot be read or is no file: a device or a pipe could go on for ever.
pub fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
    let found = fs::metadata(path).map_err(|_| FileFault::NotThere)?;
    if !found.is_file() {
        return Err(FileFault::NotThere);
    }
    if found.len() > most {
        return Err(FileFault::TooLarge);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|_| FileFault::NotThere)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(|_| FileFault::NotThere)?;
    if bytes.len() as u64 > most { Err(FileFault::TooLarge) } else { Ok(bytes) }
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
}
