//! Which activities a part is read with: those that `domain` names for it, and no others.
#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and hands over its JSON"
)]

mod common;
mod paper;

use std::collections::BTreeSet;
use std::sync::Arc;

use common::fixture;
use domain::reading::{Part, PartScope, Readings};
use loket::operation::{self, GET_AUTHORIZATION_MODEL, GET_AUTHORIZATIONS};
use loket::read::{ProviderReadings, Reader};
use paper::{EMPLOYER, Paper};

/// The activities of the calls that came since the last time.
fn called(paper: &Paper) -> BTreeSet<&'static str> {
    let calls = std::mem::take(&mut *paper.calls.lock().unwrap());
    let activity = |call: &String| {
        let path = call.strip_prefix("GET ").unwrap();
        let best = contract::path::best(operation::all().map(|one| one.path), path, |_| true).unwrap();
        operation::all().find(|one| one.path == best.template).unwrap().activity
    };
    calls.iter().map(activity).collect()
}

#[tokio::test]
async fn a_part_is_read_with_exactly_its_activities() {
    let (server, paper) = Paper::office().await;
    // What the user may do is asked before every reading, whatever is read.
    let beforehand = [GET_AUTHORIZATIONS.activity, GET_AUTHORIZATION_MODEL.activity];
    for part in Part::ALL.iter().copied().filter(|part| part.scope() == PartScope::Employer) {
        let reader = Reader::new(fixture(&server.uri()).await.client, Arc::new(paper::Spring));
        let mut readings = Readings::default();
        let office = ProviderReadings::default();
        reader.read_employer(&office, EMPLOYER, &[part], &mut readings, &|_| {}).await.unwrap();
        assert!(readings.is_read(part), "{part}");
        let own: BTreeSet<&str> = part.activities().iter().copied().collect();
        assert_eq!(called(&paper), own.into_iter().chain(beforehand).collect(), "{part}");
    }
    // The parts of the provider come together.
    let reader = Reader::new(fixture(&server.uri()).await.client, Arc::new(paper::Spring));
    reader.read_office().await.unwrap();
    let of_provider = Part::ALL.iter().filter(|part| part.scope() == PartScope::Provider);
    assert_eq!(called(&paper), of_provider.flat_map(|part| part.activities()).copied().collect());
}
