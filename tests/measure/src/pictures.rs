//! Every screen as a picture: light and dark, 1280 and 420 pixels wide, and once in English.

use std::fs;
use std::path::Path;

use driver::{App, Desktop, Fault, Options, Result};

use domain::text::Language;

use crate::sample::{self, Sample};
use crate::{
    Programs, beginning, employees, hours, hours_files, hours_loket, hours_record, practising, refused,
    several,
};

/// A screen: the picture's name, and the place that stands behind `#` in its address.
struct Screen {
    name: &'static str,
    place: String,
}

fn screens(sample: &Sample) -> Vec<Screen> {
    let Sample { busy, products, done, employer, .. } = sample;
    let screen = |name, place: String| Screen { name, place };
    vec![
        screen("overzicht", "/".into()),
        screen("werkgevers", "/werkgevers".into()),
        screen("werkgever", format!("/werkgevers/{employer}")),
        screen("tijdlijn", format!("/werkgevers/{employer}/tijdlijn")),
        screen("nieuw", "/nieuw".into()),
        screen("dossier", format!("/dossiers/{busy}")),
        screen("stap", format!("/dossiers/{busy}/stap/make-user")),
        screen("formulier", format!("/dossiers/{busy}/stap/collect-data")),
        screen("mijnloket", format!("/dossiers/{products}/stap/choose-functions")),
        screen("alles", format!("/dossiers/{busy}/alles")),
        screen("controleren", format!("/dossiers/{busy}/controleren")),
        screen("afgerond", format!("/dossiers/{done}/afgerond")),
        screen("geschiedenis", format!("/dossiers/{busy}/geschiedenis")),
        screen("handboeken", "/handboeken".into()),
        screen("handboek", "/handboeken/asr-werkgever".into()),
        screen("instellingen", "/instellingen".into()),
        screen("hulp", "/hulp".into()),
    ]
}

/// Width and height of a picture, and how its name says so.
const SIZES: [(u32, u32, &str); 2] = [(1280, 900, ""), (420, 900, "-smal")];

/// Takes pictures into a folder, their names ending in these words.
type Take = fn(Options, &Path, &str) -> Result;
/// Those of the page of the hours.
const HOURS: &[Take] = &[hours_record::take, hours::take, hours_files::take, hours_loket::take];

/// Takes them all into `folder`: of an office that just begins, and of one with dossiers in every state.
///
/// # Errors
/// When the program does not start or a picture cannot be written.
pub fn take(programs: &Programs, folder: &Path) -> Result {
    each(
        programs,
        folder,
        &[&[beginning::take as Take], HOURS, &[practising::take, employees::take]].concat(),
    )?;
    let (width, height, _) = SIZES[0];
    refused::take(Options::new(&programs.ours).size(width, height), folder)?;
    take_screens(programs, folder)
}

/// Takes those of employees that become a file alone.
///
/// # Errors
/// As for [`take`].
pub fn take_employees(programs: &Programs, folder: &Path) -> Result {
    each(programs, folder, &[employees::take])
}

/// Takes those of the page of the hours alone.
///
/// # Errors
/// As for [`take`].
pub fn take_hours(programs: &Programs, folder: &Path) -> Result {
    each(programs, folder, HOURS)
}

/// Takes those of an office with dossiers in every state.
///
/// # Errors
/// As for [`take`].
pub fn take_screens(programs: &Programs, folder: &Path) -> Result {
    each(programs, folder, &[|options, folder, ending| filled(options, Language::Nl, folder, ending)])?;
    let (width, height, _) = SIZES[0];
    filled(Options::new(&programs.ours).size(width, height), Language::En, folder, "-en")
}

/// Light and dark, wide and narrow.
fn each(programs: &Programs, folder: &Path, takes: &[Take]) -> Result {
    fs::create_dir_all(folder)?;
    for (dark, shade) in [(false, ""), (true, "-donker")] {
        for (width, height, size) in SIZES {
            let options = Options::new(&programs.ours).size(width, height);
            let options = if dark { options.dark() } else { options };
            for take in takes {
                take(options.clone(), folder, &format!("{size}{shade}"))?;
            }
        }
    }
    Ok(())
}

/// The argument with which this program fills a data folder, to be followed by the folder and the language.
pub const FILL: &str = "fill";

/// Fills a data folder with the sample office and prints its [`Sample`] as JSON. A run of its own, because it has to
/// run on the desktop whose keychain the program will ask for the key.
///
/// # Errors
/// When the language is not one, or the sample no longer fits the handbooks.
pub fn fill(folder: &Path, language: &str) -> Result {
    let language: Language = serde_json::from_value(language.into())?;
    Ok(serde_json::to_writer(std::io::stdout(), &sample::fill(folder, language)?)?)
}

/// Has the desktop's data folder filled.
fn filled_on(desktop: &Desktop, language: Language) -> Result<Sample> {
    let language = serde_json::to_value(language)?;
    let language = language.as_str().ok_or_else(|| Fault::new("the language has no word"))?;
    let output =
        desktop.command(std::env::current_exe()?).arg(FILL).arg(desktop.data()).arg(language).output()?;
    if !output.status.success() {
        return Err(Fault::new(String::from_utf8_lossy(&output.stderr)));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Every screen of an office with dossiers in every state.
fn filled(options: Options, language: Language, folder: &Path, ending: &str) -> Result {
    let desktop = Desktop::new(&options)?;
    let sample = filled_on(&desktop, language)?;
    let app = App::start_on(desktop, options)?;
    for screen in screens(&sample) {
        app.go(&screen.place)?;
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("{}{ending}.png", screen.name)))?;
    }
    several::take(&app, &sample, folder, ending)
}
