//! Search over employers, dossiers, steps and notes.

use domain::Personal;
use domain::event::{Action, Event};
use records::NoteRow;
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use crate::Office;
use crate::refusal::Result;

/// The most hits that are shown.
const MOST: usize = 20;

/// Something that was found.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The employer it belongs to.
    pub employer: Option<Uuid>,
    /// Name of that employer; empty for the office itself.
    pub employer_name: String,
    /// The dossier it belongs to.
    pub dossier: Option<Uuid>,
    /// The step it is, or is in.
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

    /// Notes among events, for the index in memory.
    pub(crate) fn note_rows(opened: &[Event]) -> Vec<NoteRow> {
        let rows = opened.iter().filter_map(|event| match &event.action {
            Action::NoteAdded { step, text: Personal::Clear(text) } => {
                Some(NoteRow { note: event.id, dossier: event.chain, step: step.clone(), text: text.clone() })
            }
            _ => None,
        });
        rows.collect()
    }

    /// Puts all notes into the index in memory, once they can be read.
    pub(crate) fn index_notes(&self) -> Result<()> {
        let mut records = self.records()?;
        let notes = records.note_events()?;
        Ok(records.index_notes(&Self::note_rows(&self.opened(&notes)))?)
    }
}
