//! The data directory: what is called how in it, and how files come and go.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

/// The name that every file of the records starts with.
const NAME: &str = "koppelwijzer";

/// The files that belong to a database file, by what comes after its name.
const SIDECARS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The data directory.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    dir: PathBuf,
}

impl Place {
    pub(crate) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn db(&self) -> PathBuf {
        self.dir.join(format!("{NAME}.db"))
    }

    pub(crate) fn wal(&self) -> PathBuf {
        sidecar(&self.db(), "-wal")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.dir.join(format!("{NAME}.lock"))
    }

    pub(crate) fn session(&self) -> PathBuf {
        self.dir.join(format!("{NAME}.session"))
    }

    /// A whole database that is about to become the live one.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.dir.join(format!("{NAME}.incoming"))
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.dir.join("backups")
    }

    /// A backup in the making.
    pub(crate) fn part(&self) -> PathBuf {
        self.backups().join(format!("{NAME}.part"))
    }

    /// Whether the write-ahead log holds anything. After a clean close it does not.
    pub(crate) fn wal_is_hot(&self) -> bool {
        fs::metadata(self.wal()).is_ok_and(|wal| wal.len() > 0)
    }

    /// Removes what a session that was cut off left half done. Only while the lock is held.
    pub(crate) fn clean(&self) -> io::Result<()> {
        for stray in [self.incoming(), self.part()] {
            remove_database(&stray)?;
        }
        Ok(())
    }

    /// Renames the database and what belongs to it to a dated name, and says which.
    ///
    /// The database goes first: cut off half way, a log without a database remains, which the next start sees for
    /// what it is. The other way round a database without its log would remain, which looks whole and is not.
    pub(crate) fn set_aside(&self, now: Timestamp) -> io::Result<PathBuf> {
        self.rename_to("damaged", now)
    }

    /// As [`Place::set_aside`], for a file that is not damaged. Nothing ever removes it.
    pub(crate) fn keep_aside(&self, now: Timestamp) -> io::Result<PathBuf> {
        self.rename_to("kept", now)
    }

    fn rename_to(&self, word: &str, now: Timestamp) -> io::Result<PathBuf> {
        let target = free(&self.dir, &format!("{NAME}-{word}-{}", stamp(now)));
        let db = self.db();
        rename_if_there(&db, &target)?;
        for end in SIDECARS {
            rename_if_there(&sidecar(&db, end), &sidecar(&target, end))?;
        }
        sync_dir(&self.dir)?;
        Ok(target)
    }

    /// The databases that were set aside.
    pub(crate) fn set_aside_files(&self) -> io::Result<Vec<PathBuf>> {
        let mut found = vec![];
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_database = path.extension().is_some_and(|end| end == "db");
            if is_database && name.starts_with(&format!("{NAME}-damaged-")) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    /// Takes from everybody but the owner what they may do with the directory, its files and its backups. An earlier
    /// version, or a copy, may have left it open to others. Where the system does not allow that, it stays as it is.
    pub(crate) fn make_private(&self) {
        for dir in [self.dir.clone(), self.backups()] {
            owner_only(&dir, true);
            for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
                if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                    owner_only(&entry.path(), false);
                }
            }
        }
    }

    /// Puts the incoming file in the place of the live one, in one step.
    pub(crate) fn install(&self) -> io::Result<()> {
        file_access::rename(&self.incoming(), &self.db())?;
        sync_dir(&self.dir)
    }
}

/// Makes a directory, readable by its owner alone.
pub(crate) fn create_private(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Leaves a file, or a directory, to its owner alone, where the system knows of that. Looks first: most are so already.
pub(crate) fn owner_only(path: &Path, directory: bool) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let wanted = if directory { 0o700 } else { 0o600 };
        let Ok(found) = fs::symlink_metadata(path) else { return };
        if found.file_type().is_symlink() || found.permissions().mode() & 0o777 == wanted {
            return;
        }
        if let Err(error) = fs::set_permissions(path, fs::Permissions::from_mode(wanted)) {
            tracing::warn!(%error, "others may read the records");
        }
    }
    #[cfg(not(unix))]
    let _ = (path, directory);
}

/// The path with something after its last character.
pub(crate) fn sidecar(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A moment as it stands in file names: `20260301T140312Z`.
pub(crate) fn stamp(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The first of `stem.db`, `stem-2.db`, ... that is free, with nothing left beside it either.
pub(crate) fn free(dir: &Path, stem: &str) -> PathBuf {
    let taken = |path: &Path| path.exists() || SIDECARS.iter().any(|end| sidecar(path, end).exists());
    let mut path = dir.join(format!("{stem}.db"));
    let mut number = 2;
    while taken(&path) {
        path = dir.join(format!("{stem}-{number}.db"));
        number += 1;
    }
    path
}

/// Removes a database that nobody uses, with what belongs to it.
pub(crate) fn remove_database(path: &Path) -> io::Result<()> {
    remove_if_there(path)?;
    for end in SIDECARS {
        remove_if_there(&sidecar(path, end))?;
    }
    Ok(())
}

/// Copies a file that no connection has open, and makes the copy durable.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    file_access::copy(from, to)?;
    owner_only(to, false);
    sync_file(to)
}

/// Makes the content of a file durable.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    file_access::open(OpenOptions::new().write(true), path)?.sync_all()
}

/// Makes renames in a directory durable. Only Unix has this; elsewhere the file system sees to it.
pub(crate) fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    ignore_missing(file_access::rename(from, to))
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    ignore_missing(file_access::remove_file(path))
}

fn ignore_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_aside_without_overwriting() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        let now = "2026-03-01T14:03:12Z".parse().unwrap();
        let mut names = vec![];
        for content in ["one", "two"] {
            fs::write(place.db(), content).unwrap();
            fs::write(place.wal(), content).unwrap();
            names.push(place.set_aside(now).unwrap());
        }
        assert_eq!(names[0].file_name().unwrap(), "koppelwijzer-damaged-20260301T140312Z.db");
        assert_eq!(fs::read_to_string(&names[0]).unwrap(), "one");
        assert_eq!(fs::read_to_string(sidecar(&names[1], "-wal")).unwrap(), "two");
        assert!(!place.db().exists() && !place.wal().exists());
    }
}
