//! The program connected to Loket: signing in, reading, checking.

use driver::Outcome;
use serde_json::json;

use crate::connected_desk::{Desk, USER, WELL};

#[test]
fn signing_in_through_the_browser_brings_the_employers() -> Outcome {
    let desk = Desk::signed_out()?;
    assert_eq!(desk.session()?, "signedOut");
    desk.sign_in(USER)?;
    assert_eq!(desk.session()?, "signedIn");
    let read = desk.run("read_employers", json!({}))?;
    println!("{read}");
    assert_eq!(desk.employers()?.len(), 13, "all but the one the user has no access to");
    desk.app.go("/werkgevers")?;
    desk.app.wait_for_text(WELL)?;
    let id = desk.coupling()?;
    let state = desk.check(&id)?;
    println!("{}", serde_json::to_string_pretty(&state["items"])?);
    Ok(())
}
