//! Networks that fail on the way to Loket: said, waited for or worked around, and nothing lost.

use std::time::{Duration, Instant};

use driver::{PeakMemory, Result, button};
use jiff::{Timestamp, fmt::rfc2822};
use peer::{Act, Peer, on};
use serde_json::json;

use crate::connected::app::{ConnectedApp, USERS, because, outcome};

/// What a user waits at most for a run to stop. Of several tries the best has to hold to it: a busy machine makes some of
/// them slow, not all. What hangs is given up by itself only after half a minute.
const AT_ONCE: Duration = Duration::from_secs(1);

#[test]
fn a_page_that_breaks_off_is_read_again_and_a_check_goes_on() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.peer.script(on("GET", USERS).nth(1).then(Act::ResetInBody));
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    assert_eq!(connected.peer.count("GET", USERS), 2, "the broken one and the one after it");
    assert!(
        connected.progress_reports()?.iter().any(|report| report["waiting"]["why"] == "connection"),
        "and that was reported"
    );
    Ok(())
}

#[test]
fn what_hangs_or_trickles_is_stopped_at_once() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let mut took = Vec::new();
    for act in [Act::Never, Act::HangAfterHead, Act::Trickle(AT_ONCE)] {
        connected.peer.make_well();
        connected.peer.script(on("GET", USERS).then(act.clone()));
        let before = connected.peer.count("GET", USERS);
        let run = connected.begin("check_dossier", json!({ "id": id }), true)?;
        connected
            .app
            .wait_until("the call that hangs", || Ok(connected.peer.count("GET", USERS) > before))?;
        std::thread::sleep(Duration::from_millis(300));
        assert!(!connected.is_answered(&run)?, "{act:?} keeps it waiting");
        let begin = Instant::now();
        connected.ask("stop_run", json!({}))?;
        assert_eq!(connected.refused(&run)?, json!({ "kind": "stopped" }));
        assert!(begin.elapsed() < AT_ONCE * 10, "{act:?}: {:?}", begin.elapsed());
        took.push(begin.elapsed());
    }
    assert!(took.iter().any(|took| *took < AT_ONCE), "{took:?}");
    connected.peer.make_well();
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "and the next run is as any other");
    Ok(())
}

#[test]
fn a_page_of_the_network_is_not_taken_for_loket() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.peer.script(on("GET", USERS).then(Act::page()));
    assert_eq!(connected.check_refused(&id)?, json!({ "kind": "captivePortal", "host": "127.0.0.1" }));
    assert_eq!(connected.session()?, "signedIn");
    connected.peer.make_well();
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    Ok(())
}

#[test]
fn nothing_follows_a_redirect_and_no_token_goes_elsewhere() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let stranger = Peer::start()?;
    for status in [301, 302, 307, 308] {
        connected.peer.make_well();
        let to = format!("{}/v2/providers/employers", stranger.url());
        connected.peer.script(on("GET", USERS).then(Act::say(status).header("location", to)));
        let fault = connected.check_refused(&id)?;
        assert!(["changed", "captivePortal"].iter().any(|kind| fault["kind"] == *kind), "{status}: {fault}");
    }
    assert_eq!(stranger.calls(), vec![], "nobody went there");
    Ok(())
}

#[test]
fn a_body_without_end_is_dropped_also_when_it_comes_packed() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.check(&id)?;
    let peak = PeakMemory::start(connected.app.pid()?)?;
    for act in [Act::Huge(300), Act::Bomb(300)] {
        connected.peer.make_well();
        connected.peer.script(on("GET", USERS).then(act.clone()));
        let state = connected.check(&id)?;
        assert_eq!(outcome(&state, "user-kind"), "unknown", "{act:?}");
        assert_eq!(because(&state, "user-kind"), "changed", "{act:?}");
    }
    let grown = peak.grown()? / (1024 * 1024);
    assert!(grown < 150, "grown by {grown} MiB");
    Ok(())
}

#[test]
fn a_list_that_changed_meanwhile_is_read_anew_once_and_then_reported() -> Result {
    let employers = "/v2/providers/employers/minimized";
    let connected = ConnectedApp::connected()?;
    let all = connected.employers()?.len();
    let before = connected.peer.count("GET", employers);
    connected.peer.script(on("GET", employers).nth(1).then(Act::Change(peer::Change::empty_list())));
    connected.run("read_employers", json!({}))?;
    assert_eq!(connected.peer.count("GET", employers) - before, 2);
    connected.peer.make_well();
    connected.peer.script(on("GET", employers).then(Act::Change(peer::Change::empty_list())));
    let fault = connected.run_refused("read_employers", json!({}))?;
    assert_eq!(fault["kind"], "listChanged");
    assert_eq!(connected.employers()?.len(), all, "none is lost");
    Ok(())
}

#[test]
fn a_pause_counts_down_on_the_page_and_can_be_stopped() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.app.go(&format!("/dossiers/{id}/stap/make-user"))?;
    connected.peer.script(on("GET", USERS).nth(1).then(Act::say(429).header("retry-after", "3")));
    let begin = Instant::now();
    connected.app.click(button("Controleer in Loket"))?;
    connected.app.wait_for_text("Loket is even druk: nog 3 s")?;
    connected.app.wait_for_text("nog 1 s")?;
    connected.app.wait_for_text("De gebruiker is een gewone gebruiker van Loket.")?;
    assert!(begin.elapsed() >= Duration::from_secs(3), "it waited");
    connected.peer.script(on("GET", USERS).then(Act::say(429).header("retry-after", "100")));
    connected.app.click(button("Controleer in Loket"))?;
    connected.app.wait_for_text("Loket is even druk")?;
    connected.app.click(button("Stop"))?;
    connected.app.wait_until_gone("Loket is even druk")?;
    connected.app.wait_for_text("De gebruiker is een gewone gebruiker van Loket.")
}

