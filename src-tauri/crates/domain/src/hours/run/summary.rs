//! A run in one row, as lists show it and as the next run compares with it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::HoursRun;
use crate::hours::compare::ComparisonCounts;
use crate::hours::exact::Amount;
use crate::hours::period::Period;
use crate::id::{EmployerId, HoursRunId};
use crate::stamp::{Actor, Stamp};

/// How far a run is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "HoursRunStatus", rename_all = "camelCase")]
pub enum RunStatus {
    /// No file was read yet.
    NoFile,
    /// A file was read, and no upload file made of it as it is read now.
    Busy,
    Made,
    Uploaded,
    Processed,
    SignedOff,
}

/// The total of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ComponentTotal {
    /// Component number.
    pub component: u32,
    /// With a point and without zeros at the end.
    #[specta(type = String)]
    pub total: Amount,
}

/// When what happened to a run, in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename = "HoursRunStages", rename_all = "camelCase")]
pub struct RunStages {
    /// When the last upload file was made.
    #[specta(type = Option<String>)]
    pub made: Option<Timestamp>,
    /// When what came of the last sending was known.
    #[specta(type = Option<String>)]
    pub sent: Option<Timestamp>,
    /// How many people's hours it did not bring to Loket.
    pub unsent: u32,
    /// When somebody recorded that Loket processed it.
    #[specta(type = Option<String>)]
    pub processed: Option<Date>,
    /// When Loket was read back since.
    #[specta(type = Option<String>)]
    pub compared: Option<Timestamp>,
}

/// One row of the list of runs. Holds nothing of a person but the colleague's own initials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "HoursRunSummary", rename_all = "camelCase")]
pub struct RunSummary {
    pub run: HoursRunId,
    pub employer: EmployerId,
    /// Aansluitnummer.
    pub administration: u32,
    pub period: Period,
    pub status: RunStatus,
    /// In UTC.
    #[specta(type = String)]
    pub created: Timestamp,
    /// When something last happened, in UTC.
    #[specta(type = String)]
    pub changed: Timestamp,
    /// Who did that.
    pub actor: Actor,
    /// Of the last upload file that was made, or of what was sent since; 0 before.
    pub people: u32,
    pub rows: u32,
    /// Of the last upload file that was made, or of what was sent since.
    pub totals: Vec<ComponentTotal>,
    /// SHA-256 of it.
    pub sha256: Option<String>,
    #[specta(type = Option<String>)]
    pub uploaded: Option<Date>,
    /// What came of reading Loket back since.
    #[serde(default)]
    pub compared: Option<ComparisonCounts>,
    /// When what happened that a dossier can rest on; none in summaries of earlier versions, which are made anew.
    #[serde(default)]
    pub stages: Option<RunStages>,
    /// The `due_day` of its options.
    #[serde(default)]
    pub due_day: Option<u8>,
    /// When it was signed off, in UTC.
    #[specta(type = Option<String>)]
    pub signed_off: Option<Timestamp>,
}

impl RunSummary {
    /// Sums up a run.
    pub fn of(run: &HoursRun) -> Self {
        let made = run.made.last();
        let sent = run.last_sent.as_ref().filter(|_| run.uploaded.is_some());
        let totals = sent.map(|sent| &sent.totals).or(made.map(|made| &made.totals));
        let totals = totals.into_iter().flatten();
        let is_since = |stamp: &Stamp| made.is_none_or(|made| stamp.at >= made.stamp.at);
        let compared = run.compared.as_ref().filter(|(_, stamp)| is_since(stamp));
        let came_of = run.sent.as_ref().filter(|(_, stamp)| is_since(stamp));
        let stages = RunStages {
            made: made.map(|made| made.stamp.at),
            sent: came_of.map(|(_, stamp)| stamp.at),
            unsent: came_of.map_or(0, |(counts, _)| counts.not_done + counts.uncertain + counts.not_sent),
            processed: run.processed,
            compared: compared.map(|(_, stamp)| stamp.at),
        };
        Self {
            run: run.id,
            employer: run.employer,
            administration: run.administration,
            period: run.period,
            status: run.status(),
            created: run.created.at,
            changed: run.changed.at,
            actor: run.changed.actor.clone(),
            people: sent.map(|sent| sent.people).or(made.map(|made| made.people)).unwrap_or(0),
            rows: made.map_or(0, |made| made.rows),
            totals: totals
                .map(|(component, total)| ComponentTotal { component: *component, total: *total })
                .collect(),
            sha256: made.map(|made| made.sha256.clone()),
            uploaded: run.uploaded,
            compared: compared.map(|(counts, _)| *counts),
            stages: Some(stages),
            due_day: run.options.due_day,
            signed_off: run.signed_off.as_ref().map(|stamp| stamp.at),
        }
    }

    /// Whether lines of dossiers that rest on this run rest on the other in the same way.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        let shown = |run: &Self| (run.status, run.stages.clone(), run.uploaded, run.compared);
        shown(self) == shown(other)
    }

    /// The totals by component; none while no file was made and nothing was sent.
    pub fn totals(&self) -> Option<BTreeMap<u32, Amount>> {
        let totals = || self.totals.iter().map(|one| (one.component, one.total)).collect();
        (self.sha256.is_some() || !self.totals.is_empty()).then(totals)
    }
}

impl HoursRun {
    /// How far it is.
    pub fn status(&self) -> RunStatus {
        if self.signed_off.is_some() {
            RunStatus::SignedOff
        } else if self.file.is_some() && !self.output_is_current() {
            RunStatus::Busy
        } else if self.processed.is_some() {
            RunStatus::Processed
        } else if self.uploaded.is_some() {
            RunStatus::Uploaded
        } else if !self.made.is_empty() {
            RunStatus::Made
        } else {
            RunStatus::NoFile
        }
    }
}
