//! What can happen in a run of hours. Never a person's hours: totals by component at most.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::mapping::{MappingEntry, MappingSource};
use super::options::RunOptions;
use super::summary::ComponentTotal;
use crate::answer::Personal;
use crate::bounds::Bounds;
use crate::chain::{self, ChainAction};
use crate::environment::Environment;
use crate::hours::amount_format::FormatChoice;
use crate::hours::compare::ComparisonCounts;
use crate::hours::day::DateOrder;
use crate::hours::finding::Level;
use crate::hours::period::Period;
use crate::hours::roles::Role;
use crate::hours::sent::SendCounts;
use crate::id::{EmployerId, EventId, HoursRunId};

/// An event of a run of hours, in clear as far as it could be opened.
pub type HoursEvent = chain::Event<HoursAction>;

/// An event of a run of hours as it is stored.
pub type SealedHoursEvent = chain::SealedEvent<HoursAction>;

/// What can happen in a run of hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", deny_unknown_fields)]
pub enum HoursAction {
    /// Always the first event, and only that.
    RunCreated {
        employer: EmployerId,
        /// Aansluitnummer of the payroll administration.
        administration: u32,
        /// Name of the administration.
        name: Personal,
        period: Period,
        environment: Option<Environment>,
    },
    /// A file was read. What is in it is not kept.
    FileRead {
        name: Personal,
        /// In hexadecimal.
        sha256: String,
        bytes: u64,
        rows: u32,
        sheets: u32,
    },
    /// How the file is read: guessed from it, or as remembered. JSON of a [`crate::hours::layout::Layout`]: heads of
    /// columns can be names of people.
    LayoutChosen {
        layout: Personal,
        source: LayoutSource,
    },
    /// Something of the layout was chosen, or a question about it answered.
    LayoutChanged {
        change: LayoutChange,
    },
    /// Whether rows of another period stay behind, for a file of their own.
    PeriodsSplit {
        split: bool,
    },
    /// What people, codes or departments of the file are in Loket.
    Mapped {
        entries: Vec<MappingEntry>,
        source: MappingSource,
    },
    RowsLeftOut {
        rows: Vec<StoredRow>,
        reason: Personal,
    },
    /// Rows that were left out count again.
    RowsTakenBack {
        rows: Vec<StoredRow>,
    },
    /// A warning was read and found to be in order.
    FindingAcknowledged {
        /// Digest of the finding with its places and file.
        finding: String,
        /// What kind of finding.
        kind: String,
        reason: Personal,
    },
    OptionsChosen {
        options: RunOptions,
    },
    /// The upload file was made, and read back.
    FileMade {
        name: Personal,
        /// In hexadecimal.
        sha256: String,
        bytes: u64,
        people: u32,
        rows: u32,
        /// By component, as they are written.
        totals: Vec<ComponentTotal>,
        /// What had been found in the file by then.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        found: Vec<FoundCount>,
    },
    /// It was uploaded in Loket.
    Uploaded {
        on: Date,
    },
    /// Loket processed it.
    Processed {
        on: Date,
    },
    NoteAdded {
        text: Personal,
    },
    /// Its hours are sent straight to Loket from here on. On disk before the first byte goes out.
    SendStarted {
        people: u32,
        /// By component, of the whole table.
        totals: Vec<ComponentTotal>,
    },
    /// What came of it.
    SendEnded {
        /// The event that it closes.
        start: EventId,
        counts: SendCounts,
    },
    /// Loket was read back and held against the table.
    Compared {
        counts: ComparisonCounts,
    },
    /// Totals that somebody typed over from Loket were held against those of the table.
    TotalsTyped {
        /// By component, as Loket showed them.
        typed: Vec<ComponentTotal>,
        /// Of the table at that moment.
        table: Vec<ComponentTotal>,
    },
    /// A file was made of only what differs from what Loket holds.
    DifferencesFileMade {
        name: Personal,
        /// In hexadecimal.
        sha256: String,
        people: u32,
        rows: u32,
    },
    SignedOff,
    Reopened,
    /// An earlier event was undone.
    Undone {
        event: EventId,
    },
}

/// How often something was found: nothing of what is in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundCount {
    /// What kind of finding.
    pub kind: String,
    pub level: Level,
    /// Findings of this kind.
    pub findings: u32,
    /// Places in the file where they are.
    pub places: u32,
}

/// Where the layout of a run came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum LayoutSource {
    /// Guessed from the file.
    Guessed {},
    /// That of an earlier run of the employer, recognised by its head.
    Remembered {
        run: HoursRunId,
        /// Heads that came since.
        added: Vec<Personal>,
        /// Heads that went.
        gone: Vec<Personal>,
    },
}

