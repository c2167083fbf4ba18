//! The five conditions, seen from outside, and the model that explains them.

use serde_json::json;

use super::browser::{Client, at};

fn reason(client: &Client, path: &str) -> String {
    let reply = client.get(path);
    assert_eq!(reply.status, 403, "{path}: {}", reply.text);
    reply.json()["message"].as_str().unwrap().to_owned()
}

#[test]
fn an_employer_out_of_reach_is_in_no_list_and_refused_directly() {
    let client = Client::new();
    let listed = client.get("/v2/providers/employers").items();
    assert_eq!(listed.len(), 13);
    assert!(!listed.iter().any(|employer| employer["companyName"] == "Advocatenkantoor Van Buren"));
    assert!(reason(&client, &at(13, "")).contains("access to the given Id"));
    client.press(&[("wat", "toegang"), ("werkgever", "13"), ("ding", "1")]);
    assert_eq!(client.get(&at(13, "")).status, 200);
}

#[test]
fn a_right_a_product_and_an_activity_can_each_be_missing() {
    let mut client = Client::new();
    let import = "/v2/providers/employers/payrolladministrations/ad000001-0000-4000-8000-000600000001/import/payrollperioddata?payrollPeriodId=202608&payslipType=1&processingMethod=1";
    let reply = client.send("POST", import, &json!({"mimeType": "text/csv", "data": ""}));
    assert!(reply.text.contains("module"), "{}", reply.text);
    let self_service = at(1, "/employees/selfservice");
    let reply = client.send("PATCH", &self_service, &json!([]));
    assert!(reply.text.contains("Client"), "{}", reply.text);
    client.token = client.sign_in("stagiair");
    assert!(reason(&client, &at(1, "/modules")).contains("rechten"));
    assert_eq!(client.get(&at(1, "/employees/employments")).status, 200);
}

#[test]
fn own_rights_go_before_those_of_the_team() {
    let mut client = Client::new();
    let admin = client.token.clone();
    let activities = |client: &Client| -> Vec<String> {
        let items = client.get(&at(3, "/authorizations")).items();
        items.iter().map(|item| item["description"].as_str().unwrap().to_owned()).collect()
    };
    let vonk = client.sign_in("koppeling.vonk");
    client.token.clone_from(&vonk);
    assert!(!activities(&client).contains(&"GetWagesByEmploymentId".to_owned()));
    client.press(&[("wat", "eigen-rechten"), ("werkgever", "3"), ("gebruiker", "5")]);
    assert!(activities(&client).contains(&"GetWagesByEmploymentId".to_owned()));
    client.token = admin;
    let users = client.get(&format!("/v2/providers/{}/users", sandbox::provider_id())).items();
    let own = users.iter().find(|user| user["userName"] == "koppeling.vonk").unwrap();
    assert_eq!(own["hasAuthorisationsOnUserLevel"], false);
}

#[test]
fn the_model_agrees_with_what_is_refused() {
    let mut client = Client::new();
    client.token = client.sign_in("koppeling.aalst");
    let model = client.get("/authorizationmodel").items();
    let rights = |name: &str| -> Vec<String> {
        let activity = model.iter().find(|activity| activity["description"] == name).unwrap();
        let rights = activity["authorizations"].as_array().unwrap();
        rights.iter().map(|right| right["description"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(rights("GetLeaveByEmploymentId"), ["Raadplegen verlofadministratie"]);
    assert!(rights("GetEmployeesByEmployerId").contains(&"Raadplegen HRM-gegevens".to_owned()));
    let own = client.get(&at(2, "/authorizations")).items();
    let has = |name: &str| own.iter().any(|activity| activity["description"] == name);
    assert!(has("GetWagesByEmploymentId") && !has("GetLeaveByEmploymentId"));
    assert_eq!(client.get("/v2/providers/employers").items().len(), 1);
}

#[test]
fn an_older_version_is_given_when_it_is_asked() {
    let client = Client::new();
    let bearer = format!("Bearer {}", client.token);
    let ask = |accept: &str| {
        client.ask("GET", &at(1, "/authorizations"), &[("authorization", &bearer), ("accept", accept)], "")
    };
    let old = ask("application/json;version=2018-06-01");
    assert_eq!(old.media, "application/json;version=2018-01-01");
    assert!(old.items()[0]["name"].is_string());
    assert_eq!(ask("application/json;version=2026-01-01").json()["version"]["resourceVersion"], "2019-02-11");
    assert_eq!(ask("text/html").status, 415);
}
