//! A Loket on paper: one office with one employer, every answer written out as Loket's specification has it.

#![allow(dead_code)] // Each test file is a program of its own and uses a part.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::reading::{Part, Readings, Source, Unread};
use jiff::Timestamp;
use loket::Time;
use loket::read::Reader;
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub const EMPLOYER: &str = "b14acd0d-75d7-4fc8-8b22-4a3924585cab";
pub const OTHER_EMPLOYER: &str = "b14acd0d-75d7-4fc8-8b22-4a3924585cac";
pub const PROVIDER: &str = "10000000-0000-4000-8000-000000000001";
pub const ADMINISTRATION: &str = "20000000-0000-4000-8000-000000000001";
pub const USER: &str = "30000000-0000-4000-8000-000000000001";
pub const OFFICE_USER: &str = "30000000-0000-4000-8000-000000000002";
pub const TEAM: &str = "40000000-0000-4000-8000-000000000001";
pub const PROFILE: &str = "50000000-0000-4000-8000-000000000001";
pub const APPLICATION: &str = "60000000-0000-4000-8000-000000000001";
pub const IDLE_APPLICATION: &str = "60000000-0000-4000-8000-000000000002";
pub const LEAVE: &str = "70000000-0000-4000-8000-000000000001";
pub const HRM: &str = "70000000-0000-4000-8000-000000000002";
pub const EMPLOYMENT: &str = "80000000-0000-4000-8000-000000000001";
pub const PRODUCT: &str = "90000000-0000-4000-8000-000000000001";
pub const OFFERED: &str = "90000000-0000-4000-8000-000000000002";
const ANY: &str = "a0000000-0000-4000-8000-000000000001";

/// A day in March on which three periods of the year had begun.
pub struct Spring;

impl Time for Spring {
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    fn wall(&self) -> Timestamp {
        "2026-03-02T10:00:00Z".parse().unwrap()
    }
}

/// What comes back on a call.
type Answer = Arc<dyn Fn(&Request) -> ResponseTemplate + Send + Sync>;

/// Answers by method and path, and the calls that came.
#[derive(Clone)]
pub struct Paper {
    answers: Arc<Mutex<HashMap<String, Answer>>>,
    pub calls: Arc<Mutex<Vec<String>>>,
}

impl Respond for Paper {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let key = format!("{} {}", request.method, request.url.path());
        self.calls.lock().unwrap().push(key.clone());
        let answer = self.answers.lock().unwrap().get(&key).cloned();
        answer.map_or_else(|| ResponseTemplate::new(404), |answer| answer(request))
    }
}

impl Paper {
    /// The office, on a server of this computer.
    pub async fn office() -> (MockServer, Self) {
        let paper = Self { answers: Arc::default(), calls: Arc::default() };
        for (path, body) in office() {
            paper.answer(&path, body);
        }
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(paper.clone()).mount(&server).await;
        (server, paper)
    }

    pub fn answer(&self, path: &str, body: Value) {
        self.respond_to("GET", path, ResponseTemplate::new(200).set_body_json(body));
    }

    pub fn refuse(&self, path: &str, status: u16) {
        self.respond_to("GET", path, ResponseTemplate::new(status));
    }

    pub fn respond_to(&self, method: &str, path: &str, answer: ResponseTemplate) {
        self.react(method, path, move |_| answer.clone());
    }

    /// Answers as the call asks, and may change other answers.
    pub fn react<A>(&self, method: &str, path: &str, answer: A)
    where
        A: Fn(&Request) -> ResponseTemplate + Send + Sync + 'static,
    {
        self.answers.lock().unwrap().insert(format!("{method} {path}"), Arc::new(answer));
    }

    /// How often a call came whose path ends so.
    pub fn count(&self, ending: &str) -> usize {
        self.calls.lock().unwrap().iter().filter(|call| call.ends_with(ending)).count()
    }
}

pub fn list(items: Value) -> Value {
    let count = items.as_array().map_or(0, Vec::len);
    json!({"totalSize": count, "pageSize": 250, "totalPages": 1, "currentPage": 1,
           "version": {"resourceVersion": "2018-01-01", "obsoleteDate": null}, "messages": [], "_embedded": items})
}

pub fn detail(content: Value) -> Value {
    json!({"version": {"resourceVersion": "2018-01-01", "obsoleteDate": null}, "messages": [], "content": content})
}

pub fn of_employer(rest: &str) -> String {
    format!("/v2/providers/employers/{EMPLOYER}{rest}")
}

pub fn of_administration(rest: &str) -> String {
    format!("/v2/providers/employers/payrolladministrations/{ADMINISTRATION}{rest}")
}

