//! Search over employers, dossiers, steps and notes.

use records::Records;
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use crate::Office;
use crate::change::notes;
use crate::refusal::Result;
use domain::id::{DossierId, EmployerId, StepId};

/// The most hits that are shown.
const MOST: usize = 20;

/// Something that was found.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The employer it belongs to.
    #[specta(type = Option<EmployerId>)]
    pub employer: Option<Uuid>,
    /// Name of that employer; empty for the office itself.
    pub employer_name: String,
    /// The dossier it belongs to.
    #[specta(type = Option<DossierId>)]
    pub dossier: Option<Uuid>,
    /// The step it is, or is in.
    #[specta(type = Option<StepId>)]
    pub step: Option<String>,
    /// What it is called; of a note, the words around what was found.
    pub title: String,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HitKind {
    /// An employer.
    Employer,
    /// A dossier.
    Dossier,
    /// A step of a dossier.
    Step,
    /// A note.
    Note,
}

impl Office {
    /// Searches; every word may be the beginning of one. An empty question finds nothing.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn search(&self, question: &str) -> Result<Vec<Hit>> {
        let question: String = question.chars().take(200).collect();
        let hits = self.records()?.search(&question, MOST)?.into_iter().map(|hit| Hit {
            kind: match hit.kind {
                records::HitKind::Employer => HitKind::Employer,
                records::HitKind::Dossier => HitKind::Dossier,
                records::HitKind::Step => HitKind::Step,
                records::HitKind::Note => HitKind::Note,
            },
            employer: hit.employer,
            employer_name: hit.employer_name,
            dossier: hit.dossier,
            step: hit.step,
            title: hit.title,
        });
        Ok(hits.collect())
    }

    /// Puts all notes into the index in memory, once they can be read.
    pub(crate) fn index_notes(&self, records: &mut Records) -> Result<()> {
        let opened = self.keys.opened(&records.note_events()?);
        Ok(records.index_notes(&notes(&opened))?)
    }
}
