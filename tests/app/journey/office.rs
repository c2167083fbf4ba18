//! The office these tests work in: who is at the keyboard, its employer, and where its files go.

use std::fs;
use std::path::{Path, PathBuf};

use domain::handbook::{Handbook, Scope};
use driver::{App, Fault, Options, Result, button, link, radio};
use tempfile::TempDir;

use crate::program;

/// Who is at the keyboard.
pub const NAME: &str = "Noor Vermeer";
/// How the history calls them.
pub const INITIALS: &str = "NV";
/// Their office.
pub const OFFICE: &str = "Kantoor Zonneveld";
/// The employer they work for.
pub const EMPLOYER: &str = "Bakkerij Zomer";

/// The handbook with this id, as it comes with the app.
pub fn handbook(id: &str) -> Result<Handbook> {
    let books = handbooks::read_built_in().map_err(|_| Fault::new("a built-in handbook has faults"))?;
    books.into_iter().find(|book| book.id == id).ok_or_else(|| Fault::new(format!("no handbook {id}")))
}

/// The folder that answers the dialogs: what is saved lands in it, what is opened stands in `open`.
pub struct Dialogs(TempDir);

impl Dialogs {
    pub fn new() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("koppelwijzer-files-").tempdir()?;
        fs::create_dir(folder.path().join("open"))?;
        Ok(Self(folder))
    }

    /// The program, with this folder to answer its dialogs.
    pub fn program(&self) -> Options {
        self.answer(program())
    }

    pub fn answer(&self, options: Options) -> Options {
        options.env("KOPPELWIJZER_DIALOG_FOLDER", self.0.path().display().to_string())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts the one file there that the next dialog opens.
    pub fn offer(&self, name: &str, contents: &[u8]) -> Result {
        let open = self.0.path().join("open");
        for there in fs::read_dir(&open)? {
            fs::remove_file(there?.path())?;
        }
        Ok(fs::write(open.join(name), contents)?)
    }

    /// From here on the questions that the program asks in a window of the system are answered with yes.
    pub fn agree(&self) -> Result {
        Ok(fs::write(self.0.path().join("yes"), "")?)
    }

    /// From here on they are answered with no, as they are from the start.
    pub fn disagree(&self) -> Result {
        Ok(fs::remove_file(self.0.path().join("yes"))?)
    }

    /// What was asked last, with title and buttons; empty when nothing was.
    pub fn asked(&self) -> String {
        fs::read_to_string(self.0.path().join("asked")).unwrap_or_default()
    }

    /// The file with this ending, once it is there.
    pub fn saved(&self, app: &App, ending: &str) -> Result<PathBuf> {
        let mut found = None;
        app.wait_until(&format!("a saved file *{ending}"), || {
            for there in fs::read_dir(self.0.path())? {
                let path = there?.path();
                if path.to_string_lossy().ends_with(ending) {
                    found = Some(path);
                }
            }
            Ok(found.is_some())
        })?;
        found.ok_or_else(|| Fault::new(ending))
    }
}

/// The first start: says who is at the keyboard, and chooses how to begin.
pub fn introduce(app: &App, begin: &str) -> Result {
    app.fill("Je naam", NAME)?;
    app.fill("Je initialen", INITIALS)?;
    app.fill("Naam van je kantoor", OFFICE)?;
    app.click(radio(begin))?;
    app.click(button("Doorgaan"))
}

/// Adds the employer by hand, from the form that is on the page, and opens its card.
pub fn add_employer(app: &App, name: &str) -> Result {
    app.fill("Bedrijfsnaam", name)?;
    app.fill("Werkgever ID", "0f8fad5b-d9cb-469f-a165-70867728950e")?;
    app.fill("Werkgevernummer", "1204")?;
    app.fill("KvK-nummer", "12345678")?;
    app.fill("E-mail", "post@bakkerij.example")?;
    app.fill("Naam van de administratie", "Winkel")?;
    app.fill("Loonheffingennummer", "111222333 L 01")?;
    app.click(button("Doorgaan"))?;
    app.wait_for(driver::heading(name))
}

/// Starts a dossier of a handbook from the employer's card, and opens its page.
pub fn start_dossier(app: &App, handbook: &Handbook) -> Result {
    app.click(link("Nieuw dossier"))?;
    app.click(radio(&handbook.title.nl))?;
    app.click(button("Begin dossier"))?;
    app.wait_until("the dossier's page", || Ok(app.place()?.starts_with("/dossiers/")))
}

/// From the first start to the page of a new dossier of this handbook.
pub fn begin(app: &App, handbook: &Handbook) -> Result {
    if handbook.scope == Scope::Office {
        introduce(app, "Zonder Loket: zelf een werkgever invoeren")?;
        app.wait_until("the page after the first", || Ok(app.place()?.starts_with("/werkgevers")))?;
        app.go(&format!("/nieuw?handboek={}", handbook.id))?;
        app.click(button("Begin dossier"))?;
        return app.wait_until("the dossier's page", || Ok(app.place()?.starts_with("/dossiers/")));
    }
    introduce(app, "Zonder Loket: zelf een werkgever invoeren")?;
    add_employer(app, EMPLOYER)?;
    start_dossier(app, handbook)
}

/// Asks for the file of the dossier on the page.
pub fn export(app: &App) -> Result {
    let export = || button("Bewaar als dossierbestand");
    // The menu closes when the focus goes elsewhere, as it does to the heading of a page that only just came.
    app.wait_until("the menu", || {
        if !app.has(export())? {
            app.click(button("Meer"))?;
        }
        app.has(export())
    })?;
    app.click(export())
}

/// From the first start to the first step of a new dossier of this handbook.
pub fn first_step(app: &App, handbook: &Handbook) -> Result {
    begin(app, handbook)?;
    app.click(link("Begin met stap 1"))?;
    app.wait_until("the first step", || Ok(app.place()?.contains("/stap/")))
}
