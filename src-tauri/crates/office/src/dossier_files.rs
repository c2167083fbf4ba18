//! A whole dossier as one file, for another computer: all events, no secrets.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::decide::note_rows;
use domain::event::{SealedEvent, opened_values};
use domain::id::DossierId;
use domain::summary::Summary;
use domain::{DossierContext, Employer};
use exchange::dossier_file::{self, DossierFile};
use records::{Batch, Change};

use crate::Office;
use crate::dossier_import::JudgedFile;
use crate::refusal::{Refusal, Result};

impl Office {
    /// A dossier as one file. What is sealed goes along in clear, so that another computer can seal it anew; what
    /// cannot be opened now stays closed for good there.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when there are sealed values and the key is not to be had.
    pub(crate) fn dossier_file(&self, dossier: DossierId) -> Result<(DossierContext, Vec<u8>)> {
        self.keys.unlock_if_begun()?;
        let records = self.records()?;
        let context = self.gather(&records, dossier, None)?;
        let stored = records.events(dossier)?;
        let mut handbook_texts = BTreeMap::new();
        for version in stored.iter().map(SealedEvent::version).collect::<BTreeSet<_>>() {
            let text = records.handbook_text_of(dossier, &context.dossier.handbook, version)?;
            handbook_texts.insert(version, text.ok_or(Refusal::NotFound)?);
        }
        let file = DossierFile {
            made_at: self.clock.now(),
            made_by: context.settings.actor.clone().ok_or(Refusal::NeedsName)?,
            handbook_texts,
            employer: context.employer.clone(),
            opened: opened_values(&stored, &context.events),
            head: context.dossier.head.clone(),
            events: stored,
        };
        let bytes = dossier_file::write(&file);
        Ok((context, bytes))
    }

    /// Takes in a dossier from a file. All of it is judged before the records are touched: its chain as it was, its
    /// environment, its handbook, and every value. Then its events are sealed and chained anew here, one more says where
    /// they came from, and all of it is stored in one transaction.
    ///
    /// # Errors
    /// [`Refusal::NotADossierFile`], [`Refusal::DossierFileTooNew`], [`Refusal::OtherEnvironment`],
    /// [`Refusal::HandbookFaults`], [`Refusal::DossierIsHere`]. Nothing is taken in then.
    pub fn import_dossier(&self, path: &Path) -> Result<Summary> {
        let actor = self.settings()?.actor()?;
        let file = dossier_file::read(&exchange::file_in::read_at_most(path, dossier_file::LARGEST as u64)?)?;
        let judged = JudgedFile::judge(file, self.environment())?;
        self.keys.unlock()?;
        let employer = judged.employer_among(&self.records()?.employers()?);
        let events = judged.chained_anew(self, &actor, employer)?;
        let opened = self.keys.opened(&events);
        let (dossier, summary) = judged.folded(&events, &opened)?;
        let book = judged.handbook(dossier.version)?;
        let change = Change {
            notes: note_rows(&opened),
            ..self.keys.projection(summary.clone(), &dossier, events, Some(book))
        };
        let mut records = self.records()?;
        if !records.events(dossier.id)?.is_empty() {
            return Err(Refusal::DossierIsHere);
        }
        // An employer that is here already keeps its own card.
        let card = judged.file.employer.filter(|card| Some(card.id) == employer);
        let employers = match card {
            // Whether Loket has it is known only once Loket was asked from here.
            Some(card) if records.employer(card.id)?.is_none() => vec![Employer { loket: None, ..card }],
            _ => vec![],
        };
        let handbooks = self.library.carried(&records, &judged.handbooks, dossier.id, self.clock.now())?;
        records.commit_batch(&Batch { handbooks, employers, changes: vec![change] })?;
        Ok(summary)
    }
}
