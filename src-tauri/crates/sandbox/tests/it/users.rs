//! Users, teams and products: changes are there on the next read, and rules are kept.

use sandbox::{provider_id, user_id};
use serde_json::{Value, json};

use super::against_specification::new_user;
use super::browser::{Client, Reply, at};

fn fields(reply: &Reply) -> Vec<String> {
    let messages = reply.json()["messages"].as_array().unwrap().clone();
    messages.iter().map(|message| message["properties"][0].as_str().unwrap().to_owned()).collect()
}

fn enabled(rights: &[Value]) -> Vec<String> {
    let on = rights.iter().filter(|right| right["isEnabled"] == true);
    on.map(|right| right["description"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_new_user_gets_exactly_the_rights_that_are_sent_and_can_sign_in() {
    let client = Client::new();
    let reply = client.send("POST", &at(8, "/users"), &new_user("koppeling.lr8"));
    assert_eq!(reply.status, 201);
    let id = reply.json()["content"]["id"].as_str().unwrap().to_owned();
    let path = at(8, &format!("/users/{id}/authorizations"));
    let mut rights = client.get(&path).items();
    assert!(enabled(&rights).is_empty());
    let wanted = ["Raadplegen beloningen", "Raadplegen HRM"];
    for right in &mut rights {
        right["isEnabled"] = json!(wanted.contains(&right["description"].as_str().unwrap()));
    }
    assert_eq!(client.send("PATCH", &path, &json!({"authorizations": rights})).status, 200);
    assert_eq!(enabled(&client.get(&path).items()), wanted);
    rights.retain(|right| right["description"] == "Raadplegen HRM");
    client.send("PATCH", &path, &json!({"authorizations": rights}));
    assert_eq!(enabled(&client.get(&path).items()), ["Raadplegen HRM"]);
    assert!(client.log_in("koppeling.lr8", "Geheim-1234", &[]).text.contains("Toestaan"));
}

#[test]
fn rules_for_a_new_user_are_kept_one_message_each() {
    let client = Client::new();
    let post = |body: &Value| client.send("POST", &at(1, "/users"), body);
    let mut wrong = new_user("k!");
    wrong["personalDetails"]["initials"] = json!("S.L.");
    wrong["ssoAccount"]["password"] = json!("kort");
    let reply = post(&wrong);
    assert_eq!(
        (reply.status, fields(&reply)),
        (400, vec!["initials".into(), "userName".into(), "password".into()])
    );
    assert_eq!(post(&new_user("koppeling.nieuw")).status, 201);
    let again = post(&new_user("KOPPELING.nieuw"));
    assert_eq!((again.status, fields(&again)), (400, vec!["userName".to_owned()]));
}

#[test]
fn a_user_of_another_employer_is_not_found_here() {
    let client = Client::new();
    let users = client.get(&at(1, "/users")).items();
    let id = users[0]["id"].as_str().unwrap();
    assert_eq!(client.get(&at(2, &format!("/users/{id}/authorizations"))).status, 404);
}

#[test]
fn teams_give_and_take_access() {
    let mut client = Client::new();
    let admin = client.token.clone();
    let groenrijk = client.sign_in("koppeling.groenrijk");
    client.token.clone_from(&groenrijk);
    assert!(client.get("/v2/providers/employers").items().is_empty());
    client.token = admin;
    let teams = client.get(&format!("/v2/providers/{}/authorizationgroups", provider_id())).items();
    let team = teams.iter().find(|team| team["description"] == "Koppeling Groenrijk").unwrap();
    let path = format!("/v2/providers/authorizationgroups/{}/employers", team["id"].as_str().unwrap());
    assert_eq!(client.send("PATCH", &path, &json!([sandbox::employer_id(8)])).status, 200);
    assert_eq!(client.send("PATCH", &path, &json!([user_id(1)])).status, 400);
    client.token = groenrijk;
    assert_eq!(client.get("/v2/providers/employers").items()[0]["companyName"], "Hoveniersbedrijf Groenrijk");
}

#[test]
fn products_go_on_unless_they_conflict_or_wait_for_an_addendum() {
    let client = Client::new();
    let product = |number: u16| format!("ba000001-0000-4000-8000-{number:012x}");
    let switch = |employer: u16, number: u16, action: &str| {
        let body = json!([{"id": product(number), "action": action}]);
        client.send("PATCH", &at(employer, "/modules"), &body)
    };
    assert_eq!(switch(2, 613, "enable").status, 409);
    assert_eq!(switch(2, 600, "enable").status, 200);
    assert_eq!(switch(2, 613, "enable").status, 200);
    let on = client.get(&at(2, "/modules")).items();
    assert!(on.iter().any(|module| module["description"] == "Management Self Service"));
    assert_eq!(switch(2, 600, "disable").status, 409);
    let waiting = switch(10, 600, "enable");
    assert!(waiting.status == 400 && waiting.text.contains("addendum"));
    assert!(client.get("/werkgever/10").text.contains("Addendum ondertekenen"));
    client.press(&[("wat", "addendum"), ("werkgever", "10")]);
    assert!(!client.get("/werkgever/10").text.contains("Addendum ondertekenen"));
    assert_eq!(switch(10, 600, "enable").status, 200, "once it is signed");
    let unknown = json!([{"id": user_id(1), "action": "enable"}]);
    assert_eq!(client.send("PATCH", &at(2, "/modules"), &unknown).status, 400);
}
