//! A start that fails: why, what is safe, and what can be done about it. There is no page yet to say so, so windows of
//! the system do, Dutch first, since no language was chosen yet.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use office::host::OpenIn;
use office::{Environments, OpenFault, Rescue, StoredBackup};

mod words;

use words::{already_open, words};
pub use words::{no_web_view, no_window};

/// Held while a start says that the records are open already.
const LOCK: &str = "koppelwijzer-refused.lock";

const AGAIN: &str = "Opnieuw proberen / Try again";
const CLOSE: &str = "Sluiten / Close";
const EMPTY: &str = "Leeg beginnen / Start empty";
const BACKUPS: &str = "Een back-up / A backup";
const THIS: &str = "Zet deze terug / Restore this";
const OLDER: &str = "Een oudere / An older one";
const BACK: &str = "Terug / Back";

/// Shows a text with up to three buttons, and gives the one that was chosen. Closing the window chooses the last.
pub trait Ask: FnMut(&str, &[&'static str]) -> &'static str {}
impl<F: FnMut(&str, &[&'static str]) -> &'static str> Ask for F {}

/// Whether a folder can be opened now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    End,
    Open,
}

/// Says why the records were not opened, and offers the backups that there are and an empty start. What was refused
/// is kept under another name.
pub fn resolve(fault: &OpenFault, folder: &Path, now: Timestamp, mut ask: impl Ask) -> Next {
    if *fault == OpenFault::AlreadyOpen {
        // One start says it for all that are refused at the same time.
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK));
        if !lock.as_ref().is_ok_and(is_held) {
            let by = Environments::opened_by(folder).map(|by| (OpenIn::of(&by), by));
            ask(&already_open(by.as_ref()), &[CLOSE]);
        }
        return Next::End;
    }
    let why = words(fault, folder);
    if *fault == OpenFault::Busy {
        return again(&why, ask);
    }
    let Ok(rescue) = Environments::rescue(folder) else {
        ask(&why, &[CLOSE]);
        return Next::End;
    };
    loop {
        let backups = rescue.backups();
        let text = format!("{why}\n\n{}", there_is(backups.len()));
        let buttons: &[&'static str] =
            if backups.is_empty() { &[EMPTY, CLOSE] } else { &[BACKUPS, EMPTY, CLOSE] };
        let done = match ask(&text, buttons) {
            BACKUPS => match choose(&rescue, &backups, now, &mut ask) {
                Some(done) => done,
                None => continue,
            },
            EMPTY => rescue.start_empty(now),
            _ => return Next::End,
        };
        match done {
            Ok(kept) => {
                let kept = kept.display();
                ask(
                    &format!(
                        "Het bestand dat er stond is niet veranderd en heet nu:\n{kept}\n\n\
                         The file that was there was not changed and is now called as above."
                    ),
                    &["Open Koppelwijzer"],
                );
                return Next::Open;
            }
            Err(fault) => {
                tracing::error!(%fault, "what was refused was not replaced");
                ask(
                    &format!(
                        "Dat is niet gelukt. Er is niets veranderd.\n\nThat failed. Nothing was changed.\n\n{fault}"
                    ),
                    &[BACK],
                );
            }
        }
    }
}

/// Says that the records were not moved from where an earlier version kept them.
pub fn not_moved(fault: &OpenFault, before: &Path, now: &Path, ask: impl Ask) -> Next {
    if *fault == OpenFault::AlreadyOpen {
        return resolve(fault, before, Timestamp::UNIX_EPOCH, ask);
    }
    let (before, now) = (before.display(), now.display());
    let why = format!(
        "Koppelwijzer bewaart je gegevens voortaan in een map die op deze computer blijft. Ze konden daar nog niet heen. Er \
         is niets kwijt: ze staan waar ze stonden. Kijk of er ruimte op de schijf is en of een ander programma ze \
         vasthoudt, en probeer het opnieuw.\n\nKoppelwijzer now keeps your data in a folder that stays on this \
         computer. It could not be moved there yet. Nothing is lost: it is where it was. See whether there is room on the \
         disk and whether another program holds it, and try again.\n\n{before}\n{now}\n{fault}"
    );
    again(&why, ask)
}

fn again(why: &str, mut ask: impl Ask) -> Next {
    if ask(why, &[AGAIN, CLOSE]) == AGAIN { Next::Open } else { Next::End }
}

type Replaced = Result<std::path::PathBuf, office::BackupFault>;

/// Goes through the backups, newest first, until one is chosen. None: none was.
fn choose(rescue: &Rescue, backups: &[StoredBackup], now: Timestamp, ask: &mut impl Ask) -> Option<Replaced> {
    let mut left = backups.iter().peekable();
    while let Some(backup) = left.next() {
        let buttons: &[&'static str] =
            if left.peek().is_some() { &[THIS, OLDER, BACK] } else { &[THIS, BACK] };
        match ask(&of_backup(backup), buttons) {
            THIS => return Some(rescue.restore(&backup.name, now)),
            OLDER => {}
            _ => return None,
        }
    }
    None
}

/// Whether another start says now that the records are open. Otherwise this one does, for as long as the file is open.
fn is_held(file: &File) -> bool {
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

fn there_is(backups: usize) -> String {
    match backups {
        0 => "Er is geen back-up die hier past. Je kunt leeg beginnen; het bestand dat er staat blijft bewaard.\n\n\
              There is no backup that fits. You can start empty; the file that is there is kept."
            .to_owned(),
        some => format!(
            "Back-ups die hier passen: {some}. Je kunt er een terugzetten of leeg beginnen; het bestand dat er staat \
             blijft bewaard.\n\nBackups that fit: {some}. You can restore one or start empty; the file that is there \
             is kept."
        ),
    }
}

fn of_backup(backup: &StoredBackup) -> String {
    let at = backup.at.to_zoned(TimeZone::system()).strftime("%d-%m-%Y %H:%M");
    let (employers, dossiers) = backup.counts.map_or((0, 0), |counts| (counts.employers, counts.dossiers));
    let before = if backup.is_before_restore() {
        "\n\nDit stond er vóór het terugzetten van een andere back-up. / This was there before another backup was \
         restored."
    } else {
        ""
    };
    format!(
        "Back-up van {at}\nWerkgevers: {employers}\nDossiers: {dossiers}\n\nBackup of {at}\nEmployers: {employers}\n\
         Dossiers: {dossiers}{before}"
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use office::OpenedBy;

    use super::words::WEB_VIEW;
    use super::*;

    const FOREIGN: &str = "SQLite format 3\0 of another program";

    /// Chooses these buttons in turn, and gives the texts that were shown.
    fn answer(folder: &Path, fault: &OpenFault, answers: &[&'static str]) -> (Next, Vec<String>) {
        let mut shown = vec![];
        let mut left = answers.iter();
        let next = resolve(fault, folder, Timestamp::UNIX_EPOCH, |text: &str, buttons: &[&'static str]| {
            shown.push(text.to_owned());
            let chosen = left.next().unwrap();
            assert!(buttons.contains(chosen), "{chosen} is not among {buttons:?}: {text}");
            chosen
        });
        assert_eq!(left.next(), None, "{shown:?}");
        (next, shown)
    }

    fn kept(folder: &Path) -> Vec<String> {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let names = files.map(|name| name.into_string().unwrap());
        names.filter(|name| name.starts_with("koppelwijzer-kept-")).collect()
    }

    #[test]
    fn a_refused_start_offers_the_backups_and_an_empty_start() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("koppelwijzer.db");
        fs::write(&db, FOREIGN).unwrap();
        let fault = OpenFault::ForeignFile(db.clone());
        // Closing changes nothing, and without a backup none is offered.
        let (next, shown) = answer(folder.path(), &fault, &[CLOSE]);
        assert_eq!(next, Next::End);
        assert!(shown[0].contains("ander programma") && shown[0].contains("geen back-up"), "{shown:?}");
        assert_eq!(fs::read_to_string(&db).unwrap(), FOREIGN);
        // An empty start keeps what is there.
        assert_eq!(answer(folder.path(), &fault, &[EMPTY, "Open Koppelwijzer"]).0, Next::Open);
        let names = kept(folder.path());
        assert_eq!(names.len(), 1);
        assert_eq!(fs::read_to_string(folder.path().join(&names[0])).unwrap(), FOREIGN);
        // Of two backups the older one is put back.
        let backups = folder.path().join("backups");
        fs::create_dir(&backups).unwrap();
        fs::copy(&db, backups.join("koppelwijzer-20260301T140312Z-before-restore.db")).unwrap();
        fs::copy(&db, backups.join("koppelwijzer-20260302T140312Z-daily.db")).unwrap();
        let empty = fs::read(&db).unwrap();
        fs::write(&db, FOREIGN).unwrap();
        let (next, shown) =
            answer(folder.path(), &fault, &[BACKUPS, BACK, BACKUPS, OLDER, THIS, "Open Koppelwijzer"]);
        assert_eq!(next, Next::Open);
        assert!(shown[0].contains("passen: 2"), "{shown:?}");
        assert!(shown[4].contains("vóór het terugzetten") && !shown[3].contains("vóór"), "{shown:?}");
        assert_eq!(fs::read(&db).unwrap(), empty);
        assert_eq!(kept(folder.path()).len(), 2);
    }

    #[test]
    fn starts_that_are_refused_at_the_same_time_say_so_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut said = 0;
        resolve(
            &OpenFault::AlreadyOpen,
            folder.path(),
            Timestamp::UNIX_EPOCH,
            |_: &str, _: &[&'static str]| {
                said += 1;
                let second = answer(folder.path(), &OpenFault::AlreadyOpen, &[]);
                assert_eq!(second, (Next::End, vec![]));
                CLOSE
            },
        );
        assert_eq!(said, 1);
        assert_eq!(answer(folder.path(), &OpenFault::AlreadyOpen, &[CLOSE]).0, Next::End, "and again later");
    }

    #[test]
    fn what_another_program_holds_can_be_tried_again_and_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("koppelwijzer.db"), FOREIGN).unwrap();
        for (chosen, next) in [(AGAIN, Next::Open), (CLOSE, Next::End)] {
            let (found, shown) = answer(folder.path(), &OpenFault::Busy, &[chosen]);
            assert_eq!(found, next);
            assert!(shown[0].contains("virusscanner") && shown[0].contains("virus scanner"), "{shown:?}");
            assert!(shown[0].contains("niets veranderd"), "{shown:?}");
        }
        assert_eq!(kept(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn records_that_were_not_moved_are_said_to_be_where_they_were() {
        let (before, now) = (Path::new("C:/Roaming"), Path::new("C:/Local"));
        let mut shown = String::new();
        let next = not_moved(&OpenFault::Busy, before, now, |text: &str, _: &[&'static str]| {
            text.clone_into(&mut shown);
            AGAIN
        });
        assert_eq!(next, Next::Open);
        for part in ["niets kwijt", "Nothing is lost", "C:/Roaming", "C:/Local"] {
            assert!(shown.contains(part), "{shown}");
        }
    }

    #[test]
    fn a_second_start_says_where_the_records_are_open_and_since_when() {
        let by = |place| {
            let (computer, session) = (Some("RDS1".to_owned()), Some("RDP-Tcp#3".to_owned()));
            already_open(Some(&(place, OpenedBy { computer, session, since: Timestamp::UNIX_EPOCH })))
        };
        for (place, parts) in [
            (OpenIn::ThisSession, ["Ga naar het venster", "Go to the window"]),
            (OpenIn::OtherSession, ["andere sessie op deze computer (RDP-Tcp#3)", "remote desktop"]),
            (OpenIn::OtherComputer, ["andere computer: RDS1", "another computer: RDS1"]),
            (OpenIn::Unknown, ["extern bureaublad", "on another computer"]),
        ] {
            let said = by(place);
            assert!(said.contains("1970") && parts.iter().all(|part| said.contains(part)), "{said}");
        }
        assert!(already_open(None).contains("andere sessie"));
    }

    #[test]
    fn without_a_web_view_the_ways_to_get_it_are_named_also_offline() {
        let said = no_web_view();
        for part in [
            WEB_VIEW,
            "Geen internet",
            "No internet",
            "Standalone Installer",
            "niet veranderd",
            "not changed",
        ] {
            assert!(said.contains(part), "{part}");
        }
    }
}
