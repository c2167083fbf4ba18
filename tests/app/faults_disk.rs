//! A disk that is full or fails while something is saved: never said to be saved, kept on the screen, tried again.
//!
//! The system's own answers are changed by `strace`, from the moment it takes hold of the program until it lets go.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use driver::{App, Fault, Outcome, button, checkbox};

use crate::journey_office::{first_step, handbook};
use crate::program;

const FIRST: &str = "Je kantoor is bij a.s.r. aangemeld";
const SECOND: &str = "De werkgever heeft de salariskoppeling zelf aangevraagd";

#[test]
fn a_full_disk_is_said_and_nothing_is_lost() -> Outcome {
    saves_again_after("inject=pwrite64,write:error=ENOSPC", "De schijf is vol.")
}

#[test]
fn a_disk_that_fails_is_said_and_nothing_is_lost() -> Outcome {
    saves_again_after("inject=fdatasync,fsync:error=EIO", "De schijf gaf een fout.")
}

/// Ticks while the disk answers so, and again when it is well; then starts anew.
fn saves_again_after(answers: &str, said: &str) -> Outcome {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Bewaard om ")?;
    let disk = Held::by(&app, answers)?;
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

/// The program held by `strace`; let go when dropped.
struct Held(Child);

impl Held {
    fn by(app: &App, answers: &str) -> Outcome<Self> {
        let data = app.data();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-p", &app.pid()?.to_string(), "-e", answers]);
        // Only the records: what the web view writes is not what is tried.
        for file in ["koppelwijzer.db", "koppelwijzer.db-wal"] {
            strace.arg("-P").arg(data.join(file));
        }
        let held = Self(strace.stdin(Stdio::null()).spawn()?);
        Self::until(app, true)?;
        Ok(held)
    }

    fn let_go(mut self, app: &App) -> Outcome {
        // Ended by TERM it takes its hands off first; KILL would do too, but in the middle of a call.
        Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status()?;
        self.0.wait()?;
        Self::until(app, false)
    }

    /// Waits until every thread of the program is held, or none is.
    fn until(app: &App, held: bool) -> Outcome {
        let (pid, start) = (app.pid()?, Instant::now());
        loop {
            let mut threads = fs::read_dir(format!("/proc/{pid}/task"))?.filter_map(|thread| {
                let status = fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
                Some(status.lines().any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0")))
            });
            if threads.all(|thread| thread == held) {
                return Ok(());
            }
            if start.elapsed() > Duration::from_secs(10) {
                return Err(Fault::new("strace may not take hold of the program (kernel.yama.ptrace_scope)"));
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Both fail only when it has already ended, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