/// One choice in a layout. None takes an answer away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum LayoutChange {
    Role { column: Personal, role: Role },
    Format { column: Personal, format: FormatChoice },
    Sheets { sheets: Option<Vec<Personal>> },
    DateOrder { order: Option<DateOrder> },
    HiddenRows { count: Option<bool> },
    Running { count: Option<bool> },
    Correction { allowed: Option<bool> },
    Rounding { allowed: Option<bool> },
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredRow {
    /// Name of its sheet; empty where the file has one.
    pub sheet: Personal,
    /// From 1.
    pub row: u32,
}

impl LayoutChange {
    fn values(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::Role { column, .. } | Self::Format { column, .. } => vec![column],
            Self::Sheets { sheets } => sheets.iter_mut().flatten().collect(),
            Self::DateOrder { .. }
            | Self::HiddenRows { .. }
            | Self::Running { .. }
            | Self::Correction { .. }
            | Self::Rounding { .. } => vec![],
        }
    }
}

impl ChainAction for HoursAction {
    type Id = HoursRunId;
    type Rules = ();
    const KIND: Option<&'static str> = Some("hoursRun");
    // A layout of many columns is one text.
    const BOUNDS: Bounds = Bounds { text: 200_000, ..Bounds::STANDARD };

    fn starts(&self) -> bool {
        matches!(self, Self::RunCreated { .. })
    }

    fn environment(&self) -> Option<Environment> {
        if let Self::RunCreated { environment, .. } = self { *environment } else { None }
    }

    fn undoes(&self) -> Option<EventId> {
        if let Self::Undone { event } = self { Some(*event) } else { None }
    }

