//! A run of hours (urenverwerking): one employer, administration and period, from a file to what was uploaded. A fold of
//! its events, like a dossier; no hours of a person are kept in it.

mod action;
mod change;
mod decide;
mod due;
mod from_dossier;
mod layout_change;
mod mapping;
mod options;
mod other_run;
mod proposal;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use action::{
    AcknowledgedFinding, FoundCount, HoursAction, HoursEvent, LayoutChange, LayoutSource, LeftRows,
    SealedHoursEvent, StoredRow,
};
pub use change::{HoursRunChange, NamedChoice, RowPlace, TypedTotal};
pub use decide::{FileFacts, MadeFile, OpenedFile, RunContext, RunDecision, decide, has_values_to_seal};
pub use due::{DueHours, due_hours};
pub use from_dossier::{DossierMapping, from_dossier};
pub use mapping::{
    Mapped, MappingChoice, MappingEntry, MappingOf, MappingSource, RunMapping, StoredChoice, for_run,
    for_table,
};
pub use options::{AllowanceChoice, DepartmentUse, PersonNumbers, RunOptions};
pub use other_run::{OtherRun, administration_of, employer_of};
pub use proposal::proposed_period;
pub use summary::{ComponentTotal, RunStages, RunStatus, RunSummary};

use crate::chain::{ChainAction as _, ChainFault, undone};
use crate::environment::Environment;
use crate::hours::compare::{ComparedTotal, ComparisonCounts, compare_totals};
use crate::hours::exact::Amount;
use crate::hours::layout::Layout;
use crate::hours::period::Period;
use crate::hours::rows::Answers;
use crate::hours::sent::SendCounts;
use crate::hours::sheet::Position;
use crate::id::{EmployerId, EventId, HoursRunId};
use crate::stamp::Stamp;

/// A run as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursRun {
    pub id: HoursRunId,
    pub employer: EmployerId,
    /// Aansluitnummer.
    pub administration: u32,
    /// Name of the administration; empty while it is sealed.
    pub name: String,
    pub period: Period,
    pub environment: Option<Environment>,
    pub created: Stamp,
    /// The file that was read last. None: there was none yet.
    pub file: Option<ReadFile>,
    /// How it is read; none while that is sealed, too.
    pub layout: Option<Layout>,
    pub layout_source: LayoutSource,
    pub mapping: RunMapping,
    pub left_out: BTreeMap<Position, String>,
    /// Whether rows of another period stay behind.
    pub split: bool,
    /// Which administration of the file it is for, as the file names it; none: nobody chose.
    pub own_administration: Option<String>,
    /// By digest of the finding, why it is in order.
    pub acknowledged: BTreeMap<String, (String, Stamp)>,
    pub options: RunOptions,
    /// Upload files that were made, oldest first.
    pub made: Vec<MadeUpload>,
    pub uploaded: Option<Date>,
    pub processed: Option<Date>,
    /// Of which file the last upload file or sending was, in hexadecimal.
    pub output_of: Option<String>,
    /// Whether something was chosen since that can change what comes of the file.
    pub changed_since: bool,
    /// A sending that was started and whose outcome is not recorded: the event, and when.
    pub sending: Option<(EventId, Stamp)>,
    /// People and totals by component of the last sending that was started.
    pub last_sent: Option<SentTotals>,
    /// What came of the last sending.
    pub sent: Option<(SendCounts, Stamp)>,
    /// What came of reading Loket back the last time.
    pub compared: Option<(ComparisonCounts, Stamp)>,
    /// Totals that were typed over from Loket the last time, against those of what was made or sent then.
    pub typed: Option<(Vec<ComparedTotal>, Stamp)>,
    pub notes: Vec<(String, Stamp)>,
    pub signed_off: Option<Stamp>,
    /// The last event that counts and can be undone.
    pub undoable: Option<EventId>,
    pub changed: Stamp,
    /// Hash of the last event.
    pub head: String,
    /// Whether something in it could not be opened. It cannot be worked on then.
    pub sealed: bool,
}

/// The file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// Without folder; empty while it is sealed.
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    pub rows: u32,
    pub stamp: Stamp,
}

/// An upload file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeUpload {
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    pub people: u32,
    pub rows: u32,
    /// By component.
    pub totals: BTreeMap<u32, Amount>,
    /// What had been found by then; empty where an earlier version made it.
    pub found: Vec<FoundCount>,
    pub stamp: Stamp,
}

/// What a sending was to bring to Loket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentTotals {
    pub people: u32,
    /// By component, of the whole table.
    pub totals: BTreeMap<u32, Amount>,
}

