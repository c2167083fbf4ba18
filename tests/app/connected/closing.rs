//! The window of the system that asks whether to close while Loket does not answer: nothing answers it but the mouse.

use std::thread::sleep;
use std::time::{Duration, Instant};

use driver::{App, Fault, Result, Screen, link};
use peer::{Act, on};

use crate::connected::answers::{RIGHTS, dossier_missing_a_right, set_right, writes};
use crate::connected::app::ConnectedApp;

/// Closing asks after a minute; a busy machine is slower.
const PATIENCE: Duration = Duration::from_secs(100);

/// Waits until so many windows of the program are visible, and stand still.
#[track_caller]
fn windows(app: &App, screen: &Screen, pid: u32, wanted: usize) -> Result {
    let (begin, mut last) = (Instant::now(), None);
    while begin.elapsed() < PATIENCE {
        sleep(Duration::from_millis(300));
        let now = screen.window_of(pid).and_then(|area| screen.pixels(area)).ok();
        if screen.windows(pid)? == wanted && now.is_some() && now == last {
            return Ok(());
        }
        last = now;
    }
    Err(Fault::new(format!("not {wanted} windows")).on_page(app.log()))
}

#[test]
fn closing_while_loket_does_not_answer_asks_and_each_button_does_what_it_says() -> Result {
    let mut connected = ConnectedApp::with_dialogs_of_the_system()?;
    let id = dossier_missing_a_right(&connected)?;
    set_right(&connected, &id, &Act::HangAfterHead)?;
    let app = &connected.app;
    let (screen, pid) = (Screen::of(app.desktop())?, app.pid()?);
    windows(app, &screen, pid, 2)?;
    // Yes, change it in Loket.
    screen.press_button(pid, 0, 2)?;
    app.wait_until("the change on its way", || Ok(writes(&connected) == 1))?;
    // What came of it is read back for as long as a call may take: five minutes.
    connected.peer.script(on("GET", RIGHTS).then(Act::Trickle(Duration::from_secs(20))));

    screen.ask_to_close(pid)?;
    windows(app, &screen, pid, 2)?;
    // Stay open.
    screen.press_button(pid, 1, 2)?;
    windows(app, &screen, pid, 1)?;
    assert!(app.is_running(), "it stays open");
    app.go("/werkgevers")?;
    app.wait_for(link("Bloemsierkunst Van Aalst"))?;

    screen.ask_to_close(pid)?;
    windows(app, &screen, pid, 2)?;
    // Close anyway.
    screen.press_button(pid, 0, 2)?;
    let begin = Instant::now();
    while app.is_running() {
        assert!(begin.elapsed() < PATIENCE, "it did not close");
        sleep(Duration::from_millis(50));
    }

    // What came of it is read back at the next start.
    connected.peer.make_well();
    connected.app.kill();
    connected.app.restart()?;
    let closed = || Ok(connected.state(&id)?["open_changes"] == serde_json::json!([]));
    connected.app.wait_until("what came of the change", closed)?;
    assert_eq!(writes(&connected), 1, "and it was sent once");
    Ok(())
}
