//! What was changed is there after a restart; what stops being readable is set aside.

use sandbox::Options;

use super::browser::{Client, at};

#[test]
fn changes_and_sign_ins_outlast_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let options = || Options { state: Some(folder.path().join("oefenen.json")), ..Options::default() };
    let client = Client::signed_out(options());
    let answer = client.tokens(&[("code", &client.code("oefenen", &[]))]).json();
    client.press(&[("wat", "product"), ("werkgever", "2"), ("ding", "70")]);
    drop(client);

    let mut client = Client::signed_out(options());
    let refresh =
        [("grant_type", "refresh_token"), ("refresh_token", answer["refresh_token"].as_str().unwrap())];
    client.token = client.tokens(&refresh).json()["access_token"].as_str().unwrap().to_owned();
    let on = |client: &Client| {
        client.get(&at(2, "/modules")).items().iter().any(|module| module["description"] == "Workflow editor")
    };
    assert!(on(&client));
    let kept = std::fs::read_to_string(folder.path().join("oefenen.json")).unwrap();
    assert!(!kept.contains("Oefenen-2026") && !kept.contains(refresh[1].1), "no secret is written");

    client.press(&[("wat", "opnieuw")]);
    assert_eq!(client.get(&at(2, "/modules")).status, 401);
    client.token = client.sign_in("oefenen");
    assert!(!on(&client));
}

#[test]
fn a_broken_state_file_gives_the_office_as_it_was_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("oefenen.json");
    std::fs::write(&file, "{\"form\":1,\"users\":[").unwrap();
    let client = Client::with(Options { state: Some(file.clone()), ..Options::default() });
    assert_eq!(client.get("/v2/providers/employers").items().len(), 13);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("oefenen.json.kapot")).unwrap(),
        "{\"form\":1,\"users\":["
    );
}
