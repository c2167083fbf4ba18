//! What was typed on an employer's card and does not read yet: kept as typed, beside the card, until it is put right
//! or thrown away on purpose.

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

    /// Keeps a card as it is typed; the id says whose, nil is a new employer. The card itself stays as it was.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`]; [`Refusal::NotFound`] when there is no such employer; [`Refusal::NotSaved`].
    pub fn keep_employer_draft(&self, typed: &Employer) -> Result<()> {
        let text = serde_json::to_string(typed).map_err(|_| Refusal::Unexpected)?;
        if text.len() > LONGEST {
            return Err(Refusal::TooLarge);
        }
        let mut records = self.records()?;
        if !typed.id.is_nil() && records.employer(typed.id)?.is_none() {
            return Err(Refusal::NotFound);
        }
        Ok(records.set_employer_draft(typed.id, Some(&text))?)
    }

    /// Throws a draft away; does nothing when there is none.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`].
    pub fn drop_employer_draft(&self, id: Uuid) -> Result<()> {
        drop_draft(&mut *self.records()?, id)
    }
}