#[test]
fn a_pause_too_long_to_sit_through_is_reported_with_its_length() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.peer.script(on("GET", USERS).nth(1).then(Act::say(429).header("retry-after", "3600")));
    let begin = Timestamp::now();
    let fault = connected.check_refused(&id)?;
    assert_eq!(fault["kind"], "paused");
    let until: Timestamp = fault["until"].as_str().unwrap_or_default().parse()?;
    let asked = until.duration_since(begin).as_secs();
    assert!((3600..3660).contains(&asked), "{fault}");
    let calls = connected.peer.calls().len();
    assert_eq!(connected.check_refused(&id)?["kind"], "paused");
    assert_eq!(connected.peer.calls().len(), calls, "Loket is left in peace meanwhile");
    Ok(())
}

#[test]
fn a_pause_until_a_date_is_read_and_one_without_a_time_is_spread() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let date = |seconds: i64| -> Result<Act> {
        // The moment is cut off to whole seconds.
        let until = Timestamp::from_second(Timestamp::now().as_second() + seconds)?;
        let until = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&until)?;
        Ok(Act::say(429).header("retry-after", until))
    };
    let begin = Instant::now();
    connected.peer.script(on("GET", USERS).nth(1).then(date(4)?));
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    assert!(begin.elapsed() >= Duration::from_secs(2), "it waited: {:?}", begin.elapsed());
    let before = connected.progress_reports()?.len();
    connected.peer.script(on("GET", USERS).until(2).then(Act::say(429)));
    let calls = connected.peer.count("GET", USERS);
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    assert_eq!(connected.peer.count("GET", USERS) - calls, 3, "tried again by itself");
    connected.peer.script(on("GET", USERS).then(Act::say(429)));
    let calls = connected.peer.count("GET", USERS);
    assert_eq!(connected.check_refused(&id)?["kind"], "tooManyCalls", "and not for ever");
    assert_eq!(connected.peer.count("GET", USERS) - calls, 4);
    let reports = connected.progress_reports()?.split_off(before);
    assert!(reports.iter().any(|report| report["waiting"]["why"] == "backingOff"), "{reports:?}");
    connected.peer.make_well();
    connected.app.go("/verbinding")?;
    connected.peer.script(on("GET", "/v2/.*").nth(1).then(date(1800)?));
    connected.app.click(button("Lees werkgevers uit Loket"))?;
    // After refusals that named no time it waits up to a minute before it calls again.
    let busy = "Loket is even druk: probeer het opnieuw vanaf ";
    connected.app.wait_for_text_within(busy, Duration::from_mins(2))?;
    connected.app.wait_for_text("Nog 29:")?;
    connected.app.wait_for_text("Wat gelezen is, blijft bewaard.")
}

#[test]
fn a_clock_that_is_a_day_wrong_is_warned_of_once() -> Result {
    const WARNING: &str = "De klok van deze computer loopt 1 dag";
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.app.go("/verbinding")?;
    connected.app.wait_for(button("Lees werkgevers uit Loket"))?;
    assert!(!connected.app.text()?.contains("De klok van deze computer"));
    for (days, way) in [(1, "achter"), (-1, "voor")] {
        let theirs = Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
        let date = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&theirs)?;
        connected.peer.make_well();
        connected.peer.script(on("GET", "/(user|v2/.*)").then(Act::Header("date", date)));
        for _ in 0..2 {
            assert_eq!(
                outcome(&connected.check(&id)?, "user-kind"),
                "met",
                "it does not matter to the answers"
            );
        }
        connected.app.click(button("Lees werkgevers uit Loket"))?;
        connected.app.wait_for_text(&format!("{WARNING} {way} op die van Loket."))?;
        assert_eq!(connected.app.text()?.matches("De klok van deze computer").count(), 1, "said once");
        assert_eq!(connected.session()?, "signedIn", "and the token counts by the even clock");
        assert_eq!(connected.peer.count("POST", "/token"), 1);
    }
    connected.peer.make_well();
    connected.app.click(button("Lees werkgevers uit Loket"))?;
    connected.app.wait_until_gone("De klok van deze computer")?;
    Ok(())
}

#[test]
fn a_loket_that_fails_is_asked_four_times_and_what_was_known_stays() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    for (status, until) in [(500, 1), (502, 2), (503, 3)] {
        connected.peer.make_well();
        connected.peer.script(on("GET", USERS).until(until).then(Act::say(status)));
        let before = connected.peer.count("GET", USERS);
        assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "{status}");
        assert_eq!(connected.peer.count("GET", USERS) - before, until + 1, "{status}");
    }
    assert!(connected.progress_reports()?.iter().any(|report| report["waiting"]["why"] == "serverFault"));
    connected.peer.make_well();
    connected.peer.script(on("GET", USERS).then(Act::say(504)));
    let before = connected.peer.count("GET", USERS);
    let state = connected.check(&id)?;
    assert_eq!(connected.peer.count("GET", USERS) - before, 4);
    assert_eq!(outcome(&state, "user-kind"), "met", "on what was read before");
    Ok(())
}
