//! Pictures of the window as it stands on the screen, native parts included.
//!
//! They are taken from the X server: the engine's own screenshot waits for a next frame, which never comes while
//! nothing on the page moves.

use std::fs::File;
use std::io::BufWriter;
use std::panic::Location;
use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::app::App;
use crate::fault::{Fault, Result};
use crate::page::PATIENCE;
use crate::screen::Screen;

/// How long nothing may change before the page counts as still.
const STILL: Duration = Duration::from_millis(200);

impl App {
    /// Writes a picture of the window as PNG.
    ///
    /// # Errors
    /// When there is no window, or the file cannot be written.
    #[track_caller]
    pub fn screenshot(&self, path: impl AsRef<Path>) -> Result {
        Screen::of(self.desktop())?.picture(self.pid()?, path)
    }

    /// Waits until the window has not changed for a fifth of a second, fonts and moving parts included.
    ///
    /// # Errors
    /// When it keeps changing.
    #[track_caller]
    pub fn wait_until_still(&self) -> Result {
        let screen = Screen::of(self.desktop())?;
        let pid = self.pid()?;
        let mut before = Vec::new();
        self.patiently(PATIENCE, Location::caller(), || {
            thread::sleep(STILL);
            let now = screen.pixels(screen.window_of(pid)?)?;
            let same = now == before;
            before = now;
            if same { Ok(()) } else { Err(Fault::new("the page keeps changing")) }
        })
    }
}

impl Screen {
    /// Writes a picture of the visible window of a process as PNG, one of the system's included.
    ///
    /// # Errors
    /// When it has none, or the file cannot be written.
    #[track_caller]
    pub fn picture(&self, pid: u32, path: impl AsRef<Path>) -> Result {
        let area = self.window_of(pid)?;
        let pixels = self.pixels(area)?;
        let colours: Vec<u8> =
            pixels.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).rev()).copied().collect();
        let file = BufWriter::new(File::create(path)?);
        let mut encoder = png::Encoder::new(file, area.width.into(), area.height.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&colours)?;
        Ok(())
    }
}
