//! Hours: what is read of an administration for them, and what is sent straight to it, against the sandbox.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and hands over its JSON"
)]

mod hours_fixture;
mod rehearsal;

use std::collections::{BTreeMap, BTreeSet};

use contract::Contract;
use domain::hours::compare::{CellResult, ExtraReason, PreviewChange};
use domain::hours::known::PeriodState;
use domain::hours::sent::{HoursObstacle, SendAnswer, SendVerdict};
use domain::reading::Unread;
use hours_fixture::{Fixture, administration, amounts, obstacle, table};
use loket::Fault;
use rehearsal::{Call, Rehearsal};
use sandbox::{Options, employer_id};

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_hours_are_held_against_is_read() {
    let fixture = Fixture::start().await;
    let known = fixture.read(1, "2026-09").await;
    let employments = known.employments.content().unwrap();
    assert_eq!(employments.len(), 12);
    assert!(employments.iter().all(|one| one.birth_date.is_some() && one.start.is_some()));
    assert!(employments.iter().any(|one| one.end.is_some()), "also who left");
    let numbers: BTreeSet<_> = employments.iter().map(|one| (one.payroll_id, one.employee_number)).collect();
    assert_eq!(numbers.len(), 12);
    let components = known.components.content().unwrap();
    let category = |number: u32| {
        components.iter().find(|one| one.number == number).and_then(|one| one.category.clone()).unwrap()
    };
    assert_eq!(
        (category(2), category(701), category(4015)),
        ("Uren".into(), "Loonaangifte".into(), "Uren".into())
    );
    assert_eq!(known.cost_centers.content().unwrap().len(), 3);
    assert_eq!(known.distribution_units.content().unwrap().len(), 3);
    let shifts: Vec<_> = known.shifts.content().unwrap().iter().map(|shift| shift.number).collect();
    assert_eq!(shifts, [1, 2, 3]);
    assert!(known.filters.content().unwrap().is_empty());
    assert_eq!((known.import_product.content(), known.may_import.content()), (Ok(&true), Ok(&true)));
    let period = known.period.content().unwrap();
    assert_eq!(period.state, Some(PeriodState::Open));
    assert!(period.employments_with_data.is_some_and(|people| people > 0));
    let past = fixture.read(1, "2026-08").await;
    assert_eq!(past.period.content().unwrap().state, Some(PeriodState::Approved));
    assert_as_specified(&fixture.rehearsal.calls());
}

