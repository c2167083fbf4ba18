//! The control panel: its pages show the office, their buttons work, and other sites cannot press them.

use super::browser::{Client, at, encoded};

fn page(client: &Client, path: &str) -> String {
    let reply = client.ask("GET", path, &[], "");
    assert_eq!(reply.status, 200, "{path}");
    reply.text
}

#[test]
fn the_pages_show_what_stands_in_the_office() {
    let client = Client::new();
    let index = page(&client, "/");
    for part in ["lang=\"nl\"", "Makelaardij Kade &amp; Kroon", "Opnieuw beginnen", "<h1>"] {
        assert!(index.contains(part), "{part}");
    }
    assert!(!index.contains("<script"));
    let own = page(&client, "/werkgever/5");
    for part in
        ["koppeling.buitenhof", "Deblokkeren", "Benefits-Plaza", "111222333L02", "Aanzetten: MijnLoket"]
    {
        assert!(own.contains(part), "{part}");
    }
    assert_eq!(client.ask("GET", "/werkgever/99", &[], "").status, 404);
}

#[test]
fn buttons_change_what_is_read() {
    let client = Client::new();
    let path = at(2, "/users");
    let user = client.get(&path).items()[0].clone();
    assert_eq!(user["accessStatus"]["key"], 3);
    let number = u32::from_str_radix(user["id"].as_str().unwrap().rsplit('-').next().unwrap(), 16)
        .unwrap()
        .to_string();
    client.press(&[("wat", "blokkeren"), ("werkgever", "2"), ("gebruiker", &number)]);
    assert_eq!(client.get(&path).items()[0]["accessStatus"]["key"], 4);
    let rights = at(2, &format!("/users/{}/authorizations", user["id"].as_str().unwrap()));
    let count = || client.get(&rights).items().iter().filter(|right| right["isEnabled"] == true).count();
    assert_eq!(count(), 4);
    client.press(&[("wat", "recht"), ("werkgever", "2"), ("gebruiker", &number), ("ding", "viewLeave")]);
    assert_eq!(count(), 5);
    let applications = || client.get(&at(8, "/applications")).items();
    assert_eq!(applications()[0]["isActivatedForEmployer"], false);
    client.press(&[("wat", "verbinden"), ("werkgever", "8"), ("gebruiker", "1"), ("ding", "leerrekening")]);
    assert_eq!(applications()[0]["isActivatedForEmployer"], true);
}

#[test]
fn a_button_that_makes_no_sense_changes_nothing() {
    let client = Client::new();
    for fields in [
        vec![("wat", "onzin")],
        vec![("wat", "recht"), ("werkgever", "1"), ("gebruiker", "999"), ("ding", "viewLeave")],
        vec![("wat", "recht"), ("werkgever", "2"), ("gebruiker", "8"), ("ding", "viewLeave")],
        vec![("wat", "product"), ("werkgever", "10"), ("ding", "600")],
        vec![("wat", "verbinden"), ("werkgever", "8"), ("gebruiker", "8"), ("ding", "leerrekening")],
    ] {
        assert_eq!(client.post_form("/oefenen", &fields).status, 400, "{fields:?}");
    }
}

#[test]
fn other_sites_cannot_press_buttons_or_ask_under_another_name() {
    let client = Client::new();
    let form = encoded(&[("wat", "opnieuw")]);
    let media = ("content-type", "application/x-www-form-urlencoded");
    for foreign in [
        ("origin", "https://kwaad.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("host", "kwaad.example"),
        ("host", "127.0.0.1.kwaad.example:8080"),
    ] {
        let reply = client.ask("POST", "/oefenen", &[media, foreign], &form);
        assert_eq!(reply.status, 403, "{foreign:?}");
    }
    assert_eq!(client.get("/user").status, 200, "nothing was reset");
    let own = [media, ("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")];
    assert_eq!(client.ask("POST", "/oefenen", &own, &form).status, 303);
}
