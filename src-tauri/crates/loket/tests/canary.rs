//! Whatever Loket sends: nothing that was not asked for is kept or logged. Alone in its program, since what is logged
//! is caught for the whole of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, prints what it measures, and hands over its JSON"
)]

mod common;
mod paper;

use std::io::Write;
use std::sync::{Arc, Mutex};

use common::fixture;
use domain::reading::{Part, Readings};
use loket::Fault;
use loket::read::Reader;
use paper::{EMPLOYER, Paper, of_employer};
use serde_json::{Value, json};

const CANARY: &str = "123456782";
const WAGE: &str = "98765.43";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Adds a BSN and wages to everything that there is.
fn taint(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(taint);
            for name in ["citizenServiceNumber", "bsn", "sofinummer", "BSN"] {
                fields.insert(name.into(), json!(CANARY));
            }
            fields.insert("wage".into(), json!({"hourly": 98765.43, "bsn": [CANARY]}));
            fields.insert(format!("bsn{CANARY}"), json!(98765.43));
        }
        Value::Array(items) => items.iter_mut().for_each(taint),
        _ => {}
    }
}

fn tainted() -> Vec<(String, Value)> {
    let mut all = paper::office();
    for (_, body) in &mut all {
        taint(body);
    }
    all
}

async fn read_all(reader: &Reader) -> Result<Readings, Fault> {
    let office = reader.read_office().await?;
    let mut readings = Readings::default();
    reader.read_employer(&office, EMPLOYER, Part::ALL, &mut readings, &|_| {}).await?;
    Ok(readings)
}

#[tokio::test]
async fn a_bsn_or_wages_put_everywhere_reach_neither_readings_nor_log() {
    let log = Log::default();
    let sink = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || sink.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let (server, paper) = Paper::office().await;
    for (path, body) in tainted() {
        paper.answer(&path, body);
    }
    let fixture = fixture(&server.uri()).await;
    let reader = Reader::new(fixture.client, Arc::new(paper::Spring));
    let readings = read_all(&reader).await.unwrap();
    assert!(Part::ALL.iter().copied().all(|part| readings.is_read(part)), "it is read all the same");
    let kept = serde_json::to_string(&readings).unwrap() + &format!("{readings:?}");

    // And where a field itself holds the wrong thing, so that reading fails.
    paper.answer(&of_employer(""), paper::detail(json!({"id": CANARY, "companyName": CANARY})));
    paper.answer(
        &of_employer("/distributionunits"),
        json!({"_embedded": [{"id": {"bsn": CANARY}, "code": CANARY}]}),
    );
    let mut employment = paper::employment();
    employment["startDate"] = json!(CANARY);
    employment["payrollId"] = json!(WAGE);
    paper.answer(&of_employer("/employees/employments"), paper::list(json!([employment])));
    let failed = read_all(&reader).await.unwrap();
    assert!(!failed.is_read(Part::Employer) && !failed.is_read(Part::Employments));
    let kept = kept + &serde_json::to_string(&failed).unwrap();

    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        logged.contains("Loket-API changed") && logged.contains("GetEmploymentsByEmployerId"),
        "{logged}"
    );
    for text in [&kept, &logged] {
        assert!(!text.contains(CANARY) && !text.contains("98765"), "{text}");
    }
}
