//! Every event of a run reads as it is written.

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
        MappingChoice::Shift { number: 3 },
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
        LayoutChange::ClockTimes { used: Some(true) },
        LayoutChange::JoinCodes { joined: false },
        LayoutChange::RepeatedHour { hour: Some(RepeatedHour::Second) },
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
    ];
    all.extend(of_other_runs());
    all.extend(in_loket());
    all.extend([
        HoursAction::Uploaded { on: day },
        HoursAction::Processed { on: day },
        HoursAction::NoteAdded { text: "Notitie".into() },
        HoursAction::SignedOff,
        HoursAction::Reopened,
        HoursAction::Undone { event: id.into() },
    ]);
    all.extend(changes.into_iter().map(|change| HoursAction::LayoutChanged { change }));
    all
}

/// What is chosen about rows of other runs, and of several warnings.
fn of_other_runs() -> [HoursAction; 5] {
    [
        HoursAction::PeriodsSplit { split: true, left: vec![] },
        HoursAction::PeriodsSplit {
            split: true,
            left: vec![
                LeftRows { period: "2026-10".parse().ok(), rows: 3 },
                LeftRows { period: None, rows: 1 },
            ],
        },
        HoursAction::AdministrationChosen { own: Some("395".into()), left: 3 },
        HoursAction::AdministrationChosen { own: None, left: 0 },
        HoursAction::FindingsAcknowledged {
            findings: vec![AcknowledgedFinding { finding: "cd".into(), kind: "doubleRow".into() }],
            reason: "Twee diensten".into(),
        },
    ]
}

/// What happens between a run and Loket.
fn in_loket() -> [HoursAction; 5] {
    [
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
    ]
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

#[test]
fn an_event_of_an_earlier_version_reads_and_is_written_as_it_was() {
    let stored = r#"{"do":"periodsSplit","split":true}"#;
    let read: HoursAction = serde_json::from_str(stored).unwrap();
    assert_eq!(read, HoursAction::PeriodsSplit { split: true, left: vec![] });
    assert_eq!(serde_json::to_string(&read).unwrap(), stored);
}
