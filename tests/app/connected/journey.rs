//! A whole journey connected to Loket: from the first start, through a user that the program makes, to the report.

use driver::Result;

use crate::connected::app::ConnectedApp;
use crate::journey::loket::begin_connected;
use crate::journey::office::handbook;
use crate::journey::report::{Reports, sign_off};
use crate::journey::walkthrough::DossierWalkthrough;
use peer::SandboxAdmin;

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
fn asr_werkgever_with_a_user_that_the_program_makes() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let handbook = handbook("asr-werkgever")?;
    begin_connected(&connected, &handbook, STEEL)?;
    let admin = SandboxAdmin::at(&connected.peer, STEEL_NUMBER);
    let mut walkthrough = DossierWalkthrough::at(&connected, &handbook)
        .saying("user-level", "employer")
        .saying("user-name", COUPLING)
        .saying("user-generation", "standard")
        .saying("number-of-administrations", "one");
    make_user(&mut walkthrough, &admin)?;
    unblock(&mut walkthrough, &admin)?;
    take_a_right(&mut walkthrough, &admin)?;
    practising_is_said(&connected)?;
    collect(&mut walkthrough)?;
    walkthrough.to("check-first-exchange")?;
    admin.connect("Benefits-Plaza", COUPLING)?;
    walkthrough.on(usize::MAX)?;
    let finished = std::mem::take(&mut walkthrough.finished);
    sign_off(&connected.app)?;
    let reports = Reports::saved(&connected.app, &connected.files)?;
    reports.expect_content(&handbook, &finished);
    expect_report(&reports);
    Ok(())
}

/// Nobody has the name yet: the program makes the user, with the password of the keychain and the six rights.
fn make_user(walkthrough: &mut DossierWalkthrough<'_>, admin: &SandboxAdmin) -> Result {
    let step = walkthrough.to("make-user")?;
    walkthrough.fill(step)?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text(&format!("Er is geen gewone gebruiker {COUPLING} bij deze werkgever"))?;
    assert!(admin.user(COUPLING).is_err(), "nobody made it yet");
    let shown = walkthrough.set_right("Soort gebruiker staat op Standaard gebruiker")?;
    for words in [STEEL, COUPLING, "Met deze rechten, en geen andere"].iter().chain(&SIX) {
        assert!(shown.contains(words), "{words:?} is shown before the yes: {shown}");
    }
    let user = admin.user(COUPLING)?;
    assert!(user.contains("6 rechten"), "{user}");
    assert!(SIX.iter().all(|right| SandboxAdmin::is_on(&user, right)), "{user}");
    walkthrough.app.wait_for_text("De gebruiker is een gewone gebruiker van Loket.")?;
    walkthrough.read_loket_values(step)?;
    walkthrough.finish(step)
}

/// What was in order is not any more: it is shown since when, and is in order again once somebody mends it.
fn unblock(walkthrough: &mut DossierWalkthrough<'_>, admin: &SandboxAdmin) -> Result {
    let step = walkthrough.to("check-active")?;
    walkthrough.fill(step)?;
    admin.press_for(COUPLING, &format!("Blokkeren {COUPLING}"))?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("De gebruiker heeft geen toegang: geblokkeerd in Loket.")?;
    walkthrough.app.wait_for_text("Klopte op ")?;
    admin.press_for(COUPLING, &format!("Deblokkeren {COUPLING}"))?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("De gebruiker is actief.")?;
    walkthrough.read_loket_values(step)?;
    walkthrough.finish(step)
}

/// Somebody gave a right too many: the program takes it away.
fn take_a_right(walkthrough: &mut DossierWalkthrough<'_>, admin: &SandboxAdmin) -> Result {
    let step = walkthrough.to("give-rights")?;
    admin.press_for(COUPLING, "Geven: Beheren dienstverbanden")?;
    walkthrough.fill(step)?;
    walkthrough.check()?;
    walkthrough.app.wait_for_text("Deze rechten zijn te veel: ")?;
    let shown = walkthrough.set_right("de gebruiker heeft geen andere rechten")?;
    assert!(shown.contains("Deze rechten vervallen\nBeheren dienstverbanden"), "{shown}");
    let user = admin.user(COUPLING)?;
    assert!(user.contains("6 rechten") && !SandboxAdmin::is_on(&user, "Beheren dienstverbanden"), "{user}");
    walkthrough.app.wait_for_text("De gebruiker heeft geen recht te veel.")?;
    walkthrough.read_loket_values(step)?;
    walkthrough.finish(step)
}

/// The name of the environment stands on the pages where one works.
fn practising_is_said(connected: &ConnectedApp) -> Result {
    let step = connected.app.place()?;
    let dossier = step.split("/stap/").next().unwrap_or_default().to_owned();
    for page in ["/", "/werkgevers", &dossier, &step] {
        connected.app.go(page)?;
        connected.app.wait_until(page, || Ok(connected.app.place()? == page))?;
        connected.app.wait_for_text("Je oefent.")?;
    }
    Ok(())
}

/// The data of the form are Loket's: nothing of them is typed.
fn collect(walkthrough: &mut DossierWalkthrough<'_>) -> Result {
    let step = walkthrough.to("collect-data")?;
    walkthrough.fill(step)?;
    walkthrough.check()?;
    walkthrough.knows("employer-name", &[STEEL])?;
    walkthrough.knows("payroll-taxes-number", &["123456782L04"])?;
    walkthrough.knows("employer-id", &[STEEL_ID])?;
    walkthrough.knows("pay-frequency", &["fourWeeks"])?;
    let (_, directors) =
        walkthrough.handbook.item(&"directors".into()).ok_or_else(|| driver::Fault::new("no directors"))?;
    let directors = walkthrough.lokets(directors)?;
    assert_eq!(directors.len(), 4, "name and number of two directors: {directors:?}");
    walkthrough.app.wait_for_text("De DGA's komen overeen met Loket.")?;
    walkthrough.read_loket_values(step)?;
    walkthrough.finish(step)
}

/// The report says what Loket knew, what was asked of it, what was changed in it, and who signed.
fn expect_report(reports: &Reports) {
    for words in [STEEL, STEEL_ID, "123456782L04", COUPLING, "Uit Loket", "Loket: klopt (NV, "] {
        reports.say(words);
    }
    reports.rest_on(&[
        "GetEmployerByEmployerId",
        "GetEmploymentsByEmployerId",
        "GetPayrollAdministrationsByEmployerId",
        "GetEmployerUserAuthorizationsByEmployerIdAndUserId",
    ]);
    for what in ["Gebruiker gemaakt in Loket", "Rechten gewijzigd in Loket"] {
        reports.say(what);
    }
}
