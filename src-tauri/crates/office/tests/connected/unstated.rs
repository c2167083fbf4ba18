//! What Loket leaves empty, refuses or says in words of its own: unknown with its reason, and never "no".

use domain::Personal;
use domain::reading::Unread;
use domain::verdict::{Outcome, Remark, Unstated};
use peer::{Act, Change, on};
use serde_json::{Value, json};

use crate::connected_office::{ConnectedOffice, outcome};

fn remarks(state: &domain::state::DossierState, item: &str) -> Vec<Remark> {
    state.items[item].check.as_ref().unwrap().verdict.as_ref().unwrap().remarks.clone()
}

/// Null is not "no": who may be a director all the same is named, and the list is not said to be complete.
#[tokio::test(flavor = "multi_thread")]
async fn an_employee_of_whom_loket_does_not_say_whether_he_is_a_director_is_named_and_unknown() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Staal");
    let unsaid = Change::by(|page| {
        let Some(items) = page.get_mut("_embedded").and_then(Value::as_array_mut) else { return };
        let other = items.iter_mut().find(|one| one["isDirectorAndMajorShareholder"] == json!(false));
        if let Some(other) = other {
            other["isDirectorAndMajorShareholder"] = json!(null);
            other["endDate"] = json!(null);
            other["employee"]["formattedName"] = json!("Zwijger, J.");
            other["employee"]["employeeNumber"] = json!(4711);
        }
    });
    connected.loket.script(on("GET", ".*/employees/employments").then(Act::Change(unsaid)));
    let state = connected.check(dossier).await;
    assert_eq!(state.items["directors"].answer, None, "no list is proven");
    let named =
        Remark::NotStated { what: Unstated::Director, values: vec![Personal::from("Zwijger, J. (4711)")] };
    assert!(remarks(&state, "directors").contains(&named), "{:?}", remarks(&state, "directors"));
    assert_ne!(outcome(&state, "directors"), Outcome::Met);
    connected.loket.make_well();
    let state = connected.check(dossier).await;
    assert!(!remarks(&state, "directors").contains(&named));
}

/// A second factor and an access status that Loket leaves empty.
#[tokio::test(flavor = "multi_thread")]
async fn a_user_of_whom_loket_says_no_access_status_is_neither_open_nor_barred() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Buitenhof");
    connected.say(dossier, "user-level", "employer");
    connected.say(dossier, "user-name", "koppeling.buitenhof");
    let empty = Change::with("accessStatus", json!({"key": null, "value": null}));
    connected.loket.script(on("GET", ".*/users").then(Act::Change(empty)));
    let state = connected.check(dossier).await;
    assert_eq!(outcome(&state, "user-active"), Outcome::Unknown { because: vec![Unread::NotStated] });
    let named =
        Remark::NotStated { what: Unstated::Access, values: vec![Personal::from("koppeling.buitenhof")] };
    assert!(remarks(&state, "user-active").contains(&named), "{:?}", remarks(&state, "user-active"));
}

/// Loket's own text, also where it comes without an envelope, and sealed as all that Loket writes.
#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_loket_refuses_is_a_reason_of_its_own_with_lokets_words() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Staal");
    let words = "Werkgever van J. Kanarie is in onderhoud";
    let refusal = Act::say(400).header("content-type", "text/plain").body(words);
    connected.loket.script(on("GET", ".*/employees/employments").then(refusal));
    let state = connected.check(dossier).await;
    let said = vec![Personal::from(words)];
    let found = outcome(&state, "directors");
    let rejected = Unread::Rejected { said };
    assert!(matches!(&found, Outcome::Unknown { because } if because.contains(&rejected)), "{found:?}");
    assert!(!crate::connected_office::holds(&connected.on_disk(), "Kanarie"), "it is kept sealed");
}
