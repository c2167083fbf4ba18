//! Pictures of an office that practises: from the first start to a finding set right in the sandbox.

use std::path::Path;

use driver::{App, Options, Result, button, heading, link, radio};
use peer::{SandboxAdmin, Visitor};

/// The user of the sandbox office.
const USER: &str = "oefenen";
/// An employer whose coupling user lacks a right.
const EMPLOYER: &str = "Bloemsierkunst Van Aalst";
/// Its number in the sandbox, and the user of its coupling.
const NUMBER: u16 = 2;
const COUPLING: &str = "koppeling.aalst";

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When the program does not start, a page is not what is expected, or a picture cannot be written.
pub fn take(options: Options, folder: &Path, ending: &str) -> Result {
    // The window of the system that asks before a change is answered by this folder.
    let answers = tempfile::tempdir()?;
    std::fs::write(answers.path().join("yes"), "")?;
    let app = App::start(options.env("KOPPELWIJZER_DIALOG_FOLDER", answers.path().display().to_string()))?;
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("{name}{ending}.png")))
    };
    app.fill("Je naam", "Noor Voorbeeld")?;
    app.fill("Je initialen", "NV")?;
    app.click(radio("Oefenen met het oefen-Loket"))?;
    app.click(button("Doorgaan"))?;
    app.wait_for(heading("Aanmelden"))?;
    picture("verbinding-afgemeld")?;
    app.click(button("Meld je aan bij het oefen-Loket"))?;
    let address = app.visited(1)?;
    picture("verbinding-wacht")?;
    Visitor::default().sign_in(&address, USER, true)?;
    app.wait_for(button("Meld je af"))?;
    app.click(button("Lees werkgevers uit Loket"))?;
    app.wait_for_text("werkgevers gelezen uit Loket")?;
    app.click(button("Controleer mijn rechten"))?;
    app.wait_for_text("toegestaan, ")?;
    picture("verbinding")?;
    app.go("/werkgevers")?;
    app.wait_for(link(EMPLOYER))?;
    picture("werkgevers-uit-loket")?;
    app.click(link(EMPLOYER))?;
    app.click(button("Lees gegevens uit Loket"))?;
    app.wait_for_text("111111110L02")?;
    picture("werkgever-uit-loket")?;
    app.click(link("Nieuw dossier"))?;
    app.click(radio("Meld de werkgever aan bij a.s.r."))?;
    app.click(button("Begin dossier"))?;
    app.wait_until("the dossier's page", || Ok(app.place()?.starts_with("/dossiers/")))?;
    let dossier = app.place()?;
    app.go(&format!("{dossier}/stap/make-user"))?;
    app.click(radio("Bij de werkgever"))?;
    app.fill("Gebruikersnaam", "koppeling.aalst")?;
    app.click(button("Controleer in Loket"))?;
    app.wait_for_text("Laatst gelezen")?;
    picture("stap-nagekeken")?;
    app.go(&dossier)?;
    app.wait_for(heading("Controle in Loket"))?;
    picture("dossier-nagekeken")?;
    app.go(&format!("{dossier}/stap/collect-data"))?;
    app.wait_for_text("Uit Loket, ")?;
    picture("formulier-uit-loket")?;
    app.go(&format!("{dossier}/stap/give-rights"))?;
    app.click(button("Pas aan in Loket"))?;
    app.wait_for(heading("Dit verandert in Loket"))?;
    picture("voorbeeld")?;
    app.click(button("Ja, wijzig in Loket"))?;
    app.wait_for_text("Gewijzigd in Loket")?;
    picture("stap-gewijzigd")?;
    app.go("/")?;
    app.click(button("Controleer alles"))?;
    app.wait_for_text("gecontroleerd, ")?;
    picture("overzicht-nagekeken")?;
    got_worse(&app)?;
    picture("overzicht-slechter")
}

/// Has something that is in order go wrong: the user of the coupling is blocked in the sandbox.
fn got_worse(app: &App) -> Result {
    app.go("/verbinding")?;
    let before = app.desktop().visited().len();
    app.click(button("Open het oefen-Loket"))?;
    let page = app.visited(before + 1)?;
    let base = page.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    SandboxAdmin::of(base, NUMBER).press_for(COUPLING, &format!("Blokkeren {COUPLING}"))?;
    app.go("/")?;
    app.click(button("Controleer alles"))?;
    app.wait_for_text("Iets klopt niet meer")?;
    // On a narrow window the week is behind a button, once there is something in it.
    let worse = "Was in orde, nu niet";
    app.wait_until("the week", || Ok(app.text()?.contains(worse) || app.has(button("Deze week (1)"))?))?;
    if !app.text()?.contains(worse) {
        app.click(button("Deze week (1)"))?;
    }
    app.wait_for_text(worse)
}
