//! The program killed right after something was confirmed: it is there at the next start.

use driver::{App, Result, button, checkbox};

use crate::journey::office::{first_step, handbook};
use crate::program;

const FIRST: &str = "Je kantoor is bij a.s.r. aangemeld en dat is bevestigd";
const SECOND: &str = "De werkgever heeft de salariskoppeling zelf aangevraagd";

#[test]
fn what_was_confirmed_on_screen_survives_a_kill() -> Result {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    for (tick, before) in [(FIRST, &[][..]), (SECOND, &[FIRST][..])] {
        app.go(&step)?;
        app.wait_for(checkbox(tick))?;
        assert!(!app.is_checked(checkbox(tick))?);
        for there in before {
            assert!(app.is_checked(checkbox(*there))?, "{there} survived");
        }
        app.click(checkbox(tick))?;
        app.wait_for_text("Bewaard om ")?;
        app.kill();
        app.restart()?;
    }
    app.go(&step)?;
    for tick in [FIRST, SECOND] {
        app.wait_for(checkbox(tick))?;
        assert!(app.is_checked(checkbox(tick))?, "{tick} survived");
    }
    assert!(!app.text()?.contains("hersteld uit een back-up"), "nothing had to be restored");
    Ok(())
}

#[test]
fn what_is_typed_is_kept_when_typing_pauses() -> Result {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("personeelssysteem-koppeling")?)?;
    let (step, label) = (app.place()?, "Hoe heet het personeelssysteem?");
    app.fill(label, "Zomerrooster")?;
    app.wait_for_text("Bewaard om ")?;
    app.kill();
    app.restart()?;
    app.go(&step)?;
    app.wait_for(button("Doorgaan"))?;
    assert_eq!(app.value(label)?, "Zomerrooster");
    Ok(())
}
