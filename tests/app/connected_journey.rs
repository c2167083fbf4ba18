//! A whole journey connected to Loket: from the first start, through a user that the program makes, to the report.

use driver::Outcome;

use crate::connected_desk::Desk;
use crate::connected_trainee::Trainee;
use crate::journey_loket::begin_connected;
use crate::journey_office::handbook;
use crate::journey_report::{Reports, sign_off};
use crate::journey_walk::Walk;

/// Pays every four weeks, and has two directors.
const STEEL: &str = "Metaalbewerking Staal & Zoon B.V.";
const STEEL_NUMBER: u16 = 14;
const STEEL_ID: &str = "e0000001-0000-4000-8000-00000000000e";
/// The user that is made for the coupling.
const COUPLING: &str = "koppeling.asr.staal";
/// The rights that a.s.r. asks for, by Loket's names.
const SIX: [&str; 6] = [
    "Beheren en raadplegen BSN",
    "Raadplegen beloningen",
    "Raadplegen dienstverbanden",
    "Raadplegen HRM",
    "Raadplegen loonoutput beperkt",
    "Raadplegen variabele gegevens",
];

#[test]
fn asr_werkgever_with_a_user_that_the_program_makes() -> Outcome {
    let desk = Desk::signed_out()?;
    let handbook = handbook("asr-werkgever")?;
    begin_connected(&desk, &handbook, STEEL)?;
    let trainee = Trainee::at(&desk.peer, STEEL_NUMBER);
    let mut walk = Walk::at(&desk, &handbook)
        .saying("user-level", "employer")
        .saying("user-name", COUPLING)
        .saying("rights-available", "all")
        .saying("number-of-administrations", "one");
    make_user(&mut walk, &trainee)?;
    unblock(&mut walk, &trainee)?;
    take_a_right(&mut walk, &trainee)?;
    practising_is_said(&desk)?;
    collect(&mut walk)?;
    walk.on(usize::MAX)?;
    let finished = std::mem::take(&mut walk.finished);
    sign_off(&desk.app)?;
    let reports = Reports::saved(&desk.app, &desk.files)?;
    reports.tell(&handbook, &finished);
    told(&reports);
    Ok(())
}

/// Nobody has the name yet: the program makes the user, with the password of the keychain and the six rights.
fn make_user(walk: &mut Walk<'_>, trainee: &Trainee<'_>) -> Outcome {
    let step = walk.to("make-user")?;
    walk.fill(step)?;
    walk.check()?;
    walk.app.wait_for_text(&format!("Er is geen gewone gebruiker {COUPLING} bij deze werkgever"))?;
    assert!(trainee.user(COUPLING).is_err(), "nobody made it yet");
    let shown = walk.set_right("Soort gebruiker staat op Standaard gebruiker")?;
    for words in [STEEL, COUPLING, "Met deze rechten, en geen andere"].iter().chain(&SIX) {
        assert!(shown.contains(words), "{words:?} is told before the yes: {shown}");
    }
    let user = trainee.user(COUPLING)?;
    assert!(user.contains("6 rechten"), "{user}");
    assert!(SIX.iter().all(|right| Trainee::is_on(&user, right)), "{user}");
    walk.app.wait_for_text("De gebruiker is een gewone gebruiker van Loket.")?;
    walk.settle(step)?;
    walk.finish(step)
}

/// What was in order is not any more: it is told since when, and is in order again once somebody mends it.
fn unblock(walk: &mut Walk<'_>, trainee: &Trainee<'_>) -> Outcome {
    let step = walk.to("check-active")?;
    walk.fill(step)?;
    trainee.press_for(COUPLING, &format!("Blokkeren {COUPLING}"))?;
    walk.check()?;
    walk.app.wait_for_text("De gebruiker heeft geen toegang: geblokkeerd in Loket.")?;
    walk.app.wait_for_text("Was in orde op ")?;
    trainee.press_for(COUPLING, &format!("Deblokkeren {COUPLING}"))?;
    walk.check()?;
    walk.app.wait_for_text("De gebruiker is actief.")?;
    walk.settle(step)?;
    walk.finish(step)
}

/// Somebody gave a right too many: the program takes it away.
fn take_a_right(walk: &mut Walk<'_>, trainee: &Trainee<'_>) -> Outcome {
    let step = walk.to("give-rights")?;
    trainee.press_for(COUPLING, "Geven: Beheren dienstverbanden")?;
    walk.fill(step)?;
    walk.check()?;
    walk.app.wait_for_text("Deze rechten zijn te veel: ")?;
    let shown = walk.set_right("de gebruiker heeft geen andere rechten")?;
    assert!(shown.contains("Deze rechten gaan weg\nBeheren dienstverbanden"), "{shown}");
    let user = trainee.user(COUPLING)?;
    assert!(user.contains("6 rechten") && !Trainee::is_on(&user, "Beheren dienstverbanden"), "{user}");
    walk.app.wait_for_text("De gebruiker heeft geen recht te veel.")?;
    walk.settle(step)?;
    walk.finish(step)
}

/// The name of the environment stands on the pages where one works.
fn practising_is_said(desk: &Desk) -> Outcome {
    let step = desk.app.place()?;
    let dossier = step.split("/stap/").next().unwrap_or_default().to_owned();
    for page in ["/", "/werkgevers", &dossier, &step] {
        desk.app.go(page)?;
        desk.app.wait_until(page, || Ok(desk.app.place()? == page))?;
        desk.app.wait_for_text("Je oefent.")?;
    }
    Ok(())
}

/// The data of the form are Loket's: nothing of them is typed.
fn collect(walk: &mut Walk<'_>) -> Outcome {
    let step = walk.to("collect-data")?;
    walk.fill(step)?;
    walk.check()?;
    walk.knows("employer-name", &[STEEL])?;
    walk.knows("payroll-taxes-number", &["123456782L04"])?;
    walk.knows("employer-id", &[STEEL_ID])?;
    walk.knows("pay-frequency", &["fourWeeks"])?;
    let (_, directors) = walk.handbook.item("directors").ok_or_else(|| driver::Fault::new("no directors"))?;
    let directors = walk.lokets(directors)?;
    assert_eq!(directors.len(), 4, "name and number of two directors: {directors:?}");
    walk.app.wait_for_text("De DGA's zijn die van Loket.")?;
    walk.settle(step)?;
    walk.finish(step)
}

/// The report says what Loket knew, what was asked of it, what was changed in it, and who signed.
fn told(reports: &Reports) {
    for words in [STEEL, STEEL_ID, "123456782L04", COUPLING, "Uit Loket", "Loket: in orde (NV, "] {
        reports.say(words);
    }
    reports.rest_on(&[
        "GetEmployerByEmployerId",
        "GetEmploymentsByEmployerId",
        "GetPayrollAdministrationsByEmployerId",
        "GetEmployerUserAuthorizationsByEmployerIdAndUserId",
    ]);
    for what in ["Gebruiker aangemaakt in Loket", "Rechten gezet in Loket"] {
        reports.say(what);
    }
}
