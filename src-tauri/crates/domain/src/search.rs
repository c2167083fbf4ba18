//! What a search found, as the screens show it.

use serde::Serialize;
use specta::Type;

use crate::id::{DossierId, EmployerId, HoursRunId, StepId};

/// Something that was found.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Hit {
    pub kind: HitKind,
    /// None for the office itself.
    pub employer: Option<EmployerId>,
    /// Name of that employer; empty for the office itself.
    pub employer_name: String,
    /// None: an employer was found.
    pub dossier: Option<DossierId>,
    /// None: it is not in one step.
    pub step: Option<StepId>,
    /// A run of hours; none: something else was found.
    pub run: Option<HoursRunId>,
    /// What it is called; of a note, the words around what was found.
    pub title: String,
}

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HitKind {
    Employer,
    Dossier,
    Step,
    Note,
    HoursRun,
}
