//! Networks that fail and a Loket that does: said, waited for or worked around, and nothing lost.

use std::time::{Duration, Instant};

use driver::{Outcome, checkbox};
use peer::{Act, Change, Peer, on};
use serde_json::{Value, json};

use crate::connected_desk::{Desk, USER, WELL, outcome};

/// The users of an employer: one of the things a check reads.
const USERS: &str = "/v2/providers/employers/[^/]+/users";
/// Everything that is asked of the interface.
const ANY: &str = "/(user|v2/.*)";

#[test]
fn offline_at_the_start_everything_else_works() -> Outcome {
    let mut desk = Desk::connected()?;
    let id = desk.coupling()?;
    desk.check(&id)?;
    desk.peer.go_away();
    desk.app.restart()?;
    println!("OFFLINE {}", desk.run("check_dossier", json!({ "id": id })).map_or_else(|f| f.to_string().lines().next().unwrap_or_default().to_owned(), |s| outcome(&s, "user-kind").to_owned()));
    println!("OFFLINE employers {}", desk.run_refused("read_employers", json!({}))?);
    println!("session {}", desk.session()?);
    desk.app.go(&format!("/dossiers/{id}/stap/check-request"))?;
    desk.app.click(checkbox("Je kantoor is bij a.s.r. aangemeld"))?;
    desk.app.wait_for_text("Bewaard om ")?;
    desk.peer.come_back()?;
    let state = desk.check(&id)?;
    assert_eq!(outcome(&state, "user-kind"), "met");
    Ok(())
}

fn try_out(desk: &Desk, id: &str, what: &str, act: Act) -> Outcome {
    desk.peer.make_well();
    desk.peer.script(on("GET", USERS).then(act));
    let begin = Instant::now();
    let answer = desk.run("check_dossier", json!({ "id": id }));
    let told = match answer {
        Ok(state) => format!("{} {:?}", outcome(&state, "user-kind"), state["items"]["user-kind"]["check"]["verdict"]["outcome"]),
        Err(fault) => fault.to_string().lines().next().unwrap_or_default().to_owned(),
    };
    println!("TRY {what}: {told} {:?}", begin.elapsed());
    Ok(())
}

#[test]
fn try_all() -> Outcome {
    let desk = Desk::connected()?;
    let id = desk.coupling()?;
    for (what, act) in [
        ("fine", Act::PassOn),
        ("503", Act::say(503)),
        ("403", Act::refuse(403, "no")),
        ("404", Act::refuse(404, "no")),
        ("409", Act::refuse(409, "no")),
        ("429 3600", Act::say(429).header("retry-after", "3600")),
        ("fine", Act::PassOn),
        ("cut", Act::Cut),
        ("nan", Act::Words(":true", ":NaN")),
        ("dup", Act::Words("\"userType\":", "\"userType\":{},\"userType\":")),
        ("no id", Act::Change(Change::without("id"))),
        ("page", Act::page()),
        ("302", Act::say(302).header("location", "http://127.0.0.1:9/")),
        ("huge", Act::Huge(40)),
        ("bomb", Act::Bomb(40)),
        ("empty", Act::Change(Change::empty_list())),
        ("reset", Act::ResetInBody),
        ("401", Act::say(401)),
        ("fine", Act::PassOn),
    ] {
        try_out(&desk, &id, what, act)?;
    }
    println!("session {}", desk.session()?);
    Ok(())
}
