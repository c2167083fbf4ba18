//! Installing, upgrading and removing under Wine. What counts are the files and the registry: an installer that does
//! nothing at all ends with the same code as one that did everything.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::build;
use super::installers::{FILES, Installers, VERSION};
use super::wine::{Wine, logs, seen_from_windows};
use crate::run::Failure;

/// The version that is upgraded from.
pub const OLDER: &str = "0.0.9";
const IDENTIFIER: &str = "nl.koppelwijzer.desktop";

/// Where an installation stands and is known.
struct Place {
    folder: PathBuf,
    link: PathBuf,
    /// The registry's part: HKCU for one user, HKLM for everybody.
    root: &'static str,
}

/// What an installation should be.
enum Wanted<'a> {
    Nothing,
    Version(&'a str, &'a Installers),
}

/// Everything that was not as it should be.
struct Findings<'a> {
    wine: &'a Wine,
    findings: Vec<String>,
}

/// Tries both installers from nothing to removed, over an older version and under a newer one.
///
/// # Errors
/// When anything is not as it should be, with all that was found.
pub fn tried(wine: &Wine, now: &Installers, older: &Installers) -> Result<(), Failure> {
    let user = user(wine)?;
    let records: Vec<PathBuf> =
        ["Local", "Roaming"].map(|kind| user.join("AppData").join(kind).join(IDENTIFIER)).into();
    for folder in &records {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("koppelwijzer.db"), RECORDS)?;
    }
    let menu = "Microsoft/Windows/Start Menu/Programs/Koppelwijzer.lnk";
    let mine = Place {
        folder: user.join("AppData/Local/Programs/Koppelwijzer"),
        link: user.join("AppData/Roaming").join(menu),
        root: "HKCU",
    };
    let everybodys = Place {
        folder: wine.drive().join("Program Files/Koppelwijzer"),
        link: wine.drive().join("ProgramData").join(menu),
        root: "HKLM",
    };
    let mut all = Findings { wine, findings: Vec::new() };
    all.with_setup(&mine, &[], now, older)?;
    all.with_setup(&everybodys, &["/ALLUSERS"], now, older)?;
    // Wine puts a link for everybody in the menu of the user. Windows goes by ALLUSERS, which the package sets.
    let by_msi = Place { link: mine.link.clone(), ..everybodys };
    all.with_msi(&by_msi, now, older);
    for folder in &records {
        let kept = fs::read(folder.join("koppelwijzer.db")).unwrap_or_default() == RECORDS;
        all.expect(kept, &format!("the records in {} are untouched", folder.display()));
        fs::remove_dir_all(folder)?;
    }
    if all.findings.is_empty() { Ok(()) } else { Err(Failure::new(all.findings.join("\n"))) }
}

const RECORDS: &[u8] = b"the records of an office";

/// The folder of the one user of this Windows.
fn user(wine: &Wine) -> Result<PathBuf, Failure> {
    let users = fs::read_dir(wine.drive().join("users"))?;
    let found = users.filter_map(|entry| Some(entry.ok()?.path())).find(|path| !path.ends_with("Public"));
    found.ok_or_else(|| Failure::new("Wine has no user"))
}

