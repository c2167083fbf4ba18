//! A whole dossier as one file, for another computer: all events, no secrets.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;

use domain::decide::try_map_personal;
use domain::dossier::Dossier;
use domain::event::{Action, Event, START};
use domain::stamp::Actor;
use domain::status_since::StatusSince;
use domain::summary::Summary;
use domain::{DossierContext, Personal};
use exchange::dossier_file::{self, DossierFile, DossierFileFault};
use records::{Batch, Change, Records, Source};
use uuid::Uuid;

use crate::Office;
use crate::change::{notes, projection};
use crate::files_in::read_at_most;
use crate::refusal::{Refusal, Result};

impl Office {
    /// A dossier as one file. What is sealed goes along in clear, so that another computer can seal it anew; what
    /// cannot be opened now stays closed for good there.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when there are sealed values and the key is not to be had.
    pub(crate) fn dossier_file(&self, dossier: Uuid) -> Result<(DossierContext, Vec<u8>)> {
        self.unlock_seal_if_begun()?;
        let records = self.records()?;
        let context = self.gather(&records, dossier, None)?;
        let stored = records.events(dossier)?;
        let mut handbook_texts = BTreeMap::new();
        for version in stored.iter().map(|event| event.handbook_version).collect::<BTreeSet<_>>() {
            let text = records.handbook_text(&context.dossier.handbook, version)?;
            handbook_texts.insert(version, text.ok_or(Refusal::NotFound)?);
        }
        let file = DossierFile {
            made_at: self.clock.now(),
            made_by: context.settings.actor.clone().ok_or(Refusal::NeedsName)?,
            handbook_texts,
            employer: context.employer.clone(),
            opened: pairs(&stored, &context.events),
            head: context.dossier.head.clone(),
            events: stored,
        };
        let bytes = dossier_file::write(&file);
        Ok((context, bytes))
    }

    /// Takes in a dossier from a file. Its chain is checked as it was, then its events are sealed and chained anew
    /// here, and one more says where they came from.
    ///
    /// # Errors
    /// [`Refusal::NotADossierFile`], [`Refusal::DossierFileTooNew`], [`Refusal::DossierIsHere`],
    /// [`Refusal::HandbookFaults`]. Nothing is taken in then.
    pub fn import_dossier(&self, path: &Path) -> Result<Summary> {
        let actor = self.settings()?.actor()?;
        let file = dossier_file::read(&read_at_most(path, dossier_file::LARGEST as u64)?)?;
        let first = file.events.first().ok_or(Refusal::NotADossierFile)?;
        // What was sealed in the file is sealed again here.
        if !file.opened.is_empty() {
            self.unlock_seal()?;
        }
        let mut records = self.records()?;
        if !records.events(first.dossier)?.is_empty() {
            return Err(Refusal::DossierIsHere);
        }
        self.keep_texts(&mut records, &file)?;
        let events = self.chained_anew(&file, &actor)?;
        let opened = self.opened(events.clone());
        let head = events.last().map(Event::hash).unwrap_or_default();
        let dossier = Dossier::replay(&opened, head).map_err(|_| Refusal::NotADossierFile)?;
        let book = self.library.pinned(&records, &dossier.handbook, dossier.version)?;
        let status_since = StatusSince::of(&book, &opened).map_err(|_| Refusal::NotADossierFile)?;
        let change =
            Change { notes: notes(&opened), ..projection(&book, &dossier, status_since.since, events) };
        let summary = change.summary.clone();
        // An employer that is here already keeps its own card.
        let missing = match file.employer {
            Some(employer) if records.employer(employer.id)?.is_none() => vec![employer],
            _ => vec![],
        };
        records.commit_batch(&Batch { employers: missing, changes: vec![change] })?;
        Ok(summary)
    }

    /// Keeps the handbook versions of the file. A file is not trusted: they are checked as any import.
    fn keep_texts(&self, records: &mut Records, file: &DossierFile) -> Result<()> {
        for (version, text) in &file.handbook_texts {
            let book = handbooks::read("", text).map_err(|faults| Refusal::HandbookFaults { faults })?;
            if book.version != *version {
                return Err(Refusal::NotADossierFile);
            }
            let source = if self.library.is_built_in(&book.id)? { Source::Builtin } else { Source::Imported };
            let here = records.handbook_text(&book.id, book.version)?;
            if here.is_some_and(|here| here != *text) {
                return Err(Refusal::HandbookTaken { id: book.id, version: book.version });
            }
            records.keep_handbook(&book.id, book.version, text, source, self.clock.now())?;
        }
        Ok(())
    }

    fn chained_anew(&self, file: &DossierFile, actor: &Actor) -> Result<Vec<Event>> {
        let mut previous = START.to_owned();
        let mut chained = vec![];
        for event in &file.events {
            // Exactly what was sealed in the file is sealed again; what could not be opened there stays as it is.
            let reseal = &mut |value: Personal| match &value {
                Personal::Sealed(sealed) => match file.opened.get(sealed) {
                    Some(words) => self.seal_value(words.as_str().into(), event.dossier),
                    None => Ok(value),
                },
                Personal::Clear(_) => Ok(value),
            };
            let action = try_map_personal(event.action.clone(), reseal)?;
            let event = Event { previous, action, ..event.clone() };
            previous = event.hash();
            chained.push(event);
        }
        let last = chained.last().cloned().ok_or(Refusal::NotADossierFile)?;
        chained.push(Event {
            id: self.clock.new_id(),
            at: self.clock.now(),
            actor: actor.clone(),
            previous,
            action: Action::Imported { head: file.head.clone() },
            ..last
        });
        Ok(chained)
    }
}

/// The words behind each sealed value that could be opened.
fn pairs(stored: &[Event], opened: &[Event]) -> BTreeMap<String, String> {
    let mut pairs = BTreeMap::new();
    for (stored, opened) in stored.iter().zip(opened) {
        for (sealed, clear) in values(stored).into_iter().zip(values(opened)) {
            if let (Personal::Sealed(sealed), Personal::Clear(clear)) = (sealed, clear) {
                pairs.insert(sealed, clear);
            }
        }
    }
    pairs
}

/// Every value of an event that may be personal.
fn values(event: &Event) -> Vec<Personal> {
    let mut values = vec![];
    let collect = &mut |value: Personal| {
        values.push(value.clone());
        Ok::<_, Infallible>(value)
    };
    let Ok(_) = try_map_personal(event.action.clone(), collect);
    values
}

impl From<DossierFileFault> for Refusal {
    fn from(fault: DossierFileFault) -> Self {
        tracing::warn!(%fault, "a dossier file");
        match fault {
            DossierFileFault::TooLarge | DossierFileFault::TooMuch => Self::TooLarge,
            DossierFileFault::UnknownVersion(_) => Self::DossierFileTooNew,
            _ => Self::NotADossierFile,
        }
    }
}
