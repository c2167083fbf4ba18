//! Pictures of an office that begins: what is still empty, and what is typed wrong.

use std::fs;
use std::path::Path;

use driver::{App, Options, Result, button, radio};

/// A handbook with a fault of each sort.
const FAULTY: &str = "id = \"Eigen Proef\"\nversion = \"een\"\ntitle = { nl = \"Proef\" }\nsoort = 1\n";

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When the program does not start, a page is not what is expected, or a picture cannot be written.
pub fn take(options: Options, folder: &Path, ending: &str) -> Result {
    let answers = tempfile::tempdir()?;
    fs::create_dir(answers.path().join("open"))?;
    fs::write(answers.path().join("open/eigen.toml"), FAULTY)?;
    let app = App::start(options.env("KOPPELWIJZER_DIALOG_FOLDER", answers.path().display().to_string()))?;
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("{name}{ending}.png")))
    };
    let wrong = |name: &str| {
        app.wait_for_text("Er is een probleem")?;
        picture(name)
    };
    picture("welkom")?;
    app.click(button("Doorgaan"))?;
    wrong("welkom-fout")?;
    app.fill("Je naam", "Noor Voorbeeld")?;
    app.click(radio("Zonder Loket: zelf een werkgever invoeren"))?;
    app.click(button("Doorgaan"))?;
    app.fill("Loonheffingennummer", "123")?;
    app.fill("KvK-nummer", "een twee drie")?;
    app.click(button("Doorgaan"))?;
    wrong("werkgever-fout")?;
    for (name, place) in
        [("overzicht-leeg", "/"), ("werkgevers-leeg", "/werkgevers"), ("nieuw-leeg", "/nieuw")]
    {
        app.go(place)?;
        picture(name)?;
    }
    app.click(button("Begin dossier"))?;
    wrong("nieuw-fout")?;
    app.go("/handboeken")?;
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("in dit bestand")?;
    picture("handboek-fout")?;
    app.go("/instellingen")?;
    app.fill("E-mail van je kantoor", "geen adres")?;
    app.press("Tab")?;
    picture("instellingen-fout")?;
    app.go("/werkgevers/nieuw")?;
    app.wait_for(button("Gooi weg wat niet is bewaard"))?;
    picture("werkgever-hervat")?;
    app.click(button("Gooi weg wat niet is bewaard"))?;
    app.fill("Bedrijfsnaam", "Bakkerij Voorbeeld B.V.")?;
    app.click(button("Doorgaan"))?;
    app.wait_for_text("Deze werkgever heeft nog geen dossiers.")?;
    picture("werkgever-leeg")
}
