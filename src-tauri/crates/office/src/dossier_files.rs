//! A whole dossier as one file, for another computer: all events, no secrets.

use std::collections::BTreeMap;
use std::path::Path;

use domain::Personal;
use domain::dossier::Dossier;
use domain::event::{Action, Event, START};
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
use crate::sealing::map_personal;

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
        for version in loaded.stored.iter().map(|event| event.handbook_version) {
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
        if !self.records()?.events(first.dossier)?.is_empty() {
            return Err(Refusal::DossierIsHere);
        }
        self.keep_texts(&file)?;
        let events = self.chained_anew(&file, &actor)?;
        let opened = self.opened(&events);
        let head = events.last().map(Event::hash).unwrap_or_default();
        let dossier = Dossier::replay(&opened, head).map_err(|_| Refusal::NotADossierFile)?;
        let mut records = self.records()?;
        let book = self.pinned(&records, &dossier.handbook, dossier.version)?;
        let status_since = StatusSince::of(&book, &opened).map_err(|_| Refusal::NotADossierFile)?;
        let summary = Summary::of(&book, &dossier, status_since.since);
        let change = Change {
            events,
            summary: summary.clone(),
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

    fn chained_anew(&self, file: &DossierFile, actor: &Actor) -> Result<Vec<Event>> {
        let mut previous = START.to_owned();
        let mut chained = vec![];
        for event in &file.events {
            let open = |value: Personal| match &value {
                Personal::Sealed(sealed) => {
                    file.opened.get(sealed).map_or(value.clone(), |words| words.as_str().into())
                }
                Personal::Clear(_) => value,
            };
            let mut clear = vec![];
            let action = map_personal(event.action.clone(), &mut |value| {
                let was_sealed = matches!(value, Personal::Sealed(_));
                let value = open(value);
                clear.push(was_sealed);
                value
            });
            let action = self.reseal(action, &clear, event.dossier)?;
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

    /// Seals again exactly what was sealed in the file.
    fn reseal(&self, action: Action, sealed: &[bool], dossier: Uuid) -> Result<Action> {
        let mut marks = sealed.iter();
        let mut failed = None;
        let action = map_personal(action, &mut |value| {
            if marks.next() != Some(&true) {
                return value;
            }
            self.seal_value(value.clone(), dossier).unwrap_or_else(|refusal| {
                failed = Some(refusal);
                value
            })
        });
        failed.map_or(Ok(action), Err)
    }
}

/// The words behind each sealed value that could be opened.
fn pairs(loaded: &Loaded) -> BTreeMap<String, String> {
    let mut pairs = BTreeMap::new();
    for (stored, opened) in loaded.stored.iter().zip(&loaded.events) {
        let (mut sealed, mut clear) = (vec![], vec![]);
        map_personal(stored.action.clone(), &mut |value| collect(value, &mut sealed));
        map_personal(opened.action.clone(), &mut |value| collect(value, &mut clear));
        for (sealed, clear) in sealed.into_iter().zip(clear) {
            if let (Personal::Sealed(sealed), Personal::Clear(clear)) = (sealed, clear) {
                pairs.insert(sealed, clear);
            }
        }
    }
    pairs
}

fn collect(value: Personal, into: &mut Vec<Personal>) -> Personal {
    into.push(value.clone());
    value
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
