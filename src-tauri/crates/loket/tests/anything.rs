//! Whatever Loket sends: nothing makes the reader fall over.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, prints what it measures, and hands over its JSON"
)]

mod common;
mod paper;

use common::fixture;
use domain::reading::{Part, Readings};
use loket::read::Reader;
use paper::{EMPLOYER, Paper};
use proptest::prelude::*;
use serde_json::Value;

/// Any JSON, not too deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("0001-01-01T00:00:00")),
        Just(Value::from("ffffffff-ffff-ffff-ffff-ffffffffffff")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((".{0,8}", inner), 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Puts something at the place with this number, counted over all values.
fn replace(value: &mut Value, place: &mut usize, with: &Value) -> bool {
    if *place == 0 {
        *value = with.clone();
        return true;
    }
    *place -= 1;
    match value {
        Value::Object(fields) => fields.values_mut().any(|field| replace(field, place, with)),
        Value::Array(items) => items.iter_mut().any(|item| replace(item, place, with)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Every answer has something else somewhere; whatever comes of it, it is an outcome.
    #[test]
    fn no_answer_makes_reading_fall_over(with in anything(), seed in 0_usize..400) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (server, paper) = Paper::office().await;
            for (number, (path, mut body)) in paper::office().into_iter().enumerate() {
                let mut place = (seed + number * 7) % 60;
                replace(&mut body, &mut place, &with);
                paper.answer(&path, body);
            }
            let fixture = fixture(&server.uri()).await;
            let reader = Reader::new(fixture.client, std::sync::Arc::new(paper::Spring));
            let _ = reader.list_employers(|_| {}).await;
            let _ = reader.changed_since(0).await;
            let _ = reader.permissions(EMPLOYER).await;
            let office = reader.read_office().await.unwrap();
            let mut readings = Readings::default();
            reader.read_employer(&office, EMPLOYER, Part::ALL, &mut readings, &|_| {}).await.unwrap();
            // What was read can be kept and comes back the same.
            let text = serde_json::to_string(&readings).unwrap();
            assert_eq!(serde_json::from_str::<Readings>(&text).unwrap(), readings);
        });
    }
}
