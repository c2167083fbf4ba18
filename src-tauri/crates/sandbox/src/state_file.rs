//! Stores what was changed in a file, so that practising goes on where it was left.

use std::fs;
use std::io;
use std::path::Path;

use crate::provider::{FORM, Fixed, Live};

/// Reads the kept state; starts anew when there is none. A file that does not read is set aside with `.kapot` behind its
/// name, and never written over.
pub(crate) fn read(file: &Path, fixed: &Fixed) -> Live {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(fault) => {
            if fault.kind() != io::ErrorKind::NotFound {
                tracing::warn!(kind = ?fault.kind(), "the sandbox state could not be read");
            }
            return Live::start(fixed);
        }
    };
    match serde_json::from_slice::<Live>(&bytes) {
        Ok(live) if live.form == FORM => live,
        _ => {
            set_aside(file);
            Live::start(fixed)
        }
    }
}

fn set_aside(file: &Path) {
    let mut name = file.as_os_str().to_owned();
    name.push(".kapot");
    let kept = file_access::rename(file, Path::new(&name)).is_ok();
    tracing::warn!(kept, "the sandbox state did not read; the sandbox starts anew");
}

/// Writes the state beside the file and puts it in its place.
///
/// # Errors
/// When the folder cannot be made or written.
pub(crate) fn write(file: &Path, live: &Live) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    file_access::replace(file, &serde_json::to_vec(live)?)
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::provider::{Fixed, Live};

    #[test]
    fn what_is_written_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new").join("practice.json");
        let fixed = Fixed::build(2026, 0, 0);
        let mut live = read(&file, &fixed);
        assert_eq!(live, Live::start(&fixed));
        live.touch_employer(3);
        write(&file, &live).unwrap();
        assert_eq!(read(&file, &fixed), live);
    }

    #[test]
    fn a_broken_file_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("practice.json");
        let fixed = Fixed::build(2026, 0, 0);
        for broken in ["", "{\"form\":1", "[]", "{\"form\":99}"] {
            std::fs::write(&file, broken).unwrap();
            assert_eq!(read(&file, &fixed), Live::start(&fixed));
            assert!(!file.exists());
            assert_eq!(std::fs::read_to_string(folder.path().join("practice.json.kapot")).unwrap(), broken);
        }
    }
}
