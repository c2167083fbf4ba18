//! What comes from the page is read before it goes further. Ids are read by their own types ([`domain::id`]).

use domain::bounds::{Bounds, Measured, TooLarge};
use jiff::civil::Date;
use office::Refusal;
use serde::Deserialize;
use specta::Type;

/// The longest list of ids that is taken: more dossiers than an office has.
const MOST_IDS: u32 = 20_000;

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

/// A text as it was typed or pasted, of any length. Never shown in a log: it may be a password.
#[derive(Clone, Deserialize, Type)]
pub struct TypedText(String);

impl TypedText {
    /// The text.
    ///
    /// # Errors
    /// [`Refusal::OverBound`] when it is longer than a text is.
    pub fn read(self) -> Result<String, Refusal> {
        let most = Bounds::STANDARD.text;
        let longer = self.0.chars().nth(most as usize).is_some();
        if longer { Err(over(Measured::Text, most)) } else { Ok(self.0) }
    }
}

/// The place of a field, as the page names it.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct DraftPlace(String);

impl DraftPlace {
    /// The place.
    ///
    /// # Errors
    /// [`Refusal::OverBound`] when it is longer than an id with the name of its field.
    pub fn read(self) -> Result<String, Refusal> {
        let most = 2 * Bounds::STANDARD.id;
        if self.0.len() > most as usize { Err(over(Measured::Id, most)) } else { Ok(self.0) }
    }
}

/// The name of a layout of upload files.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct LayoutName(String);

impl LayoutName {
    /// The name.
    ///
    /// # Errors
    /// [`Refusal::OverBound`] when it is longer than an id.
    pub fn read(self) -> Result<String, Refusal> {
        let most = Bounds::STANDARD.id;
        if self.0.len() > most as usize { Err(over(Measured::Id, most)) } else { Ok(self.0) }
    }
}

/// The most characters of a draft: many times what can be saved, so that what is far too long is not lost while it is
/// made shorter.
const MOST_DRAFT: u32 = 1_000_000;

/// A draft of a text, of any length. Never shown in a log: it is not saved yet, and says what people write.
#[derive(Clone, Deserialize, Type)]
pub struct DraftText(String);

impl DraftText {
    /// The draft.
    ///
    /// # Errors
    /// [`Refusal::OverBound`] when it is longer than a draft is.
    pub fn read(self) -> Result<String, Refusal> {
        let longer = self.0.chars().nth(MOST_DRAFT as usize).is_some();
        if longer { Err(over(Measured::Text, MOST_DRAFT)) } else { Ok(self.0) }
    }
}

/// A list of ids, of any length.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct Ids<Id>(Vec<Id>);

impl<Id> Ids<Id> {
    /// The ids.
    ///
    /// # Errors
    /// [`Refusal::OverBound`] when there are more than an office has.
    pub fn read(self) -> Result<Vec<Id>, Refusal> {
        if self.0.len() > MOST_IDS as usize {
            return Err(over(Measured::Rows, MOST_IDS));
        }
        Ok(self.0)
    }
}

fn over(what: Measured, most: u32) -> Refusal {
    Refusal::OverBound { too_large: TooLarge { what, most } }
}

#[cfg(test)]
mod tests {
    use domain::id::EmployerId;

    use super::*;

    #[test]
    fn a_text_is_of_at_most_10_000_characters() {
        let text = |length: usize| TypedText("é".repeat(length));
        assert!(text(10_000).read().is_ok());
        let refused = Refusal::OverBound { too_large: TooLarge { what: Measured::Text, most: 10_000 } };
        assert_eq!(text(10_001).read(), Err(refused));
    }

    #[test]
    fn a_draft_is_of_many_times_what_can_be_saved_and_not_of_anything() {
        let draft = |length: usize| DraftText("é".repeat(length));
        assert!(draft(1_000_000).read().is_ok());
        assert!(matches!(draft(1_000_001).read(), Err(Refusal::OverBound { .. })));
        assert!(matches!(DraftPlace("a".repeat(401)).read(), Err(Refusal::OverBound { .. })));
        assert!(matches!(LayoutName("a".repeat(201)).read(), Err(Refusal::OverBound { .. })));
    }

    #[test]
    fn a_list_of_ids_is_of_at_most_20_000() {
        let ids = |length: usize| Ids(vec![EmployerId::NEW; length]);
        assert_eq!(ids(20_000).read().unwrap().len(), 20_000);
        let refused = Refusal::OverBound { too_large: TooLarge { what: Measured::Rows, most: 20_000 } };
        assert_eq!(ids(20_001).read(), Err(refused));
    }
}
