//! Search over employers, dossiers, steps and notes.

use domain::Personal;
use domain::event::{Action, Event};
use records::NoteRow;
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use crate::refusal::Outcome;
use crate::Office;

/// The most hits that are shown.
const MOST: usize = 20;

/// Something that was found.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The employer it belongs to.
    pub employer: Option<Uuid>,
    /// Name of that employer.
    pub employer_name: Option<String>,
    /// The dossier it belongs to.
    pub dossier: Option<Uuid>,
    /// The step it is, or is in.
    pub step: Option<String>,
    /// What it says.
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
    pub fn search(&self, question: &str) -> Outcome<Vec<Hit>> {
        let records = self.records()?;
        let question: String = question.chars().take(200).collect();
        let hits = records.search(&question, MOST)?.into_iter().map(|hit| {
            let name = hit.employer.map(|id| records.employer(id)).transpose()?.flatten();
            Ok(Hit {
                kind: match hit.kind {
                    records::HitKind::Employer => HitKind::Employer,
                    records::HitKind::Dossier => HitKind::Dossier,
                    records::HitKind::Step => HitKind::Step,
                    records::HitKind::Note => HitKind::Note,
                },
                employer: hit.employer,
                employer_name: name.map(|employer| employer.company_name),
                dossier: hit.dossier,
                step: hit.step,
                title: hit.title,
            })
        });
        hits.collect()
    }

    /// Notes among events, for the index in memory.
    pub(crate) fn note_rows(&self, opened: &[Event], employer: Option<Uuid>) -> Vec<NoteRow> {
        let rows = opened.iter().filter_map(|event| match &event.action {
            Action::NoteAdded { step, text: Personal::Clear(text) } => Some(NoteRow {
                note: event.id,
                dossier: event.dossier,
                employer,
                step: step.clone(),
                text: text.clone(),
            }),
            _ => None,
        });
        rows.collect()
    }

    /// Puts all notes into the index in memory, once they can be read.
    pub(crate) fn index_notes(&self) -> Outcome<()> {
        let mut records = self.records()?;
        let mut rows = vec![];
        for (employer, event) in records.note_events()? {
            rows.extend(self.note_rows(&self.opened(&[event]), employer));
        }
        Ok(records.index_notes(&rows)?)
    }
}
