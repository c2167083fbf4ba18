//! What went wrong while driving the program, with the line of the test that asked for it.

use std::fmt;
use std::panic::Location;

/// The result of a whole-app test, or of one step in it.
pub type Result<T = (), E = Fault> = std::result::Result<T, E>;

/// A step that did not work out: what was asked, where in the test, and what stood on the page then.
pub struct Fault {
    message: String,
    location: &'static Location<'static>,
    page: Option<String>,
}

impl Fault {
    /// A fault at the caller's line.
    #[track_caller]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), location: Location::caller(), page: None }
    }

    /// The same fault with the text that stood on the page, to read in the test's output.
    #[must_use]
    pub fn on_page(mut self, text: impl Into<String>) -> Self {
        self.page = Some(text.into());
        self
    }

    pub(crate) fn at(mut self, location: &'static Location<'static>) -> Self {
        self.location = location;
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({}:{})", self.message, self.location.file(), self.location.line())?;
        match &self.page {
            Some(page) => write!(out, "\n--- on the page ---\n{}\n---", page.trim()),
            None => Ok(()),
        }
    }
}

/// The same as `Display`: a test that returns a fault prints it this way.
impl fmt::Debug for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// Any error becomes a fault at the line with the question mark.
impl<E: std::error::Error> From<E> for Fault {
    #[track_caller]
    fn from(error: E) -> Self {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            message = format!("{message}: {inner}");
            cause = inner.source();
        }
        Self::new(message)
    }
}
