//! The first employer of the sandbox, and hours for its people.

#![allow(dead_code)] // Each test file is a program of its own and uses a part.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::hours::compare::{Employments, HoursTable, StoredValue};
use domain::hours::exact::Amount;
use domain::hours::known::LoketData;
use domain::hours::period::Period;
use domain::hours::sent::HoursObstacle;
use domain::hours::upload::{UploadRow, UploadTable};
use loket::Limits;
use loket::write::{HoursNotStarted, HoursPlan, HoursSent, HoursToSend, SendProgress, Writer};
use sandbox::{Options, employer_id};
use tokio_util::sync::CancellationToken;

use crate::rehearsal::{Call, Meddler, Meddling, Rehearsal};

pub const PERIOD: &str = "2026-09";

/// GUID of the first administration of an employer.
pub fn administration(employer: u16) -> String {
    format!("ad000001-0000-4000-8000-{employer:04x}00000001")
}

pub fn amounts(pairs: &[(u32, &str)]) -> BTreeMap<u32, Amount> {
    pairs.iter().map(|(component, value)| (*component, value.parse().unwrap())).collect()
}

/// A table without units, of people with their amounts.
pub fn table(rows: &[(u32, BTreeMap<u32, Amount>)]) -> UploadTable {
    let rows: Vec<UploadRow> = rows
        .iter()
        .map(|(person, amounts)| UploadRow {
            person: *person,
            shift: 1,
            distribution_unit: None,
            cost_center: None,
            amounts: amounts.clone(),
        })
        .collect();
    let mut components: Vec<u32> = rows.iter().flat_map(|row| row.amounts.keys().copied()).collect();
    components.sort_unstable();
    components.dedup();
    UploadTable {
        administration: 101,
        components,
        distribution_units: false,
        shifts: false,
        rows,
        rounded: vec![],
        not_imported: BTreeMap::new(),
    }
}

pub struct Fixture {
    pub rehearsal: Rehearsal,
    pub people: Employments,
    pub allowances: BTreeMap<u32, bool>,
}

/// Pauses short enough for a test.
fn short() -> Limits {
    Limits {
        first_wait: Duration::from_millis(5),
        longest_wait: Duration::from_millis(20),
        first_pause: Duration::from_millis(5),
        longest_unasked_pause: Duration::from_millis(40),
        ..Limits::default()
    }
}

impl Fixture {
    pub async fn start() -> Self {
        Self::start_with(Arc::new(|_, _| Meddling::Pass)).await
    }

    pub async fn start_with(meddler: Meddler) -> Self {
        let rehearsal = Rehearsal::start_with("oefenen", Options::default(), short(), meddler).await;
        let mut fixture = Self {
            rehearsal,
            people: Employments::default(),
            allowances: BTreeMap::from([(4015, false), (284, false)]),
        };
        let known = fixture.read(1, PERIOD).await;
        fixture.people =
            Employments::of(known.employments.content().unwrap(), period(), |one| one.payroll_id);
        fixture.rehearsal.calls.lock().unwrap().clear();
        fixture
    }

    pub async fn read(&self, employer: u16, period: &str) -> LoketData {
        let id = employer_id(employer).to_string();
        let period = period.parse().unwrap();
        self.rehearsal.reader.read_hours(&id, &administration(employer), period).await.unwrap()
    }

    /// Who is in force in the period.
    pub fn working(&self) -> impl Iterator<Item = u32> + '_ {
        self.people.by_number.keys().copied()
    }

    pub fn meant<'t>(&'t self, table: &'t UploadTable) -> HoursTable<'t> {
        HoursTable { table, employments: &self.people, allowances: &self.allowances }
    }

    pub async fn plan(&self, table: &UploadTable) -> Result<HoursPlan, HoursNotStarted> {
        let employer = employer_id(1).to_string();
        let hours = HoursToSend {
            employer: &employer,
            administration: &administration(1),
            period: period(),
            hours: self.meant(table),
        };
        Writer::new(&self.rehearsal.reader).plan_hours(hours).await
    }

    /// Sends, and looks that nothing went out before the start was recorded.
    pub async fn send(&self, plan: &HoursPlan) -> Result<HoursSent, HoursNotStarted> {
        self.send_until(plan, &CancellationToken::new(), &|_| {}).await
    }

    pub async fn send_until(
        &self,
        plan: &HoursPlan,
        cancel: &CancellationToken,
        on_progress: &(dyn Fn(SendProgress) + Send + Sync),
    ) -> Result<HoursSent, HoursNotStarted> {
        let before = self.patches().len();
        let start = async {
            assert_eq!(self.patches().len(), before);
            Ok::<(), std::convert::Infallible>(())
        };
        let writer = Writer::new(&self.rehearsal.reader);
        let Ok(outcome) = writer.send_hours(plan, start, cancel, on_progress).await;
        outcome
    }

    /// What Loket holds.
    pub async fn stored(&self, table: &UploadTable) -> Vec<StoredValue> {
        let like = self.people.by_number.values().next().unwrap();
        let reader = &self.rehearsal.reader;
        reader.period_data(&administration(1), period(), &table.components, like).await.unwrap()
    }

    /// The changes that were asked for, in order.
    pub fn patches(&self) -> Vec<Call> {
        self.rehearsal.calls().into_iter().filter(|call| call.method == "PATCH").collect()
    }
}

pub fn period() -> Period {
    PERIOD.parse().unwrap()
}

pub fn obstacle(obstacle: HoursObstacle) -> HoursNotStarted {
    HoursNotStarted::Obstacle(obstacle)
}
