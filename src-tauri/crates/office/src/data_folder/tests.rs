use jiff::Timestamp;
use records::Records;
use tempfile::TempDir;

use super::*;

/// The folders of an earlier and of this version, in one that goes when the test ends.
struct Profile {
    _folder: TempDir,
    before: PathBuf,
    now: PathBuf,
}

impl Profile {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [before, now] =
            ["Roaming", "Local"].map(|part| folder.path().join(part).join("nl.koppelwijzer.desktop"));
        // The web view is there before the records are.
        fs::create_dir_all(now.join("EBWebView")).unwrap();
        Self { _folder: folder, before, now }
    }

    /// Makes records in the folders of all environments, with a setting that tells them apart.
    fn fill(folder: &Path, mark: &str) {
        for (folder, environment) in Environments::folders(folder).iter().zip(domain::Environment::ALL) {
            let options = crate::environments::options(environment);
            let mut records = Records::open_with(folder, Timestamp::UNIX_EPOCH, options).unwrap().records;
            records.set_setting(records::SettingKey::new("mark"), Some(mark)).unwrap();
            records.close(Timestamp::UNIX_EPOCH).unwrap();
        }
        fs::write(folder.join("environment"), "sandbox").unwrap();
        fs::write(folder.join(STAYS), "{}").unwrap();
    }

    /// Whether the folder holds the records of all environments with this mark, and their backups.
    fn holds(folder: &Path, mark: &str) -> bool {
        Environments::folders(folder).iter().zip(domain::Environment::ALL).all(|(folder, environment)| {
            let options = crate::environments::options(environment);
            let opened = Records::open_with(folder, Timestamp::UNIX_EPOCH, options).unwrap();
            assert_eq!(opened.notices, []);
            let kept = opened.records.setting(records::SettingKey::new("mark")).unwrap();
            let backups = opened.records.archive().list().unwrap().len();
            kept.as_deref() == Some(mark) && backups > 0
        })
    }

    fn moved(&self) -> Option<Notice> {
        let folder = DataFolder::moved(&self.before, &self.now).unwrap();
        assert_eq!(folder.path, self.now);
        folder.notice
    }
}

#[test]
fn records_of_an_earlier_folder_are_moved_whole_and_once() {
    let profile = Profile::new();
    Profile::fill(&profile.before, "earlier");
    assert_eq!(profile.moved(), None);
    assert!(Profile::holds(&profile.now, "earlier"));
    assert_eq!(fs::read_to_string(profile.now.join("environment")).unwrap(), "sandbox");
    let left: Vec<_> =
        fs::read_dir(&profile.before).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, [STAYS], "only where the window was");
    assert!(!aside(&profile.before).exists() && !profile.now.join(WHOLE).exists());
    // And at the next start nothing is done.
    assert_eq!(profile.moved(), None);
    assert!(Profile::holds(&profile.now, "earlier"));
}

#[test]
fn a_first_start_and_one_folder_need_no_move() {
    let profile = Profile::new();
    assert_eq!(profile.moved(), None);
    let same = DataFolder::moved(&profile.now, &profile.now).unwrap();
    assert_eq!(same, DataFolder::new(profile.now));
}

#[test]
fn records_in_both_folders_are_reported_and_not_merged() {
    let profile = Profile::new();
    Profile::fill(&profile.before, "earlier");
    Profile::fill(&profile.now, "this");
    for _ in 0..2 {
        let folder = profile.before.display().to_string();
        assert_eq!(profile.moved(), Some(Notice::OtherFolder { folder }));
    }
    assert!(Profile::holds(&profile.now, "this"));
    assert!(Profile::holds(&profile.before, "earlier"));
}

/// A kill in the middle of copying, with the copy whole, half way through giving it its names, and before the earlier
/// folder is left.
#[test]
fn a_move_that_is_cut_off_goes_on_at_the_next_start() {
    for moment in 0..4 {
        let profile = Profile::new();
        Profile::fill(&profile.before, "earlier");
        let (half, whole) = (profile.now.join(HALF), profile.now.join(WHOLE));
        match moment {
            0 => {
                fs::create_dir(&half).unwrap();
                fs::write(half.join(DATABASE), "half a co").unwrap();
            }
            1 => copy_folder(&profile.before, &whole).unwrap(),
            2 => {
                copy_folder(&profile.before, &whole).unwrap();
                fs::rename(whole.join(DATABASE), profile.now.join(DATABASE)).unwrap();
                fs::rename(whole.join("backups"), profile.now.join("backups")).unwrap();
            }
            _ => move_records(&profile.before, &profile.now).unwrap(),
        }
        assert!(Profile::holds(&profile.before, "earlier") || moment > 0, "nothing was lost meanwhile");
        assert_eq!(profile.moved(), None, "cut off at {moment}");
        assert!(Profile::holds(&profile.now, "earlier"), "cut off at {moment}");
        assert!(!has_records(&profile.before) && !half.exists() && !whole.exists());
    }
}

#[test]
fn records_that_another_program_has_open_are_not_moved() {
    let profile = Profile::new();
    Profile::fill(&profile.before, "earlier");
    let open = Records::open_with(
        &profile.before,
        Timestamp::UNIX_EPOCH,
        crate::environments::options(domain::Environment::Production),
    );
    let refused = DataFolder::moved(&profile.before, &profile.now);
    assert_eq!(refused, Err(OpenFault::AlreadyOpen));
    assert!(!has_records(&profile.now));
    drop(open);
    assert_eq!(profile.moved(), None);
    assert!(Profile::holds(&profile.now, "earlier"));
}

#[test]
fn what_cannot_be_copied_stays_where_it_was() {
    let profile = Profile::new();
    Profile::fill(&profile.before, "earlier");
    // A file in the way of the folder in which the copy is made.
    fs::remove_dir_all(&profile.now).unwrap();
    fs::write(&profile.now, "").unwrap();
    assert!(matches!(DataFolder::moved(&profile.before, &profile.now), Err(OpenFault::Io(_))));
    assert!(Profile::holds(&profile.before, "earlier"));
}