/// Every answer by its path.
pub fn office() -> Vec<(String, Value)> {
    let mut all = vec![
        ("/v2/providers".to_owned(), list(json!([{"id": PROVIDER, "name": "Oefenkantoor"}]))),
        ("/authorizationmodel".to_owned(), model()),
        (
            "/v2/providers/employers/minimized".to_owned(),
            list(
                json!([{"id": EMPLOYER, "companyName": "Voorbeeld B.V.", "employerNumber": 20720, "branch": null}]),
            ),
        ),
        (
            "/v2/providers/employers/lastmodifiedversionnumbers".to_owned(),
            list(json!([{"id": EMPLOYER, "lastModifiedVersionNumber": 70_429_274_999_853_i64},
                        {"id": OTHER_EMPLOYER, "lastModifiedVersionNumber": 70_429_274_999_900_i64}])),
        ),
        (format!("/globalfilter/user/filtersettings/{EMPLOYER}"), filters()),
    ];
    all.extend(at_employer());
    all.extend(at_office());
    all.extend(at_payroll());
    all
}

fn filters() -> Value {
    detail(json!({"filterOnEmployedStatus": "ActiveEmployments", "filterOnAdministrations": [],
                  "filterOnOnCallEmployment": null, "filterOnEmploymentTypes": [], "referenceDate": null}))
}

pub fn model() -> Value {
    let named = |name: &str| json!({"id": ANY, "description": name});
    list(json!([
        {"id": "b0000000-0000-4000-8000-000000000001", "description": "GetDistributionUnitsByEmployerId",
         "functionalDescription": "Lijst verdelingseenheden", "roles": [named("Provider")], "modules": [],
         "authorizations": [named("Raadplegen HRM-gegevens"), named("Raadplegen dienstverbanden")]},
        {"id": "b0000000-0000-4000-8000-000000000002", "description": "GetModulesByEmployerId",
         "functionalDescription": "Lijst producten", "roles": [], "authorizations": [],
         "modules": [named("Personeelsregistratie")]},
    ]))
}

fn user(id: &str, name: &str) -> Value {
    json!({"id": id, "loginMethod": {"key": 1, "value": "Username and password"},
        "personalDetails": {"firstName": null, "initials": "SL", "prefix": "van", "lastName": "Bergen"},
        "contactInformation": {"placeOfEmployment": null, "phoneNumber": null, "emailAddress": "s@kantoor.example"},
        "accessStatus": {"key": 3, "value": "Has access to Client"}, "hasMultiFactorAuthentication": false,
        "twoFactorAuthenticationRequired": null, "userName": name, "azureActiveDirectory": null, "dateTimeLastLogin": "2026-11-28T23:30:00+01:00",
        "isDepartmentManager": false, "isLinkedToMultipleEmployers": true, "hasAuthorisationsOnUserLevel": true})
}

pub fn rights(leave: bool, hrm: bool) -> Value {
    list(json!([
        {"id": LEAVE, "description": "Raadplegen verlofadministratie", "availableForEmployerUser": true,
         "isEnabled": leave},
        {"id": HRM, "description": "Raadplegen HRM-gegevens", "availableForEmployerUser": true, "isEnabled": hrm}]))
}

pub fn products(on: &[(&str, &str)]) -> Value {
    let product =
        |(id, name): &(&str, &str)| json!({"id": id, "description": name, "number": 50.0, "bundle": null});
    list(on.iter().map(product).collect())
}

pub fn users() -> Value {
    list(json!([user(USER, "koppeling.voorbeeld")]))
}

fn at_employer() -> Vec<(String, Value)> {
    let coded = |code: Value| list(json!([{"id": ANY, "code": code, "description": "Winkel"}]));
    vec![
        (
            of_employer(""),
            detail(
                json!({"id": EMPLOYER.to_uppercase(), "employerNumber": 20720, "companyName": " Voorbeeld B.V. ",
                "chamberOfCommerceNumber": "00000001", "contact": null, "employerLogo": null,
                "contactInformation": {"emailAddress": "info@voorbeeld.example", "faxNumber": null}}),
            ),
        ),
        (
            of_employer("/authorizations"),
            list(json!([{"id": ANY, "description": "GetDistributionUnitsByEmployerId"},
                        {"id": ANY, "description": "GetModulesByEmployerId"}])),
        ),
        (of_employer("/users"), users()),
        (of_employer(&format!("/users/{USER}/authorizations")), rights(true, false)),
        (of_employer("/modules"), products(&[(PRODUCT, "Import variabele gegevens")])),
        (of_employer("/distributionunits"), coded(json!(3))),
        (of_employer("/employees/employments"), list(json!([employment()]))),
        (
            of_employer("/applications"),
            list(json!([
                {"id": APPLICATION, "name": "De Leerrekening", "isActivatedForEmployer": true, "logo": null},
                {"id": IDLE_APPLICATION, "name": "Roosterwerk", "isActivatedForEmployer": false}])),
        ),
        (
            of_employer(&format!("/applications/{APPLICATION}/users")),
            json!({"_embedded": [
                {"createdOn": "2018-05-08T15:16:49+02:00", "isblocked": false, "user": {"id": USER}},
                {"createdOn": "2018-05-08T15:16:49+02:00", "isblocked": true, "user": null}]}),
        ),
    ]
}

