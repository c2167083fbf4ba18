//! The operations of Loket's interface: one table of all of them, and the call that each one gets.

mod administrations;
mod applications;
mod changes;
mod collective;
mod employees;
mod employers;
mod imports;
mod own;
mod period_data;
mod products;
mod records;
mod rights;
mod self_service;
mod table;
mod teams;
mod unspecified;
mod upload;
mod users;
mod wording;

pub(crate) use products::switched;
pub(crate) use upload::{Upload, upload};

use std::collections::HashMap;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State as Given};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::{MethodFilter, on};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::answer::{Answer, Refusal, respond};
use crate::authorization;
use crate::catalogue::Activity;
use crate::ids::{Kind, provider_id, read};
use crate::provider::{Administration, Employee, Employer, FictionalProvider};
use crate::query::Query;
use crate::state::State;

pub(crate) type ApiResult = Result<Answer, Refusal>;

/// An operation: where it is, the activity that it asks, its versions (newest first), and what it does.
pub(crate) struct Operation {
    pub method: &'static str,
    pub path: &'static str,
    pub activity: &'static str,
    pub versions: &'static [&'static str],
    pub run: fn(&mut Call<'_>) -> ApiResult,
}

/// A call of an operation by a signed-in user.
pub(crate) struct Call<'a> {
    pub office: &'a mut FictionalProvider,
    pub user: u32,
    pub now: Timestamp,
    pub query: Query,
    pub body: Value,
    pub version: &'static str,
    activity: &'static str,
    path: HashMap<String, String>,
}

/// The routes of all operations.
pub(crate) fn routes() -> Router<State> {
    table::OPERATIONS.iter().fold(Router::new(), |router, operation| {
        let method = match operation.method {
            "POST" => MethodFilter::POST,
            "PATCH" => MethodFilter::PATCH,
            _ => MethodFilter::GET,
        };
        let answer = move |state: Given<State>,
                           path: Path<HashMap<String, String>>,
                           query: RawQuery,
                           headers: HeaderMap,
                           body: Bytes| async move {
            call(operation, &state.0, path.0, query.0.as_deref(), &headers, &body)
        };
        router.route(operation.path, on(method, answer))
    })
}

fn call(
    operation: &'static Operation,
    state: &State,
    path: HashMap<String, String>,
    query: Option<&str>,
    headers: &HeaderMap,
    body: &[u8],
) -> Response {
    let newest = operation.versions.first().copied().unwrap_or("2018-01-01");
    let version = match version(operation.versions, headers) {
        Ok(version) => version,
        Err(refusal) => return respond(Err(refusal), newest),
    };
    let asked = Query::read(query.unwrap_or_default());
    let now = state.now();
    let reads = operation.method == "GET";
    let act = |held: &mut crate::state::Held| -> ApiResult {
        let user = held.grants.user(headers, now).ok_or(Refusal::Unauthorized)?;
        let query = asked.map_err(|name| Refusal::list(format!("Invalid value for {name}"), &name))?;
        let body = if reads { Value::Null } else { json_body(headers, body)? };
        let office = &mut held.office;
        (operation.run)(&mut Call {
            office,
            user,
            now,
            query,
            body,
            version,
            activity: operation.activity,
            path,
        })
    };
    let outcome = if reads { state.with(act) } else { state.change(act) };
    respond(outcome, version)
}