impl HoursRun {
    /// Folds events whose chain was verified before, opened as far as they can be. `head` is the hash of the last.
    ///
    /// # Errors
    /// When the first event does not create a run.
    pub fn replay(events: &[HoursEvent], head: String) -> Result<Self, ChainFault> {
        let first = events.first().ok_or(ChainFault::Empty)?;
        let HoursAction::RunCreated { employer, administration, name, period, environment } = &first.action
        else {
            return Err(ChainFault::Start(first.id));
        };
        let stamp = first.stamp();
        let mut run = Self {
            id: first.chain,
            employer: *employer,
            administration: *administration,
            name: name.clear().unwrap_or_default().to_owned(),
            period: *period,
            environment: *environment,
            created: stamp.clone(),
            file: None,
            layout: None,
            layout_source: LayoutSource::Guessed {},
            mapping: BTreeMap::new(),
            left_out: BTreeMap::new(),
            split: false,
            own_administration: None,
            acknowledged: BTreeMap::new(),
            options: RunOptions::default(),
            made: vec![],
            uploaded: None,
            processed: None,
            output_of: None,
            changed_since: false,
            sending: None,
            last_sent: None,
            sent: None,
            compared: None,
            typed: None,
            notes: vec![],
            signed_off: None,
            undoable: None,
            changed: stamp,
            head,
            sealed: false,
        };
        let undone: BTreeSet<EventId> = undone(events);
        for event in events.iter().skip(1) {
            if !undone.contains(&event.id) {
                run.take(event);
            }
            run.changed = event.stamp();
        }
        Ok(run)
    }

    fn take(&mut self, event: &HoursEvent) {
        let mut action = event.action.clone();
        if action.values().iter().any(|value| value.clear().is_none()) {
            self.sealed = true;
        }
        if matches!(event.action, HoursAction::SendStarted { .. }) {
            self.sending = Some((event.id, event.stamp()));
        }
        self.apply(&event.action, &event.stamp());
        if can_be_undone(&event.action) {
            self.undoable = Some(event.id);
        }
    }

    fn apply(&mut self, action: &HoursAction, stamp: &Stamp) {
        let clear = |value: &crate::answer::Personal| value.clear().unwrap_or_default().to_owned();
        self.changed_since |= self.changes_output(action);
        match action {
            HoursAction::FileRead { name, sha256, rows, .. } => {
                // Places and rows of another file are not those of this one.
                if self.file.as_ref().is_some_and(|before| before.sha256 != *sha256) {
                    self.left_out.clear();
                    self.acknowledged.clear();
                }
                self.file = Some(ReadFile {
                    name: clear(name),
                    sha256: sha256.clone(),
                    rows: *rows,
                    stamp: stamp.clone(),
                });
            }
            HoursAction::LayoutChosen { layout, source } => {
                self.layout = layout.clear().and_then(|text| serde_json::from_str(text).ok());
                self.layout_source = source.clone();
            }
            HoursAction::LayoutChanged { change } => {
                if let Some(layout) = &mut self.layout {
                    layout_change::apply(layout, change);
                }
            }
            HoursAction::PeriodsSplit { split, .. } => self.split = *split,
            HoursAction::AdministrationChosen { own, .. } => {
                self.own_administration = own.as_ref().map(&clear);
            }
            HoursAction::Mapped { entries, source } => {
                for entry in entries {
                    let Some(name) = entry.name.clear() else { continue };
                    let key = (entry.of, name.to_owned());
                    match entry.choice.as_ref().map(StoredChoice::clear) {
                        None => drop(self.mapping.remove(&key)),
                        Some(None) => {}
                        Some(Some(choice)) => {
                            let mapped = Mapped { choice, source: source.clone(), stamp: stamp.clone() };
                            self.mapping.insert(key, mapped);
                        }
                    }
                }
            }
            HoursAction::RowsLeftOut { rows, reason } => {
                self.left_out.extend(rows.iter().map(|row| (position(row), clear(reason))));
            }
            HoursAction::RowsTakenBack { rows } => {
                self.left_out.retain(|place, _| !rows.iter().any(|row| position(row) == *place));
            }
            HoursAction::FindingAcknowledged { finding, reason, .. } => {
                self.acknowledged.insert(finding.clone(), (clear(reason), stamp.clone()));
            }
            HoursAction::FindingsAcknowledged { findings, reason } => {
                let why = (clear(reason), stamp.clone());
                self.acknowledged.extend(findings.iter().map(|one| (one.finding.clone(), why.clone())));
            }
            HoursAction::OptionsChosen { options } => self.options = options.clone(),
            HoursAction::FileMade { name, sha256, people, rows, totals, found, .. } => {
                self.uploaded = None;
                self.processed = None;
                self.last_sent = None;
                self.set_output();
                self.made.push(MadeUpload {
                    name: clear(name),
                    sha256: sha256.clone(),
                    people: *people,
                    rows: *rows,
                    totals: totals.iter().map(|one| (one.component, one.total)).collect(),
                    found: found.clone(),
                    stamp: stamp.clone(),
                });
            }
            HoursAction::Uploaded { on } => self.uploaded = Some(*on),
            HoursAction::Processed { on } => self.processed = Some(*on),
            HoursAction::NoteAdded { text } => self.notes.push((clear(text), stamp.clone())),
            HoursAction::SignedOff => self.signed_off = Some(stamp.clone()),
            HoursAction::Reopened => self.signed_off = None,
            HoursAction::SendEnded { start, counts } => {
                self.sending.take_if(|(open, _)| open == start);
                self.sent = Some((counts.clone(), stamp.clone()));
                if counts.is_all_done() {
                    self.set_output();
                    self.uploaded = Some(stamp.at.to_zoned(jiff::tz::TimeZone::UTC).date());
                }
            }
            HoursAction::Compared { counts } => self.compared = Some((*counts, stamp.clone())),
            HoursAction::TotalsTyped { typed, table } => {
                self.typed = Some((compare_totals(&totals_of(table), &totals_of(typed)), stamp.clone()));
            }
            HoursAction::SendStarted { people, totals } => {
                self.last_sent = Some(SentTotals { people: *people, totals: totals_of(totals) });
            }
            HoursAction::RunCreated { .. }
            | HoursAction::DifferencesFileMade { .. }
            | HoursAction::Undone { .. } => {}
        }
    }

