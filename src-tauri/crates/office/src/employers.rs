//! Employers: by hand, with their payroll administrations.

use domain::employer::Employer;
use domain::employer_card;
pub use domain::employer_view::{EmployerCard, EmployerRow, Removal, SavedCard};
use domain::history::timeline::{Timeline, timeline};
use domain::id::EmployerId;
use records::{Records, RemovalScope};

use crate::Office;
use crate::connection::checking::readable;
use crate::drafts::{draft, draft_text, drop_draft, set_draft};
use crate::refusal::{Refusal, Result};

impl Office {
    /// All employers, in no particular order: sorting names is up to the language.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn employers(&self) -> Result<Vec<EmployerRow>> {
        let records = self.records()?;
        let summaries = self.summaries(&records)?;
        let employers = records.employers()?.into_iter().map(|row| row.employer);
        Ok(EmployerRow::all(employers, &summaries))
    }

    /// An employer with its dossiers.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn employer(&self, id: EmployerId) -> Result<EmployerCard> {
        self.card(&*self.records()?, id)
    }

    /// What happened for an employer over its dossiers, newest first.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn employer_timeline(&self, id: EmployerId) -> Result<Timeline> {
        let dossiers = {
            let records = self.records()?;
            records.employer(id)?.ok_or(Refusal::NotFound)?;
            records.dossiers_of(id)?
        };
        let loaded = readable(self, &dossiers)?;
        let unreadable = shown((dossiers.len() - loaded.len()) as u64);
        Ok(Timeline { entries: timeline(&loaded), unreadable })
    }

    fn card(&self, records: &Records, id: EmployerId) -> Result<EmployerCard> {
        let employer = records.employer(id)?.ok_or(Refusal::NotFound)?;
        let dossiers = EmployerCard::dossiers_of(id, self.summaries(records)?);
        let readings = self.keys.fixed_readings(records, id)?;
        Ok(EmployerCard {
            differences: employer_card::differences(&employer, &readings, self.clock.today()),
            draft: draft(records, id)?,
            employer,
            dossiers,
        })
    }

    /// Saves a card as it is typed: adds an employer when the id is nil, otherwise changes that one. What does not read
    /// is not saved but kept in a draft, and the card has there what it had before. A new employer without a name is a
    /// draft only.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] for more administrations than a card takes; [`Refusal::TooLarge`]; [`Refusal::NotFound`]
    /// when there is no such employer; [`Refusal::NotSaved`].
    pub fn save_employer_card(&self, typed: &Employer) -> Result<SavedCard> {
        if typed.administrations.len() > employer_card::MOST_ADMINISTRATIONS {
            return Err(Refusal::BadInput);
        }
        let draft = draft_text(typed)?;
        // How it stands in Loket, and when it was changed, is not the page's to say.
        let mut read = Employer { loket: None, changed: self.clock.now(), ..typed.clone() };
        let wrong = employer_card::read_fields(&mut read);
        let mut records = self.records()?;
        let stored = if typed.id == EmployerId::NEW {
            None
        } else {
            Some(records.employer(typed.id)?.ok_or(Refusal::NotFound)?)
        };
        let mut card = employer_card::readable(&read, stored.as_ref(), &wrong);
        if card.company_name.is_empty() {
            set_draft(&mut records, typed.id, Some(&draft))?;
            return Ok(SavedCard { card: None, wrong });
        }
        card.id = if typed.id == EmployerId::NEW { self.clock.new_id().into() } else { typed.id };
        if let Some(stored) = &stored {
            card.loket = stored.loket;
        }
        // First what could be lost.
        if !wrong.is_empty() {
            set_draft(&mut records, card.id, Some(&draft))?;
        }
        let as_before =
            stored.is_some_and(|stored| Employer { changed: stored.changed, ..card.clone() } == stored);
        if wrong.is_empty() || !as_before {
            records.save_employer(&card)?;
        }
        if wrong.is_empty() {
            drop_draft(&mut records, card.id)?;
        }
        if typed.id == EmployerId::NEW {
            drop_draft(&mut records, typed.id)?;
        }
        Ok(SavedCard { card: Some(self.card(&records, card.id)?), wrong })
    }

    /// What goes when an employer is removed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn employer_removal(&self, id: EmployerId) -> Result<Removal> {
        let records = self.records()?;
        records.employer(id)?.ok_or(Refusal::NotFound)?;
        let removal = records.removal(&RemovalScope::Employer(id))?;
        Ok(Removal {
            dossiers: shown(removal.dossiers),
            events: shown(removal.events),
            hours_runs: shown(removal.hours_runs),
            files: shown(removal.files),
            backups: shown(removal.backups),
            set_aside: shown(removal.set_aside),
        })
    }

    /// Removes an employer with everything: dossiers, history, notes, passwords in the keychain.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when passwords cannot be forgotten now, [`Refusal::Loket`] while a change in Loket is under
    /// way; nothing is removed then.
    pub fn remove_employer(&self, id: EmployerId) -> Result<()> {
        self.link.may_let_go()?;
        let summaries = self.records()?.summaries()?;
        for summary in summaries.iter().filter(|summary| summary.employer == Some(id)) {
            self.forget_secrets(summary.dossier)?;
        }
        let mut records = self.records()?;
        drop_draft(&mut records, id)?;
        records.remove(&RemovalScope::Employer(id), self.clock.now())?;
        Ok(())
    }
}

/// A count as the screens take it.
pub(crate) fn shown(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
