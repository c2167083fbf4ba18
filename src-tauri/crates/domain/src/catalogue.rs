//! The catalogue: the handbooks that can be started.

use serde::Serialize;
use specta::Type;

use crate::handbook::{Generation, Handbook, Scope, Source};
use crate::id::HandbookId;
use crate::text::Text;

/// A handbook in the catalogue.
#[derive(Debug, Clone, Serialize, Type)]
pub struct CatalogueEntry {
    pub id: HandbookId,
    /// Its newest version.
    pub version: u32,
    pub title: Text,
    /// In a word or two.
    pub short: Text,
    pub partner: String,
    /// In a sentence or two.
    pub summary: Text,
    /// For each employer, or once for the office.
    pub scope: Scope,
    pub generation: Generation,
    pub sources: Vec<Source>,
    pub steps: u32,
    /// Whether the office imported it.
    pub imported: bool,
    /// All versions that are here, newest first.
    pub versions: Vec<u32>,
}

impl CatalogueEntry {
    /// A handbook in its newest version, with the other versions that are kept.
    pub fn of(book: &Handbook, imported: bool, kept: impl IntoIterator<Item = u32>) -> Self {
        let mut versions: Vec<u32> = kept.into_iter().chain([book.version]).collect();
        versions.sort_unstable_by(|a, b| b.cmp(a));
        versions.dedup();
        Self {
            id: book.id.clone(),
            version: book.version,
            title: book.title.clone(),
            short: book.short.clone(),
            partner: book.partner.clone(),
            summary: book.summary.clone(),
            scope: book.scope,
            generation: book.generation,
            sources: book.sources.clone(),
            steps: u32::try_from(book.steps.len()).unwrap_or(u32::MAX),
            imported,
            versions,
        }
    }
}

/// A handbook that was imported.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Imported {
    pub id: HandbookId,
    pub version: u32,
    pub title: Text,
}
