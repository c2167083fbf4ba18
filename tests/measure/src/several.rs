//! Pictures of what is done with several dossiers at once, and of a table with rows that are wrong.

use std::path::Path;

use driver::{App, Result, button, checkbox, field};

use crate::sample::Sample;

/// What is chosen on the board: dossiers of one handbook.
const CHOSEN: [&str; 3] =
    ["Bakkerij Voorbeeld B.V.", "Timmerbedrijf Testhout B.V.", "Installatie De Schijn B.V."];
/// The picture's name, the button in Dutch and in English.
const ACTIONS: [(&str, &str, &str); 4] = [
    ("streefdatum", "Streefdatum", "Target date"),
    ("overdragen", "Draag over", "Hand over"),
    ("stap-afronden", "Rond stap af", "Complete step"),
    ("berichten", "Bericht", "Message"),
];

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When a page is not what is expected, or a picture cannot be written.
pub fn take(app: &App, sample: &Sample, folder: &Path, ending: &str) -> Result {
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("{name}{ending}.png")))
    };
    let one = |dutch: &str, english: &str| (if ending == "-en" { english } else { dutch }).to_owned();
    app.go(&format!("/dossiers/{}/stap/map-hours", sample.mapping))?;
    app.wait_for(button(one("Doorgaan", "Continue")))?;
    picture("koppeltabel")?;
    app.press("Control+Enter")?;
    app.wait_for_text(&one("Er is een probleem", "There is a problem"))?;
    picture("koppeltabel-fout")?;
    app.evaluate(
        "document.querySelector('[aria-invalid=true]').scrollIntoView({ block: 'center' })",
        vec![],
    )?;
    picture("koppeltabel-fout-rijen")?;
    app.go(&format!("/dossiers/{}/stap/check-active", sample.busy))?;
    app.wait_for(button(one("Doorgaan", "Continue")))?;
    app.go("/")?;
    let choose = |name: &str| checkbox(format!("{} {name}", one("Kies", "Select")));
    app.wait_for(choose(CHOSEN[0]))?;
    // On a narrow window they are behind a button.
    if app.has(button("Filter"))? {
        app.click(button("Filter"))?;
        picture("overzicht-filters")?;
        app.click(button("Filter"))?;
    }
    for name in CHOSEN {
        app.click(choose(name))?;
    }
    let chosen = one("dossiers gekozen", "dossiers selected");
    picture("gekozen")?;
    for (name, dutch, english) in ACTIONS {
        app.click(button(one(dutch, english)).within(&chosen))?;
        app.wait_until("a dialog", || {
            Ok(app.evaluate("return document.querySelector('dialog[open]') !== null", vec![])? == true)
        })?;
        picture(&format!("samen-{name}"))?;
        app.press("Escape")?;
        app.wait_until("no dialog", || {
            Ok(app.evaluate("return document.querySelector('dialog[open]') === null", vec![])? == true)
        })?;
    }
    app.click(button(one("Streefdatum", "Target date")).within(&chosen))?;
    app.fill_target(
        &field(one("Streefdatum", "Target date")).within(one("Zet de streefdatum", "Set the target date")),
        "31-12-2030",
    )?;
    app.click(button(one("Zet de streefdatum", "Set the target date")))?;
    app.wait_for_text(&one("Gedaan in alle 3 dossiers.", "Done in all 3 dossiers."))?;
    picture("samen-uitkomst")
}
