//! Lists that move while they are read: nobody vanishes, and no half list is kept.

use std::sync::{Arc, Mutex, PoisonError};

use domain::connection::LoketFault;
use domain::reading::Unread;
use domain::verdict::Outcome;
use office::refusal::Refusal;
use peer::{Act, Change, on};
use serde_json::Value;

use crate::connected_office::{ConnectedOffice, outcome, silent};

const LIST: &str = "/v2/providers/employers/minimized";
/// Employers of the sandbox that the user reaches beside those that are made for the test.
const OWN: u32 = 13;

/// The first item that came stands in the place of the first on each later page: one comes twice, another not at all, and
/// the totals stay as they are.
fn moved() -> Act {
    let first: Arc<Mutex<Option<Value>>> = Arc::default();
    Act::Change(Change::by(move |page| {
        let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(items) = page.get_mut("_embedded").and_then(Value::as_array_mut) else { return };
        match (&*first, items.first_mut()) {
            (Some(one), Some(here)) => *here = one.clone(),
            (None, here) => *first = here.cloned(),
            _ => {}
        }
    }))
}

fn is_list_changed(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Unknown { because } if because.contains(&Unread::ListChanged))
}

async fn nobody_vanishes_from(employers: u16) {
    let options = sandbox::Options { employers, ..sandbox::Options::default() };
    let connected = ConnectedOffice::with(options);
    connected.sign_in("oefenen").await;
    let all = u32::from(employers) + OWN;
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().read, all);
    let pages = all.div_ceil(250) as usize;
    let before = connected.office.connection().state().unwrap();

    // It moves while it is read, once: read anew, and whole.
    connected.loket.script(on("GET", LIST).until(2).then(moved()));
    let asked = connected.loket.count("GET", LIST);
    let read = connected.office.read_employers(silent()).await.unwrap();
    assert_eq!((read.read, read.new, read.vanished), (all, 0, 0));
    assert!(connected.loket.count("GET", LIST) - asked > pages, "read anew");
    connected.loket.make_well();

    // It moves each time: a reason of its own, and everything stays as it was read before.
    connected.loket.script(on("GET", LIST).then(moved()));
    let refused = connected.office.read_employers(silent()).await.unwrap_err();
    assert_eq!(refused, Refusal::Loket { fault: LoketFault::ListChanged });
    let rows = connected.office.employers().unwrap();
    assert_eq!(rows.len(), all as usize);
    assert!(rows.iter().all(|row| !row.employer.loket.unwrap().vanished), "nobody is marked as gone");
    let after = connected.office.connection().state().unwrap();
    assert_eq!(after.employers, before.employers);
    connected.loket.make_well();
    let read = connected.office.read_employers(silent()).await.unwrap();
    assert_eq!((read.read, read.new, read.vanished), (all, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_250_employers_that_moves_makes_nobody_vanish() {
    nobody_vanishes_from(250).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_2000_employers_that_moves_makes_nobody_vanish() {
    nobody_vanishes_from(2000).await;
}

/// The list of employees: half of it is no answer, what was read before stays, and the reason is its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_employees_that_moves_is_a_reason_of_its_own_and_leaves_what_was_read() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Staal");
    let twice = Change::by(|page| {
        let Some(items) = page.get_mut("_embedded").and_then(Value::as_array_mut) else { return };
        if let Some(first) = items.first().cloned() {
            let last = items.len() - 1;
            items[last] = first;
        }
    });
    connected.loket.script(on("GET", ".*/employees/employments").then(Act::Change(twice.clone())));
    let state = connected.check(dossier).await;
    assert!(is_list_changed(&outcome(&state, "directors")), "{:?}", outcome(&state, "directors"));
    connected.loket.make_well();
    let state = connected.check(dossier).await;
    let good = outcome(&state, "directors");
    assert!(!is_list_changed(&good), "{good:?}");
    connected.loket.script(on("GET", ".*/employees/employments").then(Act::Change(twice)));
    assert_eq!(outcome(&connected.check(dossier).await, "directors"), good, "what was read before stays");
}
