//! The hours of a run straight to Loket: its start and outcome are events of the run.

use std::collections::BTreeMap;

use domain::connection::LoketFault;
use domain::hours::finding::Level;
use domain::hours::period::{Period, PeriodKind};
use domain::hours::run::{HoursRunChange, MappingChoice, MappingOf, RunStatus};
use domain::hours::sent::{HoursObstacle, SendVerdict};
use domain::id::HoursRunId;
use office::connection::hours::HoursTarget;
use office::refusal::Refusal;
use peer::Act;

use crate::connected_office::{ConnectedOffice, silent};

/// A run of the bakery, with two people in its file.
async fn run_with_a_file(connected: &ConnectedOffice) -> HoursRunId {
    let employer = connected.card("Gouden Korenaar").id;
    connected.office.read_employer(employer, silent()).await.unwrap();
    let today = jiff::Zoned::now().date();
    let period = Period::of(today, PeriodKind::Month).unwrap();
    let office = &connected.office;
    let run = office.hours().create(employer, 101, period).unwrap().run.id;
    let path = connected.folder.path().join("uren.csv");
    std::fs::write(&path, "Personeelsnummer;Uursoort;Uren\r\n1;OV;123,77\r\n2;OV;2,50\r\n").unwrap();
    office.hours().read_file(run, &path, &|_| {}).unwrap();
    std::fs::remove_file(&path).unwrap();
    let choice = Some(MappingChoice::Component { number: 15 });
    let map = HoursRunChange::Map { of: MappingOf::Code, names: vec!["OV".into()], choice };
    office.hours().change(run, map).unwrap();
    let target = HoursTarget { employer, administration: 101, period };
    let known = office.hours_in_loket().read(target, silent()).await.unwrap();
    let mut view = office.hours().open_with(run, known).unwrap();
    // Who is in Loket without hours is a warning.
    while let Some(finding) = view.file.as_ref().and_then(|file| {
        let open = |one: &&domain::hours::view::FindingView| {
            one.level == Level::Warning && one.acknowledged.is_none()
        };
        file.findings.iter().find(open).map(|one| one.key.clone())
    }) {
        let approve = HoursRunChange::Acknowledge { finding, reason: "Klopt".into() };
        view = office.hours().change(run, approve).unwrap();
    }
    assert!(view.file.as_ref().unwrap().stops.is_empty(), "{:?}", view.file.unwrap().stops);
    run
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hours_of_a_run_are_sent_and_its_start_and_outcome_are_on_record_without_a_persons_hours() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    let nothing = BTreeMap::new;
    let preview = office.hours_in_loket().preview_run(run, nothing(), silent()).await.unwrap().unwrap();
    assert_eq!(preview.people, 2);
    let sent =
        office.hours_in_loket().send_run(run, nothing(), &preview.token, |_| true, silent()).await.unwrap();
    assert!(sent.people.iter().all(|(_, verdict)| *verdict == SendVerdict::Done), "{sent:?}");
    assert_eq!(sent.refused, None);
    let again = office.hours_in_loket().preview_run(run, nothing(), silent()).await.unwrap();
    assert_eq!(again, Err(HoursObstacle::NothingToDo));
    let compared = office.hours_in_loket().compare_run(run, nothing(), silent()).await.unwrap();
    assert!(compared.is_as_sent());
    let view = office.hours().open(run).unwrap();
    assert_eq!(view.run.status, RunStatus::Uploaded);
    let disk = connected.on_disk();
    for form in ["123.77", "123,77"] {
        assert!(!disk.windows(form.len()).any(|part| part == form.as_bytes()), "{form}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sending_of_a_run_that_may_still_be_under_way_is_not_begun_again() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let office = std::sync::Arc::clone(&connected.office);
    let preview = office.hours_in_loket().preview_run(run, BTreeMap::new(), silent()).await.unwrap().unwrap();
    connected.loket.script(peer::on("PATCH", ".*/payrollperioddata").then(Act::Never));
    let sending = tokio::spawn(async move {
        office.hours_in_loket().send_run(run, BTreeMap::new(), &preview.token, |_| true, silent()).await
    });
    while connected.loket.count("PATCH", "/payrollperioddata") == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    // Whoever looks now sees that its start stands.
    let uncertain = Refusal::Loket { fault: LoketFault::Uncertain };
    let preview = connected.office.hours_in_loket().preview_run(run, BTreeMap::new(), silent()).await;
    assert_eq!(preview.unwrap_err(), uncertain);
    sending.abort();
}