pub fn employment() -> Value {
    json!({"id": EMPLOYMENT, "employee": {"id": ANY, "employeeNumber": 156, "initials": "S.L.", "prefix": "van",
            "lastName": "Bergen", "formattedName": "Bergen, S.L. van", "dateOfBirth": "1995-05-21"},
        "startDate": "2018-01-01T00:00:00+01:00", "historicalStartDate": "2012-05-01", "endDate": null,
        "payrollAdministration": {"id": ADMINISTRATION.to_uppercase(), "name": "ABC"}, "payrollId": 2,
        "typeOfEmployee": {"key": 1, "value": "Uitzendkracht"},
        "employmentDurationType": {"key": 1, "value": "Onbepaalde tijd"},
        "employmentContractType": {"key": 77, "value": "A contract nobody knew"},
        "specialIncomeRatio": {"key": 0, "value": "n.v.t."},
        "isDirectorAndMajorShareholder": null, "isOnCallEmployment": true})
}

fn at_office() -> Vec<(String, Value)> {
    let team = |rest: &str| format!("/v2/providers/authorizationgroups/{TEAM}{rest}");
    let offered = products(&[(PRODUCT, "Import variabele gegevens"), (OFFERED, "MijnLoket")]);
    vec![
        (format!("/v2/providers/{PROVIDER}/users"), list(json!([user(OFFICE_USER, "oefenen")]))),
        (format!("/v2/providers/{PROVIDER}/modules"), offered),
        (
            format!("/v2/providers/{PROVIDER}/authorizationgroups"),
            list(json!([{"id": TEAM, "description": "Team oost", "numberOfLinkedUsers": 1}])),
        ),
        (team("/authorizations"), rights(false, true)),
        (
            team("/employers"),
            list(json!([{"id": EMPLOYER, "companyName": "Voorbeeld B.V.", "isLinked": true},
                        {"id": OTHER_EMPLOYER, "companyName": "Ander", "isLinked": false}])),
        ),
        (team("/users"), list(json!([{"id": OFFICE_USER, "userName": "oefenen", "isLinked": true}]))),
    ]
}

fn at_payroll() -> Vec<(String, Value)> {
    let hours = json!({"key": 1, "value": "Uren"});
    let period = |number: i32| {
        json!({"id": 202_600 + number, "year": 2026, "periodNumber": number, "testYear": false,
            "startDate": format!("2026-{number:02}-01"), "endDate": "2026-12-31", "payrollRuns": []})
    };
    let record = json!({"employment": {"id": EMPLOYMENT, "payrollId": 2}, "shift": {"shiftNumber": 1},
        "distributionUnit": {"key": ANY, "code": 2}, "costCenter": {"key": 2}, "costUnit": null,
        "payrollComponents": [
            {"payrollComponent": {"key": 2, "category": hours}, "value": 144.25, "isSupplement": false},
            {"payrollComponent": {"key": 1, "category": {"key": 2, "value": "Beloning"}}, "value": 2500},
            {"payrollComponent": {"key": 15, "category": hours}, "value": null}]});
    let mut all = vec![
        (
            of_employer("/payrolladministrations"),
            list(json!([{"id": ADMINISTRATION, "name": "ABC", "clientNumber": 1234, "endDate": null,
                "payrollTaxesNumber": "111111110L46", "payrollPeriodType": {"key": 3, "value": "4 weken"}}])),
        ),
        (
            of_administration("/payrollcomponents/year/2026"),
            json!({"totalSize": 2, "_embedded": [
                {"key": 2, "description": "Gewerkte uren", "category": hours, "deductionOrPayment": null},
                {"key": 1, "description": "Salaris", "category": {"key": 2, "value": "Beloning"}}]}),
        ),
        (of_administration("/payrollperiods"), list((1..=12).map(period).collect())),
        (
            of_administration("/journalProfiles"),
            list(json!([{"id": PROFILE, "key": 2, "description": "Profiel"}])),
        ),
        (
            format!("/v2/providers/employers/payrolladministrations/journalProfiles/{PROFILE}/costCenters"),
            list(json!([{"id": ANY, "code": "SAL073", "description": "Sales"}])),
        ),
    ];
    for number in 1..=3 {
        let path = format!("/payrollPeriods/{}/payrollperioddata", 202_600 + number);
        all.push((of_administration(&path), list(json!([record.clone()]))));
    }
    all
}

/// Reads as the signed-in user of this office.
pub async fn reader(server: &MockServer) -> Reader {
    let fixture = crate::common::fixture(&server.uri()).await;
    Reader::new(fixture.client, Arc::new(Spring))
}

pub async fn read(reader: &Reader, wanted: &[Part]) -> Readings {
    let office = reader.read_office().await.unwrap();
    let mut readings = Readings::default();
    reader.read_employer(&office, EMPLOYER, wanted, &mut readings, &|_| {}).await.unwrap();
    readings
}

pub fn why<T: serde::Serialize + serde::de::DeserializeOwned>(source: &Source<T>) -> Unread {
    source.content().err().unwrap()
}
