//! A start that is refused, seen through in the windows of the system: nothing answers them but the mouse.

use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use driver::{App, Area, Fault, Result, Screen, checkbox, link};
use rusqlite::Connection;

use crate::journey::office::{EMPLOYER, first_step, handbook};
use crate::program;

const FIRST: &str = "Je kantoor is bij a.s.r. aangemeld";
const SECOND: &str = "De werkgever heeft de salariskoppeling zelf aangevraagd";
/// What a window may take to come, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A start with nobody but the mouse; ended when dropped.
struct Refused<'a> {
    app: &'a App,
    child: Child,
    screen: Screen,
}

impl<'a> Refused<'a> {
    fn start(app: &'a App) -> Result<Self> {
        let child = app.second().stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        Ok(Self { app, child, screen: Screen::of(app.desktop())? })
    }

    /// The number of the window that it shows, once that stands still and is another than `before`.
    fn window(&self, before: Option<u32>) -> Result<u32> {
        let (begin, mut last) = (Instant::now(), None);
        while begin.elapsed() < PATIENCE {
            sleep(Duration::from_millis(300));
            let Ok(window) = self.screen.window_id_of(self.child.id()) else { continue };
            let Ok(pixels) = self.area().and_then(|area| self.screen.pixels(area)) else { continue };
            let now = Some((window, pixels));
            if now == last && before != Some(window) {
                return Ok(window);
            }
            last = now;
        }
        Err(Fault::new("no further window came").on_page(self.app.log()))
    }

    fn area(&self) -> Result<Area> {
        self.screen.window_of(self.child.id())
    }

    /// Presses one of the buttons of the dialog that is shown, the first from the left being 0, and gives what is shown
    /// after it.
    #[track_caller]
    fn press(&self, place: u16, of: u16, shown: u32) -> Result<u32> {
        self.screen.press_button(self.child.id(), place, of)?;
        self.window(Some(shown))
    }
}

impl Drop for Refused<'_> {
    fn drop(&mut self) {
        // Both fail only when it has already ended, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_refused_start_puts_a_backup_back_by_the_buttons_of_the_system() -> Result {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Bewaard om ")?;
    // Closing makes a backup; what comes after it is not in it.
    app.restart()?;
    app.go(&step)?;
    app.click(checkbox(SECOND))?;
    app.wait_for_text("Bewaard om ")?;
    app.kill();
    Connection::open(app.data().join("koppelwijzer.db"))?
        .execute_batch("UPDATE about SET schema = 999; PRAGMA user_version = 999")?;

    let refused = Refused::start(&app)?;
    let why = refused.window(None)?;
    // A backup, an empty start, close: the backup.
    let backup = refused.press(0, 3, why)?;
    let kept = refused.press(0, 2, backup)?;
    let dialog = refused.area()?;
    refused.press(0, 1, kept)?;
    assert!(refused.area()?.height > dialog.height, "the program's own window is larger than a dialog");
    refused.screen.ask_to_close(refused.child.id())?;
    let begin = Instant::now();
    let mut refused = refused;
    while refused.child.try_wait()?.is_none() {
        assert!(begin.elapsed() < PATIENCE, "it did not close");
        sleep(Duration::from_millis(50));
    }
    assert!(refused.child.wait()?.success());
    drop(refused);

    app.restart()?;
    app.wait_for(link(EMPLOYER))?;
    app.go(&step)?;
    app.wait_for(checkbox(FIRST))?;
    assert!(app.is_checked(checkbox(FIRST))?, "what the backup holds is there");
    assert!(!app.is_checked(checkbox(SECOND))?, "what came after it is not");
    let kept = std::fs::read_dir(app.data())?.filter_map(std::result::Result::ok);
    let mut names = kept.map(|file| file.file_name().to_string_lossy().into_owned());
    assert!(names.any(|name| name.starts_with("koppelwijzer-kept-")), "what was refused is kept");
    Ok(())
}
