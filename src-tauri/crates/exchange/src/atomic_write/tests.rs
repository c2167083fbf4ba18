use std::cell::Cell;
use std::io;
use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;
use uuid::Uuid;

use super::disk::{Disk, RealDisk};
use super::*;

/// A reader that is content with anything but an empty file.
fn fine(read: &[u8]) -> Result<(), String> {
    if read.is_empty() {
        return Err("empty".into());
    }
    Ok(())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A disk that fails at the n-th thing asked of it, once or from then on; with half a write when
/// that thing is a write.
struct Failing {
    at: u32,
    for_ever: bool,
    error: i32,
    asked: Cell<u32>,
}

impl Failing {
    fn new(at: u32, for_ever: bool, error: i32) -> Self {
        let asked = Cell::new(0);
        Self { at, for_ever, error, asked }
    }

    fn ask(&self) -> io::Result<()> {
        self.asked.set(self.asked.get() + 1);
        let fails = self.asked.get() == self.at || (self.for_ever && self.asked.get() > self.at);
        if fails { Err(io::Error::from_raw_os_error(self.error)) } else { Ok(()) }
    }
}

impl Disk for Failing {
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(fault) = self.ask() {
            RealDisk.write_new(path, &bytes[..bytes.len() / 2])?;
            return Err(fault);
        }
        RealDisk.write_new(path, bytes)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask()?;
        RealDisk.rename_new(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.ask()?;
        RealDisk.sync_folder(folder)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.ask()?;
        RealDisk.read(path)
    }
    fn remove(&self, path: &Path) {
        RealDisk.remove(path);
    }
}

/// A disk on which another program holds the names that `held` knows, for a number of tries.
struct Held<F: Fn(&Path, &Path) -> bool> {
    held: F,
    tries: Cell<u32>,
}

impl<F: Fn(&Path, &Path) -> bool> Disk for Held<F> {
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write_new(path, bytes)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.tries.get() > 0 && (self.held)(from, to) {
            self.tries.set(self.tries.get() - 1);
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        RealDisk.rename_new(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }
    fn remove(&self, path: &Path) {
        RealDisk.remove(path);
    }
}

/// A disk that gives back other bytes than were written, at the n-th reading.
struct Lying {
    at: u32,
    readings: Cell<u32>,
}

impl Disk for Lying {
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        RealDisk.write_new(path, bytes)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename_new(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.readings.set(self.readings.get() + 1);
        let mut bytes = RealDisk.read(path)?;
        if self.readings.get() == self.at {
            bytes.reverse();
        }
        Ok(bytes)
    }
    fn remove(&self, path: &Path) {
        RealDisk.remove(path);
    }
}

#[test]
fn other_bytes_than_were_written_are_never_taken_for_the_file() {
    for at in [1, 2] {
        let folder = tempfile::tempdir().unwrap();
        let disk = Lying { at, readings: Cell::new(0) };
        let fault = write_on(&disk, folder.path(), "a.csv", b"abc", fine);
        assert_eq!(fault, Err(PlaceFault::Differs));
        assert!(names(folder.path()).is_empty());
    }
}

#[test]
fn a_file_is_placed_read_back_and_hashed() {
    let folder = tempfile::tempdir().unwrap();
    let seen = Cell::new(false);
    let placed = write(folder.path(), "bord.csv", b"abc", |read| {
        seen.set(read == b"abc");
        Ok(())
    });
    let placed = placed.unwrap();
    assert!(seen.get());
    assert_eq!(std::fs::read(&placed.path).unwrap(), b"abc");
    assert_eq!(placed.bytes, 3);
    assert_eq!(placed.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(names(folder.path()), ["bord.csv"]);
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..3 {
        write(folder.path(), "bord.csv", b"x", fine).unwrap();
    }
    std::fs::write(folder.path().join("bord.csv"), "mine").unwrap();
    let placed = write(folder.path(), "bord.csv", b"new", fine).unwrap();
    assert_eq!(placed.path, folder.path().join("bord (4).csv"));
    let mine = std::fs::read_to_string(folder.path().join("bord.csv")).unwrap();
    assert_eq!(mine, "mine");
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_is_not_written_through() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("outside");
    std::os::unix::fs::symlink(&outside, folder.path().join("bord.csv")).unwrap();
    let placed = write(folder.path(), "bord.csv", b"x", fine).unwrap();
    assert_eq!(placed.path, folder.path().join("bord (2).csv"));
    assert!(!outside.exists());
}

#[test]
fn what_the_reader_refuses_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let fault = write(folder.path(), "a.csv", b"x", |_| Err("row 2".into()));
    assert_eq!(fault, Err(PlaceFault::Refused("row 2".into())));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_fault_at_any_moment_leaves_the_whole_file_or_none() {
    const ENOSPC: i32 = if cfg!(windows) { 112 } else { 28 };
    const EIO: i32 = if cfg!(windows) { 1117 } else { 5 };
    for error in [ENOSPC, EIO] {
        for at in 1..=5 {
            for for_ever in [false, true] {
                let folder = tempfile::tempdir().unwrap();
                let disk = Failing::new(at, for_ever, error);
                let fault = write_on(&disk, folder.path(), "a.csv", b"0123456789", fine);
                assert!(fault.is_err(), "{error} at {at}");
                assert_eq!(error == ENOSPC, fault == Err(PlaceFault::NoRoom));
                assert!(names(folder.path()).is_empty(), "{error} at {at}");
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let disk = Failing::new(6, true, error);
        write_on(&disk, folder.path(), "a.csv", b"0123456789", fine).unwrap();
        assert_eq!(disk.asked.get(), 5, "every moment was tried");
    }
}

#[test]
fn a_name_that_is_held_for_a_moment_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Held { held: |_, _| true, tries: Cell::new(4) };
    let placed = write_on(&disk, folder.path(), "a.csv", b"x", fine).unwrap();
    assert_eq!(placed.path, folder.path().join("a.csv"));
}

#[test]
fn a_name_that_stays_held_keeps_the_finished_file_under_another() {
    let folder = tempfile::tempdir().unwrap();
    let held = |_: &Path, to: &Path| to.ends_with("a.csv");
    let disk = Held { held, tries: Cell::new(u32::MAX) };
    let start = std::time::Instant::now();
    let fault = write_on(&disk, folder.path(), "a.csv", b"x", fine);
    let kept = folder.path().join("a (bewaard).csv");
    assert_eq!(fault, Err(PlaceFault::InUse { kept: kept.clone() }));
    assert_eq!(std::fs::read(kept).unwrap(), b"x");
    assert_eq!(names(folder.path()), ["a (bewaard).csv"]);
    assert!(start.elapsed() < Duration::from_secs(20), "it gives up: {:?}", start.elapsed());
}

#[test]
fn a_passing_file_that_is_held_is_made_again_to_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    // The tries for the name, and one to keep the file that is held.
    let disk = Held { held: |_, _| true, tries: Cell::new(file_access::TRIES + 2) };
    let fault = write_on(&disk, folder.path(), "a.csv", b"x", fine);
    let kept = folder.path().join("a (bewaard).csv");
    assert_eq!(fault, Err(PlaceFault::InUse { kept }));
    assert_eq!(names(folder.path()), ["a (bewaard).csv"]);
}

#[test]
fn a_file_that_cannot_be_renamed_at_all_is_still_kept() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Held { held: |_, _| true, tries: Cell::new(u32::MAX) };
    let fault = write_on(&disk, folder.path(), "a.csv", b"x", fine);
    let Err(PlaceFault::InUse { kept }) = fault else {
        panic!("{fault:?}");
    };
    assert_eq!(std::fs::read(kept).unwrap(), b"x");
    assert_eq!(names(folder.path()).len(), 1);
}

#[test]
fn faults_of_the_folder_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let gone = write(&folder.path().join("gone"), "a.csv", b"x", fine);
    assert_eq!(gone, Err(PlaceFault::Gone));
    std::fs::write(folder.path().join("file"), "").unwrap();
    let file = write(&folder.path().join("file"), "a.csv", b"x", fine);
    assert_eq!(file, Err(PlaceFault::Gone));
    let long = folder.path().join("x".repeat(300));
    let fault = write(&long, "a.csv", b"x", fine);
    assert!(matches!(fault, Err(PlaceFault::PathTooLong | PlaceFault::Gone)));
    let rights = io::Error::from(io::ErrorKind::ReadOnlyFilesystem);
    assert_eq!(PlaceFault::from_io(&rights, folder.path()), PlaceFault::NoRights);
}

#[test]
fn only_our_own_strays_are_cleaned() {
    let folder = tempfile::tempdir().unwrap();
    let stray = format!(".koppelwijzer-{}.part", Uuid::nil());
    for name in [&stray, "mine.part", ".koppelwijzer-notes.part", "bord.csv"] {
        std::fs::write(folder.path().join(name), "half").unwrap();
    }
    std::fs::create_dir(folder.path().join(format!(".koppelwijzer-{}.part", Uuid::max()))).unwrap();
    assert_eq!(clean(folder.path()), Ok(1));
    assert_eq!(names(folder.path()).len(), 4);
    assert_eq!(clean(&folder.path().join("gone")), Err(PlaceFault::Gone));
}

#[test]
fn names_become_what_all_systems_take() {
    for (wanted, made) in [
        ("bord.csv", "bord.csv"),
        ("CON.csv", "_CON.csv"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("LPT²", "_LPT²"),
        ("nul", "_nul"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\Users\\a?.csv", "C--Users-a-.csv"),
        (" . ", "bestand"),
        (".csv", "csv"),
        ("", "bestand"),
        ("a\u{202e}vsc.exe\n.csv", "avsc.exe.csv"),
        ("Café Ünlü & Zn. B.V.pdf", "Café Ünlü & Zn. B.V.pdf"),
        ("naam. .csv", "naam.csv"),
        ("naam\0.A.", "naam.A"),
    ] {
        assert_eq!(file_name(wanted), made, "{wanted:?}");
    }
    let long = file_name(&format!("{}.csv", "é".repeat(500)));
    assert!(long.ends_with("é.csv") && long.len() <= 200);
    assert_eq!(numbered("a.b.csv", 2), "a.b (2).csv");
    assert_eq!(numbered("Zomer 2026.koppelwijzer", 2), "Zomer 2026 (2).koppelwijzer");
    assert!(file_name(&format!("{}.koppelwijzer", "a".repeat(300))).ends_with("a.koppelwijzer"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_wish_gives_a_name_that_can_be_written(wanted in "\\PC{0,300}|[ -~]{0,40}|(?s).{0,60}") {
        let name = file_name(&wanted);
        prop_assert!(!name.is_empty() && name.len() <= 200 + 1);
        prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0', '\n']));
        prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']));
        prop_assert_eq!(file_name(&name), name.clone(), "a made name is a good wish");
        let folder = tempfile::tempdir().unwrap();
        let placed = write(folder.path(), &wanted, b"x", fine).unwrap();
        prop_assert_eq!(placed.path.parent(), Some(folder.path()));
    }
}
