//! The hours of a run straight to Loket: its start and outcome are events of the run.

use domain::connection::LoketFault;
use domain::hours::compare::{CellResult, PreviewChange, TotalResult};
use domain::hours::finding::{Level, LoketPart};
use domain::hours::period::{Period, PeriodKind};
use domain::hours::run::{
    DepartmentUse, HoursRunChange, MappingChoice, MappingOf, RunOptions, RunStatus, TypedTotal,
};
use domain::hours::sent::{HoursObstacle, SendVerdict};
use domain::hours::view::StopKind;
use domain::id::HoursRunId;
use office::connection::hours::HoursTarget;
use office::hours::{HoursPreviewed, PracticeLesson};
use office::refusal::Refusal;
use peer::{Act, Change};

use crate::captured_log::Log;
use crate::connected_office::{ConnectedOffice, silent};

/// A run of the bakery, with two people in its file.
pub async fn run_with_a_file(connected: &ConnectedOffice) -> HoursRunId {
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
    office.hours().open_with(run, known).unwrap();
    acknowledge_all(connected, run);
    run
}

/// Says of each warning that it is in order.
fn acknowledge_all(connected: &ConnectedOffice, run: HoursRunId) {
    let office = &connected.office;
    let mut view = office.hours().open(run).unwrap();
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
    let stops = view.file.unwrap().stops;
    assert!(stops.iter().all(|stop| stop.kind == StopKind::CostCenters), "{stops:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hours_of_a_run_are_sent_and_its_start_and_outcome_are_on_record_without_a_persons_hours() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    let preview = office.hours_in_loket().preview_run(run, silent()).await.unwrap().unwrap();
    assert_eq!(preview.people, 2);
    let sent = office.hours_in_loket().send_run(run, &preview.token, |_| true, silent()).await.unwrap();
    assert!(sent.people.iter().all(|(_, verdict)| *verdict == SendVerdict::Done), "{sent:?}");
    assert_eq!(sent.refused, None);
    let again = office.hours_in_loket().preview_run(run, silent()).await.unwrap();
    assert_eq!(again, Err(HoursObstacle::NothingToDo));
    let compared = office.hours_in_loket().compare_run(run, silent()).await.unwrap();
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
    let preview = office.hours_in_loket().preview_run(run, silent()).await.unwrap().unwrap();
    connected.loket.script(peer::on("PATCH", ".*/payrollperioddata").then(Act::Never));
    let sending = tokio::spawn(async move {
        office.hours_in_loket().send_run(run, &preview.token, |_| true, silent()).await
    });
    while connected.loket.count("PATCH", "/payrollperioddata") == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    // Whoever looks now sees that its start stands.
    let uncertain = Refusal::Loket { fault: LoketFault::Uncertain };
    let preview = connected.office.hours_in_loket().preview_run(run, silent()).await;
    assert_eq!(preview.unwrap_err(), uncertain);
    sending.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_of_loket_for_a_run_can_be_chosen_from_and_says_when() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let view = connected.office.hours_in_loket().read_run(run, silent()).await.unwrap();
    assert!(view.loket.read.is_some());
    let employments = view.loket.parts.iter().find(|one| one.part == LoketPart::Employments).unwrap();
    assert!(employments.count.is_some_and(|count| count > 2) && employments.unread.is_none());
    let file = view.file.unwrap();
    assert!(file.choices.employments.unwrap().len() > 2 && !file.choices.components.unwrap().is_empty());
    connected.office.hours().close(run);
    let closed = connected.office.hours().open(run).unwrap();
    assert!(closed.loket.parts.iter().any(|one| one.unread.is_some()), "what only the run read is let go");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_only_the_differences_leaves_the_file_of_the_run_what_it_is() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let (office, folder) = (&connected.office, connected.folder.path());
    let out = office.hours().upload(run).unwrap();
    office.hours().write_upload(out, &folder.join("alles.csv")).unwrap();
    let found = office.hours_in_loket().compare_view(run, silent()).await.unwrap();
    assert_eq!((found.counts.missing, found.counts.equal), (2, 0));
    let (first, second) = (&found.values[0], &found.values[1]);
    assert_eq!((first.person, first.result, first.places[0].row), (Some(1), CellResult::Missing, 2));
    assert_eq!((second.person, second.places[0].row, second.rows), (Some(2), 3, 1));
    assert!(!first.name.is_empty(), "who has nothing in the period has a name in the list of employments");

    // One of both comes in; only the other is left.
    connected.loket.script(peer::on("PATCH", ".*/payrollperioddata").nth(1).then(Act::json(
        400,
        &serde_json::json!({"messages": [{"type": "BrokenBusinessRule", "description": "Periode is afgesloten"}]}),
    )));
    let previewed = office.hours_in_loket().preview_view(run, silent()).await.unwrap();
    let HoursPreviewed::Ready { preview } = previewed else { panic!("{previewed:?}") };
    assert_eq!(preview.totals[0].total.to_string(), "126.27");
    let sent = office.hours_in_loket().send_view(run, &preview.token, |_| true, silent()).await.unwrap();
    assert_eq!((sent.counts.done, sent.counts.not_done), (1, 1));
    let refused = &sent.people[0];
    assert_eq!(refused.messages[0].clear(), Some("Periode is afgesloten"));
    assert_eq!((refused.places.len(), refused.values.len()), (1, 1), "{refused:?}");
    assert_eq!(refused.values[0].places[0].row, refused.person + 1, "its own row of the file");

    let place = folder.to_owned();
    let target = move |name: &str| Ok(place.join(name));
    let view = office.hours_in_loket().make_differences(run, silent(), target).await.unwrap().unwrap();
    let mut files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let made = files.find(|path| path.to_string_lossy().ends_with("-verschillen.csv")).unwrap();
    let written = std::fs::read_to_string(made).unwrap();
    assert_eq!(written.lines().count(), 2, "{written}");
    assert!(written.contains(&format!("101;{};1;", refused.person)), "{written}");
    assert_eq!(view.run.made.len(), 1, "the file of the run is the whole one");
}

#[tokio::test(flavor = "multi_thread")]
async fn departments_that_are_cost_centres_go_straight_to_loket_under_them_and_into_no_file() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    let path = connected.folder.path().join("afdelingen.csv");
    let rows = "Personeelsnummer;Afdeling;Uursoort;Uren\r\n1;Winkel;OV;2,50\r\n1;Bakkerij;OV;1,25\r\n";
    std::fs::write(&path, rows).unwrap();
    let mut view = office.hours().read_file(run, &path, &|_| {}).unwrap();
    let options = RunOptions { departments: DepartmentUse::CostCenter, ..view.run.options.clone() };
    view = office.hours().change(run, HoursRunChange::SetOptions { options }).unwrap();
    let centers = view.file.unwrap().choices.cost_centers.unwrap();
    for (name, center) in ["Winkel", "Bakkerij"].iter().zip(&centers) {
        let (names, choice) = (vec![(*name).to_owned()], Some(center.choice.clone()));
        office.hours().change(run, HoursRunChange::Map { of: MappingOf::Department, names, choice }).unwrap();
    }
    acknowledge_all(&connected, run);
    assert_eq!(office.hours().upload(run).err(), Some(Refusal::UploadHeldBack), "the file has no column");
    let previewed = office.hours_in_loket().preview_view(run, silent()).await.unwrap();
    let HoursPreviewed::Ready { preview } = previewed else { panic!("{previewed:?}") };
    let added = preview.preview.cells.iter().filter(|cell| cell.change == PreviewChange::New);
    let places: Vec<_> = added.filter_map(|cell| cell.cost_center.clone()).collect();
    assert_eq!(places, [centers[0].code.clone(), centers[1].code.clone()]);
    let sent = office.hours_in_loket().send_view(run, &preview.token, |_| true, silent()).await.unwrap();
    assert!(sent.counts.is_all_done(), "{sent:?}");
    assert_eq!(connected.loket.count("PATCH", "/payrollperioddata"), 2, "a record each");
    assert_eq!(sent.comparison.unwrap().counts.equal, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_of_who_works_in_another_shift_go_under_that_and_are_compared_and_filed_there() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    // Loket proposes the second shift for everybody.
    let second = serde_json::json!({"shiftNumber": 2});
    connected.loket.script(
        peer::on("GET", ".*/payrollperioddata/defaults").then(Act::Change(Change::with("shift", second))),
    );
    let previewed = office.hours_in_loket().preview_view(run, silent()).await.unwrap();
    let HoursPreviewed::Ready { preview } = previewed else { panic!("{previewed:?}") };
    let mut added = preview.preview.cells.iter().filter(|cell| cell.change == PreviewChange::New);
    assert!(added.all(|cell| cell.shift == 2), "{preview:?}");
    let sent = office.hours_in_loket().send_view(run, &preview.token, |_| true, silent()).await.unwrap();
    assert!(sent.counts.is_all_done(), "{sent:?}");
    let compared = office.hours_in_loket().compare_view(run, silent()).await.unwrap();
    assert_eq!((compared.counts.equal, compared.counts.different, compared.counts.missing), (2, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_go_under_the_ploeg_that_the_file_says_whatever_loket_proposes() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    let path = connected.folder.path().join("ploegen.csv");
    let rows = "Personeelsnummer;Ploeg;Uursoort;Uren\r\n1;2;OV;2,50\r\n1;1;OV;1,25\r\n2;;OV;4,00\r\n";
    std::fs::write(&path, rows).unwrap();
    office.hours().read_file(run, &path, &|_| {}).unwrap();
    acknowledge_all(&connected, run);
    let previewed = office.hours_in_loket().preview_view(run, silent()).await.unwrap();
    let HoursPreviewed::Ready { preview } = previewed else { panic!("{previewed:?}") };
    let added = preview.preview.cells.iter().filter(|cell| cell.change == PreviewChange::New);
    let mut shifts: Vec<_> = added.map(|cell| (cell.person, cell.shift)).collect();
    shifts.sort_unstable();
    assert_eq!(shifts, [(Some(1), 1), (Some(1), 2), (Some(2), 1)]);
    let sent = office.hours_in_loket().send_view(run, &preview.token, |_| true, silent()).await.unwrap();
    assert!(sent.counts.is_all_done(), "{sent:?}");
    let compared = office.hours_in_loket().compare_view(run, silent()).await.unwrap();
    assert_eq!((compared.counts.equal, compared.counts.different, compared.counts.missing), (3, 0, 0));
    let target = connected.folder.path().join("alles.csv");
    office.hours().write_upload(office.hours().upload(run).unwrap(), &target).unwrap();
    let text = std::fs::read_to_string(&target).unwrap();
    assert_eq!(text, "aanslnr;persnr;ploeg;15\r\n101;1;1;1,25\r\n101;1;2;2,5\r\n101;2;1;4\r\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn totals_typed_over_from_loket_are_held_against_those_of_the_file_and_need_no_connection() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let office = &connected.office;
    let typed = |total: &str| HoursRunChange::CompareTotals {
        typed: vec![TypedTotal { component: 15, total: total.into() }],
    };
    assert_eq!(
        office.hours().change(run, typed("126,27")).unwrap_err(),
        Refusal::BadInput,
        "nothing was made"
    );
    let out = office.hours().upload(run).unwrap();
    office.hours().write_upload(out, &connected.folder.path().join("alles.csv")).unwrap();
    office.hours().close(run);
    let result = |total: &str| {
        let view = office.hours().change(run, typed(total)).unwrap();
        view.run.typed.unwrap().lines[0].result
    };
    assert_eq!(result("126,27"), TotalResult::Equal);
    assert_eq!(result("1.126,27"), TotalResult::Different);
    assert_eq!(office.hours().change(run, typed("veel")).unwrap_err(), Refusal::BadInput);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_files_are_there_for_the_practice_employer_and_for_nobody_else() {
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let hours = connected.office.hours();
    let lessons: Vec<_> = hours.practice_files(run).unwrap().into_iter().map(|file| file.lesson).collect();
    assert_eq!(lessons, [PracticeLesson::Good, PracticeLesson::WithFaults, PracticeLesson::AddsToEarlier]);
    let view = hours.read_practice_file(run, PracticeLesson::WithFaults, &|_| {}).unwrap();
    assert!(view.file.unwrap().findings.iter().any(|finding| finding.kind == "negative"));
    let last_year = hours.create(view.run.employer, 101, "2020-01".parse().unwrap()).unwrap().run.id;
    assert!(hours.practice_files(last_year).unwrap().is_empty(), "its people are those of this year");
    let refused = hours.read_practice_file(last_year, PracticeLesson::Good, &|_| {});
    assert_eq!(refused.unwrap_err(), Refusal::NotFound);
}

/// Of all that is done with hours nothing of a person is logged: read, mapped, made, sent, refused, compared, checked.
#[tokio::test(flavor = "multi_thread")]
async fn no_name_number_or_amount_of_a_run_is_logged_from_its_file_to_what_loket_answers() {
    // Every test is a process of its own: the log of all threads is this one's.
    let log = Log::default();
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let connected = ConnectedOffice::connected().await;
    let run = run_with_a_file(&connected).await;
    let (office, folder) = (&connected.office, connected.folder.path());
    let path = folder.join("kanarie.csv");
    let rows = "Personeelsnummer;Naam;BSN;Uursoort;Uren\r\n1;Petronella Kanarie;111222333;OV;123,77\r\n\
        2;Pietje Kanarievogel;111111110;OV;64,59\r\n";
    std::fs::write(&path, rows).unwrap();
    office.hours().read_file(run, &path, &|_| {}).unwrap();
    let choice = Some(MappingChoice::Employment { number: 1 });
    let map = HoursRunChange::Map { of: MappingOf::Person, names: vec!["1".into()], choice };
    office.hours().change(run, map).unwrap();
    let wrong = HoursRunChange::Map { of: MappingOf::Person, names: vec![], choice: None };
    assert!(office.hours().change(run, wrong).is_err());
    acknowledge_all(&connected, run);
    let made = folder.join("alles.csv");
    office.hours().write_upload(office.hours().upload(run).unwrap(), &made).unwrap();
    office.hours().check_upload_file(&made).unwrap();
    connected.loket.script(peer::on("PATCH", ".*/payrollperioddata").nth(1).then(Act::json(
        400,
        &serde_json::json!({"messages": [{"type": "BrokenBusinessRule", "description": "Petronella Kanarie: 123,77"}]}),
    )));
    let previewed = office.hours_in_loket().preview_view(run, silent()).await.unwrap();
    let HoursPreviewed::Ready { preview } = previewed else { panic!("{previewed:?}") };
    let sent = office.hours_in_loket().send_view(run, &preview.token, |_| true, silent()).await.unwrap();
    assert_eq!((sent.counts.done, sent.counts.not_done), (1, 1));
    office.hours_in_loket().compare_view(run, silent()).await.unwrap();
    let place = folder.to_owned();
    let target = move |name: &str| Ok(place.join(name));
    office.hours_in_loket().make_differences(run, silent(), target).await.unwrap().unwrap();
    let logged = log.words();
    assert!(!logged.is_empty(), "it is listened to");
    for canary in ["Kanarie", "kanarie", "111222333", "111111110", "123,77", "123.77", "64,59", "64.59"] {
        assert!(!logged.contains(canary), "in the log: {canary}");
    }
}
