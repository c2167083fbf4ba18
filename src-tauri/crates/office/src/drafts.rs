//! What was typed and is not saved yet: kept as typed until it is saved, put right or thrown away on purpose. An
//! employer's card has one draft, a dossier one for each field, the office for its settings.

use std::collections::BTreeMap;

use domain::employer::Employer;
use domain::employer_card::check_texts;
use domain::id::{DossierId, EmployerId};
use records::{DraftOwner, Records};

use crate::Office;
use crate::refusal::{Refusal, Result};

/// The longest draft of a card that is kept, in bytes: as much as the fields of many administrations can hold.
const LONGEST: usize = 512 * 1024;
/// The place of the draft of a card.
const CARD: &str = "card";

/// The draft of an employer; that of a new one has the nil id. One of another version of the app is none.
pub(crate) fn draft(records: &Records, id: EmployerId) -> Result<Option<Employer>> {
    let text = records.draft(DraftOwner::Employer(id), CARD)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// A card as typed, in the form in which a draft is stored.
///
/// # Errors
/// [`Refusal::OverBound`] for a field of more characters than a text has; [`Refusal::TooLarge`].
pub(crate) fn draft_text(typed: &Employer) -> Result<String> {
    check_texts(typed).map_err(|too_large| Refusal::OverBound { too_large })?;
    let text = serde_json::to_string(typed).map_err(|_| Refusal::Unexpected)?;
    if text.len() > LONGEST { Err(Refusal::TooLarge) } else { Ok(text) }
}

/// Keeps the draft of a card.
pub(crate) fn set_draft(records: &mut Records, id: EmployerId, text: Option<&str>) -> Result<()> {
    Ok(records.set_draft(DraftOwner::Employer(id), CARD, text)?)
}

/// Throws a draft away; does nothing when there is none.
pub(crate) fn drop_draft(records: &mut Records, id: EmployerId) -> Result<()> {
    if records.draft(DraftOwner::Employer(id), CARD)?.is_some() {
        set_draft(records, id, None)?;
    }
    Ok(())
}

impl Office {
    /// What was typed for a new employer that could not be saved yet.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn new_employer_draft(&self) -> Result<Option<Employer>> {
        draft(&*self.records()?, EmployerId::NEW)
    }

    /// Throws a draft away; does nothing when there is none.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`].
    pub fn drop_employer_draft(&self, id: EmployerId) -> Result<()> {
        drop_draft(&mut *self.records()?, id)
    }

    /// Keeps a card as it is typed, beside the card: nothing is judged or saved. That of a new employer has the nil id.
    ///
    /// # Errors
    /// As [`Office::save_employer_card`].
    pub fn keep_employer_draft(&self, typed: &Employer) -> Result<()> {
        let text = draft_text(typed)?;
        let mut records = self.records()?;
        if typed.id != EmployerId::NEW {
            records.employer(typed.id)?.ok_or(Refusal::NotFound)?;
        }
        set_draft(&mut records, typed.id, Some(&text))
    }

    /// Keeps what is being typed in a field, in the place of what was kept before; nothing throws it away. In a dossier
    /// it is sealed, as what it becomes; the settings of the office are stored in clear, and so are their drafts.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such dossier; [`Refusal::Keychain`] when it has to be sealed and cannot
    /// be; [`Refusal::NotSaved`].
    pub fn keep_draft(&self, dossier: Option<DossierId>, place: &str, text: &str) -> Result<()> {
        let Some(id) = dossier else {
            let text = Some(text).filter(|text| !text.is_empty());
            return Ok(self.records()?.set_draft(DraftOwner::Office, place, text)?);
        };
        if text.is_empty() {
            return Ok(self.records()?.set_draft(DraftOwner::Dossier(id), place, None)?);
        }
        // The keychain may take its time: it is asked with the records free for others.
        self.keys.unlock()?;
        let sealed = self.keys.seal_text(text, &sealed_for(id, place))?;
        let mut records = self.records()?;
        records.summary_row(id)?.ok_or(Refusal::NotFound)?;
        Ok(records.set_draft(DraftOwner::Dossier(id), place, Some(&sealed))?)
    }

    /// The drafts of a dossier by their places, and whether some cannot be opened now and are left out.
    pub(crate) fn dossier_drafts(
        &self,
        records: &Records,
        id: DossierId,
    ) -> Result<(BTreeMap<String, String>, bool)> {
        let stored = records.drafts(DraftOwner::Dossier(id))?;
        let count = stored.len();
        let opened = stored.into_iter().filter_map(|(place, text)| {
            let opened = self.keys.open_sealed(&text, &sealed_for(id, &place))?;
            Some((place, opened))
        });
        let opened: BTreeMap<String, String> = opened.collect();
        let sealed = opened.len() < count;
        Ok((opened, sealed))
    }
}

/// What the draft of a field is sealed for: it opens in its own place only.
fn sealed_for(dossier: DossierId, place: &str) -> String {
    format!("draft {dossier} {place}")
}
