//! The handbooks that dossiers can follow, those of the office imported from a file; and the pages that handbooks name.

use std::path::Path;

pub use domain::catalogue::{CatalogueEntry, Imported};
use domain::difference::{self, Change};
use domain::handbook::Handbook;
use domain::id::{DossierId, HandbookId, ItemId, StepId};
use domain::state::DossierState;
use url::Url;

use crate::refusal::{Refusal, Result};
use crate::{Office, library};

/// The largest handbook file that is opened at all, in bytes. What fits is then judged by its contents.
const LARGEST: u64 = 20 * 1024 * 1024;

/// The handbooks that dossiers can follow: those of the app and those of the office.
pub struct Handbooks<'a>(&'a Office);

impl Office {
    /// The handbooks.
    pub fn handbooks(&self) -> Handbooks<'_> {
        Handbooks(self)
    }

    /// The page of a step, or of one of its help entries.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the handbook names none there.
    pub fn page(&self, dossier: DossierId, step: &StepId, help: Option<u32>) -> Result<Url> {
        self.context(dossier)?.handbook.page_address(step, help).ok_or(Refusal::NotFound)
    }

    /// A ready message as a link for the mail program.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the item is no message.
    pub fn mail_link(&self, dossier: DossierId, item: &ItemId) -> Result<Url> {
        let state = DossierState::of(&self.context(dossier)?);
        let message = state.items.get(item).and_then(|item| item.message.as_ref());
        let message = message.ok_or(Refusal::NotFound)?;
        message.mail_link().ok_or(Refusal::NotOpened)
    }
}

impl Handbooks<'_> {
    /// The handbooks that can be started, those of the app first.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn catalogue(&self) -> Result<Vec<CatalogueEntry>> {
        let records = self.0.records()?;
        let mut editions = self.0.library.newest_editions(&records)?;
        editions.sort_by_key(|edition| (edition.imported, edition.handbook.id.clone()));
        let kept = records.kept_handbooks()?;
        let entries = editions.into_iter().map(|edition| {
            let book = edition.handbook;
            let versions = kept.iter().filter(|kept| kept.id == book.id).map(|kept| kept.version);
            CatalogueEntry::of(&book, edition.imported, versions)
        });
        Ok(entries.collect())
    }

    /// A handbook in its newest version.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn newest(&self, id: &HandbookId) -> Result<Handbook> {
        let edition = self.0.library.newest(&*self.0.records()?, id)?.ok_or(Refusal::NotFound)?;
        Ok((*edition.handbook).clone())
    }

    /// What changed in a handbook from an older version to its newest.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn changes(&self, id: &HandbookId, from: u32) -> Result<Vec<Change>> {
        let records = self.0.records()?;
        let newest = self.0.library.newest(&records, id)?.ok_or(Refusal::NotFound)?;
        let old = self.0.library.kept(&records, id, from)?;
        Ok(difference::difference(&old, &newest.handbook))
    }

    /// Imports a handbook from a file. While no dossier follows the version, another text takes its place.
    ///
    /// # Errors
    /// [`Refusal::HandbookFaults`] with all faults; [`Refusal::HandbookTaken`] when this id is the app's, or the version
    /// is here with other contents and followed by dossiers. Nothing is imported then.
    pub fn import(&self, file: &Path) -> Result<Imported> {
        let (book, text) = read(file)?;
        if self.0.library.is_built_in(&book.id)? {
            return Err(Refusal::HandbookTaken { id: book.id, version: book.version, dossiers: None });
        }
        let mut records = self.0.records()?;
        let known = records.handbook_text(&book.id, book.version)?;
        if known.as_ref().is_none_or(|known| !handbooks::same(known, &text)) {
            let kept = library::version(&book, &text, records::Source::Imported, self.0.clock.now());
            let dossiers = records.replace_handbook(&kept)?;
            if dossiers > 0 {
                let dossiers = Some(dossiers);
                return Err(Refusal::HandbookTaken { id: book.id, version: book.version, dossiers });
            }
        }
        Ok(Imported { id: book.id, version: book.version, title: book.title })
    }

    /// A handbook in a file, to be looked at: nothing is kept.
    ///
    /// # Errors
    /// [`Refusal::HandbookFaults`] with all faults.
    pub fn preview(&self, file: &Path) -> Result<Handbook> {
        read(file).map(|(book, _)| book)
    }

    /// Removes a handbook that the office imported, in all its versions.
    ///
    /// # Errors
    /// [`Refusal::HandbookFollowed`] while dossiers follow it; [`Refusal::NotSaved`].
    pub fn remove(&self, id: &HandbookId) -> Result<()> {
        let dossiers = self.0.records()?.remove_handbook(id)?;
        if dossiers > 0 { Err(Refusal::HandbookFollowed { dossiers }) } else { Ok(()) }
    }

    /// The address of a handbook's source.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it has none.
    pub fn source(&self, handbook: &HandbookId, source: u32) -> Result<Url> {
        self.newest(handbook)?.source_address(source).ok_or(Refusal::NotFound)
    }
}

/// Reads a handbook from a file, with its text.
fn read(file: &Path) -> Result<(Handbook, String)> {
    let bytes = exchange::file_in::read_at_most(file, LARGEST)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let book = handbooks::read_bytes(&name, &bytes).map_err(|faults| Refusal::HandbookFaults { faults })?;
    Ok((book, String::from_utf8_lossy(&bytes).into_owned()))
}