    fn values(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::RunCreated { name, .. }
            | Self::FileRead { name, .. }
            | Self::FileMade { name, .. }
            | Self::DifferencesFileMade { name, .. } => vec![name],
            Self::LayoutChosen { layout, source } => {
                let heads = match source {
                    LayoutSource::Guessed {} => vec![],
                    LayoutSource::Remembered { added, gone, .. } => added.iter_mut().chain(gone).collect(),
                };
                std::iter::once(layout).chain(heads).collect()
            }
            Self::LayoutChanged { change } => change.values(),
            Self::Mapped { entries, .. } => entries.iter_mut().flat_map(MappingEntry::values).collect(),
            Self::RowsLeftOut { rows, reason } => {
                rows.iter_mut().map(|row| &mut row.sheet).chain([reason]).collect()
            }
            Self::RowsTakenBack { rows } => rows.iter_mut().map(|row| &mut row.sheet).collect(),
            Self::FindingAcknowledged { reason, .. } => vec![reason],
            Self::NoteAdded { text } => vec![text],
            Self::PeriodsSplit { .. }
            | Self::OptionsChosen { .. }
            | Self::Uploaded { .. }
            | Self::Processed { .. }
            | Self::SendStarted { .. }
            | Self::SendEnded { .. }
            | Self::Compared { .. }
            | Self::TotalsTyped { .. }
            | Self::SignedOff
            | Self::Reopened
            | Self::Undone { .. } => vec![],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{START, SealedEvent};
    use crate::hours::run::MappingChoice;
    use crate::hours::run::MappingOf;
    use crate::stamp::Actor;

    /// One of each kind, with everything in it that can be.
    fn all() -> Vec<HoursAction> {
        let id = uuid::Uuid::from_u128(5);
        let day = jiff::civil::date(2026, 11, 20);
        let rows = vec![StoredRow { sheet: "wk 46".into(), row: 7 }];
        let choices = [
            MappingChoice::Component { number: 2 },
            MappingChoice::DistributionUnit { number: 3 },
            MappingChoice::CostCenter { code: "100".into() },
            MappingChoice::Employment { number: 6 },
            MappingChoice::Add {},
            MappingChoice::NotImported { reason: "Stagiair".into() },
        ];
        let entries = choices.iter().map(|choice| MappingEntry::new(MappingOf::Code, "NORM", Some(choice)));
        let changes = [
            LayoutChange::Role { column: "Uren".into(), role: Role::Amount },
            LayoutChange::Format { column: "Uren".into(), format: FormatChoice::default() },
            LayoutChange::Sheets { sheets: Some(vec!["wk 46".into()]) },
            LayoutChange::DateOrder { order: Some(DateOrder::DayMonth) },
            LayoutChange::HiddenRows { count: Some(true) },
            LayoutChange::Running { count: None },
            LayoutChange::Correction { allowed: Some(true) },
            LayoutChange::Rounding { allowed: Some(false) },
        ];
        let allowances = vec![crate::hours::run::AllowanceChoice { component: 15, added: true }];
        let mut all = vec![
            HoursAction::RunCreated {
                employer: id.into(),
                administration: 395,
                name: "Administratie".into(),
                period: "2026-P13".parse().unwrap(),
                environment: Some(Environment::Sandbox),
            },
            HoursAction::FileRead {
                name: "uren.xlsx".into(),
                sha256: "ab".into(),
                bytes: u64::from(u32::MAX) + 1,
                rows: 64,
                sheets: 2,
            },
            HoursAction::LayoutChosen {
                layout: "{}".into(),
                source: LayoutSource::Remembered {
                    run: id.into(),
                    added: vec!["Filiaal".into()],
                    gone: vec!["Plaats".into()],
                },
            },
            HoursAction::PeriodsSplit { split: true },
            HoursAction::Mapped { entries: entries.collect(), source: MappingSource::Chosen {} },
            HoursAction::Mapped {
                entries: vec![MappingEntry::new(MappingOf::Person, "6", None)],
                source: MappingSource::Employer { employer: id.into() },
            },
            HoursAction::RowsLeftOut { rows: rows.clone(), reason: "Dubbel".into() },
            HoursAction::RowsTakenBack { rows },
            HoursAction::FindingAcknowledged {
                finding: "cd".into(),
                kind: "doubleRow".into(),
                reason: "Twee diensten".into(),
            },
            HoursAction::OptionsChosen { options: RunOptions::default() },
            HoursAction::OptionsChosen { options: RunOptions { allowances, ..RunOptions::default() } },
            HoursAction::FileMade {
                name: "uren-395-2026-13.csv".into(),
                sha256: "ef".into(),
                bytes: 120,
                people: 2,
                rows: 3,
                totals: vec![ComponentTotal { component: 4015, total: "1/3".parse().unwrap() }],
                found: vec![FoundCount {
                    kind: "doubleRow".into(),
                    level: Level::Warning,
                    findings: 1,
                    places: 2,
                }],
            },
            HoursAction::SendStarted {
                people: 2,
                totals: vec![ComponentTotal { component: 4015, total: "1/3".parse().unwrap() }],
            },
            HoursAction::SendEnded {
                start: EventId::from(uuid::Uuid::nil()),
                counts: SendCounts { done: 1, not_done: 1, read_back: true, ..SendCounts::default() },
            },
            HoursAction::Compared { counts: ComparisonCounts { equal: 3, ..ComparisonCounts::default() } },
            HoursAction::TotalsTyped {
                typed: vec![ComponentTotal { component: 2, total: "152.5".parse().unwrap() }],
                table: vec![ComponentTotal { component: 2, total: "150".parse().unwrap() }],
            },
            HoursAction::DifferencesFileMade {
                name: "uren-395-2026-13-verschillen.csv".into(),
                sha256: "ef".into(),
                people: 1,
                rows: 1,
            },
            HoursAction::Uploaded { on: day },
            HoursAction::Processed { on: day },
            HoursAction::NoteAdded { text: "Notitie".into() },
            HoursAction::SignedOff,
            HoursAction::Reopened,
            HoursAction::Undone { event: id.into() },
        ];
        all.extend(changes.into_iter().map(|change| HoursAction::LayoutChanged { change }));
        all
    }

    #[test]
    fn every_event_reads_as_it_is_written_with_its_values_sealed_and_opened_again() {
        for action in all() {
            let event = HoursEvent {
                id: uuid::Uuid::from_u128(1).into(),
                chain: uuid::Uuid::from_u128(2).into(),
                at: jiff::Timestamp::UNIX_EPOCH,
                actor: Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() },
                version: 1,
                previous: START.to_owned(),
                action,
            };
            let seal = |value: Personal, place: usize| {
                let text = format!("{place}:{}", value.clear().unwrap());
                Ok::<_, std::convert::Infallible>(Personal::Sealed(text))
            };
            let Ok(sealed) = event.clone().seal(&(), seal) else { panic!("{event:?}") };
            let read = SealedEvent::<HoursAction>::read(sealed.text().to_owned());
            let opened = read.unwrap_or_else(|fault| panic!("{fault}: {}", sealed.text()));
            let opened = opened.open(|value, place| match value {
                Personal::Sealed(text) => {
                    Personal::Clear(text.strip_prefix(&format!("{place}:")).unwrap().to_owned())
                }
                clear @ Personal::Clear(_) => clear,
            });
            assert_eq!(opened, event);
        }
    }
}