/// The version on or before the date that the Accept header asks; the newest without one.
fn version(versions: &[&'static str], headers: &HeaderMap) -> Result<&'static str, Refusal> {
    let newest = versions.first().copied().unwrap_or("2018-01-01");
    let Some(accept) = headers.get(header::ACCEPT) else {
        return Ok(newest);
    };
    let accept = accept.to_str().map_err(|_| Refusal::MediaType)?.to_lowercase();
    let mut parts = accept.split(';').map(str::trim);
    match parts.next() {
        Some("application/json" | "*/*" | "application/*") => {}
        _ => return Err(Refusal::MediaType),
    }
    let asked = parts.find_map(|part| part.strip_prefix("version="));
    let date = asked.filter(|asked| asked.starts_with("20"));
    let oldest = versions.last().copied().unwrap_or(newest);
    Ok(date.map_or(newest, |date| {
        versions
            .iter()
            .copied()
            .find(|version| !version.starts_with("20") || *version <= date)
            .unwrap_or(oldest)
    }))
}

fn json_body(headers: &HeaderMap, body: &[u8]) -> Result<Value, Refusal> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    if !media.to_lowercase().starts_with("application/json") {
        return Err(Refusal::MediaType);
    }
    serde_json::from_slice(body).map_err(|_| Refusal::rule("The body is not valid JSON", "body"))
}

impl Call<'_> {
    /// Asks that the user may do this at all.
    pub fn allowed(&self) -> Result<(), Refusal> {
        authorization::anywhere(self.office, self.user, self.activity)
    }

    /// Asks that the user may do this at an employer.
    pub fn allowed_at(&self, employer: u16) -> Result<(), Refusal> {
        authorization::at_employer(self.office, self.user, self.activity, employer)
    }

    /// An id of the path.
    pub fn id(&self, name: &str) -> Result<Uuid, Refusal> {
        self.path.get(name).and_then(|text| Uuid::parse_str(text).ok()).ok_or(Refusal::NotFound)
    }

    /// A number of the path.
    pub fn number(&self, name: &str) -> Result<i32, Refusal> {
        self.path.get(name).and_then(|text| text.parse().ok()).ok_or(Refusal::NotFound)
    }

    /// The number of the employer of the path, when the user may do this there.
    pub fn employer_number(&self) -> Result<u16, Refusal> {
        let (_, number) = read(Kind::Employer, self.id("employerId")?).ok_or(Refusal::NotFound)?;
        let number = u16::try_from(number).map_err(|_| Refusal::NotFound)?;
        self.office.fixed.employer(number).ok_or(Refusal::NotFound)?;
        self.allowed_at(number)?;
        Ok(number)
    }

    /// The employer of the path, when the user may do this there.
    pub fn employer(&self) -> Result<&Employer, Refusal> {
        let number = self.employer_number()?;
        self.office.fixed.employer(number).ok_or(Refusal::NotFound)
    }

    /// The administration of the path with its employer, when the user may do this there.
    pub fn administration(&self) -> Result<(&Employer, &Administration), Refusal> {
        let given = self.id("payrollAdministrationId")?;
        let (owner, place) = read(Kind::Administration, given).ok_or(Refusal::NotFound)?;
        let employer = self.office.fixed.employer(owner).ok_or(Refusal::NotFound)?;
        let administration = employer.administration(place).ok_or(Refusal::NotFound)?;
        self.allowed_at(owner)?;
        Ok((employer, administration))
    }

    /// The employment of the path with its employer, when the user may do this there.
    pub fn employment(&self) -> Result<(&Employer, &Employee), Refusal> {
        let (owner, number) = read(Kind::Employment, self.id("employmentId")?).ok_or(Refusal::NotFound)?;
        let employer = self.office.fixed.employer(owner).ok_or(Refusal::NotFound)?;
        let employee = employer.employee(number).ok_or(Refusal::NotFound)?;
        self.allowed_at(owner)?;
        Ok((employer, employee))
    }

    /// Asks that the path names the office, and that the user may do this there.
    pub fn provider(&self) -> Result<(), Refusal> {
        if self.id("providerId")? != provider_id() {
            return Err(Refusal::NotFound);
        }
        self.allowed()
    }

    /// The employees of an employer that the user's own filter setting lets through, at this moment.
    pub fn shown_employees<'e>(&self, employer: &'e Employer) -> Vec<&'e Employee> {
        let today = self.now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let setting = self.office.live.filter(self.user, employer.number);
        let first = jiff::civil::date(today.year(), 1, 1);
        let shown = |employee: &&Employee| match setting {
            "ActiveEmployments" => employee.runs_on(today),
            "ActiveAndFutureEmployments" => employee.end.is_none_or(|end| end >= today),
            "ActiveAndHistoricEmployments" => employee.start <= today,
            "ActiveInOrAfterCurrentYearEmployments" => employee.end.is_none_or(|end| end >= first),
            _ => true,
        };
        employer.employees.iter().filter(shown).collect()
    }

    /// Activities that the connecting application has and the user may do at an employer.
    pub fn activities(&self, employer: u16) -> Vec<(u32, &'static Activity)> {
        let known = crate::catalogue::numbered(&crate::catalogue::catalogue().activities);
        known
            .filter(|(_, activity)| !self.office.live.withheld.contains(&activity.name))
            .filter(|(_, activity)| authorization::user_can(self.office, self.user, activity, employer))
            .collect()
    }
}
