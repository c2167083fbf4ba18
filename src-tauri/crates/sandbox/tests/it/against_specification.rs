//! Every operation, held against Loket's own specification: the request that is sent, and each answer that comes.

use contract::Contract;
use sandbox::{Options, employer_id, provider_id, user_id};
use serde_json::{Value, json};

use super::browser::{Client, at};

const BASE: &str = "/v2/providers/employers";

/// A call and the status that it has to get.
struct Asked {
    method: &'static str,
    path: String,
    body: Option<Value>,
    status: u16,
}

fn read(path: impl Into<String>) -> Asked {
    Asked { method: "GET", path: path.into(), body: None, status: 200 }
}

fn change(method: &'static str, path: impl Into<String>, body: Value) -> Asked {
    Asked { method, path: path.into(), body: Some(body), status: 200 }
}

fn made(path: impl Into<String>, body: Value) -> Asked {
    Asked { status: 201, ..change("POST", path, body) }
}

fn id(kind: &str, owner: u16, number: u32) -> String {
    format!("{kind}-0000-4000-8000-{owner:04x}{number:08x}")
}

fn readings() -> Vec<Asked> {
    let administration = format!("{BASE}/payrolladministrations/{}", id("ad000001", 1, 1));
    let profile = format!("{BASE}/payrolladministrations/journalProfiles/{}", id("b0000001", 1, 1));
    let team = format!("/v2/providers/authorizationgroups/{}", id("ab000001", 0, 1));
    let provider = format!("/v2/providers/{}", provider_id());
    let application = id("be000001", 0, 1);
    let user = user_of(1);
    let one_employer = employer_id(1);
    let mut asked: Vec<Asked> =
        ["/user", "/v2/providers", BASE, "/authorizationmodel", "/users/collectiveactions"]
            .map(read)
            .into_iter()
            .collect();
    asked.extend([read(format!("{BASE}/minimized")), read(format!("{BASE}/lastmodifiedversionnumbers"))]);
    for rest in [
        "",
        "/payrolladministrations",
        "/departments",
        "/distributionunits",
        "/employees",
        "/employees/employments",
        "/employees/employments/minimized",
        "/employees/employments/lastmodifiedversionnumbers",
        "/employees/selfservice",
        "/users",
        "/modules",
        "/authorizations",
        "/applications",
    ] {
        asked.push(read(at(1, rest)));
    }
    asked.extend([
        read(format!("{administration}/payrollperiods")),
        read(format!("{administration}/payrollcomponents/year/2026")),
        read(format!("{administration}/journalProfiles")),
        read(format!("{administration}/payrollPeriods/202608/payrollperioddata?payslipType=1&payrollComponentCategory=1")),
        read(format!("{profile}/costCenters")),
        read(format!("{profile}/costUnits")),
        read(format!("{BASE}/users/{user}")),
        read(format!("{BASE}/{one_employer}/users/{user}/authorizations")),
        read(format!("{BASE}/{one_employer}/applications/{application}/users")),
        read(format!("/applications/{application}/authorizations")),
        read(format!("{provider}/users")),
        read(format!("{provider}/authorizationgroups")),
        read(format!("{provider}/modules")),
        read(&*team),
        read(format!("{team}/authorizations")),
        read(format!("{team}/employers")),
        read(format!("{team}/users")),
    ]);
    asked
}

/// The coupling user of the first employer.
fn user_of(employer: u32) -> uuid::Uuid {
    user_id(7 + employer)
}

