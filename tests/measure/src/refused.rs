//! Pictures of starts that do not go as they should: the window of the system that says why, and the page after records
//! were restored.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use driver::{App, Fault, Options, Result, Screen, button, link, radio};
use rusqlite::Connection;

/// What a window may take to come.
const PATIENCE: Duration = Duration::from_mins(1);

/// Takes them into `folder`. The windows of the system look the same at any size of ours.
///
/// # Errors
/// When the program does not start, or a picture cannot be written.
pub fn take(options: Options, folder: &Path) -> Result {
    let mut app = App::start(options)?;
    app.fill("Je naam", "Noor Voorbeeld")?;
    app.click(radio("Zonder Loket: zelf een werkgever invoeren"))?;
    app.click(button("Doorgaan"))?;
    app.click(link("Instellingen"))?;
    app.click(button("Maak nu een back-up"))?;
    app.wait_for_text("De back-up is gemaakt")?;
    app.close()?;
    std::fs::write(app.data().join("koppelwijzer.db"), "geen gegevens")?;
    app.restart()?;
    app.wait_for_text("hersteld uit een back-up")?;
    app.wait_until_still()?;
    app.screenshot(folder.join("start-hersteld.png"))?;
    app.close()?;
    Connection::open(app.data().join("koppelwijzer.db"))?
        .execute_batch("UPDATE about SET schema = 999; PRAGMA user_version = 999")?;
    let mut refused = app.second().stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let (screen, begin) = (Screen::of(app.desktop())?, Instant::now());
    while screen.window_of(refused.id()).is_err() {
        if begin.elapsed() > PATIENCE {
            return Err(Fault::new("a refused start shows nothing"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    std::thread::sleep(Duration::from_secs(1));
    screen.picture(refused.id(), folder.join("start-geweigerd.png"))?;
    refused.kill()?;
    refused.wait()?;
    Ok(())
}
