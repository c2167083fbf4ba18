//! A disk that is full or fails while something is saved: never said to be saved, kept on the screen, tried again.

use driver::{App, Result, button, checkbox};

use crate::faults::disturb::{Held, holdable};
use crate::journey::office::{first_step, handbook};
use crate::program;

const FIRST: &str = "Je kantoor is bij a.s.r. aangemeld";
const SECOND: &str = "De werkgever heeft de salariskoppeling zelf aangevraagd";

#[test]
fn a_full_disk_is_said_and_nothing_is_lost() -> Result {
    saves_again_after("inject=pwrite64,write:error=ENOSPC", "De schijf is vol.")
}

#[test]
fn a_disk_that_fails_is_said_and_nothing_is_lost() -> Result {
    saves_again_after("inject=fdatasync,fsync:error=EIO", "De schijf gaf een fout.")
}

/// Ticks while the disk answers so, and again when it is well; then starts anew.
fn saves_again_after(answers: &str, said: &str) -> Result {
    let mut app = App::start(holdable(program()))?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Bewaard om ")?;
    // Only the records: what the web view writes is not what is tried.
    let records =
        ["koppelwijzer.db", "koppelwijzer.db-wal"].map(|name| app.data().join(name).display().to_string());
    let disk = Held::by(&app, &["-e", answers, "-P", &records[0], "-P", &records[1]])?;
    app.click(checkbox(SECOND))?;
    app.wait_for_text(said)?;
    assert!(!app.text()?.contains("Bewaard om "), "it does not say that it is saved");
    assert!(app.is_checked(checkbox(SECOND))?, "what was done stays on the screen");
    disk.let_go(&app)?;
    app.click(button("Opnieuw proberen"))?;
    app.wait_for_text("Bewaard om ")?;
    app.kill();
    app.restart()?;
    app.go(&step)?;
    for tick in [FIRST, SECOND] {
        app.wait_for(checkbox(tick))?;
        assert!(app.is_checked(checkbox(tick))?, "{tick} is kept");
    }
    Ok(())
}
