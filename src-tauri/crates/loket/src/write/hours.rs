//! Sending hours: an upload table straight into the period data of Loket, employment by employment.
//!
//! First a plan: what Loket holds now, what it becomes, what is left alone. Only what differs is sent, so that a sending
//! that was broken off is taken up again by planning it anew: what came through is not sent again.

mod body;
mod send;

use std::collections::{BTreeMap, BTreeSet};

use domain::hours::compare::{
    Employments, HoursTable, Preview, PreviewChange, StoredValue, UploadAction, preview,
};
use domain::hours::exact::Amount;
use domain::hours::period::Period;
use domain::hours::sent::HoursObstacle;
use domain::hours::upload::{UploadRow, UploadTable};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use thiserror::Error;

use self::body::Body;
use super::Writer;
use crate::fault::Fault;
use crate::operation::{GET_DISTRIBUTION_UNITS, GET_PERIOD_DATA, PATCH_PERIOD_DATA};
use crate::read::{Component, Guid, PeriodDefaults, Place, Reader, Record, asked, categories_of, values_of};
use crate::request::Request;

pub use send::{HoursSent, SendProgress, Stopped};

/// Employments under way at a time.
const AT_A_TIME: usize = 4;

/// What is to be sent, and where to.
#[derive(Debug, Clone, Copy)]
pub struct HoursToSend<'t> {
    /// GUIDs.
    pub employer: &'t str,
    pub administration: &'t str,
    pub period: Period,
    pub hours: HoursTable<'t>,
}

/// Why hours were not sent. Nothing went out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HoursNotStarted {
    /// What has to be known beforehand could not be read.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Something has to be chosen or put right first, or there is nothing to do.
    #[error("the hours cannot be sent as they are")]
    Obstacle(HoursObstacle),
}

impl From<HoursObstacle> for HoursNotStarted {
    fn from(obstacle: HoursObstacle) -> Self {
        Self::Obstacle(obstacle)
    }
}

/// What sending hours would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursPlan {
    administration: Guid,
    period: Period,
    table: UploadTable,
    employments: Employments,
    allowances: BTreeMap<u32, bool>,
    /// What Loket held when the plan was made.
    before: Vec<StoredValue>,
    preview: Preview,
    people: Vec<PersonPlan>,
    /// Where to read it back.
    reading: PlannedReading,
}

/// The requests for one employment, one a record: each shift and distribution unit is a record of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PersonPlan {
    person: u32,
    employment: Guid,
    records: Vec<Body>,
}

/// How the period is read, and which of its records are those that are sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PlannedReading {
    payslips: BTreeSet<i64>,
    categories: Vec<i64>,
    /// By employment of the table.
    targets: BTreeMap<String, BTreeSet<Place>>,
}

impl HoursPlan {
    fn hours(&self) -> HoursTable<'_> {
        HoursTable { table: &self.table, employments: &self.employments, allowances: &self.allowances }
    }

    /// What is there now, what it becomes, and what is left alone.
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// The sum of each component of the whole table, also of what is so already.
    pub fn totals(&self) -> BTreeMap<u32, Amount> {
        self.table.totals()
    }

    /// How many people something is sent for.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// How many requests go out when all goes well.
    pub fn requests(&self) -> usize {
        self.people.iter().map(|person| person.records.len()).sum()
    }

    /// The bodies that would be sent, in their order, each with the employment: to recognise the same plan.
    ///
    /// # Errors
    /// [`Fault::Unaskable`] when an amount has no decimal form.
    pub fn requests_as_text(&self) -> Result<Vec<(String, String)>, Fault> {
        let all = self.people.iter().flat_map(|one| one.records.iter().map(move |body| (one, body)));
        all.map(|(one, body)| {
            let text = serde_json::to_string(body);
            let text = text.map_err(|_| Fault::Unaskable { operation: PATCH_PERIOD_DATA, part: "body" })?;
            Ok((one.employment.0.clone(), text))
        })
        .collect()
    }
}

impl PlannedReading {
    /// What Loket holds now.
    async fn read(
        &self,
        reader: &Reader,
        administration: &Guid,
        period: Period,
    ) -> Result<Vec<StoredValue>, Fault> {
        let payslips = self.payslips.iter().copied();
        let records = reader.records_of(&administration.0, period, payslips, &self.categories).await?;
        values_of(&records, |place, record| self.is_target(place, record))
    }

