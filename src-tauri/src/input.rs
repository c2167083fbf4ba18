//! What comes from the page is read before it goes further.

use jiff::civil::Date;
use office::Refusal;
use serde::Deserialize;
use specta::Type;

/// A day as the page sends it: yyyy-mm-dd.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct Day(String);

impl Day {
    /// The day.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] when it is none.
    pub fn read(&self) -> Result<Date, Refusal> {
        self.0.parse().map_err(|_| Refusal::BadInput)
    }
}

/// A day that may be left out.
///
/// # Errors
/// [`Refusal::BadInput`] when it is given and is none.
pub fn day(given: Option<Day>) -> Result<Option<Date>, Refusal> {
    given.map(|day| day.read()).transpose()
}
