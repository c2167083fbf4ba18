//! A page judged as it stands: wide and narrow, by axe-core, and with the spacing that a reader may set.

use driver::{App, Result};
use serde_json::json;

/// The sizes: a desk, and a strip beside Loket.
const SIZES: [(u32, u32); 2] = [(1280, 900), (420, 900)];

/// What was found wrong so far.
#[derive(Default)]
pub struct Judge {
    found: Vec<String>,
}

impl Judge {
    /// Looks at what is on the page; `what` says in a failure what that was.
    pub fn look(&mut self, app: &App, what: &str) -> Result {
        for (width, height) in SIZES {
            app.set_size(width, height)?;
            app.wait_until_still()?;
            for violation in app.axe()? {
                self.found.push(format!("{what} at {width}: {violation:#?}"));
            }
            for lost in app.lost_by_spacing()? {
                self.found.push(format!("{what} at {width}, with more spacing: {lost}"));
            }
        }
        app.set_size(SIZES[0].0, SIZES[0].1)
    }

    /// Goes to a place and looks at it.
    pub fn look_at(&mut self, app: &App, place: &str) -> Result {
        app.go(place)?;
        app.wait_until("a heading", || {
            let script =
                "return location.hash.slice(1) === arguments[0] && document.querySelector('h1') !== null";
            Ok(app.evaluate(script, vec![json!(place)])? == json!(true))
        })?;
        self.look(app, place)
    }

    /// Fails when anything was found.
    #[track_caller]
    pub fn expect_nothing(self) {
        assert!(self.found.is_empty(), "{}", self.found.join("\n"));
    }
}
