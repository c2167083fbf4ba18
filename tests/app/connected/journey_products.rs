//! A whole journey connected to Loket in which products are switched.

use driver::{Result, button, checkbox};

use crate::connected::app::ConnectedApp;
use crate::journey::loket::begin_connected;
use crate::journey::office::handbook;
use crate::journey::report::{Reports, sign_off};
use crate::journey::walkthrough::DossierWalkthrough;
use peer::SandboxAdmin;

/// Management Self Service is on there and lifts it to Pro; what other functions need is off.
const BROKER: &str = "Makelaardij Kade & Kroon";
const BROKER_NUMBER: u16 = 11;
const LIFTS: &str = "613 Management Self Service";
const WORKFLOW: &str = "70 Workflow editor";
/// Of these two one is needed.
const LITE: &str = "71 Dossiervorming Qwoater Lite";
/// A colleague who is to help employees sign in.
const COLLEAGUE: &str = "stagiair";
const ADDRESS: &str = "Raadplegen MijnLoket e-mailadres";

#[test]
fn mijnloket_activeren_until_loket_has_what_was_chosen() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let handbook = handbook("mijnloket-activeren")?;
    begin_connected(&connected, &handbook, BROKER)?;
    let admin = SandboxAdmin::at(&connected.peer, BROKER_NUMBER);
    let mut walkthrough = DossierWalkthrough::at(&connected, &handbook)
        .saying("functions", "documents,view-personal-data,edit-personal-data")
        .saying("email-viewers", "office")
        .saying("email-viewer-names.user", COLLEAGUE);
    switch(&mut walkthrough, &admin)?;
    show_address(&mut walkthrough, &admin)?;
    walkthrough.on(usize::MAX)?;
    let finished = std::mem::take(&mut walkthrough.finished);
    sign_off(&connected.app)?;
    let reports = Reports::saved(&connected.app, &connected.files)?;
    reports.expect_content(&handbook, &finished);
    for words in [
        BROKER,
        COLLEAGUE,
        "Workflow editor",
        "Uit Loket",
        "Loket: klopt (NV, ",
        "Dossiervorming Qwoater Lite",
        "Producten gewijzigd in Loket",
    ] {
        reports.say(words);
    }
    reports.rest_on(&["GetModulesByEmployerId"]);
    Ok(())
}

/// What is off and needed goes on, what was not chosen goes off: the variant that follows is shown before the yes.
fn switch(walkthrough: &mut DossierWalkthrough<'_>, admin: &SandboxAdmin) -> Result {
    let first = walkthrough.to("find-product")?;
    walkthrough.step(first)?;
    walkthrough.knows("in-list", &["yes"])?;
    walkthrough.finish(first)?;
    let step = walkthrough.to("switch-on")?;
    let page = admin.page()?;
    assert!(SandboxAdmin::is_on(&page, LIFTS) && !SandboxAdmin::is_on(&page, WORKFLOW));
    walkthrough.fill(step)?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("Staat aan en is niet gekozen: Management Self Service.")?;
    let shown = walkthrough.set_right("welke producten staan bij deze werkgever aan?")?;
    for words in ["Workflow editor", "Management Self Service", "De variant gaat van Pro naar Plus."] {
        assert!(shown.contains(words), "{words:?} is shown before the yes: {shown}");
    }
    let page = admin.page()?;
    assert!(!SandboxAdmin::is_on(&page, LIFTS) && SandboxAdmin::is_on(&page, WORKFLOW));
    walkthrough.app.wait_for_text(
        "Zet in Loket een van deze aan: Dossiervorming Qwoater Extended, Dossiervorming Qwoater Lite.",
    )?;
    admin.press(&format!("Aanzetten: {}", LITE.split_once(' ').unwrap_or_default().1))?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("De producten die aanstaan, komen overeen met je keuze.")?;
    walkthrough.knows("variant-in-loket", &["plus"])?;
    walkthrough.read_loket_values(step)?;
    walkthrough.finish(step)
}

/// Loket has no way to tell the rights of a user of the office itself: the verdict says so and what was missing stands in
/// the way, until the user ticks it and says why one goes on.
fn show_address(walkthrough: &mut DossierWalkthrough<'_>, admin: &SandboxAdmin) -> Result {
    let step = walkthrough.to("give-email-right")?;
    walkthrough.fill(step)?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text(&format!("Niet iedereen heeft de rechten. Kijk bij {COLLEAGUE}."))?;
    admin.press_for(COLLEAGUE, &format!("Geven: {ADDRESS}"))?;
    walkthrough.check()?;
    walkthrough
        .app
        .wait_for_text("Loket biedt geen manier om dit op te vragen. Controleer het zelf in Loket.")?;
    walkthrough.app.click(checkbox(ADDRESS))?;
    walkthrough.app.click(button("Toch doorgaan: recht dat zij nodig hebben"))?;
    walkthrough.app.fill("Waarom ga je toch door?", "In Loket gecontroleerd")?;
    walkthrough.app.click(button("Ga toch door"))?;
    walkthrough.app.wait_for_text(": In Loket gecontroleerd")?;
    walkthrough.finish(step)
}
