//! What a search found, as the screens show it.

use serde::Serialize;
use specta::Type;

use crate::id::{DossierId, EmployerId, StepId};

/// Something that was found.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The employer it belongs to.
    pub employer: Option<EmployerId>,
    /// Name of that employer; empty for the office itself.
    pub employer_name: String,
    /// The dossier it belongs to.
    pub dossier: Option<DossierId>,
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