impl Findings<'_> {
    fn expect(&mut self, holds: bool, what: &str) {
        eprintln!("{} {what}", if holds { "  yes " } else { "  NO: " });
        if !holds {
            self.findings.push(format!("installers: not so: {what}"));
        }
    }

    fn with_setup(
        &mut self,
        place: &Place,
        mode: &[&str],
        now: &Installers,
        older: &Installers,
    ) -> Result<(), Failure> {
        let how = format!("setup {}", mode.join(" "));
        self.run(&older.setup, mode, &["/S"]);
        self.is(&format!("{how}, older version"), place, &Wanted::Version(OLDER, older));
        self.run(&now.setup, mode, &["/S"]);
        self.is(&format!("{how}, upgraded"), place, &Wanted::Version(VERSION, now));
        self.run(&older.setup, mode, &["/S"]);
        self.is(&format!("{how}, older over newer"), place, &Wanted::Version(VERSION, now));
        if mode.is_empty() {
            self.starts(place)?;
        } else {
            self.run(&now.setup, &[], &["/S"]);
            let own = user(self.wine)?.join("AppData/Local/Programs/Koppelwijzer");
            self.expect(!own.exists(), "what is there for everybody is not installed for one user as well");
        }
        self.removed(place, mode);
        self.is(&format!("{how}, removed"), place, &Wanted::Nothing);
        Ok(())
    }

    fn with_msi(&mut self, place: &Place, now: &Installers, older: &Installers) {
        let msiexec = Path::new("msiexec");
        let package = |installers: &Installers| seen_from_windows(&installers.msi);
        self.run(msiexec, &["/i", &package(older)], &["/qn"]);
        self.files("msi, older version", place, Some(older));
        self.run(msiexec, &["/i", &package(now)], &["/qn"]);
        self.files("msi, upgraded", place, Some(now));
        self.run(msiexec, &["/i", &package(older)], &["/qn"]);
        self.files("msi, older over newer", place, Some(now));
        self.run(msiexec, &["/x", &package(now)], &["/qn"]);
        self.files("msi, removed", place, None);
    }

    /// Runs it to its end. How it ended says nothing: one that refuses ends otherwise too.
    fn run(&mut self, program: &Path, mode: &[&str], silent: &[&str]) {
        let log = logs().join("installer.txt");
        let step = self.wine.program(program, Path::new("/")).arguments(mode).arguments(silent);
        if let Err(failure) = step.run_into(&log) {
            eprintln!("  ({failure})");
        }
    }

    /// An uninstaller goes on from another folder after it ended: it could not remove itself.
    fn removed(&mut self, place: &Place, mode: &[&str]) {
        self.run(&place.folder.join("uninstall.exe"), mode, &["/S"]);
        for _ in 0..60 {
            if !place.folder.exists() {
                break;
            }
            sleep(Duration::from_millis(250));
        }
        // The folder is not the last that it removes.
        sleep(Duration::from_secs(2));
    }

    /// Starts it as far as Wine goes, which has no web view: it may wait with a window of its own, or end with saying what is
    /// missing. That no library is missing and that it gets that far is what is seen here.
    fn starts(&mut self, place: &Place) -> Result<(), Failure> {
        let log = logs().join("program.txt");
        let records = build::folder().join("records");
        let ended = self
            .wine
            .program_on_screen(place.folder.join(FILES[0]), &place.folder, 60)
            .variable("KOPPELWIJZER_DATA_DIR", seen_from_windows(&records))
            .run_into(&log);
        let said = fs::read_to_string(&log)?.to_lowercase();
        // What `timeout` says of a program that it had to end.
        let waits = ended.is_err_and(|failure| failure.to_string().contains("124"));
        let named = said.contains("webview") || said.contains("web view");
        eprint!("{said}");
        self.expect(waits || named, "the program starts, and waits or says that there is no web view");
        self.expect(!said.contains("panicked") || named, "it stops at nothing else");
        Ok(())
    }

    /// Files, link, association and what Windows lists, all of them.
    fn is(&mut self, when: &str, place: &Place, wanted: &Wanted<'_>) {
        let (version, installers) = match wanted {
            Wanted::Nothing => (None, None),
            Wanted::Version(version, installers) => (Some(*version), Some(*installers)),
        };
        self.files(when, place, installers);
        let uninstall =
            format!("{}\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{IDENTIFIER}", place.root);
        let listed = self.value(&uninstall, "DisplayVersion");
        self.expect(listed.as_deref() == version, &format!("{when}: Windows lists {version:?}, {listed:?}"));
        let size = self.value(&uninstall, "EstimatedSize");
        self.expect(size.is_some() == version.is_some(), &format!("{when}: with its size {size:?}"));
        let program = self.value(&uninstall, "QuietUninstallString").unwrap_or_default();
        self.expect(
            version.is_none() || program.contains("uninstall.exe"),
            &format!("{when}: and how to remove it"),
        );
    }

    /// The files by their bytes, the link and the association.
    fn files(&mut self, when: &str, place: &Place, installers: Option<&Installers>) {
        match installers {
            None => self.expect(!place.folder.exists(), &format!("{when}: its folder is gone")),
            Some(installers) => {
                for file in FILES {
                    let same = fs::read(installers.stage.join(file)).ok().is_some_and(|wanted| {
                        fs::read(place.folder.join(file)).is_ok_and(|found| found == wanted)
                    });
                    self.expect(same, &format!("{when}: {file} has its bytes"));
                }
            }
        }
        let there = installers.is_some();
        let link = fs::read(&place.link).unwrap_or_default();
        self.expect(link.is_empty() != there, &format!("{when}: a link in the Start menu: {there}"));
        let command =
            format!("{}\\Software\\Classes\\Koppelwijzer.Dossier\\shell\\open\\command", place.root);
        let opens = self.value(&command, "").is_some_and(|command| command.contains("koppelwijzer.exe"));
        self.expect(opens == there, &format!("{when}: dossiers open with it: {there}"));
    }

    /// A value of the registry; the name of the unnamed one is empty.
    fn value(&self, key: &str, name: &str) -> Option<String> {
        let named: &[&str] = if name.is_empty() { &["/ve"] } else { &["/v", name] };
        let said =
            self.wine.program("reg", Path::new("/")).arguments(["query", key]).arguments(named).output();
        said.lines().find_map(|line| {
            let (_, value) = line.split_once("REG_SZ").or_else(|| line.split_once("REG_DWORD"))?;
            Some(value.trim().to_owned())
        })
    }
}
