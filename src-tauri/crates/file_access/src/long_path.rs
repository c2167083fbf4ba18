//! Paths that are longer than Windows takes unless they are written out in full.

use std::io;
use std::path::{Path, PathBuf};

/// The most characters of a path that every program on Windows takes, without its closing zero.
pub const LONGEST: usize = 259;

/// The path as Windows takes it at any length: absolute, with the prefix that turns its own reading of it off. On
/// other systems, and where the path is not Unicode, as it is.
///
/// # Errors
/// When there is no current folder to make it absolute with.
pub fn extended(path: &Path) -> io::Result<PathBuf> {
    if !cfg!(windows) {
        return Ok(path.to_owned());
    }
    let absolute = std::path::absolute(path)?;
    Ok(absolute.to_str().map_or_else(|| absolute.clone(), |text| written_out(text).into()))
}

/// An absolute path of Windows with its prefix: `\\?\C:\a` and `\\?\UNC\server\share\a`.
fn written_out(absolute: &str) -> String {
    if absolute.starts_with(r"\\?\") || absolute.starts_with(r"\\.\") {
        return absolute.to_owned();
    }
    match absolute.strip_prefix(r"\\") {
        Some(share) => format!(r"\\?\UNC\{share}"),
        None => format!(r"\\?\{absolute}"),
    }
}

/// Whether a path is longer than every program on Windows takes, in UTF-16 as Windows counts.
pub fn is_too_long(path: &Path) -> bool {
    path.to_string_lossy().encode_utf16().count() > LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows_are_written_out_once() {
        for (path, expected) in [
            (r"C:\data\x.csv", r"\\?\C:\data\x.csv"),
            (r"\\server\share\x.csv", r"\\?\UNC\server\share\x.csv"),
            (r"\\?\C:\data\x.csv", r"\\?\C:\data\x.csv"),
            (r"\\?\UNC\server\share\x.csv", r"\\?\UNC\server\share\x.csv"),
            (r"\\.\C:\x", r"\\.\C:\x"),
        ] {
            assert_eq!(written_out(path), expected);
        }
    }

    #[test]
    fn a_path_of_more_than_259_characters_is_long() {
        let path = |length: usize| PathBuf::from("a".repeat(length));
        assert!(!is_too_long(&path(259)));
        assert!(is_too_long(&path(260)));
        assert!(!is_too_long(&PathBuf::from("é".repeat(259))), "counted in characters, not in bytes");
    }

    #[cfg(windows)]
    #[test]
    fn a_file_is_renamed_far_down() {
        let folder = tempfile::tempdir().unwrap();
        let mut deep = extended(folder.path()).unwrap();
        for _ in 0..4 {
            deep.push("map".repeat(30));
        }
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(deep.join("a"), "x").unwrap();
        crate::rename(&deep.join("a"), &deep.join("b")).unwrap();
        assert!(is_too_long(&deep) && deep.join("b").exists());
    }
}
