//! A whole journey connected to Loket in which the network goes half-way, and the work goes on.

use driver::{Outcome, button, field};
use peer::{Act, on};

use crate::connected_desk::Desk;
use crate::connected_trainee::Trainee;
use crate::journey_loket::begin_connected;
use crate::journey_office::handbook;
use crate::journey_report::{Reports, sign_off};
use crate::journey_walk::Walk;

/// Its coupling user is of the office, and cannot reach it.
const GARDENS: &str = "Hoveniersbedrijf Groenrijk";
const GARDENS_NUMBER: u16 = 8;
const COUPLING: &str = "koppeling.groenrijk";
/// The teams of the office: one of the parts that is read.
const TEAMS: &str = "/v2/providers/[^/]+/authorizationgroups";
/// What stands above every page while Loket cannot be reached.
const OFFLINE: &str = "Offline, laatst gelezen ";

#[test]
fn leerrekening_iob_goes_on_while_the_network_is_gone() -> Outcome {
    let desk = Desk::signed_out()?;
    let handbook = handbook("leerrekening-iob")?;
    begin_connected(&desk, &handbook, GARDENS)?;
    let trainee = Trainee::at(&desk.peer, GARDENS_NUMBER);
    let mut walk = Walk::at(&desk, &handbook)
        .saying("user-level", "office")
        .saying("user-name", COUPLING)
        .saying("count-verdict", "same");
    give_access(&mut walk, &desk, &trainee)?;
    go_on_offline(&mut walk, &desk)?;
    connect(&mut walk, &trainee)?;
    count(&mut walk)?;
    walk.on(usize::MAX)?;
    let finished = std::mem::take(&mut walk.finished);
    sign_off(&desk.app)?;
    let reports = Reports::saved(&desk.app, &desk.files)?;
    reports.tell(&handbook, &finished);
    for words in [GARDENS, COUPLING, "Uit Loket", "Loket: in orde (NV, "] {
        reports.say(words);
    }
    reports.rest_on(&["GetAuthorizationGroupsByProviderId", "GetLinkedUsersByEmployerIdAndApplicationId"]);
    Ok(())
}

/// The user is there and reaches nothing. Part of it cannot be read at first, and the verdict says why.
fn give_access(walk: &mut Walk<'_>, desk: &Desk, trainee: &Trainee<'_>) -> Outcome {
    let step = walk.to("make-user")?;
    walk.fill(step)?;
    desk.peer.script(on("GET", TEAMS).then(Act::ResetInBody));
    walk.check()?;
    walk.app.wait_for_text("Of de gebruiker alleen bij deze werkgever kan. Loket was niet te bereiken.")?;
    desk.peer.make_well();
    walk.check()?;
    walk.app.wait_for_text("De gebruiker kan niet bij deze werkgever.")?;
    trainee.press("Koppelen: Koppeling Groenrijk")?;
    walk.check()?;
    walk.app.wait_for_text("De gebruiker kan alleen bij deze werkgever.")?;
    walk.settle(step)?;
    walk.finish(step)
}

/// Without Loket it is said that and why it cannot be asked, what was read stays, and steps are finished as ever.
fn go_on_offline(walk: &mut Walk<'_>, desk: &Desk) -> Outcome {
    let step = walk.to("give-rights")?;
    walk.step(step)?;
    desk.peer.go_away();
    walk.app.click(button("Controleer in Loket"))?;
    walk.app.wait_for_text("Het oefen-Loket op deze computer antwoordt niet")?;
    walk.app.wait_for_text(OFFLINE)?;
    walk.app.wait_for_text("De gebruiker heeft alle rechten die nodig zijn.")?;
    walk.finish(step)?;
    walk.to("give-consent")?;
    walk.app.wait_for_text(OFFLINE)?;
    desk.peer.come_back()?;
    walk.app.click(button("Probeer opnieuw"))?;
    walk.app.wait_until_gone(OFFLINE)
}

/// The application is connected where consent is given, which is seen a few steps further on.
fn connect(walk: &mut Walk<'_>, trainee: &Trainee<'_>) -> Outcome {
    let step = walk.to("give-consent")?;
    walk.step(step)?;
    walk.finish(step)?;
    let step = walk.to("check-result")?;
    trainee.connect("De Leerrekening (Edubookers)", COUPLING)?;
    walk.fill(step)
}

/// The number that the page shows is not the one that the employments lead one to expect.
fn count(walk: &mut Walk<'_>) -> Outcome {
    let step = walk.to("check-result")?;
    walk.check()?;
    walk.app.wait_for_text("Hier 12, op grond van de dienstverbanden verwacht: 9.")?;
    let employees = field("Medewerkers met recht op het IOB").within("Wat laat de pagina zien?");
    walk.app.fill_target(&employees, "9")?;
    walk.check()?;
    walk.app.wait_for_text("Het aantal past bij de dienstverbanden.")?;
    walk.knows("period-in-loket", &["month"])?;
    walk.settle(step)?;
    walk.finish(step)
}