    /// Whether a record is one that is sent to. Those of other people are nobody's concern.
    fn is_target(&self, place: &Place, record: &Record) -> bool {
        self.targets.get(&record.employment.id.0).is_none_or(|targets| targets.contains(place))
    }
}

impl Writer<'_> {
    /// What sending a table would change: reads the defaults of each employment of it and what the period holds.
    ///
    /// # Errors
    /// Why it cannot be sent, above all people, components or units that Loket does not have, or that there is nothing to
    /// do.
    pub async fn plan_hours(&self, wanted: HoursToSend<'_>) -> Result<HoursPlan, HoursNotStarted> {
        let HoursToSend { period, hours, .. } = wanted;
        let table = hours.table;
        let employer = asked(GET_DISTRIBUTION_UNITS, "employerId", wanted.employer)?;
        let administration = asked(GET_PERIOD_DATA, "payrollAdministrationId", wanted.administration)?;
        let people: BTreeSet<u32> = table.rows.iter().map(|row| row.person).collect();
        let known = &hours.employments.by_number;
        let unknown: Vec<u32> = people.iter().copied().filter(|one| !known.contains_key(one)).collect();
        if !unknown.is_empty() {
            return Err(HoursObstacle::UnknownPeople { people: unknown }.into());
        }
        let components = self.reader.component_list(&administration.0, period.year).await?;
        check_components(&components, table, hours.allowances)?;
        let units = self.units(&employer, table).await?;
        let centers = self.cost_centers(hours, period).await?;
        let ids: Vec<String> = people.iter().filter_map(|person| known.get(person)).cloned().collect();
        let defaults: BTreeMap<Guid, PeriodDefaults> = stream::iter(ids)
            .map(|id| async move {
                let employment = asked(PATCH_PERIOD_DATA, "employmentId", &id)?;
                let defaults = self.reader.period_defaults(&employment).await?;
                Ok::<_, Fault>((employment, defaults))
            })
            .buffer_unordered(AT_A_TIME)
            .try_collect()
            .await?;
        let shift_of = |person: u32| {
            let employment = Guid::of(known.get(&person)?)?;
            defaults.get(&employment).and_then(PeriodDefaults::shift)
        };
        let table = &table.with_shifts(shift_of);
        let hours = HoursTable { table, ..hours };
        let bodies = |row: &UploadRow| {
            let employment =
                asked(PATCH_PERIOD_DATA, "employmentId", known.get(&row.person).map_or("", |id| id))?;
            let unit = row.distribution_unit.and_then(|code| units.get(&code));
            let own = defaults.get(&employment).ok_or(Fault::NotFound { operation: PATCH_PERIOD_DATA })?;
            let center = row.cost_center.as_ref().and_then(|code| centers.get(code)).copied();
            Ok::<_, Fault>((employment, Body::of(row, unit, center, own, period, hours.allowances)?))
        };
        let mut planned = Vec::new();
        for row in &table.rows {
            let (employment, body) = bodies(row)?;
            planned.push((row, employment, body));
        }
        let mut targets: BTreeMap<String, BTreeSet<Place>> = BTreeMap::new();
        for (_, employment, body) in &planned {
            targets.entry(employment.0.clone()).or_default().insert(body.place());
        }
        let reading = PlannedReading {
            payslips: defaults.values().map(PeriodDefaults::payslip).collect(),
            categories: categories_of(&components, &table.components)?,
            targets,
        };
        let before = reading.read(self.reader, &administration, period).await?;
        let preview = preview(hours, &before, UploadAction::Overwrite);
        if !preview.changes_anything() {
            return Err(HoursObstacle::NothingToDo.into());
        }
        let people = by_person(planned, &preview);
        Ok(HoursPlan {
            administration,
            period,
            table: table.clone(),
            employments: hours.employments.clone(),
            allowances: hours.allowances.clone(),
            before,
            preview,
            people,
            reading,
        })
    }

    /// The numbers of the cost centres of the table, by their code: as Loket offers them for one of its employments, since
    /// they are those of the administration.
    async fn cost_centers(
        &self,
        hours: HoursTable<'_>,
        period: Period,
    ) -> Result<BTreeMap<String, i64>, HoursNotStarted> {
        let rows = &hours.table.rows;
        let wanted: BTreeSet<&String> = rows.iter().filter_map(|row| row.cost_center.as_ref()).collect();
        let own = rows.iter().find_map(|row| hours.employments.by_number.get(&row.person));
        let Some(own) = own.filter(|_| !wanted.is_empty()) else { return Ok(BTreeMap::new()) };
        let centers = match self.reader.cost_center_keys(own, period).await {
            Ok(centers) => centers,
            // The address is named and not described: without it nobody knows the number of a cost centre.
            Err(Fault::NotFound { .. }) => {
                return Err(HoursObstacle::UnknownCostCenters { codes: vec![] }.into());
            }
            Err(fault) => return Err(fault.into()),
        };
        let unknown: Vec<String> =
            wanted.into_iter().filter(|code| !centers.contains_key(*code)).cloned().collect();
        if unknown.is_empty() {
            Ok(centers)
        } else {
            Err(HoursObstacle::UnknownCostCenters { codes: unknown }.into())
        }
    }

    /// The distribution units of the table by their code.
    async fn units(
        &self,
        employer: &Guid,
        table: &UploadTable,
    ) -> Result<BTreeMap<u32, Guid>, HoursNotStarted> {
        let wanted: BTreeSet<u32> = table.rows.iter().filter_map(|row| row.distribution_unit).collect();
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut units = BTreeMap::new();
        for unit in self.reader.distribution_units(employer).await? {
            if let (Ok(code), Some(id)) = (unit.code.parse(), Guid::of(&unit.id)) {
                units.insert(code, id);
            }
        }
        let unknown: Vec<u32> = wanted.into_iter().filter(|code| !units.contains_key(code)).collect();
        if unknown.is_empty() {
            Ok(units)
        } else {
            Err(HoursObstacle::UnknownUnits { units: unknown }.into())
        }
    }
}