fn changes() -> Vec<Asked> {
    let administration = format!("{BASE}/payrolladministrations/{}", id("ad000001", 1, 1));
    let team = format!("/v2/providers/authorizationgroups/{}", id("ab000001", 0, 2));
    let provider = format!("/v2/providers/{}", provider_id());
    let import = json!({"mimeType": "text/csv", "data": "YWFuc2xucjtwZXJzbnI7cGxvZWc7MgoxMDE7MTsxOzEyLDUK"});
    let query = "?payrollPeriodId=202608&payslipType=1&processingMethod=1";
    let right = id("ac000001", 0, 1);
    let employment = id("ef000001", 1, 1);
    let mut one = period_record();
    one["processingMethod"] = json!("addUp");
    let mut many = period_record();
    many["employmentId"] = json!(employment);
    vec![
        made(at(1, "/users"), new_user("koppeling.nieuw")),
        made(at(1, "/users/invite"), invitation()),
        change(
            "PATCH",
            at(1, &format!("/users/{}/authorizations", user_of(1))),
            json!({"authorizationSet": null, "authorizations": [{"id": right, "isEnabled": true}]}),
        ),
        made(format!("{provider}/authorizationgroups"), json!({"description": "Nieuw team"})),
        change(
            "PATCH",
            format!("{team}/authorizations"),
            json!({"authorizations": [{"id": right, "isEnabled": true}]}),
        ),
        change("PATCH", format!("{team}/employers"), json!([employer_id(1)])),
        change("PATCH", format!("{team}/users"), json!([user_id(2)])),
        change("PATCH", at(1, "/modules"), json!([{"id": id("ba000001", 0, 70), "action": "enable"}])),
        change("POST", format!("{administration}/import/payrollperioddata{query}"), import.clone()),
        change("POST", format!("{BASE}/payrolladministrations/import/payrollperioddata{query}"), import),
        change("PATCH", format!("{BASE}/employees/employments/{employment}/payrollperioddata"), one),
        change("PATCH", at(1, "/payrollperioddata"), json!([many])),
        change(
            "PATCH",
            at(1, "/employees/selfservice"),
            json!([{"employeeId": id("ee000001", 1, 1), "action": "SendInvite"}]),
        ),
        read(format!("/users/collectiveactions/{}", id("ca000001", 0, 1))),
        read("/users/collectiveactions"),
    ]
}

/// A body for one employment's period data.
pub fn period_record() -> Value {
    json!({
        "payrollPeriod": {"year": 2026, "periodNumber": 8}, "shift": {"shiftNumber": 1}, "payslipType": {"key": 1},
        "payslipText": null, "distributionUnit": {"key": id("df000001", 1, 1)}, "costCenter": {"key": 1},
        "costUnit": null,
        "payrollComponents": [{"payrollComponent": {"key": 15}, "value": 2.5, "isSupplement": false}]
    })
}

/// A body for a new user.
pub fn new_user(name: &str) -> Value {
    json!({
        "loginMethod": {"key": 1}, "personalDetails": {"initials": "K", "prefix": null, "lastName": "Koppeling"},
        "contactInformation": {"placeOfEmployment": null, "phoneNumber": null, "emailAddress": "koppeling@kantoor.example"},
        "hasAccessToPayrollingTestData": false, "azureActiveDirectory": null,
        "ssoAccount": {"userName": name, "password": "Geheim-1234"}
    })
}

fn invitation() -> Value {
    json!({
        "personalDetails": {"initials": "K", "prefix": "van", "lastName": "Koppeling"},
        "contactInformation": {"placeOfEmployment": null, "phoneNumber": null, "emailAddress": "nodig@kantoor.example"},
        "twoFactorAuthenticationRequired": true, "hasAccessToPayrollingTestData": false,
        "destinationForSecret": "0612345678"
    })
}

fn client() -> Client {
    let client = Client::with(Options::default());
    client.press(&[("wat", "activiteit"), ("ding", "PatchEmployeeSelfServiceAccessByEmployerId")]);
    client
}

