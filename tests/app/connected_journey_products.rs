//! A whole journey connected to Loket in which products are switched.

use driver::{Outcome, checkbox};

use crate::connected_desk::Desk;
use crate::connected_trainee::Trainee;
use crate::journey_loket::begin_connected;
use crate::journey_office::handbook;
use crate::journey_report::{Reports, sign_off};
use crate::journey_walk::Walk;

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
fn mijnloket_activeren_until_loket_has_what_was_chosen() -> Outcome {
    let desk = Desk::signed_out()?;
    let handbook = handbook("mijnloket-activeren")?;
    begin_connected(&desk, &handbook, BROKER)?;
    let trainee = Trainee::at(&desk.peer, BROKER_NUMBER);
    let mut walk = Walk::at(&desk, &handbook)
        .saying("functions", "documents,view-personal-data,edit-personal-data")
        .saying("email-viewers", "office")
        .saying("email-viewer-names.user", COLLEAGUE);
    switch(&mut walk, &trainee)?;
    show_address(&mut walk, &trainee)?;
    walk.on(usize::MAX)?;
    let finished = std::mem::take(&mut walk.finished);
    sign_off(&desk.app)?;
    let reports = Reports::saved(&desk.app, &desk.files)?;
    reports.tell(&handbook, &finished);
    for words in [
        BROKER,
        COLLEAGUE,
        "Workflow editor",
        "Uit Loket",
        "Loket: in orde (NV, ",
        "Dossiervorming Qwoater Lite",
        "Producten geschakeld in Loket",
    ] {
        reports.say(words);
    }
    reports.rest_on(&["GetModulesByEmployerId"]);
    Ok(())
}

/// What is off and needed goes on, what was not chosen goes off: the variant that follows is told before the yes.
fn switch(walk: &mut Walk<'_>, trainee: &Trainee<'_>) -> Outcome {
    let first = walk.to("find-product")?;
    walk.step(first)?;
    walk.knows("in-list", &["yes"])?;
    walk.finish(first)?;
    let step = walk.to("switch-on")?;
    let page = trainee.page()?;
    assert!(Trainee::is_on(&page, LIFTS) && !Trainee::is_on(&page, WORKFLOW));
    walk.fill(step)?;
    walk.check()?;
    walk.app.wait_for_text("Staat aan en koos je niet: Management Self Service.")?;
    let shown = walk.set_right("welke producten staan bij deze werkgever aan?")?;
    for words in ["Workflow editor", "Management Self Service", "De variant gaat van Pro naar Plus."] {
        assert!(shown.contains(words), "{words:?} is told before the yes: {shown}");
    }
    let page = trainee.page()?;
    assert!(!Trainee::is_on(&page, LIFTS) && Trainee::is_on(&page, WORKFLOW));
    walk.app.wait_for_text("Een van deze moet aan, kies zelf in Loket: Dossiervorming Qwoater Extended, Dossiervorming Qwoater Lite.")?;
    trainee.press(&format!("Aanzetten: {}", LITE.split_once(' ').unwrap_or_default().1))?;
    walk.check()?;
    walk.app.wait_for_text("Wat aanstaat, is wat je koos.")?;
    walk.knows("variant-in-loket", &["plus"])?;
    walk.settle(step)?;
    walk.finish(step)
}

/// Loket has no way to tell the rights of a user of the office itself: the verdict says so, and the user ticks it.
fn show_address(walk: &mut Walk<'_>, trainee: &Trainee<'_>) -> Outcome {
    let step = walk.to("give-email-right")?;
    walk.fill(step)?;
    walk.check()?;
    walk.app.wait_for_text(&format!("Niet iedereen heeft de rechten. Kijk bij {COLLEAGUE}."))?;
    trainee.press_for(COLLEAGUE, &format!("Geven: {ADDRESS}"))?;
    walk.check()?;
    walk.app.wait_for_text("Loket heeft geen manier om dit te vragen. Kijk het zelf na.")?;
    walk.app.click(checkbox(ADDRESS))?;
    walk.finish(step)
}