/// The components of the table exist, and of those that are a Toeslag too it was chosen what happens with that.
fn check_components(
    components: &[Component],
    table: &UploadTable,
    allowances: &BTreeMap<u32, bool>,
) -> Result<(), HoursNotStarted> {
    let find = |number: u32| components.iter().find(|one| u32::try_from(one.key) == Ok(number));
    let wanted = table.components.iter().copied();
    let unknown: Vec<u32> = wanted.clone().filter(|number| find(*number).is_none()).collect();
    if !unknown.is_empty() {
        return Err(HoursObstacle::UnknownComponents { components: unknown }.into());
    }
    // What Loket does not say of is asked as well: it may be one.
    let may_be = |number: &u32| find(*number).is_some_and(|one| one.can_be_supplemented != Some(false));
    let open: Vec<u32> = wanted.filter(may_be).filter(|number| !allowances.contains_key(number)).collect();
    if open.is_empty() { Ok(()) } else { Err(HoursObstacle::AllowanceOpen { components: open }.into()) }
}

/// The records by person, with only what changes in each. What is so already is not sent.
fn by_person(planned: Vec<(&UploadRow, Guid, Body)>, preview: &Preview) -> Vec<PersonPlan> {
    let changes: BTreeSet<_> = preview
        .cells
        .iter()
        .filter(|cell| matches!(cell.change, PreviewChange::New | PreviewChange::Changed))
        .map(|cell| {
            (cell.person, cell.shift, cell.distribution_unit, cell.cost_center.as_ref(), cell.component)
        })
        .collect();
    let mut people: BTreeMap<u32, PersonPlan> = BTreeMap::new();
    for (row, employment, mut body) in planned {
        body.retain(|component| {
            let center = row.cost_center.as_ref();
            changes.contains(&(Some(row.person), row.shift, row.distribution_unit, center, component))
        });
        if body.is_empty() {
            continue;
        }
        let plan = people.entry(row.person).or_insert(PersonPlan {
            person: row.person,
            employment,
            records: vec![],
        });
        plan.records.push(body);
    }
    people.into_values().collect()
}

/// The request that sends a record.
fn request(employment: &Guid, body: &Body) -> Result<Request, Fault> {
    Request::new(PATCH_PERIOD_DATA).with("employmentId", &employment.0).json(body)
}
