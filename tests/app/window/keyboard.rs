//! Everything without a mouse: from the board through a step, and to anything by searching.

use driver::{App, Fault, Result};

use crate::journey::office::{EMPLOYER, begin, handbook};
use crate::program;

/// More presses than any page needs.
const PRESSES: usize = 80;

#[test]
fn a_step_from_the_board_to_the_next() -> Result {
    let app = App::start(program())?;
    begin(&app, &handbook("asr-werkgever")?)?;
    app.go("/")?;
    app.wait_for_text("Jij bent aan zet bij één dossier")?;
    // The tick box of its row comes before its link.
    tab_to(&app, &format!("Kies {EMPLOYER}"))?;
    app.press("Tab")?;
    assert!(app.focused()?.starts_with(EMPLOYER), "{}", app.focused()?);
    app.press("Enter")?;
    app.wait_for_text("Begin met stap 1")?;
    tab_to(&app, "Begin met stap 1")?;
    app.press("Enter")?;
    app.wait_for_text("Stap 1 van")?;
    let first = app.place()?;

    // Not complete yet: the summary of what is missing takes the focus, and leads to the field.
    app.press("Control+Enter")?;
    app.wait_until("the focus on the summary", || Ok(app.focused()?.contains("Er is een probleem")))?;
    assert_eq!(app.place()?, first);
    app.press("Tab")?;
    assert!(app.focused()?.contains("Je kantoor is bij a.s.r. aangemeld"), "{}", app.focused()?);
    app.press("Enter")?;
    app.wait_until("the focus on the tick box", || {
        Ok(app.evaluate("return document.activeElement.type === 'checkbox'", vec![])? == true)
    })?;
    app.press("Space")?;
    tab_to(&app, "Een standaardgebruiker")?;
    app.press("Space")?;
    tab_to(&app, "De werkgever heeft de salariskoppeling zelf aangevraagd")?;
    app.press("Space")?;
    app.wait_for_text("Bewaard om ")?;
    app.press("Control+Enter")?;
    app.wait_for_text("Stap 2 van")?;
    assert_ne!(app.place()?, first);
    Ok(())
}

#[test]
fn enter_goes_on_once_it_is_said_that_the_step_is_done() -> Result {
    let app = App::start(program())?;
    begin(&app, &handbook("asr-werkgever")?)?;
    tab_to(&app, "Begin met stap 1")?;
    app.press("Enter")?;
    app.wait_for_text("Stap 1 van")?;
    for tick in [
        "Je kantoor is bij a.s.r. aangemeld",
        "Een standaardgebruiker",
        "De werkgever heeft de salariskoppeling",
    ] {
        tab_to(&app, tick)?;
        app.press("Space")?;
    }
    tab_to(&app, "Ja, deze stap is af")?;
    app.press("Space")?;
    tab_to(&app, "Doorgaan")?;
    app.press("Enter")?;
    app.wait_for_text("Stap 2 van")
}

#[test]
fn search_leads_to_an_employer_and_to_a_step() -> Result {
    let app = App::start(program())?;
    begin(&app, &handbook("asr-werkgever")?)?;
    app.wait_until("the focus on the page's title", || Ok(app.focused()?.contains("Meld de werkgever aan")))?;
    for (words, found, place) in
        [("bakk", EMPLOYER, "/werkgevers/"), ("keylane", "Wacht op Keylane", "/stap/")]
    {
        app.press("Control+k")?;
        app.type_text(words)?;
        app.wait_until("an answer", || {
            let script = "return document.querySelector('[role=option]')?.innerText ?? ''";
            Ok(app.evaluate(script, vec![])?.as_str().is_some_and(|text| text.contains(found)))
        })?;
        app.press("Enter")?;
        app.wait_until(place, || Ok(app.place()?.contains(place)))?;
    }
    Ok(())
}

/// Presses Tab until what has the focus says these words.
fn tab_to(app: &App, words: &str) -> Result {
    let mut met = Vec::new();
    for _ in 0..PRESSES {
        app.press("Tab")?;
        let focused = app.focused()?;
        if focused.contains(words) {
            return Ok(());
        }
        met.push(focused);
    }
    Err(Fault::new(format!("Tab never came to {words:?}; it came along {met:?}")))
}
