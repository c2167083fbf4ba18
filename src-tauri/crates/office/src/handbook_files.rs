//! Handbooks of the office's own, imported from a file; and the pages that handbooks name.

use std::path::Path;

use domain::id::{DossierId, HandbookId, ItemId, StepId};
use domain::state::DossierState;
use domain::text::Text;
use serde::Serialize;
use specta::Type;
use url::Url;

use crate::Office;
use crate::refusal::{Refusal, Result};

/// The largest handbook file that is opened at all, in bytes. What fits is then judged by its contents.
const LARGEST: u64 = 20 * 1024 * 1024;

/// A handbook that was imported.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Imported {
    pub id: HandbookId,
    pub version: u32,
    pub title: Text,
}

impl Office {
    /// Imports a handbook from a file.
    ///
    /// # Errors
    /// [`Refusal::HandbookFaults`] with all faults; [`Refusal::HandbookTaken`] when this id and version are here with
    /// other contents. Nothing is imported then.
    pub fn import_handbook(&self, file: &Path) -> Result<Imported> {
        let bytes = exchange::file_in::read_at_most(file, LARGEST)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let book =
            handbooks::read_bytes(&name, &bytes).map_err(|faults| Refusal::HandbookFaults { faults })?;
        let text = String::from_utf8_lossy(&bytes);
        let taken = Refusal::HandbookTaken { id: book.id.clone(), version: book.version };
        if self.library.is_built_in(&book.id)? {
            return Err(taken);
        }
        let mut records = self.records()?;
        match records.handbook_text(&book.id, book.version)? {
            Some(known) if handbooks::same(&known, &text) => {}
            Some(_) => return Err(taken),
            None => {
                let imported = records::Source::Imported;
                records.keep_handbook(&book.id, book.version, &text, imported, self.clock.now())?;
            }
        }
        Ok(Imported { id: book.id, version: book.version, title: book.title })
    }

    /// The page of a step, or of one of its help entries.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the handbook names none there.
    pub fn page(&self, dossier: DossierId, step: &StepId, help: Option<u32>) -> Result<Url> {
        self.context(dossier)?.handbook.page_address(step, help).ok_or(Refusal::NotFound)
    }

    /// The address of a handbook's source.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it has none.
    pub fn source(&self, handbook: &HandbookId, source: u32) -> Result<Url> {
        self.handbook(handbook)?.source_address(source).ok_or(Refusal::NotFound)
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
