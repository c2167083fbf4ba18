//! A whole dossier as one file, for another computer: all events, no secrets.

use std::collections::BTreeMap;
use std::path::Path;

use domain::Personal;
use domain::chain::ChainAction;
use domain::dossier::Dossier;
use domain::event::{Action, Event, START, SealedEvent};
use domain::stamp::Actor;
use domain::status_since::StatusSince;
use domain::summary::Summary;
use exchange::dossier_file::{self, DossierFile, DossierFileFault};
use records::{Batch, Change, Source};
use uuid::Uuid;

use crate::Office;
use crate::change::{Loaded, search_rows};
use crate::files::{FileKind, FileOut};
use crate::files_in::read_at_most;
use crate::refusal::{Refusal, Result};

impl Office {
    /// A dossier as one file. What is sealed goes along in clear, so that another computer can seal it anew; what
    /// cannot be opened now stays closed for good there.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when there are sealed values and the key is not to be had.
    pub fn dossier_file(&self, dossier: Uuid) -> Result<FileOut> {
        self.unlock_seal_if_begun()?;
        let loaded = self.load(&*self.records()?, dossier)?;
        let mut handbook_texts = BTreeMap::new();
        for version in loaded.stored.iter().map(SealedEvent::version) {
            let text = self.records()?.handbook_text(&loaded.dossier.handbook, version)?;
            handbook_texts.insert(version, text.ok_or(Refusal::NotFound)?);
        }
        let file = DossierFile {
            made_at: self.clock.now(),
            made_by: self.settings()?.actor()?,
            handbook_texts,
            employer: loaded.employer.clone(),
            opened: pairs(&loaded),
            head: loaded.dossier.head.clone(),
            events: loaded.stored.clone(),
        };
        let bytes = dossier_file::write(&file);
        Ok(self.out(FileKind::Dossier, Some(&loaded), "dossier", "koppelwijzer", bytes))
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
        if !self.records()?.events(first.chain())?.is_empty() {
            return Err(Refusal::DossierIsHere);
        }
        if first.action().environment().is_some_and(|of| of != self.environment()) {
            return Err(Refusal::OtherEnvironment);
        }
        self.keep_texts(&file)?;
        let events = self.chained_anew(&file, &actor)?;
        let opened = self.opened(&events);
        let head = events.last().map(SealedEvent::hash).unwrap_or_default().to_owned();
        let dossier = Dossier::replay(&opened, head).map_err(|_| Refusal::NotADossierFile)?;
        let mut records = self.records()?;
        let book = self.pinned(&records, &dossier.handbook, dossier.version)?;
        let status_since = StatusSince::of(&book, &opened).map_err(|_| Refusal::NotADossierFile)?;
        let summary = Summary::of(&book, &dossier, status_since.since);
        let (written, summary_mac) = self.written_summary(summary.clone(), &dossier.head);
        let change = Change {
            events,
            summary: written,
            summary_mac,
            search: search_rows(&book),
            notes: Self::note_rows(&opened),
            withdrawn_notes: vec![],
            known: vec![],
            coupling_user: None,
        };
        // An employer that is here already keeps its own card.
        let missing = match file.employer {
            Some(employer) if records.employer(employer.id)?.is_none() => vec![employer],
            _ => vec![],
        };
        records.commit_batch(&Batch { handbooks: vec![], employers: missing, changes: vec![change] })?;
        Ok(summary)
    }

    /// Keeps the handbook versions of the file. A file is not trusted: they are checked as any import.
    fn keep_texts(&self, file: &DossierFile) -> Result<()> {
        for (version, text) in &file.handbook_texts {
            let book = handbooks::read("", text).map_err(|faults| Refusal::HandbookFaults { faults })?;
            if book.version != *version {
                return Err(Refusal::NotADossierFile);
            }
            let source = if self.library.is_built_in(&book.id)? { Source::Builtin } else { Source::Imported };
            let mut records = self.records()?;
            let here = records.handbook_text(&book.id, book.version)?;
            if here.is_some_and(|here| here != *text) {
                return Err(Refusal::HandbookTaken { id: book.id, version: book.version });
            }
            records.keep_handbook(&book.id, book.version, text, source, self.clock.now())?;
        }
        Ok(())
    }

    /// The events of the file, opened with the words beside them, sealed by the handbook that was in force, and chained
    /// here, with one more that says where they came from.
    fn chained_anew(&self, file: &DossierFile, actor: &Actor) -> Result<Vec<SealedEvent>> {
        let mut books = BTreeMap::new();
        for (version, text) in &file.handbook_texts {
            let book = handbooks::read("", text).map_err(|faults| Refusal::HandbookFaults { faults })?;
            books.insert(*version, book);
        }
        let mut chained: Vec<SealedEvent> = vec![];
        let mut add = |event: Event| -> Result<()> {
            let previous = chained.last().map_or(START, SealedEvent::hash).to_owned();
            let book = books.get(&event.version).ok_or(Refusal::NotADossierFile)?;
            chained.push(self.written(Event { previous, ..event }, book)?);
            Ok(())
        };
        for event in &file.events {
            add(event.open(|value| words_of(file, value)))?;
        }
        let last = file.events.last().ok_or(Refusal::NotADossierFile)?;
        add(Event {
            id: self.clock.new_id(),
            chain: last.chain(),
            at: self.clock.now(),
            actor: actor.clone(),
            version: last.version(),
            previous: String::new(),
            action: Action::Imported { head: file.head.clone() },
        })?;
        Ok(chained)
    }
}

/// The words behind a sealed value of a file, where they stand beside it.
fn words_of(file: &DossierFile, value: Personal) -> Personal {
    match &value {
        Personal::Sealed(sealed) => file.opened.get(sealed).map_or(value, |words| words.as_str().into()),
        Personal::Clear(_) => value,
    }
}

/// The words behind each sealed value that could be opened.
fn pairs(loaded: &Loaded) -> BTreeMap<String, String> {
    let mut pairs = BTreeMap::new();
    for (stored, opened) in loaded.stored.iter().zip(&loaded.events) {
        let (mut stored, mut opened) = (stored.action().clone(), opened.action.clone());
        for (sealed, clear) in stored.values().into_iter().zip(opened.values()) {
            if let (Personal::Sealed(sealed), Personal::Clear(clear)) = (sealed, clear) {
                pairs.insert(sealed.clone(), clear.clone());
            }
        }
    }
    pairs
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
