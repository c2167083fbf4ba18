//! One run of a program on a desktop, started directly and looked at from outside.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use driver::{
    Area, Desktop, Fault, Options, Result, Screen, descendants, processor_time, proportional_memory,
};

/// How long a program may take to show itself.
const PATIENCE: Duration = Duration::from_secs(30);

/// The two programs that are compared, as Cargo built them.
pub struct Programs {
    pub ours: PathBuf,
    /// The bare web view with one static page.
    pub bare: PathBuf,
}

impl Programs {
    /// The ones beside the program that runs now.
    ///
    /// # Errors
    /// When they were not built.
    pub fn built() -> Result<Self> {
        let folder = env::current_exe()?.parent().map(PathBuf::from).unwrap_or_default();
        let programs = Self { ours: folder.join("koppelwijzer"), bare: folder.join("bare") };
        for program in [&programs.ours, &programs.bare] {
            if !program.exists() {
                return Err(Fault::new(format!("{} was not built", program.display())));
            }
        }
        Ok(programs)
    }

    /// Cargo's target folder.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        self.ours.ancestors().nth(2).map(PathBuf::from).unwrap_or_default()
    }
}

/// What a place on the screen looks like.
pub struct Look {
    area: Area,
    pixels: Vec<u8>,
}

impl Look {
    /// What it looks like now; `inside` counts from the corner of the window of the process `id`.
    ///
    /// # Errors
    /// When it is not on the screen.
    pub fn of(screen: &Screen, id: u32, inside: Area) -> Result<Self> {
        let window = screen.window_of(id)?;
        let area = Area { x: window.x + inside.x, y: window.y + inside.y, ..inside };
        Ok(Self { area, pixels: screen.pixels(area)? })
    }

    fn is_so(&self, screen: &Screen) -> Result<bool> {
        Ok(screen.pixels(self.area)? == self.pixels)
    }
}

/// A program that runs; ended when dropped.
pub struct Run {
    child: Child,
    started: Instant,
}

impl Run {
    /// Starts `program` on `desktop`, as a user does: without automation.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(desktop: &Desktop, program: &Path) -> Result<Self> {
        let mut command = desktop.command(program);
        command.env_remove("TAURI_WEBVIEW_AUTOMATION");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let started = Instant::now();
        Ok(Self { child: command.spawn()?, started })
    }

    /// Waits until its window is there and gives it this long to come to rest.
    ///
    /// # Errors
    /// When it has no window within half a minute.
    pub fn rest(&self, screen: &Screen, time: Duration) -> Result {
        self.until(|| Ok(screen.window_of(self.id()).is_ok()))?;
        thread::sleep(time);
        Ok(())
    }

    /// Waits until `row` looks as expected, clicks it, and waits until `answer` looks different: the time from the
    /// start of the program to a page that is painted and answers.
    ///
    /// # Errors
    /// When it does not within half a minute.
    pub fn usable(&self, screen: &Screen, row: &Look, answer: &Look) -> Result<Duration> {
        self.until(|| row.is_so(screen))?;
        screen.click(row.area)?;
        self.until(|| Ok(!answer.is_so(screen)?))?;
        Ok(self.started.elapsed())
    }

    fn until(&self, mut done: impl FnMut() -> Result<bool>) -> Result {
        while !done()? {
            if self.started.elapsed() > PATIENCE {
                return Err(Fault::new("the program did not show itself as expected"));
            }
            thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// The program's own process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Closes the window as a user does, and waits until the program has ended.
    ///
    /// # Errors
    /// When it has no window or does not end.
    pub fn close(mut self, desktop: &Desktop) -> Result {
        Screen::of(desktop)?.ask_to_close(self.id())?;
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() {
            if asked.elapsed() > PATIENCE {
                return Err(Fault::new("the program did not end after its window was closed"));
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// The processor time of the program with all its processes so far.
    pub fn processor_time(&self) -> Duration {
        family(self.id()).into_iter().filter_map(processor_time).sum()
    }
}

/// The memory of a process with all it started, in bytes, shared pages counted in proportion.
///
/// # Errors
/// When it is beyond counting, which no program is.
pub fn memory(id: u32) -> Result<f64> {
    let kilobytes: u64 =
        family(id).into_iter().filter_map(proportional_memory).map(|bytes| bytes / 1024).sum();
    Ok(f64::from(u32::try_from(kilobytes)?) * 1024.0)
}

fn family(id: u32) -> Vec<u32> {
    let mut all = descendants(id);
    all.push(id);
    all
}

impl Drop for Run {
    fn drop(&mut self) {
        // Both fail only when it has already ended, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A desktop for measuring.
///
/// # Errors
/// When it cannot be made.
pub fn desktop(program: &Path) -> Result<Desktop> {
    Desktop::new(&Options::new(program))
}