fn call_all(client: &Client, contract: &Contract, asked: Vec<Asked>, seen: &mut Vec<String>) {
    let mut findings = Vec::new();
    for Asked { method, path, body, status } in asked {
        let name = format!("{method} {path}");
        findings.extend(contract.check_request(method, &path, body.as_ref()));
        let reply = match &body {
            None => client.get(&path),
            Some(body) => client.send(method, &path, body),
        };
        assert_eq!(reply.status, status, "{name}: {}", reply.text);
        let wrong = contract.check_answer(method, &path, status, &reply.json());
        findings.extend(wrong.into_iter().map(|finding| format!("{name}: {finding}")));
        seen.push(name);
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn every_operation_answers_as_the_specification_says() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let client = client();
    let mut seen = Vec::new();
    call_all(&client, &contract, readings(), &mut seen);
    call_all(&client, &contract, changes(), &mut seen);
    call_all(&client, &contract, readings(), &mut seen);
    for (method, path) in contract.operations() {
        let called = seen.iter().any(|name| {
            name.split_once(' ').is_some_and(|(used, address)| used == method && fits(&path, address))
        });
        assert!(called, "{method} {path} was not called");
    }
}

/// Whether an address is of an operation's path.
fn fits(template: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap();
    let (one, other): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.starts_with('{') || *one == other)
}

#[test]
fn lists_with_every_parameter_answer_as_the_specification_says() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let client = client();
    let pages = |asked: Asked| -> Option<Asked> {
        let paged =
            contract.check_request("GET", &format!("{}{}", asked.path, extra(&asked.path)), None).is_empty();
        paged.then(|| read(format!("{}{}", asked.path, extra(&asked.path))))
    };
    let asked: Vec<_> = readings().into_iter().filter_map(pages).collect();
    assert!(asked.len() >= 20, "{}", asked.len());
    call_all(&client, &contract, asked, &mut Vec::new());
}

fn extra(path: &str) -> String {
    let order = if path.contains("lastmodified") { "&orderBy=-lastModifiedVersionNumber" } else { "" };
    let join = if path.contains('?') { '&' } else { '?' };
    format!("{join}pageNumber=1&pageSize=3{order}")
}

#[test]
fn refusals_answer_as_the_specification_says() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let client = client();
    let check = |method: &str, path: &str, reply: super::browser::Reply, status: u16| {
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.text);
        let findings = contract.check_answer(method, path, status, &reply.json());
        assert!(findings.is_empty(), "{method} {path}: {}", findings.join("\n"));
    };
    let list = at(1, "/employees/employments");
    check("GET", &list, client.ask("GET", &list, &[], ""), 401);
    let closed = at(13, "/employees/employments");
    check("GET", &closed, client.get(&closed), 403);
    let missing = format!("{BASE}/{}", uuid::Uuid::from_u128(7));
    check("GET", &missing, client.get(&missing), 404);
    let wrong = format!("{list}?filter=payrollId%20is%203");
    check("GET", &wrong, client.get(&wrong), 400);
    let users = at(1, "/users");
    check("POST", &users, client.send("POST", &users, &new_user("k!")), 400);
    let modules = at(2, "/modules");
    let pro = json!([{"id": id("ba000001", 0, 613), "action": "enable"}]);
    check("PATCH", &modules, client.send("PATCH", &modules, &pro), 409);
}

#[test]
fn the_contract_finds_what_is_wrong() {
    let Some(contract) = Contract::load() else {
        return;
    };
    let client = client();
    let path = at(1, "/departments");
    let mut answer = client.get(&path).json();
    answer["_embedded"][0]["code"] = json!("één");
    answer["_embedded"][1]["colour"] = json!("red");
    answer["_embedded"][2].as_object_mut().unwrap().remove("description");
    let findings = contract.check_answer("GET", &path, 200, &answer);
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert_eq!(contract.check_request("GET", &format!("{path}?pagesize=3"), None).len(), 1);
    assert_eq!(contract.check_request("GET", "/v2/providers/nothing/else", None).len(), 1);
    assert_eq!(
        contract
            .check_request("PATCH", &at(1, "/modules"), Some(&json!([{"id": "x", "action": "on"}])))
            .len(),
        3
    );
}
