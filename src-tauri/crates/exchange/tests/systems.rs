//! What files and times are like on each system.

// Outside test functions too, a test may stop at what it did not expect.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use domain::{Environment, Language};
use exchange::atomic_write::write;
use exchange::table::{FormRow, form_csv};
use exchange::{dossier_file, words};
use jiff::Timestamp;

fn same(wanted: &'static [u8]) -> impl Fn(&[u8]) -> Result<(), String> {
    move |read| if read == wanted { Ok(()) } else { Err("other bytes".into()) }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// On Windows these are devices, whatever comes after the point, and what is written to them is gone.
#[test]
fn a_name_of_a_device_becomes_a_file_with_everything_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = ["CON", "nul", "PRN.csv", "Aux.tar.gz", "COM1.pdf", "lpt9", "CONIN$", "com¹.csv"];
    for name in wanted {
        let placed = write(folder.path(), name, b"inhoud", same(b"inhoud")).unwrap();
        assert_eq!(std::fs::read(&placed.path).unwrap(), b"inhoud", "{name}");
    }
    assert_eq!(names(folder.path()).len(), wanted.len(), "{:?}", names(folder.path()));
}

#[test]
fn spaces_letters_and_signs_in_folders_and_names_are_kept() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("Mijn documenten (kopie)").join("Café Ünlü & Zn. 100%");
    std::fs::create_dir_all(&folder).unwrap();
    let placed = write(&folder, "Bord van 1 maart 2026 (nr. 2).csv", b"x", same(b"x")).unwrap();
    assert_eq!(placed.path, folder.join("Bord van 1 maart 2026 (nr. 2).csv"));
}

#[test]
fn tables_have_the_line_ends_of_excel_on_every_system() {
    let row = |value: &str| FormRow {
        part: "Deel".into(),
        field: "Veld".into(),
        value: value.into(),
        origin: "zelf ingevuld".into(),
    };
    let table = form_csv(&[row("een"), row("twee\nregels")], Environment::Production, Language::Nl);
    let text = String::from_utf8(table.bytes).unwrap();
    assert_eq!(text.matches("\r\n").count(), 3, "{text:?}");
    assert!(text.ends_with("\r\n"));
}

/// Mail programs and editors write other line ends, as Git does where nobody says otherwise.
#[test]
fn a_dossier_with_other_line_ends_is_read_or_refused_and_never_changed() {
    let bytes = include_bytes!("sample/first-version.koppelwijzer");
    let as_it_is = dossier_file::read(bytes).unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let changed = text.trim_end().replace('\n', "\r\n") + "\r\n";
    if let Ok(read) = dossier_file::read(changed.as_bytes()) {
        assert_eq!(read.events, as_it_is.events);
    }
    let ends = text.trim_end().to_owned() + "\r\n";
    assert_eq!(dossier_file::read(ends.as_bytes()).unwrap().events, as_it_is.events);
}

/// The clock of the office is the Dutch one, wherever the computer says that it stands.
#[test]
fn times_are_dutch_whatever_the_time_zone_of_the_computer() {
    let at = |text: &str| words::short_moment(text.parse::<Timestamp>().unwrap());
    assert!(at("2026-07-01T10:00:00Z").ends_with(" 12:00"));
    assert!(at("2026-12-31T23:30:00Z").ends_with(" 00:30"));
    assert!(at("2026-03-29T01:00:00Z").ends_with(" 03:00"), "the clock is put forward");
}

#[cfg(windows)]
mod windows {
    use std::fs::{File, OpenOptions};
    use std::os::windows::fs::OpenOptionsExt;

    use exchange::atomic_write::PlaceFault;
    use exchange::file_in::{FileFault, read_at_most};

    use super::*;

    /// Nobody else may do anything with the file while it is open.
    fn hold(path: &Path) -> File {
        OpenOptions::new().read(true).write(true).share_mode(0).open(path).unwrap()
    }

    #[test]
    fn a_file_that_excel_has_open_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let open = folder.path().join("bord.csv");
        std::fs::write(&open, "mine").unwrap();
        let held = hold(&open);
        let placed = write(folder.path(), "bord.csv", b"new", same(b"new")).unwrap();
        drop(held);
        assert_eq!(placed.path, folder.path().join("bord (2).csv"));
        assert_eq!(std::fs::read(open).unwrap(), b"mine");
    }

    #[test]
    fn a_file_that_another_program_holds_is_not_taken_for_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        let open = folder.path().join("uren.csv");
        std::fs::write(&open, "12;8,00").unwrap();
        let held = hold(&open);
        assert_eq!(read_at_most(&open, 100), Err(FileFault::NotThere));
        drop(held);
        assert_eq!(read_at_most(&open, 100), Ok(b"12;8,00".to_vec()));
    }

    #[test]
    fn a_folder_that_is_gone_or_a_drive_that_is_not_there_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let gone = write(&folder.path().join("gone"), "a.csv", b"x", same(b"x"));
        assert_eq!(gone, Err(PlaceFault::Gone));
        assert_eq!(write(Path::new("Q:\\map"), "a.csv", b"x", same(b"x")), Err(PlaceFault::Gone));
    }

    /// Windows has names of its own for time zones.
    #[test]
    fn the_time_zone_of_windows_is_one_with_rules() {
        let zone = jiff::tz::TimeZone::system();
        assert!(zone.iana_name().is_some(), "{zone:?}");
    }
}