    /// The totals by component of what was made or sent last. None: neither was.
    pub fn last_totals(&self) -> Option<&BTreeMap<u32, Amount>> {
        let made = self.made.last().map(|made| &made.totals);
        self.last_sent.as_ref().map(|sent| &sent.totals).or(made)
    }

    /// What is made or in Loket is of the file and the choices of now.
    fn set_output(&mut self) {
        self.output_of = self.file.as_ref().map(|file| file.sha256.clone());
        self.changed_since = false;
    }

    /// Whether what was made or is in Loket is of the file and the choices of now.
    pub fn output_is_current(&self) -> bool {
        !self.changed_since && self.output_of == self.file.as_ref().map(|file| file.sha256.clone())
    }

    /// Whether an event can change what comes of the file.
    fn changes_output(&self, action: &HoursAction) -> bool {
        match action {
            HoursAction::LayoutChosen { .. }
            | HoursAction::LayoutChanged { .. }
            | HoursAction::PeriodsSplit { .. }
            | HoursAction::AdministrationChosen { .. }
            | HoursAction::Mapped { .. }
            | HoursAction::RowsLeftOut { .. }
            | HoursAction::RowsTakenBack { .. } => true,
            HoursAction::OptionsChosen { options } => !options.writes_as(&self.options),
            _ => false,
        }
    }

    /// What was chosen for the file alone, as reading it needs it.
    pub fn answers(&self) -> Answers {
        let people = self.mapping.keys().filter(|(of, _)| *of == MappingOf::Person);
        Answers {
            left_out: self.left_out.keys().cloned().collect(),
            split: self.split,
            administration: self.own_administration.clone(),
            coupled: people.map(|(_, name)| name.clone()).collect(),
        }
    }
}

/// Whether an event can be taken back: a file that was read or made stays so.
fn can_be_undone(action: &HoursAction) -> bool {
    !matches!(
        action,
        HoursAction::RunCreated { .. }
            | HoursAction::FileRead { .. }
            | HoursAction::LayoutChosen { .. }
            | HoursAction::FileMade { .. }
            | HoursAction::SendStarted { .. }
            | HoursAction::SendEnded { .. }
            | HoursAction::Compared { .. }
            | HoursAction::DifferencesFileMade { .. }
            | HoursAction::SignedOff
            | HoursAction::Reopened
            | HoursAction::Undone { .. }
    ) && !matches!(action, HoursAction::Mapped { source, .. } if !matches!(source, MappingSource::Chosen {}))
}

fn totals_of(totals: &[ComponentTotal]) -> BTreeMap<u32, Amount> {
    totals.iter().map(|one| (one.component, one.total)).collect()
}

fn position(row: &StoredRow) -> Position {
    Position { sheet: row.sheet.clear().unwrap_or_default().to_owned(), row: row.row, column: None }
}
