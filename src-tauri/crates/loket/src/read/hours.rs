//! What an hours file is held against: the people, components, units and shifts of one administration in one period, whether
//! hours may go there, and what stands there already.

use std::collections::BTreeMap;

use domain::hours::compare::StoredValue;
use domain::hours::known::{
    KnownComponent, KnownEmployment, KnownPeriod, KnownShift, LoketData, PeriodState,
};
use domain::hours::period::Period;
use domain::reading::{Source, Unread};
use serde::Deserialize;
use serde_json::Value;

use super::components::{Component, counts_hours};
use super::period_data::{ORDINARY_PAYSLIP, values_of};
use super::permissions::May;
use super::reader::{Reader, asked, unstated};
use super::values::{Choice, Guid, Text};
use crate::fault::Fault;
use crate::operation::{
    GET_AUTHORIZATIONS, GET_COST_CENTERS, GET_DISTRIBUTION_UNITS, GET_EMPLOYER_MODULES, GET_EMPLOYMENTS,
    GET_JOURNAL_PROFILES, GET_PAYROLL_COMPONENTS, GET_PAYROLL_PERIODS, GET_PERIOD_DATA,
    GET_PERIOD_DATA_DEFAULTS, GET_PERIOD_DATA_METADATA, PATCH_PERIOD_DATA,
};
use crate::request::Request;

/// The number of the product "Import variabele gegevens".
const IMPORT_PRODUCT: i64 = 50;

// What each part is read with.
const WITH_EMPLOYMENTS: &[&str] = &[GET_EMPLOYMENTS.activity];
const WITH_COMPONENTS: &[&str] = &[GET_PAYROLL_COMPONENTS.activity];
const WITH_COST_CENTERS: &[&str] = &[GET_JOURNAL_PROFILES.activity, GET_COST_CENTERS.activity];
const WITH_UNITS: &[&str] = &[GET_DISTRIBUTION_UNITS.activity];
const WITH_PRODUCTS: &[&str] = &[GET_EMPLOYER_MODULES.activity];
const WITH_PERIODS: &[&str] = &[GET_PAYROLL_PERIODS.activity];
const WITH_PERIOD_DATA: &[&str] = &[GET_PERIOD_DATA.activity];
const WITH_METADATA: &[&str] = &[GET_PERIOD_DATA_METADATA.activity];

/// A period as its list holds it, with its runs of payroll.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ListedPeriod {
    id: i64,
    payroll_runs: Option<Vec<Run>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    /// Counts the runs that were approved.
    sequence_number_approved: Option<i64>,
}

