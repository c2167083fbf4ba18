//! A whole journey connected to Loket in which the network goes half-way, and the work goes on.

use driver::{Result, button, checkbox, field};
use peer::{Act, SandboxAdmin, on};

use crate::connected::app::ConnectedApp;
use crate::journey::loket::begin_connected;
use crate::journey::office::handbook;
use crate::journey::report::{Reports, sign_off};
use crate::journey::walkthrough::DossierWalkthrough;

/// Its coupling user is of the office, and cannot reach it.
const GARDENS: &str = "Hoveniersbedrijf Groenrijk";
const GARDENS_NUMBER: u16 = 8;
const COUPLING: &str = "koppeling.groenrijk";
/// The teams of the office: one of the parts that is read.
const TEAMS: &str = "/v2/providers/[^/]+/authorizationgroups";
/// What stands above every page while Loket cannot be reached.
const OFFLINE: &str = "Offline, laatst gelezen ";

#[test]
fn leerrekening_iob_goes_on_while_the_network_is_gone() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let handbook = handbook("leerrekening-iob")?;
    begin_connected(&connected, &handbook, GARDENS)?;
    let admin = SandboxAdmin::at(&connected.peer, GARDENS_NUMBER);
    let mut walkthrough = DossierWalkthrough::at(&connected, &handbook)
        .saying("user-name", COUPLING)
        .saying("who-connects", "me")
        .saying("count-verdict", "same");
    give_access(&mut walkthrough, &connected, &admin)?;
    go_on_offline(&mut walkthrough, &connected)?;
    connect(&mut walkthrough, &admin)?;
    count(&mut walkthrough)?;
    walkthrough.on(usize::MAX)?;
    let finished = std::mem::take(&mut walkthrough.finished);
    sign_off(&connected.app)?;
    let reports = Reports::saved(&connected.app, &connected.files)?;
    reports.expect_content(&handbook, &finished);
    for words in [GARDENS, COUPLING, "Uit Loket", "Loket: klopt (NV, "] {
        reports.say(words);
    }
    reports.rest_on(&["GetAuthorizationGroupsByProviderId", "GetLinkedUsersByEmployerIdAndApplicationId"]);
    Ok(())
}

/// The user is there and reaches nothing. Part of it cannot be read at first, and the verdict says why.
fn give_access(
    walkthrough: &mut DossierWalkthrough<'_>,
    connected: &ConnectedApp,
    admin: &SandboxAdmin,
) -> Result {
    let step = walkthrough.to("make-user")?;
    walkthrough.fill(step)?;
    connected.peer.script(on("GET", TEAMS).then(Act::ResetInBody));
    walkthrough.check()?;
    walkthrough
        .app
        .wait_for_text("Of de gebruiker alleen bij deze werkgever kan. Loket was niet te bereiken.")?;
    connected.peer.make_well();
    walkthrough.check()?;
    walkthrough.app.wait_for_text("De gebruiker kan niet bij deze werkgever.")?;
    admin.press("Koppelen: Koppeling Groenrijk")?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("De gebruiker kan alleen bij deze werkgever.")?;
    // Nothing in Loket's answer tells the kind of a user of the office: a person looks, and ticks it.
    walkthrough
        .app
        .wait_for_text("Loket zegt niet of dit een gewone gebruiker of een webservicegebruiker is.")?;
    walkthrough.app.click(checkbox("Soort gebruiker staat op Standaard gebruiker"))?;
    walkthrough.read_loket_values_except(step, "user-kind")?;
    walkthrough.finish(step)
}

/// Without Loket it is said that and why it cannot be asked, what was read stays, and steps are finished as ever.
fn go_on_offline(walkthrough: &mut DossierWalkthrough<'_>, connected: &ConnectedApp) -> Result {
    let step = walkthrough.to("give-rights")?;
    walkthrough.step(step)?;
    connected.peer.go_away();
    walkthrough.app.click(button("Controleer in Loket"))?;
    walkthrough.app.wait_for_text("Het oefen-Loket op deze computer antwoordt niet")?;
    walkthrough.app.wait_for_text(OFFLINE)?;
    walkthrough.app.wait_for_text("De gebruiker heeft alle rechten die nodig zijn.")?;
    walkthrough.finish(step)?;
    walkthrough.to("give-consent")?;
    walkthrough.app.wait_for_text(OFFLINE)?;
    connected.peer.come_back()?;
    walkthrough.app.click(button("Probeer opnieuw"))?;
    walkthrough.app.wait_until_gone(OFFLINE)
}

/// The application is connected where consent is given, which is seen a few steps further on.
fn connect(walkthrough: &mut DossierWalkthrough<'_>, admin: &SandboxAdmin) -> Result {
    let step = walkthrough.to("give-consent")?;
    walkthrough.step(step)?;
    walkthrough.finish(step)?;
    let step = walkthrough.to("check-result")?;
    admin.connect("De Leerrekening (Edubookers)", COUPLING)?;
    walkthrough.fill(step)
}

/// The number that the page shows is not the one that the employments lead one to expect.
fn count(walkthrough: &mut DossierWalkthrough<'_>) -> Result {
    let step = walkthrough.to("check-result")?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("Ingevuld: 12. Op grond van de dienstverbanden verwacht: 9.")?;
    let employees = field("Medewerkers met recht op het IOB").within("Wat laat de pagina zien?");
    walkthrough.app.fill_target(&employees, "9")?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("Het aantal past bij de dienstverbanden.")?;
    walkthrough
        .knows("period-same", &["De loonperiode op de pagina is die van de administratie in Loket"])?;
    walkthrough.read_loket_values(step)?;
    walkthrough.finish(step)
}