#[tokio::test(flavor = "multi_thread")]
async fn product_50_that_is_off_a_right_that_is_missing_and_a_filter_are_readings() {
    let fixture = Fixture::start().await;
    let noordzij = fixture.read(6, "2026-09").await;
    assert_eq!(noordzij.import_product.content(), Ok(&false));
    assert_eq!(fixture.read(10, "2026-09").await.filters.content().unwrap(), &["ActiveEmployments"]);
    let staal = fixture.read(14, "2026-P10").await;
    assert_eq!(staal.period.content().unwrap().period.to_string(), "2026-P10");
    // Both administrations have the same numbers: each is read by itself.
    let kleurrijk = fixture.read(12, "2026-09").await;
    assert_eq!(kleurrijk.employments.content().unwrap().len(), 9);
    // A period that the list does not hold is not said to be open.
    let later = fixture.read(1, "2031-01").await;
    assert_eq!(later.period.content().unwrap_err(), Unread::Vanished);

    let rehearsal = Rehearsal::start("stagiair", Options::default()).await;
    let employer = employer_id(1).to_string();
    let period = "2026-09".parse().unwrap();
    let known = rehearsal.reader.read_hours(&employer, &administration(1), period).await.unwrap();
    assert_eq!(known.may_import.content(), Ok(&false));
    assert!(known.employments.content().is_ok());
    let Err(Unread::NotPermitted { rights, .. }) = known.components.content() else { panic!("permitted") };
    assert!(rights.contains(&"Raadplegen variabele gegevens".to_owned()), "{rights:?}");
    assert!(known.import_product.content().is_err(), "unknown is not off");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_stands_in_loket_and_what_was_not_sent_is_left_alone() {
    let fixture = Fixture::start().await;
    let table = table(&[
        (1, amounts(&[(2, "150.25"), (15, "4.5")])),
        (2, amounts(&[(2, "80"), (284, "45.95")])),
        (3, amounts(&[(2, "0")])),
    ]);
    let plan = fixture.plan(&table).await.unwrap();
    let counts = plan.preview().counts();
    assert_eq!(counts[&PreviewChange::Changed] + counts[&PreviewChange::New], 5, "{counts:?}");
    assert!(counts[&PreviewChange::LeftAlone] > 0);
    assert_eq!((plan.people(), plan.requests()), (3, 3));
    let sent = fixture.send(&plan).await.unwrap();
    let read_back = sent.read_back.as_ref().unwrap();
    assert!(sent.people.iter().all(|one| one.answer == SendAnswer::Accepted), "{sent:?}");
    assert!(sent.people.iter().all(|one| one.verdict(Some(read_back)) == SendVerdict::Done));
    assert!(read_back.is_as_sent() && sent.stopped.is_none());
    let extra = read_back.cells.iter().filter(|cell| cell.table.is_none());
    assert!(extra.clone().count() > 0);
    assert!(extra.clone().all(|cell| cell.result == CellResult::Extra { reason: ExtraReason::WasThere }));
    let patches = fixture.patches();
    assert_eq!(patches.len(), 3, "each once");
    let body = patches[0].body.as_ref().unwrap();
    assert_eq!(body["processingMethod"], "overwrite");
    assert_eq!(body["payrollPeriod"], serde_json::json!({"year": 2026, "periodNumber": 9}));
    let first = patches.iter().position(|call| call.path.contains("00000001/"));
    let value = &patches[first.unwrap()].body.as_ref().unwrap()["payrollComponents"][0]["value"];
    assert_eq!(value.to_string(), "150.25");
    assert_eq!(fixture.plan(&table).await.unwrap_err(), obstacle(HoursObstacle::NothingToDo));
    // By hand it is read back the same.
    let stored = fixture.stored(&table).await;
    assert!(domain::hours::compare::compare(fixture.meant(&table), &stored, None).is_as_sent());
    assert_as_specified(&fixture.rehearsal.calls());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_differs_is_sent() {
    let fixture = Fixture::start().await;
    let first = table(&[(1, amounts(&[(2, "150"), (15, "4")])), (2, amounts(&[(2, "80")]))]);
    let plan = fixture.plan(&first).await.unwrap();
    fixture.send(&plan).await.unwrap();
    let second = table(&[(1, amounts(&[(2, "150"), (15, "6")])), (2, amounts(&[(2, "80")]))]);
    let plan = fixture.plan(&second).await.unwrap();
    assert_eq!((plan.people(), plan.requests()), (1, 1));
    fixture.send(&plan).await.unwrap();
    let last = fixture.patches().pop().unwrap().body.unwrap();
    assert_eq!(last["payrollComponents"].as_array().unwrap().len(), 1);
    assert_eq!(last["payrollComponents"][0]["payrollComponent"]["key"], 15);
}

#[tokio::test(flavor = "multi_thread")]
async fn units_and_shifts_are_records_of_their_own() {
    let fixture = Fixture::start().await;
    let mut table =
        table(&[(1, amounts(&[(2, "100")])), (1, amounts(&[(2, "50")])), (1, amounts(&[(15, "2")]))]);
    table.distribution_units = true;
    for (row, (shift, unit)) in table.rows.iter_mut().zip([(1, 1), (1, 2), (2, 2)]) {
        (row.shift, row.distribution_unit) = (shift, Some(unit));
    }
    let plan = fixture.plan(&table).await.unwrap();
    assert_eq!((plan.people(), plan.requests()), (1, 3));
    let sent = fixture.send(&plan).await.unwrap();
    assert!(sent.read_back.unwrap().is_as_sent());
    table.rows[0].distribution_unit = Some(9);
    assert_eq!(
        fixture.plan(&table).await.unwrap_err(),
        obstacle(HoursObstacle::UnknownUnits { units: vec![9] })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_loket_does_not_have_is_not_sent_at_all() {
    let fixture = Fixture::start().await;
    let plan = |person, component| {
        let table = table(&[(person, amounts(&[(component, "8")]))]);
        let fixture = &fixture;
        async move { fixture.plan(&table).await.unwrap_err() }
    };
    assert_eq!(plan(99, 2).await, obstacle(HoursObstacle::UnknownPeople { people: vec![99] }));
    assert_eq!(plan(1, 99).await, obstacle(HoursObstacle::UnknownComponents { components: vec![99] }));
    assert!(fixture.patches().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_with_a_toeslag_is_chosen_before_anything_is_sent() {
    let mut fixture = Fixture::start().await;
    let table = table(&[(1, amounts(&[(4015, "3")]))]);
    fixture.allowances.clear();
    let refused = fixture.plan(&table).await.unwrap_err();
    assert_eq!(refused, obstacle(HoursObstacle::AllowanceOpen { components: vec![4015] }));
    for added in [true, false] {
        // The same value, counting the other way, is a change too.
        fixture.allowances = BTreeMap::from([(4015, added)]);
        let plan = fixture.plan(&table).await;
        let Ok(plan) = plan else { panic!("{added}: {plan:?}") };
        fixture.send(&plan).await.unwrap();
        let body = fixture.patches().pop().unwrap().body.unwrap();
        assert_eq!(body["payrollComponents"][0]["isSupplement"], added);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_automatic_processes_add_meanwhile_are_named_as_such() {
    let fixture = Fixture::start().await;
    let table = table(&[(1, amounts(&[(2, "150")]))]);
    let plan = fixture.plan(&table).await.unwrap();
    fixture.send(&plan).await.unwrap();
    fixture.rehearsal.press(&[("wat", "automatisch"), ("werkgever", "1")]).await;
    let stored = fixture.stored(&table).await;
    let compared = domain::hours::compare::compare(fixture.meant(&table), &stored, None);
    let leave: Vec<_> = compared.cells.iter().filter(|cell| cell.component == 18).collect();
    assert!(leave.len() > 1);
    let automatic = CellResult::Extra { reason: ExtraReason::AutomaticProcesses };
    assert!(leave.iter().all(|cell| cell.result == automatic));
    assert!(compared.is_as_sent());
}

#[tokio::test(flavor = "multi_thread")]
async fn with_product_50_off_nothing_is_changed_and_nobody_else_is_asked_for() {
    let fixture = Fixture::start().await;
    let rows: Vec<_> = fixture.working().map(|person| (person, amounts(&[(15, "1")]))).collect();
    let plan = fixture.plan(&table(&rows)).await.unwrap();
    fixture.rehearsal.press(&[("wat", "product"), ("werkgever", "1"), ("ding", "50")]).await;
    let sent = fixture.send(&plan).await.unwrap();
    let Some(loket::write::Stopped::Fault(Fault::Forbidden { reason, .. })) = &sent.stopped else {
        panic!("{sent:?}")
    };
    assert!(reason.as_ref().unwrap().contains("module"));
    let read_back = sent.read_back.as_ref().unwrap();
    assert!(
        sent.people.iter().all(|one| {
            matches!(one.verdict(Some(read_back)), SendVerdict::NotDone | SendVerdict::NotSent)
        })
    );
    assert!(fixture.patches().len() <= 4, "those under way, and no more");
    assert!(rows.len() > 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_period_is_refused_in_lokets_words_for_each_person() {
    let fixture = Fixture::start().await;
    let rows: Vec<_> = fixture.working().map(|person| (person, amounts(&[(15, "1")]))).collect();
    let plan = fixture.plan(&table(&rows)).await.unwrap();
    fixture.rehearsal.press(&[("wat", "periode"), ("werkgever", "1"), ("ding", "1/202609")]).await;
    let sent = fixture.send(&plan).await.unwrap();
    assert_eq!(sent.stopped, None);
    for person in &sent.people {
        assert_eq!(person.answer, SendAnswer::Refused);
        assert!(person.messages[0].clear().unwrap().contains("closed"));
    }
    assert_eq!(sent.people.len(), rows.len());
}

/// Every call that came is in the specification as it was made; what it only names the address of is not part of it.
fn assert_as_specified(calls: &[Call]) {
    let Some(contract) = Contract::load() else { return };
    let unspecified = |call: &&Call| {
        ["/globalfilter/", "/defaults", "/metadata/"].iter().any(|part| call.path.contains(part))
    };
    let mut findings = BTreeSet::new();
    for call in calls.iter().filter(|call| !unspecified(call)) {
        findings.extend(contract.check_request(&call.method, &call.path, call.body.as_ref()));
        assert!(call.accept.starts_with("application/json;version="), "{call:?}");
    }
    assert!(findings.is_empty(), "{findings:#?}");
}
