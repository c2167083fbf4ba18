//! What was typed on an employer's card and does not read yet: kept as typed, beside the card, until it is put right
//! or thrown away on purpose.

use domain::bounds::{Bounds, Measured, TooLarge};
use domain::employer::Employer;
use records::Records;
use uuid::Uuid;

use crate::Office;
use crate::refusal::{Refusal, Result};

/// The longest draft that is kept, in bytes: as much as the fields of many administrations can hold.
const LONGEST: usize = 512 * 1024;

/// The draft of an employer; that of a new one has the nil id. One of another version of the app is none.
pub(crate) fn draft(records: &Records, id: Uuid) -> Result<Option<Employer>> {
    let text = records.employer_draft(id)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// A card as typed, in the form in which a draft is stored.
///
/// # Errors
/// [`Refusal::OverBound`] for a field of more characters than a text has; [`Refusal::TooLarge`].
pub(crate) fn draft_text(typed: &Employer) -> Result<String> {
    let most = Bounds::STANDARD.text;
    if texts(typed).any(|text| text.chars().nth(most as usize).is_some()) {
        return Err(Refusal::OverBound { too_large: TooLarge { what: Measured::Text, most } });
    }
    let text = serde_json::to_string(typed).map_err(|_| Refusal::Unexpected)?;
    if text.len() > LONGEST { Err(Refusal::TooLarge) } else { Ok(text) }
}

/// Every text on a card.
fn texts(card: &Employer) -> impl Iterator<Item = &String> {
    let optional = [&card.employer_id, &card.employer_number, &card.kvk, &card.email];
    let administrations = card.administrations.iter().flat_map(|one| {
        [Some(&one.name), one.payroll_taxes_number.as_ref(), one.client_number.as_ref()].into_iter().flatten()
    });
    std::iter::once(&card.company_name).chain(optional.into_iter().flatten()).chain(administrations)
}

/// Throws a draft away; does nothing when there is none.
pub(crate) fn drop_draft(records: &mut Records, id: Uuid) -> Result<()> {
    if records.employer_draft(id)?.is_some() {
        records.set_employer_draft(id, None)?;
    }
    Ok(())
}

impl Office {
    /// What was typed for a new employer that could not be saved yet.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn new_employer_draft(&self) -> Result<Option<Employer>> {
        draft(&*self.records()?, Uuid::nil())
    }

    /// Throws a draft away; does nothing when there is none.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`].
    pub fn drop_employer_draft(&self, id: Uuid) -> Result<()> {
        drop_draft(&mut *self.records()?, id)
    }
}
