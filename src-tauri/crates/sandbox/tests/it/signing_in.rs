//! OAuth: the pages, the code, the tokens.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sandbox::{Options, SANDBOX_CLIENT_ID};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::browser::{Client, PASSWORD, RETURN, at, encoded, parameter, request};

fn client() -> Client {
    Client::signed_out(Options::default())
}

fn refused(reply: &super::browser::Reply, word: &str) {
    assert_eq!(reply.json(), json!({"error": word}));
}

#[test]
fn a_whole_sign_in_gives_tokens_that_work() {
    let mut client = client();
    let page = client.ask("GET", &format!("/authorize?{}", encoded(&request(&[]))), &[], "");
    assert_eq!(page.status, 200);
    for part in
        ["lang=\"nl\"", "Dit is niet het echte Loket", PASSWORD, "stagiair", "koppeling.staal", "webservice"]
    {
        assert!(page.text.contains(part), "{part}");
    }
    let reply = client.consent("oefenen", &[], "toestaan");
    assert_eq!(parameter(&reply.location, "state").unwrap(), "s-1");
    assert!(reply.location.starts_with(RETURN));
    let answer = client.tokens(&[("code", &parameter(&reply.location, "code").unwrap())]).json();
    assert_eq!(answer["token_type"], "bearer");
    assert_eq!(answer["expires_in"], 3599);
    assert_eq!(answer["two_factor_state"], "None");
    client.token = answer["access_token"].as_str().unwrap().to_owned();
    assert!(client.token.chars().all(|letter| letter.is_alphanumeric() || "_-".contains(letter)));
    assert_eq!(client.get("/user").status, 200);
    client.pass(60);
    assert_eq!(client.get("/user").status, 401);
}

#[test]
fn a_code_works_once_and_five_minutes() {
    let client = client();
    let code = client.code("oefenen", &[]);
    assert_eq!(client.tokens(&[("code", &code)]).status, 200);
    refused(&client.tokens(&[("code", &code)]), "invalid_grant");
    let late = client.code("oefenen", &[]);
    client.pass(5);
    refused(&client.tokens(&[("code", &late)]), "invalid_grant");
    let elsewhere = client.code("oefenen", &[]);
    refused(
        &client.tokens(&[
            ("code", &elsewhere),
            ("redirect_uri", "http://127.0.0.1:9/anders"),
            ("grant_type", "authorization_code"),
        ]),
        "invalid_grant",
    );
}

#[test]
fn a_refresh_token_works_once() {
    let client = client();
    let first: Value = client.tokens(&[("code", &client.code("oefenen", &[]))]).json();
    let refresh = |token: &Value| {
        client.tokens(&[("grant_type", "refresh_token"), ("refresh_token", token.as_str().unwrap())])
    };
    let second = refresh(&first["refresh_token"]).json();
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    refused(&refresh(&first["refresh_token"]), "invalid_grant");
    let third = refresh(&second["refresh_token"]);
    assert_eq!(third.status, 200);
    client.press(&[("wat", "blokkeren"), ("gebruiker", "1"), ("werkgever", "1")]);
    refused(&refresh(&third.json()["refresh_token"]), "invalid_grant");
}

#[test]
fn a_challenge_has_to_be_proven() {
    let client = client();
    let verifier = "een-woord-dat-alleen-het-programma-kent-0123456789";
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    let with = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
    let code = client.code("oefenen", &with);
    assert_eq!(client.tokens(&[("code", &code), ("code_verifier", verifier)]).status, 200);
    let code = client.code("oefenen", &with);
    refused(&client.tokens(&[("code", &code), ("code_verifier", "iets anders")]), "invalid_grant");
    let code = client.code("oefenen", &with);
    refused(&client.tokens(&[("code", &code)]), "invalid_grant");
}

#[test]
fn refusing_consent_returns_with_access_denied() {
    let client = client();
    let reply = client.consent("oefenen", &[], "weigeren");
    assert_eq!(parameter(&reply.location, "error").unwrap(), "access_denied");
    assert_eq!(parameter(&reply.location, "state").unwrap(), "s-1");
    assert_eq!(parameter(&reply.location, "code"), None);
}

#[test]
fn who_may_not_sign_in_reads_why() {
    let client = client();
    for (user, password, why) in [
        ("oefenen", "fout", "horen niet bij elkaar"),
        ("niemand", PASSWORD, "horen niet bij elkaar"),
        ("vertrokken", PASSWORD, "geblokkeerd"),
        ("webservice.transport", PASSWORD, "gewone gebruiker"),
    ] {
        let page = client.log_in(user, password, &[]);
        let alert = page.text.split("role=\"alert\"").nth(1).unwrap().split("</p>").next().unwrap();
        assert!(alert.contains(why), "{user}: {alert}");
    }
}

#[test]
fn a_request_is_returned_only_where_it_may_go() {
    let client = client();
    let ask = |more: &[(&str, &str)]| {
        client.ask("GET", &format!("/authorize?{}", encoded(&request(more))), &[], "")
    };
    for more in [("redirect_uri", "https://kwaad.example/"), ("redirect_uri", ""), ("client_id", "ander")] {
        let page = ask(&[more]);
        assert_eq!((page.status, page.location.as_str()), (400, ""), "{more:?}");
    }
    for (more, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("scope", "openid"), "invalid_scope"),
        (("code_challenge", "abc"), "invalid_request"),
    ] {
        assert_eq!(parameter(&ask(&[more]).location, "error").unwrap(), error);
    }
    let own = "http://127.0.0.1:8080/geplakt";
    let location = client.consent("oefenen", &[("redirect_uri", own)], "toestaan").location;
    let path = location.strip_prefix("http://127.0.0.1:8080").unwrap();
    let page = client.ask("GET", path, &[], "");
    assert!(page.text.contains(&parameter(&location, "code").unwrap()));
}

#[test]
fn a_client_has_to_be_known() {
    let client =
        Client::signed_out(Options { client_secret: Some("geheim".to_owned()), ..Options::default() });
    let code = client.code("oefenen", &[]);
    refused(&client.tokens(&[("code", &code)]), "invalid_client");
    refused(&client.tokens(&[("code", &code), ("client_secret", "fout")]), "invalid_client");
    assert_eq!(client.tokens(&[("code", &code), ("client_secret", "geheim")]).status, 200);
    let form =
        [("client_Id", SANDBOX_CLIENT_ID), ("grant_type", "refresh_token"), ("client_secret", "geheim")];
    refused(&client.post_form("/token", &form), "invalid_grant");
    refused(
        &client.tokens(&[("grant_type", "password"), ("client_secret", "geheim")]),
        "unsupported_grant_type",
    );
}

#[test]
fn without_a_good_token_nothing_is_read() {
    let mut client = Client::new();
    for bearer in ["", "Bearer ", "Bearer x", "Basic abc"] {
        assert_eq!(client.ask("GET", "/user", &[("authorization", bearer)], "").status, 401);
    }
    client.token = "verzonnen".to_owned();
    let reply = client.get(&at(1, ""));
    assert_eq!(reply.json()["message"], "Authorization has been denied for this request.");
}