/// What period data of an employment is made of unless one says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PeriodDefaults {
    shift: Option<ProposedShift>,
    pub(crate) payslip_type: Option<NumberKey>,
    pub(crate) distribution_unit: Option<GuidKey>,
    pub(crate) cost_center: Option<NumberKey>,
    pub(crate) cost_unit: Option<NumberKey>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProposedShift {
    shift_number: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct NumberKey {
    pub(crate) key: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct GuidKey {
    pub(crate) key: Option<Guid>,
}

/// The options of a resource. Their envelope is not written down: a bare list, or one in an envelope.
#[derive(Deserialize)]
#[serde(untagged)]
enum Metadata {
    Bare(Vec<Field>),
    Detail { content: Vec<Field> },
    List { _embedded: Vec<Field> },
}

#[derive(Deserialize)]
struct Field {
    field: String,
    options: Vec<Value>,
}

impl ListedPeriod {
    /// Approved when a run was; open when there is no run at all. Anything between is not told.
    fn state(&self) -> Option<PeriodState> {
        let runs = self.payroll_runs.as_ref()?;
        if runs.iter().any(|run| run.sequence_number_approved.is_some()) {
            return Some(PeriodState::Approved);
        }
        runs.is_empty().then_some(PeriodState::Open)
    }
}

/// A component, when its number can be one of the upload file.
fn known_component(component: Component) -> Option<KnownComponent> {
    Some(KnownComponent {
        number: u32::try_from(component.key).ok().filter(|number| *number > 0)?,
        description: component.description.unwrap_or_default().0,
        category: component.category.value.and_then(Text::filled),
    })
}

impl Reader {
    /// Reads what an hours file of an administration and period is held against. Each part is read by itself: what Loket
    /// refuses or does not tell stands in its place with the reason.
    ///
    /// # Errors
    /// A fault with which no other call can go well either; [`Fault::Unaskable`] when an id is no GUID.
    pub async fn read_hours(
        &self,
        employer: &str,
        administration: &str,
        period: Period,
    ) -> Result<LoketData, Fault> {
        let employer = asked(GET_EMPLOYMENTS, "employerId", employer)?;
        let administration = asked(GET_PERIOD_DATA, "payrollAdministrationId", administration)?;
        let ids = [administration.0.as_str()];
        // On the heap: so many lists under way at once are too large for the stack of a caller.
        let (employments, components, cost_centers, distribution_units) = Box::pin(async {
            tokio::try_join!(
                self.source(WITH_EMPLOYMENTS, self.employments_in(&employer, &administration)),
                self.source(WITH_COMPONENTS, async {
                    let found = self.component_list(&administration.0, period.year).await?;
                    Ok(found.into_iter().filter_map(known_component).collect())
                }),
                self.source(WITH_COST_CENTERS, self.cost_centers(&ids)),
                self.source(WITH_UNITS, self.distribution_units(&employer)),
            )
        })
        .await?;
        let (filters, import_product, may_import, listed) = Box::pin(async {
            tokio::try_join!(
                self.filters(&employer),
                self.import_product(&employer),
                self.may_import(&employer),
                self.source(WITH_PERIODS, self.listed_period(&administration, period)),
            )
        })
        .await?;
        let shifts = match &employments {
            Source::Read { content, .. } => self.shifts(content, period).await?,
            Source::Unread { why } => Source::Unread { why: why.clone() },
        };
        let period = self.with_data(&administration, period, listed).await?;
        Ok(LoketData {
            employments,
            components,
            cost_centers,
            distribution_units,
            shifts,
            filters,
            import_product,
            may_import,
            period,
        })
    }

    /// What Loket holds in a period, of the categories that these components and hours are of. `like` is an employment of
    /// the administration: the payslip that Loket proposes for it is the one that is read.
    ///
    /// # Errors
    /// Whatever keeps it from being read whole.
    pub async fn period_data(
        &self,
        administration: &str,
        period: Period,
        components: &[u32],
        like: &str,
    ) -> Result<Vec<StoredValue>, Fault> {
        let administration = asked(GET_PERIOD_DATA, "payrollAdministrationId", administration)?;
        let like = asked(GET_PERIOD_DATA_DEFAULTS, "employmentId", like)?;
        let payslip = self.period_defaults(&like).await?.payslip();
        let all = self.component_list(&administration.0, period.year).await?;
        let categories = categories_of(&all, components)?;
        let records = self.records_of(&administration.0, period, [payslip], &categories).await?;
        values_of(&records, |_, _| true)
    }

    /// The shifts that Loket proposes for these employments, where it proposes one.
    ///
    /// # Errors
    /// Whatever keeps one of them from being read.
    pub async fn proposed_shifts(
        &self,
        employments: impl IntoIterator<Item = String>,
    ) -> Result<BTreeMap<String, u8>, Fault> {
        let mut shifts = BTreeMap::new();
        for id in employments {
            let employment = asked(GET_PERIOD_DATA_DEFAULTS, "employmentId", &id)?;
            if let Some(shift) = self.period_defaults(&employment).await?.shift() {
                shifts.insert(id, shift);
            }
        }
        Ok(shifts)
    }

    /// What a record of this employment is made of unless one says otherwise.
    pub(crate) async fn period_defaults(&self, employment: &Guid) -> Result<PeriodDefaults, Fault> {
        self.one(&Request::new(GET_PERIOD_DATA_DEFAULTS).with("employmentId", &employment.0)).await
    }

    async fn import_product(&self, employer: &Guid) -> Result<Source<bool>, Fault> {
        let products = self.source(WITH_PRODUCTS, self.products_on(employer)).await?;
        Ok(match products {
            Source::Read { at, operations, content } => {
                let is_on = content.iter().any(|product| product.number == Some(IMPORT_PRODUCT));
                if !is_on && content.iter().any(|product| product.number.is_none()) {
                    // One of those without a number may be the one.
                    Source::Unread { why: Unread::NotStated }
                } else {
                    Source::Read { at, operations, content: is_on }
                }
            }
            Source::Unread { why } => Source::Unread { why },
        })
    }

    async fn may_import(&self, employer: &Guid) -> Result<Source<bool>, Fault> {
        let Some(own) = self.own_activities(employer).await? else {
            return Ok(Source::Unread { why: self.not_permitted(GET_AUTHORIZATIONS).await? });
        };
        let model = self.authorization_model_if_any().await?;
        let may = match own.may(PATCH_PERIOD_DATA, &model) {
            May::Yes => true,
            May::No { .. } => false,
            May::Unknown => return Ok(Source::Unread { why: Unread::NotStated }),
        };
        Ok(Source::Read {
            at: self.now(),
            operations: vec![GET_AUTHORIZATIONS.activity.into()],
            content: may,
        })
    }

    async fn listed_period(&self, administration: &Guid, period: Period) -> Result<KnownPeriod, Fault> {
        let request = Request::new(GET_PAYROLL_PERIODS).with("payrollAdministrationId", &administration.0);
        let found: Vec<ListedPeriod> = self.unpaged(&request).await?;
        let listed = found.into_iter().find(|one| one.id == i64::from(period.id()));
        let listed = listed.ok_or(Fault::NotFound { operation: GET_PAYROLL_PERIODS })?;
        Ok(KnownPeriod { period, state: listed.state(), employments_with_data: None })
    }

    /// The period with how many employments have hours in it. That they could not be counted leaves the rest as it is.
    async fn with_data(
        &self,
        administration: &Guid,
        period: Period,
        mut listed: Source<KnownPeriod>,
    ) -> Result<Source<KnownPeriod>, Fault> {
        if let Source::Read { content, .. } = &mut listed {
            let counted = async {
                let components = self.component_list(&administration.0, period.year).await?;
                let hours = categories_of(&components, &[])?;
                let records = self.records_of(&administration.0, period, [ORDINARY_PAYSLIP], &hours).await?;
                let mut people: Vec<_> = records.iter().map(|(_, record)| &record.employment.id).collect();
                people.sort_unstable();
                people.dedup();
                Ok(u32::try_from(people.len()).unwrap_or(u32::MAX))
            };
            content.employments_with_data =
                self.source(WITH_PERIOD_DATA, counted).await?.content().ok().copied();
        }
        Ok(listed)
    }

    /// The cost centres that Loket offers for the period data of an employment: code to the number by which it is sent.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where Loket has no such address for us.
    pub(crate) async fn cost_center_keys(
        &self,
        employment: &str,
        period: Period,
    ) -> Result<BTreeMap<String, i64>, Fault> {
        let options = self.period_options(employment, period, "costCenter").await?;
        let keyed = options.iter().filter_map(|option| {
            let code = option.get("code").or_else(|| option.get("value"))?.as_str()?;
            Some((Text::from(code).0, option.get("key")?.as_i64()?))
        });
        Ok(keyed.collect())
    }

    /// What Loket offers for a field of the period data of an employment.
    async fn period_options(
        &self,
        employment: &str,
        period: Period,
        field: &str,
    ) -> Result<Vec<Value>, Fault> {
        let request = Request::new(GET_PERIOD_DATA_METADATA)
            .with("employmentId", employment)
            .with("year", period.year.to_string())
            .with("periodNumber", period.number.to_string());
        let fields = match self.client().call(&request).await?.read::<Metadata>()? {
            Metadata::Bare(fields)
            | Metadata::Detail { content: fields }
            | Metadata::List { _embedded: fields } => fields,
        };
        let found = fields.into_iter().find(|one| one.field.eq_ignore_ascii_case(field));
        found.map(|one| one.options).ok_or_else(|| unstated(GET_PERIOD_DATA_METADATA, "field"))
    }

    /// The shifts of an administration: what Loket offers for an employment that is in force.
    async fn shifts(
        &self,
        employments: &[KnownEmployment],
        period: Period,
    ) -> Result<Source<Vec<KnownShift>>, Fault> {
        let Some(one) = employments.iter().find(|one| one.in_force_in(period) == Some(true)) else {
            return Ok(Source::Unread { why: Unread::NotStated });
        };
        let read = async {
            let options = self.period_options(&one.id, period, "shift").await?;
            options
                .iter()
                .map(shift_of)
                .collect::<Option<Vec<_>>>()
                .ok_or_else(|| unstated(GET_PERIOD_DATA_METADATA, "shift.options"))
        };
        let source = self.source(WITH_METADATA, read).await?;
        Ok(match source {
            // The address is named and not described: a 404 says that it is not there for us.
            Source::Unread { why: Unread::Vanished } => Source::Unread { why: Unread::NotOffered },
            source => source,
        })
    }
}

/// A shift among the options, under the name that period data gives its number or the one that options have.
fn shift_of(option: &Value) -> Option<KnownShift> {
    let number = option.get("shiftNumber").or_else(|| option.get("key"))?;
    let number = u8::try_from(number.as_u64()?).ok()?;
    let description = option.get("value").and_then(Value::as_str).unwrap_or_default();
    Some(KnownShift { number, description: Text::from(description).0 })
}

impl PeriodDefaults {
    /// The shift that Loket proposes; none when it proposes none.
    pub(crate) fn shift(&self) -> Option<u8> {
        let number = self.shift.as_ref()?.shift_number?;
        u8::try_from(number).ok().filter(|number| (1..=15).contains(number))
    }

    /// The payslip that Loket proposes; the ordinary one when it proposes none.
    pub(crate) fn payslip(&self) -> i64 {
        self.payslip_type.as_ref().and_then(|payslip| payslip.key).unwrap_or(ORDINARY_PAYSLIP)
    }
}

/// Keys of the categories that hours and these components are of, each once. Loket lists period data by category, so wages
/// are not even sent where nothing of them is in the table.
///
/// # Errors
/// [`Fault::Changed`] when Loket leaves a category empty that is needed.
pub(crate) fn categories_of(all: &[Component], components: &[u32]) -> Result<Vec<i64>, Fault> {
    let is_wanted = |one: &&Component| {
        counts_hours(&one.category) == Some(true)
            || u32::try_from(one.key).is_ok_and(|key| components.contains(&key))
    };
    let keys = all.iter().filter(is_wanted).map(|one| Choice::number(&one.category));
    let mut keys =
        keys.collect::<Option<Vec<i64>>>().ok_or_else(|| unstated(GET_PAYROLL_COMPONENTS, "category.key"))?;
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}
