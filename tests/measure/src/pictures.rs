//! Every screen as a picture: light and dark, 1280 and 420 pixels wide.

use std::fs;
use std::path::Path;

use driver::{App, Options, Outcome};

use crate::Programs;

/// A screen: the picture's name, and the place that stands behind `#` in its address.
struct Screen {
    name: &'static str,
    place: &'static str,
}

/// Every screen that needs no records to be shown.
const SCREENS: &[Screen] = &[
    Screen { name: "overzicht", place: "/" },
    Screen { name: "werkgevers", place: "/werkgevers" },
    Screen { name: "handboeken", place: "/handboeken" },
    Screen { name: "instellingen", place: "/instellingen" },
    Screen { name: "hulp", place: "/hulp" },
];

/// Width and height of a picture, and how its name says so.
const SIZES: [(u32, u32, &str); 2] = [(1280, 900, ""), (420, 900, "-smal")];

/// Takes them all into `folder`.
///
/// # Errors
/// When the program does not start or a picture cannot be written.
pub fn take(programs: &Programs, folder: &Path) -> Outcome {
    fs::create_dir_all(folder)?;
    for (dark, shade) in [(false, ""), (true, "-donker")] {
        for (width, height, size) in SIZES {
            let options = Options::new(&programs.ours).size(width, height);
            let app = App::start(if dark { options.dark() } else { options })?;
            for screen in SCREENS {
                app.go(screen.place)?;
                app.wait_until_still()?;
                app.screenshot(folder.join(format!("{}{size}{shade}.png", screen.name)))?;
            }
        }
    }
    Ok(())
}
